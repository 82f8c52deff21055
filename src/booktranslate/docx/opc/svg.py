"""Remove from SVG pictures what would be fetched or run: other pictures, style sheets, scripts.

LibreOffice draws the file that an `<image>` names, whatever its settings are.
"""

import binascii
import re
from base64 import b64decode

from lxml import etree

from booktranslate.docx.opc.xml import remove

_GZIP = b"\x1f\x8b"
_EXECUTED = {"script", "foreignObject", "iframe", "object", "embed"}
_ELSEWHERE = re.compile(r"url\(\s*[\"']?\s*(?!#|[\"'\s])|@import", re.IGNORECASE)
_BITMAP = re.compile(r"data:image/(?:png|jpe?g|gif|bmp|webp)\s*;\s*base64\s*,", re.IGNORECASE)


def may_be_svg(data: bytes) -> bool:
    """Whether data begin like XML, or like gzip, with which SVG may be packed."""
    return data.startswith(_GZIP) or data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def sealed(data: bytes) -> bytes | None:
    """The picture without anything that refers to something outside; None if it cannot be read as SVG."""
    # Its own entities are plain texts, see `prolog`. Pictures of Adobe's programs need them.
    parser = etree.XMLParser(
        resolve_entities=True, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    for element in list(root.iter(etree.Element)):
        local = str(element.tag).rpartition("}")[2]
        if local in _EXECUTED:
            remove(element)
            continue
        for key, value in element.items():
            if _leads_elsewhere(str(key).rpartition("}")[2], str(value)):
                del element.attrib[key]
        if local == "style" and _ELSEWHERE.search("".join(map(str, element.itertext()))):
            remove(element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _leads_elsewhere(key: str, value: str) -> bool:
    if key in ("href", "src"):
        value = value.strip()
        return bool(value) and not value.startswith("#") and not _is_bitmap(value)
    return key == "base" or _ELSEWHERE.search(value) is not None


def _is_bitmap(value: str) -> bool:
    """Whether a URL contains a bitmap picture, and not SVG under another name."""
    found = _BITMAP.match(value)
    if found is None:
        return False
    try:
        start = b64decode("".join(value[found.end() : found.end() + 200].split())[:64] + "==")
    except (binascii.Error, ValueError):
        return False
    return bool(start) and not may_be_svg(start)
