"""The pictures of documents: which there are, what words they show, and which have a replacement."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.book.pictures import replacement
from booktranslate.book.units import bounds, open_document
from booktranslate.config import Project
from booktranslate.docx.media import Medium, is_stretched, media
from booktranslate.docx.opc.package import Package
from booktranslate.files import write_atomic
from booktranslate.ocr import find_tesseract, words_in
from booktranslate.steps import Progress, silent

__all__ = ["Listed", "list_pictures", "save_pictures"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A picture of a document.

    `replacement` is the file that replaces it in the English book, `stretched` whether that has another
    shape. `words` are those that the picture shows; they are empty without OCR.
    """

    document: Path
    medium: Medium
    replacement: Path | None
    stretched: bool
    words: str = ""


def list_pictures(
    project: Project, documents: Sequence[Path], *, ocr: bool = False, progress: Progress = silent
) -> list[Listed]:
    """The pictures in the order of the book.

    Raises InputError; with `ocr` also MissingToolError without Tesseract, and EngineError if it fails.
    """
    if ocr:
        find_tesseract()
    found: list[Listed] = []
    for done, document in enumerate(documents):
        progress(done, len(documents))
        opened = open_document(project, document)
        for medium in media(opened):
            path = replacement(project, document, medium.name)
            stretched = path is not None and is_stretched(medium, path.read_bytes())
            words = _words(project, medium, opened.package.read(medium.part)) if ocr else ""
            found.append(Listed(document, medium, path, stretched, words))
    return found


def save_pictures(project: Project, listed: Sequence[Listed], folder: Path) -> list[Path]:
    """Save the pictures of the French book into a folder, for whoever translates them; returns their paths.

    Raises InputError and OutputError.
    """
    made = []
    for each in listed:
        path = folder / each.document.stem / each.medium.name
        write_atomic(path, Package(each.document, bounds(project)).read(each.medium.part))
        made.append(path)
    return made


def _words(project: Project, medium: Medium, data: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="booktranslate-") as folder:
        path = Path(folder) / medium.name
        write_atomic(path, data)
        return words_in(path, project.source_lang)
