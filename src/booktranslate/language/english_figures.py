"""How English writes a figure of a French text: for the checks, and for texts before they go to an engine.

The rules of typography leave these forms unchanged (`tests/properties/test_agreement_laws.py`).
"""

import re
from decimal import Decimal

from booktranslate.language.calendar import EN_MONTHS, month_first
from booktranslate.language.figures import POSTCODE
from booktranslate.language.letters import UPPER
from booktranslate.language.ordinals import ordinal_ending
from booktranslate.language.quantities import Quantity, french
from booktranslate.language.spaces import S

# 2 500,75; neither 0800 nor 1,2,3.
_PLAIN = re.compile(rf"(?:[1-9]\d{{0,2}}(?:{S}\d{{3}})+|0|[1-9]\d*)(?:,\d+)?{S}?(?:%|k?€|euros?)?")
_NEIGHBOUR = re.compile(rf"\d{S}$")  # of the groups of a telephone number
_POSTCODE = re.compile(rf"{POSTCODE}(?={S}[{UPPER}])")
_HOUR = re.compile(rf"(\d\d?){S}?h{S}?(\d\d)")


def with_english_figures(text: str, target_lang: str = "en-GB") -> str:
    """A French text with its plain numbers, amounts of money and times written as in English.

    Figures with words (2 millions, le 3 mai, XXIe) stay as they are: they are translated with the text.
    """
    written, end = [], 0
    for one in french(text):
        if one.kind == "time" and (found := _HOUR.fullmatch(one.text)):
            new = f"{found[1]}:{found[2]}"
        elif _PLAIN.fullmatch(one.text) and not (
            _POSTCODE.match(text, one.start) or _NEIGHBOUR.search(text, max(0, one.start - 2), one.start)
        ):
            new = english_form(one, target_lang)
        else:
            continue
        written += [text[end : one.start], new]
        end = one.end
    return "".join([*written, text[end:]])


def english_form(one: Quantity, target_lang: str = "en-GB") -> str:
    """How British English, or American for `en-US`, writes a figure; of several readings the first counts."""
    american = target_lang == "en-US"
    value = one.values[0] if one.values else Decimal(0)
    if one.kind == "time":
        hour, minute = map(int, one.values)
        clock = f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "")
        half = "pm" if hour % 24 >= 12 else "am"
        return f"{clock} {f'{half[0]}.m.' if american else half}"
    if one.kind == "date":
        if one.marked == "numeric":
            return month_first(one.text) if american else one.text
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
    alone = one.kind == "number" and one.scaled == 1 and re.search(rf"\d{S}\d", one.text) is None
    shown = f"{base:,.{places}f}" if places else _plain(base, four=alone)
    words = {1000: " thousand", 10**6: " million", 10**9: " billion", 10**12: " trillion"}
    short = words | {1000: "k"} if american else {1000: "k", 10**6: "m", 10**9: "bn", 10**12: "tn"}
    if one.kind == "money":
        symbol = re.search("[€$£]", one.text)
        sign = symbol[0] if symbol else {"d": "$", "p": "£", "l": "£"}.get(_currency_word(one.text), "€")
        return f"{sign}{shown}{short.get(one.scaled, '')}"
    return f"{shown}{words.get(one.scaled, '')}{'%' if one.marked == '%' else ''}"


def _currency_word(text: str) -> str:
    found = re.search(r"\b(euro|dollar|pound|livre)", text)
    return found[1][0] if found else ""


def _plain(value: Decimal, *, four: bool) -> str:
    if value != value.to_integral_value():
        return f"{value.normalize():,f}"
    # A year has no comma.
    return f"{value:.0f}" if four and 1000 <= value <= 2100 else f"{value:,.0f}"
