"""Move a tag that an engine has moved out of a pair of tags back in, to the edge where it was in the source.

`<m1>Figure <f1/></m1> : la carte` may come back as `<m1>Figure</m1> <f1/>: the map`: a cross-reference to it
would show “Figure” without its number. There may only be spaces between the two, so this is not a guess.
"""

from collections.abc import Sequence
from itertools import pairwise

from booktranslate.model import Close, Open, Piece, Placeholder, Text


def moved_back(source: Sequence[Piece], answer: Sequence[Piece]) -> list[Piece]:
    """The answer, with pairs extended over tags beside them that are at their edges in the source."""
    pieces = list(answer)
    for before, after in pairwise(source):
        if isinstance(before, Placeholder) and isinstance(after, Close):
            _move(pieces, after, before, 1)
        elif isinstance(before, Open) and isinstance(after, Placeholder):
            _move(pieces, before, after, -1)
    return pieces


def _move(pieces: list[Piece], edge: Open | Close, tag: Placeholder, step: int) -> None:
    """Move the edge of a pair over the tag beside it: to the right for a `step` of 1, to the left for -1.

    Only if each of the two occurs exactly once.
    """
    if pieces.count(edge) != 1 or pieces.count(tag) != 1:
        return
    place = pieces.index(edge)
    beside = place + step
    if 0 <= beside < len(pieces) and isinstance(blank := pieces[beside], Text) and not blank.value.strip():
        beside += step
    if 0 <= beside < len(pieces) and pieces[beside] == tag:
        pieces.insert(beside, pieces.pop(place))
