"""Shapes that say nothing: a coloured band, the frame of a text box.

LibreOffice tags each as a figure, and a reader hears "figure" without a word. ISO 14289-1 §7.1 wants what is
no content marked as an artifact, so that nobody is told of it.
"""

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
)

_SHOWS = {"Tj", "TJ", "'", '"', "Do", "EI", "INLINE IMAGE", "sh"}
_PAINTS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}
_FEW = 8  # a frame is a fill and a line; a drawing that says something has more

Marked = list[ContentStreamInstruction | ContentStreamInlineImage]


def leave_out_decoration(pdf: Pdf, figures: Iterable[Dictionary]) -> None:
    """Make artifacts of those of the figures (none has a description) that show no letter and no picture."""
    by_page: dict[tuple[int, int], list[Dictionary]] = {}
    for figure in figures:
        if "/Pg" in figure and _marks(figure) is not None:
            by_page.setdefault(figure.Pg.objgen, []).append(figure)
    for page in pdf.pages:
        if found := by_page.get(page.obj.objgen):
            _leave_out(pdf, page, found)


def _marks(figure: Dictionary) -> frozenset[int] | None:
    """The numbers of the marked content that a figure is made of, if it is made of nothing else."""
    inside = figure.get("/K")
    items: list[object] = list(inside) if isinstance(inside, Array) else [inside]
    numbers = frozenset(item for item in items if isinstance(item, int))
    return numbers if len(numbers) == len(items) else None


def _leave_out(pdf: Pdf, page: Page, figures: list[Dictionary]) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    places = dict(_sequences(instructions))
    changed = False
    for figure in figures:
        marks = _marks(figure) or frozenset()
        spans = [places[mark] for mark in marks if mark in places]
        if len(spans) == len(marks) and _says_nothing(instructions, spans):
            for start, _ in spans:
                instructions[start] = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
            _take_out(pdf, page, figure, marks)
            changed = True
    if changed:
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _sequences(instructions: Marked) -> Iterator[tuple[int, tuple[int, int]]]:
    """The number of each sequence of marked content (ISO 32000-1 §14.6), its first and last instruction."""
    opened: list[tuple[int | None, int]] = []
    for place, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator in {"BMC", "BDC"}:
            operands = list(instruction.operands)
            properties = operands[1] if len(operands) > 1 else None
            mark = properties.get("/MCID") if isinstance(properties, Dictionary) else None
            opened.append((mark if isinstance(mark, int) else None, place))
        elif operator == "EMC" and opened:
            number, start = opened.pop()
            if number is not None:
                yield number, (start, place)


def _says_nothing(instructions: Marked, spans: list[tuple[int, int]]) -> bool:
    inside = [str(each.operator) for start, end in spans for each in instructions[start : end + 1]]
    return _SHOWS.isdisjoint(inside) and sum(operator in _PAINTS for operator in inside) <= _FEW


def _take_out(pdf: Pdf, page: Page, figure: Dictionary, marks: frozenset[int]) -> None:
    """Out of the structure, and out of the table that leads from marked content to it (§14.7.4.4)."""
    parent = figure.get("/P")
    if isinstance(parent, Dictionary) and "/K" in parent:
        inside = parent.K
        rest = [item for item in inside if not _same(item, figure)] if isinstance(inside, Array) else []
        parent.K = Array(rest)
    tree = pdf.Root.StructTreeRoot.get("/ParentTree")
    if tree is not None and "/StructParents" in page.obj:
        entries = pikepdf.NumberTree(tree).get(int(page.obj.StructParents))
        if isinstance(entries, Array):
            for mark in marks:
                if mark < len(entries):
                    entries[mark] = None


def _same(one: Object, other: Object) -> bool:
    return isinstance(one, Dictionary) and one.is_indirect and one.objgen == other.objgen
