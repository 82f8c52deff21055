"""Tables of the sample book in the style "Tableau du livre"."""

import re
from collections.abc import Callable, Iterable

from markup import Spans, Table, plain
from word import Element, element, paragraph

_FIGURES = re.compile(r"[–-]?\d[\d\s,]*(?:%|[kMd]*€)?")
_TOTALS = {"Ensemble", "Total"}  # a last row that begins with one of these looks different


def table(block: Table, width: int, runs: Callable[[Spans], Iterable[Element]]) -> Element:
    """A table `width` twips wide; its header is repeated on each page, figures are aligned right."""
    widths = _column_widths(block, width)
    figures = [all(_FIGURES.fullmatch(text) for text in texts[1:]) for texts in _columns(block)]
    styles = ["Cellulechiffre" if right else "Cellule" for right in figures]

    def row(cells: tuple[Spans, ...], header: bool) -> Element:
        marks = [element("w:cantSplit"), *([element("w:tblHeader")] if header else [])]
        made = element("w:tr", None, element("w:trPr", None, *marks))
        for spans, style, cell_width in zip(cells, styles, widths, strict=True):
            size = element("w:tcPr", None, element("w:tcW", {"w:w": str(cell_width), "w:type": "dxa"}))
            made.append(element("w:tc", None, size, paragraph(style, runs(spans))))
        return made

    grid = [element("w:gridCol", {"w:w": str(column)}) for column in widths]
    rows = [row(cells, header=index == 0) for index, cells in enumerate(block.rows)]
    return element("w:tbl", None, _properties(block), element("w:tblGrid", None, *grid), *rows)


def _properties(block: Table) -> Element:
    total = plain(block.rows[-1][0]) in _TOTALS
    look = {
        "w:val": "0460" if total else "0420",
        "w:firstRow": "1",
        "w:lastRow": "1" if total else "0",
        "w:firstColumn": "0",
        "w:lastColumn": "0",
        "w:noHBand": "0",
        "w:noVBand": "1",
    }
    return element(
        "w:tblPr",
        None,
        element("w:tblStyle", {"w:val": "Tableaudulivre"}),
        element("w:tblW", {"w:w": "5000", "w:type": "pct"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
    )


def _columns(block: Table) -> list[list[str]]:
    return [[plain(spans) for spans in column] for column in zip(*block.rows, strict=True)]


def _column_widths(block: Table, width: int) -> list[int]:
    """Widths in proportion to the longest cell of each column, within limits that leave room for English."""
    weights = [min(max(max(map(len, texts)) + 3, 14), 46) for texts in _columns(block)]
    widths = [width * weight // sum(weights) for weight in weights]
    widths[0] += width - sum(widths)
    return widths
