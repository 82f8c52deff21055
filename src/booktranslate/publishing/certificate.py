"""The certificate of a book: every letter of the Word file is found in its PDF or EPUB, or reported as lost.

LibreOffice drops words that a box of fixed size, a row of exact height or a frame cuts off; pandoc drops what
it does not know. Neither reports it. Words that something else covers are in the text of a PDF, so only a
person can notice them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.docx.audit.shown import shown
from booktranslate.pdf.pages import pages_of
from booktranslate.publishing.clipping import cut_in_part
from booktranslate.publishing.placing import LISTED, Placed, placed, placed_on


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that are on no page.

    `page` is where they should be, 0 if unknown; `kind` is the kind of paragraph, `heading` the one above it;
    `confined` is what may have cut the words off; `letters` is their number; `paragraph` its whole text.
    """

    page: int
    kind: str
    heading: str
    confined: str
    words: str
    letters: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What became of the letters of a document in one file made from it.

    `letters` should be in the file, `found` are. `added` are letters on its pages that belong to no
    paragraph: page numbers, numbers of notes and lists. `cut` are paragraphs whose last line is only partly
    drawn; none of their letters is lost. `unused` are headers and footers that no page shows, and lines of
    tables of contents that LibreOffice rebuilt or that an EPUB does not have. `drawn` counts drawings whose
    words are not looked for.
    """

    file: str
    pages: int
    paragraphs: int
    letters: int
    found: int
    added: int
    lost: tuple[Lost, ...]
    cut: tuple[Lost, ...]
    unused: tuple[str, ...]
    drawn: dict[str, int]

    @property
    def is_complete(self) -> bool:
        """Whether every letter was found, and is fully visible."""
        return not self.lost and not self.cut


def of_pdf(document: Path, pdf: Path) -> Certificate:
    """The certificate of a PDF made from a document. Raises InputError if one of them cannot be read."""
    with pages_of(pdf) as pages:
        where = placed_on(shown(document), pages)
        return certify(where, pdf.name, len(pages), cut_in_part(where, pages))


def of_epub(document: Path, file: str, pages: Sequence[str]) -> Certificate:
    """The certificate of an EPUB, given the words of its pages. Raises InputError for a damaged document."""
    return certify(placed(shown(document), pages), file, len(pages))


def certify(where: Placed, file: str, pages: int, cut: Sequence[tuple[int, str]] = ()) -> Certificate:
    """The certificate of a file with so many pages, given the places of the paragraphs in it; `cut` are the
    numbers of paragraphs that are partly cut off, with the words of their last line."""
    missing = [
        (number, paragraph, found)
        for number, (paragraph, found) in enumerate(zip(where.paragraphs, where.found, strict=True))
        if not found.is_whole
    ]
    # LibreOffice fills a table of contents that no program has filled yet, so its placeholder is not lost.
    anew = [item for item in missing if item[1].kind == LISTED and item[2].missing == item[2].letters]
    lost = tuple(
        Lost(
            where.page(number),
            paragraph.kind,
            paragraph.heading,
            paragraph.confined.what,
            found.lost,
            found.missing,
            paragraph.text,
        )
        for number, paragraph, found in missing
        if (number, paragraph, found) not in anew
    )
    letters = sum(found.letters for found in where.found) + where.running
    letters -= sum(found.letters for _, _, found in anew)
    return Certificate(
        file,
        pages,
        len(where.paragraphs),
        letters,
        letters - sum(each.letters for each in lost),
        where.added,
        lost,
        tuple(_cut(where, number, words) for number, words in cut),
        (*where.unused, *(paragraph.text for _, paragraph, _ in anew)),
        where.document.drawn,
    )


def _cut(where: Placed, number: int, words: str) -> Lost:
    paragraph = where.paragraphs[number]
    place = where.page(number), paragraph.kind, paragraph.heading, paragraph.confined.what
    return Lost(*place, words, 0, paragraph.text)
