"""The units of quantities: 12 km that became 12 m, months that became years; millions, billions."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from booktranslate.checks.pairs import Check, Pair, each
from booktranslate.language import number_words, words

_KINDS: Mapping[str, tuple[str, str]] = {  # French, English
    "km": ("km|kilomètres?", "km|kilomet(?:re|er)s?"),
    "m": ("m|mètres?", "m|met(?:re|er)s?"),
    "cm": ("cm|centimètres?", "cm|centimet(?:re|er)s?"),
    "mm": ("mm|millimètres?", "mm|millimet(?:re|er)s?"),
    "kg": ("kg|kilos?|kilogrammes?", "kg|kilos?|kilogram(?:me)?s?"),
    "g": ("g|grammes?", "g|gram(?:me)?s?"),
    "t": ("t|tonnes?", "t|tonn?es?|tons?"),
    "ha": ("ha|hectares?", "ha|hectares?"),
    "l": ("l|L|litres?", "l|L|lit(?:re|er)s?"),
    "kW": ("kW|kilowatts?", "kW|kilowatts?"),
    "MW": ("MW|mégawatts?", "MW|megawatts?"),
    "GW": ("GW|gigawatts?", "GW|gigawatts?"),
    "kWh": ("kWh|kilowattheures?", "kWh|kilowatt[- ]hours?"),
    "MWh": ("MWh|mégawattheures?", "MWh|megawatt[- ]hours?"),
    "second": ("secondes?", "seconds?"),
    "minute": ("min|minutes?", "mins?|minutes?"),
    "hour": ("h|heures?", "h|hrs?|hours?|o[’']clock|am|pm|a\\.m\\.?|p\\.m\\.?"),
    "day": ("jours?|journées?", "days?"),
    "week": ("semaines?", "weeks?"),
    "month": ("mois", "months?"),
    "year": ("ans?|années?", "years?(?:[- ]olds?)?"),
    "euro": ("€|euros?", "€|euros?|EUR"),
    "dollar": (r"\$|dollars?", r"\$|dollars?"),
    "pound": ("£|livres? sterling", "£|pounds?"),
}
_DIMENSIONS = (
    words("km m cm mm"),
    words("kg g t"),
    words("kW MW GW"),
    words("kWh MWh"),
    words("second minute hour day week month year"),
    words("euro dollar pound"),
)
_NUMBER = r"(?<![\w.,])(\d+(?:[.,]\d+)*|[^\W\d_]+)"
_SPACE = r"[-\s\u00a0\u202f]?"
# Money comes first in English: €12.
_SIGN = re.compile(r"([€$£])\s?(\d+(?:[.,]\d+)*)")
_FRENCH_UNIT, _ENGLISH_UNIT = (
    re.compile(rf"{_NUMBER}{_SPACE}(?:{'|'.join(f'({pair[side]})' for pair in _KINDS.values())})(?![\w²³/])")
    for side in (0, 1)
)
_SCALES = (
    ("thousand", r"\bmill(?:e|iers?)\b|\d\s?k€", r"\bthousands?\b|\dk\b"),
    ("million", r"\bmillions?\b|\d\s?M€|\bM€", r"\bmillions?\b|\dm\b"),
    ("billion", r"\bmilliards?\b|\d\s?Mds?\s?€|\bMds?€", r"\bbillions?\b|\dbn\b"),
)


def unit(pair: Pair) -> Iterator[str]:
    """The unit of a quantity is another one."""
    source = _measured(_FRENCH_UNIT, pair.source, number_words.french)
    target = _measured(_ENGLISH_UNIT, pair.target, number_words.english)
    for value, kinds in source.items():
        here = target.get(value, set())
        for dimension in _DIMENSIONS:
            ours, theirs = kinds & set(dimension), here & set(dimension)
            if ours and theirs and ours.isdisjoint(theirs):
                one, other = min(ours), min(theirs)
                yield f"“{value} {other}” stands here, where the French text has {value} {one}."


def scale(pair: Pair) -> Iterator[str]:
    """A million has become a billion, or a thousand a million."""
    ours = {name for name, french, _ in _SCALES if re.search(french, pair.source)}
    theirs = {name for name, _, english in _SCALES if re.search(english, pair.target)}
    lost, added = ours - theirs, theirs - ours
    figures = r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d{4,}"  # 1,5 million may be 1,500 thousand
    if lost and added and not re.search(figures, pair.source + " " + pair.target):
        yield f"“{min(added)}” stands here, where the French text has {min(lost)}."


def _measured(
    pattern: re.Pattern[str], text: str, read: Callable[[str], frozenset[Decimal]]
) -> dict[str, set[str]]:
    """The quantities of a text: their number as English writes it, and the units that it has."""
    found: dict[str, set[str]] = {}
    names = tuple(_KINDS)
    for match in pattern.finditer(text):
        number = match[1].replace(",", ".")
        if not number[0].isdigit():
            values = read(match[1])
            whole = [value for value in values if value == int(value)]
            if len(whole) != 1:
                continue
            number = str(int(whole[0]))
        index = next(at for at, group in enumerate(match.groups()[1:]) if group is not None)
        found.setdefault(number, set()).add(names[index])
    for sign, number in _SIGN.findall(text):
        found.setdefault(number.replace(",", "."), set()).add(
            {"€": "euro", "$": "dollar", "£": "pound"}[sign]
        )
    return found


CHECKS = (
    Check("units", "warning", "The unit of a quantity is another one.", each(unit)),
    Check("scale", "warning", "A million has become a billion.", each(scale)),
)
