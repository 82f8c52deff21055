"""Dates in figures: 03/04/2021."""

import re

DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])(\2(?:\d{2}|\d{4}))(?!\d)")
"""The day, a sign, the month, and the year with that sign before it."""


def is_dates(text: str) -> bool:
    """Whether a text is a date in figures, or several: 03/04/2021, 03/04/2021 – 05/06/2021."""
    return DATE.search(text) is not None and not re.search(r"\w", DATE.sub("", text))
