"""The formats of runs, and the marks between formats, which become inline tags.

A *format* is how a run differs in looks from a run without properties in the same paragraph (`looks.py`).
What a reader does not see (language, proofing, a size that the style has too) makes no difference. A unit has
a *base* format; a difference from it is a *mark*, which becomes a tag: `<b>`, `<i>`, `<sup>`, … or `<g1>` if
there is no short name for it.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count

from lxml import etree

from booktranslate.docx.formatting.looks import OFF, ON, Look
from booktranslate.docx.formatting.style_sheet import Raw
from booktranslate.docx.opc.xml import Element, Fingerprint, fingerprint, name, set_attribute

_numbers = count()


@dataclass(frozen=True)
class Format:
    """How a run looks: `properties` are what shows, by key; `elements` what to write for it, by key.

    Keys are the names of children of `w:rPr` or `a:rPr`, or `@name` for an attribute of `a:rPr`. Formats that
    look the same are equal, whatever is written for them; only their `number` differs. `hidden`: the text
    does not show; `directed`: it is marked as right-to-left or complex script (§17.3.2.30 rtl, §17.3.2.7 cs).
    """

    properties: frozenset[tuple[str, Fingerprint]] = frozenset()
    elements: Raw = field(default_factory=dict, compare=False, repr=False)
    hidden: bool = field(default=False, compare=False)
    directed: bool = field(default=False, compare=False)
    number: int = field(init=False, default_factory=_numbers.__next__, compare=False, repr=False)

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

    def same_apart_from_script(self, other: "Format") -> bool:
        """Whether the two differ at most in properties that complex scripts have of their own (`bCs`, `szCs`
        …)."""
        return all(key in _OF_SCRIPTS for key, _ in self.properties ^ other.properties)

    @cached_property
    def is_raised(self) -> bool:
        """Whether the letters are raised, as in « 2ᵉ »."""
        keys = self.keys
        return keys.get("w:vertAlign") == ("superscript",) or _is_above(keys.get("@baseline", OFF)[0])

    @cached_property
    def is_capital(self) -> bool:
        """Whether the letters show as capitals or small capitals."""
        keys = self.keys
        return ON in (keys.get("w:smallCaps"), keys.get("w:caps")) or keys.get("@cap", ("none",)) != ("none",)


PLAIN = Format()


@dataclass(frozen=True)
class FormatMark:
    """A difference from a base format, for which one tag stands.

    `sets` is what shows in addition, by key; `removes` the keys of what no longer shows; `elements` what to
    write for it; `takes` the keys of what the base writes and the mark does not.
    """

    sets: frozenset[tuple[str, Fingerprint]] = frozenset()
    removes: frozenset[str] = frozenset()
    elements: Raw = field(default_factory=dict, compare=False, repr=False)
    takes: frozenset[str] = field(default=frozenset(), compare=False)
    number: int = field(init=False, default_factory=_numbers.__next__, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash((self.sets, self.removes))


# The names of the tags of marks with one of these keys alone.
_LETTERS = {
    "w:b": "b",
    "w:i": "i",
    "w:u": "u",
    "w:strike": "s",
    "w:smallCaps": "sc",
    "w:vertAlign": "sup",
    "@b": "b",
    "@i": "i",
    "@u": "u",
    "@strike": "s",
    "@baseline": "sup",
}
_TWINS = {"w:b": "w:bCs", "w:i": "w:iCs"}  # the second is written together with the first
_OF_SCRIPTS = {"w:b", "w:i", "w:sz", "w:rFonts"}
_COMPLEX = {**_TWINS, "w:sz": "w:szCs"}
_JOINED = frozenset({"b", "i", "u", "s"})  # can be joined into one tag: <bi>
_OFF_VALUES = {"0", "false", "off", "none", "noStrike"}

# Properties that a reader sees even on a space.
_SEEN_ON_SPACE = {"w:u", "w:strike", "w:dstrike", "w:highlight", "w:shd", "w:bdr", "w:em", "@u", "@strike"}

_A_NOISE = {"lang", "altLang", "dirty", "err", "smtClean", "smtId", "noProof", "bmk", "kern", "kumimoji"}
_A_UNSEEN = {"a:ea", "a:cs"}  # the fonts of other scripts

# ECMA-376-1 §17.3.2.28: the order of the children of w:rPr.
_ORDER = """
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs
em lang eastAsianLayout specVanish oMath
"""
# [MS-DOCX] §2.2.2: the extensions of Word 2010, which come after them.
_ORDER_2010 = """
glow shadow reflection textOutline textFill scene3d props3d
ligatures numForm numSpacing stylisticSets cntxtAlts
"""
_TAGS = [f"w:{local}" for local in _ORDER.split()] + [f"w14:{local}" for local in _ORDER_2010.split()]
_RANK = {tag: rank for rank, tag in enumerate(_TAGS)}
_NOT_WRITTEN = {
    "w:lang",
    "w:noProof",
    "w:rPrChange",
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
}


def schema_rank(key: str) -> int:
    """The position of a child of `w:rPr` in the schema; unknown ones come last."""
    return _RANK.get(key, len(_RANK))


def written(properties: Element) -> Raw:
    """The children of a `w:rPr` that are written again for a translation, by key."""
    return {key: item for item in properties if (key := name(item.tag)) and key not in _NOT_WRITTEN}


def latin(elements: Raw) -> Raw:
    """Properties that make Latin letters look like text with these properties in a complex script."""
    found = {key: item for key, item in elements.items() if key not in {"w:rtl", "w:cs", *_COMPLEX}}
    for key, twin in _COMPLEX.items():
        item = elements.get(twin)
        if item is not None and not isinstance(item, str):
            ours = found[key] = etree.Element(item.tag[: -len("Cs")])
            ours.attrib.update(item.attrib)
    return found


def seen(look: Look, plain: Look, elements: Raw) -> Format:
    """The format of a run with that look, if `plain` is the look of a run without properties."""
    keys = [key for key in {*look, *plain} if look.get(key) != plain.get(key)]
    # Not hidden if a table style has a say: better to translate a hidden text than to lose a visible one.
    return Format(frozenset((key, look.get(key, OFF)) for key in keys), elements, look.get("w:vanish") == ON)


def drawing_format(properties: Element | None) -> Format:
    """The format of an `a:rPr` (ECMA-376-1 §21.1.2.3.9), which has bold, italic and others as attributes."""
    if properties is None:
        return PLAIN
    elements: dict[str, Element | str] = {
        f"@{key!s}": str(value) for key, value in properties.attrib.items() if key not in _A_NOISE
    }
    elements |= {key: item for item in properties if (key := name(item.tag))}
    return Format(drawing_look(elements), elements)


def drawing_look(elements: Raw) -> frozenset[tuple[str, Fingerprint]]:
    """What shows of the properties of a DrawingML run."""
    return frozenset((key, _print(value)) for key, value in elements.items() if key not in _A_UNSEEN)


def build_word(format_: Format, make: Callable[[str], Element]) -> Element | None:
    """A `w:rPr` for a format, its children in the order of the schema; None if there is nothing to write.

    `make` makes an element with a local name.
    """
    if not format_.elements:
        return None
    properties = make("rPr")
    for key in sorted(format_.elements, key=schema_rank):
        element = format_.elements[key]
        if isinstance(element, str):
            item = make(key.partition(":")[2])
            set_attribute(item, "w:val", element)
            properties.append(item)
        else:
            properties.append(copy.deepcopy(element))
    return properties


def build_drawing(format_: Format, make: Callable[[str], Element], language: str) -> Element:
    """An `a:rPr` for a format; with `language`, if it is not empty, as its language."""
    properties = make("rPr")
    if language:
        properties.set("lang", language)
    for key, value in format_.elements.items():
        if isinstance(value, str):
            properties.set(key[1:], value)
        else:
            properties.append(copy.deepcopy(value))
    return properties


def choose_base(formats: Iterable[Format]) -> Format:
    """The format to which all others only add short marks (bold, italic …), so that tags are short. If there
    is none, the most frequent of the formats; of several, the one with the fewest properties, then the first.

    Each of `formats` is that of a stretch of text. Stretches are counted, not letters: a translation changes
    their length but not their number, so that a translated document has the same base and the same tags.
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


