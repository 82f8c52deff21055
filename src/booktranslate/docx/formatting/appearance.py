"""How a paragraph looks and where it is in a table, which tells who speaks in an interview."""

from dataclasses import dataclass, field

from booktranslate.docx.formatting.formats import Format
from booktranslate.docx.opc.xml import Element, attribute, child, is_on

Cell = tuple[int, int, int]
"""The numbers of a table in its part, a row and a column, each from 1; zeros outside tables."""

OUTSIDE: Cell = (0, 0, 0)
_TOGGLES = {"w:b": "bold", "w:i": "italic", "w:caps": "capitals", "w:smallCaps": "small capitals"}


def look(format_: Format) -> str:
    """What is conspicuous in a format, in words such as `bold` or `italic colour 1F3864`; "" if nothing
    is."""
    found = []
    for key, item in format_.elements.items():
        if isinstance(item, str):
            continue
        value = attribute(item, "w:val") or ""
        if key in _TOGGLES and is_on(item):
            found.append(_TOGGLES[key])
        elif key == "w:u" and value != "none":
            found.append("underlined")
        elif key == "w:color" and value not in {"auto", "000000"}:
            found.append(f"colour {value}")
        elif key == "w:rStyle":
            found.append(f"style {value}")
    return " ".join(found)


@dataclass(eq=False)
class Grid:
    """Numbers the tables of a part, their rows and columns, in the order in which their cells are met."""

    _tables: dict[Element, tuple[int, dict[Element, tuple[int, dict[Element, int]]]]] = field(
        default_factory=dict
    )

    def cell(self, paragraph: Element) -> Cell:
        """The position of the innermost cell around a paragraph."""
        found = next(paragraph.iterancestors("{*}tc"), None)
        row = next(found.iterancestors("{*}tr"), None) if found is not None else None
        table = next(row.iterancestors("{*}tbl"), None) if row is not None else None
        if found is None or row is None or table is None:
            return OUTSIDE
        number, rows = self._tables.setdefault(table, (len(self._tables) + 1, {}))
        if row not in rows:
            rows[row] = len(rows) + 1, _columns(row)
        row_number, columns = rows[row]
        return number, row_number, columns.get(found, 0)


def _columns(row: Element) -> dict[Element, int]:
    """The first column of each cell of a row; cells in content controls count, those of nested tables do
    not."""
    columns: dict[Element, int] = {}
    next_column = 1
    for cell in row.iter("{*}tc"):
        if next(cell.iterancestors("{*}tr"), None) is row:
            columns[cell] = next_column
            next_column += _span(cell)
    return columns


def _span(cell: Element) -> int:
    """How many columns of the grid a cell takes (ECMA-376-1 §17.4.17 gridSpan)."""
    properties = child(cell, "w:tcPr")
    span = child(properties, "w:gridSpan") if properties is not None else None
    value = (attribute(span, "w:val") or "") if span is not None else ""
    return int(value) if value.isdecimal() and 0 < int(value) < 64 else 1
