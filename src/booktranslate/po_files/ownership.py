"""Which entries of which PO files belong to which document, whatever people did with the files.

A document has PO files of its own name. Besides, there may be copies ("livre - Copie.po", what a reviewer
sent back), files of a document that has another name now, that was cut in two or joined with another one,
files of an earlier cut into chapters, and files that somebody deleted. Those that hold texts of a document
are added to its files; the others stay as they are, and new texts are looked up in them.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from booktranslate.book.documents import source_documents
from booktranslate.book.units import Chapter
from booktranslate.catalog import Catalog, Entry, is_machines, read
from booktranslate.catalog.folding import folded
from booktranslate.catalog.other_documents import Elsewhere, Found, elsewhere
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.model import Finding, Key, State, Unit, counted
from booktranslate.po_files import layout
from booktranslate.po_files.layout import PoSet
from booktranslate.po_files.reconciling import Notice, Reconciler

_REMOVED = "; the file was removed, and a copy is in .booktranslate/backups."
_ENOUGH = 0.5  # of the texts of a file are in documents: then it is a copy or an earlier edition of theirs


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """A document as it was read."""

    document: Path
    chapters: list[Chapter]
    findings: tuple[Finding, ...] = ()

    @property
    def units(self) -> list[Unit]:
        """Its units in reading order."""
        return [unit for chapter in self.chapters for unit in chapter.units]


@dataclass(slots=True, eq=False)
class Claim:
    """The PO files of one document, and what comes to it from others.

    `old` is all that is known of the translation of the document; `taken_over` says for a text from which
    file it came. `gone` are files whose texts are all in `old` (and in those of other claims).
    """

    book: Book
    po_set: PoSet
    places: list[tuple[Path, list[Key]]]
    old: Catalog
    notices: list[Notice] = field(default_factory=list)
    conflicts: list[Finding] = field(default_factory=list)
    taken_over: dict[Key, str] = field(default_factory=dict)
    gone: list[tuple[Path, Catalog]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """The claims of all documents; `left` are PO files of none, with all that was seen in them."""

    documents: list[Claim]
    left: list[tuple[Path, Catalog]]


def claims(project: Project, books: Sequence[Book], reconciler: Reconciler) -> Claims:
    """Read the PO files of the project, and divide them among the documents.

    Raises InputError for a PO file that cannot be read.
    """
    missing = dict(reconciler.missing())
    found = [_claim(project, book, reconciler, missing) for book in books]
    own = {path for claim in found for path, _ in claim.po_set.catalogs}
    left = []
    for path, catalog in _others(project, books, own, missing, reconciler):
        if not _assign(project, found, path, catalog, reconciler):
            left.append((path, catalog))
    return Claims(found, left)


def _claim(project: Project, book: Book, reconciler: Reconciler, missing: dict[Path, Catalog]) -> Claim:
    places = layout.places(project, book.document, book.chapters)
    expected = {path for path, _ in places}
    single = layout.single_file(project, book.document)
    folder = layout.chapter_folder(project, book.document)
    notices: list[Notice] = []
    conflicts: list[Finding] = []
    catalogs: list[tuple[Path, Catalog]] = []
    for path in layout.po_files(project, book.document):
        if path in expected or reconciler.history.seen(path).exists():
            reconciled = reconciler.reconciled(book.document.name, path, read(path, project.target_lang))
            catalogs.append((path, reconciled.catalog))
            notices += reconciled.notices
            conflicts += reconciled.findings
    for path, catalog in missing.items():
        if path == single or path.parent == folder:
            catalogs.append((path, catalog))
            reviewed = sum(entry.state is State.REVIEWED for entry in catalog.all_entries)
            notices.append(
                Notice(path, f"was deleted; its {counted(reviewed, 'reviewed text')} are restored.")
            )
    catalogs.sort(key=lambda pair: pair[0])  # in the order of the book
    catalogs.sort(key=lambda pair: pair[1].revised if pair[0] not in expected else "~", reverse=True)
    empty = Catalog(project.source_lang, project.target_lang)
    old, settled = layout.united([catalog for _, catalog in catalogs], empty, reconciler.known)
    claim = Claim(book, PoSet(book.document, tuple(catalogs)), places, old, notices, conflicts + settled)
    claim.gone = [(path, catalog) for path, catalog in catalogs if path not in expected]
    for path, catalog in claim.gone:
        if catalog.stamp:
            what = f"its texts are in the current files of {book.document.name}"
            claim.notices.append(Notice(path, f"{what}{_REMOVED}"))
    return claim


def _others(
    project: Project,
    books: Sequence[Book],
    own: set[Path],
    missing: dict[Path, Catalog],
    reconciler: Reconciler,
) -> list[tuple[Path, Catalog]]:
    """The PO files that no document has by name, the latest saved first."""
    documents = source_documents(project).documents
    others = [document for document in documents if document not in {book.document for book in books}]
    theirs = {layout.single_file(project, document) for document in others}
    theirs |= {layout.chapter_folder(project, document) for document in others}
    found = []
    for path in sorted(project.translations.rglob("*.po")):
        if path.is_file() and path not in own and not theirs & {path, path.parent}:
            catalog = read(path, project.target_lang)
            if reconciler.history.seen(path).exists():
                catalog = reconciler.reconciled(path.stem, path, catalog).catalog
            found.append((path, catalog))
    found += [
        (path, catalog)
        for path, catalog in missing.items()
        if path not in own and not theirs & {path, path.parent}
    ]
    return sorted(found, key=lambda pair: pair[1].revised, reverse=True)


def _assign(
    project: Project, found: Sequence[Claim], path: Path, catalog: Catalog, reconciler: Reconciler
) -> bool:
    """Give the entries of a file to the documents that have their texts; False when they have too few."""
    shares = [_share(project, claim, path, catalog) for claim in found]
    best = max(shares, key=lambda share: (share.is_at_home, len(share.held)), default=None)
    held = frozenset[Key]().union(*(share.held for share in shares))
    entries = catalog.entries or catalog.obsolete
    enough = entries and sum(entry.key in held for entry in entries) >= _ENOUGH * len(entries)
    if best is None or not (best.is_at_home or enough):
        return False
    # A file that the project knows is the work of people on another document, and no copy of an edition.
    ancestor = None if reconciler.history.seen(path).exists() else reconciler.ancestor(path, catalog)
    rest = {entry.key for entry in catalog.all_entries} - held
    for share in shares:
        chosen = share.held | rest if share is best else share.held
        if chosen:
            name = _name(project, path)
            _take(share.claim, name, path, _only(catalog, chosen), ancestor, reconciler)
    if path not in {place for claim in found for place, _ in claim.places}:
        best.claim.gone.append((path, catalog))
    return True


@dataclass(frozen=True, slots=True, eq=False)
class _Share:
    """The texts of a file that one document has. `is_at_home`: it lies where the document's files do."""

    claim: Claim
    held: frozenset[Key]
    is_at_home: bool


