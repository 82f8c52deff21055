"""What both versions of XLIFF have in common on the way back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booktranslate.model import TaggedText
from booktranslate.notes import Found
from booktranslate.review.identity import is_id, mark, marked, text_id
from booktranslate.review.values import Answer, Comment, Pack, Returned, Row

OURS = "booktranslate"
"""How the notes begin that we write: their origin in 1.2, their category in 2.1. Others are of people."""
REVIEWER = f"{OURS}-reviewer"

_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff\b[^>]*?\bversion\s*=\s*[\"']([0-9.]+)")


def version(data: bytes) -> str:
    """The version that an XLIFF file states at its beginning; empty for what is not an XLIFF file."""
    start = data[:8_000]
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = _ROOT.search(start.decode("utf-16" if is_wide else "utf-8", "replace"))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a file says of one text. `target` is None where it has none; `rest` are words that are only a part
    of a translation."""

    ids: tuple[str, ...]
    source: TaggedText
    target: TaggedText | None
    approved: bool | None
    comments: tuple[Comment, ...]
    rest: str = ""


_NOBODY = frozenset({"translator", "developer", "reviewer", "user"})  # how tools call whoever it was


def comment(words: str, author: str) -> list[Comment]:
    """A note as a person's comment; none when we wrote it or when it says nothing."""
    is_ours = author.startswith(OURS)
    return [] if is_ours or not words else [Comment(words, "" if author.lower() in _NOBODY else author)]


def about(pack: Pack) -> list[tuple[str, str]]:
    """The notes that say what a file is: whose it is, for whom, of what."""
    title = " – ".join(dict.fromkeys(filter(None, (pack.title, pack.chapter))))
    notes = [(OURS, mark(pack.project, pack.id)), (REVIEWER, pack.reviewer), (f"{OURS}-title", title)]
    return [(name, words) for name, words in notes if words]


def remarks(row: Row) -> list[tuple[str, str, str]]:
    """The notes of a text: by whom, on which side, in which words."""
    notes = [(OURS, "source", line) for line in row.notes.lines]
    for finding in row.findings:
        notes.append((f"{OURS}-check", "target", str(Found(finding.name, finding.message))))
    return notes + ([(f"{OURS}-comment", "", row.comment)] if row.comment else [])


def returned(name: str, said: Mapping[str, str], units: Sequence[Unit]) -> Returned:
    """All that came back in a file; `said` are the notes of the file as a whole.

    A program that has no translation of a text may put the source in its place: that is not an answer, unless
    somebody has approved it.
    """
    project, pack = marked(said.get(OURS, "")) or ("", "")
    answers = []
    unplaced = []
    for unit in units:
        target = unit.target if unit.target and str(unit.target).strip() else None
        if target == unit.source and unit.approved is not True:
            target = None
        id_ = next(filter(is_id, unit.ids), "")
        if id_ or unit.source:
            answers.append(
                Answer(id_ or text_id(("", str(unit.source))), target, unit.approved, unit.comments)
            )
        elif target:
            unplaced.append(str(target))
        unplaced += [unit.rest] if unit.rest else []
    return Returned(name, project, pack, tuple(answers), tuple(unplaced), said.get(REVIEWER, ""))
