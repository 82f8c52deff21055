"""Texts in parts that are not running text: charts, SmartArt, list numbers, properties, link targets."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions, kind_of
from booktranslate.docx.opc.xml import Element, attribute, child, children, name
from booktranslate.docx.paragraphs.reading import drawing_paragraph
from booktranslate.docx.paragraphs.tagging import is_translatable
from booktranslate.docx.stories import Place, Walker, attribute_places
from booktranslate.docx.text_places import AttributePlace, DrawingPlace, NumberingPlace, PlainPlace


def charts(root: Element) -> Iterator[Place]:
    """The places of a chart part: titles, series and categories (their cached strings)."""
    for item in root.iter():
        kind = name(item.tag)
        if kind == "a:p":
            yield Place(DrawingPlace(item, drawing_paragraph(item)), "chart")
        elif kind in CHART_TEXTS and is_translatable(item.text or "") and is_string(item):
            yield Place(PlainPlace(item), "chart")


CHART_TEXTS = {"c:v", "cx:pt", "cx:v", "c:name"}


def is_string(value: Element) -> bool:
    """Whether a text of a chart is words: no number, and no name of something outside (a pivot table)."""
    around = {name(parent.tag) for parent in value.iterancestors()}
    if name(value.tag) == "c:name":  # of a trend line, for the legend (ECMA-376-1 §21.2.2.211)
        return "c:trendline" in around
    return not around & {"c:numCache", "c:numLit", "cx:numDim"}


def placeholders(root: Element, used: set[str], walker: Walker) -> Iterator[Place]:
    """The texts that content controls show while they are empty, in the glossary part (§17.12.7 docPart)."""
    for block in root.iter("{*}docPart"):
        properties, body = child(block, "w:docPartPr"), child(block, "w:docPartBody")
        label = child(properties, "w:name") if properties is not None else None
        if label is not None and body is not None and attribute(label, "w:val") in used:
            yield from (replace(place, copy=True) for place in walker.story(body))


def diagrams(root: Element, *, copy: bool) -> Iterator[Place]:
    """The places of a SmartArt part; its drawing part is a copy of its data part."""
    for item in root.iter():
        if name(item.tag) == "a:p":
            yield Place(DrawingPlace(item, drawing_paragraph(item)), "diagram", copy=copy)
        else:
            yield from attribute_places(item, copy=copy)


def numberings(root: Element, used: Callable[[], set[str]]) -> Iterator[Place]:
    """The words in list numbers (« Chapitre %1 », or « Remarque » with no number) of the lists that are used.

    `used` gives their ids; most documents have no such words, and need not be searched for them.
    """
    found = {item: places for item in root if (places := list(_words_in_numbers(item)))}
    if not found:
        return
    ids = used()
    wanted = set()
    for item in children(root, "w:num"):
        if attribute(item, "w:numId") in ids:
            link = child(item, "w:abstractNumId")
            wanted.add(attribute(link, "w:val") if link is not None else None)
    for item, places in found.items():
        if name(item.tag) != "w:abstractNum" or attribute(item, "w:abstractNumId") in wanted:
            yield from places


def _words_in_numbers(numbering: Element) -> Iterator[Place]:
    for level in numbering.iter():
        if name(level.tag) != "w:lvl":
            continue
        kind = child(level, "w:numFmt")
        text = child(level, "w:lvlText")
        if text is None:
            continue
        # One letter is a number of the kind a), two may be a bullet (« oo »).
        signs = 2 if kind is not None and attribute(kind, "w:val") == "bullet" else 1
        for key, value in text.attrib.items():
            words = re.sub(r"%[1-9]", "", str(value))
            if name(key) == "w:val" and len([letter for letter in words if letter.isalpha()]) > signs:
                yield Place(NumberingPlace(text, str(key)), "numbering")


_PROPERTIES = {"dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"}
_NAMES = ("dc:creator", "}Company", "}Manager")
# What stands in small letters in the names of people and firms: Marie de La Fontaine, Dupont & fils.
_PARTICLES = {"de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "di", "da", "dos", "fils"}


def properties(root: Element) -> Iterator[Place]:
    """The document properties that a reader can see; an author or company where it is more than a name."""
    for item in root:
        kind, text = name(item.tag), item.text or ""
        if (kind in _PROPERTIES and is_translatable(text)) or (kind.endswith(_NAMES) and _has_words(text)):
            yield Place(PlainPlace(item), "document property")


def _has_words(text: str) -> bool:
    """Whether words stand beside names: “Direction de la communication”, “Fédération Exemple (fictive)”.

    What has no capital, or the sign of an address, is the name of an account.
    """
    words = re.findall(r"[^\W\d_]+", text)
    small = [word for word in words if word.islower() and len(word) > 1 and word not in _PARTICLES]
    return bool(small) and len(small) < len(words) and "@" not in text


def custom_properties(root: Element, used: set[str]) -> Iterator[Place]:
    """The values of custom properties that fields of those names show (DOCPROPERTY, ECMA-376-2 §22.3)."""
    for item in root:
        if str(item.get("name", "")).lower() in used:
            for value in item:
                if name(value.tag).endswith(("}lpwstr", "}lpstr")) and is_translatable(value.text or ""):
                    yield Place(PlainPlace(value), "document property", copy=True)


def variables(root: Element, used: set[str]) -> Iterator[Place]:
    """The values of document variables that fields of those names show (DOCVARIABLE, §17.15.1.31 docVar)."""
    for item in root.iter("{*}docVar"):
        if (attribute(item, "w:name") or "").lower() in used:
            for key, value in item.attrib.items():
                if name(key) == "w:val" and is_translatable(str(value)):
                    yield Place(AttributePlace(item, str(key)), "document variable", copy=True)


def shown_names(roots: Iterable[Element], field: str) -> set[str]:
    """The names of properties or variables that fields of a type show, in small letters."""
    found: set[str] = set()
    for root in roots:
        for pieces in instructions(root.iter(*MARKS)):
            code = "".join(code_of(piece) for piece in pieces)
            if kind_of(code) == field:
                found.update(item.words.lower() for item in arguments(code) if item.place == "1")
    return found


def links(root: Element) -> Iterator[Place]:
    """The targets of external hyperlinks in a relationships part."""
    for item in root:
        if str(item.get("Type", "")).endswith("/hyperlink") and item.get("TargetMode") == "External":
            yield Place(AttributePlace(item, "Target"), "link target")
