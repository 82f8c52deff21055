"""Find out whether an XML member declares a document type before its root element.

OPC forbids DTDs in all parts (ECMA-376-2 §8.1.4). We never parse most parts, but programs that open the file
after us do, and the entities of a DTD can keep them busy for hours.
"""

import codecs
import re
from typing import IO

_ENOUGH = 2**16
_TYPE = re.compile(r"\ufeff?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE", re.DOTALL)
_UNFINISHED = re.compile(r"\ufeff?(?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+(?:$|<$|<\?|<!-)", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_HEADS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # EBCDIC
)
# Adobe's programs write SVG with entities for the names of namespaces.
_PICTURE = re.compile(r"<!DOCTYPE\s+svg\b[^\[>]*(?:\[(?P<subset>[^\]]{,8192})\]\s*)?>", re.DOTALL)
_HTML = re.compile(r"<!DOCTYPE\s+html\b[^\[>]*>", re.IGNORECASE)
_FLAT = re.compile(r"(?:\s+|<!ENTITY\s+[\w:.-]+\s+(?:\"[^\"&%]*\"|'[^'&%]*')\s*>)*")


def declares_type(stream: IO[bytes]) -> bool:
    """Whether a member declares a document type that could do harm.

    That of a web page, without more, does not; nor does that of an SVG picture whose entities are plain
    texts. A prolog of more than 64 KB, all that is read, counts as harmful.
    """
    data = stream.read(1024)
    if not _may_be_xml(data):
        return False
    data += stream.read(_ENOUGH - len(data))
    return any(_declares(text) for text in _readings(data))


def _may_be_xml(data: bytes) -> bool:
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    return start == b"<" or data.startswith(b"\x4c\x6f\xa7\x94") or (bool(data) and not start)


def _readings(data: bytes) -> set[str]:
    """The text in each encoding that a parser may choose: by its first bytes, by its declaration, or
    neither."""
    encodings = [next((name for head, name in _HEADS if data.startswith(head)), "utf-8")]
    if declared := _ENCODING.search(data.replace(b"\0", b"")[:1024]):
        encodings.append(declared[1].decode("ascii"))
    readings = {data.replace(b"\0", b"").decode("latin-1").removeprefix("ï»¿")}
    for encoding in encodings:
        try:
            readings.add(data.decode(encoding, "replace"))
        except (LookupError, UnicodeError):  # no XML parser knows it either
            continue
    return readings


def _declares(text: str) -> bool:
    found = _TYPE.match(text)
    if found is None:
        return len(text) >= _ENOUGH // 4 and _UNFINISHED.match(text) is not None
    start = found.end() - len("<!DOCTYPE")
    if _HTML.match(text, start):
        return False
    picture = _PICTURE.match(text, start)
    return picture is None or not _FLAT.fullmatch(picture["subset"] or "")
