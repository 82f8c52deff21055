"""build/<language>/*.docx → *.epub, through pandoc, from a linear copy of the document."""

import tempfile
from pathlib import Path

from booktranslate.book.pictures import COVERS, folder_of
from booktranslate.config import Project
from booktranslate.credits import Credits, joined
from booktranslate.docx.linear_copy import save_linear
from booktranslate.docx.opc.external_links import seal
from booktranslate.docx.opc.package import Package
from booktranslate.docx.properties import UNBOUND, stated_moment
from booktranslate.docx.styles_for_css import style_looks
from booktranslate.epub import styles
from booktranslate.epub.package import Metadata, complete
from booktranslate.epub.pandoc import find_pandoc, write_epub
from booktranslate.files import writing

__all__ = ["export_epub", "find_cover", "find_pandoc"]


def export_epub(project: Project, document: Path, credits: Credits | None = None, *, draft: str = "") -> Path:
    """Make the EPUB beside a finished document, and return its path.

    `credits` go into its metadata; `draft` is what its first page says of a draft. Raises MissingToolError
    without pandoc, EngineError if it fails, InputError for a damaged document, and OutputError if the EPUB
    cannot be written.
    """
    target = document.with_suffix(".epub")
    made_by = credits or Credits()
    find_pandoc()
    with tempfile.TemporaryDirectory(prefix="booktranslate-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        linear, made, sheet = folder / "book.docx", folder / "book.epub", folder / "book.css"
        about = save_linear(document, folder / "open.docx", project.target_lang).properties
        seal(folder / "open.docx", linear, UNBOUND)  # pandoc must not read files that a document links to
        looks = style_looks(Package(linear, UNBOUND))
        classes = styles.class_names(looks)
        sheet.write_text(styles.css(looks, classes), "utf-8")
        moment = stated_moment(about)
        title = about.title or document.stem
        write_epub(
            linear,
            made,
            title=title,
            language=project.target_lang,
            css=sheet,
            classes=classes,
            cover=find_cover(project),
            moment=int(moment.timestamp()),
        )
        metadata = Metadata(
            title,
            project.target_lang,
            moment,
            about.creator,
            joined(draft, about.subject or about.description, made_by.description),
            tuple(each for word in about.keywords.replace(",", ";").split(";") if (each := word.strip())),
            made_by.people,
            draft,
        )
        with writing(target) as temporary:
            complete(made, temporary, metadata)
    return target


def find_cover(project: Project) -> Path | None:
    """The cover picture: pictures/<language>/cover.jpg or .png, else pictures/cover.jpg or .png."""
    folders = (folder_of(project), project.root / "pictures")
    return next((path for folder in folders for name in COVERS if (path := folder / name).is_file()), None)
