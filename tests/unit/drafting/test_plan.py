"""Texts without letters are drafted by rule: the figures of typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.drafting.plan import is_without_letters
from booktranslate.model import parse
from booktranslate.typography import figures_in_english
from booktranslate.typography.dates_alone import is_date

CASES = {
    "2 500": "2,500",
    "1\u202f234\u00a0567": "1,234,567",
    "3,5\u202f%": "3.5%",
    "–7,3 %": "–7.3%",
    "2\u202f500\u00a0€": "€2,500",
    "12,50 €": "€12.50",
    "1 840,5 €": "€1,840.5",
    "60\u202f% – 70\u202f%": "60% – 70%",
    "2024": "2024",
    "2019-2024": "2019-2024",
    "12/03/2024": "12/03/2024",
    "01 23 45 67 89": "01 23 45 67 89",
    "0 800 123 456": "0 800 123 456",
    "1 2 3": "1 2 3",
    "1.2.3": "1.2.3",
    "2,500,000": "2,500,000",
    "…": "…",
    "<b>2 500</b><fn1/>": "<b>2,500</b><fn1/>",
    "+ 4,2": "+ 4.2",
    "<b>1 250</b>,50 €": "<b>€1,250</b>.50",
    "1 2<i>50</i> €": "€1,2<i>50</i>",
    "<b>3</b>,5 <i>%</i>": "<b>3</b>.5<i>%</i>",
}


@pytest.mark.parametrize(("french", "english"), CASES.items())
def test_figures_in_english(french: str, english: str) -> None:
    assert str(figures_in_english(parse(french))) == english


@pytest.mark.parametrize("text", ["8 h 30", "2,7 Md€", "n° 3", "é", "<b>a</b>", "東"])
def test_with_a_letter_a_service_is_needed(text: str) -> None:
    assert not is_without_letters(parse(text))


@given(st.text("0123456789 \u202f,.%€-–", max_size=14))
def test_digits_stay_in_their_order_and_twice_is_once(text: str) -> None:
    once = figures_in_english(parse(text))
    assert [c for c in once.plain if c.isdigit()] == [c for c in text if c.isdigit()]
    assert is_without_letters(once)


@pytest.mark.parametrize(
    ("french", "american"),
    [
        ("03/04/2021", "04/03/2021"),
        ("<b>3.4.21</b>", "<b>4.3.21</b>"),
        ("25/12/2020 – 01/02/2021", "12/25/2020 – 02/01/2021"),
        ("31/02/1", "31/02/1"),
        ("13/14/2021", "13/14/2021"),
        ("1 200,5", "1,200.5"),
    ],
)
def test_a_date_alone_has_its_month_first_in_american_english(french: str, american: str) -> None:
    assert str(figures_in_english(parse(french), american=True)) == american
    if is_date(parse(french)):
        assert str(figures_in_english(parse(french))) == french


@pytest.mark.parametrize("text", ["le 03/04/2021", "01 23 45 67 89", "1.2.3", "03/04", "2021"])
def test_what_is_no_date_alone(text: str) -> None:
    assert not is_date(parse(text))
