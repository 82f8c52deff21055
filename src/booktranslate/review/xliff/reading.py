"""What reading and writing the two versions of XLIFF has in common."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from booktranslate.model import TaggedText
from booktranslate.notes import Found
from booktranslate.review.identity import is_id, mark, marked, text_id
from booktranslate.review.values import Answer, Comment, Pack, Returned, Row

OURS = "booktranslate"
"""What the origin (1.2) or category (2.1) of our own notes begins with; other notes are people's."""
REVIEWER = f"{OURS}-reviewer"

_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff\b[^>]*?\bversion\s*=\s*[\"']([0-9.]+)")


def version(data: bytes) -> str:
    """The version that an XLIFF file states; empty for any other file."""
    start = data[:8_000]
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = _ROOT.search(start.decode("utf-16" if is_wide else "utf-8", "replace"))
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a file says about one text.

    `target` is None if there is none, or only a part of one: its words are then in `rest`. `approved` is as
    in `values.Answer`.
    """

    ids: tuple[str, ...]
    source: TaggedText
    target: TaggedText | None
    approved: bool | None
    comments: tuple[Comment, ...]
    rest: str = ""


_NOBODY = frozenset({"translator", "developer", "reviewer", "user"})  # what tools write instead of a name


def comment(words: str, author: str) -> list[Comment]:
    """A note as a person's comment; empty if the note is ours or has no words."""
    is_ours = author.startswith(OURS)
    return [] if is_ours or not words else [Comment(words, "" if author.lower() in _NOBODY else author)]


def about(pack: Pack) -> list[tuple[str, str]]:
    """The notes of a whole file, as (author, words): its project and pack, the reviewer, the title."""
    title = " – ".join(dict.fromkeys(filter(None, (pack.title, pack.chapter))))
    notes = [(OURS, mark(pack.project, pack.id)), (REVIEWER, pack.reviewer), (f"{OURS}-title", title)]
    return [(name, words) for name, words in notes if words]


def remarks(row: Row) -> list[tuple[str, str, str]]:
    """The notes on a text, as (author, side, words); the side is "source", "target" or "" for both."""
    notes = [(OURS, "source", line) for line in row.notes.lines]
    for finding in row.findings:
        notes.append((f"{OURS}-check", "target", str(Found(finding.name, finding.message))))
    return notes + ([(f"{OURS}-comment", "", row.comment)] if row.comment else [])


def returned(name: str, said: Mapping[str, str], units: Sequence[Unit]) -> Returned:
    """All that came back in a file; `said` are the notes of the whole file by author.

    A program may write the source where a text has no translation: that is not an answer, unless somebody
    approved it.
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
