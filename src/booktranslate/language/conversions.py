"""Equal amounts in metric units, in French, and in imperial ones, in English."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


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
