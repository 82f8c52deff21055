"""Budgets as people write them."""

import pytest

from booktranslate.drafting.budget import in_units, used
from booktranslate.engines import Tariff
from booktranslate.errors import UsageError
from booktranslate.memory.values import Spent

CENT = Tariff(per_million=10_000)  # a character costs a cent


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("50000", 50_000),
        ("50_000", 50_000),
        ("50 000", 50_000),
        ("50\u202f000", 50_000),
        ("1,000,000", 1_000_000),
        ("50.000", 50_000),
        ("20EUR", 2_000),
        ("20 eur", 2_000),
        ("12,50 €", 1_250),
        ("12.5€", 1_250),
        ("0,125EUR", 12),
        ("1000 €", 100_000),
        ("1 000 EUR", 100_000),
        ("1\u202f000\u00a0€", 100_000),
        ("1,000EUR", 100_000),
        ("1.000EUR", 100_000),
        ("1.234.567,89EUR", 123_456_789),
        ("1,234.50 EUR", 123_450),
        ("1 234,50 €", 123_450),
    ],
)
def test_what_is_clear_is_read(text: str, units: int) -> None:
    assert in_units(text, CENT, "EUR") == units


@pytest.mark.parametrize(
    "text",
    [
        "",
        "EUR",
        "12.50",
        "1,2,3EUR",
        "10,00,000EUR",
        "1000,000EUR",
        "1.5000EUR",
        "1 00 EUR",
        "1.000.00EUR",
    ],
)
def test_what_is_not_clear_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"or an amount \(20EUR, 12\.50EUR or 1000EUR\)"):
        in_units(text, CENT, "EUR")


def test_another_currency_and_no_price_are_refused() -> None:
    with pytest.raises(UsageError, match="in USD, the price in EUR"):
        in_units("1,000 $", CENT, "EUR")
    with pytest.raises(UsageError, match="no price for tokens"):
        in_units("20EUR", Tariff("token"), "EUR")


def test_what_is_used_of_money_is_all_of_it_and_of_units_their_own() -> None:
    tokens = Tariff("token", 5.0)
    spent = [Spent("", "", "deepl", 1, 10, 1_000), Spent("", "", "llm", 1, 10, 2_000)]
    tariffs = {"deepl": CENT, "llm": tokens}
    assert used("20EUR", spent, tariffs, CENT) == 1_000 + 1
    assert used("20000", spent, tariffs, CENT) == 1_000
