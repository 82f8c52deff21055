"""Find the digital signatures of a package (OPC, ECMA-376-2 §13), and remove them."""

import posixpath
from collections.abc import Mapping

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, name, parse, remove, serialise

_ORIGIN = "/digital-signature/origin"
_CONTENT_TYPES = "[Content_Types].xml"
_PACKAGE_RELATIONSHIPS = "_rels/.rels"


def signature_parts(package: Package) -> frozenset[str]:
    """The members that make up the signatures, with their relationships; none if the package is not signed.

    The signature of macros (`vbaProjectSignature.bin`) is not included, as macros are not changed.
    """
    waiting = [item.target for item in package.relationships() if item.type.endswith(_ORIGIN)]
    found: set[str] = set()
    while waiting:
        part = waiting.pop()
        if part in package and part not in found:
            found.add(part)
            waiting += [item.target for item in package.relationships(part) if not item.external]
            folder, _, file = part.rpartition("/")
            found.update({posixpath.join(folder, "_rels", f"{file}.rels")} & set(package.names))
    return frozenset(found)


def unsigned(package: Package, signatures: frozenset[str], changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members with the relationships of the package and with the content types, without the signatures.

    `changed` are members that have been changed already. Raises InputError for a part that cannot be read.
    """

    def read(part: str) -> Element:
        return parse(changed.get(part) or package.read(part), f"{package.path.name}: {part}")

    links = read(_PACKAGE_RELATIONSHIPS)
    for item in list(links):
        if str(item.get("Type", "")).endswith(_ORIGIN):
            remove(item)
    types = read(_CONTENT_TYPES)
    extensions = {part.rpartition(".")[2].lower() for part in package.names if part not in signatures}
    for item in list(types):
        part = str(item.get("PartName", "")).lstrip("/")
        extension = str(item.get("Extension", "")).lower()
        if part in signatures or (name(item.tag) == "ct:Default" and extension not in extensions):
            remove(item)
    return {_PACKAGE_RELATIONSHIPS: serialise(links), _CONTENT_TYPES: serialise(types)}
