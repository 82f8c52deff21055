"""Dates in figures that stand alone: 03/04/2021 in a cell of a table."""

from booktranslate.language import calendar
from booktranslate.model import TaggedText, Text, tagged


def is_date(text: TaggedText) -> bool:
    """Whether a text is a date in figures, or several."""
    return calendar.is_dates(text.plain)


def month_first(text: TaggedText) -> TaggedText:
    """The dates of such a text in the order of American English."""
    return tagged(
        Text(calendar.month_first(piece.value)) if isinstance(piece, Text) else piece for piece in text
    )
