"""Raised letters: English writes 20th without; a house style may raise the endings of ordinals."""

import re

from booktranslate.language.letters import is_spelling
from booktranslate.language.ordinals import ENGLISH_ORDINAL
from booktranslate.model import Close, Open, Piece, TaggedText, Text, tagged

_RAISED = re.compile(r"sup\d*")
_ORDINAL = re.compile(rf"(?<![\w.,])(\d+)({ENGLISH_ORDINAL})(?!\w)")
_SUP = "sup"


def lowered(text: TaggedText) -> TaggedText:
    """The text without tags that raise letters as a matter of spelling: 20<sup>th</sup>, M<sup>me</sup>."""
    if len(text.pieces) < 3 or not any(
        isinstance(piece, Open) and _RAISED.fullmatch(piece.name) for piece in text
    ):
        return text
    pieces: list[Piece] = list(text)
    dropped: set[int] = set()
    before = ""
    for place, piece in enumerate(pieces):
        if isinstance(piece, Text):
            before += piece.value
        elif isinstance(piece, Open) and _RAISED.fullmatch(piece.name):
            match pieces[place + 1 : place + 3]:
                case [Text(letters), Close(name)] if name == piece.name and is_spelling(before, letters):
                    dropped |= {place, place + 2}
        elif not isinstance(piece, Open | Close):
            before = ""
    return tagged(piece for place, piece in enumerate(pieces) if place not in dropped)


def raised(text: TaggedText) -> TaggedText:
    """The text with the endings of ordinals raised: 20<sup>th</sup>."""
    if any(tag.name.startswith(_SUP) for tag in text.tags):
        return text  # its own tags say what is raised
    pieces: list[Piece] = []
    for piece in text:
        if not isinstance(piece, Text):
            pieces.append(piece)
            continue
        end = 0
        for found in _ORDINAL.finditer(piece.value):
            pieces += [Text(piece.value[end : found.end(1)]), Open(_SUP), Text(found[2]), Close(_SUP)]
            end = found.end()
        pieces.append(Text(piece.value[end:]))
    return tagged(pieces)