def _share(project: Project, claim: Claim, path: Path, catalog: Catalog) -> _Share:
    keys = {unit.key for unit in claim.book.units} | {entry.key for entry in claim.old.all_entries}
    words = {folded(unit.source.plain) for unit in claim.book.units}
    held = frozenset(
        entry.key
        for entry in catalog.all_entries
        if entry.key in keys or folded(entry.unit.source.plain) in words
    )
    folder = layout.chapter_folder(project, claim.book.document)
    return _Share(claim, held, path.parent == folder or path in dict(claim.places))


def _only(catalog: Catalog, keys: AbstractSet[Key]) -> Catalog:
    return replace(
        catalog,
        entries=tuple(entry for entry in catalog.entries if entry.key in keys),
        obsolete=tuple(entry for entry in catalog.obsolete if entry.key in keys),
    )


def _take(
    claim: Claim, name: str, path: Path, theirs: Catalog, ancestor: Catalog | None, reconciler: Reconciler
) -> None:
    from booktranslate.catalog.combining import bring_together, keeping_words  # copies are few

    before = {entry.key: entry for entry in claim.old.all_entries}
    if not before:
        claim.old = replace(theirs, entries=(), obsolete=(), stamp="")
    former = claim.old
    claim.old, findings = bring_together(former, theirs, ancestor, reconciler.known)
    claim.old, more = keeping_words(claim.old, former, reconciler.known)
    claim.conflicts += findings + more
    taken = [
        entry for entry in claim.old.all_entries if entry.translation != _translation(before.get(entry.key))
    ]
    claim.taken_over |= {entry.key: name for entry in taken if entry.key not in before}
    reviewed = sum(entry.state is State.REVIEWED for entry in taken)
    what = f"{counted(reviewed, 'reviewed text')} merged into the files of {claim.book.document.name}"
    end = "." if path in dict(claim.places) else _REMOVED
    claim.notices.append(Notice(path, f"{what if taken else 'nothing new'}{end}"))


def _translation(entry: Entry | None) -> object:
    return entry.translation if entry else None


def pool(project: Project, found: Claims, reconciler: Reconciler) -> Elsewhere:
    """What the whole project has for a text that is new in one document: other documents, files that belong
    to none, and the reviewed texts of another English as proposals."""
    index: list[Found] = []

    def add(catalog: Catalog, place: str, owner: str = "", units: frozenset[Key] = frozenset()) -> None:
        for entry in catalog.all_entries:
            if not is_machines(entry, reconciler.known):
                index.append(Found(entry, place, owner, entry.key in units))

    for claim in found.documents:
        if not claim.old.all_entries:
            continue
        name = claim.book.document.name
        units = frozenset(unit.key for unit in claim.book.units)
        places = ", ".join(_name(project, path) for path, _ in claim.po_set.catalogs) or name
        add(claim.old, places, name, units)
    for path, catalog in found.left:
        add(catalog, _name(project, path))
    here = {claim.book.document for claim in found.documents}
    for document in source_documents(project).documents:
        if document not in here:
            for path, catalog in layout.load(project, document).catalogs:
                add(catalog, _name(project, path), document.name, frozenset(e.key for e in catalog.entries))
    index += _other_english(project)
    return elsewhere(index)


def _other_english(project: Project) -> list[Found]:
    """The reviewed texts of the same book in another English."""
    found = []
    for target in project.sister_targets:
        for path in sorted((project.translations.parent / target).rglob("*.po")):
            try:
                catalog = read(path, target)
            except InputError:  # another edition's fault does not stop this one
                continue
            found += [
                Found(entry, f"{target} (reviewed)", is_shared=True, is_proposal=True)
                for entry in catalog.all_entries
                if entry.state is State.REVIEWED
            ]
    return found


def _name(project: Project, path: Path) -> str:
    return path.relative_to(project.root).as_posix()


def lacks_words(claim: Claim) -> bool:
    """Whether some text of the document has no translation of its own."""
    having = {entry.key for entry in claim.old.all_entries if entry.translation.target}
    return any(unit.key not in having for unit in claim.book.units)
