"""Figures that are not quantities: codes, telephone numbers, postcodes, marks of footnotes."""

import re

from booktranslate.language import text_before
from booktranslate.language.spaces import SPACE, S

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
"""A pattern of French telephone numbers."""
POSTCODE = rf"\d\d{S}\d{{3}}"
"""A pattern of a French postcode with a space, which only the name of a town after it tells from a number."""


# Telephone 555 123, call us on 555 123; not: a mobile library with 5 000 books.
_BEFORE_TELEPHONE = re.compile(
    r"\b(?:t[ée]l(?:[ée]phone)?|phone|call|dial|ring|text|fax|mobile|freephone)\b"
    r"(?:\W{1,3}(?:on|at|us|me|him|her|them|now|no|number|is)\b){0,4}\W{0,3}$",
    re.IGNORECASE,
)


def is_telephone(text: str, at: int) -> bool:
    """Whether the words before a figure, at `at`, show that it is a telephone number."""
    return _BEFORE_TELEPHONE.search(text_before(text, at)) is not None


# A footnote mark typed as text: word[7]; several numbers of a list of references: [3,5].
REFERENCE_MARK = re.compile(r"(?<=\S)\[\d{1,3}\]|\[[1-9]\d{0,2}(?:, ?[1-9]\d{0,2})+\]")
