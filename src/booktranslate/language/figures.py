"""Figures that are not quantities, Roman numerals, and the endings of ordinals."""

import re
from itertools import takewhile

from booktranslate.language import text_before
from booktranslate.language.spaces import SPACE, S

_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
ROMAN = "(?:(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
"""A pattern of Roman numerals in capitals; `.lower()` makes it one of those in small letters."""
SMALL_ROMAN = "(?:(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))"
"""Those below forty: of centuries, editions, lists."""
# Only the first is written with -er or -re: "Ver" is a word, and so are "Les" and "Vers".
ROMAN_FIRST = "(?:ers?|re|ᵉʳ)"
ROMAN_ENDING = "(?:e|i?èmes?|è|ᵉ)"
"""Patterns of what French puts behind the Roman numeral I, and behind the others."""
ROMAN_ORDINAL = rf"(?:I{ROMAN_FIRST}|(?=[IVX]|[LC][IVXLC]){ROMAN}{ROMAN_ENDING})"
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


TELEPHONE = (
    rf"(?<![\w+])(?<!\d[.,])(?:(?:\+|00)33{S}?(?:\(0\){S}?)?|0)[1-9](?:[{SPACE}.\-\u2011]?\d\d){{4}}(?!\d)"
)
"""A pattern of French numbers of telephones."""
POSTCODE = rf"\d\d{S}\d{{3}}"
"""A pattern of what is a French postcode before the name of a town, and else a number."""


FRENCH_ORDINAL = "(?:ers?|[eè]?res?|ndes?|nds?|des?|d|es?|i?[eè]mes?|è|ᵉʳ|ᵉ)"
"""A pattern of what French puts behind a number to make it an ordinal: 1er, 2nde, 3e, 4ème."""
ENGLISH_ORDINAL = "(?:st|nd|rd|th)"
"""A pattern of what English puts there."""
_OF_FIRST, _OF_SECOND = ("er", "re", "ère", "ere", "ᵉʳ"), ("nd", "nde", "d", "de")


def ordinal_ending(number: int) -> str:
    """What English puts behind a number to make it an ordinal."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


# Telephone 555 123, call us on 555 123; not: a mobile library with 5 000 books.
_BEFORE_TELEPHONE = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|phone|call|dial|ring|text|fax|mobile|freephone)\b"
    r"(?:\W{1,3}(?:on|at|us|me|him|her|them|now|no|number|is)\b){0,4}\W{0,3}$",
    re.IGNORECASE,
)


def is_telephone(text: str, at: int) -> bool:
    """Whether the words before a figure tell that it is the number of a telephone."""
    return _BEFORE_TELEPHONE.search(text_before(text, at)) is not None


def is_ordinal(number: int, ending: str) -> bool:
    """Whether French makes an ordinal of this number with that ending: 1er, 2nde, 3e; not 3d nor 2er."""
    ending = ending.removesuffix("s")
    return number == 1 if ending in _OF_FIRST else number == 2 if ending in _OF_SECOND else number > 1


def is_of_feminine(ending: str) -> bool:
    """Whether the ending of a French ordinal tells that it is of a feminine word: 1re, 2nde."""
    return ending.removesuffix("s").endswith(("re", "de"))


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
    """The number that a Roman numeral stands for, or an ordinal that is written with one: XXIe."""
    values = [_WORTH[letter] for letter in takewhile(_WORTH.__contains__, numeral)]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


# Footnote marks of a text without footnotes: word[7]; several numbers of a list of references: [3,5].
REFERENCE_MARK = re.compile(r"(?<=\S)\[\d{1,3}\]|\[[1-9]\d{0,2}(?:, ?[1-9]\d{0,2})+\]")
