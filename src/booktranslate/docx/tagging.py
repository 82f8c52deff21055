"""From the nodes of a paragraph to segments: tagged text, and what each of its tags stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from booktranslate.docx.formats import (
    PLAIN,
    Format,
    Mark,
    apply,
    choose_base,
    family,
    is_additive,
    marks_between,
    shows_on_space,
)
from booktranslate.docx.nodes import Anchor, Barrier, Blank, Box, Node, Run, Thing, has_barrier, letters_in
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged


@dataclass(frozen=True)
class Emphasis:
    """The ids of the character styles that stand for `<b>` and `<i>`."""

    strong: frozenset[str] = frozenset()
    emphasis: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Segment:
    """A translatable stretch of a paragraph.

    `shells` are boxes around the whole of it, outermost first, each with what stands before and after it
    outside the unit; `lead` and `trail` are what stands at the innermost edges (spaces, pictures, anchors).
    """

    text: TaggedText
    shells: tuple[tuple[list[Node], Box, list[Node]], ...]
    lead: list[Node]
    trail: list[Node]
    base: Format
    marks: dict[str, Mark]
    boxes: dict[str, Box]
    bases: dict[str, Format]
    things: dict[str, Thing]


@dataclass(frozen=True, eq=False)
class Fixed:
    """A stretch of a paragraph with nothing to translate; it is written back as it is."""

    nodes: list[Node]


@dataclass(frozen=True, eq=False)
class Edge:
    """Where a box begins or ends that holds a barrier: text must not cross its edges either."""

    box: Box
    opens: bool


Stretch = Segment | Fixed | Edge


def segments(nodes: Sequence[Node], emphasis: Emphasis) -> list[Stretch]:
    """Cut a paragraph at its barriers and describe each stretch; together they are the whole paragraph."""
    found: list[Stretch] = []
    stretch: list[Node] = []
    for node in nodes:
        if isinstance(node, Barrier):
            found += [_segment(stretch, emphasis), Fixed([node])]
            stretch = []
        elif isinstance(node, Box) and has_barrier(node.nodes):
            found += [_segment(stretch, emphasis), Edge(node, opens=True)]
            found += [*segments(node.nodes, emphasis), Edge(node, opens=False)]
            stretch = []
        else:
            stretch.append(node)
    found.append(_segment(stretch, emphasis))
    return [item for item in found if not isinstance(item, Fixed) or item.nodes]


def _segment(nodes: list[Node], emphasis: Emphasis) -> Segment | Fixed:
    if not is_translatable(letters_in(nodes)):
        return Fixed(nodes)
    shells: list[tuple[list[Node], Box, list[Node]]] = []
    lead, core, trail = _trim(nodes)
    while len(core) == 1 and isinstance(core[0], Box):
        shells.append((lead, core[0], trail))
        lead, core, trail = _trim(core[0].nodes)
    before, core, after = _fold_ranges(core)
    encoder = _Encoder(emphasis)
    formats = _stretches(core)
    base = choose_base(formats) if formats else _blank_format(core)
    pieces = encoder.encode(core, base)
    return Segment(
        tagged(pieces),
        tuple(shells),
        lead + list(before),
        list(after) + trail,
        base,
        {label: mark for mark, label in encoder.marks.items()},
        encoder.boxes,
        encoder.bases,
        encoder.things,
    )


def is_translatable(text: str) -> bool:
    """Whether a text has what English may write otherwise: letters, or a number such as 3,5 or 2 500 €."""
    return any(letter.isalpha() for letter in text) or _NUMBER.search(text) is not None


_NUMBER = re.compile("[0-9][,\u0020\u00a0\u202f][0-9]|[0-9].*[%€‰]|[$£€].*[0-9]")


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


def _trim(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Lead, core, trail. A range that begins at an edge and ends inside belongs to the core whole."""
    first, last = 0, len(nodes)
    while first < last and _is_edge(nodes[first]):
        first += 1
    while last > first and _is_edge(nodes[last - 1]):
        last -= 1
    starts = {
        node.key: place
        for place, node in enumerate(nodes)
        if isinstance(node, Anchor) and node.role == "start"
    }
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
    core = nodes[first:last]
    before, after = [], []
    if core and isinstance(core[0], Run):
        space, core[0] = _split(core[0], len(core[0].text) - len(core[0].text.lstrip()))
        before = [space] if space.text else []
    if core and isinstance(core[-1], Run):
        core[-1], space = _split(core[-1], len(core[-1].text.rstrip()))
        after = [space] if space.text else []
    return nodes[:first] + before, core, after + nodes[last:]


