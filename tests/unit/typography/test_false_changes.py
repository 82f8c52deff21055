"""What professional texts showed that the rules must leave alone, or must not miss beside it."""

import pytest

from booktranslate.model import parse
from booktranslate.typography import polish

STAYS = [
    "Call 01 23 45 67 89 or 0800 555 111",
    "a Boeing 737-800",
    "ls *.txt and /tmp/*-old",
    "find . -name '*.po'",
    "a ratio of 10 : 1",
    "10 : 1 odds; 3 : 2",
    "the mark of 8.5/10",
]
BECOMES = [
    ("'friend'--hah", "“friend” – hah"),
    ("the class of '98 and '68", "the class of ’98 and ’68"),
    ("in '98, '99 and 2000", "in ’98, ’99 and 2000"),
    ("a rise of +12,5 %", "a rise of +12.5%"),
    ("1.234,56 €", "€1,234.56"),
    ("2 000-2 500 boxes", "2,000–2,500 boxes"),
    ("M. de Kergall", "Mr de Kergall"),
    ("M. et Mme Kergall", "Mr and Ms Kergall"),
    ("Mmes Kergall and Roy", "Ms Kergall and Roy"),
    ("11.40 pm and 8:30", "11:40 pm and 8:30"),
]


@pytest.mark.parametrize("text", STAYS)
def test_stays(text: str) -> None:
    assert str(polish(parse(text), "en-GB")) == text


def test_a_date_of_any_month_is_american() -> None:
    assert (
        str(polish(parse("on 1er avril 1900 and 2 août 1901"), "en-US"))
        == "on April 1, 1900 and August 2, 1901"
    )


@pytest.mark.parametrize(("before", "after"), BECOMES)
def test_becomes_and_stays_then(before: str, after: str) -> None:
    once = polish(parse(before), "en-GB")
    assert str(once) == after
    assert polish(once, "en-GB") == once
