"""Dates in figures that stand alone: 03/04/2021 in a cell of a table."""

from booktranslate.language.calendar import FIGURE_DATE, is_dates
from booktranslate.model import TaggedText, Text, tagged


def is_date(text: TaggedText) -> bool:
    """Whether a text is a date in figures, or several."""
    return is_dates(text.plain)


def month_first(text: TaggedText) -> TaggedText:
    """The dates of such a text in the order of American English."""
    return tagged(
        Text(FIGURE_DATE.sub(r"\3\2\1\4", piece.value)) if isinstance(piece, Text) else piece
        for piece in text
    )
