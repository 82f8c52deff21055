"""What is at the edges of a unit but not part of it: spaces, pictures, ends of ranges.

A range (bookmark, comment, permission) that encloses a part of the text becomes a wrapper, so that it is a
tag and moves with its words. A point in the text (an index entry, an end of a range that crosses another or
begins in another paragraph) has no tag, and is put at the corresponding place of the translation.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from booktranslate.docx.opc.xml import Element
from booktranslate.docx.paragraphs.nodes import DEEPEST, Anchor, Node, Run, Thing, Wrapper, are_runs


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """An anchor within a text: `place` counts the characters and things before it, `depth` the wrappers
    around it."""

    place: int
    anchor: Anchor
    depth: int


def _is_edge(node: Node) -> bool:
    if isinstance(node, Run):
        return not node.text or node.text.isspace()
    return node.loose if isinstance(node, Thing) else not isinstance(node, Wrapper)


def trim(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """The lead, core and trail of a text (see `TextStretch`). A range of which one end is in the core is all
    in it."""
    first, last = 0, len(nodes)
    while first < last and _is_edge(nodes[first]):
        first += 1
    while last > first and _is_edge(nodes[last - 1]):
        last -= 1
    first, last = _with_ranges(nodes, first, last)
    core = nodes[first:last]
    before: list[Node] = []
    after: list[Node] = []
    if core and isinstance(core[0], Run) and core[0].text[:1].isspace():
        space, core[0] = _split(core[0], len(core[0].text) - len(core[0].text.lstrip()))
        before = [space]
    if core and isinstance(core[-1], Run) and core[-1].text[-1:].isspace():
        core[-1], space = _split(core[-1], len(core[-1].text.rstrip()))
        after = [space]
    return nodes[:first] + before, core, after + nodes[last:]


def _with_ranges(nodes: list[Node], first: int, last: int) -> tuple[int, int]:
    """The bounds of the core, extended by ranges that begin before it and end inside, or begin inside and end
    after."""
    if are_runs(nodes):
        return first, last
    starts = {
        node.key: place
        for place, node in enumerate(nodes)
        if isinstance(node, Anchor) and node.role == "start"
    }
    if not starts:
        return first, last
    pairs = [
        (starts[node.key], place)
        for place, node in enumerate(nodes)
        if isinstance(node, Anchor) and node.role == "end" and starts.get(node.key, place) < place
    ]
    moved = True
    while moved:
        moved = False
        for start, end in pairs:
            if start < first <= end < last:
                first, moved = start, True
            elif first <= start < last <= end:
                last, moved = end + 1, True
    return first, last


def _split(run: Run, place: int) -> tuple[Run, Run]:
    if place in (0, len(run.text)):
        nothing = Run("", run.format)
        return (run, nothing) if place else (nothing, run)
    return Run(run.text[:place], run.format), Run(run.text[place:], run.format)


def fold_ranges(nodes: list[Node], depth: int = 0) -> tuple[list[Node], list[Node], list[Node]]:
    """Make a wrapper of each range that encloses a part of the text; other anchors go outside the unit.

    Returns the anchors before the unit, its nodes, and the anchors after it. Of two ranges that cross only
    one can be a tag; the ends of the other are anchors. So are those of a range inside `DEEPEST` wrappers;
    `depth` is the number of wrappers around the nodes.
    """
    if are_runs(nodes):
        return [], nodes, []
    before: list[Node] = []
    after: list[Node] = []
    starts: list[Anchor] = []  # of the ranges that are open
    levels: list[list[Node]] = [[]]  # the nodes of the unit, then those inside each open range
    for node in nodes:
        if isinstance(node, Wrapper):
            inner_before, inner, inner_after = fold_ranges(node.nodes, depth + len(starts) + 1)
            before += inner_before
            after += inner_after
            wrapper = Wrapper(
                node.prefix, inner, node.own_base, node.outer, node.holder, node.before, node.after
            )
            levels[-1].append(wrapper)
        elif not isinstance(node, Anchor):
            levels[-1].append(node)
        elif node.role == "start" and depth + len(starts) >= DEEPEST:
            before.append(node)
        elif node.role == "start":
            starts.append(node)
            levels.append([])
        elif node.role == "end":
            _close_range(node, starts, levels, before, after)
        else:
            (before if node.side == "before" else after).append(node)
    while starts:
        _let_go(starts, levels, before)
    return before, levels[0], after


def _let_go(starts: list[Anchor], levels: list[list[Node]], before: list[Node]) -> None:
    """Give up the innermost open range as a wrapper: it begins before the unit."""
    before.append(starts.pop())
    inside = levels.pop()
    levels[-1].extend(inside)


def _close_range(
    end: Anchor, starts: list[Anchor], levels: list[list[Node]], before: list[Node], after: list[Node]
) -> None:
    if all(start.key != end.key for start in starts):
        after.append(end)
        return
    while starts[-1].key != end.key:  # ranges that cross
        _let_go(starts, levels, before)
    start, inside = starts.pop(), levels.pop()
    if any(not (isinstance(node, Run) and not node.text) for node in inside):
        levels[-1].append(Wrapper("m", inside, False, before=start.fragments, after=end.fragments))
    else:
        before.append(Anchor("point", start.key, start.fragments + end.fragments))


def take_points(nodes: list[Node], before: list[Node], after: list[Node]) -> list[Point]:
    """The anchors of `before` and `after` that have their place within the nodes, in order; the lists keep
    the others."""
    if not before and not after:
        return []
    places = {element: (order, *where) for order, (element, *where) in enumerate(_places(nodes))}
    length = _width(nodes)
    found: list[tuple[int, Anchor, int, int]] = []
    for node in [*before, *after]:
        if isinstance(node, Anchor):
            order, place, depth = places[node.fragments[0].element]
            found.append((order, node, place, depth))
    found.sort(key=lambda item: item[0])
    inside = [item for item in found if 0 < item[2] < length or item[3]]
    before[:] = [anchor for _, anchor, place, depth in found if not place and not depth]
    after[:] = [anchor for _, anchor, place, depth in found if place and place == length and not depth]
    return [Point(place, anchor, depth) for _, anchor, place, depth in inside]


def _places(nodes: list[Node], place: int = 0, depth: int = 0) -> Iterator[tuple[Element, int, int]]:
    """For each anchor: the first of its elements, the width of what is before it, the number of wrappers
    around it."""
    for node in nodes:
        if isinstance(node, Anchor):
            yield node.fragments[0].element, place, depth
        elif isinstance(node, Wrapper):
            yield from _places(node.nodes, place, depth + 1)
        place += _width([node])


def _width(nodes: list[Node]) -> int:
    """The number of characters and things; a line break or tab counts as one."""
    width = 0
    for node in nodes:
        if isinstance(node, Run):
            width += len(node.text)
        elif isinstance(node, Wrapper):
            width += _width(node.nodes)
        else:
            width += not isinstance(node, Anchor)
    return width
