"""Turn the nodes of a text into pieces: which formats are tags, their places, and their names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import PLAIN, Format, FormatMark, is_additive, joined
from booktranslate.docx.paragraphs.nodes import Anchor, Barrier, Blank, Node, Run, Thing, Wrapper
from booktranslate.language.letters import plain
from booktranslate.model import Close, Open, Piece, Placeholder, Text


def text_formats(nodes: Sequence[Node]) -> list[Format]:
    """The formats that follow one another in joined nodes, each different from the one before."""
    found: list[Format] = []
    for format_ in formats_of(nodes):
        if not found or found[-1] != format_:
            found.append(format_)
    return found


def formats_of(nodes: Sequence[Node]) -> Iterator[Format]:
    """The format of each run on which it shows, also inside wrappers without a base format of their own."""
    for node in nodes:
        if isinstance(node, Run) and (not node.text.isspace() or node.format.shows_on_space):
            yield node.format
        elif isinstance(node, Wrapper) and not node.own_base:
            yield from formats_of(joined_runs(node.nodes))


def joined_runs(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without empty runs, and with adjacent runs of one format as one run, which has no
    fragments."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Run):
            if not node.text:
                continue
            if found and isinstance(found[-1], Run) and found[-1].format == node.format:
                found[-1] = Run(plain(found[-1].text + node.text), found[-1].format)
                continue
        found.append(node)
    return found


_WITH_FORMAT = (Run, Blank)


@dataclass(eq=False)
class Encoder:
    """Makes the pieces of one stretch, and names its marks, wrappers and things in order of appearance."""

    cache: FormatCache
    marks: dict[FormatMark, str] = field(default_factory=dict)
    wrappers: dict[str, Wrapper] = field(default_factory=dict)
    bases: dict[str, Format] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def encode(
        self, nodes: Sequence[Node], base: Format, outer: frozenset[FormatMark] = frozenset()
    ) -> list[Piece]:
        """The pieces of joined nodes; `outer` are the marks that are already open around them."""
        first = nodes[0] if nodes else None
        if len(nodes) == 1 and isinstance(first, Run) and first.format == base:
            return [Text(first.text)]
        items = self._marked(nodes, base, outer)
        pieces: list[Piece] = []
        stack: list[tuple[str, frozenset[FormatMark]]] = []  # the tags that are open, and the marks of each
        opened: frozenset[FormatMark] = frozenset()  # the marks of all of them
        for place, (node, marks) in enumerate(items):
            while not opened <= marks:
                label, group = stack.pop()
                pieces.append(Close(label))
                opened -= group
            for opening in self._opening(items, place, opened) if marks != opened else ():
                label = self._name_mark(opening[0] if len(opening) == 1 else joined(opening))
                pieces.append(Open(label))
                group = frozenset(opening)
                stack.append((label, group))
                opened |= group
            if isinstance(node, Run):
                pieces.append(Text(node.text))
            else:
                pieces += self._leaf(node, base, outer | marks)
        pieces += [Close(label) for label, _ in reversed(stack)]
        return pieces

    def _opening(
        self, items: list[tuple[Node, frozenset[FormatMark]]], place: int, opened: frozenset[FormatMark]
    ) -> list[list[FormatMark]]:
        """The marks that open before a node, those that last longest first, so that none closes early.

        Marks that last equally long are one tag: a run that differs in two ways has one tag.
        """
        node, marks = items[place]
        opening = list(marks - opened)
        if isinstance(node, Run) and not _is_marked(node):  # no tag begins at a space
            opening = [mark for mark in opening if Format(mark.sets).shows_on_space]
        if len(opening) < 2:
            return [opening] if opening else []
        extents: dict[int, list[FormatMark]] = {}
        for mark in sorted(opening, key=_rank):
            extents.setdefault(_extent(items, place, mark), []).append(mark)
        return [extents[extent] for extent in sorted(extents, reverse=True)]

    def _leaf(
        self, node: Blank | Wrapper | Thing | Barrier | Anchor, base: Format, marks: frozenset[FormatMark]
    ) -> list[Piece]:
        match node:
            case Blank():
                return [Placeholder(node.kind)]
            case Wrapper():
                label = self._number(node.prefix)
                self.wrappers[label] = node
                nodes = joined_runs(node.nodes)
                if node.own_base:
                    formats = text_formats(nodes)
                    self.bases[label] = inner = self.cache.base(formats) if formats else base
                    content = self.encode(nodes, inner)
                else:
                    content = self.encode(nodes, base, marks)
                return [Open(label), *content, Close(label)]
            case Thing() | Barrier() | Anchor():
                prefix = node.prefix if isinstance(node, Thing) else "x"
                label = self._number(prefix)
                self.things[label] = Thing(prefix, node.fragments)
                return [Placeholder(label)]

    def _marked(
        self, nodes: Sequence[Node], base: Format, outer: frozenset[FormatMark]
    ) -> list[tuple[Node, frozenset[FormatMark]]]:
        """Each node with its marks. Those of spaces, things and wrappers are the ones that both neighbours
        have."""
        cut: list[Node] = []
        fixed: list[frozenset[FormatMark] | None] = []
        for node in nodes:
            if not isinstance(node, _WITH_FORMAT) or not _is_marked(node):
                cut.append(node)
                fixed.append(None)
                continue
            own = self.cache.marks(base, node.format) - outer
            if own:
                pieces = _cut_spaces(node)
                cut += pieces
                fixed += [None if piece is not node and _is_space(piece) else own for piece in pieces]
            else:  # without marks, the spaces need not be cut off
                cut.append(node)
                fixed.append(own)
        if None not in fixed:
            return cast("list[tuple[Node, frozenset[FormatMark]]]", list(zip(cut, fixed, strict=True)))
        last: frozenset[FormatMark] = frozenset()
        left = [last := last if marks is None else marks for marks in fixed]
        last = frozenset()
        right = [last := last if marks is None else marks for marks in reversed(fixed)]
        found = []
        for node, before, behind in zip(cut, left, reversed(right), strict=True):
            around = before & behind
            if isinstance(node, Wrapper):
                around = self._allowed(node, base, around, outer)
            found.append((node, around))
        return found

    def _allowed(
        self, wrapper: Wrapper, base: Format, around: frozenset[FormatMark], outer: frozenset[FormatMark]
    ) -> frozenset[FormatMark]:
        """The marks around a wrapper that do not change the format of its own text."""
        formats = list(formats_of(joined_runs(wrapper.nodes)))
        if wrapper.own_base:
            inner = self.cache.base(text_formats(joined_runs(wrapper.nodes))) if formats else base
            return frozenset(
                mark for mark in around if is_additive(mark) and self.cache.applied(inner, (mark,)) == inner
            )
        inside = [self.cache.marks(base, format_) - outer for format_ in formats]
        nested_own = any(isinstance(node, Wrapper) and node.own_base for node in wrapper.nodes)
        if nested_own:
            return frozenset()
        return around.intersection(*inside) if inside else around

    def _name_mark(self, mark: FormatMark) -> str:
        name = self.marks.get(mark)
        if name is None:
            prefix = self.cache.prefix(mark)
            number = self._counts.get(prefix, 0) + 1
            self._counts[prefix] = number
            name = self.marks[mark] = f"{prefix}{number}" if prefix == "g" or number > 1 else prefix
        return name

    def _number(self, prefix: str) -> str:
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]}"


def _is_space(node: Run | Blank) -> bool:
    return isinstance(node, Run) and node.text.isspace()


def _is_marked(node: Run | Blank) -> bool:
    """Whether the format of a node shows: always on letters, and on white space for some formats."""
    return (isinstance(node, Run) and not node.text.isspace()) or node.format.shows_on_space


def _extent(items: list[tuple[Node, frozenset[FormatMark]]], place: int, mark: FormatMark) -> int:
    length = 0
    while place + length < len(items) and mark in items[place + length][1]:
        length += 1
    return length


def _rank(mark: FormatMark) -> tuple[str, ...]:
    return (*sorted(key for key, _ in mark.sets), *sorted(mark.removes))


def _cut_spaces(node: Run | Blank) -> Sequence[Run | Blank]:
    """The run with the spaces at its ends as runs of their own, so that tags enclose only words."""
    if not isinstance(node, Run) or node.text.isspace():
        return (node,)
    text = node.text
    stripped = text.strip()
    if len(stripped) == len(text):
        return (node,)
    start = text.index(stripped)
    texts = (text[:start], stripped, text[start + len(stripped) :])
    if node.format.shows_on_space and max(len(texts[0]), len(texts[2])) > 1:  # an underlined blank to fill in
        return (node,)
    # A cut space is never visible by itself, so it keeps no format of its own.
    formats = (PLAIN, node.format, PLAIN)
    return [Run(text, format_) for text, format_ in zip(texts, formats, strict=True) if text]