def _only_adds(base: Format, other: Format) -> bool:
    return base.properties <= other.properties and all(
        key in _LETTERS for key, _ in other.properties - base.properties
    )


def marks_between(
    base: Format, format_: Format, apply: Callable[[Format, FormatMark], Format]
) -> tuple[FormatMark, ...]:
    """The marks that turn `base` into `format_`: one for each property with a short name, one for the rest.

    `apply` makes another format by a mark. If this way does not end at `format_`, one mark stands for all.
    """
    if format_.properties == base.properties:
        return ()
    old, new = base.keys, format_.keys
    sets = {key for key in new if old.get(key) != new[key]}
    removes = frozenset(key for key in old if key not in new)
    elements = {
        key: item
        for key, item in format_.elements.items()
        if key not in base.elements or _print(base.elements[key]) != _print(item)
    }
    takes = frozenset(key for key in base.elements if key not in format_.elements)
    whole = _mark(format_, sets, removes, elements, takes)
    short = [key for key in sorted(sets) if key in _LETTERS and key in elements and key not in old]
    marks = [
        _mark(format_, {key}, frozenset(), _only(elements, {key, _TWINS.get(key, key)}), frozenset())
        for key in short
    ]
    rest = sets - set(short)
    if rest or removes:
        if not short:
            return (whole,)
        gone = {twin for key in short for twin in (key, _TWINS.get(key, key))}
        marks.append(_mark(format_, rest, removes, _only(elements, set(elements) - gone), takes))
    result = base
    for mark in marks:
        result = apply(result, mark)
    return tuple(marks) if marks and result == format_ else (whole,)


