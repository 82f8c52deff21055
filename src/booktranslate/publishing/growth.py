"""What has more lines than in the source: text boxes, rows of tables."""

from collections.abc import Iterator, Sequence

from booktranslate.pdf.pages import Page
from booktranslate.publishing.edition_matching import GROWN, Matched, Notice
from booktranslate.publishing.locating import Span

_GROWN = 1.3  # a text box is reported if it has more than this times the lines
_SHORT = 60  # characters


def grown_boxes(there: Matched) -> Iterator[Notice]:
    """Notices about text boxes that have many more lines."""
    boxes: dict[int, list[int]] = {}
    for number, each in enumerate(there.paragraphs):
        if each.kind == "text box" and there.found[number].spans and there.is_alike:
            boxes.setdefault(each.anchor, []).append(number)
    for numbers in boxes.values():
        twins = [twin for number in numbers if (twin := there.twin(number)) is not None]
        now = sum(_lines_of(there.edition.pages, there.found[each].spans) for each in numbers)
        before = sum(_lines_of(there.source.pages, there.source.placed.found[each].spans) for each in twins)
        if before and now > before * _GROWN:
            words = short(there.paragraphs[numbers[0]].text)
            what = f"The text box “{words}” has {now} lines, in the source {before}."
            yield there.notice(GROWN, numbers[0], what)


def grown_rows(there: Matched) -> Iterator[Notice]:
    """A notice for each table with rows that have more lines; it names the row that has grown most."""
    tables: dict[int, dict[int, list[int]]] = {}
    for number, each in enumerate(there.paragraphs):
        if each.table[0] >= 0 and there.found[number].spans and there.is_alike:
            tables.setdefault(each.table[0], {}).setdefault(each.table[1], []).append(number)
    for rows in tables.values():
        grown = [found for cells in rows.values() if (found := _grown_row(there, cells)) is not None]
        if grown:
            more, number, now = max(grown, key=lambda found: found[0])
            words = short(there.paragraphs[number].text)
            others = f"; {len(grown) - 1} more of its rows have grown" if len(grown) > 1 else ""
            others = others.replace("1 more of its rows have", "one more of its rows has")
            yield there.notice(
                GROWN, number, f"The table row “{words}” has {now} lines, in the source {now - more}{others}."
            )


def _grown_row(there: Matched, cells: Sequence[int]) -> tuple[int, int, int] | None:
    """By how many lines a row has grown, the number of its longest paragraph, and the lines of that one.

    None if the row has not grown.
    """
    now = {cell: _lines_of(there.edition.pages, there.found[cell].spans) for cell in cells}
    before = [
        _lines_of(there.source.pages, there.source.placed.found[twin].spans)
        for cell in cells
        if (twin := there.twin(cell)) is not None
    ]
    highest = max(now, key=now.__getitem__)
    if not any(before) or now[highest] <= max(before):
        return None
    return now[highest] - max(before), highest, now[highest]


def _lines_of(pages: Sequence[Page], spans: Sequence[Span]) -> int:
    numbers = sorted({span.page for span in spans})
    return sum(lines(pages, [span for span in spans if span.page == number]) for number in numbers)


def lines(pages: Sequence[Page], spans: Sequence[Span]) -> int:
    """The number of lines that spans of one page are on; PDFium has U+FFFE for a hyphen at a line end."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    between = pages[spans[0].page].text[first:last]
    if last - first > 2 * sum(span.end - span.start for span in spans):  # there is other text between them
        between = "\n".join(pages[span.page].text[span.start : span.end] for span in spans)
    return len([row for row in between.replace("\ufffe", "\n").split("\n") if row.strip()])


def short(text: str) -> str:
    """A text, shortened to its beginning if it is long."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
