"""Put tags, notes, bookmarks and line breaks inside a French term into its English.

« un appel <b>à projets</b> » is "a call <b>for proposals</b>": each keeps its place, counted in words.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil, floor

from booktranslate.engines.markup.stand_ins import STAND_IN
from booktranslate.model import Open, Piece, Placeholder, Text

_BREAKS = (Placeholder("br"), Placeholder("tab"))


def without_crossing_tags(region: str, partners: Mapping[str, str]) -> tuple[str, str, str]:
    """The tags that move out of a term to its left, the term without them, and those that move to its right.

    A tag whose partner is outside cannot stay inside; it moves to the nearer edge. `partners` maps the
    stand-in of each tag to that of its partner.
    """
    left, right = "", ""
    letters = len(re.sub(STAND_IN, "", region))
    for place, stand_in in enumerate(region):
        if stand_in in partners and partners[stand_in] not in region:
            if len(re.sub(STAND_IN, "", region[:place])) * 2 < letters:
                left += stand_in
            else:
                right += stand_in
    return left, "".join(each for each in region if each not in left + right), right


def with_inner_tags(
    english: str, french: str, events: Sequence[tuple[int, Sequence[Piece]]]
) -> tuple[Piece, ...]:
    """The English of a term with the tags and objects inside its French.

    `french` is the term without them, `events` gives them with their places in it. They keep their order, and
    a pair of tags has at least a word inside.
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
        # Closing tags, and objects that belong to the word before, come before the space.
        first = next((at for at, piece in enumerate(pieces) if isinstance(piece, Open)), len(pieces))
        is_spaced = 0 < place < len(words) and not any(_is_break(piece) for piece in pieces)
        found += [*pieces[:first], *([Text(" ")] if is_spaced else []), *pieces[first:]]
        if place < len(words):
            found.append(Text(words[place]))
    return found


def _is_break(piece: Piece) -> bool:
    return piece in _BREAKS or (isinstance(piece, Text) and not piece.value.strip())
