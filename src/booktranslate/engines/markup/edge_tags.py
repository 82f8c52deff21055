"""A tag that an engine left beside the pair that it ended or began in the source, taken in again.

`<m1>Figure <f1/></m1> : la carte` comes back as `<m1>Figure</m1> <f1/>: the map`: a cross-reference to it
would show “Figure” without its number. Only blank may stand between the two, so that this is not a guess.
"""

from collections.abc import Sequence
from itertools import pairwise

from booktranslate.model import Close, Open, Piece, Placeholder, Text


def taken_in(source: Sequence[Piece], answer: Sequence[Piece]) -> list[Piece]:
    """The answer with such pairs widened to the tags beside them."""
    pieces = list(answer)
    for before, after in pairwise(source):
        if isinstance(before, Placeholder) and isinstance(after, Close):
            _move(pieces, after, before, 1)
        elif isinstance(before, Open) and isinstance(after, Placeholder):
            _move(pieces, before, after, -1)
    return pieces


def _move(pieces: list[Piece], edge: Open | Close, tag: Placeholder, step: int) -> None:
    """Move the edge of a pair over the tag beside it, that way, if each is there once."""
    if pieces.count(edge) != 1 or pieces.count(tag) != 1:
        return
    place = pieces.index(edge)
    beside = place + step
    if 0 <= beside < len(pieces) and isinstance(blank := pieces[beside], Text) and not blank.value.strip():
        beside += step
    if 0 <= beside < len(pieces) and pieces[beside] == tag:
        pieces.insert(beside, pieces.pop(place))
