"""Combine what reviewers send back with the PO files of the project; nobody's words are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.combining import bring_together
from booktranslate.catalog.folding import folded
from booktranslate.config import Project
from booktranslate.errors import ChangedMeanwhileError, InputError
from booktranslate.model import Finding, Key, State
from booktranslate.po_files import layout
from booktranslate.po_files.incoming import Incoming, incoming
from booktranslate.po_files.layout import PoSet
from booktranslate.po_files.reconciling import Notice, Reconciler, mass_acceptance
from booktranslate.review import people
from booktranslate.review.answers import Copy
from booktranslate.review.recognising import Arrived, arrive

_TRIES = 10


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file that came back.

    `is_po`: it is a PO file or another form of a pack. `is_ours`: it has texts of this book. `taken` is the
    number of entries whose translation or comment it changed, `reviewed` the number of those whose
    translation it changed or approved and that are reviewed now; a comment on a reviewed text does not count.
    `note` says why nothing could be read, or warns (of drafts accepted all at once). `unplaced` are words in
    it that belong to no text of the book.
    """

    name: str
    is_po: bool
    is_ours: bool
    taken: int = 0
    reviewed: int = 0
    note: str = ""
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Combined:
    """The files that came back, the PO files written, findings about texts (such as two translations of which
    a comment keeps one), and what people did to PO files."""

    received: tuple[Received, ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]


def combine(
    project: Project,
    documents: Sequence[Path],
    copies: Sequence[Path | Incoming],
    reconciler: Reconciler,
    ancestors: Sequence[Path | Incoming] = (),
) -> Combined:
    """Combine `copies` (files, folders, zip archives, mails, or what was found in them) with the PO files of
    the project.

    The copies are PO files and packs in any form, recognised by their content, whatever their names.
    `ancestors` are PO files as they were sent out: they show that a change back to older words is a change.
    For packs they are known. All files are read before the first is written. Raises InputError, also for a
    pack of another project or target, or OutputError.
    """
    current = [catalog for each in documents for _, catalog in layout.load_extracted(project, each).catalogs]
    theirs = arrive(project, _found(copies), current)
    if not any(each.is_ours for each in theirs):
        faults = " ".join(dict.fromkeys(each.fault for each in theirs if each.fault))
        named = ", ".join(each.name if isinstance(each, Incoming) else str(each) for each in copies)
        raise InputError(
            "holds no PO file or other review file.",
            where=named,
            hint=faults or "Name a file that came back from a reviewer.",
        )
    sent = arrive(project, _found(ancestors), current)
    base = [each.catalog for each in sent if each.catalog is not None]
    for attempt in range(_TRIES):
        try:
            return _combined(project, documents, theirs, base, reconciler)
        except ChangedMeanwhileError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError  # the loop returns or raises


def _found(copies: Sequence[Path | Incoming]) -> list[Incoming]:
    """The files in what the user named, and those that have been read already."""
    named = [each for each in copies if isinstance(each, Path)]
    return incoming(named) + [each for each in copies if isinstance(each, Incoming)]


@dataclass(slots=True)
class _Side:
    """A document of the project, with everything combined so far; `words` are its source texts, folded."""

    po_set: PoSet
    catalog: Catalog
    words: frozenset[str]

    def part_of(self, copy: Catalog) -> Catalog:
        """The entries of a copy that translate texts of this document."""
        keys = {entry.key for entry in self.catalog.all_entries}

        def held(entries: Sequence[Entry]) -> tuple[Entry, ...]:
            return tuple(e for e in entries if e.key in keys or folded(e.unit.source.plain) in self.words)

        return replace(copy, entries=held(copy.entries), obsolete=held(copy.obsolete))


