"""A task: one step of one book, or of one of its documents; and what became of it.

A task holds paths and the names of steps and engines, never a text of a book or a key: it may go through the
scheduler of a cluster.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from booktranslate.errors import ExitCode
from booktranslate.files import write_atomic

_FOLDER = "shelf"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for: `reviewed_only` and `pdf` of `assemble`, `words_per_hour` of `report`, `term`
    of `glossary-impact`."""

    reviewed_only: bool = False
    pdf: bool = False
    words_per_hour: int = 500
    term: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done: a step of a book (its name on the shelf, its project folder), or of one document.

    `run` names the command that it is of; `attempt` counts how often that has handed it out. What it may
    have billed is `budget` less what the ledger of the book has beyond `before`: a task that is done again
    after it was killed has paid for something already.
    """

    step: str
    book: str
    root: Path
    document: str = ""
    engine: str = ""
    budget: int | None = None
    before: int = 0
    options: Options = field(default_factory=Options)
    run: str = ""
    number: int = 0
    attempt: int = 1

    @property
    def name(self) -> str:
        """How people know it."""
        return f"{self.step} {self.book}" + (f" {self.document}" if self.document else "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: an exit code, the message of an error, numbers and names, notes for people."""

    task: Task
    code: int = ExitCode.OK
    error: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the step came to its end; what it found is another thing."""
        return not self.error


def keep(outcome: Outcome) -> None:
    """Write an outcome into the folder of the book, for `taken`. Raises OutputError."""
    told = asdict(outcome)
    del told["task"]
    write_atomic(_place(outcome.task), json.dumps(told, ensure_ascii=False).encode())


def taken(task: Task, code: int) -> Outcome:
    """The outcome that a worker has kept, and nobody needs any longer; `code` is what the worker said."""
    path = _place(task)
    try:
        told = json.loads(path.read_bytes())
        path.unlink()
        return Outcome(task, told["code"], told["error"], told["data"], tuple(told["notes"]))
    except (OSError, ValueError, KeyError) as error:
        said = (
            f"{path}: the result of a worker is missing ({error}). Make sure that the workers and this "
            f"machine share the folder."
        )
        return Outcome(task, code or ExitCode.OUTPUT, said)


def _place(task: Task) -> Path:
    return task.root / ".booktranslate" / _FOLDER / f"{task.run}-{task.number}-{task.attempt}.json"
