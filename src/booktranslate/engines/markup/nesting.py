"""Which tags of a text are in pairs, one inside the other (`TaggedText.partners`: also those that cross)."""

from collections.abc import Sequence

from booktranslate.model import Close, Open, Piece, TaggedText


def pairs(pieces: Sequence[Piece]) -> dict[int, int]:
    """For each tag of a pair, by its place, the place of its partner; of pairs that cross, the outer one."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, Open):
            opened.append(place)
        elif isinstance(piece, Close) and Open(piece.name) in (pieces[start] for start in opened):
            while pieces[start := opened.pop()] != Open(piece.name):
                pass
            partners[start], partners[place] = place, start
    return partners


def balanced(text: TaggedText) -> bool:
    """Whether each tag is closed, inner ones first."""
    paired = pairs(text.pieces)
    return all(place in paired for place, piece in enumerate(text.pieces) if isinstance(piece, Open | Close))
