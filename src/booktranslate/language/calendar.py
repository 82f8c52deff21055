"""Months and days in both languages, and dates in figures."""

import re

from booktranslate.language import words

FR_MONTHS = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
EN_MONTHS = words("January February March April May June July August September October November December")
FR_DAYS = words("lundi mardi mercredi jeudi vendredi samedi dimanche")
EN_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
WITHOUT_ACCENTS = {"fevrier": "février", "aout": "août", "decembre": "décembre"}

MONTHS = dict(zip(FR_MONTHS, EN_MONTHS, strict=True))
MONTHS |= {typed: MONTHS[french] for typed, french in WITHOUT_ACCENTS.items()}
"""The English names of the French months; the French ones with and without their accents."""
FR_MONTH, EN_MONTH = f"(?:{'|'.join(MONTHS)})", f"(?:{'|'.join(EN_MONTHS)})"
DAY = r"(?:[12]\d|3[01]|[1-9])"
YEAR = r"(?:1\d|20)\d\d"
"""Patterns of the names of months, of the days of a month, and of the years that a date may have."""
DAYS = dict(zip(FR_DAYS, EN_DAYS, strict=True))

FIGURE_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])(\2(?:\d{2}|\d{4}))(?!\d)")
"""A date in figures. Its groups: the day, the separator, the month, the separator and the year."""
_DATES = re.compile(rf"\W*(?:{FIGURE_DATE.pattern}\W*)+")


def month_number(name: str) -> int:
    """The number of a French month: 2 for février, and for fevrier. Raises KeyError for other words."""
    return EN_MONTHS.index(MONTHS[name]) + 1


def month_first(text: str) -> str:
    """The text with the month before the day in its dates in figures, as in American English."""
    return FIGURE_DATE.sub(r"\3\2\1\4", text)


def is_dates(text: str) -> bool:
    """Whether a text consists of one or more dates in figures: 03/04/2021, 03/04/2021 – 05/06/2021."""
    return _DATES.fullmatch(text) is not None