def _split(run: Run, place: int) -> tuple[Run, Run]:
    return Run(run.text[:place], run.format), Run(run.text[place:], run.format)


def _fold_ranges(nodes: list[Node]) -> tuple[list[Node], list[Node], list[Node]]:
    """Make a box of each range that encloses a part of the text; other anchors go before or after the unit.

    Ranges that cross each other cannot both be tags: the outer one grows to the whole unit.
    """
    before: list[Node] = []
    after: list[Node] = []
    starts: list[Anchor] = []  # of the ranges that are open
    levels: list[list[Node]] = [[]]  # the nodes of the unit, then those inside each open range
    for node in nodes:
        if isinstance(node, Box):
            inner_before, inner, inner_after = _fold_ranges(node.nodes)
            before += inner_before
            after += inner_after
            box = Box(node.letters, inner, node.own_base, node.outer, node.holder, node.before, node.after)
            levels[-1].append(box)
        elif not isinstance(node, Anchor):
            levels[-1].append(node)
        elif node.role == "start":
            starts.append(node)
            levels.append([])
        elif node.role == "end":
            _close_range(node, starts, levels, before, after)
        else:
            last = levels[-1][-1] if levels[-1] else None
            if isinstance(last, Box) and last.letters == "m" and node.side == "after":
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
        before += [start, Anchor("end", end.key, end.parts)]


def _stretches(nodes: Sequence[Node]) -> list[Format]:
    """The formats of the letters at this level, one for each change of format."""
    found: list[Format] = []
    for format_ in _formats(nodes):
        if not found or found[-1] != format_:
            found.append(format_)
    return found


def _formats(nodes: Sequence[Node]) -> Iterator[Format]:
    for node in _joined(nodes):
        if isinstance(node, Run) and (not node.text.isspace() or shows_on_space(node.format)):
            yield node.format
        elif isinstance(node, Box) and not node.own_base:
            yield from _formats(node.nodes)


def _blank_format(nodes: Sequence[Node]) -> Format:
    return next((node.format for node in nodes if isinstance(node, Run | Blank)), PLAIN)


