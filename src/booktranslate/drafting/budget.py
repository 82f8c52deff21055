"""A budget as people write it: units of an engine's tariff, or an amount of money."""

import re
from collections.abc import Iterable, Mapping

from booktranslate.engines import Tariff
from booktranslate.errors import UsageError
from booktranslate.memory.values import Spent

_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_FORM = re.compile(r"(?P<number>[\d ._,]*\d) ?(?P<currency>[A-Za-z]{3}|[€$£])?")
# Three digits after a sign are thousands: prices have two decimals. The signs must be the same.
_GROUPED = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?P<sign>[ _.,])\d{3}(?:(?P=sign)\d{3})*)(?:(?!(?P=sign))[.,](?P<cents>\d\d?))?"
)
_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<cents>\d\d?))?")
_TINY = re.compile(r"(?P<whole>0)[.,](?P<cents>\d+)")


def used(budget: str, spent: Iterable[Spent], tariffs: Mapping[str, Tariff], own: Tariff) -> int:
    """How much of a budget is used, in units of the tariff `own`; `tariffs` are those of all engines.

    From an amount of money, the price of everything in the ledger is deducted; from a number of units,
    everything billed in the same unit.
    """
    found = _FORM.fullmatch(_spaced(budget))
    if found and found["currency"]:
        money = sum(tariffs[one.engine].price(one.billed) for one in spent)
        return round(money / own.per_million * 1_000_000)
    return sum(one.billed for one in spent if tariffs[one.engine].unit == own.unit)


def in_units(text: str, tariff: Tariff, currency: str) -> int:
    """A budget in units of a tariff: `50000`, `50 000`, `1,000,000`, or an amount at the price of the tariff:
    `20EUR`, `12,50 €`, `1 000 EUR`.

    Raises UsageError for anything else, for another currency than that of the price, and for an amount if the
    units have no price.
    """
    found = _FORM.fullmatch(_spaced(text))
    number = found and _number(found["number"])
    written = found and found["currency"]
    if number is None or (not written and "." in number):
        example = f"20{currency}, 12.50{currency} or 1000{currency}"
        raise UsageError(
            f"the budget is {text!r}.", hint=f"Give {tariff.unit}s (50000) or an amount ({example})."
        )
    if not written:
        return int(number)
    given = _SYMBOLS.get(written, written.upper())
    if given != currency.upper():
        raise UsageError(
            f"the budget is in {given}, the price in {currency}.",
            hint="Set cost.currency in booktranslate.toml, or give an amount in that currency.",
        )
    if not tariff.per_million:
        raise UsageError(
            f"the budget is an amount, but the settings have no price for {tariff.unit}s.",
            hint="Set the prices in booktranslate.toml, in [cost] or the table of the engine.",
        )
    return int(float(number) / tariff.per_million * 1_000_000 + 1e-6)


def _spaced(text: str) -> str:
    """With plain single spaces: in French, those in numbers are narrow and do not break."""
    return " ".join(text.split())


def _number(text: str) -> str | None:
    """The number with a decimal point if it has decimals, and without groups; None if it is not clear."""
    found = _PLAIN.fullmatch(text) or _TINY.fullmatch(text) or _GROUPED.fullmatch(text)
    if not found:
        return None
    whole, cents = re.sub(r"\D", "", found["whole"]), found["cents"]
    return f"{whole}.{cents}" if cents else whole
