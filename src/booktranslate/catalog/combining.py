"""Combining two copies of a PO file: the result has all that a person wrote in either."""

from collections.abc import Sequence
from dataclasses import replace

from booktranslate.catalog.carrying import with_changes
from booktranslate.catalog.conflicts import (
    Nothing,
    Remembered,
    is_machines,
    keeping,
    other_wording,
    settle,
)
from booktranslate.catalog.entries import Catalog, Entry, without_changes
from booktranslate.catalog.merging import merge
from booktranslate.model import Finding, Key, Unit


def bring_together(
    ours: Catalog, theirs: Catalog, ancestor: Catalog | None = None, known: Remembered | None = None
) -> tuple[Catalog, list[Finding]]:
    """Our catalog with all of their work; a finding for each text of which a comment keeps other words.

    Entries, their order and notes are ours: a copy of another edition is updated first. What their copy does
    not hold stays as it is. With the `ancestor` of both copies, what only one of them changed is taken from
    that one; otherwise reviewed is better than drafted and drafted than nothing, and an earlier wording that
    the project has replaced since is not news. Where two people's words remain, ours stay and theirs are kept
    in a comment of the entry: a warning when both are reviewed, else a note.
    """
    known = known or Nothing()
    units = [entry.unit for entry in ours.entries]
    held = {entry.key for entry in theirs.all_entries}
    there = _brought_up_to_date(theirs, units)
    before = _brought_up_to_date(ancestor, units) if ancestor else {}
    findings: list[Finding] = []

    def both(entry: Entry) -> Entry:
        other = there.pop(entry.key, None)
        if other is None:
            return entry
        then = before.get(entry.key)
        if entry.key not in held and then and other.translation != then.translation:
            then = None  # it translates another text of their copy: that is a proposal and replaces nothing
        settled, finding = settle(entry, other, then, known)
        findings.extend([finding] if finding else [])
        return settled if settled == entry else with_changes(without_changes(settled))

    entries = tuple(map(both, ours.entries))
    obsolete = tuple(map(both, ours.obsolete))
    added = tuple(entry for entry in there.values() if entry.translation.target or entry.person_comment)
    return replace(ours, entries=entries, obsolete=obsolete + added), findings


def keeping_words(combined: Catalog, former: Catalog, known: Remembered) -> tuple[Catalog, list[Finding]]:
    """A combined catalog with all that people wrote in `former`: words that were replaced are in a comment.

    For copies whose ancestor is not certain.
    """
    before = {entry.key: entry for entry in former.all_entries if not is_machines(entry, known)}
    findings: list[Finding] = []

    def kept(entry: Entry) -> Entry:
        other = before.get(entry.key)
        if other is None or not other.translation.target:
            return entry
        made = keeping(entry, replace(other, person_comment=""))
        if made != entry:
            findings.append(other_wording(entry))
        return made

    entries, obsolete = tuple(map(kept, combined.entries)), tuple(map(kept, combined.obsolete))
    return replace(combined, entries=entries, obsolete=obsolete), findings


def _brought_up_to_date(copy: Catalog, units: Sequence[Unit]) -> dict[Key, Entry]:
    """The entries of a copy by the keys of today; a text that the copy does not hold has none."""
    held = {entry.key for entry in copy.all_entries}
    merged, _ = merge(copy, units)
    return {
        entry.key: entry
        for entry in merged.all_entries
        if entry.key in held or entry.translation.target or entry.person_comment
    }
