"""A term's English with what stands in its French: tags, notes, bookmarks, line breaks.

« un appel <b>à projets</b> » is "a call <b>for proposals</b>": each goes where it stood, counted in words.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil, floor

from booktranslate.engines.markup.marks import MARK
from booktranslate.model import Open, Piece, Placeholder, Text

_BREAKS = (Placeholder("br"), Placeholder("tab"))


def freed(region: str, partners: Mapping[str, str]) -> tuple[str, str, str]:
    """What goes out of a term on its left, the term, and what goes out on its right.

    A tag that begins or ends outside cannot stay in: it goes to the side on which fewer letters change.
    `partners` has for each mark of a tag the other one.
    """
    left, right = "", ""
    letters = len(re.sub(MARK, "", region))
    for place, mark in enumerate(region):
        if mark in partners and partners[mark] not in region:
            if len(re.sub(MARK, "", region[:place])) * 2 < letters:
                left += mark
            else:
                right += mark
    return left, "".join(each for each in region if each not in left + right), right


def dressed(english: str, french: str, events: Sequence[tuple[int, Sequence[Piece]]]) -> tuple[Piece, ...]:
    """The English of a term with the pieces that stand in its French, each at its place in `french`.

    `french` is the term without them; pieces keep their order, and those of a pair hold at least a word.
    """
    words = english.split(" ")
    share = len(words) / max(1, len(french.split()))
    placed: list[list[Piece]] = [[] for _ in range(len(words) + 1)]
    last = 0
    for at, pieces in events:
        for piece in pieces:
            before = len(french[:at].split())
            in_word = bool(french[:at][-1:].strip() and french[at : at + 1].strip())
            is_open = isinstance(piece, Open)
            place = floor((before - in_word) * share) if is_open else ceil(before * share)
            last = max(last, min(place, len(words)))
            placed[last].append(piece)
    return tuple(_joined(words, placed))


def _joined(words: Sequence[str], placed: Sequence[Sequence[Piece]]) -> list[Piece]:
    found: list[Piece] = []
    for place, pieces in enumerate(placed):
        # What closes and what hangs on the word before comes before the space.
        first = next((at for at, piece in enumerate(pieces) if isinstance(piece, Open)), len(pieces))
        is_spaced = 0 < place < len(words) and not any(_is_break(piece) for piece in pieces)
        found += [*pieces[:first], *([Text(" ")] if is_spaced else []), *pieces[first:]]
        if place < len(words):
            found.append(Text(words[place]))
    return found


def _is_break(piece: Piece) -> bool:
    return piece in _BREAKS or (isinstance(piece, Text) and not piece.value.strip())
