"""What stands around a unit and is no part of it: spaces, pictures, ends of ranges.

A range (bookmark, comment, permission) that encloses a part of the text becomes a box, so that it is a
tag and moves with its words; one that does not is written before or after the unit. What is a point in the
text (an index entry) has no tag, and stands at the like place of the translation.
"""

from collections.abc import Iterator

from booktranslate.docx.nodes import DEEPEST, Anchor, Box, Node, Run, Thing, letters_in


def _is_edge(node: Node) -> bool:
    match node:
        case Run(text=text):
            return not text or text.isspace()
        case Thing(loose=loose):
            return loose
        case Box():
            return False
        case _:
            return True


def trim(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Lead, core, trail. A range that begins at an edge and ends inside belongs to the core whole."""
    first, last = 0, len(nodes)
    while first < last and _is_edge(nodes[first]):
        first += 1
    while last > first and _is_edge(nodes[last - 1]):
        last -= 1
    first, last = _with_ranges(nodes, first, last)
    core = nodes[first:last]
    before, after = [], []
    if core and isinstance(core[0], Run):
        space, core[0] = _split(core[0], len(core[0].text) - len(core[0].text.lstrip()))
        before = [space] if space.text else []
    if core and isinstance(core[-1], Run):
        core[-1], space = _split(core[-1], len(core[-1].text.rstrip()))
        after = [space] if space.text else []
    return nodes[:first] + before, core, after + nodes[last:]


def _with_ranges(nodes: list[Node], first: int, last: int) -> tuple[int, int]:
    """The places of the core, with the ranges that begin before it and end inside, or the other way round."""
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
    """Make a box of each range that encloses a part of the text; other anchors go before or after the unit.

    Ranges that cross each other cannot both be tags: the outer one grows to the whole unit. So does one that
    stands in more than `DEEPEST` others; `depth` is how many boxes are around the nodes.
    """
    if all(isinstance(node, Run) for node in nodes):
        return [], nodes, []
    before: list[Node] = []
    after: list[Node] = []
    starts: list[Anchor] = []  # of the ranges that are open
    levels: list[list[Node]] = [[]]  # the nodes of the unit, then those inside each open range
    for node in nodes:
        if isinstance(node, Box):
            inner_before, inner, inner_after = fold_ranges(node.nodes, depth + len(starts) + 1)
            before += inner_before
            after += inner_after
            box = Box(node.letters, inner, node.own_base, node.outer, node.holder, node.before, node.after)
            levels[-1].append(box)
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
            last = levels[-1][-1] if levels[-1] else None
            is_comment = node.key.startswith("comment ")
            if isinstance(last, Box) and last.letters == "m" and is_comment:
                # The reference of a comment goes with its range.
                levels[-1][-1] = Box(
                    "m", last.nodes, False, before=last.before, after=last.after + node.parts
                )
            else:
                (before if node.side == "before" else after).append(node)
    while starts:
        _let_go(starts, levels, before)
    return before, levels[0], after


def _let_go(starts: list[Anchor], levels: list[list[Node]], before: list[Node]) -> None:
    """The innermost open range begins before the unit."""
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
        levels[-1].append(Box("m", inside, False, before=start.parts, after=end.parts))
    else:
        before.append(Anchor("point", start.key, start.parts + end.parts))


def take_points(nodes: list[Node], *sides: list[Node]) -> list[tuple[int, Anchor]]:
    """Take out of the sides of a unit what is a point within its nodes, with the letters before it."""
    if not any(sides):
        return []
    places = dict(_places(nodes, 0))
    length = len(letters_in(nodes))
    points = []
    for side in sides:
        for node in list(side):
            if isinstance(node, Anchor) and node.role == "point":
                place = places[id(node.parts[0].element)]
                if 0 < place < length:
                    side.remove(node)
                    points.append((place, node))
    return sorted(points, key=lambda point: point[0])


def _places(nodes: list[Node], letters: int) -> Iterator[tuple[int, int]]:
    """For each anchor, known by the first of its elements, the letters before it."""
    for node in nodes:
        if isinstance(node, Anchor):
            yield id(node.parts[0].element), letters
        elif isinstance(node, Box):
            yield from _places(node.nodes, letters)
        letters += len(letters_in([node]))
