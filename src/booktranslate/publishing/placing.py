"""Find the paragraphs of a document on the pages of a file made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from booktranslate.docx.audit.shown import Pages as Document
from booktranslate.docx.audit.shown import Shown
from booktranslate.pdf.pages import Page
from booktranslate.publishing.locating import Found, Pages, folded, locate

LISTED = "contents"  # the kind of paragraph of a line in a table of contents
_RUNNING = {"header", "footer"}
_NUMBER = 12  # letters: the most that a page number has


@dataclass(frozen=True)
class Placed:
    """The paragraphs of a document outside headers and footers, each with its place.

    `added` is the number of letters on the pages that belong to no paragraph; `unused` are headers and
    footers that no page shows, and table-of-contents lines of a file without one; `running` is the number of
    letters of the headers and footers that pages show.
    """

    document: Document
    paragraphs: tuple[Shown, ...]
    found: tuple[Found, ...]
    added: int
    unused: tuple[str, ...]
    running: int

    def page(self, number: int) -> int:
        """The page of a paragraph, from 1; if it is on none, that of the paragraph before it, or 0."""
        spans = self.found[number].spans
        if spans:
            return spans[0].page + 1
        anchor = self.paragraphs[number].anchor
        before = range(anchor if 0 <= anchor < number else number - 1, -1, -1)
        return next((self.found[each].spans[-1].page + 1 for each in before if self.found[each].spans), 0)


Zone = Callable[[int, int, str], bool]
"""Whether a letter (number of its page, index in its text) is where a "header" or a "footer" is."""


def placed_on(document: Document, pages: Sequence[Page]) -> Placed:
    """Where each paragraph of a document is on the pages of its PDF."""
    top, bottom = document.margins

    def is_in_zone(number: int, place: int, kind: str) -> bool:
        page = pages[number]
        box = page.box(place)
        return box.bottom > page.height * (1 - top) if kind == "header" else box.top < page.height * bottom

    return placed(document, [page.text for page in pages], is_in_zone)


def placed(document: Document, texts: Sequence[str], zone: Zone | None = None) -> Placed:
    """Where each paragraph of a document is in the texts of pages. Without a `zone`, as in an EPUB, the pages
    have no headers, footers or tables of contents."""
    pages = Pages(texts)
    running = [each for each in document.paragraphs if each.kind in _RUNNING]
    shown_letters, unused = 0, []
    if zone is not None:
        every = sorted({(each.kind, each.pieces) for each in running})
        for text in sorted(every, key=lambda item: -len("".join(item[1]))):
            letters = _take_running(pages, len(texts), *text, zone)
            shown_letters += letters
            if not letters and folded("".join(text[1]))[0]:
                unused.append(" ".join("".join(text[1]).split()))
    apart = _RUNNING if zone is not None else _RUNNING | {LISTED}
    body = tuple(each for each in document.paragraphs if each.kind not in apart)
    unused += [each.text for each in document.paragraphs if each.kind == LISTED and zone is None]
    found = locate([each.pieces for each in body], pages)
    return Placed(document, body, tuple(found), pages.left, tuple(unused), shown_letters)


def _take_running(pages: Pages, count: int, kind: str, pieces: tuple[str, ...], zone: Zone) -> int:
    """Mark a header or footer as used on all pages that have it; returns the number of its letters, 0 if no
    page has it."""
    words = [letters for letters, _ in map(folded, pieces) if letters]
    most = 0
    for number in range(count):
        first, last = pages.start(number), pages.start(number + 1)
        taken: list[tuple[int, int]] = []
        for word in words:
            # Later pieces of a footer follow the earlier ones, with at most a number between: "Page 3 of 60".
            behind = min(last, taken[-1][1] + _NUMBER + len(word)) if taken else last
            places = pages.occurrences(word, taken[-1][1] if taken else first, behind)
            place = next((each for each in places if zone(number, pages.place_in_page(each), kind)), -1)
            if place < 0:
                break
            taken.append((place, place + len(word)))
        for stretch in taken if len(taken) == len(words) else ():
            pages.take(*stretch)
        if len(taken) == len(words):
            most = sum(map(len, words))
    return most
