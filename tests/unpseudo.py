"""The way back from a pseudo-translation, which shows that nothing of the French text is lost in it."""

from booktranslate.engines.pseudo import CLOSING, FILLER, LETTERS, LONGER, OPENING
from booktranslate.model import Piece, TaggedText, Text, tagged

_BACK = {ord(there): chr(here) for here, there in LETTERS.items()}


def unpseudo(text: TaggedText) -> TaggedText:
    """The French text that `pseudo` was given; a text that it did not change comes back as it is."""
    pieces = list(text)
    if not pieces or not _is_text(pieces[0], starts=OPENING) or not _is_text(pieces[-1], ends=CLOSING):
        return text
    # x signs became x + round(0.3 x) and two brackets: the whole length tells the number of dots.
    length = len(text.plain) - 2
    filler = next((n for n in range(length + 1) if n == round(LONGER * (length - n))), 0)
    values = [p.value.translate(_BACK) if isinstance(p, Text) else "" for p in pieces]
    values[0] = values[0].removeprefix(OPENING)
    values[-1] = values[-1].removesuffix(FILLER * filler + CLOSING)
    return tagged(Text(value) if isinstance(p, Text) else p for p, value in zip(pieces, values, strict=True))


def _is_text(piece: Piece, *, starts: str = "", ends: str = "") -> bool:
    return isinstance(piece, Text) and piece.value.startswith(starts) and piece.value.endswith(ends)
