"""Pseudo-translation: the source itself, accented and longer, to show which text is not extracted.

Every letter of French and English becomes a different, non-ASCII letter. So a plain letter in the finished
book belongs to a text that nobody could translate. Tags, figures, spaces and punctuation are kept.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.engines import EngineSettings
from booktranslate.model import TaggedText, Text, tagged

# Look-alikes from the Latin, Greek and Cyrillic blocks, which are in DejaVu and Carlito. None is a letter of
# French, so the French letters below can have their own, and no two letters become the same.
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
LETTERS = str.maketrans(_ASCII | _FRENCH)
OPENING, CLOSING, FILLER = "⟦", "⟧", "·"
LONGER = 0.3


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.pseudo]`, which has no settings."""


class PseudoEngine:
    """The engine `pseudo`: accents every letter, and makes every text about 30 % longer, in brackets."""

    name = "pseudo"
    max_texts = 1000
    makes_english = False
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine. Raises SettingError for any option."""
        settings.read(Options, self.name)

    @property
    def identity(self) -> str:
        """The name and version of the rules."""
        return "pseudo 1"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Pseudo-translate each text; texts without a letter or digit stay as they are."""
        return [pseudo(text) for text in batch]

    def close(self) -> None:
        """Do nothing, as there is nothing to release."""


def pseudo(text: TaggedText) -> TaggedText:
    """`text` with accented letters, in ⟦brackets⟧, and lengthened with dots."""
    words = text.plain
    if not any(character.isalnum() for character in words):
        return text
    filler = FILLER * round(LONGER * len(words))
    accented = [Text(p.value.translate(LETTERS)) if isinstance(p, Text) else p for p in text]
    return tagged([Text(OPENING), *accented, Text(filler + CLOSING)])
