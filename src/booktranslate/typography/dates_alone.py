"""Dates in figures that stand alone: 03/04/2021 in a cell of a table."""

import re

from booktranslate.model import TaggedText, Text, tagged

_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])(\2(?:\d{2}|\d{4}))(?!\d)")


def is_date(text: TaggedText) -> bool:
    """Whether a text is a date in figures, or several: 03/04/2021, 03/04/2021 – 05/06/2021."""
    return _DATE.search(text.plain) is not None and not re.search(r"\w", _DATE.sub("", text.plain))


def month_first(text: TaggedText) -> TaggedText:
    """The dates of such a text in the order of American English."""
    return tagged(
        Text(_DATE.sub(r"\3\2\1\4", piece.value)) if isinstance(piece, Text) else piece for piece in text
    )
