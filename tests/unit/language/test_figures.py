import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.language.figures import CODE, ordinal_ending, roman, roman_value


@pytest.mark.parametrize(
    "text", ["3.2.1", "4.2.13.1", "192.168.0.1/24", "5.10.0-rc1", "0:15", "1:02:33", "65:20", "16:9"]
)
def test_a_code(text: str) -> None:
    assert re.fullmatch(CODE, text)


@pytest.mark.parametrize(
    "text", ["03.04.2024", "03.04.24", "1.234.567", "8:30", "3.5", "12/03/2024", "2,500"]
)
def test_no_code(text: str) -> None:
    assert not re.search(CODE, text)


@given(st.integers(1, 3999))
def test_roman_numerals_there_and_back(number: int) -> None:
    assert roman_value(roman(number)) == number


def test_ordinals() -> None:
    assert [f"{n}{ordinal_ending(n)}" for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th"]
    )
