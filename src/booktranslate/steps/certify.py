"""The finished document, its PDF and its EPUB → build/<language>/*.certificate.html and .json."""

import json
from collections.abc import Sequence
from pathlib import Path

from booktranslate.book.units import open_document
from booktranslate.config import Project
from booktranslate.docx.audit.inventory import inventory
from booktranslate.epub.package import pages
from booktranslate.files import write_atomic
from booktranslate.publishing.certificate import Certificate, of_epub, of_pdf
from booktranslate.publishing.html import rendered
from booktranslate.publishing.statement import Excluded, Source, Statement, Texts, as_data

__all__ = ["Statement", "Texts", "as_data", "certify", "page_of"]


def certify(project: Project, source: Path, document: Path, texts: Texts, files: Sequence[Path]) -> Statement:
    """State what became of every letter of `source`, in the finished `document` and in `files` made from it.

    The statement is written beside the document, as an HTML page and as JSON. Raises InputError if a file
    cannot be read, EngineError for a damaged EPUB, and OutputError if the statement cannot be written.
    """
    found = inventory(open_document(project, source))
    statement = Statement(
        project.target_lang,
        document.name,
        Source(
            source.name,
            found.passages,
            found.translatable,
            tuple(Excluded(each.characters, each.reason, each.example) for each in found.excluded),
            sum(each.characters for each in found.unreached),
        ),
        texts,
        tuple(_certificate(document, file) for file in files),
    )
    page = page_of(document)
    write_atomic(page, rendered("certificate.html", statement=statement).encode())
    data = json.dumps(as_data(statement), ensure_ascii=False, indent=2)
    write_atomic(page.with_suffix(".json"), f"{data}\n".encode())
    return statement


def page_of(document: Path) -> Path:
    """Where the certificate of a document is written."""
    return document.with_suffix(".certificate.html")


def _certificate(document: Path, file: Path) -> Certificate:
    if file.suffix == ".epub":
        return of_epub(document, file.name, pages(file))
    return of_pdf(document, file)
