"""Two editions of a book beside each other: what moved, grew or broke on the way from one to the other.

LibreOffice's pages are compared, in both languages; Word may break them in other places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booktranslate.docx.audit.shown import Shown
from booktranslate.pdf.pages import Page
from booktranslate.publishing.clipping import cut_in_part
from booktranslate.publishing.fonts import Substituted, substituted
from booktranslate.publishing.locating import Found, Span
from booktranslate.publishing.placing import Placed

_GROWN = 1.3  # times the height, from which on a text box is named

# How bad it is; the worst comes first.
LOST, FONT, SILENT, FOOT, BROKEN, SPLIT, MOVED, LONELY, GROWN = 100, 80, 70, 60, 50, 40, 30, 20, 10


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at: how bad it is, what it is, its page here, and the page of the source for it (0:
    none)."""

    weight: int
    what: str
    page: int
    source_page: int


@dataclass(frozen=True, slots=True)
class Drift:
    """A heading with its pages in both editions."""

    heading: str
    level: int
    source_page: int
    page: int

    @property
    def by(self) -> int:
        """How many pages later it comes."""
        return self.page - self.source_page


@dataclass(frozen=True)
class Edition:
    """One edition: its paragraphs in their places, its open pages, and what nobody has described."""

    placed: Placed
    pages: Sequence[Page]
    undescribed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the comparison says."""

    source_pages: int
    pages: int
    headings: tuple[Drift, ...]
    notices: tuple[Notice, ...]
    fonts: tuple[Substituted, ...]


def compare(source: Edition, edition: Edition) -> Layout:
    """Compare an edition with that of the source."""
    there = _Matched(source, edition)
    fonts = substituted(edition.placed, edition.pages)
    notices = [
        *_lost(there),
        *_cut(there),
        *(
            Notice(SILENT, "A picture has no alternative text.", page, there.source_page_of(page))
            for page in edition.undescribed
        ),
        *_fonts(fonts, there),
        *_headings_at_the_foot(there),
        *_broken_heads(there),
        *_split_tables(there),
        *_moved_pictures(there),
        *_lonely_lines(there),
        *_grown_boxes(there),
    ]
    return Layout(
        len(source.pages),
        len(edition.pages),
        tuple(there.headings()),
        tuple(sorted(notices, key=lambda notice: (-notice.weight, notice.page, notice.what))),
        fonts,
    )


class _Matched:
    """Both editions, paragraph by paragraph."""

    def __init__(self, source: Edition, edition: Edition) -> None:
        self.source, self.edition = source, edition
        self.paragraphs = edition.placed.paragraphs
        self.found = edition.placed.found
        ours = [each.kind for each in self.paragraphs]
        theirs = [each.kind for each in source.placed.paragraphs]
        self.is_alike = ours == theirs
        self._headings = [number for number, each in enumerate(self.paragraphs) if each.kind == "heading"]
        self._their_headings = [
            number for number, each in enumerate(source.placed.paragraphs) if each.kind == "heading"
        ]

    def page(self, number: int) -> int:
        """The page of a paragraph of the edition."""
        return self.edition.placed.page(number)

    def twin(self, number: int) -> int | None:
        """The same paragraph in the source."""
        if self.is_alike:
            return number
        if number in self._headings and len(self._headings) == len(self._their_headings):
            return self._their_headings[self._headings.index(number)]
        return None

    def source_page(self, number: int) -> int:
        """The page of the same paragraph in the source; else of the heading that it stands under."""
        twin = self.twin(number)
        if twin is None:
            before = [each for each in self._headings if each <= number]
            twin = self.twin(before[-1]) if before else None
        return self.source.placed.page(twin) if twin is not None else 0

    def source_page_of(self, page: int) -> int:
        """The page of the source that has what begins on a page of the edition."""
        first = next((n for n, found in enumerate(self.found) if found.spans and self.page(n) >= page), None)
        return self.source_page(first) if first is not None else 0

    def headings(self) -> Iterator[Drift]:
        for number in self._headings:
            one = self.paragraphs[number]
            yield Drift(one.text, one.level, self.source_page(number), self.page(number))

    def notice(self, weight: int, number: int, what: str, page: int = 0) -> Notice:
        return Notice(weight, what, page or self.page(number), self.source_page(number))


def _lost(there: _Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        if not found.is_whole and not (paragraph.kind == "contents" and found.missing == found.letters):
            by = f", cut off by {paragraph.confined.what}" if paragraph.confined.what else ""
            yield there.notice(
                LOST, number, f"Words on no page ({paragraph.kind}{by}): “{_short(found.lost)}”"
            )


def _cut(there: _Matched) -> Iterator[Notice]:
    for number, words in cut_in_part(there.edition.placed, there.edition.pages):
        what = there.paragraphs[number].confined.what
        yield there.notice(LOST, number, f"A line is drawn in part, cut off by {what}: “{_short(words)}”")


def _fonts(fonts: Sequence[Substituted], there: _Matched) -> Iterator[Notice]:
    for font in fonts:
        if not font.has_same_widths:
            what = (
                f"The font {font.wanted} is not installed here; {font.used} stands in for it. {font.advice}"
            )
            yield Notice(FONT, what, font.pages[0], there.source_page_of(font.pages[0]))


def _headings_at_the_foot(there: _Matched) -> Iterator[Notice]:
    body = [
        number
        for number, each in enumerate(there.paragraphs)
        if each.kind not in {"footnote", "endnote", "text box", "contents"} and there.found[number].spans
    ]
    for number, following in pairwise(body):
        one, other = there.paragraphs[number], there.paragraphs[following]
        if one.kind != "heading" or other.kind == "heading":
            continue
        if _last(there.found[number]).page < there.found[following].spans[0].page:
            yield there.notice(FOOT, number, f"The heading “{_short(one.text)}” is the last of its page.")


def _broken_heads(there: _Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        if paragraph.table[1] == 0 and (word := _broken_word(paragraph, found, there.edition.pages)):
            yield there.notice(
                BROKEN, number, f"The word “{word}” in the head of a table is broken by its column."
            )


def _broken_word(paragraph: Shown, found: Found, pages: Sequence[Page]) -> str:
    """The first word that the page breaks without a hyphen; "" when there is none."""
    lines = [pages[span.page].text[span.start : span.end] for span in found.spans]
    words = "\n".join(lines).replace("\ufffe", "").split()
    for wanted, have in zip(paragraph.text.split(), words, strict=False):
        bare, piece = wanted.strip(".,;:()"), have.strip(".,;:()")
        if bare != piece:
            return bare if bare.startswith(piece) and len(piece) < len(bare) and piece else ""
    return ""


def _split_tables(there: _Matched) -> Iterator[Notice]:
    tables: dict[int, list[int]] = {}
    for number, each in enumerate(there.paragraphs):
        if each.table[0] >= 0 and there.found[number].spans:
            tables.setdefault(each.table[0], []).append(number)
    for cells in tables.values():
        pages = {span.page for number in cells for span in there.found[number].spans}
        twins = [there.source.placed.found[twin] for each in cells if (twin := there.twin(each)) is not None]
        before = {span.page for found in twins for span in found.spans}
        if len(pages) > 1 and len(pages) != len(before):
            words = _short(there.paragraphs[cells[0]].text)
            was = f"; in the source on {len(before)}" if before else ""
            yield there.notice(SPLIT, cells[0], f"The table “{words}” is split: on {len(pages)} pages{was}.")


def _moved_pictures(there: _Matched) -> Iterator[Notice]:
    ours, theirs = (list(_pictures(each.pages)) for each in (there.edition, there.source))
    if len(ours) != len(theirs):
        return
    headings = list(there.headings())
    for number, (page, source_page) in enumerate(zip(ours, theirs, strict=True), 1):
        distance = _distance(page, [each.page for each in headings])
        before = _distance(source_page, [each.source_page for each in headings])
        if distance != before:
            what = f"Picture {number} is {_pages(distance)} its heading; in the source {_pages(before)} it."
            yield Notice(MOVED, what, page, source_page)


def _pictures(pages: Sequence[Page]) -> Iterator[int]:
    for number, page in enumerate(pages, 1):
        for _ in page.pictures():
            yield number


def _distance(page: int, headings: Sequence[int]) -> int:
    return page - max((each for each in headings if each <= page), default=page)


def _pages(distance: int) -> str:
    if not distance:
        return "on the page of"
    return f"{distance} {'page' if distance == 1 else 'pages'} behind"


def _lonely_lines(there: _Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        pages = sorted({span.page for span in found.spans})
        if len(pages) < 2 or paragraph.kind in {"table cell", "contents"}:
            continue
        lines = [_lines(there.edition.pages, [s for s in found.spans if s.page == page]) for page in pages]
        if lines[0] == 1 and sum(lines) > 2:
            words = f"The first line of “{_short(paragraph.text)}” stands alone at the foot of the page."
            yield there.notice(LONELY, number, words)
        if lines[-1] == 1 and sum(lines) > 2:
            words = f"The last line of “{_short(paragraph.text)}” stands alone at the head of the page."
            yield there.notice(LONELY, number, words, page=pages[-1] + 1)


def _grown_boxes(there: _Matched) -> Iterator[Notice]:
    if not there.is_alike:
        return
    boxes: dict[int, list[int]] = {}
    for number, each in enumerate(there.paragraphs):
        if each.kind == "text box" and there.found[number].spans:
            boxes.setdefault(each.anchor, []).append(number)
    for numbers in boxes.values():
        here = _height(there.edition.pages, [s for n in numbers for s in there.found[n].spans])
        before = _height(there.source.pages, [s for n in numbers for s in there.source.placed.found[n].spans])
        if before and here > before * _GROWN:
            words = _short(there.paragraphs[numbers[0]].text)
            more = round(100 * here / before - 100)
            yield there.notice(
                GROWN, numbers[0], f"The text box “{words}” is {more}% higher than in the source."
            )


def _feet(pages: Sequence[Page], spans: Sequence[Span]) -> list[float]:
    """Where the letters stand, each by the foot of its line."""
    return [
        pages[span.page].box(place).bottom
        for span in spans
        for place in range(span.start, span.end)
        if pages[span.page].text[place].isalnum()
    ]


def _lines(pages: Sequence[Page], spans: Sequence[Span]) -> int:
    """On how many lines of one page letters stand; a hyphen at the end of a line is written as U+FFFE."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    between = pages[spans[0].page].text[first:last]
    if last - first > 2 * sum(span.end - span.start for span in spans):  # other text stands between them
        between = "\n".join(pages[span.page].text[span.start : span.end] for span in spans)
    return len([row for row in between.replace("\ufffe", "\n").split("\n") if row.strip()])


def _height(pages: Sequence[Page], spans: Sequence[Span]) -> float:
    feet = _feet(pages, spans)
    return max(feet) - min(feet) if feet and len({span.page for span in spans}) == 1 else 0.0


def _last(found: Found) -> Span:
    return max(found.spans, key=lambda span: span.page)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
