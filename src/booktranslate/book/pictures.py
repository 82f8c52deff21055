"""Translated pictures of a project: pictures/<language>/image3.png replaces image3.png in the book.

If two documents have pictures with the same name, those of one can be in a folder with its name:
pictures/<language>/<document>/image3.png.
"""

from collections.abc import Sequence
from pathlib import Path

from booktranslate.book.units import bounds
from booktranslate.config import Project
from booktranslate.docx import Edition
from booktranslate.docx.opc.package import Package
from booktranslate.files import require_regular, unreadable

COVERS = ("cover.jpg", "cover.jpeg", "cover.png")  # for the EPUB: they replace no picture of a document


def folder_of(project: Project) -> Path:
    """The folder with the pictures for the target language; it may not exist."""
    return project.root / "pictures" / project.target_lang


def pictured(project: Project, document: Path, edition: Edition) -> Edition:
    """The edition with the translated pictures of the project.

    Raises InputError for a picture that cannot be read, or has another format than the one that it replaces.
    """

    def lookup(name: str) -> tuple[str, bytes] | None:
        path = replacement(project, document, name)
        if path is None:
            return None
        require_regular(path)
        try:
            return str(path), path.read_bytes()
        except OSError as error:
            raise unreadable(path, error) from error

    if not folder_of(project).is_dir():
        return edition
    from booktranslate.docx.media import with_pictures  # few books have translated pictures

    return with_pictures(edition, lookup)


def replacement(project: Project, document: Path, name: str) -> Path | None:
    """The translated picture that replaces the one of this name in a document; None if there is none."""
    folder = folder_of(project)
    return next((path for path in (folder / document.stem / name, folder / name) if path.is_file()), None)


def unmatched(project: Project, documents: Sequence[Path]) -> list[Path]:
    """The files among the translated pictures that replace no picture in these documents."""
    folder = folder_of(project)
    if not folder.is_dir():
        return []
    from booktranslate.docx.media import pictures

    used = {
        replacement(project, document, part.rpartition("/")[2])
        for document in documents
        for part in pictures(Package(document, bounds(project)))
    }
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in files if path not in used and path.name not in COVERS)
