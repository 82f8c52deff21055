"""The paragraphs of a document on the pages of a file made from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from booktranslate.docx.audit.shown import Pages as Document
from booktranslate.docx.audit.shown import Shown
from booktranslate.pdf.pages import Page
from booktranslate.publishing.locating import Found, Pages, folded, locate

LISTED = "contents"
_RUNNING = {"header", "footer"}
_NUMBER = 12  # letters that a number of a page has at most


@dataclass(frozen=True)
class Placed:
    """The paragraphs of a document outside headers and footers, each with where it is; what was left over."""

    document: Document
    paragraphs: tuple[Shown, ...]
    found: tuple[Found, ...]
    added: int
    unused: tuple[str, ...]
    running: int  # letters of the headers and footers that pages show

    def page(self, number: int) -> int:
        """The page of a paragraph, from 1; of one that is on none, where its neighbour is."""
        spans = self.found[number].spans
        if spans:
            return spans[0].page + 1
        anchor = self.paragraphs[number].anchor
        before = range(anchor if 0 <= anchor < number else number - 1, -1, -1)
        return next((self.found[each].spans[-1].page + 1 for each in before if self.found[each].spans), 0)


Zone = Callable[[int, int, str], bool]
"""Whether a letter (page, place in its text) stands where a "header" or a "footer" does."""


def placed_on(document: Document, pages: Sequence[Page]) -> Placed:
    """Where each paragraph of a document is on the pages of its PDF."""
    top, bottom = document.margins

    def is_in_zone(number: int, place: int, kind: str) -> bool:
        page = pages[number]
        box = page.box(place)
        return box.bottom > page.height * (1 - top) if kind == "header" else box.top < page.height * bottom

    return placed(document, [page.text for page in pages], is_in_zone)


def placed(document: Document, texts: Sequence[str], zone: Zone | None = None) -> Placed:
    """Where each paragraph is among the texts of pages. Without a `zone` for headers and footers, the pages
    have none, and no lists of pages."""
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
    """Take a header or footer from all pages that have it; how many letters it has, if any page does."""
    words = [letters for letters, _ in map(folded, pieces) if letters]
    most = 0
    for number in range(count):
        first, last = pages.start(number), pages.start(number + 1)
        taken: list[tuple[int, int]] = []
        for word in words:
            # What comes later of a footer stands behind it, with a number between: "Page 3 of 60".
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
