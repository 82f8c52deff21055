"""What a run looks like when all its formatting is applied (ECMA-376-1 §17.7.2).

Document defaults, table style, paragraph style, character style and the run itself all contribute. Runs with
different properties may look the same. A *look* is what a reader sees, by the names of properties. It is that
of Latin letters: only the *wide* looks of paragraphs with letters of other scripts include the counterparts
for complex scripts (`bCs`, `szCs`) and the fonts of East Asia.
"""

import re
from collections.abc import Callable, Iterable

from lxml import etree

from booktranslate.docx.formatting.style_sheet import FONTS, Raw, StyleSheet, Theme
from booktranslate.docx.opc.xml import (
    Element,
    Fingerprint,
    attribute,
    fingerprint,
    is_on,
    name,
)

Look = dict[str, Fingerprint]

ON: Fingerprint = ("on",)
OFF: Fingerprint = ("off",)
_UNKNOWN: Fingerprint = ("as the style of the table says",)

# §17.7.3: on in both the paragraph style and the character style is off.
_TOGGLE_NAMES = "b i caps smallCaps strike outline shadow emboss imprint vanish"
_TOGGLES = frozenset(f"w:{local}" for local in _TOGGLE_NAMES.split())
_WIDE_TOGGLES = frozenset({"w:bCs", "w:iCs"})
# Readers of Latin letters do not see these, or only on the screen.
_UNSEEN_NAMES = """
lang noProof rPrChange ins del moveFrom moveTo webHidden rStyle kern snapToGrid eastAsianLayout specVanish
bCs iCs szCs rtl cs
"""
_UNSEEN = frozenset(f"w:{local}" for local in _UNSEEN_NAMES.split()) | {"w14:cntxtAlts"}
_ONLY_WIDE = frozenset({"w:bCs", "w:iCs", "w:szCs", "w:rtl", "w:cs", "w:eastAsianLayout"})
# Values that mean the same as no value.
_NOTHING: dict[str, frozenset[str]] = {
    "w:u": frozenset({"none", ""}),
    "w:highlight": frozenset({"none"}),
    "w:bdr": frozenset({"none", "nil"}),
    "w:vertAlign": frozenset({"baseline"}),
    "w:position": frozenset({"0"}),
    "w:em": frozenset({"none"}),
    "w:effect": frozenset({"none"}),
    "w14:ligatures": frozenset({"none"}),
    "w14:numForm": frozenset({"default"}),
    "w14:numSpacing": frozenset({"default"}),
}
_LEAST_SPACING = 5  # twentieths of a point; less than this between two letters is not noticed
_LEAST_STRETCH = 4  # per cent
_DEFAULT_SIZE = 20  # half points (§17.3.2.38)
_DEFAULT_FONT = "times new roman"
_BLACK = "000000"


# Hebrew, Arabic, the scripts of India and of East Asia.
_WIDE = (
    "[\u0590-\u109f\u1100-\u11ff\u1780-\u18af\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufb1d-\ufdff\ufe30-\ufefc\uff00-\uffef\U00020000-\U0003ffff]"
)
# Nearly all texts have only characters before these, and general signs; this pattern is the fastest to match.
_NARROW = re.compile("[\0-\u058f\u2000-\u2e7f]*+")


def is_wide(element: Element) -> bool:
    """Whether the text in an element has letters of a script that needs wide looks."""
    text = str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))
    return _NARROW.fullmatch(text) is None and re.search(_WIDE, text) is not None


def looks_of(sheet: StyleSheet, style: str, table: str, *, wide: bool) -> Callable[[Raw], Look]:
    """A function that gives the look of a run's properties, in a paragraph of one style in a table of
    another.

    `style` and `table` are ids of styles, `table` "" outside of tables.
    """
    paragraph = sheet.properties(style)
    by_table = sheet.said_by_table(table)

    def look(raw: Raw) -> Look:
        sign = raw.get("w:rStyle")
        own_style = (attribute(sign, "w:val") or "") if isinstance(sign, etree._Element) else ""
        character = sheet.properties(own_style)
        levels = (raw, character, paragraph)
        # §17.3.2.7, §17.3.2.30: such a run uses the properties of complex scripts.
        complex_script = any(_nearest_on(key, levels, sheet) for key in ("w:rtl", "w:cs"))
        found: Look = {}
        keys = {*raw, *character, *paragraph, *sheet.defaults, *by_table}
        if complex_script:
            keys |= {key for key, twin in _TWINS.items() if twin in keys}
        for key in keys if wide else keys - _ONLY_WIDE:
            if key in _UNSEEN and not (wide and key in _ONLY_WIDE):
                continue
            source = _TWINS.get(key, key) if complex_script else key
            if key in _TOGGLES or key in _WIDE_TOGGLES:
                value = _toggle(source, levels, sheet.defaults, by_table)
            else:
                value = _nearest(source, levels, sheet, by_table, wide=wide, complex_script=complex_script)
            if value is not None:
                found[key] = value
        if own_style in sheet.named:
            found["w:rStyle"] = (own_style,)
        return found

    return look


_TWINS = {"w:b": "w:bCs", "w:i": "w:iCs", "w:sz": "w:szCs"}