def _combined(
    project: Project,
    documents: Sequence[Path],
    theirs: Sequence[Arrived],
    base: Sequence[Catalog],
    reconciler: Reconciler,
) -> Combined:
    po_sets = [layout.load_extracted(project, document) for document in documents]
    notices = reconciler.look(po_sets)
    sides = [_side(project, each) for each in po_sets]
    findings: list[Finding] = []
    received = []
    for file in theirs:
        copy = file.copy([side.catalog for side in sides])
        if copy is None:
            received.append(Received(file.name, is_po=False, is_ours=False, note=file.fault))
            continue
        findings += copy.findings
        ancestor = copy.ancestor or _united(base)
        received.append(_receive(sides, file, copy, ancestor, reconciler, findings))
    written = [
        path
        for side in sides
        for path, catalog in layout.rearranged(side.po_set, side.catalog)
        if reconciler.write(side.po_set.document.name, path, catalog)
    ]
    for file, result in zip(theirs, received, strict=True):
        if file.sent and result.is_ours:
            people.note_back(file.sent, result.name, result.taken, result.reviewed)
    return Combined(tuple(received), tuple(written), tuple(findings), tuple(notices))


def _side(project: Project, each: PoSet) -> _Side:
    catalog = layout.as_one(project, each)
    return _Side(each, catalog, frozenset(folded(e.unit.source.plain) for e in catalog.entries))


def _receive(
    sides: Sequence[_Side],
    file: Arrived,
    copy: Copy,
    ancestor: Catalog | None,
    reconciler: Reconciler,
    findings: list[Finding],
) -> Received:
    theirs = copy.catalog
    parts = [side.part_of(theirs) for side in sides]
    sizes = [len(part.all_entries) for part in parts]
    best = max(range(len(sides)), key=lambda index: (_is_named(theirs, sides[index].po_set), sizes[index]))
    is_ours = any(sizes) or _is_named(theirs, sides[best].po_set) or bool(file.sent)
    held = {entry.key for part in parts for entry in part.all_entries}
    if file.is_foreign and 2 * len(held) < len(theirs.all_entries):  # two books may both say « Conclusion »
        is_ours = False
    if not is_ours:
        return Received(file.name, is_po=True, is_ours=False, unplaced=copy.unplaced)
    taken = reviewed = 0
    note = ""
    for index, (side, part) in enumerate(zip(sides, parts, strict=True)):
        if index == best:  # a copy of an earlier book has texts that have changed or left the book since
            part = _with_the_rest(part, theirs, held)
        if not part.all_entries:
            continue
        before = side.catalog
        after, found = bring_together(before, part, ancestor, reconciler.known)
        side.catalog = after if file.returned is None else _without_the_rest(before, after, copy)
        findings += found
        changed = _changed(before, side.catalog)
        taken += len(changed)
        translated = {entry.key: entry.translation for entry in before.all_entries}
        reviewed += sum(
            entry.state is State.REVIEWED and entry.translation != translated.get(entry.key)
            for entry in changed
        )
        if file.returned is None:  # in other forms, each text has its own mark of approval
            note = note or mass_acceptance(before, side.catalog)
    return Received(file.name, True, True, taken, reviewed, note, copy.unplaced)


def _without_the_rest(before: Catalog, after: Catalog, copy: Copy) -> Catalog:
    """Without texts that left the book and that the reviewer did not touch."""
    known = {entry.key for entry in before.all_entries} | copy.touched
    return replace(after, obsolete=tuple(entry for entry in after.obsolete if entry.key in known))


def _is_named(copy: Catalog, each: PoSet) -> bool:
    """Whether the header of a copy names one of the PO files of a document."""
    name = dict(copy.header).get("Project-Id-Version", "")
    return bool(name) and name in {path.stem for path, _ in each.catalogs}


def _with_the_rest(part: Catalog, copy: Catalog, held: set[Key]) -> Catalog:
    """The part with those entries of the copy that no document has."""
    rest = tuple(entry for entry in copy.entries if entry.key not in held)
    gone = tuple(entry for entry in copy.obsolete if entry.key not in held)
    return replace(part, entries=part.entries + rest, obsolete=part.obsolete + gone)


def _united(base: Sequence[Catalog]) -> Catalog | None:
    return layout.united(base, base[0])[0] if base else None


def _changed(before: Catalog, after: Catalog) -> list[Entry]:
    """The entries of `after` whose translation or comment differs from that in `before`."""
    old = {entry.key: (entry.translation, entry.person_comment) for entry in before.all_entries}
    return [
        entry
        for entry in after.all_entries
        if old.get(entry.key) != (entry.translation, entry.person_comment)
    ]
