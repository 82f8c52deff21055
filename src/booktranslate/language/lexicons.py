"""Whether a word is French or English, by the lexicons of simplemma: evidence, but never enough by itself."""

from functools import lru_cache
from typing import Any

from booktranslate.language import words


@lru_cache(100_000)
def is_french(word: str) -> bool:
    """Whether the French lexicon has a lower-case word, or a form of it."""
    return word != "" and bool(_simplemma().is_known(word, lang="fr"))


@lru_cache(100_000)
def is_english(word: str) -> bool:
    """Whether the English lexicon has a lower-case word, or a form of it."""
    return word in _SMALL or (word != "" and bool(_simplemma().is_known(word, lang="en")))


# Function words that simplemma leaves out.
_SMALL = frozenset(
    words(
        "he her him his i it me my our she the their them they us we you your a an any and as at by for from "
        "in into is of on or than that these this those to was were who whom whose with"
    )
)


def _simplemma() -> Any:
    import simplemma  # takes 0.2 s with its two lexicons

    return simplemma
