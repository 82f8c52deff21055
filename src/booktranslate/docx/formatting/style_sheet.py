"""What the styles and the theme of a document say about runs in general (ECMA-376-1 §17.7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from booktranslate.docx.opc.xml import Element, attribute, child, children, name

Raw = Mapping[str, "Element | str"]

FONTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme", "eastAsia": "eastAsiaTheme"}
"""The attributes of `w:rFonts` that name a font, each with the one that names a font of the theme instead."""


@dataclass(frozen=True, eq=False)
class Theme:
    """The fonts and colours (RRGGBB) of a theme, by the names with which documents refer to them."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)


_SLOTS = {"dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1"}
_SLOTS |= {"dark2": "dk2", "text2": "dk2", "light2": "lt2", "background2": "lt2"}
_SLOTS |= {"hyperlink": "hlink", "followedHyperlink": "folHlink"}


def read_theme(root: Element | None) -> Theme:
    """The theme of a document (ECMA-376-1 §20.1.6) by the root of its part; None gives an empty one."""
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


@dataclass(frozen=True, eq=False)
class StyleSheet:
    """The run properties that document defaults, theme and styles give."""

    theme: Theme = field(default_factory=Theme)
    defaults: Raw = field(default_factory=dict)
    styles: Mapping[str, Element] = field(default_factory=dict)  # by id
    named: frozenset[str] = frozenset()  # character styles that fields look for
    plain_black: bool = True  # whether black and the automatic colour are the same to a reader

    def properties(self, style: str) -> Raw:
        """The run properties of a style, with those it inherits (§17.7.4.3 basedOn)."""
        lineage = reversed(list(_lineage(self.styles, style)))
        return merged(raw_of(child(one, "w:rPr")) for one in lineage)

    def said_by_table(self, style: str) -> frozenset[str]:
        """The keys of the run properties that a table style sets, for the whole table or for some of its
        cells."""
        if style not in self.styles or attribute(self.styles[style], "w:type") != "table":
            return frozenset()
        return frozenset(
            key
            for one in _lineage(self.styles, style)
            for group in one.iter("{*}rPr")
            for key in raw_of(group)
        )


def read_sheet(root: Element | None, theme: Theme, *, plain_black: bool, named: Iterable[str]) -> StyleSheet:
    """The style sheet of a document, by the root of its styles part.

    `named` are the names of styles in its fields: runs with such a character style always differ from others.
    """
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
    """The children of a `w:rPr` by their short names; none for None."""
    return {key: item for item in properties if (key := name(item.tag))} if properties is not None else {}


def merged(levels: Iterable[Raw]) -> Raw:
    """The properties of all levels, of which later ones override earlier ones; fonts are merged attribute by
    attribute (§17.3.2.26)."""
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
