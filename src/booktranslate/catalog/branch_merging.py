"""Two branches of one PO file merged, as a version control system asks for it.

Unlike two copies (see `combining`), branches have an ancestor that is certain, and each may hold another
edition of the book. So what one branch removed is removed, and the order of the texts is merged too. Whose
words stand is decided where it always is (see `conflicts`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from booktranslate.catalog.combining import bring_together
from booktranslate.catalog.conflicts import keeping
from booktranslate.catalog.entries import UNTRANSLATED, Catalog, Entry, add_comment, other_translation
from booktranslate.catalog.merging import merge
from booktranslate.model import Key, State, Unit

T = TypeVar("T")

_DATES = ("POT-Creation-Date", "PO-Revision-Date")


def merge_branches(ancestor: Catalog | None, ours: Catalog, theirs: Catalog) -> tuple[Catalog, list[Entry]]:
    """Both branches in one catalog, and the entries of it that two people translated differently.

    These keep our words and say "Needs Work"; theirs are in the comment. The ancestor is None for a file that
    both branches added. Which of the two is ours matters for conflicts alone, and for the order of comments
    and of obsolete entries.
    """
    before = ancestor or Catalog(ours.source_lang, ours.target_lang)
    ours, theirs = _without_purged(before, ours, theirs), _without_purged(before, theirs, ours)
    together, _ = bring_together(_with_units(ours, _units(before, ours, theirs)), theirs, before)
    then, here, there = _by_key(before), _by_key(ours), _by_key(theirs)
    conflicts: list[Entry] = []

    def finished(entry: Entry) -> Entry:
        own, other = here.get(entry.key), there.get(entry.key)
        if own is None or other is None:
            return entry
        old = then.get(entry.key)
        entry = _without_removed(entry, old, own, other)
        if not _is_conflict(old, own, other):
            return entry
        entry = replace(entry, translation=replace(entry.translation, state=State.DRAFT, origin=""))
        for side in (own, other):  # words that were a draft before, too: somebody accepted them
            entry = keeping(entry, replace(side, person_comment=""))
        conflicts.append(entry)
        return entry

    last = max(ours, theirs, key=lambda side: (_moment(side, "PO-Revision-Date"), side.header))
    merged = replace(
        ours,
        source_lang=_three(before.source_lang, ours.source_lang, theirs.source_lang, last.source_lang),
        target_lang=_three(before.target_lang, ours.target_lang, theirs.target_lang, last.target_lang),
        entries=tuple(map(finished, together.entries)),
        obsolete=tuple(map(finished, together.obsolete)),
        header=_header(before, ours, theirs, last),
        comment=_comment(before, ours, theirs),
    )
    return merged, conflicts


def common_ground(ancestor: Catalog | None, one: Catalog, other: Catalog) -> Catalog:
    """What two ancestors agree on, where a merge has several.

    A text that both translated differently is as it was before, so that both are seen to have changed it.
    """
    merged, _ = merge_branches(ancestor, one, other)
    then = _by_key(ancestor) if ancestor else {}
    here, there = _by_key(one), _by_key(other)

    def agreed(entry: Entry) -> Entry:
        mine, theirs, old = here.get(entry.key), there.get(entry.key), then.get(entry.key)
        if mine is None or theirs is None or _said(mine) == _said(theirs):
            return entry
        if old is None:
            return replace(
                entry, translation=UNTRANSLATED, previous="", previous_context="", person_comment=""
            )
        if _said(old) in (_said(mine), _said(theirs)):
            return entry
        return replace(old, unit=entry.unit)

    entries, obsolete = tuple(map(agreed, merged.entries)), tuple(map(agreed, merged.obsolete))
    return replace(merged, entries=entries, obsolete=tuple(e for e in obsolete if e.translation.target))


def _is_conflict(old: Entry | None, own: Entry, other: Entry) -> bool:
    if own.translation.target == other.translation.target or (
        old and _said(old) in (_said(own), _said(other))
    ):
        return False
    return own.state is other.state is State.REVIEWED


def _said(entry: Entry) -> tuple[str, State]:
    return str(entry.translation.target), entry.state


def _by_key(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in reversed(catalog.all_entries)}


def _three(before: T, ours: T, theirs: T, otherwise: T) -> T:
    """The value that one side changed; where both did, `otherwise`."""
    if theirs in (before, ours):
        return ours
    return theirs if ours == before else otherwise


def _without_purged(before: Catalog, mine: Catalog, other: Catalog) -> Catalog:
    """Without obsolete entries that are as they were and that the other branch has deleted."""
    old = {entry.key: entry for entry in before.obsolete}
    present = {entry.key for entry in other.all_entries}
    kept = tuple(e for e in mine.obsolete if e.key in present or old.get(e.key) != e)
    return replace(mine, obsolete=kept)


def _without_removed(entry: Entry, old: Entry | None, own: Entry, other: Entry) -> Entry:
    """Without flags and lines of the comment that one branch took away, save those that keep words."""
    if old is None:
        return entry
    target = entry.translation.target
    words = {
        other_translation(side.translation.target)
        for side in (own, other)
        if side.translation.target not in (target, old.translation.target)
    }
    lines = [set(side.person_comment.split("\n")) for side in (own, other)]
    gone = set(old.person_comment.split("\n")) - (lines[0] & lines[1]) - words
    flags = set(old.flags) - (set(own.flags) & set(other.flags))
    return replace(
        entry,
        person_comment="\n".join(line for line in entry.person_comment.split("\n") if line not in gone),
        flags=tuple(flag for flag in entry.flags if flag not in flags),
    )


def _with_units(ours: Catalog, units: Sequence[Unit]) -> Catalog:
    """Our catalog for these units; words of a text that the other branch corrected are carried over."""
    wanted = {unit.key: unit for unit in units}
    if wanted.keys() != {entry.key for entry in ours.entries}:
        ours, _ = merge(ours, units)
    held = {entry.key: entry for entry in ours.entries}
    return replace(ours, entries=tuple(replace(held[key], unit=unit) for key, unit in wanted.items()))


def _units(before: Catalog, ours: Catalog, theirs: Catalog) -> list[Unit]:
    """The texts of the merged book in their order, each with the places and notes that one side changed.

    Where both changed the order, the edition that was extracted last has it.
    """
    old, own, other = ({entry.key: entry.unit for entry in side.entries} for side in (before, ours, theirs))
    leads = _edition(ours) >= _edition(theirs)
    if list(own) != list(other) and list(old) in (list(own), list(other)):
        leads = list(other) == list(old)
    first, second = (own, other) if leads else (other, own)
    kept = [key for key in first if key in second or key not in old]
    present = set(kept)
    following: dict[
        Key | None, list[Key]
    ] = {}  # texts that only the second side has, by the text before them
    anchor: Key | None = None
    for key in second:
        if key in present:
            anchor = key
        elif key not in old:
            following.setdefault(anchor, []).append(key)
    order = following.get(None, []) + [each for key in kept for each in (key, *following.get(key, []))]
    return [_unit(old.get(key), *filter(None, (first.get(key), second.get(key)))) for key in order]


def _edition(catalog: Catalog) -> tuple[datetime, list[tuple[Key, tuple[str, ...], tuple[str, ...]]]]:
    """What orders two editions, whichever is ours."""
    return _moment(catalog, "POT-Creation-Date"), [
        (entry.key, entry.unit.locations, entry.unit.notes) for entry in catalog.entries
    ]


def _unit(old: Unit | None, first: Unit, second: Unit | None = None) -> Unit:
    return first if second is None or first != old else second


def _header(before: Catalog, ours: Catalog, theirs: Catalog, last: Catalog) -> tuple[tuple[str, str], ...]:
    """The fields that one side changed; where both did, those of the side that was saved last."""
    old, own, other, latest = (dict(side.header) for side in (before, ours, theirs, last))
    fields = {}
    for name in own | other:
        value = _three(old.get(name), own.get(name), other.get(name), latest.get(name))
        if name in _DATES:
            value = dict(max((ours, theirs), key=lambda side: _moment(side, name)).header).get(name)
        if value is not None:
            fields[name] = value
    return tuple(fields.items())


def _moment(catalog: Catalog, field: str) -> datetime:
    """A date of the header; one that is not there, or that nobody can read, is long past."""
    try:
        return datetime.strptime(dict(catalog.header).get(field, ""), "%Y-%m-%d %H:%M%z")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _comment(before: Catalog, ours: Catalog, theirs: Catalog) -> str:
    both = add_comment(
        ours.comment, [e for e in theirs.comment.split("\n") if e not in before.comment.split("\n")]
    )
    return _three(before.comment, ours.comment, theirs.comment, both)
