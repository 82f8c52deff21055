"""Mark an edition as a draft, and give it the identity by which it is recognised when it comes back.

A draft has a line at the top of every page and the status Draft in the properties of the file. The line is a
frame (ECMA-376-1 §17.3.1.11) at the edge of the page, above the headers, so that pages break where they do in
the final edition. Word itself places page numbers with frames, and other word processors support them. The
frame is in the headers; a section without a header gets one that is a point high.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from booktranslate.docx.edition import Edition
from booktranslate.docx.opc.package import Package, Relationship
from booktranslate.docx.opc.xml import (
    Element,
    attribute,
    child,
    children,
    is_on,
    legal,
    name,
    namespace,
    parse,
    remove,
    serialise,
    set_attribute,
)

_STATUS = "Draft"
_DRAFTS = {"draft", "brouillon"}  # as people write it

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_RELATIONSHIPS = f"{_OPEN}/package/2006/relationships"
_CORE = f"{_OPEN}/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_CORE_LINK = f"{_RELATIONSHIPS}/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_TYPES = "[Content_Types].xml"

# Twips, twenty to a point.
_POINT = 20
_FRAME = {"w": "6800", "h": "240", "hRule": "exact", "wrap": "around"}
_FRAME |= {"vAnchor": "page", "hAnchor": "margin", "xAlign": "right", "y": "227"}


def marked(edition: Edition, words: str) -> Edition:
    """The edition with `words` at the top of every page, and the status Draft.

    Raises InputError for a part that cannot be read.
    """
    with edition.package.opened():
        parts = _Parts(edition)
        _mark_pages(parts, words)
        _set_status(parts, _STATUS)
        return replace(edition, changed=parts.changed)


def finished(edition: Edition) -> Edition:
    """The edition without the status Draft, if the source has it. Raises as `marked`."""
    with edition.package.opened():
        parts = _Parts(edition)
        _set_status(parts, None)
        return replace(edition, changed=parts.changed)


def identified(edition: Edition, identity: str) -> Edition:
    """The edition with an identity in its properties (`dc:identifier`), after identifiers of the source.

    It replaces an identity with the same prefix (up to the colon). Raises as `marked`.
    """
    with edition.package.opened():
        parts = _Parts(edition)
        part, root = _core(parts)
        found = child(root, "dc:identifier")
        if found is None:
            found = etree.SubElement(root, f"{{{_DUBLIN}}}identifier", nsmap={"dc": _DUBLIN})
        prefix = identity.partition(":")[0]
        known = [word for word in (found.text or "").split() if word.partition(":")[0] != prefix]
        found.text = " ".join([*known, identity])
        _put_core(parts, part, root)
        return replace(edition, changed=parts.changed)


class _Parts:
    """The parts of an edition while they are being marked."""

    def __init__(self, edition: Edition) -> None:
        self.package: Package = edition.package
        self.changed = dict(edition.changed)

    def __contains__(self, part: str) -> bool:
        return part in self.changed or part in self.package

    def root(self, part: str) -> Element:
        data = self.changed[part] if part in self.changed else self.package.read(part)
        return parse(data, f"{self.package.path.name}: {part}")

    def put(self, part: str, root: Element) -> None:
        self.changed[part] = serialise(root)

    def add(self, part: str, root: Element, type_: str, *, owner: str, link: str) -> str:
        """Add a part to the package, with its content type and a link from `owner`; the id of that link."""
        self.put(part, root)
        types = self.root(_TYPES)
        override = etree.SubElement(types, f"{{{namespace(types)}}}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", type_)
        self.put(_TYPES, types)
        folder, _, file = owner.rpartition("/")
        member = posixpath.join(folder, "_rels", f"{file}.rels")
        links = self.root(member) if member in self else etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
        identity = _unused("draftMark", {str(item.get("Id")) for item in links})
        item = etree.SubElement(links, f"{{{namespace(links)}}}Relationship")
        item.set("Id", identity)
        item.set("Type", link)
        item.set("Target", f"/{part}")
        self.put(member, links)
        return identity


def _unused(stem: str, names: set[str]) -> str:
    return next(each for number in range(1, len(names) + 2) if (each := f"{stem}{number}") not in names)


# --- the pages -------------------------------------------------------------------------------------------


def _mark_pages(parts: _Parts, words: str) -> None:
    main = parts.package.main_part
    root = parts.root(main)
    body = child(root, "w:body")
    if body is None:
        return
    sections = _sections(root)
    if not sections:
        sections = [_add(body, "sectPr")]
    links = {item.id: item for item in parts.package.relationships(main)}
    kinds = _kinds_in_use(parts, sections)
    headers = dict.fromkeys(
        part for section in sections for kind in kinds if (part := _header(section, kind, links, parts))
    )
    for part in headers:
        header = parts.root(part)
        header.insert(0, _framed_line(header, words))
        parts.put(part, header)
    # A section inherits its headers from the one before it (ECMA-376-1 §17.10.5): only those before the first
    # header have none.
    bare = {kind: _before_the_first_header(sections, kind, links, parts) for kind in kinds}
    for section in sections:
        if all(section in bare[kind] for kind in kinds):
            _make_room(section)
    for kind in kinds:
        if bare[kind]:
            _add_header(parts, bare[kind], kind, words)
    if any(bare.values()):
        parts.put(main, root)


def _sections(root: Element) -> list[Element]:
    """The properties of the sections, in order, without the former ones that tracked changes keep."""
    return [
        item
        for item in root.iter("{*}sectPr")
        if (above := item.getparent()) is not None and name(above.tag) in {"w:pPr", "w:body"}
    ]


def _kinds_in_use(parts: _Parts, sections: Sequence[Element]) -> list[str]:
    """The kinds of headers that the pages use (ECMA-376-1 §17.10.6 titlePg, §17.10.1 evenAndOddHeaders)."""
    kinds = ["default"]
    if any(is_on(child(section, "w:titlePg")) for section in sections):
        kinds.append("first")
    main = parts.package.main_part
    settings = [item.target for item in parts.package.relationships(main) if item.kind == "settings"]
    for part in settings:
        if part in parts and is_on(child(parts.root(part), "w:evenAndOddHeaders")):
            kinds.append("even")
    return kinds


def _reference(section: Element, kind: str) -> Element | None:
    for item in children(section, "w:headerReference"):
        if (attribute(item, "w:type") or "default") == kind:
            return item
    return None


def _header(section: Element, kind: str, links: dict[str, Relationship], parts: _Parts) -> str | None:
    """The part of a section's own header of that kind; None if it has none, or the part is missing."""
    reference = _reference(section, kind)
    link = links.get(attribute(reference, "r:id") or "") if reference is not None else None
    return link.target if link and not link.external and link.target in parts else None


