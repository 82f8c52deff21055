"""Lines that Word generates from other texts: a heading in a table of contents, an entry in an index.

Such a line is not written by the author. It repeats a heading, a caption or an index entry, with a number
before it or page numbers after it, and Word makes it again when its field is updated (ECMA-376-1 §17.16.5.68
TOC, §17.16.5.29 INDEX). So it is not a unit: when the book has been translated, its words are copied from the
translation of what it repeats.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format
from booktranslate.docx.opc.xml import Element, inner_text
from booktranslate.docx.paragraphs.nodes import Blank, Node, Run, Thing, Wrapper
from booktranslate.docx.paragraphs.tagging import Edge, Fixed, Stretch, TextStretch, stretches
from booktranslate.docx.text_places import ParagraphPlace
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

Words = tuple[tuple[str, Format | None], ...]
"""A text as a reader sees it, in stretches of one format (None: that of the line); tabs and line breaks are
stretches of their own."""

_SIGNS = {"tab": "\t", "br": "\n"}
_TAGS = {sign: Placeholder(kind) for kind, sign in _SIGNS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A stretch of the text of a line (see `letters_of`), and what gives the words that it repeats, or None
    if this is not known."""

    start: int
    end: int
    origin: Callable[[], Words] | None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A paragraph that Word has generated, and its zones with words; the rest is numbers and signs.

    `leads_to` is the paragraph whose page it gives, if that is known.
    """

    paragraph: Element
    kind: str
    zones: tuple[Zone, ...]
    leads_to: Element | None = None


class LineSlot(ParagraphPlace):
    """The place of a line. Words that repeat others are not among its texts: `follow` updates them."""

    def __init__(self, line: Line, nodes: Sequence[Node], cache: FormatCache) -> None:
        super().__init__(line.paragraph, list(_cut(nodes, line.zones, cache)), cache)
        self._texts = [item for item in self._stretches if isinstance(item, TextStretch)]
        self._origins = [zone.origin for zone in line.zones if zone.origin is not None]
        if len(self._origins) == len(line.zones) == len(self._texts):
            self.leave()
        else:  # words of unknown origin, or across the edge of a link, are texts to translate
            self._origins = []
        self._before = [origin() for origin in self._origins]

    def follow(self, language: str) -> bool:
        """Update the words from what they repeat, which may have been translated; returns whether they
        changed."""
        after = [origin() for origin in self._origins]
        if after == self._before:
            return False
        targets = [self._like(stretch, words) for stretch, words in zip(self._texts, after, strict=True)]
        self.write(targets, language)
        return True

    def _like(self, stretch: TextStretch, words: Words) -> TaggedText:
        """The words, with tags for those of their formats that are in the line too."""
        formats = [format_ for text, format_ in words if format_ is not None and not text.isspace()]
        runs = [format_ for at, format_ in enumerate(formats) if not at or formats[at - 1] != format_]
        base = self._cache.base(runs) if runs else None
        labels = {mark: label for label, mark in stretch.marks.items()}
        pieces: list[Piece] = []
        for text, format_ in words:
            if text in _TAGS:
                pieces.append(_TAGS[text] if _TAGS[text] in stretch.text.pieces else Text(" "))
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
    """The text of a line, to which its zones refer; a thing has none, a tab or line break is one
    character."""
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
    """What Word repeats of a paragraph: its text and the results of its fields, without notes and
    pictures."""
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


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A text in which equal words are equal strings, and the index in the original of each of its
    characters."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The start and end in the original of a stretch of the folded text."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Folded:
    """A text without differences in case, white space, apostrophes, composed letters and invisible
    characters."""
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
    """The stretches of a line: its zones, and between them what stays as it is. `place` is the position of
    the first node in the text of the line."""
    group: list[Node] = []
    inside: Zone | None = None  # what the group is in
    for node in nodes:
        for piece in _split(node, place, zones):
            end = place + len(letters_of([piece]))
            zone = next((zone for zone in zones if zone.start <= place and end <= zone.end), None)
            if place == end and zone is not None and place in {zone.start, zone.end}:
                zone = None  # what has no text and is at the edge of a zone is outside it
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
    return stretches(nodes, cache) if zone is not None else (Fixed(nodes),)


def _touches(zones: Sequence[Zone], start: int, end: int) -> bool:
    return any(zone.start < end and start < zone.end for zone in zones)


def _split(node: Node, place: int, zones: Sequence[Zone]) -> list[Node]:
    """A run cut at the edges of zones; any other node as it is."""
    if not isinstance(node, Run):
        return [node]
    edges = {edge - place for zone in zones for edge in (zone.start, zone.end)}
    cuts = [0, *sorted(edge for edge in edges if 0 < edge < len(node.text)), len(node.text)]
    if len(cuts) == 2:
        return [node]
    return [Run(node.text[start:end], node.format) for start, end in pairwise(cuts)]
