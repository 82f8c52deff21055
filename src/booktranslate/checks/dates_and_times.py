"""Dates and times of day, which must be the same in both texts."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from booktranslate.checks.number_counterparts import WORDS_FOR, Figures
from booktranslate.checks.pairs import Check, Flaw, Pair, each, place
from booktranslate.language.calendar import DAYS, EN_DAYS, EN_MONTHS, MONTHS
from booktranslate.language.english_figures import english_form
from booktranslate.language.ordinals import ENGLISH_ORDINAL
from booktranslate.language.quantities import Quantity

_MONTH_NAMES = [
    re.compile(rf"\b(?:{month}|{month[:3]}t?)\b\.?", re.NOFLAG if month == "May" else re.IGNORECASE)
    for month in EN_MONTHS
]
# Names of months and days: French to English, and a pattern for each language. They respect case, because
# « Mars » may be a planet.
_NAMES = tuple(
    (
        names,
        re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])"),
        re.compile(rf"\b(?:{'|'.join(english)})\b"),
    )
    for names, english in ((MONTHS, EN_MONTHS), (DAYS, EN_DAYS))
)


def dates(pair: Pair) -> Iterator[Flaw]:
    """A date of the French text is not in the translation, or a month or day of the week has changed."""
    figures = pair.once(Figures)
    for one in figures.source:
        if one.kind == "date" and not _has_date(one, figures):
            expected = english_form(one, pair.settings.target_lang)
            message = (
                f"The date “{one.text.strip()}” of the French text is missing; “{expected}” is expected."
            )
            yield _flaw(message, one, figures, expected)
            return
    for names, pattern, theirs in _NAMES:
        yield from _renamed(pair, names, pattern, theirs)


def _renamed(
    pair: Pair, names: Mapping[str, str], pattern: re.Pattern[str], theirs: re.Pattern[str]
) -> Iterator[Flaw]:
    """A month or a day of the week has become another one; both texts have the same number of them."""
    ours = list(pattern.finditer(pair.source))
    english = [found[0] for found in theirs.finditer(pair.target)]
    meant = [names[found[0].lower()] for found in ours]
    for found, name in zip(ours, meant, strict=True):
        others = [each for each in english if each not in meant]
        if name not in english and others and len(english) == len(meant):
            message = f"“{found[0]}” in the French text is “{name}”; the translation has “{others[0]}”."
            yield Flaw(message, place(pair.target, others[0]), found.span())
            return


def times(pair: Pair) -> Iterator[Flaw]:
    """A time of day is missing or different."""
    figures = pair.once(Figures)
    for one in figures.source:
        if one.kind == "time" and not _has_time(one, figures):
            expected = english_form(one, pair.settings.target_lang)
            message = f"The time “{one.text}” of the French text is missing; “{expected}” is expected."
            yield _flaw(message, one, figures, expected)


def _flaw(message: str, one: Quantity, figures: Figures, expected: str) -> Flaw:
    """A flaw that points to what the date or time became: the only one of its kind in the translation."""
    others = [two for two in figures.target if two.kind == one.kind]
    same = len(others) == 1 == sum(two.kind == one.kind for two in figures.source)
    span = (others[0].start, others[0].end) if same else None
    return Flaw(message, span, (one.start, one.end), suggestion=expected if same else None)


def _has_date(one: Quantity, figures: Figures) -> bool:
    day, month = one.values[:2]
    target = figures.pair.target
    american = figures.pair.settings.target_lang == "en-US"
    for two in figures.target:
        if two.kind == "date":
            wanted = (month, day) if american and one.marked == "numeric" else (day, month)
            if two.values[:2] in (wanted, (day, month) if not american else wanted):
                return True
    if not 1 <= month <= 12:
        return any(two.text == one.text for two in figures.target)
    if day and _ordinal(int(day)).search(target) and not any(name.search(target) for name in _MONTH_NAMES):
        return True  # "on the 11th", of a month mentioned before
    if day and re.search(rf"\b\d{{4}}-{month:02}-{day:02}\b", target):
        return True
    named = _MONTH_NAMES[int(month) - 1].search(target) is not None
    return named and (not day or day in figures.target_values)


def _ordinal(day: int) -> re.Pattern[str]:
    return re.compile(rf"\b[Tt]he\s{day}{ENGLISH_ORDINAL}\b")


def _has_time(one: Quantity, figures: Figures) -> bool:
    hour, minute = one.values
    target = figures.pair.target
    for two in figures.target:
        if two.kind == "time":
            same = two.values == one.values or (two.values[0] == 0 and hour == 24)
            loose = not two.marked and two.values[0] % 12 == hour % 12
            if two.values[1] == minute and (same or loose):
                return True
    if minute == 0 and hour in (0, 12, 24):
        names = "noon|midday|lunchtime" if hour == 12 else "midnight"
        if re.search(rf"\b(?:{names})\b", target, re.IGNORECASE):
            return True
    values = figures.target_values
    short = hour % 12 or Decimal(12)
    if minute == 0:
        same_number = not values.isdisjoint((hour, short))
        words = WORDS_FOR.get(str(hour))
        return same_number or (words is not None and re.search(rf"\b(?:{words})\b", target) is not None)
    if not values.isdisjoint((hour + minute / 60, hour * 60 + minute)) or {hour, minute} <= values:
        return True  # a duration: 1 h 30, 90 minutes
    if re.search(rf"(?<!\d)(?:{hour}|0?{short})[.:]{minute:02}(?!\d|\s?[ap]\.?m\b)", target):
        return True  # 8.30, without am or pm: "8.30 in the evening"
    past = {15: "quarter past", 30: "half[- ]past|and a half", 45: "quarter to"}.get(int(minute))
    return past is not None and re.search(rf"\b(?:{past})\b", target, re.IGNORECASE) is not None


CHECKS = (
    Check("dates", "error", "A date is missing or different.", each(dates)),
    Check("times", "error", "A time of day is missing or different.", each(times)),
)
