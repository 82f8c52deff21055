"""Making one entry of two with the same key: the rule that decides whose words stand is here only.

The state of a translation is its fuzzy flag, and nothing else. What a comment says of its origin tells only
whether a person's words are in a draft.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Protocol

from booktranslate.catalog.entries import RANK, Entry, add_comment, other_translation
from booktranslate.model import Finding, Key, State

CONFLICT = "conflicting-translation"
PROPOSAL = "other-translation"


class Remembered(Protocol):
    """What the project remembers of the wordings of a text (see `memory`)."""

    def answers(self, key: Key) -> Collection[str]:
        """What engines have answered for the text."""

    def seen(self, key: Key, target: str) -> int:
        """When a wording of the text was last new in the project, as a number that grows; 0 for never."""


class Nothing:
    """A project that remembers nothing."""

    def answers(self, key: Key) -> Collection[str]:
        """None."""
        return ()

    def seen(self, key: Key, target: str) -> int:
        """Never."""
        return 0


def settle(
    ours: Entry, theirs: Entry, before: Entry | None = None, known: Remembered | None = None
) -> tuple[Entry, Finding | None]:
    """One entry from two with the same key; the finding when a comment keeps the words of one."""
    known = known or Nothing()
    is_old_news = before is None and _is_earlier(theirs, ours, known)
    winner, loser = (ours, theirs) if is_old_news else _sides(ours, theirs, before, known)
    merged = replace(
        winner,
        unit=ours.unit,
        line=ours.line,
        person_comment=_comments(ours, theirs, before),
        flags=tuple(dict.fromkeys(ours.flags + theirs.flags)),
    )
    if is_old_news or not _is_worth_keeping(loser, winner, before, known):
        return merged, None
    kept = keeping(merged, replace(loser, person_comment=""))
    if kept == merged:  # the comment has it already
        return merged, None
    return kept, _finding(ours, winner, loser)


def _finding(ours: Entry, winner: Entry, loser: Entry) -> Finding:
    if winner.state is loser.state is State.REVIEWED:
        message = "Two people translated this text differently; the other translation is in the comment."
        return Finding(CONFLICT, "warning", message, _where(ours))
    return other_wording(ours)


def other_wording(entry: Entry) -> Finding:
    """The finding for a text of which a comment keeps other words."""
    message = "Another translation of this text is in the comment of the entry."
    return Finding(PROPOSAL, "note", message, _where(entry))


def _where(entry: Entry) -> str:
    return ", ".join(entry.unit.locations) or str(entry.unit.source)


def _sides(ours: Entry, theirs: Entry, before: Entry | None, known: Remembered) -> tuple[Entry, Entry]:
    """The entry whose translation stays, and the other one."""
    if before and _said(theirs) == _said(before):
        return ours, theirs
    if before and _said(ours) == _said(before):
        return theirs, ours
    if RANK[theirs.state] != RANK[ours.state]:
        return (theirs, ours) if RANK[theirs.state] > RANK[ours.state] else (ours, theirs)
    if is_machines(ours, known) and not is_machines(theirs, known):
        return theirs, ours
    if before and ours.state is State.DRAFT and ours.translation.target == before.translation.target:
        return theirs, ours  # we only said that it needs work; they did it
    return ours, theirs


def _said(entry: Entry) -> tuple[str, State]:
    return str(entry.translation.target), entry.state


def _is_earlier(one: Entry, other: Entry, known: Remembered) -> bool:
    """Whether an entry holds an earlier wording, replaced by what a person wrote in the other one."""
    if is_machines(other, known) or one.translation.target == other.translation.target:
        return False
    then = _seen(one, known)
    now = known.seen(other.key, str(other.translation.target))
    return 0 < then < now


def _seen(entry: Entry, known: Remembered) -> int:
    """When the words of an entry were new: as a translation of its text, or of the one it was made for."""
    target = str(entry.translation.target)
    of_old = known.seen((entry.previous_context, entry.previous), target) if entry.previous else 0
    return known.seen(entry.key, target) or of_old


def is_machines(entry: Entry, known: Remembered) -> bool:
    """Whether no person's words are in an entry: it is empty, or a draft as an engine gave it.

    A draft that names its engine is believed, unless the engine's answers for the text are known and none
    reads like it.
    """
    if entry.state is not State.DRAFT:
        return entry.state is State.EMPTY
    if not entry.translation.origin:
        return False
    # A draft that was carried over to a changed text answers the text that it was made for.
    made_for = (entry.previous_context or entry.unit.context, entry.previous) if entry.previous else entry.key
    answers = known.answers(made_for)
    return not answers or str(entry.translation.target) in answers


def _is_worth_keeping(loser: Entry, winner: Entry, before: Entry | None, known: Remembered) -> bool:
    if not loser.translation.target or loser.translation.target == winner.translation.target:
        return False
    if before:
        emptied = winner.state is State.EMPTY  # by a person, or by a tool that lost it
        return loser.translation.target != before.translation.target or (
            emptied and not is_machines(loser, known)
        )
    if not is_machines(loser, known):
        return True
    if known.answers(loser.key):
        return False
    # The same engine's draft, when it reads differently in the other copy, was touched by a person.
    return winner.state is State.DRAFT and loser.translation.origin == winner.translation.origin


def _comments(ours: Entry, theirs: Entry, before: Entry | None) -> str:
    known = before.person_comment.split("\n") if before else []
    lines = [line for line in theirs.person_comment.split("\n") if line not in known]
    return add_comment(ours.person_comment, lines)


def keeping(entry: Entry, other: Entry) -> Entry:
    """The entry, with a second translation of its text and the comments on it kept as comments."""
    lines = other.person_comment.split("\n") if other.person_comment else []
    target = other.translation.target
    if target and target != entry.translation.target:
        lines.append(other_translation(target))
    return replace(entry, person_comment=add_comment(entry.person_comment, lines))
