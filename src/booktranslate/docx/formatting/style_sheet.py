"""What styles and the theme of a document say of its runs (ECMA-376-1 §17.7), before a run is looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from booktranslate.docx.opc.xml import Element, attribute, child, children, name

Raw = Mapping[str, "Element | str"]

FONTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme", "eastAsia": "eastAsiaTheme"}
"""The attributes of `w:rFonts` that name a font, and those that name one of the theme."""


@dataclass(frozen=True)
class Theme:
    """The fonts and colours of a theme by the names that documents call them."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)


_SLOTS = {"dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1"}
_SLOTS |= {"dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2"}
_SLOTS |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}


def read_theme(root: Element | None) -> Theme:
    """The theme of a document (ECMA-376-1 §20.1.6); with no part, an empty one."""
    fonts: dict[str, str] = {}
    colours: dict[str, str] = {}
    for item in root.iter("{*}majorFont", "{*}minorFont", "{*}clrScheme") if root is not None else ():
        kind = name(item.tag)
        if kind == "a:clrScheme":
            for slot in item:
                for value in slot:
                    colour = value.get("lastClr") or value.get("val") or ""
                    colours[name(slot.tag).removeprefix("a:")] = str(colour).upper()
            continue
        latin = child(item, "a:latin")
        if latin is not None:
            for script in ("Ascii", "HAnsi"):
                fonts[kind[2:7] + script] = str(latin.get("typeface", ""))
    return Theme(fonts, {alias: colours[slot] for alias, slot in _SLOTS.items() if slot in colours} | colours)


@dataclass(frozen=True)
class StyleSheet:
    """The run properties that styles give."""

    theme: Theme = field(default_factory=Theme)
    defaults: Raw = field(default_factory=dict)
    styles: Mapping[str, Element] = field(default_factory=dict)  # by id
    named: frozenset[str] = frozenset()  # character styles that fields look for
    plain_black: bool = True  # whether black and the automatic colour are the same to a reader

    def properties(self, style: str) -> Raw:
        """What a style gives, with what it takes over from those that it is based on."""
        lineage = reversed(list(_lineage(self.styles, style)))
        return merged(raw_of(child(one, "w:rPr")) for one in lineage)

    def said_by_table(self, style: str) -> frozenset[str]:
        """What a table style has a say in, of the whole table or of some of its rows and columns."""
        if style not in self.styles or attribute(self.styles[style], "w:type") != "table":
            return frozenset()
        return frozenset(
            key
            for one in _lineage(self.styles, style)
            for group in one.iter("{*}rPr")
            for key in raw_of(group)
        )


def read_sheet(root: Element | None, theme: Theme, *, plain_black: bool, named: Iterable[str]) -> StyleSheet:
    """The style sheet of a document. `named` are the style names in its fields: such styles always show."""
    if root is None:
        return StyleSheet(theme, plain_black=plain_black)
    found = {attribute(item, "w:styleId") or "": item for item in children(root, "w:style")}
    wanted = {word.lower() for word in named}
    fields: set[str] = set()
    for style, item in found.items() if wanted else ():
        title = child(item, "w:name")
        names = {style.lower(), (attribute(title, "w:val") or "").lower() if title is not None else ""}
        if attribute(item, "w:type") == "character" and not names.isdisjoint(wanted):
            fields.add(style)
    settings = child(root, "w:docDefaults")
    holder = child(settings, "w:rPrDefault") if settings is not None else None
    defaults = raw_of(child(holder, "w:rPr")) if holder is not None else {}
    return StyleSheet(theme, defaults, found, frozenset(fields), plain_black)


def _lineage(found: Mapping[str, Element], style: str) -> Iterable[Element]:
    seen: set[str] = set()
    while style in found and style not in seen:
        seen.add(style)
        yield found[style]
        parent = child(found[style], "w:basedOn")
        style = (attribute(parent, "w:val") or "") if parent is not None else ""


def raw_of(properties: Element | None) -> Raw:
    """The properties of a `w:rPr` by their short names."""
    return {key: item for item in properties if (key := name(item.tag))} if properties is not None else {}


def merged(levels: Iterable[Raw]) -> Raw:
    """One level after the other, the later ones first; fonts are merged name by name (§17.3.2.26)."""
    found: dict[str, Element | str] = {}
    for level in levels:
        for key, item in level.items():
            old = found.get(key)
            if key == "w:rFonts" and isinstance(old, etree._Element) and isinstance(item, etree._Element):
                item = _merged_fonts(old, item)
            found[key] = item
    return found


def _merged_fonts(old: Element, new: Element) -> Element:
    both = etree.Element(new.tag)
    for fonts in (old, new):
        said = {name(key).removeprefix("w:") for key in fonts.attrib}
        for key in list(both.attrib):
            short = name(key).removeprefix("w:")
            if any({short} & {plain, theme} and said & {plain, theme} for plain, theme in FONTS.items()):
                del both.attrib[key]
        both.attrib.update(fonts.attrib)
    return both
