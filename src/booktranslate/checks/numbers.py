"""Numbers, dates, times and money: the same figures in both texts, written the English way.

Names: `numbers` is pofilter's and Okapi's. The others tell what kind of figure differs, so that one kind
can be silenced alone. How English figures look: New Hart's Rules 11 (en-GB), Chicago Manual of Style 9
(en-US).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from booktranslate.checks.pairs import Check, Pair, each
from booktranslate.language import number_words, quantities
from booktranslate.language.english_figures import english_form
from booktranslate.language.figures import roman
from booktranslate.language.quantities import EN_MONTHS, Quantity

# Figures that good English puts in other words.
_WORDS_FOR = {
    "0": "no|none|zero|nil|nobody|nothing",
    "1": "a|an|one|single|once|only|first|sole|each|per",
    "2": "both|pair|pairs|couple|couples|twice|double|doubled|two-?fold|second|half|biennial",
    "3": "triple|tripled|treble|three-?fold|trio|third|quarter",
    "4": "quadruple|quartet|fourth|quarter|quarters",
    "7": "a week|one week|weekly",
    "8": "a week|one week|week’s",
    "10": "decade|decades|ten-?fold|tenth",
    "12": "dozen|a year|one year|noon|midday",
    "14": "fortnight|two weeks",
    "15": "fortnight|two weeks|quarter|two-week",
    "24": "a day|one day|around the clock|midnight|day and night",
    "25": "quarter",
    "30": "half|a month|one month",
    "33": "third",
    "48": "two days|two-day",
    "50": "half|fifty-fifty",
    "72": "three days|three-day",
    "75": "three quarters|three-quarters",
    "100": "fully|full|entirely|entire|completely|wholly|totally|all|whole|purely|pure|exclusively|only|every"
    "|century",
    "500": "half a thousand",
}
# French words for which good English may put a figure.
_FIGURES_FOR = (
    (r"moitié|demie?s?|mi-", "50 0.5 30 6 2"),
    (r"tiers", "33 33.3 3"),
    (r"quarts?|trimestres?", "25 15 45 4 3"),
    (r"décennies?", "10"),
    (r"siècles?", "100"),
    (r"midi", "12"),
    (r"minuit", "12 0 24"),
    (r"quinzaine|quinze jours", "14 2"),
    (r"semaines?", "7"),
    (r"paires?|couples?", "2"),
    (r"doubl\w+", "2 100 50"),
    (r"tripl\w+", "3"),
    (r"ans?|années?|mois|âgée?s?", "12 24"),
    # School years have numbers in English: Year 11, 10th grade.
    (r"sixième|cinquième|quatrième|troisième|seconde|première|terminale", "6 7 8 9 10 11 12 13"),
)
# School classes (2de, 1re technologique) and levels of study (bac +5) have names of their own in English.
_SCHOOL = re.compile(
    r"(?:\b(?:en|de|classes? de)\s(?:1re|2n?de|3e|4e|5e|6e)(?!\w)"
    r"|\b(?:1re|2n?de)\s(?:technologique|générale|professionnelle|pro\b|STI|STMG|STL|ST2S|S\b|ES\b|L\b)"
    r"|\bbac\s?\+\s?\d|\bTle)",
    re.IGNORECASE,
)
_FRACTIONS = {
    2: "hal(?:f|ves)",
    3: "thirds?",
    4: "quarters?",
    5: "fifths?",
    6: "sixths?",
    8: "eighths?",
    10: "tenths?",
}
_CURRENCY = re.compile(r"\b(?:euros?|dollars?|pounds?|cents?|francs?|EUR|USD|GBP)\b|[€$£]", re.IGNORECASE)
_TEENS = 13  # below, words have too many other meanings (un, second, a dozen)
_PER_CENT = re.compile(r"%|per ?cent|percentage|\bpoints?\b|\bpc\b|\bpp\b", re.IGNORECASE)
_MONTH_NAMES = [
    re.compile(rf"\b(?:{month}|{month[:3]}t?)\b\.?", re.NOFLAG if month == "May" else re.IGNORECASE)
    for month in EN_MONTHS
]
_IDENTIFIER = re.compile(r"\b(?:SIRE[NT]|RCS|ISBN|ISSN|IBAN|TVA|VAT|RNA|Siret|Siren)\b")


@dataclass(frozen=True)
class _Figures:
    """The figures of a pair, and the values that either text has in any form."""

    pair: Pair

    @cached_property
    def source(self) -> list[Quantity]:
        return _distinct(quantities.french(self.pair.source))

    @cached_property
    def target(self) -> list[Quantity]:
        return _distinct(quantities.english(self.pair.target))

    @cached_property
    def source_values(self) -> frozenset[Decimal]:
        values = {value for one in self.source for value in one.values}
        values |= number_words.french(self.pair.source)
        for metres, centimetres in re.findall(r"(\w+) mètres? ([\w-]+)", self.pair.source):
            values |= {  # un mètre quatre-vingts: 1.80
                metre + centimetre / 100
                for metre in number_words.french(metres)
                for centimetre in number_words.french(centimetres)
            }
        for pattern, figures in _FIGURES_FOR:
            if re.search(rf"\b(?:{pattern})", self.pair.source, re.IGNORECASE):
                values |= set(map(Decimal, figures.split()))
        return frozenset(values)

    @cached_property
    def target_values(self) -> frozenset[Decimal]:
        values = {value for one in self.target if one.kind != "time" for value in one.values}
        return frozenset(values | number_words.english(self.pair.target))


def _distinct(found: list[Quantity]) -> list[Quantity]:
    """Each figure once: what is said of one is true of its repetitions."""
    return list({(one.text, one.values): one for one in reversed(found)}.values())[::-1]


def numbers(pair: Pair) -> Iterator[str]:
    """A number of one text is not in the other."""
    figures = _Figures(pair)
    codes = {one.text for one in figures.target if one.kind == "code"}
    for one in figures.source:
        if one.kind == "code" and one.text not in codes and one.text not in pair.target:
            yield f"The number “{one.text}” of the French text is missing; it stays as it is."
    lost = [one for one in figures.source if one.kind in _COUNTED and not _has_number(one, figures)]
    added = [one for one in figures.target if one.kind in _COUNTED and not _is_known(one, figures)]
    if len(lost) == len(added) == 1:
        yield (
            f"“{added[0].text}” stands here, where the French text has “{lost[0].text}”; "
            f"“{english_form(lost[0])}” is expected."
        )
        return
    for one in lost:
        what = "number" if one.kind != "phone" else "telephone number"
        yield f"The {what} “{one.text}” of the French text is missing; “{english_form(one)}” is expected."
    for one in added:
        yield f"The number “{one.text}” is not in the French text; correct it or take it out."


_COUNTED = ("number", "money", "phone", "fraction")


def money(pair: Pair) -> Iterator[str]:
    """An amount of money lost its currency."""
    yield from (
        f"The currency of “{one.text}” is missing: write “{english_form(one)}”."
        for one in _bare(pair, "money", _CURRENCY)
    )


def percent(pair: Pair) -> Iterator[str]:
    """A percentage lost its sign."""
    yield from (
        f"The per cent sign of “{one.text}” is missing: write “{english_form(one)}”."
        for one in _bare(pair, "%", _PER_CENT)
    )


def _bare(pair: Pair, kind: str, sign: re.Pattern[str]) -> Iterator[Quantity]:
    """Amounts or percentages of the French text whose number is in the translation, and never with a sign."""
    figures = _Figures(pair)
    signs = len(sign.findall(pair.target))
    wanted = [one for one in figures.source if kind in (one.kind, one.marked)]
    for one in wanted:
        same = [two for two in figures.target if not set(one.values).isdisjoint(two.values)]
        if not same or any(kind in (two.kind, two.marked) for two in same):
            continue
        # In "from 10 to 20%" and "10, 15 and 20 euros" the last sign is for all.
        if not any(_is_signed(two, sign, pair.target) for two in same) and (signs < len(wanted) or not signs):
            yield one


def _is_signed(one: Quantity, sign: re.Pattern[str], text: str) -> bool:
    after = re.match(
        rf"[\s\u00a0-]*(?:(?:,|to|and|or|[-–—])[\s\u00a0]*(?:[€$£]?[\d.,]+[\s\u00a0]*)?)*(?:[a-z]+\s){{0,2}}(?={sign.pattern})",
        text[one.end :],
        re.IGNORECASE,
    )
    before = re.search(
        r"[€$£][\d.,]+(?:[kmbn]{1,2})?[\s\u00a0]*(?:,|to|and|or|[-–—])[\s\u00a0]*$", text[: one.start]
    )
    return after is not None or before is not None


def in_words(pair: Pair) -> Iterator[str]:
    """A number in words became another one: five thousand for « six mille »."""
    figures = _Figures(pair)
    ours = {value for value in number_words.french(pair.source) if value >= _TEENS and value == int(value)}
    theirs = {value for value in number_words.english(pair.target) if value >= _TEENS and value == int(value)}
    figures_here = {value for one in figures.target for value in one.values}
    lost = ours - figures.target_values - figures_here
    added = theirs - figures.source_values
    if lost and added:
        yield f"“{min(added):,}” stands here in words, where the French text has {min(lost):,}."


def dates(pair: Pair) -> Iterator[str]:
    """A date of the French text is not in the translation."""
    figures = _Figures(pair)
    for one in figures.source:
        if one.kind == "date" and not _has_date(one, figures):
            expected = english_form(one, pair.settings.target_lang)
            yield f"The date “{one.text.strip()}” of the French text is missing; “{expected}” is expected."


def times(pair: Pair) -> Iterator[str]:
    """A time of day differs."""
    figures = _Figures(pair)
    for one in figures.source:
        if one.kind == "time" and not _has_time(one, figures):
            expected = english_form(one, pair.settings.target_lang)
            yield f"The time “{one.text}” of the French text is missing; “{expected}” is expected."


def number_format(pair: Pair) -> Iterator[str]:
    """A figure is still written the French way."""
    if _IDENTIFIER.search(pair.source):
        return
    figures = _Figures(pair)
    for one in figures.target:
        point = pair.target[one.start - 1 : one.start] == "(" and pair.target[one.end : one.end + 1] == ")"
        if point and one.text in pair.source.replace(" ", ""):
            continue  # the point (0,0)
        if one.french and not figures.source_values.isdisjoint(one.values):
            yield (
                f"“{one.text}” is written the French way; "
                f"in English it is “{english_form(one, pair.settings.target_lang)}”."
            )


def _has_number(one: Quantity, figures: _Figures) -> bool:
    target = figures.pair.target
    if one.kind == "fraction":
        return _has_fraction(one, figures)
    if not figures.target_values.isdisjoint(one.values):
        return True
    if one.text.isdigit() and re.search(rf"(?<!\d){one.text}(?!\d)", target):
        return True  # within a name or a code
    if one.kind == "phone":
        return False
    if any(_is_number_of_time(one, two) for two in figures.target if two.kind == "time"):
        return True
    words = "|".join(_WORDS_FOR[str(value)] for value in one.values if str(value) in _WORDS_FOR)
    if words and re.search(rf"\b(?:{words})\b", target, re.IGNORECASE):
        return True
    if one.marked == "th" and re.search(rf"\b{roman(int(one.values[0]))}\b", target):
        return True  # François Ier → Francis I
    return _is_in_term(one, figures.pair) or _is_school(one, figures.pair.source)


def _is_number_of_time(one: Quantity, time: Quantity) -> bool:
    # « à 20 heures » has been read as a time already; here « entre 18 et 20 h », "between 6 and 8 pm".
    return one.values[0] in (time.values[0], time.values[0] % 12)


def _has_fraction(one: Quantity, figures: _Figures) -> bool:
    over, under = one.values
    if any(two.kind in ("fraction", "date") and two.values[:2] == one.values for two in figures.target):
        return True
    name = _FRACTIONS.get(int(under))
    named = name and re.search(rf"\b{name}\b", figures.pair.target, re.IGNORECASE)
    return bool(named) or {over, under} <= figures.target_values  # two out of three


def _is_in_term(one: Quantity, pair: Pair) -> bool:
    """Whether it belongs to a term that has no number in English: association loi 1901."""
    return any(
        term.start <= one.start < term.end and not re.search(r"\d", term.term.target) for term in pair.terms
    )


def _is_school(one: Quantity, source: str) -> bool:
    return any(found.start() <= one.start < found.end() for found in _SCHOOL.finditer(source))


def _is_known(one: Quantity, figures: _Figures) -> bool:
    """Whether a figure of the translation has something in the French text that it stands for."""
    if not figures.source_values.isdisjoint(one.values):
        return True
    if one.text.isdigit() and re.search(rf"(?<!\d){one.text}(?!\d)", figures.pair.source):
        return True  # G29: of a name
    if one.kind == "fraction":
        over, under = one.values
        return {over, under} <= figures.source_values or bool(
            re.search(r"demi|tiers|quart", figures.pair.source)
        )
    for two in figures.source:
        if two.kind == "time":
            hour, minute = two.values
            spelt = f"{hour % 12 or 12}.{minute:02}"
            if one.text in (str(hour * 60 + minute), spelt, f"{hour}.{minute:02}"):
                return True
            if any(value in (hour + minute / 60, hour % 12) for value in one.values):
                return True
        if two.kind == "fraction" and two.values[1] and one.marked == "%":
            over, under = two.values
            if abs(over / under * 100 - one.values[0]) < 1:
                return True
    return any(
        re.search(r"\d", term.term.target) and one.text in term.term.target for term in figures.pair.terms
    )


def _has_date(one: Quantity, figures: _Figures) -> bool:
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
    named = _MONTH_NAMES[int(month) - 1].search(target) is not None
    return named and (not day or day in figures.target_values)


def _has_time(one: Quantity, figures: _Figures) -> bool:
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
        words = _WORDS_FOR.get(str(hour))
        return same_number or (words is not None and re.search(rf"\b(?:{words})\b", target) is not None)
    if not values.isdisjoint((hour + minute / 60, hour * 60 + minute)) or {hour, minute} <= values:
        return True  # a length of time: 1 h 30, 90 minutes
    if re.search(rf"(?<!\d)(?:{hour}|0?{short})[.:]{minute:02}(?!\d|\s?[ap]\.?m\b)", target):
        return True  # 8.30, with words in the place of am: half-past, in the evening
    past = {15: "quarter past", 30: "half[- ]past|and a half", 45: "quarter to"}.get(int(minute))
    return past is not None and re.search(rf"\b(?:{past})\b", target, re.IGNORECASE) is not None


CHECKS = (
    Check("numbers", "error", "A number is missing, added or another one.", each(numbers)),
    Check("number-words", "warning", "A number in words is another one.", each(in_words)),
    Check("currency", "warning", "An amount of money lost its currency.", each(money)),
    Check("percent", "warning", "A percentage lost its sign.", each(percent)),
    Check("dates", "error", "A date is missing or another one.", each(dates)),
    Check("times", "error", "A time of day is missing or another one.", each(times)),
    Check("number-format", "warning", "A figure is still written the French way.", each(number_format)),
)
