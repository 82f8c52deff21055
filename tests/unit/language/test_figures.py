import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.language.figures import CODE, is_telephone
from booktranslate.language.ordinals import is_of_feminine, is_ordinal, ordinal_ending
from booktranslate.language.roman_numerals import is_roman_ordinal, roman, roman_value


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


@pytest.mark.parametrize(("ordinal", "value"), [("XXIe", 21), ("Ier", 1), ("CXIVe", 114), ("XIXèmes", 19)])
def test_ordinals_in_roman_numerals(ordinal: str, value: int) -> None:
    assert is_roman_ordinal(ordinal)
    assert roman_value(ordinal) == value


@pytest.mark.parametrize("word", ["Les", "Ver", "Vies", "Mes", "De", "e"])
def test_words_that_are_no_ordinals(word: str) -> None:
    assert not is_roman_ordinal(word)


def test_the_ending_of_an_ordinal_fits_its_number() -> None:
    for number, ending in [(1, "er"), (1, "res"), (1, "ère"), (2, "nde"), (2, "d"), (2, "e"), (3, "èmes")]:
        assert is_ordinal(number, ending)
    for number, ending in [(2, "er"), (3, "d"), (1, "nd"), (1, "e")]:
        assert not is_ordinal(number, ending)
    endings = ("re", "ère", "nde", "er", "e", "ème")
    assert [is_of_feminine(each) for each in endings] == [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Tel. ", True),
        ("Téléphone : ", True),
        ("please call us now on ", True),
        ("ring ", True),
        ("a mobile library with ", False),
        ("the call brought ", False),
        ("recall ", False),
        ("", False),
    ],
)
def test_what_stands_before_the_number_of_a_telephone(before: str, *, expected: bool) -> None:
    assert is_telephone(f"{before}555 123", len(before)) is expected


def test_ordinals() -> None:
    assert [f"{n}{ordinal_ending(n)}" for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == (
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th"]
    )
