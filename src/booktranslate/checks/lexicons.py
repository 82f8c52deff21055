"""Which words a language has: the dictionaries of simplemma, for evidence and never for a verdict alone."""

from functools import lru_cache
from typing import Any


@lru_cache(100_000)
def is_french(word: str) -> bool:
    """Whether the French dictionary has a word in small letters, or a form of it."""
    return bool(_simplemma().is_known(word, lang="fr"))


@lru_cache(100_000)
def is_english(word: str) -> bool:
    """Whether the English dictionary has a word in small letters, or a form of it."""
    return bool(_simplemma().is_known(word, lang="en"))


def _simplemma() -> Any:
    import simplemma  # its two dictionaries take 0.2 s: only when a text is looked at

    return simplemma
