"""Add a last page to the finished book that says who made it.

It is before the properties of the last section (ECMA-376-1 §17.6.17: these are the last child of the body),
so it belongs to that section. Its paragraphs have the default style.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from booktranslate.docx.edition import Edition
from booktranslate.docx.opc.xml import Element, child, legal, name, namespace, parse, serialise


def with_colophon(edition: Edition, lines: Sequence[str], language: str) -> Edition:
    """The edition with a page at its end: the book's title and author, from its properties, and `lines`.

    Raises InputError for a part that cannot be read.
    """
    with edition.package.opened():
        main = edition.package.main_part
        root = _root(edition, main)
        body = child(root, "w:body")
        if body is None:
            return edition
        title, author = _titled(edition)
        end = len(body)
        if end and name(body[-1].tag) == "w:sectPr":
            end -= 1
        words = [*filter(None, (title, author)), *lines]
        for place, line in enumerate(words):
            paragraph = _paragraph(
                namespace(root), line, language, first=not place, bold=bool(title) and not place
            )
            body.insert(end + place, paragraph)
        return replace(edition, changed={**edition.changed, main: serialise(root)})


def _root(edition: Edition, part: str) -> Element:
    data = edition.changed.get(part) or edition.package.read(part)
    return parse(data, f"{edition.package.path.name}: {part}")


def _titled(edition: Edition) -> tuple[str, str]:
    """The title and author in the core properties (ECMA-376-2 §11.1), or ""."""
    links = edition.package.relationships()
    parts = [
        item.target for item in links if item.kind == "core-properties" and item.target in edition.package
    ]
    if not parts:
        return "", ""
    root = _root(edition, parts[0])
    found = [child(root, short) for short in ("dc:title", "dc:creator")]
    title, author = (" ".join((each.text or "").split()) if each is not None else "" for each in found)
    return title, author


def _paragraph(uri: str, words: str, language: str, *, first: bool, bold: bool) -> Element:
    def add(parent: Element, local: str, **attributes: str) -> Element:
        made = etree.SubElement(parent, f"{{{uri}}}{local}")
        for key, value in attributes.items():
            made.set(f"{{{uri}}}{key}", value)
        return made

    paragraph = etree.Element(f"{{{uri}}}p", nsmap={"w": uri})
    if first:
        add(add(paragraph, "pPr"), "pageBreakBefore")
    run = add(paragraph, "r")
    look = add(run, "rPr")
    if bold:
        add(look, "b")
    add(look, "lang", val=language)
    add(run, "t").text = legal(words)
    return paragraph
