"""Find the bookmarks that something refers to (others have no effect), and the styles named in fields.

A bookmark is referred to by name: in the instruction of a field (REF, PAGEREF, TOC \\b, a formula …), in a
link inside the document, or by a program that keeps its data in custom XML or custom properties.
"""

import re
from collections.abc import Iterable

from booktranslate.docx.fields.instructions import MARKS, code_of, instructions, kind_of
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, name

_WORD = re.compile(r"\w+")
_TARGET = re.compile(rb"""#([^"'<>&]+)["']""")
_BY_PROGRAMS = ("customXml/", "docProps/custom.xml")


def referred(roots: Iterable[Element], package: Package) -> frozenset[str]:
    """The names, in lower case, of the bookmarks in the parts that something in the package refers to."""
    known: set[str] = set()
    codes: list[str] = []
    linked: set[str] = set()
    for root in roots:
        for item in root.iter(
            "{*}bookmarkStart", "{*}instrText", "{*}fldSimple", "{*}fldChar", "{*}hyperlink"
        ):
            match name(item.tag):
                case "w:bookmarkStart":
                    known.add((attribute(item, "w:name") or "").lower())
                case "w:instrText":
                    codes.append(item.text or "")
                case "w:fldSimple":
                    codes += [" ", attribute(item, "w:instr") or "", " "]
                case "w:fldChar":
                    codes.append(" ")
                case "w:hyperlink":
                    linked |= {
                        (attribute(item, f"w:{key}") or "").lower() for key in ("anchor", "docLocation")
                    }
        for item in root.iter("{*}ffData"):
            linked |= {
                (attribute(inner, "w:val") or "").lower() for inner in item if name(inner.tag) == "w:name"
            }
    if not known:
        return frozenset()
    instructions = "".join(codes).lower()
    words = set(_WORD.findall(instructions))
    for part in package.names:
        if part.endswith("vbaProject.bin"):  # a macro may use any bookmark, except those that Word names
            linked |= {one for one in known if not one.startswith("_")}
        elif part.startswith(_BY_PROGRAMS) and part.endswith(".xml"):
            words |= set(_WORD.findall(package.read(part).decode("utf-8", "ignore").lower()))
        elif part.endswith((".xml", ".rels")):
            targets = _TARGET.findall(package.read(part))
            linked |= {target.decode("utf-8", "ignore").lower() for target in targets}
    return frozenset(
        one
        for one in known
        if one in linked or one in words or (not one.isidentifier() and one in instructions)
    )


def named_styles(roots: Iterable[Element]) -> frozenset[str]:
    """The names, in lower case, of the styles that STYLEREF and TOC fields of the parts may look for."""
    found: set[str] = set()
    for root in roots:
        for pieces in instructions(root.iter(*MARKS)):
            code = "".join(code_of(piece) for piece in pieces)
            if kind_of(code) in {"STYLEREF", "TOC"}:
                found.update(
                    word.strip().lower() for word in re.split('[";,]', code.partition("STYLEREF")[2] or code)
                )
    return frozenset(found)
