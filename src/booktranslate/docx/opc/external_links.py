"""Make a copy of a Word file that refers to nothing outside it, for a program that would fetch such things.

Hyperlinks stay, as programs follow them only if asked. A picture that is only linked, or that is in
PostScript, is replaced by an empty one of the same size, so that nothing moves on the page. All other
relationships to things outside (ECMA-376-2 §9.3: templates, data sources, frames, linked objects) are
removed.
"""

import io
import zipfile
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from booktranslate.archive_limits import UNREADABLE, Bounds
from booktranslate.docx.opc import svg
from booktranslate.docx.opc.package import Package, part_of
from booktranslate.docx.opc.xml import Element, attribute, name, parse, remove, serialise
from booktranslate.errors import InputError
from booktranslate.files import write_atomic

_TEXTS = (".xml", ".rels", ".vml", ".html", ".htm", ".mht")  # XML or HTML, but no pictures
# PostScript is a program, which LibreOffice would have another program run. Word does not show it either.
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")
_DEEPEST = 3  # levels of documents in documents; what is deeper is removed
_EMPTY = "word/media/booktranslate-empty.png"
_PNG = b64decode(  # one transparent pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The size of a document's XML and of the rest, unpacked, and how many of its pictures were replaced."""

    xml_bytes: int
    other_bytes: int
    pictures: int


def seal(source: Path, target: Path, bounds: Bounds | None = None, *, depth: int = 0) -> Sealed:
    """Write the sealed copy of a document to `target`. Raises InputError, OutputError."""
    package = Package(source, bounds)
    changed: dict[str, bytes] = {}
    dropped: set[str] = set()
    pictures = 0
    with package.opened():
        for member in package.names:
            start = package.start(member, 64)
            if member.lower().endswith(".rels"):
                try:
                    pictures += _seal_links(package, member, changed)
                except InputError:
                    dropped.add(member)  # damaged, so no program can use it
            elif start.startswith(b"PK\3\4"):
                inner = _sealed_member(package, member, target, bounds, depth)
                if inner is None:
                    dropped.add(member)
                else:
                    changed[member] = inner
            elif start.startswith(_POSTSCRIPT):
                changed[member] = _PNG
                pictures += 1
            elif not member.lower().endswith(_TEXTS) and svg.may_be_svg(start):
                changed[member] = svg.sealed(package.read(member)) or _PNG
        if pictures:
            changed[_EMPTY] = _PNG
        package.write(target, changed, frozenset(dropped))
    xml = sum(package.size(part) for part in package.names if part.lower().endswith(".xml"))
    return Sealed(xml, sum(map(package.size, package.names)) - xml, pictures)


def _seal_links(package: Package, member: str, changed: dict[str, bytes]) -> int:
    """Seal the relationships of one part; returns the number of pictures that were replaced."""
    root = parse(package.read(member), f"{package.path.name}: {member}")
    empty: set[str] = set()
    dropped = False
    for link in list(root.iter()):
        if name(link.tag) != "rel:Relationship":
            continue
        if not _leads_out(link):
            if _kind(link) == "image" and str(link.get("Target", "")).lower().endswith(_TEXTS):
                remove(link)  # Word gives no picture such a name, with which this function would overlook it
                dropped = True
            continue
        kind = _kind(link)
        if kind == "image":
            link.set("Target", f"/{_EMPTY}")
            link.attrib.pop("TargetMode", "")
            empty.add(str(link.get("Id", "")))
        elif kind != "hyperlink":
            remove(link)
            dropped = True
    if empty or dropped:
        changed[member] = serialise(root)
    part = part_of(member)
    if empty and part in package:
        with suppress(InputError):  # damaged, so it is not on the page
            changed[part] = _embedded(parse(package.read(part), part), empty)
    return len(empty)


def _kind(link: Element) -> str:
    return str(link.get("Type", "")).rpartition("/")[2]


def _leads_out(link: Element) -> bool:
    target = str(link.get("Target", ""))
    if link.get("TargetMode") == "External" or target.startswith(("//", "\\")):
        return True
    try:
        return bool(urlsplit(target).scheme)
    except ValueError:
        return True


def _embedded(root: Element, ids: set[str]) -> bytes:
    """The part, in which the links to the pictures with these ids are embedded pictures (ECMA-376-1
    §20.1.8.13)."""
    for element in root.iter():
        link = next((key for key in element.attrib if name(key) == "r:link"), None)
        if link is None or element.attrib[link] not in ids:
            continue
        identity = element.attrib.pop(link)
        if not attribute(element, "r:embed"):
            element.set(f"{str(link).rpartition('}')[0]}}}embed", identity)
    return serialise(root)


def _sealed_member(
    package: Package, member: str, target: Path, bounds: Bounds | None, depth: int
) -> bytes | None:
    """A document inside the document, sealed; None if it is damaged or nested too deeply."""
    outer, inner = (target.with_name(f"{target.name}.{end}-{depth}") for end in ("outer", "inner"))
    data = package.read(member)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                return data  # not Open XML (OpenDocument …): LibreOffice's profile limits what that may do
    except UNREADABLE:
        return None
    if depth >= _DEEPEST:
        return None
    try:
        write_atomic(outer, data)
        seal(outer, inner, bounds, depth=depth + 1)
        return inner.read_bytes()
    except InputError:
        return None
    finally:
        outer.unlink(missing_ok=True)
        inner.unlink(missing_ok=True)
