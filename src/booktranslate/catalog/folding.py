"""Texts without their typography, to tell whether two have the same words."""

import re

from booktranslate.language import letters
from booktranslate.language.roman_numerals import ROMAN_ENDING, ROMAN_FIRST, SMALL_ROMAN

_VARIANTS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "\u2011": "-", "…": "..."}
    | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
)
# Earlier versions read small capitals as small letters: xxe siècle.
_NUMERAL = re.compile(rf"\b(?:i(?={ROMAN_FIRST}\b)|{SMALL_ROMAN.lower()}(?={ROMAN_ENDING}\b| siècles?\b))")
_SPACED = re.compile(r" (?=[;:!?»%])|(?<=«) ")


def folded(plain: str) -> str:
    """The text without its typography: kinds of spaces and apostrophes, invisible characters."""
    plain = letters.plain(plain).translate(_VARIANTS)
    plain = _NUMERAL.sub(lambda found: found[0].upper(), plain)
    return _SPACED.sub("", " ".join(plain.split()))


def bare(plain: str) -> str:
    """The visible characters of a text, folded."""
    return "".join(folded(plain).split())
