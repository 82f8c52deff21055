"""Which PO files hold the translation of a document: one for the document, or one for each chapter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book import Chapter, slug
from booktranslate.catalog import RANK, Catalog, Entry, keeping, read, would_write, write
from booktranslate.config import Project
from booktranslate.errors import InputError


@dataclass(frozen=True, slots=True)
class Shelf:
    """The PO files of one document, by path, in the order of the book."""

    document: Path
    catalogs: tuple[tuple[Path, Catalog], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in the order of the book."""
        return tuple(entry for _, catalog in self.catalogs for entry in catalog.entries)


def single_file(project: Project, document: Path) -> Path:
    """The PO file of a document that is not split."""
    return project.translations / f"{_stem(document)}.po"


def po_files(project: Project, document: Path) -> list[Path]:
    """The PO files of a document that are there, in the order of the book."""
    single = single_file(project, document)
    folder = single.with_suffix("")
    chapters = sorted(folder.glob("*.po")) if folder.is_dir() else []
    return [path for path in (single, *chapters) if path.is_file()]


def without_document(project: Project, documents: Sequence[Path]) -> list[Path]:
    """The PO files that belong to none of the documents: a document was renamed or removed."""
    known = {path for document in documents for path in po_files(project, document)}
    return sorted(path for path in project.translations.rglob("*.po") if path not in known)


def load(project: Project, document: Path) -> Shelf:
    """The PO files of a document. Raises InputError, with file and line, for one that cannot be read."""
    paths = po_files(project, document)
    return Shelf(document, tuple((path, read(path, project.target_lang)) for path in paths))


def load_extracted(project: Project, document: Path) -> Shelf:
    """As `load`, for a document that must have been extracted. Raises InputError when it has not."""
    shelf = load(project, document)
    if not shelf.catalogs:
        raise InputError(
            "has no PO file yet.", where=str(document), hint="Run `booktranslate extract` first."
        )
    return shelf


def as_one(project: Project, shelf: Shelf) -> Catalog:
    """All PO files of a document as one catalog; of two entries with one key the better one stays."""
    empty = Catalog(project.source_lang, project.target_lang)
    if not shelf.catalogs:
        return empty
    entries = _first_of_each(entry for _, catalog in shelf.catalogs for entry in catalog.entries)
    obsolete = _first_of_each(entry for _, catalog in shelf.catalogs for entry in catalog.obsolete)
    first = shelf.catalogs[0][1]
    return replace(first, entries=entries, obsolete=obsolete)


def arranged(
    project: Project, shelf: Shelf, merged: Catalog, chapters: Sequence[Chapter]
) -> list[tuple[Path, Catalog]]:
    """A merged catalog put into its files; each keeps its header and its obsolete entries."""
    single = single_file(project, shelf.document)
    if project.extract.split == "document":
        places = [(single, [unit.key for chapter in chapters for unit in chapter.units])]
    else:
        folder = single.with_suffix("")
        digits = max(2, len(str(len(chapters))))  # so that names sort as the book goes
        names = [slug(chapter.title or "front matter") for chapter in chapters]
        places = [
            (folder / f"{number:0{digits}}-{name}.po", [unit.key for unit in chapter.units])
            for number, (name, chapter) in enumerate(zip(names, chapters, strict=True))
        ]
    old = dict(shelf.catalogs)
    first = places[0][0] if places else single
    home = {
        entry.key: path for path, catalog in shelf.catalogs for entry in catalog.obsolete + catalog.entries
    }
    by_key = {entry.key: entry for entry in merged.entries}
    arranged_files = []
    for path, keys in places or [(single, [])]:
        entries = tuple(by_key.pop(key) for key in dict.fromkeys(keys) if key in by_key)
        obsolete = tuple(
            entry
            for entry in merged.obsolete
            if (home.get(entry.key) if home.get(entry.key) in dict(places) else first) == path
        )
        frame = old.get(path, merged)
        if entries or obsolete or path == first:  # a book without words has a file too
            arranged_files.append((path, replace(frame, entries=entries, obsolete=obsolete)))
    return arranged_files


def save(shelf: Shelf, files: Sequence[tuple[Path, Catalog]]) -> list[Path]:
    """Write the files, then remove the PO files whose entries have all moved into them; the paths written."""
    written = [path for path, catalog in files if write(path, catalog)]
    kept = {path for path, _ in files}
    for path, _ in shelf.catalogs:
        if path not in kept:
            path.unlink()
    return written


def pending(files: Sequence[tuple[Path, Catalog]]) -> list[Path]:
    """The paths that `save` would write."""
    return [path for path, catalog in files if would_write(path, catalog)]


def _first_of_each(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """One entry for each key: the better one, with a person's other words for it kept as a comment."""
    best: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = entry.key
        other = best.get(key)
        if other is None:
            best[key] = entry
            continue
        winner, loser = (entry, other) if RANK[entry.state] > RANK[other.state] else (other, entry)
        best[key] = winner if loser.translation.origin else keeping(winner, loser)
    return tuple(best.values())


def _stem(document: Path) -> str:
    return document.stem if document.suffix.lower() == ".docx" else document.name
