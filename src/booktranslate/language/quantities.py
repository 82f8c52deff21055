"""Figures in a text: numbers, money, times, dates and telephone numbers, with their possible values.

Both notations are read: French (2 500; 3,5 %; 62 k€; 8 h 30; XXIe) and English (2,500; 3.5%; €62k; 8.30 am;
21st). In an English text, figures in French notation are read too, and marked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from booktranslate.language import addresses, text_before
from booktranslate.language.calendar import EN_MONTH, FR_MONTH, month_number
from booktranslate.language.figures import CODE, REFERENCE_MARK, TELEPHONE
from booktranslate.language.measures import SCALES, SYMBOLS
from booktranslate.language.ordinals import ENGLISH_ORDINAL, FRENCH_ORDINAL
from booktranslate.language.roman_numerals import ROMAN_ORDINAL, roman_value
from booktranslate.language.spaces import S

Kind = Literal["number", "money", "time", "date", "phone", "fraction", "code"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text.

    `values` are the numbers that it may stand for. For a time they are hour and minute, for a date day (0:
    none) and month, for a fraction numerator and denominator; a code (3.2.1, 0:15) has none. `marked` is "am"
    or "pm" for a time, "numeric" for a date in figures, "%" for a percentage and "th" for an ordinal.
    `french` tells that an English text has it in French notation. `scaled` is the factor of a word or sign
    such as million, which `values` include.
    """

    kind: Kind
    text: str
    start: int
    end: int
    values: tuple[Decimal, ...]
    marked: str = ""
    french: bool = False
    scaled: int = 1


_ALWAYS = re.compile(
    r"\b24(?:\s?h(?:eures|ours)?)?\s?(?:/|sur)\s?(?:24|7)(?:\s?h(?:eures)?)?|\b7\s?(?:j(?:ours)?\s?)?(?:/|sur)\s?7(?:\s?j(?:ours)?)?"
)
_GROUPED = rf"\d{{1,3}}(?:{S}\d{{3}})+(?![\d])"
_NUMBER = r"\d+(?:[.,]\d+)*"
_SCALE = {
    "k": 10**3,
    "mille": 10**3,
    "milliers": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "md": 10**9,
    "mds": 10**9,
    "mrd": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
}
# The long scale of French, which is added as another value: translators from English often keep the word.
_LONG_SCALE = {"billion": 10**12, "trillion": 10**18}  # fmt: skip
_CURRENCY = "[€$£]|(?:euros?|dollars?|pounds?|livres?)\\b"
_ORDINAL = rf"(?:{FRENCH_ORDINAL}|{ENGLISH_ORDINAL})(?![\w])"
_ROMAN = rf"(?<![\w’']){ROMAN_ORDINAL}(?!\w)"

