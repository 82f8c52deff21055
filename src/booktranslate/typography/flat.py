"""A text without its tags, as the rules see it, and the way back.

A text is *flattened* to one string. Tags around words leave it and are kept with their place; what is no
text but has a place (a footnote mark), and each stretch that must stay as it is (an address, a name), is a
single character in it that no rule matches. So the rules are plain functions of a string that answer
with edits: they cannot lose a tag, change an address, or be misled by a tag within a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.language.spaces import SPACE as SPACE  # the spaces that rules may change
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

OBJECT = "\ufffc"  # stands for an object in a text (The Unicode Standard, 23.8)
KEPT = "\ue000"  # a stretch that stays as it is; to the rules it is a letter
_LINE = {Placeholder("br"): "\n", Placeholder("tab"): "\t"}
OPAQUE = frozenset(f"\n\r\t\v\f\u2028\u2029{OBJECT}{KEPT}")
_EACH_OPAQUE = re.compile(f"[{''.join(OPAQUE)}]")

Edit = tuple[int, int, str]
"""Start and end of a stretch that is not empty, and the text that takes its place."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A text as one string; its tags with their places; what each opaque character stands for, in order."""

    text: str
    tags: tuple[tuple[int, Open | Close], ...]
    held: tuple[tuple[Piece, ...], ...]

    def edited(self, edits: Iterable[Edit]) -> "Flat":
        """The text with these edits, one at least; of those that overlap the first counts.

        A tag within a stretch that is replaced stays around what takes its place; the order of tags
        never changes.
        """
        chosen = _without_overlaps(edits)
        stretches, end = [], 0
        for start, stop, new in chosen:
            stretches += [self.text[end:start], new]
            end = stop
        stretches.append(self.text[end:])
        return Flat("".join(stretches), tuple(_moved(self.tags, chosen)), self.held)

    def expand(self) -> TaggedText:
        """The text with everything back in its place."""
        return tagged(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        here: list[tuple[int, tuple[Piece, ...], int]] = [(place, (tag,), 0) for place, tag in self.tags]
        opaque = (found.start() for found in _EACH_OPAQUE.finditer(self.text))
        here += ((place, pieces, 1) for place, pieces in zip(opaque, self.held, strict=True))
        end = 0
        for place, pieces, width in sorted(here, key=lambda entry: (entry[0], entry[2])):
            yield Text(self.text[end:place])
            yield from pieces
            end = place + width
        yield Text(self.text[end:])


def flatten(text: TaggedText, whole: str, kept: Sequence[Span], *, opaque: bool) -> Flat:
    """The text as the rules see it; `whole` is its line, `kept` the stretches of it that stay as they are.

    `opaque` says whether there may be a character of `OPAQUE` in it.
    """
    spans = list(kept)
    if opaque:
        spans = sorted([*kept, *((m.start(), m.end()) for m in _EACH_OPAQUE.finditer(whole))])
    if not spans and len(text.pieces) < 2:
        return Flat(whole, (), ())
    pieces: list[tuple[int, Piece]] = []  # each with the place where it begins
    place = 0
    for piece in text:
        pieces.append((place, piece))
        place += _width(piece)
    if not spans:
        return Flat(
            whole, tuple([(at, piece) for at, piece in pieces if isinstance(piece, Open | Close)]), ()
        )
    stretches: list[str] = []
    held: list[tuple[Piece, ...]] = []
    gone: list[tuple[int, int]] = []  # where a span ended, and how many characters less there are since
    end = 0
    for start, stop in spans:
        if start < end:
            continue
        single = whole[start] if stop - start == 1 and whole[start] in OPAQUE else KEPT
        stretches += [whole[end:start], single]
        held.append(tuple(_within(pieces, start, stop)))
        gone.append((stop, stop - start - 1))
        end = stop
    stretches.append(whole[end:])
    tags = tuple(
        (place - sum(less for stop, less in gone if stop <= place), piece)
        for place, piece in pieces
        if isinstance(piece, Open | Close) and not any(stop - less - 1 < place < stop for stop, less in gone)
    )
    return Flat("".join(stretches), tags, tuple(held))


def line(text: TaggedText) -> str:
    """The text as one string, an object for each placeholder that is not a line break or tab."""
    return "".join(
        [
            piece.value if isinstance(piece, Text) else _LINE.get(piece, OBJECT)
            for piece in text
            if isinstance(piece, Text | Placeholder)
        ]
    )


def _width(piece: Piece) -> int:
    return len(piece.value) if isinstance(piece, Text) else isinstance(piece, Placeholder)


def _within(pieces: list[tuple[int, Piece]], start: int, stop: int) -> Iterator[Piece]:
    for place, piece in pieces:
        if isinstance(piece, Text):
            yield Text(piece.value[max(0, start - place) : max(0, stop - place)])
        elif isinstance(piece, Placeholder):
            if start <= place < stop:
                yield piece
        elif start < place < stop:
            yield piece


def _without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    chosen: list[Edit] = []
    for start, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, stop, new))
    return chosen


def _moved(tags: Iterable[tuple[int, Open | Close]], edits: list[Edit]) -> Iterator[tuple[int, Open | Close]]:
    least = 0
    for place, tag in tags:
        shift = 0
        for start, stop, new in edits:
            if place <= start:
                break
            if place < stop:
                shift += (start if isinstance(tag, Open) else start + len(new)) - place
                break
            shift += len(new) - (stop - start)
        least = max(least, place + shift)
        yield least, tag
