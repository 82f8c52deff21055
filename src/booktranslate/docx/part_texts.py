"""Texts in parts without running text: charts, SmartArt, list numbers, properties, link targets."""

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
    """The places of a chart part: titles, and the cached names of series and categories."""
    for item in root.iter():
        kind = name(item.tag)
        if kind == "a:p":
            yield Place(DrawingPlace(item, drawing_paragraph(item)), "chart")
        elif kind in CHART_TEXTS and is_translatable(item.text or "") and is_string(item):
            yield Place(PlainPlace(item), "chart")


CHART_TEXTS = {"c:v", "cx:pt", "cx:v", "c:name"}


def is_string(value: Element) -> bool:
    """Whether a value of a chart is words: not a number, nor the name of something else (a pivot table)."""
    around = {name(parent.tag) for parent in value.iterancestors()}
    if name(value.tag) == "c:name":  # of a trend line, for the legend (ECMA-376-1 §21.2.2.211)
        return "c:trendline" in around
    return not around & {"c:numCache", "c:numLit", "cx:numDim"}


def placeholders(root: Element, used: set[str], walker: Walker) -> Iterator[Place]:
    """The texts that empty content controls show, from the glossary part (§17.12.7 docPart).

    `used` are the names of the placeholders in use.
    """
    for block in root.iter("{*}docPart"):
        properties, body = child(block, "w:docPartPr"), child(block, "w:docPartBody")
        label = child(properties, "w:name") if properties is not None else None
        if label is not None and body is not None and attribute(label, "w:val") in used:
            yield from (replace(place, copy=True) for place in walker.story(body))


def diagrams(root: Element, *, copy: bool) -> Iterator[Place]:
    """The places of a SmartArt part. `copy` is for its drawing, which repeats the texts of its data."""
    for item in root.iter():
        if name(item.tag) == "a:p":
            yield Place(DrawingPlace(item, drawing_paragraph(item)), "diagram", copy=copy)
        else:
            yield from attribute_places(item, copy=copy)


def numberings(root: Element, used: Callable[[], set[str]]) -> Iterator[Place]:
    """The words in the numbers of lists that the book uses: « Chapitre %1 », or « Remarque » alone.

    `used` gives the ids of those lists. It is slow, and called only if there are words at all.
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
        # One letter may belong to a number such as a), two to a bullet (« oo »).
        signs = 2 if kind is not None and attribute(kind, "w:val") == "bullet" else 1
        for key, value in text.attrib.items():
            words = re.sub(r"%[1-9]", "", str(value))
            if name(key) == "w:val" and len([letter for letter in words if letter.isalpha()]) > signs:
                yield Place(NumberingPlace(text, str(key)), "numbering")


_PROPERTIES = {"dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"}
_NAMES = ("dc:creator", "}Company", "}Manager")
# Lower-case words in the names of people and firms: Marie de La Fontaine, Dupont & fils.
_PARTICLES = {"de", "du", "des", "la", "le", "les", "von", "van", "der", "den", "di", "da", "dos", "fils"}


def properties(root: Element) -> Iterator[Place]:
    """The document properties to translate; an author, company or manager only if it is more than a name."""
    for item in root:
        kind, text = name(item.tag), item.text or ""
        if (kind in _PROPERTIES and is_translatable(text)) or (kind.endswith(_NAMES) and _has_words(text)):
            yield Place(PlainPlace(item), "document property")


def _has_words(text: str) -> bool:
    """Whether a name contains words: “Direction de la communication”, “Fédération Exemple (fictive)”.

    A text without capitals, or with the @ of an address, is taken for the name of an account.
    """
    words = re.findall(r"[^\W\d_]+", text)
    small = [word for word in words if word.islower() and len(word) > 1 and word not in _PARTICLES]
    return bool(small) and len(small) < len(words) and "@" not in text


def custom_properties(root: Element, used: set[str]) -> Iterator[Place]:
    """The values of the custom properties in `used`, which DOCPROPERTY fields show (ECMA-376-1 §22.3)."""
    for item in root:
        if str(item.get("name", "")).lower() in used:
            for value in item:
                if name(value.tag).endswith(("}lpwstr", "}lpstr")) and is_translatable(value.text or ""):
                    yield Place(PlainPlace(value), "document property", copy=True)


def variables(root: Element, used: set[str]) -> Iterator[Place]:
    """The values of the variables in `used`, which DOCVARIABLE fields show (§17.15.1.31 docVar)."""
    for item in root.iter("{*}docVar"):
        if (attribute(item, "w:name") or "").lower() in used:
            for key, value in item.attrib.items():
                if name(key) == "w:val" and is_translatable(str(value)):
                    yield Place(AttributePlace(item, str(key)), "document variable", copy=True)


def values(roots: Iterable[Element], local: str) -> set[str]:
    """The `w:val` of every element with this local name."""
    return {attribute(item, "w:val") or "" for root in roots for item in root.iter(f"{{*}}{local}")}


def shown_names(roots: Iterable[Element], field: str) -> set[str]:
    """The names of the properties or variables that fields of one type show, in lower case.

    `field` is the type: DOCPROPERTY or DOCVARIABLE.
    """
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
