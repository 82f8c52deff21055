"""XML files from other translation tools (TMX, TBX, XLIFF), which may be broken or hostile.

A document type declaration is usual in them and harmless. Declarations of entities, which can expand without
limit or read other files, are refused.
"""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from booktranslate.errors import InputError
from booktranslate.files import require_regular, unreadable

Element = ElementTree.Element
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAX_BYTES = 500_000_000
_MAX_DEPTH = 100


def content(path: Path) -> bytes:
    """The content of a file. Raises InputError if it cannot be read or is larger than 500 MB."""
    require_regular(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError("is larger than 500 MB.", where=str(path), hint="Divide it into several files.")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def parse_xml(data: bytes, name: str) -> Element:
    """The root element of the content of a file called `name`.

    Raises InputError for XML that is not well-formed (with the line) or not safe.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except ElementTree.ParseError as error:
        raise InputError(
            f"is not well-formed XML ({error}).", where=f"{name}:{error.position[0]}", hint="Export it again."
        ) from error
    except DefusedXmlException as error:
        raise InputError(
            "declares entities, which are not allowed.",
            where=name,
            hint="Export it again from the tool that made it.",
        ) from error
    except (ValueError, LookupError, RecursionError) as error:  # an unknown encoding
        raise InputError(f"is not valid XML ({error}).", where=name) from error
    if _depth(root) > _MAX_DEPTH:
        raise InputError(f"is nested more than {_MAX_DEPTH} levels deep.", where=name)
    return root


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level and depth <= _MAX_DEPTH:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def language(element: Element) -> str:
    """The language that an element states, in lower case: `fr`, `en-gb`; empty if it states none."""
    return (element.get(XML_LANG) or element.get("lang") or "").replace("_", "-").lower()


def same_language(one: str, other: str) -> bool:
    """Whether two language tags are equal, or one is a variety of the other: `fr` and `fr-FR`."""
    one, other = one.lower(), other.lower()
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def serialised(root: Element, doctype: str) -> bytes:
    """The content of a file with this root, in UTF-8. Characters that XML 1.0 does not allow are left out."""
    for element in root.iter():
        element.text = _allowed(element.text)
        element.tail = _allowed(element.tail)
        for name, value in element.attrib.items():
            element.set(name, _allowed(value) or "")
    # A literal carriage return would be read as a line feed (XML 1.0, section 2.11).
    body = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}\n{body}\n'.encode()


# XML 1.0, section 2.2, production 2.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def _allowed(text: str | None) -> str | None:
    return text and text.translate(_FORBIDDEN)
