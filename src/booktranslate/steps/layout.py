"""The PDFs of the source and of the finished document → build/<language>/*.layout.html and .json."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from booktranslate.docx.audit.shown import shown
from booktranslate.files import write_atomic
from booktranslate.libreoffice import hyphenators
from booktranslate.pdf.finishing import undescribed
from booktranslate.pdf.pages import Page, pages_of
from booktranslate.publishing.drift import Edition, Layout, Notice, compare
from booktranslate.publishing.html import rendered
from booktranslate.publishing.placing import placed_on

__all__ = ["FORMAT", "Layout", "compare_layout", "page_of"]

FORMAT = 1  # of the JSON; to be raised when a change could break scripts that read it
_MOST = 60  # pages of which pictures are shown: with more, browsers become slow
_WIDTH = 480  # pixels of a picture of a page


@dataclass(frozen=True, slots=True)
class _Place:
    """A page with the notices about it, and pictures of it in both editions."""

    number: int
    source_number: int
    notices: tuple[Notice, ...]
    image: str = ""
    source_image: str = ""


def compare_layout(source: Path, source_pdf: Path, document: Path, pdf: Path) -> Layout:
    """Compare a finished document and its PDF with those of the source.

    The report is written beside the document, as an HTML page and as JSON. If the book is hyphenated,
    LibreOffice is asked which languages it can hyphenate. Raises InputError if a file cannot be read,
    OutputError if one cannot be written, and what `hyphenators` raises.
    """
    finished = shown(document)
    dictionaries = hyphenators(document) if finished.hyphenates else None
    with pages_of(source_pdf) as theirs, pages_of(pdf) as ours:
        layout = compare(
            Edition(placed_on(shown(source), theirs), theirs),
            Edition(placed_on(finished, ours), ours, undescribed(pdf)),
            dictionaries,
        )
        places = _places(layout, theirs, ours)
    page = page_of(document)
    made = rendered("layout.html", document=document.name, layout=layout, places=places)
    write_atomic(page, made.encode())
    data = json.dumps({"format": FORMAT, **asdict(layout)}, ensure_ascii=False, indent=2)
    write_atomic(page.with_suffix(".json"), f"{data}\n".encode())
    return layout


def page_of(document: Path) -> Path:
    """Where the report on the layout of a document is written."""
    return document.with_suffix(".layout.html")


def _places(layout: Layout, theirs: Sequence[Page], ours: Sequence[Page]) -> list[_Place]:
    """The pages with notices, in the order of their first (worst) notice."""
    by_page: dict[int, list[Notice]] = {}
    for notice in layout.notices:
        by_page.setdefault(notice.page, []).append(notice)
    places: list[_Place] = []
    for number, notices in by_page.items():
        before = next((notice.source_page for notice in notices if notice.source_page), 0)
        shows = len(places) < _MOST
        places.append(
            _Place(
                number,
                before,
                tuple(notices),
                _image(ours, number) if shows else "",
                _image(theirs, before) if shows else "",
            )
        )
    return places


def _image(pages: Sequence[Page], number: int) -> str:
    if not 0 < number <= len(pages):
        return ""
    return "data:image/jpeg;base64," + b64encode(pages[number - 1].image(_WIDTH)).decode()
