"""Run formatting as values, and the inline tags that stand for differences between formats.

A *format* is all properties of a run that a reader could see. What only differs in noise (language,
proofing, revision marks) is the same format. A unit's texts are described relative to a *base* format;
each difference is one or more *marks*, which become the tags `<b>`, `<i>`, `<sup>`, … and `<g1>` for
whatever has no short name.
"""

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from booktranslate.docx.xml import Element, Fingerprint, attribute, fingerprint, is_on, name


@dataclass(frozen=True)
class Format:
    """The properties of a run: key → fingerprint; `elements` holds what to write for each key.

    Keys are child tags of `w:rPr` / `a:rPr`, or `@name` for the attributes that DrawingML uses.
    """

    properties: frozenset[tuple[str, Fingerprint]] = frozenset()
    elements: Mapping[str, "Element | str"] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.properties)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Format) and self.properties == other.properties)

    @property
    def keys(self) -> dict[str, Fingerprint]:
        """The properties as a dict."""
        return dict(self.properties)

    @cached_property
    def shows_on_space(self) -> bool:
        """Whether the format is visible on a space (underline, highlight …)."""
        return any(key in _SEEN_ON_SPACE for key, _ in self.properties)


PLAIN = Format()


@dataclass(frozen=True)
class Mark:
    """A difference from a base format: properties set, and properties taken away. One tag stands for it."""

    sets: frozenset[tuple[str, Fingerprint]] = frozenset()
    removes: frozenset[str] = frozenset()
    elements: Mapping[str, "Element | str"] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.sets, self.removes))


# What a mark of these keys alone is called. Complex-script twins (bCs, iCs) go with their property.
_FAMILIES: dict[frozenset[str], str] = {
    frozenset({"w:b"}): "b",
    frozenset({"w:b", "w:bCs"}): "b",
    frozenset({"w:i"}): "i",
    frozenset({"w:i", "w:iCs"}): "i",
    frozenset({"w:u"}): "u",
    frozenset({"w:strike"}): "s",
    frozenset({"w:smallCaps"}): "sc",
    frozenset({"w:vertAlign"}): "sup",
    frozenset({"@b"}): "b",
    frozenset({"@i"}): "i",
    frozenset({"@u"}): "u",
    frozenset({"@strike"}): "s",
    frozenset({"@baseline"}): "sup",
}
_SIMPLE = [{"w:b", "w:bCs"}, {"w:i", "w:iCs"}, {"w:u"}, {"w:strike"}, {"w:smallCaps"}, {"w:vertAlign"}]
_SIMPLE += [{"@b"}, {"@i"}, {"@u"}, {"@strike"}, {"@baseline"}]

# Properties that a reader sees even on a space.
_SEEN_ON_SPACE = {"w:u", "w:strike", "w:dstrike", "w:highlight", "w:shd", "w:bdr", "w:em", "@u", "@strike"}

_NOISE = {"w:lang", "w:noProof", "w:rPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:webHidden"}
_A_NOISE = {"lang", "altLang", "dirty", "err", "smtClean", "smtId", "noProof", "bmk"}

