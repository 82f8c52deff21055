"""Two reviewers' copies of one PO file brought together; what either wrote is in the result."""

from dataclasses import replace

from booktranslate.catalog.entries import RANK, Catalog, Entry, add_comment
from booktranslate.catalog.merging import keeping, merge
from booktranslate.model import Finding, Key, State


def bring_together(
    ours: Catalog, theirs: Catalog, ancestor: Catalog | None = None
) -> tuple[Catalog, list[Finding]]:
    """Our catalog with all of their work; a finding for each text that both translated differently.

    Entries, their order and notes are ours: a copy of another edition is brought up to date first. With
    the `ancestor` of both copies, what only one of them changed is taken from that one; otherwise reviewed
    is better than drafted and drafted than nothing. Where both stand, ours stays and theirs is kept in a
    comment of the entry.
    """
    units = [entry.unit for entry in ours.entries]
    theirs, _ = merge(theirs, units)
    ancestor = merge(ancestor, units)[0] if ancestor else None
    there = _by_key(theirs)
    before = _by_key(ancestor) if ancestor else {}
    findings: list[Finding] = []

    def both(entry: Entry) -> Entry:
        other = there.pop(entry.key, None)
        return _both(entry, other, before.get(entry.key), findings) if other else entry

    entries = tuple(map(both, ours.entries))
    obsolete = tuple(map(both, ours.obsolete))
    return replace(ours, entries=entries, obsolete=obsolete + tuple(there.values())), findings


def _by_key(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in (*catalog.entries, *catalog.obsolete)}


def _both(ours: Entry, theirs: Entry, before: Entry | None, findings: list[Finding]) -> Entry:
    winner, loser = _sides(ours, theirs, before)
    merged = replace(
        winner,
        unit=ours.unit,
        line=ours.line,
        person_comment=_comments(ours, theirs, before),
        flags=tuple(dict.fromkeys(ours.flags + theirs.flags)),
    )
    if not _is_worth_keeping(loser, winner, before):
        return merged
    if winner.state is loser.state:
        findings.append(
            Finding(
                "conflicting-translation",
                "warning",
                "Two people translated this text differently; the other translation is in the comment.",
                ", ".join(ours.unit.locations) or str(ours.unit.source),
            )
        )
    return keeping(merged, replace(loser, person_comment=""))


def _sides(ours: Entry, theirs: Entry, before: Entry | None) -> tuple[Entry, Entry]:
    """The entry whose translation stays, and the other one."""
    if before and theirs.translation == before.translation:
        return ours, theirs
    if before and ours.translation == before.translation:
        return theirs, ours
    return (theirs, ours) if RANK[theirs.state] > RANK[ours.state] else (ours, theirs)


def _is_worth_keeping(loser: Entry, winner: Entry, before: Entry | None) -> bool:
    words = loser.translation
    if not words.target or words.target == winner.translation.target:
        return False
    if before:
        return words.target != before.translation.target
    # Without an ancestor, a draft is a person's if no engine is named, or if the same engine's draft
    # reads differently in the other copy.
    return words.state is State.REVIEWED or not words.origin or winner.state is State.DRAFT


def _comments(ours: Entry, theirs: Entry, before: Entry | None) -> str:
    known = before.person_comment.split("\n") if before else []
    lines = [line for line in theirs.person_comment.split("\n") if line not in known]
    return add_comment(ours.person_comment, lines)