def _before_the_first_header(
    sections: Sequence[Element], kind: str, links: dict[str, Relationship], parts: _Parts
) -> list[Element]:
    return list(takewhile(lambda section: _header(section, kind, links, parts) is None, sections))


def _add_header(parts: _Parts, sections: Sequence[Element], kind: str, words: str) -> None:
    """Give sections a header with the line, and a paragraph one point high (a header must have one).

    Every section refers to it, as LibreOffice does not look back further than one section.
    """
    main = parts.package.main_part
    uri = namespace(sections[0])
    base = f"{_STRICT}/officeDocument" if _is_strict(sections[0]) else f"{_OPEN}/officeDocument/2006"
    header = etree.Element(f"{{{uri}}}hdr", nsmap={"w": uri})
    header.append(_framed_line(header, words))
    _add(_add(_add(header, "p"), "pPr"), "spacing", before="0", after="0", line=str(_POINT), lineRule="exact")
    names = {part.removesuffix(".xml") for part in (*parts.package.names, *parts.changed)}
    part = _unused(posixpath.join(main.rpartition("/")[0], "headerDraft"), names) + ".xml"
    identity = parts.add(part, header, _HEADER_TYPE, owner=main, link=f"{base}/relationships/header")
    for section in sections:
        if (old := _reference(section, kind)) is not None:  # its part is missing
            remove(old)
        reference = etree.Element(f"{{{uri}}}headerReference")
        reference.set(f"{{{uri}}}type", kind)
        reference.set(f"{{{base}/relationships}}id", identity)
        section.insert(0, reference)


def _framed_line(like: Element, words: str) -> Element:
    """The framed paragraph, in the namespace of `like`. It overrides whatever in the book's styles would
    change its height."""
    start, end = ("start", "end") if _is_strict(like) else ("left", "right")
    paragraph = etree.Element(f"{{{namespace(like)}}}p", nsmap={"w": namespace(like)})
    properties = _add(paragraph, "pPr")
    _add(properties, "framePr", **_FRAME)
    _add(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
    _add(properties, "ind", **{start: "0", end: "0", "firstLine": "0"})
    _add(properties, "jc", val=end)
    run = _add(paragraph, "r")
    look = _add(run, "rPr")
    for toggle in ("caps", "smallCaps", "strike", "vanish"):
        _add(look, toggle, val="0")
    _add(look, "color", val="C00000")
    _add(look, "sz", val="16")
    _add(look, "szCs", val="16")
    _add(run, "t").text = legal(words)
    return paragraph


def _add(parent: Element, local: str, **attributes: str) -> Element:
    """Append a child; it and its attributes are in the namespace of the parent."""
    uri = namespace(parent)
    made = etree.SubElement(parent, f"{{{uri}}}{local}")
    for key, value in attributes.items():
        made.set(f"{{{uri}}}{key}", value)
    return made


def _is_strict(element: Element) -> bool:
    return namespace(element).strip().startswith(_STRICT)


def _make_room(section: Element) -> None:
    """Move a section's new header up if it would push the text down; no other depends on that distance."""
    margins = child(section, "w:pgMar")
    if margins is None:
        return
    top, distance = attribute(margins, "w:top") or "", attribute(margins, "w:header") or ""
    if top.isdigit() and distance.isdigit() and int(distance) + _POINT > int(top):
        set_attribute(margins, "w:header", str(max(0, int(top) - _POINT)))


# --- the properties --------------------------------------------------------------------------------------


def _set_status(parts: _Parts, status: str | None) -> None:
    """Set the status in the core properties (ECMA-376-2 §11.1); None removes it if it says Draft."""
    part, root = _core(parts)
    found = child(root, "cp:contentStatus")
    if status is None:
        if found is None or (found.text or "").strip().lower() not in _DRAFTS:
            return
        remove(found)
    else:
        if found is None:
            found = _add(root, "contentStatus")
        found.text = status
    _put_core(parts, part, root)


def _core(parts: _Parts) -> tuple[str, Element]:
    """The name of the part with the core properties, and its root; without one, "" and a new root."""
    targets = [item.target for item in parts.package.relationships() if item.kind == "core-properties"]
    # A part that `_put_core` has made is not yet in the relationships of the package.
    targets += sorted({"docProps/core.xml", "docProps/coreDraft.xml"} & parts.changed.keys())
    part = next((target for target in targets if target in parts), "")
    return part, parts.root(part) if part else etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE}
    )


def _put_core(parts: _Parts, part: str, root: Element) -> None:
    if part:
        parts.put(part, root)
    else:
        names = {*parts.package.names, *parts.changed}
        part = "docProps/core.xml" if "docProps/core.xml" not in names else "docProps/coreDraft.xml"
        parts.add(part, root, _CORE_TYPE, owner="", link=_CORE_LINK)
