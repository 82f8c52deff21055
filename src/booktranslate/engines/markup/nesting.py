"""Which tags of a text form properly nested pairs (`TaggedText.partners` also has pairs that cross)."""

from collections.abc import Sequence

from booktranslate.model import Close, Open, Piece, TaggedText


def pairs(pieces: Sequence[Piece]) -> dict[int, int]:
    """The index of the partner of each tag in a pair, by the index of the tag.

    If two pairs cross, only the one that is opened first counts.
    """
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
    """Whether all tags are in pairs and properly nested."""
    paired = pairs(text.pieces)
    return all(place in paired for place, piece in enumerate(text.pieces) if isinstance(piece, Open | Close))
