"""Which PO files hold the translation of a document: one for the document, or one for each chapter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.documents import source_documents
from booktranslate.book.units import Chapter, slug
from booktranslate.catalog import Catalog, Entry, Remembered, read, settle
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.files import as_on_disk
from booktranslate.model import Finding, Key

_FINDING = b"#. Check: "


@dataclass(frozen=True, slots=True, eq=False)
class PoSet:
    """The PO files of one document, by path, in the order of the book."""

    document: Path
    catalogs: tuple[tuple[Path, Catalog], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in the order of the book; of a text that two files hold, the first."""
        return tuple(entry for _, entry in self.located)

    @property
    def located(self) -> tuple[tuple[Path, Entry], ...]:
        """As `entries`, each with its file."""
        found: dict[Key, tuple[Path, Entry]] = {}
        for path, catalog in self.catalogs:
            for entry in catalog.entries:
                found.setdefault(entry.key, (path, entry))
        return tuple(found.values())


def single_file(project: Project, document: Path) -> Path:
    """The PO file of a document that is not split, however the accents of its name are coded on disk."""
    return as_on_disk(project.translations / f"{_stem(document)}.po")


def chapter_folder(project: Project, document: Path) -> Path:
    """The folder of the PO files of a document that is split by chapter."""
    return as_on_disk(project.translations / _stem(document))


def po_files(project: Project, document: Path) -> list[Path]:
    """The PO files of a document that are there, in the order of the book."""
    single = single_file(project, document)
    folder = chapter_folder(project, document)
    chapters = sorted(folder.glob("*.po")) if folder.is_dir() else []
    return [path for path in (single, *chapters) if path.is_file()]


def without_document(project: Project, documents: Sequence[Path]) -> list[Path]:
    """The PO files that belong to none of the documents: a copy, or the document was renamed or removed."""
    known = {path for document in documents for path in po_files(project, document)}
    return sorted(path for path in project.translations.rglob("*.po") if path not in known)


def has_findings(project: Project) -> bool:
    """Whether a PO file has findings of the checks in its notes."""
    files = (path for document in source_documents(project).documents for path in po_files(project, document))
    return any(_FINDING in path.read_bytes() for path in files)


def load(project: Project, document: Path) -> PoSet:
    """The PO files of a document. Raises InputError, with file and line, for one that cannot be read."""
    paths = po_files(project, document)
    return PoSet(document, tuple((path, read(path, project.target_lang)) for path in paths))


def load_extracted(project: Project, document: Path) -> PoSet:
    """As `load`, for a document that must have been extracted. Raises InputError when it has not."""
    po_set = load(project, document)
    if not po_set.catalogs:
        raise InputError(
            "has no PO file yet.", where=str(document), hint="Run `booktranslate extract` first."
        )
    return po_set


def united(
    catalogs: Sequence[Catalog], empty: Catalog, known: Remembered | None = None
) -> tuple[Catalog, list[Finding]]:
    """Several catalogs as one (`empty` if there are none); where two hold the same text, `settle` decides.

    The first has precedence: in the order, and where two people wrote different words.
    """
    if not catalogs:
        return empty, []
    entries: dict[Key, Entry] = {}
    obsolete: dict[Key, Entry] = {}
    findings = []
    for held, chosen in ((entries, "entries"), (obsolete, "obsolete")):
        for catalog in catalogs:
            for entry in getattr(catalog, chosen):
                if entry.key not in held:
                    held[entry.key] = entry
                    continue
                held[entry.key], finding = settle(held[entry.key], entry, None, known)
                findings += [finding] if finding else []
    return replace(catalogs[0], entries=tuple(entries.values()), obsolete=tuple(obsolete.values())), findings


def as_one(project: Project, po_set: PoSet) -> Catalog:
    """All PO files of a document as one catalog."""
    empty = Catalog(project.source_lang, project.target_lang)
    return united([catalog for _, catalog in po_set.catalogs], empty)[0]


def places(project: Project, document: Path, chapters: Sequence[Chapter]) -> list[tuple[Path, list[Key]]]:
    """The PO files that a document should have, each with the keys of its texts."""
    single = single_file(project, document)
    if project.extract.split == "document" or not chapters:
        return [(single, [unit.key for chapter in chapters for unit in chapter.units])]
    folder = chapter_folder(project, document)
    digits = max(2, len(str(len(chapters))))  # so that names sort as the book goes
    names = [slug(chapter.title or "front matter") for chapter in chapters]
    first = 1 if chapters[0].title else 0  # without texts before the first heading
    return [
        (folder / f"{number:0{digits}}-{name}.po", [unit.key for unit in chapter.units])
        for number, (name, chapter) in enumerate(zip(names, chapters, strict=True), first)
    ]


def arranged(
    po_set: PoSet, merged: Catalog, wanted: Sequence[tuple[Path, Sequence[Key]]]
) -> list[tuple[Path, Catalog]]:
    """A merged catalog put into its `places`; each file keeps its header and its obsolete entries."""
    return _placed(dict(po_set.catalogs), merged, wanted)


def rearranged(po_set: PoSet, merged: Catalog) -> list[tuple[Path, Catalog]]:
    """A catalog of the same texts put back into the files that they came from."""
    places = [(path, [entry.key for entry in catalog.entries]) for path, catalog in po_set.catalogs]
    return _placed(dict(po_set.catalogs), merged, places)


def _placed(
    old: dict[Path, Catalog], merged: Catalog, places: Sequence[tuple[Path, Sequence[Key]]]
) -> list[tuple[Path, Catalog]]:
    first = places[0][0]
    known = {path for path, _ in places}
    home = {entry.key: path for path, catalog in old.items() for entry in catalog.obsolete + catalog.entries}
    by_key = {entry.key: entry for entry in merged.entries}
    files = []
    for path, keys in places:
        entries = tuple(by_key.pop(key) for key in dict.fromkeys(keys) if key in by_key)
        obsolete = tuple(
            entry
            for entry in merged.obsolete
            if (home.get(entry.key) if home.get(entry.key) in known else first) == path
        )
        frame = old.get(path) or replace(merged, stamp="")
        if entries or obsolete or path == first:  # a book without words has a file too
            files.append((path, replace(frame, entries=entries, obsolete=obsolete)))
    return files


def _stem(document: Path) -> str:
    return document.stem if document.suffix.lower() == ".docx" else document.name
