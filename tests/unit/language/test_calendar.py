"""Dates in figures."""

import pytest

from booktranslate.language.calendar import is_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2021", True),
        ("03/04/2021 – 05.06.21", True),
        ("(1-2-2021)", True),
        ("le 03/04/2021", False),
        ("03/04/2021 5", False),
        ("03/04.2021", False),
        ("32/04/2021", False),
        ("103/04/2021", False),
        ("03/04/20211", False),
        ("–", False),
        ("", False),
    ],
)
def test_a_text_of_dates_alone_is_told(text: str, expected: bool) -> None:
    assert is_dates(text) is expected
