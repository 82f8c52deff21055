"""Who was sent which texts and when, and what has come back.

.booktranslate/sent/09bc61f2a7d4/back.jsonl   one line for each file that came back
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.files import write_atomic
from booktranslate.review.sent import Sent, Store

_BACK = "back.jsonl"


@dataclass(frozen=True, slots=True)
class Back:
    """A file that came back, and when (UTC, ISO 8601).

    `taken` is the number of translations that it changed, `reviewed` of those that it made reviewed.
    """

    name: str
    when: str
    taken: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Holding:
    """A pack that one person was sent at `sent` (UTC, ISO 8601), and what has come back of it.

    `texts` is the number of its texts, `forms` the names of its forms.
    """

    reviewer: str
    title: str
    forms: tuple[str, ...]
    sent: str
    texts: int
    back: tuple[Back, ...] = ()


def note_back(sent: Sent, name: str, taken: int, reviewed: int) -> None:
    """Record that a file of a pack came back. Raises OutputError."""
    path = sent.folder / _BACK
    made = Back(name, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), taken, reviewed)
    line = json.dumps(asdict(made), ensure_ascii=False)
    known = path.read_bytes() if path.is_file() else b""
    write_atomic(path, known + f"{line}\n".encode())


def holdings(project: Project) -> list[Holding]:
    """What was sent to people, the latest last. Raises InputError if the record is damaged."""
    several = len(project.targets) > 1
    return [
        Holding(each.reviewer, each.title, each.forms, each.sent, len(each.texts), tuple(_back(each)))
        for each in Store(project).all()
        if each.reviewer and (not several or each.language == project.target_lang)
    ]


def _back(sent: Sent) -> Sequence[Back]:
    path: Path = sent.folder / _BACK
    if not path.is_file():
        return ()
    try:
        # Not splitlines: the name of a file may have U+2028 in it.
        return [Back(**json.loads(line)) for line in path.read_bytes().split(b"\n") if line]
    except (OSError, ValueError, TypeError) as error:
        raise InputError(f"is damaged ({error}).", where=str(path), hint="Delete it.") from error
