"""Shapes without meaning: a coloured band, the frame of a text box.

LibreOffice tags each as a figure, so that a screen reader says "figure" and nothing else. ISO 14289-1 §7.1
requires that what is not content is marked as an artifact, which screen readers skip.
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
_FEW = 8  # painting operators: a frame is a fill and a line; a meaningful drawing has more

Marked = list[ContentStreamInstruction | ContentStreamInlineImage]


def leave_out_decoration(pdf: Pdf, figures: Iterable[Dictionary]) -> None:
    """Turn figures into artifacts if they show no letters and no picture; none of `figures` has a
    description."""
    by_page: dict[tuple[int, int], list[Dictionary]] = {}
    for figure in figures:
        if "/Pg" in figure and _marks(figure) is not None:
            by_page.setdefault(figure.Pg.objgen, []).append(figure)
    for page in pdf.pages:
        if found := by_page.get(page.obj.objgen):
            _leave_out(pdf, page, found)


def _marks(figure: Dictionary) -> frozenset[int] | None:
    """The numbers of the marked content of a figure; None if the figure has anything else in it."""
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
    """The numbered sequences of marked content (ISO 32000-1 §14.6), with their first and last instruction."""
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
    """Remove a figure from the structure, and its marks from the parent tree (ISO 32000-1 §14.7.4.4)."""
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
