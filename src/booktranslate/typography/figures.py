"""Numbers, ranges, per cent and money."""

import re
from collections.abc import Iterable, Iterator, Sequence

from booktranslate.language.abbreviations import LABELS
from booktranslate.language.calendar import EN_MONTH
from booktranslate.language.figures import POSTCODE, is_telephone
from booktranslate.language.letters import UPPER
from booktranslate.language.measures import SCALES
from booktranslate.typography.flat import KEPT, SPACE, Edit
from booktranslate.typography.rule import S, Style, edit, replaced

# Most texts have no such figures. These patterns find that out much faster than the others.
_PERHAPS_NUMBER = re.compile(rf"\d(?:,\d|{S}\d\d\d)")
_PERHAPS_RANGE = re.compile(rf"\d{S}?-{S}?\d")

# 2 500 · 3,5 · 2 500,75; not as a part of something longer.
_NUMBER = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z]-)(?<!\d{S})(?:([1-9]\d{{0,2}}(?:{S}\d{{3}})+)|\d+(?=,))((?:,\d+)?)"
    rf"(?![\d_]|{S}\d|,\d|/\d|-[A-Za-z]|[^\W\d]\d)"
)
# 1.234,56: English numbers do not have a comma after points.
_DOTTED = re.compile(r"\d(?<![\w.,/].)\d{0,2}((?:\.\d{3})+)(,)\d+(?![\w,.])")
# ISO 14 001; pages 3,5: the text before shows that it is a name, or a list.
_CODE = re.compile(rf"\b(?!EUR|USD|GBP|CHF)[A-Z]{{2,}}{S}$")
_MONTH = re.compile(rf"\b{EN_MONTH}{S}$")
_LISTED = re.compile(
    rf"(?:\b(?:{LABELS}|pp?\.|nos?\.|questions?|lines?|items?|rooms?|levels?|rows?|columns?|rules?|versions?){S}"
    rf"|\d,{S}?)$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(POSTCODE)
_CAPITAL = re.compile(rf"{S}[{UPPER}{KEPT}]")

# These strings are compiled by `re` for the first text that needs them, as few have a range or an amount.
_VALUE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4})(?:\.\d+)?"
_RANGE = (
    rf"(?<![\w.,/–-])(?<!\d{S})({_VALUE})({S}?-{S}?)({_VALUE})(?=(?:{S}?(?:%|{SCALES}?[€$£]))|[^\w/–-]|$)"
    rf"(?![.,]\d|{S}\d)"
)
# The name of a model precedes: Boeing 737-800. Not: Pages 10-12, In 2020-2024, Between 3-5.
_MODEL = (
    rf"\b(?!(?:Pages?|Pp|Figures?|Chapters?|Tables?|Articles?|Questions?|Lines?|Verses?|Years?|In|From|Between|For|Of|At|"
    rf"About|Over|Under|Only|The|And|Some|Ages?|Aged|Around|Nearly|With|To|By|On|Since|Until|Parts?|Volumes?|Items?|Steps?|"
    rf"Season|Period|Programme|Plan|Notes?|Vol|No|Days?|Weeks?|Points?)\b)[A-Z]\w+{S}$"
)
_REFERENCE = (
    rf"(?:(?i:\b(?:nos?\.?|art(?:icles?)?\.?|acts?|laws?|loi|decrees?|sections?|directives?|regulations?)|n°|§)|"
    rf"\b[A-Z]\.|\b[A-Z]{{2,}}){S}?$"
)

_PER_CENT = re.compile(rf"(?<=\d)({S}+)(?=[%‰])")

_AMOUNT = rf"\d+(?:[.,]\d+|{S}\d{{3}}(?!\d))*"
_UNIT = rf"{S}?(?:(?:{SCALES}|[Mm]illions?|[Bb]illions?){S}?)?[€$£]"
_MONEY = rf"(?<![\w.,€$£+/−–-])(?<!\d{S})({_AMOUNT}(?:[–-]{_AMOUNT})?)({_UNIT})(?![\w€$£]|{S}?\d)"
_BOTH = (  # from 10 to 15 M€: the unit is that of both amounts
    rf"\b(?:[Bb]etween|[Ff]rom){S}({_AMOUNT})(?={S}(?:and|to){S}{_AMOUNT}({_UNIT})(?![\w€$£]|{S}?\d))"
)
_SIGN_FIRST = rf"(?<!\w)(?<!\d{S})[€£$]({S}+)(?=\d)"


