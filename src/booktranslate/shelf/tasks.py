"""A task: one step for one target of a book, or of one of its documents; and its outcome.

A task has paths and the names of steps and engines, never a text of a book or a key, as it may pass through
the scheduler of a cluster.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from booktranslate.config import Project
from booktranslate.errors import ExitCode
from booktranslate.files import write_atomic

_FOLDER = "shelf"


@dataclass(frozen=True, slots=True)
class Options:
    """The user's options: `reviewed_only` and `pdf` for `assemble`, `words_per_hour` for `report`, `term` for
    `glossary-impact`."""

    reviewed_only: bool = False
    pdf: bool = False
    words_per_hour: int = 500
    term: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A step to be done for a book (its name on the shelf, its project folder), or for one document.

    `target` is empty if the book has one target only. `run` identifies the run of the command, `number` the
    task in it, and `attempt` counts how often it was handed out. The task may have `budget` billed, less what
    the ledger of the book has beyond `before`: if it was killed and is done again, it has paid for something
    already.
    """

    step: str
    book: str
    root: Path
    document: str = ""
    target: str = ""
    engine: str = ""
    budget: int | None = None
    before: int = 0
    options: Options = field(default_factory=Options)
    run: str = ""
    number: int = 0
    attempt: int = 1

    @property
    def name(self) -> str:
        """How people know the task: step, book, target and document."""
        return f"{self.step} {self.edition}" + (f" {self.document}" if self.document else "")

    @property
    def edition(self) -> str:
        """The name of the book, with the target if it has several."""
        return f"{self.book} ({self.target})" if self.target else self.book


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: exit code, error message (empty if none), data for scripts, notes for people."""

    task: Task
    code: int = ExitCode.OK
    error: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether the step was completed, whatever it found."""
        return not self.error


def keep(outcome: Outcome) -> None:
    """Write an outcome into the folder of the book, for `taken`. Raises OutputError."""
    told = asdict(outcome)
    del told["task"]
    write_atomic(_place(outcome.task), json.dumps(told, ensure_ascii=False).encode())


def taken(task: Task, code: int) -> Outcome:
    """The outcome that a worker has kept, which is then removed; `code` is the worker's exit code.

    If there is none, the outcome is an error that says so.
    """
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
    # The settings of the book need not be readable.
    return Project(task.root).state / _FOLDER / f"{task.run}-{task.number}-{task.attempt}.json"
