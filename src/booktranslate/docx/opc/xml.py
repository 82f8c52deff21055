"""The XML of Office Open XML parts: hardened parsing, short names, serialising.

Elements have short names such as `w:p`. Transitional (ECMA-376) and Strict (ISO/IEC 29500-1) documents use
different namespace URIs for the same vocabulary. `name` gives both the same short name, so other modules need
not know which of the two a document is.
"""

import codecs
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from lxml import etree

from booktranslate.errors import InputError

Element = etree._Element

_OPEN = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"

_PREFIXES = {
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OPEN}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_OPEN}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_OPEN}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OPEN}/officeDocument/2006/customXml": "ds",
    f"{_STRICT}/officeDocument/customXml": "ds",
    f"{_OPEN}/package/2006/metadata/core-properties": "cp",
    f"{_OPEN}/package/2006/relationships": "rel",
    f"{_OPEN}/package/2006/content-types": "ct",
    f"{_OPEN}/spreadsheetml/2006/main": "s",
    f"{_STRICT}/spreadsheetml/main": "s",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    f"{_MICROSOFT}/drawing/2008/diagram": "dsp",
    f"{_MICROSOFT}/drawing/2014/chartex": "cx",
    f"{_MICROSOFT}/word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}/word/2010/wordml": "w14",
    f"{_MICROSOFT}/word/2012/wordml": "w15",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}

_KNOWN = frozenset(_PREFIXES.values())
PROPERTIES = {"w:smartTagPr", "w:customXmlPr", "w:sdtPr", "w:sdtEndPr", "w:fldData"}
"""Elements with properties or data of their parent. They are not content, and come first in it."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def name(tag: Any) -> str:
    """The short name (`w:p`) of an element's or attribute's tag; its full name if the namespace is unknown.

    For comments and processing instructions it is "".
    """
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        # A prefix that is not declared is not a namespace, even if it is `w`.
        return f"?{tag}" if tag.partition(":")[0] in _KNOWN and ":" in tag else tag
    uri, _, local = tag[1:].rpartition("}")
    prefix = _PREFIXES.get(uri.strip())  # some producers break the line inside the URI
    return f"{prefix}:{local}" if prefix else tag


def parse(data: bytes, where: str, *, utf_16: bool = False) -> Element:
    """Parse an XML part, without DTD, entities of its own or network access (OPC, ECMA-376-2 §8.1.4); its
    root.

    Raises InputError with the place `where` for a DTD, for nesting deeper than in any real document, and for
    XML that is not well-formed. Undeclared prefixes are allowed, as Word allows them in ignorable places.
    UTF-16 is refused except in parts that other programs write (`utf_16`): no word processor uses it, and
    virus scanners overlook it.
    """
    if data.startswith(_UTF_16) and not utf_16:
        raise InputError(
            "is XML in UTF-16, which is not allowed in a Word file.",
            where=where,
            hint="Open the file in Word and save it again.",
        )
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        root = _tolerate(data, error, where)
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("has a DTD or entity declaration, which Word documents never have.", where=where)
    return root


def _parser(*, recover: bool = False) -> etree.XMLParser:
    # Without comments and processing instructions, the text of an element is one string.
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _tolerate(data: bytes, error: etree.XMLSyntaxError, where: str) -> Element:
    message = error.msg or "not XML"
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is not None and all(entry.domain_name == "NAMESPACE" for entry in parser.error_log):
        return root
    if "xcessive depth" in message:
        message = "elements are nested too deeply"
    raise InputError(
        f"is not well-formed XML ({message}).", where=where, hint="Open the file in Word and save it again."
    ) from error


def serialise(root: Element) -> bytes:
    """The part as bytes, with the same declaration that Word writes."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def legal(text: str) -> str:
    """The text without characters that XML 1.0 does not allow (section 2.2)."""
    return _ILLEGAL.sub("", text)


def namespace(element: Element) -> str:
    """The namespace URI of an element, for new elements of the same kind (Transitional or Strict)."""
    return _uri(element.tag)


@cache
def _uri(tag: str) -> str:
    return tag[1:].rpartition("}")[0]


def child(element: Element, short: str) -> Element | None:
    """The first child with that short name; None if there is none."""
    for item in element:
        if name(item.tag) == short:
            return item
    return None


def children(element: Element, short: str) -> list[Element]:
    """The children with that short name."""
    return [item for item in element if name(item.tag) == short]


def attribute(element: Element, short: str) -> str | None:
    """The value of an attribute by its short name; None if the element does not have it."""
    for key, value in element.items():
        if name(key) == short:
            return str(value)
    return None


def set_attribute(element: Element, short: str, value: str) -> None:
    """Set an attribute by its short name; a new one gets the namespace of the element."""
    for key in element.attrib:
        if name(key) == short:
            element.set(key, legal(value))
            return
    local = short.partition(":")[2]
    element.set(f"{{{namespace(element)}}}{local}", legal(value))


Fingerprint = tuple[Any, ...]


def fingerprint(element: Element) -> Fingerprint:
    """A hashable value, equal for equal elements, regardless of the order of attributes and of prefixes."""
    attributes = element.items()
    text = element.text
    inner = [fingerprint(item) for item in element if isinstance(item.tag, str)] if len(element) else ()
    return (element.tag, *sorted(attributes), text if text and text.strip() else "", *inner)


def remove(element: Element) -> None:
    """Remove an element from its parent, with the text after it, which means nothing in Word's markup."""
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def is_on(element: Element | None) -> bool:
    """The value of an on/off property (ECMA-376-1 §17.17.4 ST_OnOff): on if there is no value, off for
    None."""
    if element is None:
        return False
    return (attribute(element, "w:val") or "true") not in {"0", "false", "off"}


def inner_text(elements: Iterable[Element], short: str) -> str:
    """The joined text of all elements with that short name, in `elements` or at any depth inside."""
    return "".join(
        item.text or "" for element in elements for item in element.iter() if name(item.tag) == short
    )