def numbers(text: str, style: Style) -> Iterator[Edit]:
    """Put a comma between thousands and a point before decimals; not in years, codes, postcodes or lists."""
    if not _PERHAPS_NUMBER.search(text):
        return
    for found in _DOTTED.finditer(text):
        yield found.start(1), found.end(1), found[1].replace(".", ",")
        yield found.start(2), found.end(2), "."
    for found in _NUMBER.finditer(text):
        grouped, decimals = found[1] or "", found[2]
        before, after = text[max(0, found.start() - 14) : found.start()], text[found.end() : found.end() + 2]
        if grouped:
            if _CODE.search(before) or _MONTH.search(before) or is_telephone(text, found.start()):
                continue
            if _POSTCODE.fullmatch(grouped) and not decimals and _CAPITAL.match(after):
                continue
            for space in re.finditer(S, grouped):
                yield found.start() + space.start(), found.start() + space.end(), ","
        elif not decimals or _is_english_or_listed(found[0], decimals, before, text[found.end() :]):
            continue
        if decimals:
            yield found.start(2), found.start(2) + 1, "."


def _is_english_or_listed(number: str, decimals: str, before: str, after: str) -> bool:
    thousands = len(decimals) == 4 and not number.startswith("0")  # 2,500
    point = before.endswith(("(", "[")) and after.startswith((")", "]"))  # the point (3,5)
    return thousands or point or bool(_LISTED.search(before) or re.match(rf",{S}?\d", after))


def ranges(text: str, style: Style) -> Iterable[Edit]:
    """Put an en dash into ranges of figures."""

    def dash(found: re.Match[str]) -> Sequence[str | None]:
        before = text[max(0, found.start() - 12) : found.start()]
        # Act no. 2021-1774, article L. 225-37, ISO 9001-2015 are names.
        if re.search(_REFERENCE, before) or (len(found[1]) == 3 and re.search(_MODEL, before)):
            return ()
        return (None, "–") if _ascends(found[1], found[3]) else ()

    return replaced(re.compile(_RANGE), text, dash) if _PERHAPS_RANGE.search(text) else ()


def _ascends(first: str, last: str) -> bool:
    """Whether two figures are a range: 2020-2024, 2024-25 (but not the month 2024-05, nor 1234-56), 10-15.

    Figures with a leading zero are not.
    """
    if re.match(r"0\d", first) or re.match(r"0\d", last):
        return False
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", first) and re.fullmatch(r"\d\d", last):
        return int(last) > max(12, int(first[2:]))
    return float(first.replace(",", "")) < float(last.replace(",", ""))


def per_cent(text: str, style: Style) -> Iterator[Edit]:
    """Remove spaces before the per cent sign."""
    return replaced(_PER_CENT, text, lambda found: ("",))


def currency(text: str, style: Style) -> Iterator[Edit]:
    """Put the sign first, then the amount, then million or billion (or m, bn, k)."""
    yield from replaced(re.compile(_BOTH), text, lambda found: (_amount(found[1], found[2], style), None))
    yield from replaced(re.compile(_SIGN_FIRST), text, lambda found: ("",))
    for found in re.finditer(_MONEY, text):
        sign = found[2][-1]
        yield from edit(*found.span(1), found[1], sign + found[1])
        yield from edit(*found.span(2), found[2], _multiple(found[2], style))


def _amount(number: str, unit: str, style: Style) -> str:
    return unit[-1] + number + _multiple(unit, style)


def _multiple(unit: str, style: Style) -> str:
    word = unit[:-1].strip(SPACE).rstrip("s").lower()
    if word in ("million", "billion"):
        return f" {word}"
    if word in ("k", ""):
        return word
    millions = word == "m"
    if style.american:
        return " million" if millions else " billion"
    return "m" if millions else "bn"
