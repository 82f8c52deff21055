"""What both versions of XLIFF have in common on the way back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.model import TaggedText
from booktranslate.review.values import Answer, Comment, Returned, text_id

OURS = "booktranslate"
"""How the notes begin that we write: their origin in 1.2, their category in 2.1. Others are of people."""
PROJECT, PACK, REVIEWER = f"{OURS}-project", f"{OURS}-pack", f"{OURS}-reviewer"

_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff\b[^>]*?\bversion\s*=\s*[\"']([0-9.]+)")
_ID = re.compile(r"[0-9a-f]{12}")


def version(data: bytes) -> str:
    """The version that an XLIFF file states at its beginning; empty for what is no XLIFF file."""
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


def returned(name: str, project: str, pack: str, reviewer: str, units: Sequence[Unit]) -> Returned:
    """All that came back in a file.

    A program that has no translation of a text may put the source in its place: that is no answer, unless
    somebody has approved it. A text that comes twice is one answer; other words the second time are told.
    """
    answers: dict[str, Answer] = {}
    unplaced = []
    for unit in units:
        target = unit.target if unit.target and str(unit.target).strip() else None
        if target == unit.source and unit.approved is not True:
            target = None
        id_ = next((each for each in unit.ids if _ID.fullmatch(each)), "")
        if not id_ and not unit.source:
            unplaced += [target.plain] if target else []
            continue
        answer = Answer(id_ or text_id(("", str(unit.source))), target, unit.approved, unit.comments)
        first = answers.setdefault(answer.id, answer)
        if target and first.target != target:
            unplaced.append(target.plain)
        if unit.rest:
            unplaced.append(unit.rest)
    return Returned(name, project, pack, tuple(answers.values()), tuple(unplaced), reviewer)
