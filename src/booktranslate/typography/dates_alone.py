"""Texts that are only dates in figures, such as 03/04/2021 in a cell of a table."""

from booktranslate.language import calendar
from booktranslate.model import TaggedText, Text, tagged


def is_date(text: TaggedText) -> bool:
    """Whether a text is only one or more dates in figures."""
    return calendar.is_dates(text.plain)


def month_first(text: TaggedText) -> TaggedText:
    """Such a text with its dates in American order: 04/03/2021."""
    return tagged(
        Text(calendar.month_first(piece.value)) if isinstance(piece, Text) else piece for piece in text
    )
