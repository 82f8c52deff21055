"""Lines that Word builds from elsewhere: a heading in a table of contents, an entry in an index.

Such a line is not text of the author. It repeats what a heading, a caption or an index entry says, with a
number before it or page numbers behind it, and Word makes it anew when its field is updated (ECMA-376-1
§17.16.5.68 TOC, §17.16.5.29 INDEX). So it is no unit: once the book is translated, its words are taken from
where they come from.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format
from booktranslate.docx.opc.xml import Element, inner_text
from booktranslate.docx.paragraphs.nodes import Blank, Node, Run, Thing, Wrapper
from booktranslate.docx.paragraphs.tagging import Edge, Fixed, Segment, Stretch, segments
from booktranslate.docx.text_places import ParagraphPlace
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

Words = tuple[tuple[str, Format | None], ...]
"""What a reader sees of a text, in stretches of one format (None: that of the line); tabs and line breaks
are stretches of their own."""

_SIGNS = {"tab": "\t", "br": "\n"}
_TAGS = {sign: Placeholder(kind) for kind, sign in _SIGNS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A stretch of a line, by its letters, and what it repeats; None where that was not found."""

    start: int
    end: int
    origin: Callable[[], Words] | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph that Word has built, and the zones of it that are words; the rest is numbers and signs.

    `leads_to` is the paragraph whose page it gives, where that is known.
    """

    paragraph: Element
    kind: str
    zones: tuple[Zone, ...]
    leads_to: Element | None = None


class LineSlot(ParagraphPlace):
    """The place of a line. Words that repeat others are not texts of it: `follow` brings them in step."""

    def __init__(self, line: Line, nodes: Sequence[Node], cache: FormatCache) -> None:
        super().__init__(line.paragraph, list(_cut(nodes, line.zones, cache)), cache)
        self._segments = [item for item in self._stretches if isinstance(item, Segment)]
        self._origins = [zone.origin for zone in line.zones if zone.origin is not None]
        if len(self._origins) == len(line.zones) == len(self._segments):
            self.leave()
        else:  # words across the edge of a link, or of unknown origin, are for a translator
            self._origins = []
        self._before = [origin() for origin in self._origins]

    def follow(self, language: str) -> bool:
        """Bring a line in step with what it repeats, which may have been translated; whether it changes."""
        after = [origin() for origin in self._origins]
        if after == self._before:
            return False
        targets = [self._like(segment, words) for segment, words in zip(self._segments, after, strict=True)]
        self.write(targets, language)
        return True

    def _like(self, segment: Segment, words: Words) -> TaggedText:
        """The words with those of their formats that the line shows too."""
        formats = [format_ for text, format_ in words if format_ is not None and not text.isspace()]
        runs = [format_ for at, format_ in enumerate(formats) if not at or formats[at - 1] != format_]
        base = self._cache.base(runs) if runs else None
        labels = {mark: label for label, mark in segment.marks.items()}
        pieces: list[Piece] = []
        for text, format_ in words:
            if text in _TAGS:
                pieces.append(_TAGS[text] if _TAGS[text] in segment.text.pieces else Text(" "))
                continue
            marks = self._cache.marks(base, format_) if base and format_ else frozenset()
            names = sorted(labels[mark] for mark in marks if mark in labels)
            pieces += [Open(label) for label in names]
            pieces.append(Text(text))
            pieces += [Close(label) for label in reversed(names)]
        return _stripped(tagged(pieces))


def _stripped(text: TaggedText) -> TaggedText:
    pieces = list(text.pieces)
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = Text(pieces[0].value.lstrip())
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].value.rstrip())
    return tagged(piece for piece in pieces if piece != Text(""))


def letters_of(nodes: Sequence[Node]) -> str:
    """The letters of a line, by which its zones are told; what is not text has none."""
    found = []
    for node in nodes:
        match node:
            case Run(text=text):
                found.append(text)
            case Blank(kind=kind):
                found.append(_SIGNS[kind])
            case Wrapper(nodes=inner):
                found.append(letters_of(inner))
    return "".join(found)


def words_of(nodes: Sequence[Node]) -> Words:
    """What Word repeats of a paragraph: its letters and the results of its fields, without its notes."""
    found: list[tuple[str, Format | None]] = []
    for node in nodes:
        match node:
            case Run(text=text, format=format_) if text:
                found.append((text, format_))
            case Blank(kind=kind, format=format_):
                found.append((_SIGNS[kind], format_))
            case Wrapper(nodes=inner):
                found += words_of(inner)
            case Thing(prefix="f", fragments=fragments):
                found.append((inner_text([fragment.element for fragment in fragments], "w:t"), None))
    return tuple(found)


def plain(words: Words) -> str:
    """The words without their formats."""
    return "".join(text for text, _ in words)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in which equal words are equal letters, and where each of its letters stands in the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text comes from."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Folded:
    """Without differences of case, accents' spelling, white space and invisible signs."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
        elif sign not in "\u00ad\u200b":
            for letter in unicodedata.normalize("NFKD", sign).casefold().replace("’", "'"):
                letters.append(letter)
                places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return Folded("".join(letters), tuple(places))


def _cut(
    nodes: Sequence[Node], zones: Sequence[Zone], cache: FormatCache, place: int = 0
) -> Iterator[Stretch]:
    """The stretches of a line: its zones, and what stands around them as it is; `place` is that of the first
    node among the letters of the line."""
    group: list[Node] = []
    inside: Zone | None = None  # what the group is in
    for node in nodes:
        for piece in _split(node, place, zones):
            end = place + len(letters_of([piece]))
            zone = next((zone for zone in zones if zone.start <= place and end <= zone.end), None)
            if place == end and zone is not None and place in {zone.start, zone.end}:
                zone = None  # what has no letters is at the edge of a zone, not in it
            if isinstance(piece, Wrapper) and zone is None and _touches(zones, place, end):
                yield from _grouped(group, inside, cache)
                group, inside = [], None
                yield Edge(piece, opens=True)
                yield from _cut(piece.nodes, zones, cache, place)
                yield Edge(piece, opens=False)
            else:
                if zone is not inside:
                    yield from _grouped(group, inside, cache)
                    group, inside = [], zone
                group.append(piece)
            place = end
    yield from _grouped(group, inside, cache)


def _grouped(nodes: list[Node], zone: Zone | None, cache: FormatCache) -> Sequence[Stretch]:
    if not nodes:
        return ()
    return segments(nodes, cache) if zone is not None else (Fixed(nodes),)


def _touches(zones: Sequence[Zone], start: int, end: int) -> bool:
    return any(zone.start < end and start < zone.end for zone in zones)


def _split(node: Node, place: int, zones: Sequence[Zone]) -> list[Node]:
    """A run in pieces, none of which is partly in a zone."""
    if not isinstance(node, Run):
        return [node]
    edges = {edge - place for zone in zones for edge in (zone.start, zone.end)}
    cuts = [0, *sorted(edge for edge in edges if 0 < edge < len(node.text)), len(node.text)]
    if len(cuts) == 2:
        return [node]
    return [Run(node.text[start:end], node.format) for start, end in pairwise(cuts)]
