"""Units and scales of quantities: 12 km that became 12 m, months that became years, millions and billions."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import number_words
from booktranslate.language.measures import DIMENSIONS, UNITS
from booktranslate.model import Span

_NUMBER = r"(?<![\w.,])(\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-\s][^\W\d_]+){0,3}?)"
_SPACE = r"[-\s]?"
# Money comes first in English: €12.
_SIGN = re.compile(r"([€$£])\s?(\d+(?:[.,]\d+)*)")
_FRENCH_UNIT, _ENGLISH_UNIT = (
    re.compile(rf"{_NUMBER}{_SPACE}(?:{'|'.join(f'({pair[side]})' for pair in UNITS.values())})(?![\w²³/])")
    for side in (0, 1)
)
_SCALES = (
    ("thousand", r"\bmill(?:e|iers?)\b|\d\s?k€", r"\bthousands?\b|\dk\b"),
    ("million", r"\bmillions?\b|\d\s?M€|\bM€", r"\bmillions?\b|\dm\b"),
    ("billion", r"\bmilliards?\b|\d\s?Mds?\s?€|\bMds?€", r"\bbillions?\b|\dbn\b"),
)


def unit(pair: Pair) -> Iterator[Flaw]:
    """The unit of a quantity is different."""
    source = _measured(_FRENCH_UNIT, pair.source, number_words.french)
    target = _measured(_ENGLISH_UNIT, pair.target, number_words.english)
    for value, kinds in source.items():
        here = target.get(value, {})
        for dimension in DIMENSIONS:
            ours, theirs = kinds.keys() & set(dimension), here.keys() & set(dimension)
            if ours and theirs and ours.isdisjoint(theirs):
                one, other = min(ours, key=kinds.__getitem__), min(theirs, key=here.__getitem__)  # the first
                message = f"The translation has “{value} {other}”, the French text {value} {one}."
                yield Flaw(message, here[other], kinds[one])


def scale(pair: Pair) -> Iterator[Flaw]:
    """A scale has become another one: thousand, million, billion."""
    ours = {name: found for name, french, _ in _SCALES if (found := re.search(french, pair.source))}
    theirs = {name: found for name, _, english in _SCALES if (found := re.search(english, pair.target))}
    lost, added = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
    figures = r"\d{1,3}(?:[,.\s]\d{3})+|\d{4,}"  # 1,5 million may be 1,500 thousand
    if lost and added and not re.search(figures, pair.source + " " + pair.target):
        here, there = (
            min(names, key=lambda name: found[name].start())  # the first in the text
            for names, found in ((added, theirs), (lost, ours))
        )
        message = f"The translation has “{here}”, the French text {there}."
        yield Flaw(message, theirs[here].span(), ours[there].span())


def _measured(
    pattern: re.Pattern[str], text: str, read: Callable[[str], frozenset[Decimal]]
) -> dict[str, dict[str, Span]]:
    """The quantities of a text: the number, with a decimal point, and the span of each unit that follows it.

    `read` finds the numbers that words of the text's language stand for.
    """
    found: dict[str, dict[str, Span]] = {}
    names = tuple(UNITS)
    for match in pattern.finditer(text):
        if match[0].lower().endswith(("a second", "another second")):
            continue  # usually the second of several, not a second of time
        number = match[1].replace(",", ".")
        if not number[0].isdigit():
            number = _in_words(match[1], read)
            if not number:
                continue
        index = next(at for at, group in enumerate(match.groups()[1:]) if group is not None)
        found.setdefault(number, {}).setdefault(names[index], match.span())
    for match in _SIGN.finditer(text):
        sign = {"€": "euro", "$": "dollar", "£": "pound"}[match[1]]
        found.setdefault(match[2].replace(",", "."), {}).setdefault(sign, match.span())
    return found


def _in_words(words: str, read: Callable[[str], frozenset[Decimal]]) -> str:
    """The number that the last of some words stand for, in figures; "" if it is none, or ambiguous."""
    parts = re.split(r"([-\s])", words)
    at = len(parts) - 1
    while at >= 0 and read(parts[at]):
        at -= 2
    whole = (
        [value for value in read("".join(parts[at + 2 :])) if value == int(value)]
        if at + 2 < len(parts) + 1
        else []
    )
    return str(int(whole[0])) if len(whole) == 1 else ""


CHECKS = (
    Check("units", "warning", "The unit of a quantity is different.", each(unit)),
    Check("scale", "warning", "A million has become a billion.", each(scale)),
)
