"""List the pictures of a document, and replace them by other files.

Words in a picture are not text of the document. To translate them, save the picture again with other words,
under the name that it has in the Word file (`image3.png`).
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from booktranslate.docx.document import Document
from booktranslate.docx.edition import Edition
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, inner_text, name
from booktranslate.errors import InputError

_ALIKE = 0.02  # a picture whose proportions differ by more looks stretched
_LONG = 80


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture: its name, its part, its size in pixels (0: not known), its alternative text, the heading
    above it, and how many times it is shown."""

    name: str
    part: str
    width: int
    height: int
    description: str
    heading: str
    uses: int


def media(document: Document) -> list[Medium]:
    """The pictures that the text of a document shows, in the order of their first use."""
    found: dict[str, Medium] = {}
    for part in document.parts:
        links = {link.id: link.target for link in document.package.relationships(part) if not link.external}
        heading = ""
        for item in document.root(part).iter("{*}p", "{*}blip", "{*}imagedata"):
            if name(item.tag) == "w:p":
                if document.styles.of(item).level:
                    heading = " ".join(inner_text([item], "w:t").split())[:_LONG] or heading
                continue
            if next(item.iterancestors("{*}Fallback"), None) is not None:
                continue
            target = links.get(attribute(item, "r:embed") or attribute(item, "r:id") or "", "")
            if target not in document.package:
                continue
            if target in found:
                found[target] = replace(found[target], uses=found[target].uses + 1)
                continue
            width, height = _size(document.package.read(target))
            label = PurePosixPath(target).name
            found[target] = Medium(label, target, width, height, _description(item), heading, 1)
    return list(found.values())


Lookup = Callable[[str], tuple[str, bytes] | None]
"""For the name of a picture, its replacement: where that is from, and its bytes; None to keep it."""


def with_pictures(edition: Edition, lookup: Lookup) -> Edition:
    """The edition with the pictures that `lookup` gives.

    Raises InputError, with its place, for a replacement of another kind (PNG, JPEG …) than the picture.
    """
    changed = dict(edition.changed)
    for part in pictures(edition.package):
        found = lookup(PurePosixPath(part).name)
        if found is None:
            continue
        place, data = found
        kind, wanted = _kind(data), _kind(edition.package.read(part))
        if kind != wanted or not kind:
            raise InputError(
                f"is {kind or 'not a picture'}; the picture in the book is "
                f"{wanted or 'of a kind of its own'}.",
                where=place,
                hint=f"Save it as {wanted or 'the same format'}, under the same name.",
            )
        changed[part] = data
    return replace(edition, changed=changed)


def is_stretched(old: Medium, data: bytes) -> bool:
    """Whether a replacement has other proportions than the old picture, so that it will look stretched."""
    width, height = _size(data)
    if not (width and height and old.width and old.height):
        return False
    return abs(old.width / old.height * height / width - 1) > _ALIKE


def pictures(package: Package) -> Iterator[str]:
    """The parts that are pictures, by their content types."""
    for part in package.names:
        if package.content_type(part).startswith("image/"):
            yield part


def _kind(data: bytes) -> str:
    for start, kind in (
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"\x01\0\0\0", "EMF"),
        (b"\xd7\xcd\xc6\x9a", "WMF"),
    ):
        if data.startswith(start):
            return kind
    return "SVG" if b"<svg" in data[:1000] else ""


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image, UnidentifiedImageError  # takes 9 ms, and is not needed to assemble a book

    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return 0, 0


def _description(picture: Element) -> str:
    """The alternative text of the drawing that contains a picture; "" if there is none."""
    for around in picture.iterancestors("{*}inline", "{*}anchor"):
        for item in around:
            if name(item.tag) == "wp:docPr":
                return attribute(item, "descr") or attribute(item, "title") or ""
    return ""
