"""Roman numerals, and French ordinals written with them."""

import re
from itertools import takewhile

_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ROMAN = "(?:(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
"""A pattern of Roman numerals in capitals; `.lower()` makes it a pattern of lower-case ones."""
SMALL_ROMAN = "(?:(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))"
"""A pattern of Roman numerals below forty, for centuries, editions and lists."""
# Only I takes -er or -re: "Ver" is a word, and so are "Les" and "Vers".
ROMAN_FIRST = "(?:ers?|re|ᵉʳ)"
ROMAN_ENDING = "(?:e|i?èmes?|è|ᵉ)"
"""Patterns of the French ordinal endings after the Roman numeral I, and after the others."""
ROMAN_ORDINAL = rf"(?:I{ROMAN_FIRST}|(?=[IVX]|[LC][IVXLC]){ROMAN}{ROMAN_ENDING})"
"""A pattern of French ordinals in Roman numerals: XXIe, Ier."""
_WORTH = {letter: worth for worth, letter in _NUMERALS if len(letter) == 1}


def is_roman_ordinal(word: str) -> bool:
    """Whether a word is a French ordinal in Roman numerals: XXIe."""
    return re.fullmatch(ROMAN_ORDINAL, word) is not None


def roman(number: int) -> str:
    """A number in Roman numerals; "" unless it is between 1 and 3999."""
    letters = ""
    for worth, numeral in _NUMERALS if 0 < number < 4000 else ():
        while number >= worth:
            letters, number = letters + numeral, number - worth
    return letters


def roman_value(numeral: str) -> int:
    """The value of a Roman numeral, or of an ordinal written with one (XXIe)."""
    values = [_WORTH[letter] for letter in takewhile(_WORTH.__contains__, numeral)]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
