"""BOOK.docx → source/ of a project beside it: find the project, and copy the newest edition into it.

The file that the user named is only read. The project keeps the stamp of each copy, so that it can tell a
newer edition of the book from a document that somebody corrected in source/.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booktranslate.book.documents import CONVERTIBLE, DOCUMENTS
from booktranslate.book.units import open_document
from booktranslate.config import Project, load
from booktranslate.config_tables import Paths
from booktranslate.errors import InputError, UsageError
from booktranslate.files import as_on_disk, require_regular, stamp, stamp_of, unreadable, write_atomic
from booktranslate.shared_settings import FILE

_TAKEN = "taken.json"


@dataclass(frozen=True, slots=True)
class Edition:
    """The document in source/ from which the book is made; `is_newer` if it replaced an earlier edition."""

    document: Path
    is_newer: bool = False


def project_folder(book: Path, project: Path | None = None) -> Path:
    """The folder of the project of a book; it may not exist yet.

    It is the one that the user named (`project`); one that contains the book; `NAME-english` beside it if
    that is a project; another project beside it that has a document of this name; else a new `NAME-english`.
    Raises InputError for a file that is not a Word document; UsageError if several projects have the book, if
    another folder is in the way, or if the book is one that booktranslate made.
    """
    require_regular(book)
    ending = book.suffix.lower()
    if ending not in DOCUMENTS:
        hint = "Save it as .docx in the program that made it."
        if ending in CONVERTIBLE:
            hint += " In a project, `booktranslate convert` does that."
        raise InputError("is not a Word document (.docx).", where=str(book), hint=hint)
    if project:
        return project
    if around := _around(book):
        return around
    own = as_on_disk(book.parent / f"{book.stem}-english")
    if _is_project(own):
        return own
    beside = list(_beside(book))
    if len(beside) > 1:
        names = ", ".join(folder.name for folder in beside)
        raise UsageError(f"several projects have {book.name}: {names}.", hint="Name one with -C.")
    if beside:
        return beside[0]
    if own.exists() and (not own.is_dir() or any(own.iterdir())):
        raise UsageError(
            "already exists, where the project of the book would be created.",
            where=str(own),
            hint="Rename it, or name a folder for the project with -C.",
        )
    return own


def require_sound(project: Project, book: Path) -> None:
    """Read the book once before anything is created. Raises InputError if it cannot be read."""
    open_document(project, book)


def take(project: Project, book: Path) -> Edition:
    """Copy the book into source/, if that has no copy or an earlier edition.

    Raises InputError if the document in source/ is neither the book nor our earlier copy of it: then somebody
    has worked on it, and only people can say which one is the book. Raises OutputError.
    """
    inside = as_on_disk(project.source / book.name)
    if inside.exists() and inside.samefile(book):
        return Edition(inside)
    try:
        data = book.read_bytes()
    except OSError as error:
        raise unreadable(book, error) from error
    mark, there = stamp_of(data), stamp(inside)
    taken = _taken(project)
    if there and there not in (mark, taken.get(inside.name)):
        raise InputError(
            f"differs from {book.name}, and is not an earlier copy of it.",
            where=str(inside),
            hint=f"To keep this file, run `booktranslate make` on it. To replace it, copy {book} over it.",
        )
    if there != mark:
        write_atomic(inside, data)
    if taken.get(inside.name) != mark:
        write_atomic(project.state / _TAKEN, json.dumps(taken | {inside.name: mark}, indent=1).encode())
    return Edition(inside, is_newer=there not in ("", mark))


def _around(book: Path) -> Path | None:
    """The project whose folder contains a book. Raises UsageError for a book that booktranslate made."""
    folder = book.resolve().parent
    above = [folder, *folder.parents]
    root = next((each for each in above if _is_project(each)), None)
    if root is None and folder.name == Paths().source and (folder.parent / Paths().translations).is_dir():
        return folder.parent  # all settings have their defaults
    if root and folder.is_relative_to((root / load(root).paths.build).resolve()):
        raise UsageError(
            "is an English book that booktranslate made.", where=str(book), hint="Name the French one."
        )
    return root


def _beside(book: Path) -> Iterator[Path]:
    for folder in sorted(book.parent.iterdir()):
        if _is_project(folder) and as_on_disk(folder / Paths().source / book.name).exists():
            yield folder


def _is_project(folder: Path) -> bool:
    return (folder / FILE).is_file()


def _taken(project: Project) -> dict[str, Any]:
    """The stamps of the documents that were copied, by name; none if the record cannot be read."""
    path = project.state / _TAKEN
    try:
        found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