# ECMA-376-1 §17.3.2.28: the order of the children of w:rPr.
_ORDER = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs
em lang eastAsianLayout specVanish oMath
"""
# [MS-DOCX] §2.2.2: the extensions of Word 2010, which stand after them.
_ORDER_2010 = """
glow shadow reflection textOutline textFill scene3d props3d
ligatures numForm numSpacing stylisticSets cntxtAlts
"""
_TAGS = [f"w:{local}" for local in _ORDER.split()]
_TAGS += [f"w14:{local}" for local in _ORDER_2010.split()]
_RANK = {tag: rank for rank, tag in enumerate(_TAGS)}


def schema_rank(key: str) -> int:
    """The place of a child of `w:rPr` in the schema; unknown ones come last."""
    return _RANK.get(key, len(_RANK))


def word_format(properties: Element | None) -> Format:
    """The format of a `w:rPr`."""
    if properties is None or len(properties) == 0:
        return PLAIN
    found: dict[str, Fingerprint] = {}
    elements: dict[str, Element | str] = {}
    for item in properties:
        key = name(item.tag)
        if key and key not in _NOISE:
            found[key] = fingerprint(item)
            elements[key] = item
    return Format(frozenset(found.items()), elements)


def drawing_format(properties: Element | None) -> Format:
    """The format of an `a:rPr` (ECMA-376-1 §21.1.2.3.9), whose toggles are attributes."""
    if properties is None:
        return PLAIN
    found: dict[str, Fingerprint] = {}
    elements: dict[str, Element | str] = {}
    for key, value in properties.attrib.items():
        if key not in _A_NOISE:
            found[f"@{key!s}"] = (value,)
            elements[f"@{key!s}"] = str(value)
    for item in properties:
        key = name(item.tag)
        if key:
            found[key] = fingerprint(item)
            elements[key] = item
    return Format(frozenset(found.items()), elements)


def build_word(format_: Format, make: Callable[[str], Element]) -> Element | None:
    """A `w:rPr` for a format, its children in the order of the schema; None for a plain one."""
    if not format_.properties:
        return None
    properties = make("rPr")
    for key in sorted(format_.elements, key=schema_rank):
        element = format_.elements[key]
        if not isinstance(element, str):
            properties.append(copy.deepcopy(element))
    return properties


def build_drawing(format_: Format, make: Callable[[str], Element], language: str) -> Element:
    """An `a:rPr` for a format, with its language."""
    properties = make("rPr")
    if language:
        properties.set("lang", language)
    for key, value in format_.elements.items():
        if isinstance(value, str):
            properties.set(key[1:], value)
        else:
            properties.append(copy.deepcopy(value))
    return properties


def is_hidden(format_: Format) -> bool:
    """Whether the format itself hides the text (ECMA-376-1 §17.3.2.41 vanish)."""
    item = format_.elements.get("w:vanish")
    return isinstance(item, etree._Element) and is_on(item)


def style_of(format_: Format) -> str:
    """The character style of a format, by its id; "" when it has none."""
    item = format_.elements.get("w:rStyle")
    return (attribute(item, "w:val") or "") if isinstance(item, etree._Element) else ""


def choose_base(formats: Iterable[Format]) -> Format:
    """The format that the others add to (bold, italic …), so that tags are short; without such a one, the
    format that most stretches of text have; of equals the one with fewest properties, then the first.

    Stretches are counted, not letters: a translation changes their length but not their number, so the
    translated document has the same base, and the same tags.
    """
    counts: dict[Format, int] = {}
    for item in formats:
        counts[item] = counts.get(item, 0) + 1
    if not counts:
        return PLAIN
    for item in counts:
        if all(_only_adds(item, other) for other in counts):
            return item
    return min(counts, key=lambda item: (-counts[item], len(item.properties)))


_SHORT = frozenset(key for group in _SIMPLE for key in group)


def _only_adds(base: Format, other: Format) -> bool:
    return base.properties <= other.properties and all(
        key in _SHORT for key, _ in other.properties - base.properties
    )


def marks_between(base: Format, format_: Format) -> tuple[Mark, ...]:
    """The marks that turn `base` into `format_`: one a property with a short name, one for the rest."""
    if format_.properties == base.properties:
        return ()
    old, new = base.keys, format_.keys
    sets = {key for key in new if old.get(key) != new[key]}
    removes = {key for key in old if key not in new}
    marks = []
    for group in _SIMPLE:
        mine = sets & group
        if mine and not (removes & group) and not any(key in old for key in mine):
            marks.append(_mark(format_, mine, set()))
            sets -= mine
    if sets or removes:
        marks.append(_mark(format_, sets, removes))
    return tuple(marks)


def _mark(format_: Format, sets: set[str], removes: set[str]) -> Mark:
    return Mark(
        frozenset((key, value) for key, value in format_.properties if key in sets),
        frozenset(removes),
        {key: element for key, element in format_.elements.items() if key in sets},
    )


def apply(base: Format, marks: Iterable[Mark]) -> Format:
    """The format that the marks make of `base`."""
    properties = base.keys
    elements = dict(base.elements)
    for mark in marks:
        for key in mark.removes:
            properties.pop(key, None)
            elements.pop(key, None)
        properties.update(mark.sets)
        elements.update(mark.elements)
    return Format(frozenset(properties.items()), elements)


def family(mark: Mark, strong: frozenset[str], emphasis: frozenset[str]) -> str:
    """The letters of a mark's tag: `b`, `i`, `u`, `s`, `sc`, `sup`, `sub`, or `g` for anything else.

    `strong` and `emphasis` are the ids of the character styles that Word calls Strong and Emphasis.
    """
    if mark.removes:
        return "g"
    keys = frozenset(key for key, _ in mark.sets)
    if keys == {"w:rStyle"}:
        style = style_of(Format(mark.sets, mark.elements))
        return "b" if style in strong else "i" if style in emphasis else "g"
    letters = _FAMILIES.get(keys, "g")
    if letters == "sup":
        value = mark.elements[next(iter(keys))]
        text = value if isinstance(value, str) else attribute(value, "w:val") or ""
        return "sub" if text == "subscript" or text.startswith("-") else "sup"
    if letters in {"b", "i", "s", "sc", "u"}:
        values = mark.elements.values()
        off = {"0", "false", "off", "none", "noStrike"}
        if any((value if isinstance(value, str) else attribute(value, "w:val")) in off for value in values):
            return "g"
    return letters


def is_additive(mark: Mark) -> bool:
    """Whether a mark only adds a property with a short name, so that it can go around anything."""
    return not mark.removes and frozenset(key for key, _ in mark.sets) in _FAMILIES
