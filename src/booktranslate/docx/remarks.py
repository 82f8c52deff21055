"""The comments of a document (ECMA-376-1 §17.13.4) as values: who wrote what about which paragraph."""

from dataclasses import dataclass

from booktranslate.docx.document import Document
from booktranslate.docx.opc.xml import Element, attribute, name, parse

_COMMENTS = "wordprocessingml.comments+xml"
_ANCHORS = ("{*}commentRangeStart", "{*}commentReference")


@dataclass(frozen=True, eq=False)
class Remark:
    """A comment. `paragraph` is the first that it is about; None if it has no place in the text any more."""

    author: str
    text: str
    paragraph: Element | None


def remarks(document: Document) -> list[Remark]:
    """The comments of a document, with replies, in the order of their part. Raises InputError if that is
    damaged."""
    places: dict[str, Element] = {}
    parts = [document.main_part, *(part for part, _ in _note_parts(document))]
    for part in parts:
        for anchor in document.root(part).iter(*_ANCHORS):
            paragraph = next(anchor.iterancestors("{*}p"), None)
            if name(anchor.tag).startswith("w:") and paragraph is None:
                paragraph = next(iter(anchor.itersiblings("{*}p")), None)  # between two paragraphs
            if paragraph is not None:
                places.setdefault(attribute(anchor, "w:id") or "", paragraph)
    found = []
    for part in document.package.names:
        if not document.package.content_type(part).endswith(_COMMENTS):
            continue
        root = parse(document.package.read(part), f"{document.package.path.name}: {part}")
        for item in root.iter("{*}comment"):
            text = "\n".join(filter(None, map(_words, item.iter("{*}p"))))
            author = (attribute(item, "w:author") or "").strip()
            if text:
                found.append(Remark(author, text, places.get(attribute(item, "w:id") or "")))
    return found


def _note_parts(document: Document) -> list[tuple[str, Element]]:
    kinds = ("footnotes+xml", "endnotes+xml")
    package = document.package
    known = {root for _, root in document.note_parts()}
    return [
        (part, root)
        for part in package.names
        if package.content_type(part).endswith(kinds)
        for root in [document.root(part)]
        if root in known
    ]


def _words(paragraph: Element) -> str:
    """The text of a paragraph of a comment, without what was deleted in it."""
    items = paragraph.iter("{*}t", "{*}br", "{*}cr", "{*}tab")
    return "".join((item.text or "") if name(item.tag) == "w:t" else " " for item in items).strip()
