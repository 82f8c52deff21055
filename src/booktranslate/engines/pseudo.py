"""Pseudo-translation: the source itself, accented and longer, to see what is not extracted.

Every letter of French and English becomes another letter, one for one and never an ASCII one, so a plain
letter in the finished book is text that nobody could translate. Tags, figures, spaces and punctuation stay.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.engines import EngineSettings
from booktranslate.model import Piece, TaggedText, Text, tagged

# Look-alikes of the Latin, Greek and Cyrillic blocks: DejaVu and Carlito have them. None is a letter that
# French uses, so that the French letters below can have their own and the table stays one for one.
_ASCII = dict(
    zip(
        string.ascii_letters,
        "ąƀćđęƒğħįĵķłмńőрǫŕşţųνŵхýżĄƁĆĐĘƑĞĦĮĴĶŁМŃŐРǪŔŞŢŲѴŴХÝŻ",
        strict=True,
    )
)
_FRENCH = dict(
    zip(
        "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ",
        "āăåčēĕėěīĭōŏūŭůŷөӕĀĂÅČĒĔĖĚĪĬŌŎŪŬŮŶӨӔ",
        strict=True,
    )
)
_LETTERS = str.maketrans(_ASCII | _FRENCH)
_BACK = str.maketrans({there: here for here, there in (_ASCII | _FRENCH).items()})
_OPENING, _CLOSING, _FILLER = "⟦", "⟧", "·"
_LONGER = 0.3


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.pseudo]`: it has no settings."""


class PseudoEngine:
    """Accents every letter, brackets every text and makes it about 30 % longer."""

    name = "pseudo"
    max_texts = 1000
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Raises SettingError for any option."""
        settings.read(Options, self.name)

    @property
    def identity(self) -> str:
        """The same for all books."""
        return "pseudo 1"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Pseudo-translate each text; texts without a letter or digit stay as they are."""
        return [pseudo(text) for text in batch]

    def close(self) -> None:
        """Nothing to let go of."""


def pseudo(text: TaggedText) -> TaggedText:
    """`text` with accented letters, in ⟦brackets⟧ and longer by dots. `unpseudo` is its inverse."""
    words = text.plain
    if not any(character.isalnum() for character in words):
        return text
    filler = _FILLER * round(_LONGER * len(words))
    accented = [Text(p.value.translate(_LETTERS)) if isinstance(p, Text) else p for p in text]
    return tagged([Text(_OPENING), *accented, Text(filler + _CLOSING)])


def unpseudo(text: TaggedText) -> TaggedText:
    """The French text that `pseudo` was given; a text that it did not change comes back as it is."""
    pieces = list(text)
    if not pieces or not _is_text(pieces[0], starts=_OPENING) or not _is_text(pieces[-1], ends=_CLOSING):
        return text
    # x signs became x + round(0.3 x) and two brackets: the whole length tells the number of dots.
    length = len(text.plain) - 2
    filler = next((n for n in range(length + 1) if n == round(_LONGER * (length - n))), 0)
    values = [p.value.translate(_BACK) if isinstance(p, Text) else "" for p in pieces]
    values[0] = values[0].removeprefix(_OPENING)
    values[-1] = values[-1].removesuffix(_FILLER * filler + _CLOSING)
    return tagged(Text(value) if isinstance(p, Text) else p for p, value in zip(pieces, values, strict=True))


def _is_text(piece: Piece, *, starts: str = "", ends: str = "") -> bool:
    return isinstance(piece, Text) and piece.value.startswith(starts) and piece.value.endswith(ends)
