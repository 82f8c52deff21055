"""Two editions of a book compared: what moved, grew or broke between the French one and the English one.

Both are laid out by LibreOffice; Word may break pages in other places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booktranslate.docx.audit.shown import Shown
from booktranslate.pdf.pages import Page
from booktranslate.publishing.clipping import cut_in_part
from booktranslate.publishing.edition_matching import (
    BROKEN,
    FONT,
    FOOT,
    HYPHENS,
    LONELY,
    LOST,
    MOVED,
    SILENT,
    SPLIT,
    Drift,
    Edition,
    Matched,
    Notice,
)
from booktranslate.publishing.fonts import Substituted, substituted
from booktranslate.publishing.growth import grown_boxes, grown_rows, lines, short
from booktranslate.publishing.hyphenation import Hyphenated, hyphenated
from booktranslate.publishing.locating import Found, Span

__all__ = ["Drift", "Edition", "Layout", "Notice", "compare"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The result of a comparison: numbers of pages, headings with their pages, notices (the worst first),
    fonts that are missing, and the languages of a book that is hyphenated."""

    source_pages: int
    pages: int
    headings: tuple[Drift, ...]
    notices: tuple[Notice, ...]
    fonts: tuple[Substituted, ...]
    hyphenation: tuple[Hyphenated, ...] = ()


def compare(source: Edition, edition: Edition, dictionaries: frozenset[str] | None = None) -> Layout:
    """Compare an edition with that of the source.

    `dictionaries` are the languages that LibreOffice can hyphenate, None if that is unknown or does not
    matter.
    """
    there = Matched(source, edition)
    fonts = substituted(edition.placed, edition.pages)
    languages = hyphenated(edition.placed, dictionaries) if dictionaries is not None else ()
    notices = [
        *_lost(there),
        *_cut(there),
        *(
            Notice(SILENT, "A picture has no alternative text.", page, there.source_page_of(page))
            for page in edition.undescribed
        ),
        *_fonts(fonts, there),
        *_hyphens(languages, there),
        *_headings_at_the_foot(there),
        *_broken_heads(there),
        *_split_tables(there),
        *_moved_pictures(there),
        *_lonely_lines(there),
        *grown_boxes(there),
        *grown_rows(there),
    ]
    return Layout(
        len(source.pages),
        len(edition.pages),
        tuple(there.headings()),
        tuple(sorted(notices, key=lambda notice: (-notice.weight, notice.page, notice.what))),
        fonts,
        languages,
    )


def _lost(there: Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        if not found.is_whole and not (paragraph.kind == "contents" and found.missing == found.letters):
            by = f", cut off by {paragraph.confined.what}" if paragraph.confined.what else ""
            yield there.notice(
                LOST, number, f"Words on no page ({paragraph.kind}{by}): “{short(found.lost)}”"
            )


def _cut(there: Matched) -> Iterator[Notice]:
    for number, words in cut_in_part(there.edition.placed, there.edition.pages):
        what = there.paragraphs[number].confined.what
        yield there.notice(LOST, number, f"A line is partly cut off by {what}: “{short(words)}”")


def _fonts(fonts: Sequence[Substituted], there: Matched) -> Iterator[Notice]:
    for font in fonts:
        if not font.has_same_widths:
            what = f"The font {font.wanted} is not installed here; {font.used} replaces it. {font.advice}"
            yield Notice(FONT, what, font.pages[0], there.source_page_of(font.pages[0]))


def _hyphens(languages: Sequence[Hyphenated], there: Matched) -> Iterator[Notice]:
    for each in languages:
        if each.tells:
            what = (
                f"Text in {each.language} is hyphenated in Word, but not here: its lines break in other "
                f"places. {each.advice}"
            )
            page = each.pages[0] if each.pages else 0
            yield Notice(HYPHENS, what, page, there.source_page_of(page) if page else 0)


def _headings_at_the_foot(there: Matched) -> Iterator[Notice]:
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
            yield there.notice(FOOT, number, f"The heading “{short(one.text)}” is the last of its page.")


def _broken_heads(there: Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        if paragraph.table[1] == 0 and (word := _broken_word(paragraph, found, there.edition.pages)):
            yield there.notice(
                BROKEN,
                number,
                f"The word “{word}” in the header of a table is broken: its column is too narrow.",
            )


def _broken_word(paragraph: Shown, found: Found, pages: Sequence[Page]) -> str:
    """The first word of a paragraph that the page breaks without a hyphen; "" if there is none."""
    rows = [pages[span.page].text[span.start : span.end] for span in found.spans]
    words = "\n".join(rows).replace("\ufffe", "").split()
    for wanted, have in zip(paragraph.text.split(), words, strict=False):
        bare, piece = wanted.strip(".,;:()"), have.strip(".,;:()")
        if bare != piece:
            return bare if bare.startswith(piece) and len(piece) < len(bare) and piece else ""
    return ""


def _split_tables(there: Matched) -> Iterator[Notice]:
    tables: dict[int, list[int]] = {}
    for number, each in enumerate(there.paragraphs):
        if each.table[0] >= 0 and there.found[number].spans:
            tables.setdefault(each.table[0], []).append(number)
    for cells in tables.values():
        if there.is_added(cells[0]):
            continue
        pages = {span.page for number in cells for span in there.found[number].spans}
        twins = [there.source.placed.found[twin] for each in cells if (twin := there.twin(each)) is not None]
        before = {span.page for found in twins for span in found.spans}
        if len(pages) > 1 and len(pages) != len(before):
            words = short(there.paragraphs[cells[0]].text)
            was = f"; in the source on {len(before)}" if before else ""
            yield there.notice(SPLIT, cells[0], f"The table “{words}” is split: on {len(pages)} pages{was}.")


def _moved_pictures(there: Matched) -> Iterator[Notice]:
    ours, theirs = (list(_pictures(each.pages)) for each in (there.edition, there.source))
    if len(ours) != len(theirs):
        return
    headings = list(there.headings())
    for number, (page, source_page) in enumerate(zip(ours, theirs, strict=True), 1):
        distance = _distance(page, [each.page for each in headings])
        before = _distance(source_page, [each.source_page for each in headings if each.source_page])
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


def _lonely_lines(there: Matched) -> Iterator[Notice]:
    for number, (paragraph, found) in enumerate(zip(there.paragraphs, there.found, strict=True)):
        pages = sorted({span.page for span in found.spans})
        if len(pages) < 2 or paragraph.kind in {"table cell", "contents"}:
            continue
        rows = [lines(there.edition.pages, [s for s in found.spans if s.page == page]) for page in pages]
        if rows[0] == 1 and sum(rows) > 2:
            words = f"The first line of “{short(paragraph.text)}” is alone at the foot of the page."
            yield there.notice(LONELY, number, words)
        if rows[-1] == 1 and sum(rows) > 2:
            words = f"The last line of “{short(paragraph.text)}” is alone at the top of the page."
            yield there.notice(LONELY, number, words, page=pages[-1] + 1)


def _last(found: Found) -> Span:
    return max(found.spans, key=lambda span: span.page)
