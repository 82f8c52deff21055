"""Turn a text into a string without tags, for the rules, and back.

A text is *flattened* into one string. Tags around words are not in it; their positions are kept separately. A
placeholder (a footnote mark), and each stretch that must not be changed (an address, a name), is one
character that no rule changes. So rules are plain functions from a string to edits: they cannot lose a tag,
change an address, or be misled by a tag inside a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.language.spaces import SPACE as SPACE  # the spaces that rules may change
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

OBJECT = "\ufffc"  # stands for an object in a text (The Unicode Standard, 23.8)
KEPT = "\ue000"  # stands for a stretch that is not changed; rules treat it as a letter
_LINE = {Placeholder("br"): "\n", Placeholder("tab"): "\t"}
OPAQUE = frozenset(f"\n\r\t\v\f\u2028\u2029{OBJECT}{KEPT}")
_EACH_OPAQUE = re.compile(f"[{''.join(OPAQUE)}]")

Edit = tuple[int, int, str]
"""The start and end of a stretch that is not empty, and the text that replaces it."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A text as one string; its tags with their positions; what each character of `OPAQUE` stands for, in
    order."""

    text: str
    tags: tuple[tuple[int, Open | Close], ...]
    held: tuple[tuple[Piece, ...], ...]

    def edited(self, edits: Iterable[Edit]) -> "Flat":
        """The text with one or more edits; of edits that overlap, the first counts.

        A tag inside a stretch that is replaced is put around the new text; the order of tags does not change.
        """
        chosen = _without_overlaps(edits)
        stretches, end = [], 0
        for start, stop, new in chosen:
            stretches += [self.text[end:start], new]
            end = stop
        stretches.append(self.text[end:])
        return Flat("".join(stretches), tuple(_moved(self.tags, chosen)), self.held)

    def expand(self) -> TaggedText:
        """The text with all tags, placeholders and unchanged stretches in their places."""
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
    """The flattened text. `whole` is its `line`, `kept` the stretches of that which are not changed.

    `opaque` says whether there may be characters of `OPAQUE` in it.
    """
    spans = list(kept)
    if opaque:
        spans = sorted([*kept, *((m.start(), m.end()) for m in _EACH_OPAQUE.finditer(whole))])
    if not spans:
        return Flat(whole, _tags(text), ())
    pieces: list[tuple[int, Piece]] = []  # each with the place where it begins
    place = 0
    for piece in text:
        pieces.append((place, piece))
        place += _width(piece)
    stretches: list[str] = []
    held: list[tuple[Piece, ...]] = []
    gone: list[tuple[int, int]] = []  # the end of each span, and by how many characters it became shorter
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


def _tags(text: TaggedText) -> tuple[tuple[int, Open | Close], ...]:
    """The tags of a text without anything opaque, each with its place."""
    tags: list[tuple[int, Open | Close]] = []
    place = 0
    for piece in text.pieces:
        if isinstance(piece, Text):
            place += len(piece.value)
        elif isinstance(piece, Open | Close):
            tags.append((place, piece))
    return tuple(tags)


def line(text: TaggedText) -> str:
    """The text as one string, with `OBJECT` for each placeholder that is not a line break or tab."""
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
