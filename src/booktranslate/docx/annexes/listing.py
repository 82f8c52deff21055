"""Add lines for new headings to the tables of contents of a book, made like those of its other chapters.

Word would make them if somebody updated the table (ECMA-376-1 §17.16.5.68 TOC); nobody should have to, and
LibreOffice shows the tables as Word stored them.
"""

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from booktranslate.docx.fields.nesting import follow
from booktranslate.docx.fields.spans import fields_over
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.generated import contents
from booktranslate.docx.opc.xml import SPACE, Element, attribute, child, legal, name, namespace, remove
from booktranslate.docx.paragraphs.reading import Reader

_TARGET = re.compile(r"(PAGEREF\s+)\"?[^\s\"\\]+\"?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A new heading: its words, the name of its bookmark, the id of its style, and its outline level."""

    title: str
    bookmark: str
    style: str
    level: int


def list_them(root: Element, styles: Styles, headings: Sequence[Listed]) -> None:
    """Add a line for each heading to every table of contents that lists headings of their style and level.

    Tables of only a part of the book (switch `\\b`) are left out.
    """
    reader = Reader(styles.caches.of(styles.default))
    lines = [line for line in contents.lines(root, styles, reader, list) if line.leads_to is not None]
    tables = fields_over(root, "TOC")
    partial = {id(paragraph) for table in tables if table.has("b") for paragraph in table.paragraphs}
    around = {id(paragraph): number for number, table in enumerate(tables) for paragraph in table.paragraphs}
    wanted = headings[0].style or styles.default, headings[0].level
    for _, group in groupby(lines, key=lambda line: around.get(id(line.paragraph), -1)):
        own = [line for line in group if id(line.paragraph) not in partial]
        alike = [line for line in own if line.leads_to is not None and _kind(styles, line.leads_to) == wanted]
        if alike:
            _add(own[-1].paragraph, alike[-1].paragraph, headings)


def _kind(styles: Styles, paragraph: Element) -> tuple[str, int]:
    own = styles.of(paragraph)
    return own.id, own.level


def _add(last: Element, model: Element, headings: Sequence[Listed]) -> None:
    """Put lines like `model` after the last line of a table."""
    ends = _ends_of_the_table(last)
    after = last
    for heading in headings:
        made = _line(model, heading)
        after.addnext(made)
        after = made
    for run in ends:
        remove(run)
        after.append(run)


def _ends_of_the_table(paragraph: Element) -> list[Element]:
    """The runs with the ends of fields that begin in another paragraph."""
    depth, found = 0, []
    for mark in paragraph.iter("{*}fldChar"):
        kind = attribute(mark, "w:fldCharType")
        depth += kind == "begin"
        if kind == "end":
            run = mark.getparent()
            if depth:
                depth -= 1
            elif run is not None and run.getparent() is paragraph:
                found.append(run)
    return found


@dataclass
class _Model:
    """What a line is made of: the `w:rPr` of its words, of the tab after them and of its page number, this
    number, and the instruction of the field that gives it."""

    words: Element | None = None
    tab: Element | None = None
    number: Element | None = None
    page: str = ""
    code: str = ""
    has_words: bool = False
    has_tab: bool = False


def _line(model: Element, heading: Listed) -> Element:
    uri = namespace(model)
    read = _read(model)
    made = etree.Element(f"{{{uri}}}p", nsmap={"w": uri})
    properties = child(model, "w:pPr")
    if properties is not None:
        properties = copy.deepcopy(properties)
        for item in list(properties):
            if name(item.tag) in {"w:sectPr", "w:pPrChange"}:
                remove(item)
        made.append(properties)
    link = next((item for item in model.iter("{*}hyperlink") if attribute(item, "w:anchor")), None)
    holder = made
    if link is not None:
        holder = etree.SubElement(made, f"{{{uri}}}hyperlink")
        holder.set(f"{{{uri}}}anchor", heading.bookmark)
        holder.set(f"{{{uri}}}history", "1")

    def run(look: Element | None, local: str, text: str = "", **attributes: str) -> None:
        added = etree.SubElement(holder, f"{{{uri}}}r")
        if look is not None:
            added.append(copy.deepcopy(look))
        item = etree.SubElement(added, f"{{{uri}}}{local}")
        for key, value in attributes.items():
            item.set(f"{{{uri}}}{key}", value)
        if text:
            item.text = legal(text)
            item.set(SPACE, "preserve")

    run(read.words, "t", heading.title)
    if read.page and read.has_tab:
        run(read.tab, "tab")
    elif read.page:
        run(read.tab, "t", " ")
    if read.code:
        run(read.number, "fldChar", fldCharType="begin")
        run(read.number, "instrText", _TARGET.sub(rf"\g<1>{heading.bookmark}", read.code))
        run(read.number, "fldChar", fldCharType="separate")
    if read.page:
        run(read.number, "t", read.page)
    if read.code:
        run(read.number, "fldChar", fldCharType="end")
    return made


def _read(line: Element) -> _Model:
    """Read what a line is made of. Before its words there may be a number and a tab; after them a tab and a
    page number, usually as a field."""
    read = _Model()
    codes: list[str] = []
    in_code: list[bool] = []
    for item, run in _leaves(line):
        kind, look = name(item.tag), child(run, "w:rPr")
        if kind == "w:fldChar":
            follow(in_code, attribute(item, "w:fldCharType"))
            codes = [*codes, ""][: len(in_code)]  # of the fields that are open
        elif kind == "w:instrText" and codes:
            codes[-1] += item.text or ""
            if "PAGEREF" in codes[-1].upper():
                read.code = codes[-1]
        elif kind == "w:tab" and read.has_words:
            read.tab, read.has_tab, read.page = look, True, ""
        elif kind == "w:t" and not any(in_code) and (text := item.text or "").strip():
            is_reference = bool(codes) and "PAGEREF" in codes[-1].upper()
            if is_reference or (read.has_words and contents.is_number(text)):
                read.number, read.page = look, text.strip()
            elif not read.has_words and any(sign.isalpha() for sign in text) and not contents.is_number(text):
                read.words, read.has_words = look, True
    return read


def _leaves(line: Element) -> Iterator[tuple[Element, Element]]:
    for run in line.iter("{*}r"):
        for item in run:
            yield item, run
