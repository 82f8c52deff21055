"""Titles before the names of people in both languages, and which are those of women and of men."""

import re
from collections.abc import Mapping

from booktranslate.language.letters import UPPER

ENGLISH: Mapping[str, str] = {
    "M.": "Mr", "MM.": "Messrs", "Mme": "Ms", "Mmes": "Ms", "Mlle": "Ms", "Mlles": "Ms", "Dr": "Dr",
}  # fmt: skip
"""The British English for a French title; American English adds a full stop to those in CONTRACTED."""
CONTRACTED = "Mr|Mrs|Ms|Mx|Dr|Messrs"
"""A pattern of English titles that have a full stop in American English only."""
ABBREVIATED = r"MM?\.|(?:Mmes?|Mlles?|Drs?|Prs?|Me)\.?"
SPELT = "[Mm]onsieur|[Mm]adame|[Mm]ademoiselle"
FRENCH = f"(?:{ABBREVIATED}|{SPELT})"
"""A pattern of French titles."""
OF_WOMEN = {"fr": "(?i:Mmes?|Mlles?|Madame|Mademoiselle)", "en": r"(?:Mrs\.?|Ms\.?|Miss|Madam)"}
OF_MEN = {"fr": r"(?i:MM?\.|Monsieur)", "en": r"(?:Mr\.?|Sir)"}
# "M. D." may be a person's initials, so M. is a title only before a whole name.
_BEFORE_NAME = rf"^(?:MM?\.\s+(?=[{UPPER}][^\W\d_A-Z])|(?!MM?\.){FRENCH}\s+(?=[{UPPER}]))"


def is_title(word: str) -> bool:
    """Whether a French word is a title before a name, as Mme is."""
    return re.fullmatch(FRENCH, word) is not None


def untitled(name: str) -> str:
    """A French name without its title: Élise Martin for Mme Élise Martin."""
    return re.sub(_BEFORE_NAME, "", name)
