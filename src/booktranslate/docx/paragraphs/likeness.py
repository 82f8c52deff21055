"""Find the places in a translation for the points of its source, and the formats of its white space."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from booktranslate.docx.formatting.formats import Format
from booktranslate.docx.paragraphs.edges import Point
from booktranslate.docx.paragraphs.nodes import Blank, Node, Run, Wrapper
from booktranslate.model import Piece, Placeholder, TaggedText, Text, tagged

_WORD = re.compile(r"\w+")
_BLANKS = {Placeholder("br"), Placeholder("tab")}


def like_places(points: Sequence[Point], source: TaggedText, target: TaggedText) -> list[int]:
    """The place of each point in the target: in the corresponding sentence, between the same tags, about as
    far on, and after or before a word as in the source; never before the place of an earlier point."""
    if tagged(target.pieces) == source:
        return [point.place for point in points]
    old, new = source.line, target.line
    bounds = _landmarks(source, target, old, new)
    known = [old_place for old_place, *_ in bounds]
    words = [match.span() for match in _WORD.finditer(new)]
    starts, ends = [start for start, _ in words], [end for _, end in words]
    signs: dict[str, list[int]] = defaultdict(list)  # where each sign stands
    for place, sign in enumerate(new):
        if not sign.isalnum() and not sign.isspace():
            signs[sign].append(place)
    found, least = [], 0
    for point in points:
        place = bisect_left(known, point.place)
        if known[place] == point.place:
            like = bounds[place][1]
        else:
            (first, begin, low), (last, end, high) = bounds[place - 1], bounds[place]
            far = begin + (point.place - first) * (end - begin) / (last - first)
            before, behind = old[point.place - 1], old[point.place]
            edges: Sequence[int]
            if before.isspace() and behind.isspace():
                edges = ()
            elif before.isspace() and not behind.isalnum():
                edges = signs[behind] or starts
            elif before.isspace() or point.anchor.role == "start":
                edges = starts
            elif before.isalnum():
                edges = ends
            else:
                edges = [place + 1 for place in signs[before]] or ends
            like = _nearest(edges, far, begin + bool(low), end - bool(high))
        least = max(least, like)
        found.append(least)
    return found


def _landmarks(source: TaggedText, target: TaggedText, old: str, new: str) -> list[tuple[int, int, str]]:
    """Places in the source and the target that correspond, each with the name of its tag or "".

    They are the ends of the texts and, if the two texts have the same ones in the same order, their tags and
    the beginnings of their sentences.
    """
    for tags, sentences in ((True, True), (True, False), (False, True), (False, False)):
        mine, theirs = (
            _bounds(text, line, tags=tags, sentences=sentences)
            for text, line in ((source, old), (target, new))
        )
        if [kind for _, kind in mine] == [kind for _, kind in theirs]:
            break
    return [(a, b, kind) for (a, kind), (b, _) in zip(mine, theirs, strict=True)]


def _bounds(text: TaggedText, line: str, *, tags: bool, sentences: bool) -> list[tuple[int, str]]:
    from booktranslate.language.sentences import beginnings  # 1 ms, and few books have such points

    found = [(start, "") for start in beginnings(line)] if sentences else []
    place = 0
    for piece in text.pieces if tags else ():
        if isinstance(piece, Text):
            place += len(piece.value)
        elif isinstance(piece, Placeholder):
            found += [(place, f"<{piece.name}/>"), (place + 1, f"<{piece.name}/>")]
            place += 1
        else:
            found.append((place, repr(piece)))
    found.sort(key=lambda bound: (bound[0], bound[1] != ""))
    return [(0, ""), *found, (len(line), "")]


def _nearest(places: Sequence[int], far: float, begin: int, end: int) -> int:
    """The place nearest to `far` of those from `begin` to `end`; without any, `far` itself, kept within the
    two."""
    place = bisect_left(places, far)
    near = [at for at in places[max(0, place - 1) : place + 1] if begin <= at <= end]
    return min(near, key=lambda at: abs(at - far), default=max(begin, min(int(far), end)))


Token = tuple[Piece | None, int]
"""A tag, and how many equal ones are before it; None stands for a text or an edge."""


@dataclass(slots=True, eq=False)
class Spaces:
    """The formats of the white space of a source, for that of its translation.

    White space beside a tag has the format of that beside the same tag in the source. Between words, it has
    the format that all white space between the same two tags has. Tabs and breaks have those of the source in
    order, if the translation has as many.
    """

    _first: dict[Token, list[Format]] = field(default_factory=dict)
    _last: dict[Token, list[Format]] = field(default_factory=dict)
    _inner: dict[tuple[Token, Token], list[Format]] = field(default_factory=dict)
    _blanks: dict[str, list[Blank]] = field(default_factory=dict)

    @classmethod
    def of(cls, nodes: Sequence[Node], base: Format, source: TaggedText) -> "Spaces | None":
        """The formats in the nodes of a text; None if all white space has the format of the words around
        it."""
        if not _matters(nodes, base):
            return None
        spaces = cls()
        white = list(_white(nodes))
        if len(white) != sum(map(str.isspace, source.plain)):
            return None  # the text differs from the nodes
        formats = iter(white)
        for before, piece, after in _with_tags(source.pieces):
            if isinstance(piece, Text):
                first, inner, last = ([next(formats) for _ in range(n)] for n in _counts(piece.value))
                spaces._first[before], spaces._last[after] = first, last
                spaces._inner[before, after] = inner
            elif piece in _BLANKS:
                next(formats)
        for blank in _blanks(nodes):
            spaces._blanks.setdefault(blank.kind, []).append(blank)
        return spaces

    def blanks(self, target: TaggedText) -> dict[str, Iterator[Blank]]:
        """The tabs and breaks of the source by kind, for the kinds of which the target has as many."""
        counts = Counter(piece.name for piece in target.pieces if piece in _BLANKS)
        return {kind: iter(found) for kind, found in self._blanks.items() if len(found) == counts[kind]}

    def texts(self, target: TaggedText) -> Iterator[list[Format | None]]:
        """For each text of the target, the format of each white-space character; None: that of the words
        around it."""
        for before, piece, after in _with_tags(target.pieces):
            if not isinstance(piece, Text):
                continue
            first, inner, last = _counts(piece.value)
            yield [
                *_taken(self._first.get(before, []), first, near=-1),
                *_taken(self._inner.get((before, after), []), inner),
                *_taken(self._last.get(after, []), last, near=0),
            ]


def _taken(known: list[Format], count: int, near: int | None = None) -> list[Format | None]:
    if len(known) == count:
        return [*known]
    if not known or (near is None and any(format_ != known[0] for format_ in known)):
        return [None] * count
    return [known[near or 0]] * count


def _counts(text: str) -> tuple[int, int, int]:
    """How many white-space characters are before, between and after the words of a text."""
    words = text.strip()
    if not words:
        return len(text), 0, 0
    first = text.index(words)
    return first, sum(map(str.isspace, words)), len(text) - first - len(words)


def _with_tags(pieces: Iterable[Piece]) -> Iterator[tuple[Token, Piece, Token]]:
    """Each piece with what is before and after it: a tag, or None for a text or an edge."""
    counts: Counter[Piece] = Counter()
    solid = [piece for piece in pieces if not isinstance(piece, Text) or piece.value]
    tokens: list[Token] = []
    for piece in solid:
        tokens.append((piece, counts[piece]) if not isinstance(piece, Text) else (None, 0))
        counts[piece] += not isinstance(piece, Text)
    around: list[Token] = [(None, 0), *tokens, (None, 0)]
    for place, piece in enumerate(solid):
        yield around[place], piece, around[place + 2]


def _matters(nodes: Iterable[Node], base: Format) -> bool:
    """Whether white space may look different from the words around it, as it cannot inside a run."""
    for node in nodes:
        if isinstance(node, Blank):
            return True
        if isinstance(node, Wrapper) and _matters(node.nodes, base):
            return True
        if (
            isinstance(node, Run)
            and node.text
            and (node.text[0].isspace() or node.text[-1].isspace())
            and (node.format != base or node.text.isspace())
        ):
            return True
    return False


def _white(nodes: Iterable[Node]) -> Iterator[Format]:
    """The format of each white-space character of the nodes."""
    for node in nodes:
        if isinstance(node, Run):
            for is_space, group in groupby(node.text, str.isspace):
                if is_space:
                    yield from (node.format for _ in group)
        elif isinstance(node, Blank):
            yield node.format
        elif isinstance(node, Wrapper):
            yield from _white(node.nodes)


def _blanks(nodes: Iterable[Node]) -> Iterator[Blank]:
    for node in nodes:
        if isinstance(node, Blank):
            yield node
        elif isinstance(node, Wrapper):
            yield from _blanks(node.nodes)