def _joined(nodes: Sequence[Node]) -> list[Node]:
    """Neighbouring runs of one format as one; empty runs dropped."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Run):
            if not node.text:
                continue
            if found and isinstance(found[-1], Run) and found[-1].format == node.format:
                found[-1] = Run(found[-1].text + node.text, node.format)
                continue
        found.append(node)
    return found


@dataclass
class _Encoder:
    """Gives names to the marks, boxes and things of one segment, in order of appearance."""

    emphasis: Emphasis
    marks: dict[Mark, str] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    bases: dict[str, Format] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def encode(
        self, nodes: Sequence[Node], base: Format, outer: frozenset[Mark] = frozenset()
    ) -> list[Piece]:
        """The pieces of one level; `outer` are marks that are open around it."""
        joined = _joined(nodes)
        if len(joined) == 1 and isinstance(joined[0], Run) and joined[0].format == base:
            return [Text(joined[0].text)]
        items = self._marked(joined, base, outer)
        pieces: list[Piece] = []
        stack: list[Mark] = []
        for place, (node, marks) in enumerate(items):
            while any(mark not in marks for mark in stack):
                pieces.append(Close(self._name_mark(stack.pop())))
            for mark in self._opening(items, place, stack) if marks else ():
                pieces.append(Open(self._name_mark(mark)))
                stack.append(mark)
            pieces += self._leaf(node, base, outer | marks)
        pieces += [Close(self._name_mark(mark)) for mark in reversed(stack)]
        return pieces

    def _opening(
        self, items: list[tuple[Node, frozenset[Mark]]], place: int, stack: list[Mark]
    ) -> list[Mark]:
        """The marks that open before a node, the one that lasts longest first, so that none closes early."""
        node, marks = items[place]
        opening = [mark for mark in marks if mark not in stack]
        if isinstance(node, Run) and not _is_marked(node):  # no tag begins at a space
            opening = [mark for mark in opening if shows_on_space(Format(mark.sets))]
        return sorted(opening, key=lambda mark: (-_extent(items, place, mark), _rank(mark)))

    def _leaf(self, node: Node, base: Format, marks: frozenset[Mark]) -> list[Piece]:
        match node:
            case Run():
                return [Text(node.text)]
            case Blank():
                return [Placeholder(node.kind)]
            case Box():
                label = self._number(node.letters)
                self.boxes[label] = node
                if node.own_base:
                    formats = _stretches(node.nodes)
                    self.bases[label] = inner = choose_base(formats) if formats else base
                    content = self.encode(node.nodes, inner)
                else:
                    content = self.encode(node.nodes, base, marks)
                return [Open(label), *content, Close(label)]
            case Thing() | Barrier() | Anchor():
                letters, parts = (node.letters, node.parts) if isinstance(node, Thing) else ("x", node.parts)
                label = self._number(letters)
                self.things[label] = Thing(letters, parts)
                return [Placeholder(label)]

    def _marked(
        self, nodes: Sequence[Node], base: Format, outer: frozenset[Mark]
    ) -> list[tuple[Node, frozenset[Mark]]]:
        """Each node with the marks around it; spaces and things take those that both neighbours have."""
        cut = [piece for node in nodes for piece in _cut_spaces(node)]
        fixed: list[frozenset[Mark] | None] = []
        for node in cut:
            if isinstance(node, Run | Blank) and _is_marked(node):
                fixed.append(frozenset(marks_between(base, node.format)) - outer)
            else:
                fixed.append(None)
        nothing: frozenset[Mark] = frozenset()
        left: list[frozenset[Mark]] = []
        for marks in fixed:
            left.append(marks if marks is not None else (left[-1] if left else nothing))
        right: list[frozenset[Mark]] = []
        for marks in reversed(fixed):
            right.append(marks if marks is not None else (right[-1] if right else nothing))
        right.reverse()
        found = []
        for node, marks, before, behind in zip(cut, fixed, left, right, strict=True):
            around = marks if marks is not None else before & behind
            if isinstance(node, Box):
                around = self._allowed(node, base, around, outer)
            found.append((node, around))
        return found

    def _allowed(
        self, box: Box, base: Format, around: frozenset[Mark], outer: frozenset[Mark]
    ) -> frozenset[Mark]:
        """Of the marks around a box, those that change nothing in its own text."""
        formats = list(_formats(box.nodes))
        if box.own_base:
            inner = choose_base(_stretches(box.nodes)) if formats else base
            return frozenset(mark for mark in around if is_additive(mark) and apply(inner, [mark]) == inner)
        inside = [frozenset(marks_between(base, format_)) - outer for format_ in formats]
        nested_own = any(isinstance(node, Box) and node.own_base for node in box.nodes)
        if nested_own:
            return frozenset()
        return around.intersection(*inside) if inside else around

    def _name_mark(self, mark: Mark) -> str:
        if mark not in self.marks:
            letters = family(mark, self.emphasis.strong, self.emphasis.emphasis)
            number = self._counts.get(letters, 0) + 1
            self._counts[letters] = number
            self.marks[mark] = f"{letters}{number}" if letters == "g" or number > 1 else letters
        return self.marks[mark]

    def _number(self, letters: str) -> str:
        self._counts[letters] = self._counts.get(letters, 0) + 1
        return f"{letters}{self._counts[letters]}"


def _is_marked(node: Run | Blank) -> bool:
    """Whether the format of a node shows: on letters always, on white space for some formats."""
    return (isinstance(node, Run) and not node.text.isspace()) or shows_on_space(node.format)


def _extent(items: list[tuple[Node, frozenset[Mark]]], place: int, mark: Mark) -> int:
    length = 0
    while place + length < len(items) and mark in items[place + length][1]:
        length += 1
    return length


def _rank(mark: Mark) -> tuple[str, ...]:
    return (*sorted(key for key, _ in mark.sets), *sorted(mark.removes))


def _cut_spaces(node: Node) -> list[Node]:
    """Spaces at the ends of a run as runs of their own, so that tags stand close to the words."""
    if not isinstance(node, Run) or node.text.isspace():
        return [node]
    stripped = node.text.strip()
    start = node.text.index(stripped)
    texts = (node.text[:start], stripped, node.text[start + len(stripped) :])
    if (
        shows_on_space(node.format) and max(len(texts[0]), len(texts[2])) > 1
    ):  # an underlined blank to fill in
        return [node]
    # A cut space is never visible by itself, so it keeps no format of its own.
    formats = (PLAIN, node.format, PLAIN)
    return [Run(text, format_) for text, format_ in zip(texts, formats, strict=True) if text]
