"""Make a copy of a document with all text in one sequence, for programs that ignore text boxes.

pandoc leaves out text boxes, and takes titles as properties of the book. In the copy, a text box is a group
of paragraphs after its anchor, between two marks; lists of pages (`generated.by_page`) and hidden text are
gone; a drop cap is the first letter of its word; a table has a header row if Word repeats one; words in
another language than the book's have a style that names it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from booktranslate.docx.comments import uncomment
from booktranslate.docx.document import Document
from booktranslate.docx.fields.instructions import kind_of
from booktranslate.docx.formatting.hidden import is_hidden
from booktranslate.docx.formatting.language import is_same
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.generated.by_page import paragraphs_by_page
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import (
    Element,
    attribute,
    child,
    children,
    is_on,
    name,
    namespace,
    parse,
    remove,
    serialise,
    set_attribute,
)
from booktranslate.docx.passages import Reading
from booktranslate.docx.properties import UNBOUND, Properties, read_properties

BEGIN, END = "booktranslate-box-begins", "booktranslate-box-ends"
"""The texts of the two paragraphs around what was in a text box."""

LANGUAGE = "booktranslate-language-"
"""The beginning of the names of the styles for words in another language; the code of the language
follows."""

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

# Styles that mean something to pandoc, which moves their paragraphs, or the beginning of these, elsewhere.
_TELLING = {"title", "subtitle", "author", "date", "abstract", "caption", "table caption", "image caption"}


@dataclass(frozen=True, slots=True)
class Linear:
    """What was copied: the properties of the document, and the numbers of its text boxes and pictures."""

    properties: Properties
    boxes: int
    pictures: int


def save_linear(source: Path, target: Path, language: str = "") -> Linear:
    """Write the linear copy of a finished document. `language` is that of the book; with "", other languages
    are not marked. Raises InputError, OutputError."""
    document = Document(source, Reading(hidden=True), UNBOUND)
    changed: dict[str, bytes] = {}
    boxes = pictures = 0
    others: set[str] = set()
    for part in document.parts:
        root = document.root(part)
        if part == document.main_part:
            for paragraph in paragraphs_by_page(root, document.styles):
                _take_out(paragraph)
        uncomment(root)
        _drop_hidden(root, document.styles)
        _drop_fields(root)
        _join_drop_caps(root)
        boxes += _unbox(root)
        _head_tables(root)
        others |= _name_languages(root, language)
        pictures += sum(1 for _ in root.iter("{*}blip", "{*}imagedata"))
        changed[part] = serialise(root)
    changed |= _styles(document.package, others)
    document.package.write(target, changed)
    return Linear(read_properties(document.package), boxes, pictures)


def _take_out(paragraph: Element) -> None:
    """Remove a paragraph; only empty it if a section ends with it, or if it is the only one of a cell."""
    parent = paragraph.getparent()
    alone = parent is not None and name(parent.tag) == "w:tc" and len(children(parent, "w:p")) == 1
    properties = child(paragraph, "w:pPr")
    if alone or (properties is not None and child(properties, "w:sectPr") is not None):
        for item in list(paragraph):
            if item is not properties:
                paragraph.remove(item)
    else:
        remove(paragraph)


def _drop_hidden(root: Element, styles: Styles) -> None:
    """Remove the text of hidden runs, but not the marks of fields in them."""
    for run in [run for run in root.iter("{*}r") if name(run.tag) == "w:r" and is_hidden(run, styles)]:
        for item in children(run, "w:t"):
            item.text = ""


def _drop_fields(root: Element) -> None:
    """Replace fields other than links by their results: pandoc takes numbers as labels, and drops both."""
    simple = [each for each in root.iter("{*}fldSimple") if not _is_link(attribute(each, "w:instr") or "")]
    for field in simple:
        for item in reversed(list(field)):
            field.addnext(item)
        remove(field)
    open_: list[tuple[list[Element], list[str]]] = []
    marks: list[Element] = []
    for item in root.iter("{*}fldChar", "{*}instrText"):
        kind = attribute(item, "w:fldCharType") or ""
        if kind == "begin":
            open_.append(([], []))
        if not open_:
            continue
        open_[-1][0].append(item)
        if name(item.tag) == "w:instrText":
            open_[-1][1].append(item.text or "")
        if kind == "end":
            elements, code = open_.pop()
            if not _is_link("".join(code)):
                marks += elements
    for mark in marks:
        remove(mark)


def _is_link(code: str) -> bool:
    return kind_of(code) == "HYPERLINK"


def _name_languages(root: Element, language: str) -> set[str]:
    """Give runs that are marked with another language a style that names it, as pandoc reads styles but no
    languages; returns the codes of these languages."""
    found = set()
    for run in root.iter("{*}r") if language else ():
        look = child(run, "w:rPr")
        mark = child(look, "w:lang") if look is not None else None
        code = attribute(mark, "w:val") or "" if mark is not None else ""
        if look is None or not _CODE.fullmatch(code) or code.lower() == "zxx" or is_same(code, language):
            continue
        if child(look, "w:rStyle") is None and any(
            (item.text or "").strip() for item in children(run, "w:t")
        ):
            style = etree.Element(f"{{{namespace(look)}}}rStyle")
            style.set(f"{{{namespace(look)}}}val", LANGUAGE + code)
            look.insert(0, style)
            found.add(code)
    return found


def _styles(package: Package, languages: set[str]) -> dict[str, bytes]:
    """The styles part with the styles that name languages, and with names that mean nothing to pandoc, so
    that titles and captions stay in place."""
    links = package.relationships(package.main_part)
    part = next((item.target for item in links if item.kind == "styles" and item.target in package), "")
    if not part:
        return {}
    root = parse(package.read(part), f"{package.path.name}: {part}")
    for label in root.iter("{*}name"):
        if (attribute(label, "w:val") or "").lower() in _TELLING:
            set_attribute(label, "w:val", f"book {attribute(label, 'w:val')}")
    uri = namespace(root)
    for code in sorted(languages):
        style = etree.SubElement(root, f"{{{uri}}}style")
        style.set(f"{{{uri}}}type", "character")
        style.set(f"{{{uri}}}styleId", LANGUAGE + code)
        etree.SubElement(style, f"{{{uri}}}name").set(f"{{{uri}}}val", LANGUAGE + code)
    return {part: serialise(root)}


def _join_drop_caps(root: Element) -> None:
    for paragraph in list(root.iter("{*}p")):
        properties = child(paragraph, "w:pPr")
        frame = child(properties, "w:framePr") if properties is not None else None
        following = paragraph.getnext()
        if frame is None or attribute(frame, "w:dropCap") not in {"drop", "margin"}:
            continue
        if following is not None and name(following.tag) == "w:p":
            own = child(following, "w:pPr")
            at = 0 if own is None else 1
            for run in reversed([item for item in paragraph if item is not properties]):
                following.insert(at, run)
            remove(paragraph)


def _unbox(root: Element) -> int:
    """Move the content of text boxes to after the paragraphs with their anchors; returns how many there
    were."""
    count = 0
    for copied in [
        item for item in root.iter("{*}Fallback") if any(True for _ in item.iter("{*}txbxContent"))
    ]:
        remove(copied)
    while (box := next(root.iter("{*}txbxContent"), None)) is not None:
        holder = _outermost(box)
        paragraph = next(holder.iterancestors("{*}p"), None)
        contents = list(holder.iter("{*}txbxContent"))
        # A box in a box is moved with it; the boxes of a group are side by side.
        outer = [
            item for item in contents if next(item.iterancestors("{*}txbxContent"), None) not in contents
        ]
        if paragraph is None:
            remove(box)
            continue
        after = paragraph
        for content in outer:
            for block in (_mark(paragraph, BEGIN), *content, _mark(paragraph, END)):
                after.addnext(block)
                after = block
            count += 1
        for item in outer:
            remove(item)
        if not any(True for _ in holder.iter("{*}blip", "{*}imagedata")):
            remove(holder)
    return count


def _outermost(box: Element) -> Element:
    """The child of the run that contains a text box."""
    holder = box
    for around in box.iterancestors():
        if name(around.tag) == "w:r":
            break
        holder = around
    return holder


def _mark(like: Element, words: str) -> Element:
    uri = namespace(like)
    paragraph = etree.Element(f"{{{uri}}}p", nsmap={"w": uri})
    run = etree.SubElement(paragraph, f"{{{uri}}}r")
    etree.SubElement(run, f"{{{uri}}}t").text = words
    return paragraph


def _head_tables(root: Element) -> None:
    """State whether the first row is a header in the form that pandoc reads (ECMA-376-1 §17.4.55 tblLook)."""
    for table in root.iter("{*}tbl"):
        properties, row = child(table, "w:tblPr"), child(table, "w:tr")
        if properties is None or row is None:
            continue
        own = child(row, "w:trPr")
        heads = own is not None and is_on(child(own, "w:tblHeader"))
        look = child(properties, "w:tblLook")
        uri = namespace(properties)
        if look is None:
            look = etree.SubElement(properties, f"{{{uri}}}tblLook")
        for key in list(look.attrib):
            del look.attrib[key]
        look.set(f"{{{uri}}}val", "0020" if heads else "0000")
        look.set(f"{{{uri}}}firstRow", "1" if heads else "0")
