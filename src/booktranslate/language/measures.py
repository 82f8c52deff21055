"""Units of measure: their names in both languages, and equal amounts in metric and imperial units."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from booktranslate.language import words

UNITS: Mapping[str, tuple[str, str]] = {  # French, English
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
DIMENSIONS = (
    words("km m cm mm"),
    words("kg g t"),
    words("kW MW GW"),
    words("kWh MWh"),
    words("second minute hour day week month year"),
    words("euro dollar pound"),
)


SYMBOLS = (
    "[kcmMGT]?(?:m|g|W|Wh|Hz|V|A|J|Pa|N|B|o)|[cmdh]?l|L|t|ha|[cmk]?m[²³23]|h|s|min|ms|°[CF]?|K|dB|rpm|px|bar|"
    "[kMG]?bps"
)
"""A pattern of the symbols of units; it respects case."""
SCALES = "(?:[kKmM]|Mds?|Mrds?|bn)"
"""A pattern of abbreviations of thousand, million or billion before a currency symbol."""


@dataclass(frozen=True, slots=True)
class _Conversion:
    """A metric unit, an imperial one, and a function from an amount in the one to that in the other."""

    metric: re.Pattern[str]
    imperial: re.Pattern[str]
    convert: Callable[[float], float]


def _times(metric: str, imperial: str, factor: float) -> _Conversion:
    return _Conversion(_unit(metric), _unit(imperial), lambda amount: amount * factor)


def _unit(names: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE)


_CONVERSIONS = (
    _times("km(?:/h)?|kilomètres?", "miles?|mph|mi", 0.6214),
    _times("m|mètres?", "foot|feet|ft", 3.281),
    _times("m|mètres?", "yards?", 1.094),
    _times("m|km|mètres?", "miles?", 0.0006214),
    _times("cm|centimètres?|mm", "inch(?:es)?", 0.3937),
    _times("mm|millimètres?", "inch(?:es)?", 0.03937),
    _times("cm|centimètres?", "foot|feet|ft", 0.03281),
    _times("kg|kilos?|kilogrammes?", "pounds?|lbs?", 2.205),
    _times("g|grammes?", "ounces?|oz", 0.03527),
    _times("l|litres?", "gallons?", 0.2642),
    _times("l|litres?", "pints?", 1.76),
    _times("ha|hectares?", "acres?", 2.471),
    _times("m²|m2|mètres carrés", "square (?:foot|feet)|sq ft", 10.76),
    _times("km²|km2|kilomètres carrés", "square miles?|sq mi", 0.3861),
    _Conversion(
        re.compile(r"degrés?|°"),
        re.compile(r"degrees?|°|Fahrenheit|\d0s\b"),
        lambda amount: amount * 1.8 + 32,
    ),
)
_ROUNDED = 0.15  # "half an inch" for 1.3 cm, "about a mile" for 1.5 km


def same_amounts(french: str, english: str) -> Callable[[Decimal, Decimal], bool]:
    """A function that tells whether a metric amount is roughly equal to an imperial one.

    It only considers units that the texts `french` and `english` have.
    """
    here = [one for one in _CONVERSIONS if one.imperial.search(english) and one.metric.search(french)]

    def same(ours: Decimal, theirs: Decimal) -> bool:
        return any(abs(one.convert(float(ours)) - float(theirs)) <= _ROUNDED * float(theirs) for one in here)

    return same
