"""Texts in parts that are no running text: charts, SmartArt, list numbers, properties, link targets."""

import re
from collections.abc import Iterator
from dataclasses import replace

from booktranslate.docx.reading import drawing_paragraph
from booktranslate.docx.slots import AttributeSlot, DrawingSlot, NumberingSlot, TextSlot
from booktranslate.docx.stories import Place, Walker
from booktranslate.docx.tagging import is_translatable
from booktranslate.docx.xml import Element, attribute, child, children, name


def charts(root: Element) -> Iterator[Place]:
    """The places of a chart part: titles, series and categories (their cached strings)."""
    for item in root.iter():
        kind = name(item.tag)
        if kind == "a:p":
            yield Place(DrawingSlot(item, drawing_paragraph(item)), "chart")
        elif kind in {"c:v", "cx:pt", "cx:v"} and is_translatable(item.text or "") and _is_string(item):
            yield Place(TextSlot(item), "chart")


def _is_string(value: Element) -> bool:
    return not any(
        name(parent.tag) in {"c:numCache", "c:numLit", "cx:numDim"} for parent in value.iterancestors()
    )


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
            yield Place(DrawingSlot(item, drawing_paragraph(item)), "diagram", copy=copy)


def numberings(root: Element, used: set[str]) -> Iterator[Place]:
    """The words in list numbers that the document uses (« Chapitre %1 »); bullets are not words."""
    wanted = set()
    for item in children(root, "w:num"):
        if attribute(item, "w:numId") in used:
            link = child(item, "w:abstractNumId")
            wanted.add(attribute(link, "w:val") if link is not None else None)
    for item in root:
        if name(item.tag) == "w:abstractNum" and attribute(item, "w:abstractNumId") not in wanted:
            continue
        for level in item.iter():
            if name(level.tag) != "w:lvl":
                continue
            kind = child(level, "w:numFmt")
            text = child(level, "w:lvlText")
            if text is None or (kind is not None and attribute(kind, "w:val") in {"bullet", "none"}):
                continue
            for key, value in text.attrib.items():
                words = re.sub(r"%[1-9]", "", str(value))
                if name(key) == "w:val" and len([letter for letter in words if letter.isalpha()]) > 1:
                    yield Place(NumberingSlot(text, str(key)), "numbering")


_PROPERTIES = {"dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"}


def properties(root: Element) -> Iterator[Place]:
    """The document properties that a reader can see."""
    for item in root:
        if name(item.tag) in _PROPERTIES and is_translatable(item.text or ""):
            yield Place(TextSlot(item), "document property")


def links(root: Element) -> Iterator[Place]:
    """The targets of external hyperlinks in a relationships part."""
    for item in root:
        if str(item.get("Type", "")).endswith("/hyperlink") and item.get("TargetMode") == "External":
            yield Place(AttributeSlot(item, "Target"), "link target")
