"""What reviewers send back, combined with the PO files of the project; nobody's words are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.catalog import Catalog, Entry, bring_together, parse_po
from booktranslate.catalog.matching import folded
from booktranslate.config import Project
from booktranslate.errors import ChangedMeanwhileError, InputError
from booktranslate.model import Finding, Key, State
from booktranslate.po_files import layout
from booktranslate.po_files.incoming import Incoming, incoming
from booktranslate.po_files.layout import PoSet
from booktranslate.po_files.reconciling import Notice, Reconciler, mass_acceptance

_TRIES = 10


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file that came in.

    `taken` is how many translations of the project it changed, `reviewed` how many of these are reviewed now.
    `is_ours`: it is a PO file with texts of this book. `note` says more (drafts accepted in a mass).
    """

    name: str
    is_po: bool
    is_ours: bool
    taken: int = 0
    reviewed: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Combined:
    """The files that came in, the PO files written, and the texts of which a comment keeps other words."""

    received: tuple[Received, ...]
    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]


def combine(
    project: Project,
    documents: Sequence[Path],
    copies: Sequence[Path],
    reconciler: Reconciler,
    ancestors: Sequence[Path] = (),
) -> Combined:
    """Combine the PO files in `copies` (files, folders, zip archives, mails) with those of the project.

    They are known by their texts, whatever their names. `ancestors` holds the files as they were sent out:
    with it a change back to an older wording is seen as a change. All files are read before the first is
    written. Raises InputError or OutputError.
    """
    files = incoming(list(copies))
    theirs = [(file, _catalog(project, file)) for file in files]
    if not any(catalog for _, catalog in theirs):
        named = ", ".join(map(str, copies))
        raise InputError("holds no PO file.", where=named, hint="Name what came back from a reviewer.")
    base = [catalog for file in incoming(list(ancestors)) if (catalog := _catalog(project, file))]
    for attempt in range(_TRIES):
        try:
            return _combined(project, documents, theirs, base, reconciler)
        except ChangedMeanwhileError:
            if attempt == _TRIES - 1:
                raise
    raise AssertionError  # the loop returns or raises


def _catalog(project: Project, file: Incoming) -> Catalog | None:
    return parse_po(file.data, Path(file.name), project.target_lang) if file.is_po else None


@dataclass(slots=True)
class _Side:
    """A document of the project, with what was combined with it so far."""

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
    theirs: Sequence[tuple[Incoming, Catalog | None]],
    base: Sequence[Catalog],
    reconciler: Reconciler,
) -> Combined:
    po_sets = [layout.load_extracted(project, document) for document in documents]
    notices = reconciler.look(po_sets)
    sides = [_side(project, each) for each in po_sets]
    findings: list[Finding] = []
    received = []
    for file, copy in theirs:
        if copy is None:
            received.append(Received(file.name, is_po=False, is_ours=False))
        else:
            received.append(_receive(sides, file.name, copy, base, reconciler, findings))
    written = [
        path
        for side in sides
        for path, catalog in layout.rearranged(side.po_set, side.catalog)
        if reconciler.write(side.po_set.document.name, path, catalog)
    ]
    return Combined(tuple(received), tuple(written), tuple(findings), tuple(notices))


def _side(project: Project, each: PoSet) -> _Side:
    catalog = layout.as_one(project, each)
    return _Side(each, catalog, frozenset(folded(e.unit.source.plain) for e in catalog.entries))


def _receive(
    sides: Sequence[_Side],
    name: str,
    copy: Catalog,
    base: Sequence[Catalog],
    reconciler: Reconciler,
    findings: list[Finding],
) -> Received:
    parts = [side.part_of(copy) for side in sides]
    sizes = [len(part.all_entries) for part in parts]
    best = max(range(len(sides)), key=lambda index: (_is_named(copy, sides[index].po_set), sizes[index]))
    if not any(sizes) and not _is_named(copy, sides[best].po_set):
        return Received(name, is_po=True, is_ours=False)
    held = {entry.key for part in parts for entry in part.all_entries}
    taken = reviewed = 0
    note = ""
    for index, (side, part) in enumerate(zip(sides, parts, strict=True)):
        if index == best:  # an earlier edition has texts that changed or left the book since
            part = _with_the_rest(part, copy, held)
        if not part.all_entries:
            continue
        ancestor = _united(base)
        before = side.catalog
        side.catalog, found = bring_together(before, part, ancestor, reconciler.known)
        findings += found
        changed = _changed(before, side.catalog)
        taken += len(changed)
        reviewed += sum(entry.state is State.REVIEWED for entry in changed)
        note = note or mass_acceptance(before, side.catalog)
    return Received(name, is_po=True, is_ours=True, taken=taken, reviewed=reviewed, note=note)


def _is_named(copy: Catalog, each: PoSet) -> bool:
    """Whether the header of a copy names one of the files of a document."""
    name = dict(copy.header).get("Project-Id-Version", "")
    return bool(name) and name in {path.stem for path, _ in each.catalogs}


def _with_the_rest(part: Catalog, copy: Catalog, held: set[Key]) -> Catalog:
    rest = tuple(entry for entry in copy.entries if entry.key not in held)
    gone = tuple(entry for entry in copy.obsolete if entry.key not in held)
    return replace(part, entries=part.entries + rest, obsolete=part.obsolete + gone)


def _united(base: Sequence[Catalog]) -> Catalog | None:
    return layout.united(base, base[0])[0] if base else None


def _changed(before: Catalog, after: Catalog) -> list[Entry]:
    """The entries of `after` that say or note something else than in `before`."""
    old = {entry.key: (entry.translation, entry.person_comment) for entry in before.all_entries}
    return [
        entry
        for entry in after.all_entries
        if old.get(entry.key) != (entry.translation, entry.person_comment)
    ]
