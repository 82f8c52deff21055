"""Translated pictures of a project: pictures/<language>/image3.png takes the place of image3.png in the book.

Where two documents have pictures of one name, those of a document are in a folder of its name:
pictures/<language>/<document>/image3.png.
"""

from collections.abc import Sequence
from pathlib import Path

from booktranslate.book.units import bounds
from booktranslate.config import Project
from booktranslate.docx import Edition
from booktranslate.docx.media import pictures, with_pictures
from booktranslate.docx.opc.package import Package
from booktranslate.files import require_regular, unreadable

COVERS = ("cover.jpg", "cover.jpeg", "cover.png")  # of an EPUB: pictures of no document


def folder_of(project: Project) -> Path:
    """Where the pictures for the target language are."""
    return project.root / "pictures" / project.target_lang


def pictured(project: Project, document: Path, edition: Edition) -> Edition:
    """The edition with the translated pictures that the project has. Raises InputError for one that cannot be
    read, or is of another kind than the picture that it stands in for."""

    def lookup(name: str) -> tuple[str, bytes] | None:
        path = replacement(project, document, name)
        if path is None:
            return None
        require_regular(path)
        try:
            return str(path), path.read_bytes()
        except OSError as error:
            raise unreadable(path, error) from error

    return with_pictures(edition, lookup) if folder_of(project).is_dir() else edition


def replacement(project: Project, document: Path, name: str) -> Path | None:
    """The translated picture for one of that name in a document."""
    folder = folder_of(project)
    return next((path for path in (folder / document.stem / name, folder / name) if path.is_file()), None)


def unmatched(project: Project, documents: Sequence[Path]) -> list[Path]:
    """The files among the translated pictures that stand in for no picture of these documents."""
    folder = folder_of(project)
    if not folder.is_dir():
        return []
    used = {
        replacement(project, document, part.rpartition("/")[2])
        for document in documents
        for part in pictures(Package(document, bounds(project)))
    }
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in files if path not in used and path.name not in COVERS)