_FRENCH = re.compile(
    rf"(?P<phone>{TELEPHONE})|(?P<code>{CODE})"
    r"|(?P<clock>(?<![\w,.:])(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\w:]))"
    rf"|(?P<time>(?<![\w,.])(?P<hour>[01]?\d|2[0-4])(?:{S}?h(?:{S}?(?P<minute>[0-5]\d))?(?!\w)"
    rf"|{S}heures?(?:{S}(?P<minutes>[0-5]\d))?(?!\w)))"
    rf"|(?P<numeric>(?<![\w.,/])(?P<dd>\d{{1,2}})(?P<sep>[/.])(?P<mm>\d{{1,2}})(?P=sep)(?:\d{{4}}|\d\d)(?![\w/]))"
    rf"|(?P<date>(?<![\w,.])(?P<day>\d{{1,2}}){S}?(?:er)?{S}(?P<month>{FR_MONTH})(?!\w))"
    rf"|(?P<monthyear>(?<!\w)(?P<month2>{FR_MONTH}){S}(?=\d{{4}}))"
    r"|(?P<fraction>(?<![\w.,/])(?P<over>\d{1,2})[/⁄](?P<under>\d{1,2})(?![\w/]))"
    rf"|(?P<roman>{_ROMAN})"
    rf"|(?P<number>(?<![\w])(?<![\w][.,])(?:{_GROUPED}(?:,\d+)?|{_NUMBER}))"
    rf"(?:(?P<ordinal>{_ORDINAL})"
    rf"|(?:{S}?(?P<scale>{SCALES}(?={S}?(?:€|\$|£|d[’']€))|(?:mille|milliers|(?:m|b|tr)illions?|milliards?)\b))?"
    rf"(?:(?:{S}?d(?:[’']|e{S}))?{S}?(?P<currency>{_CURRENCY}))?)(?P<glued>[A-Za-zÀ-ÿ]+)?(?P<percent>{S}?%)?"
)
_ENGLISH = re.compile(
    rf"(?P<phone>{TELEPHONE})|(?P<code>{CODE})"
    rf"|(?P<time>(?<![\w,.])(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?{S}?"
    r"(?P<half>[aApP]\.?[mM]\b\.?)|(?<![\w,.])(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\w:]))"
    rf"|(?P<frenchtime>(?<![\w,.])(?P<hour3>[01]?\d|2[0-4]){S}?h(?:{S}?(?P<minute3>[0-5]\d))?(?!\w))"
    rf"|(?P<numeric>(?<![\w.,/])(?P<dd>\d{{1,2}})(?P<sep>[/.])(?P<mm>\d{{1,2}})(?P=sep)(?:\d{{4}}|\d\d)(?![\w/]))"
    r"|(?P<fraction>(?<![\w.,/])(?P<over>\d{1,2})[/⁄](?P<under>\d{1,2})(?![\w/]))"
    rf"|(?P<roman>{_ROMAN})"
    rf"|(?P<symbol>[€$£]{S}?)?(?P<number>(?<![\w])(?<![\w][.,])(?:{_GROUPED}(?:[.,]\d+)?|{_NUMBER}))"
    rf"(?:(?P<ordinal>{_ORDINAL})"
    rf"|(?:[+-]?{S}?(?P<scale>{SCALES}(?={S}?[€$£])|(?:thousand|million|billion|trillion|milliard)s?\b"
    r"|(?<=\d)(?:k|K|m|M)\b|(?:bn|tn)\b))?"
    rf"(?:(?:{S}of\b|{S}?d[’'])?{S}?(?P<currency>{_CURRENCY}))?)"
    rf"(?P<glued>[A-Za-zÀ-ÿ]+)?(?P<percent>{S}?%)?"
)
# 12km, 3ans. A single capital usually makes a name (5G, 3B); 0o17 is a number in a program.
_UNIT = re.compile(rf"(?![BJKLNTo]$)(?:{SYMBOLS}|[KMGT]o|px|dpi|j|x|ans|years)")
_RANGE = re.compile(rf"{S}?(?:à|et|ou|to|and|or|[-–—‑]){S}?[€$£]?{S}?")
_EVENING = re.compile(rf"{S}(?:(?:du )?soir\b|de l[’']après-midi)")


def french(text: str) -> list[Quantity]:
    """The figures of a French text, in order."""
    return _finished(text, list(_read(_FRENCH, _blanked(text), text, is_french=True)))


def english(text: str) -> list[Quantity]:
    """The figures of an English text, in order; those in French notation have `french` set."""
    return _finished(text, list(_read(_ENGLISH, _blanked(text), text, is_french=False)))


# Figure2.1: the word of a caption may have no space before its number.
_CLOSE = re.compile(
    r"(?<!\w)(?i:figure|fig|tableau|table|annexe|appendix|chapitre|chapter|chart|graphique|photo|schéma)(?=\d)"
)

_ENCODED = re.compile(r"(?<=[^\s\d%])%[0-9A-F]{2}(?=\S)|(?<=%[0-9A-F]{2})%[0-9A-F]{2}")  # %20 of an address
_BY = re.compile(r"(?<=\d)x(?=\d)")  # 1920x1080


def _blanked(text: str) -> str:
    text = _CLOSE.sub(lambda found: found[0][:-1] + " ", text)
    text = _BY.sub("\ufffc", _ENCODED.sub("\ufffc" * 3, text))
    for pattern in (_ALWAYS, REFERENCE_MARK):
        text = pattern.sub(lambda found: "\ufffc" * len(found[0]), text)
    return addresses.blanked(text)