def _nearest_on(key: str, levels: tuple[Raw, ...], sheet: StyleSheet) -> bool:
    item = next((level[key] for level in (*levels, sheet.defaults) if key in level), None)
    return isinstance(item, etree._Element) and is_on(item)


def _toggle(key: str, levels: tuple[Raw, ...], defaults: Raw, by_table: frozenset[str]) -> Fingerprint | None:
    direct, *styles = levels
    if key in direct:
        return ON if _is_on(direct[key]) else None
    if key in defaults and _is_on(defaults[key]):
        return ON
    on = sum(key in level and _is_on(level[key]) for level in styles) % 2 == 1
    if key in by_table:
        return (*_UNKNOWN, on)
    return ON if on else None


def _is_on(item: "Element | str") -> bool:
    return isinstance(item, etree._Element) and is_on(item)


def _nearest(
    key: str,
    levels: tuple[Raw, ...],
    sheet: StyleSheet,
    by_table: frozenset[str],
    *,
    wide: bool,
    complex_script: bool,
) -> Fingerprint | None:
    if key == "w:rFonts":
        return _fonts(levels, sheet, by_table, wide=wide, complex_script=complex_script)
    item = next((level[key] for level in levels if key in level), None)
    if item is None and key in by_table:
        return _UNKNOWN
    if item is None:
        item = sheet.defaults.get(key)
    if isinstance(item, str):
        return (item,)
    return _value(key, item, sheet) if item is not None else None


def _value(key: str, item: Element, sheet: StyleSheet) -> Fingerprint | None:
    """What shows of a property; None if it is the same as without it."""
    value = (attribute(item, "w:val") or attribute(item, "w14:val") or "").strip()
    if value in _NOTHING.get(key, ()):
        return None
    match key:
        case "w:dstrike" | "w:rtl" | "w:cs":
            return ON if is_on(item) else None
        case "w:sz" | "w:szCs":
            return None if value == str(_DEFAULT_SIZE) else (value,)
        case "w:spacing":
            return None if abs(_number(value, 0)) < _LEAST_SPACING else (value,)
        case "w:w":
            return None if abs(_number(value.rstrip("%"), 100) - 100) < _LEAST_STRETCH else (value,)
        case "w:vertAlign":
            return (value,)
        case "w:color":
            return _colour(item, value, sheet)
        case "w:u":
            colour = attribute(item, "w:color") or "auto"
            return (value,) if colour == "auto" else (value, colour.upper())
        case "w:shd":
            fill = (attribute(item, "w:fill") or "auto").upper()
            themed = attribute(item, "w:themeFill")
            if value in {"clear", "nil", ""} and themed is None:
                return None if fill == "AUTO" or value == "nil" else ("clear", fill)
    return fingerprint(item)


def _number(value: str, otherwise: int) -> float:
    try:
        return float(value)
    except ValueError:
        return otherwise


def _colour(item: Element, value: str, sheet: StyleSheet) -> Fingerprint | None:
    themed = attribute(item, "w:themeColor")
    shades = tuple(attribute(item, key) for key in ("w:themeTint", "w:themeShade"))
    colour = sheet.theme.colours.get(themed, "") if themed else value.upper()
    if any(shades) or not colour:
        return (themed or "", *shades) if themed else None
    if colour == "AUTO" or (colour == _BLACK and sheet.plain_black):
        return None
    return (colour,)


def _fonts(
    levels: tuple[Raw, ...],
    sheet: StyleSheet,
    by_table: frozenset[str],
    *,
    wide: bool,
    complex_script: bool,
) -> Fingerprint | None:
    slots = (
        ("cs",) if complex_script and not wide else ("ascii", "hAnsi", *(("cs", "eastAsia") if wide else ()))
    )
    found: list[str] = []
    for slot in slots:
        font = next((font for level in levels if (font := _font(level, slot, sheet.theme))), "")
        if not font and "w:rFonts" in by_table:
            return (*_UNKNOWN, *found)
        found.append(font or _font(sheet.defaults, slot, sheet.theme) or _DEFAULT_FONT)
    if len(set(found)) > 1:
        return tuple(found)
    return None if found[0] == _DEFAULT_FONT else (found[0],)


def _font(level: Raw, slot: str, theme: Theme) -> str:
    item = level.get("w:rFonts")
    if not isinstance(item, etree._Element):
        return ""
    themed = attribute(item, f"w:{FONTS[slot]}")
    if themed:
        return (theme.fonts.get(themed) or themed).lower()
    return (attribute(item, f"w:{slot}") or "").strip().lower()


def has_dark(roots: Iterable[Element]) -> bool:
    """Whether anything in the parts has such a dark background that the automatic colour is white on it."""
    for root in roots:
        for item in root.iter("{*}shd", "{*}highlight", "{*}background"):
            if name(item.tag) == "w:shd" and attribute(item, "w:val") not in {"clear", "nil", None}:
                return True
            colour = attribute(item, "w:fill") or attribute(item, "w:color") or attribute(item, "w:val") or ""
            if colour in {"black", "blue"} or colour.startswith("dark") or _is_dark(colour):
                return True
    return False


def _is_dark(colour: str) -> bool:
    if re.fullmatch("[0-9A-Fa-f]{6}", colour) is None:
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.3 * red + 0.6 * green + 0.1 * blue < 128