def _only(elements: Raw, keys: set[str]) -> Raw:
    return {key: item for key, item in elements.items() if key in keys}


def _mark(
    format_: Format, sets: set[str], removes: frozenset[str], elements: Raw, takes: frozenset[str]
) -> FormatMark:
    shown = frozenset((key, value) for key, value in format_.properties if key in sets)
    return FormatMark(shown, removes, elements, takes)


def joined(marks: Sequence[FormatMark]) -> FormatMark:
    """One mark with the effects of several."""
    return FormatMark(
        frozenset().union(*(mark.sets for mark in marks)),
        frozenset().union(*(mark.removes for mark in marks)),
        {key: item for mark in marks for key, item in mark.elements.items()},
        frozenset().union(*(mark.takes for mark in marks)),
    )


def with_marks(elements: Raw, marks: Iterable[FormatMark]) -> Raw:
    """The elements of a format, changed by marks, the outermost first.

    What a mark writes without a visible effect (`b` 0 where nothing is bold) does not undo a mark around it.
    """
    shown: frozenset[str] = frozenset()
    for mark in marks:
        own = {key for key, _ in mark.sets} | mark.removes
        kept = shown - own
        elements = {key: item for key, item in elements.items() if key not in mark.takes or key in kept}
        elements |= {key: item for key, item in mark.elements.items() if key not in kept}
        shown |= own | {_TWINS[key] for key in own & _TWINS.keys()}
    return elements


def family(mark: FormatMark) -> str:
    """The letters in the name of a mark's tag: `b`, `i`, `u`, `s`, `sc`, `sup`, `sub`; combinations such as
    `bi` for bold and italic; `g` for anything else."""
    if mark.removes:
        return "g"
    found = []
    for key, value in sorted(mark.sets):
        letters = _LETTERS.get(key, "g")
        if letters == "sup":
            letters = "sup" if value == ("superscript",) or _is_above(value[0]) else "sub"
        elif value == OFF or value[0] in _OFF_VALUES:
            return "g"
        found.append(letters)
    if len(found) == 1:
        return found[0]
    return "".join(sorted(found)) if _JOINED.issuperset(found) else "g"


def _is_above(baseline: object) -> bool:
    text = str(baseline)
    return text.lstrip("+")[:1].isdigit() and not text.startswith("0")


def is_additive(mark: FormatMark) -> bool:
    """Whether a mark only adds properties with a short name, so that it can enclose anything."""
    return (
        not mark.removes
        and not mark.takes
        and all(key in _LETTERS for key, _ in mark.sets)
        and all(key in _LETTERS or key in _TWINS.values() for key in mark.elements)
    )


def _print(value: "Element | str") -> Fingerprint:
    return (value,) if isinstance(value, str) else fingerprint(value)
