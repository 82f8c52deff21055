"""How English writes a figure of the French text: what the messages of numbers.py expect."""

import re
from decimal import Decimal

from booktranslate.language.calendar import EN_MONTHS
from booktranslate.language.figures import ordinal_ending
from booktranslate.language.quantities import Quantity


def english_form(one: Quantity, target_lang: str = "en-GB") -> str:
    """How English writes the figure; for numbers with several readings the first."""
    american = target_lang == "en-US"
    value = one.values[0] if one.values else Decimal(0)
    if one.kind == "time":
        hour, minute = map(int, one.values)
        clock = f"{hour % 12 or 12}" + (f"{':' if american else '.'}{minute:02}" if minute else "")
        half = "pm" if hour % 24 >= 12 else "am"
        return f"{clock} {f'{half[0]}.m.' if american else half}"
    if one.kind == "date":
        if one.marked == "numeric":
            parts = re.split(r"[/.]", one.text)
            return "/".join([parts[1], parts[0], parts[2]] if american else parts)
        day, month = map(int, one.values[:2])
        name = EN_MONTHS[month - 1] if 1 <= month <= 12 else ""
        return (f"{name} {day}" if american else f"{day} {name}") if day else name
    if one.kind in ("phone", "fraction", "code"):
        return one.text
    if one.marked == "th":
        return f"{value}{ordinal_ending(int(value))}"
    base = value / one.scaled
    decimals = re.search(r"\d,(\d+)(?![\d,])", one.text)
    places = len(decimals[1]) if decimals else 0
    shown = f"{base:,.{places}f}" if places else _plain(base, four=one.kind == "number" and one.scaled == 1)
    scale = {1000: "k", 10**6: "m", 10**9: "bn", 10**12: "tn"}.get(one.scaled, "")
    if one.kind == "money":
        symbol = re.search("[€$£]", one.text)
        sign = symbol[0] if symbol else {"d": "$", "p": "£", "l": "£"}.get(_currency_word(one.text), "€")
        return f"{sign}{shown}{scale}"
    words = {1000: " thousand", 10**6: " million", 10**9: " billion", 10**12: " trillion"}
    return f"{shown}{words.get(one.scaled, '')}{'%' if one.marked == '%' else ''}"


def _currency_word(text: str) -> str:
    found = re.search(r"\b(euro|dollar|pound|livre)", text)
    return found[1][0] if found else ""


def _plain(value: Decimal, *, four: bool) -> str:
    if value != value.to_integral_value():
        return f"{value.normalize():,f}"
    # A year has no comma.
    return f"{value:.0f}" if four and 1000 <= value <= 2100 else f"{value:,.0f}"
