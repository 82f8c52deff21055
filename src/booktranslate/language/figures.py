"""Figures that are no quantities, Roman numerals, and the endings of ordinals."""

import re

from booktranslate.language.spaces import S

_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ROMAN = "(?:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
"""A pattern of Roman numerals, which nothing at all fits too."""
SMALL_ROMAN = "(?:X{0,3}(?:IX|IV|V?I{0,3}))"
"""Those below forty: of centuries, editions, lists."""
# Only the first is written with -er or -re: "Ver" is a word, and so are "Les" and "Vers".
ROMAN_ORDINAL = rf"(?:I(?:ers?|re|ᵉʳ)|(?=[IVX]|[LC][IVXLC]){ROMAN}(?:e|i?ème|i?eme|è|ᵉ))"
"""A pattern of French ordinals in Roman numerals: XXIe, Ier."""
_WORTH = {letter: worth for worth, letter in _NUMERALS if len(letter) == 1}

# Sections, versions, IP addresses (3.2.1, 192.168.0.1/24, 5.10.0-rc1) and time codes (0:15, 1:02:33). Not a
# date (03.04.2024), not a number in groups of three (1.234.567), not a time of day (8:30).
_DATE = r"\d{1,2}\.\d{1,2}\.\d{4}(?![.\w])|(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?![.\w])"
CODE = (
    rf"(?<![\w,])(?<!\d\.)(?!{_DATE})(?!\d{{1,3}}(?:\.\d{{3}}){{2,}}(?![.\d]))\d+(?:\.\d+){{2,}}"
    r"(?:-[A-Za-z]\w*|/\d+)*(?!\w)"
    r"|(?<![\w.,:])\d{1,3}(?::[0-5]\d){2}(?![\w:])|(?<![\w.,:])(?:0|00|2[5-9]|[3-9]\d|\d{3}):[0-5]\d(?![\w:])"
    r"|(?<![\w.,:/])\d{1,3}:\d(?![\w:])"
)


POSTCODE = rf"\d\d{S}\d{{3}}"
"""A pattern of what is a French postcode before the name of a town, and else a number."""


FRENCH_ORDINAL = "(?:ers?|res?|ères?|ndes?|nds?|de|d|es?|i?èmes?|i?emes?|è|ᵉʳ|ᵉ)"
"""A pattern of what French puts behind a number to make it an ordinal: 1er, 2nde, 3e, 4ème."""


def ordinal_ending(number: int) -> str:
    """What English puts behind a number to make it an ordinal."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def is_roman_ordinal(word: str) -> bool:
    """Whether a word is a French ordinal in Roman numerals: XXIe."""
    return re.fullmatch(ROMAN_ORDINAL, word) is not None


def roman(number: int) -> str:
    """A number in Roman numerals; nothing for one that has none."""
    letters = ""
    for worth, numeral in _NUMERALS if 0 < number < 4000 else ():
        while number >= worth:
            letters, number = letters + numeral, number - worth
    return letters


def roman_value(numeral: str) -> int:
    """The number that a Roman numeral stands for."""
    values = [_WORTH[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


# Footnote marks of a text without footnotes: word[7]; several numbers of a list of references: [3,5].
REFERENCE_MARK = re.compile(r"(?<=\S)\[\d{1,3}\]|\[[1-9]\d{0,2}(?:, ?[1-9]\d{0,2})+\]")
