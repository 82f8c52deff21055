"""Widen table columns that are too narrow for a word of the translation, at the expense of other columns.

A word that is wider than its column is broken anywhere, without a hyphen: “Workfor|ce”. LibreOffice does so
in every table, Word in tables of fixed layout (ECMA-376-1 §17.4.52 tblLayout). If a word in the first row
would be broken, and was not in the source, columns that are too narrow take width from columns that can spare
it. The width of the table does not change; if there is too little to spare, neither do the columns.

The widths of letters are estimates.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, attribute, child, children, name, set_attribute
from booktranslate.language.widths import width_of

_BOLD = 1.08
_FONTS = {
    "verdana": 1.2, "calibri": 0.93, "carlito": 0.93, "times": 0.93, "garamond": 0.9, "narrow": 0.82,
    **dict.fromkeys(("arial", "helvetica", "liberation", "cambria", "caladea", "minor", "major"), 1.0),
    "the style of the table": 1.0,
}  # fmt: skip
_SUBSTITUTE = 1.2  # LibreOffice shows a font that is not installed as DejaVu Sans
_SIZE = 20  # default size of letters, in half points
_MARGIN = 108  # default cell margin on each side, in twentieths of a point
_SPARE = 1.05  # width of a column over that of its widest word, which is an estimate
_MOST = 0.25  # the largest share of its width that a column gives up
_WORD = re.compile(r"[^\s/–—-]+[/–—-]?")
_READ = ("{*}t", "{*}tab", "{*}br", "{*}noBreakHyphen")
_SIGNS = {"w:tab": " ", "w:br": " ", "w:noBreakHyphen": "\u2011"}
_GLUE = str.maketrans("\u00a0\u202f\u2011", "___")  # no line breaks there


@dataclass(frozen=True, slots=True, eq=False)
class _Cell:
    element: Element
    column: int
    span: int
    needs: float  # width in twentieths of a point, with margins; 0 without words


def widen(root: Element, source: Callable[[], Element], styles: Styles) -> None:
    """Widen the columns of a translated part that are too narrow; `source` parses the untranslated part."""
    before: list[Element] | None = None
    for number, table in enumerate(tables := list(root.iter("{*}tbl"))):
        widths = _grid(table)
        head = list(_cells(table, styles, head=True)) if widths else []
        if not any(cell.span == 1 and cell.needs > widths[cell.column] for cell in head):
            continue
        if before is None:
            before = list(source().iter("{*}tbl"))
        if len(before) != len(tables) or _grid(before[number]) != widths:
            continue
        if not _redistributed(widths, list(_cells(before[number], styles, head=True)), head):
            continue  # the word was broken in the source too, or there is no room
        old, cells = list(_cells(before[number], styles)), list(_cells(table, styles))
        if new := _redistributed(widths, old, cells):
            _set_widths(table, new, cells)


def _redistributed(widths: list[int], old: list[_Cell], new: list[_Cell]) -> list[int]:
    """The new widths; none if no column needs more, or the others cannot give it."""
    if len(old) != len(new):
        return []
    wanted, floor = list(widths), [0.0] * len(widths)
    for before, after in zip(old, new, strict=True):
        if after.span > 1:
            continue
        room, column = widths[after.column], after.column
        if before.needs <= room < after.needs:
            wanted[column] = max(wanted[column], round(after.needs * _SPARE))
        floor[column] = max(floor[column], min(room, after.needs * _SPARE))
    lack = sum(wanted) - sum(widths)
    spare = [
        0.0 if wanted[n] > width else max(0.0, min(width - floor[n], width * _MOST))
        for n, width in enumerate(widths)
    ]
    if not lack or sum(spare) < lack:
        return []
    given = [round(lack * each / sum(spare)) for each in spare]
    most = given.index(max(given))
    given[most] += lack - sum(given)  # lost by rounding
    return [width - less for width, less in zip(wanted, given, strict=True)]


def _grid(table: Element) -> list[int]:
    """The widths of the columns; none if the table does not give them, or a row leaves some columns out."""
    grid = child(table, "w:tblGrid")
    if grid is None or any(_belongs_to(item, table) for item in table.iter("{*}gridBefore", "{*}gridAfter")):
        return []
    widths = [_number(item, "w:w") for item in children(grid, "w:gridCol")]
    return widths if all(widths) else []


def _cells(table: Element, styles: Styles, *, head: bool = False) -> Iterator[_Cell]:
    """The cells of a table (`head`: of its first row), without those of nested tables. None at all if a row
    and the grid differ in their number of columns."""
    margins = _margins(table)
    columns = len(_grid(table))
    of_table = styles.of_table(table)
    found = []
    for row in table.iter("{*}tr"):
        column = 0
        if not _belongs_to(row, table):
            continue
        for cell in row.iter("{*}tc"):
            if next(cell.iterancestors("{*}tr"), None) is not row:
                continue
            properties = child(cell, "w:tcPr")
            span = child(properties, "w:gridSpan") if properties is not None else None
            wide = max(1, _number(span, "w:val")) if span is not None else 1
            turned = properties is not None and child(properties, "w:textDirection") is not None
            needs = 0.0 if turned else _needs(cell, of_table, styles)
            found.append(_Cell(cell, column, wide, needs + margins if needs else 0.0))
            column += wide
        if column != columns:
            return
        if head:
            break
    yield from found


def _margins(table: Element) -> int:
    properties = child(table, "w:tblPr")
    holder = child(properties, "w:tblCellMar") if properties is not None else None
    found = 0
    for kinds in ({"w:left", "w:start"}, {"w:right", "w:end"}):
        sides = [item for item in holder if name(item.tag) in kinds] if holder is not None else []
        found += _number(sides[0], "w:w") if sides else _MARGIN
    return found


def _needs(cell: Element, of_table: str, styles: Styles) -> float:
    """The width of the widest word in a cell with the indents of its paragraph, in twentieths of a point."""
    widest = 0.0
    for paragraph in children(cell, "w:p"):
        cache = styles.caches.of(styles.of(paragraph).id, of_table)
        text = ""
        widths: list[float] = []  # of each letter
        for item in paragraph.iter(*_READ):
            run = item.getparent()
            if (
                run is not None
                and name(run.tag) == "w:r"
                and next(run.iterancestors("{*}p"), None) is paragraph
            ):
                scale, capitals = _scale(run, cache)
                words = (_SIGNS.get(name(item.tag)) or item.text or "").translate(_GLUE)
                words = words.upper() if capitals else words
                text += words
                widths += [width_of(letter) * scale for letter in words]
        indent = _indent(paragraph)
        for found in _WORD.finditer(text):
            widest = max(widest, sum(widths[found.start() : found.end()]) / 1000 + indent)
    return widest


def _indent(paragraph: Element) -> int:
    properties = child(paragraph, "w:pPr")
    indent = child(properties, "w:ind") if properties is not None else None
    sides = ("left", "start", "right", "end") if indent is not None else ()
    return sum(_number(indent, f"w:{side}") for side in sides if indent is not None)


def _scale(run: Element, cache: FormatCache) -> tuple[float, bool]:
    """One em of a run in twentieths of a point, scaled for its font, and whether its letters are capitals."""
    look = cache.look(child(run, "w:rPr"))
    size = str(look.get("w:sz", (_SIZE,))[0])
    points = int(size) if size.isdecimal() else _SIZE
    fonts = str(look.get("w:rFonts", ("times",)))
    wide = next((factor for font, factor in _FONTS.items() if font in fonts), _SUBSTITUTE)
    return points * 10 * wide * (_BOLD if "w:b" in look else 1), "w:caps" in look


def _set_widths(table: Element, widths: list[int], cells: list[_Cell]) -> None:
    grid = child(table, "w:tblGrid")
    for item, width in zip(children(grid, "w:gridCol") if grid is not None else [], widths, strict=True):
        set_attribute(item, "w:w", str(width))
    for cell in cells:
        properties = child(cell.element, "w:tcPr")
        preferred = child(properties, "w:tcW") if properties is not None else None
        if preferred is not None and attribute(preferred, "w:type") == "dxa":
            set_attribute(preferred, "w:w", str(sum(widths[cell.column : cell.column + cell.span])))


def _belongs_to(item: Element, table: Element) -> bool:
    return next(item.iterancestors("{*}tbl"), None) is table


def _number(item: Element, key: str) -> int:
    value = attribute(item, key) or ""
    return int(value) if value.isdecimal() else 0