def _read(pattern: re.Pattern[str], blanked: str, text: str, *, is_french: bool) -> Iterator[Quantity]:
    for match in pattern.finditer(blanked):
        groups = match.groupdict()
        kind: Kind = "number"
        readings: tuple[Decimal, ...]
        marked, odd, scaled = "", False, 1
        if groups["phone"]:
            kind, readings = "phone", (Decimal(re.sub(r"\D", "", match[0])[-9:]),)
        elif groups["code"]:
            kind, readings = "code", ()
        elif groups["time"] or groups.get("clock") or groups.get("frenchtime"):
            kind, odd = "time", groups.get("frenchtime") is not None
            hour, minute = _time(groups)
            half = (groups.get("half") or "").lower().replace(".", "")
            if half:
                hour, marked = hour % 12 + (12 if half == "pm" else 0), half
            elif is_french and hour < 12 and _EVENING.match(text, match.end()):
                hour, marked = hour + 12, "pm"
            readings = (Decimal(hour), Decimal(minute))
        elif groups["numeric"]:
            kind, marked = "date", "numeric"
            readings = (Decimal(groups["dd"]), Decimal(groups["mm"]))
        elif groups.get("date"):
            kind, readings = "date", (Decimal(groups["day"]), _month(groups["month"]))
        elif groups.get("monthyear"):
            kind, readings = "date", (Decimal(0), _month(groups["month2"]))
        elif groups["fraction"]:
            kind, readings = "fraction", (Decimal(groups["over"]), Decimal(groups["under"]))
        elif groups["roman"]:
            marked, odd = "th", not is_french
            readings = (Decimal(roman_value(match[0])),)
        else:
            glued = groups["glued"] or ""
            if glued and not _UNIT.fullmatch(glued) and not glued.startswith("er"):
                continue  # 5G, 3D, 2CV: a name, not a quantity
            readings, odd = _values(groups["number"], is_french)
            scale = (groups["scale"] or "").lower().removesuffix("s")
            scaled = _SCALE.get(scale, 1)
            ambiguous = groups["scale"] in ("m", "M", "K") and not (
                groups.get("symbol") or groups["currency"]
            )
            readings = (*(value * scaled for value in readings), *(readings if ambiguous else ()))
            if is_french and scale in _LONG_SCALE:
                readings += tuple(value / scaled * _LONG_SCALE[scale] for value in readings)
            if groups["currency"] or groups.get("symbol"):
                kind = "money"
                odd = odd or (not is_french and groups["currency"] in tuple("€$£"))
            if groups["percent"]:
                marked = "%"
            elif groups["ordinal"]:
                marked = "th"
                odd = odd or (not is_french and groups["ordinal"][0] not in "snrt")
        end = match.start() + len(match[0].rstrip())
        yield Quantity(kind, text[match.start() : end], match.start(), end, readings, marked, odd, scaled)


def _time(groups: dict[str, str | None]) -> tuple[int, int]:
    hour = groups["hour"] or groups.get("hour2") or groups.get("hour3") or 0
    minute = next(
        (groups[name] for name in ("minute", "minutes", "minute2", "minute3") if groups.get(name)), 0
    )
    return int(hour), int(minute or 0)


def _month(name: str | None) -> Decimal:
    return Decimal(month_number(name)) if name else Decimal(0)


def _values(number: str, is_french: bool) -> tuple[tuple[Decimal, ...], bool]:
    """The possible values of a number, and whether it is written the French way in an English text."""
    digits = re.sub(S, "", number)
    spaced = digits != number
    if digits.isdigit():
        return (Decimal(digits),), spaced and not is_french
    marks = re.sub(r"\d", "", digits)
    first, *others = between = re.split("[.,]", digits)
    thousands = all(len(group) == 3 for group in others) and len(first) < 4
    joined, decimal = Decimal("".join(between)), Decimal(f"{''.join(between[:-1])}.{others[-1]}")
    if is_french:
        if marks == ",":
            return (decimal,), False
        return ((decimal, joined) if thousands else (decimal,)), False
    if set(marks) == {","} and thousands and not spaced:
        return (joined,), False
    if marks == "." or (marks[-1] == "." and all(len(group) == 3 for group in others[:-1])):
        return (decimal,), spaced
    return (decimal, joined), True


# Words and marks before a year of two digits: mai 68, en 68, la génération 68; the ’68 generation.
_SHORT_YEAR = re.compile(
    rf"(?:(?<!\w)(?:(?i:{FR_MONTH}|{EN_MONTH}|en|depuis|générations?|promotions?)){S}"
    r"|(?<![\w’'])[’'‘])$"
)


def _finished(text: str, found: list[Quantity]) -> list[Quantity]:
    """The figures with the values that the words beside them add: 2 à 3 M€, 6–8 pm, 2020-24, années 80."""
    for index, one in enumerate(found):
        if one.kind in ("number", "money"):
            after = found[index + 1] if index + 1 < len(found) else None
            before = found[index - 1] if index else None
            more: tuple[Decimal, ...] = ()
            if (
                after
                and not one.marked
                and one.scaled == 1 < after.scaled
                and _RANGE.fullmatch(text, one.end, after.start)
            ):
                more = tuple(value * after.scaled for value in one.values)
            if after and after.kind == "time" and _RANGE.fullmatch(text, one.end, after.start):
                more = tuple(hour for value in one.values for hour in (value % 12, value + 12))
            between = text[before.end : one.start] if before else ""
            if before and re.fullmatch(r"\d{4}[-–—‑/]\d\d", before.text + between + one.text):
                more = (Decimal(before.text[:2] + one.text),)
            if re.fullmatch(r"\d0s?", one.text) and (
                one.text.endswith("s") or re.search(rf"années{S}$", text_before(text, one.start))
            ):
                more = (one.values[0] + 1900,)
            elif re.fullmatch(r"\d\d", one.text) and _SHORT_YEAR.search(text_before(text, one.start)):
                more = (one.values[0] + 1900, one.values[0] + 2000)
            found[index] = replace(one, values=(*one.values, *more))
    return found
