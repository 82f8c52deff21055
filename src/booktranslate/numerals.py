"""Texts without a letter, from French to English by rule: figures of tables, percentages, amounts.

The rules are those of New Hart's Rules (11.1) and the Chicago Manual (9.54–9.55), which agree here: commas
between thousands, a point before decimals, no space before the per cent sign, the currency before the amount.
"""

import re

from booktranslate.model import TaggedText, Text, tagged

_SPACE = r"[ \u00a0\u2009\u202f]"
# A telephone number starts with 0 and goes by twos; a year has no space in it.
_NUMBER = re.compile(
    rf"(?<![\d,.])(?<!\d{_SPACE})([1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+|\d+)(,\d+)?(?![\d,.]|{_SPACE}\d)"
)
_PER_CENT = re.compile(rf"(?<=\d){_SPACE}+(?=[%‰])")
_AMOUNT = re.compile(rf"(\d[\d,]*(?:\.\d+)?){_SPACE}*([€$£])")


def is_without_letters(text: TaggedText) -> bool:
    """Whether no service is needed: nothing in the text is a letter."""
    return not any(character.isalpha() for character in text.plain)


def in_english(text: TaggedText, *, american: bool = False) -> TaggedText:
    """The text with its numbers written the English way; its tags stay where they are.

    A date in figures alone has its month first in American English.
    """
    if american and is_date(text):
        return tagged(
            Text(_DATE.sub(r"\3\2\1\4", piece.value)) if isinstance(piece, Text) else piece for piece in text
        )
    return tagged(Text(_converted(piece.value)) if isinstance(piece, Text) else piece for piece in text)


_DATE = re.compile(r"\b(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])(\2(?:\d{2}|\d{4}))(?!\d)")


def is_date(text: TaggedText) -> bool:
    """Whether a text is a date in figures, or several: 03/04/2021, 03/04/2021 – 05/06/2021."""
    return _DATE.search(text.plain) is not None and not re.search(r"\w", _DATE.sub("", text.plain))


def _converted(value: str) -> str:
    value = _NUMBER.sub(_number, value)
    value = _PER_CENT.sub("", value)
    return _AMOUNT.sub(r"\2\1", value)


def _number(match: re.Match[str]) -> str:
    return re.sub(_SPACE, ",", match[1]) + (match[2] or "").replace(",", ".")
