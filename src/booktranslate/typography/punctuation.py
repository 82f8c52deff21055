"""Dashes, ellipses and spaces."""

import re
from collections.abc import Iterator

from booktranslate.language.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, LABELS
from booktranslate.language.measures import SCALES, SYMBOLS
from booktranslate.typography.flat import KEPT, OBJECT, SPACE, Edit
from booktranslate.typography.rule import NO_BREAK, S, Style, replaced

# A dash at the beginning of a line stays: it may begin a line of dialogue or an item of a list.
_LEFT_OF_SPACE = rf"(?<=[\w{KEPT}{OBJECT})\]’”%.,;:!?…]{S})"
# These strings are compiled by `re` for the first text that needs them, as few do.
_CLOSED = rf"(?<=[\w{KEPT}{OBJECT})’”%])(—|--)(?=[\w{KEPT}(“‘])"
_SPACED = rf"({S}{_LEFT_OF_SPACE}{S}*)(—|―|–|--?)({S}+)(?=[^\s{SPACE}–—-])"

# Most texts have nothing to change. Patterns that begin with a set of characters are the fastest.
_PERHAPS_DASH = re.compile(rf"[—―-](?:(?<=[—―])|(?<=-)-|(?<={S}-){S})")
_PERHAPS_EN_DASH = rf"–(?<={S}–){S}"  # correct in British English
_PERHAPS_SPACE = re.compile(rf"[][(),;:!?.](?:(?<={S}.)|(?<=[(\[]){S})")
_PERHAPS_RATIO = re.compile(rf":(?<={S}:){S}\d")

_ELLIPSIS = re.compile(r"(?<![./])(\.\.\.)(?![./])")

# These begin with a space and then look back, which is faster, too. Here and below, four or more spaces are
# deliberate layout.
_BEFORE_MARK = re.compile(
    rf"({S}(?<=[^\s(\[–—-]{S}){S}{{0,2}})(?=[,;:!?](?!\w)|\.(?!\.)(?=[{SPACE})\]”’»]|$)|[)\]])"
    r"(?![:;][-']?[()/|DP])"
)
_NO_BREAK_SPACE = re.compile(f"[{NO_BREAK}]")
_AFTER_BRACKET = re.compile(rf"({S}(?<=[(\[]{S}){S}*)(?=[^\s)\]])")
# A ratio, 10 : 1, alone or before a word that says so; not "Chapter 10 : 3 people".
_RATIO = (
    rf"(?<!\d)(?:1{S}:{S}\d|\d{{1,3}}{S}:{S}\d{{1,3}}"
    rf"(?![\d,.]\d|{S}?(?!(?:odds|ratio|scale|against|on)\b)[^\W\d]))"
)

_DOUBLED = re.compile(rf"({S}(?<=\S{S}){S}{{1,2}})(?=\S)")

_UNITS = rf"{SYMBOLS}|million|billion|trillion|thousand|m|bn|k|am|pm|[ap]\.m\.|%|‰|{SCALES}?[€$£]|euros?|p\."
_UNIT = re.compile(rf"(?:{_UNITS})(?![\w²³])")
_BEFORE_UNIT = re.compile(rf"\d(?:[.,]\d+)?$|{KEPT}$")
_BEFORE_NAME = re.compile(rf"(?:\b(?i:{BEFORE_NUMBERS})\.|[Nn]°|§|\b(?:{BEFORE_NAMES})\.?|\b\w\.)$")
_LABEL = re.compile(rf"\b(?:{LABELS})$", re.IGNORECASE)
_NO_BREAK = re.compile(rf"([{NO_BREAK}](?<=[^\s{SPACE}].))(?=[^\s{SPACE}])")


def dashes(text: str, style: Style) -> Iterator[Edit]:
    """Write a spaced en dash in British English, and an unspaced em dash in American English."""
    if not (_PERHAPS_DASH.search(text) or (style.american and re.search(_PERHAPS_EN_DASH, text))):
        return
    closed, spaced = re.compile(_CLOSED), re.compile(_SPACED)
    if style.american:
        yield from replaced(closed, text, lambda found: ("—",))
        yield from replaced(spaced, text, lambda found: ("", "—", "") if _is_dash(text, found) else ())
    else:
        yield from replaced(closed, text, lambda found: (" – ",))
        yield from replaced(spaced, text, lambda found: (None, "–") if _is_dash(text, found) else ())


def _is_dash(text: str, found: re.Match[str]) -> bool:
    """Whether it cannot be a minus sign or in a range, as a hyphen or en dash before a figure may be."""
    return found[2] in "—―" or not text[found.end()].isdigit()


def ellipses(text: str, style: Style) -> Iterator[Edit]:
    """Write one character for three full stops; four are left, as a sentence may end there."""
    if "..." in text:
        yield from replaced(_ELLIPSIS, text, lambda found: ("…",))


def punctuation_spaces(text: str, style: Style) -> Iterator[Edit]:
    """Remove spaces before punctuation marks and inside brackets."""
    if not _PERHAPS_SPACE.search(text):
        return
    ratios: set[int] = set()
    if _PERHAPS_RATIO.search(text):
        ratios = {text.index(":", found.start()) - 1 for found in re.finditer(_RATIO, text)}
    yield from (edit for edit in replaced(_BEFORE_MARK, text, lambda found: ("",)) if edit[0] not in ratios)
    if "(" in text or "[" in text:
        yield from replaced(_AFTER_BRACKET, text, lambda found: ("",))


def _has_no_break(text: str) -> bool:
    return not text.isascii() and _NO_BREAK_SPACE.search(text) is not None


def doubled_spaces(text: str, style: Style) -> Iterator[Edit]:
    """Leave one space between words; four or more are deliberate layout."""
    if "  " in text or _has_no_break(text):
        yield from replaced(_DOUBLED, text, lambda found: (found[0][0] if " " not in found[0] else " ",))


def no_break_spaces(text: str, style: Style) -> Iterator[Edit]:
    """Replace no-break spaces, except where English uses them."""
    yield from replaced(_NO_BREAK, text, lambda found: () if _holds(text, found.start()) else (" ",))


def _holds(text: str, at: int) -> bool:
    """Whether English has a no-break space there: before a unit, after "no." or "Mr", between initials, in a
    number, before a dash or a placeholder, between two quotation marks. Those before other marks are left to
    the rule for spaces before punctuation."""
    before, after = text[max(0, at - 12) : at], text[at + 1 : at + 14]
    if (
        after[0] in f"–—:;!?»›%€{OBJECT}"
        or before[-1] in "«‹"
        or (before[-1] in "“‘’”" and after[0] in "“‘’”")
    ):
        return True
    if before[-1].isdigit() and after[0].isdigit():
        return True
    if _BEFORE_UNIT.search(before) and _UNIT.match(after):
        return True
    return bool(_BEFORE_NAME.search(before)) or bool(after[0].isdigit() and _LABEL.search(before))
