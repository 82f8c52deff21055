"""Texts, and parts of texts, that are the same in every language, so that no engine need see them."""

import re

from booktranslate.language.addresses import is_address
from booktranslate.language.roman_numerals import SMALL_ROMAN
from booktranslate.language.spaces import S

_BULLET = r"[•◦▪▫■□●○‣⁃*–—·✓✔➢►-]"
_ROMAN = SMALL_ROMAN.lower()
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*\.?"
_COUNTER = rf"(?:[a-o]|{_ROMAN}|{_NUMBER}[a-z]?)"
_CAPITALS = rf"(?:[A-Z]|{_ROMAN.upper()}|{_NUMBER}[A-Z]?)"
# (a) a) a. 1. 1) 1.2.b) IV); but neither M., which is Mr, nor A., which may be a name.
_ENUMERATOR = re.compile(
    rf"{_BULLET}|\((?:{_COUNTER}|{_CAPITALS})\)|(?:{_COUNTER}|{_CAPITALS})\s?[)\]]|"
    rf"{_COUNTER}\s?[.°]|(?=..+\.){_ROMAN.upper()}\s?\."
)
_MOST_WORDS = 9  # of an enumerator: ( a. b. )
_CAPITAL = r"[^\W\d_a-zß-öø-ÿœ]"
# Strings, so that they are compiled only in a run that uses them.
_INITIALS = rf"(?:{_CAPITAL}\.?[-\s]?){{1,3}}{_CAPITAL}\.|(?!M){_CAPITAL}\."
INITIALS = rf"(?<![\w.’'-]){_CAPITAL}\.(?:-{_CAPITAL}\.|{S}{_CAPITAL}\.)+(?![\w-])"
"""A pattern of two or more initials of a person: A. P., M.-O. S."""
LATIN = r"(?<!\w)(?:et al\.|ibid\.|(?:op|loc)\. cit\.|op\.cit\.)"
"""A pattern of Latin words in references, which English uses too: Dupont et al., 2020."""
_LETTER = r"(?![àôÀÔayo])[^\W\d_]"  # the name of an axis, variable or class; not a word (à, y)
# A capital and at least two digits are a name: FR-2024-03, A320; T1 and S2 may be quarters and halves of a
# year.
_CODE = r"(?=[\w./-]*\d[\w./-]*\d)(?=[\w./-]*[A-Z])[A-Z0-9]+(?:[./_-][A-Z0-9]+)*"


def is_sign(text: str) -> bool:
    """Whether a text is only an enumerator, a bullet, or web or e-mail addresses."""
    start = text.split(maxsplit=_MOST_WORDS)
    if len(start) <= _MOST_WORDS and _ENUMERATOR.fullmatch(" ".join(start)):
        return True
    return bool(start) and _is_link(start[0]) and all(map(_is_link, text.split()))


def _is_link(word: str) -> bool:
    return is_address(word.strip("<>()[],;"))


def stays(text: str) -> bool:
    """Whether a text is the same in another language: a sign as in `is_sign`, a person's initials, a code, a
    single letter."""
    words = " ".join(text.split()).rstrip(" :–—-")
    return is_sign(text) or any(re.fullmatch(kind, words) for kind in (_INITIALS, _CODE, _LETTER))


def is_initials(text: str) -> bool:
    """Whether a text is only the initials of a person, such as those of a speaker: `M.-O. S. –`."""
    return bool(re.fullmatch(_INITIALS, " ".join(text.split()).rstrip(" :–—-")))
