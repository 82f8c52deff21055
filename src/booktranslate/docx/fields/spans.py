"""Find what spans paragraphs: the results of long fields (tables of contents, indexes), and bookmarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from booktranslate.docx.fields.instructions import MARKS, arguments, code_of, instructions, kind_of
from booktranslate.docx.opc.xml import Element, attribute, name


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field that may span paragraphs: its instruction, and the paragraphs with its result."""

    code: str
    paragraphs: list[Element] = field(default_factory=list)

    def has(self, switch: str) -> bool:
        """Whether the instruction has a switch (its letter), with or without an argument."""
        return re.search(rf"\\{switch}(?![A-Za-z])", self.code, re.IGNORECASE) is not None

    def value(self, switch: str) -> str:
        """The argument of a switch (its letter); "" if there is none."""
        return next((item.words for item in arguments(self.code) if item.place == switch), "")


def fields_over(root: Element, kind: str) -> list[Field]:
    """The fields of a type in a part, each with the paragraphs in which its result begins, goes on and
    ends."""
    if kind not in "".join(map(code_of, root.iter("{*}instrText", "{*}fldSimple"))).upper():
        return []
    found: list[Field] = []
    open_: list[tuple[list[str], Field | None]] = []
    for item in root.iter("{*}p", *MARKS):
        mark = name(item.tag)
        if mark == "w:fldChar":
            mark = attribute(item, "w:fldCharType") or ""
        paragraph = next(item.iterancestors("{*}p"), None)
        if mark == "w:p":
            for _, around in open_:
                if around is not None:
                    around.paragraphs.append(item)
        elif mark == "w:fldSimple" and kind_of(attribute(item, "w:instr") or "") == kind:
            if paragraph is not None:
                found.append(Field(attribute(item, "w:instr") or "", [paragraph]))
        elif mark == "begin":
            open_.append(([], None))
        elif mark == "w:instrText" and open_ and open_[-1][1] is None:
            open_[-1][0].append(item.text or "")
        elif mark == "separate" and open_:
            code = "".join(open_[-1][0])
            if kind_of(code) == kind and paragraph is not None:
                made = Field(code, [paragraph])
                found.append(made)
                open_[-1] = [], made
        elif mark == "end" and open_:
            open_.pop()
    return found


def anchors_of(line: Element) -> Iterator[str]:
    """The names, in lower case, of the bookmarks to which the links and page numbers of a line lead."""
    for link in line.iter("{*}hyperlink"):
        if anchor := attribute(link, "w:anchor"):
            yield anchor.lower()
    for pieces in instructions(line.iter(*MARKS)):
        code = "".join(code_of(piece) for piece in pieces)
        wanted = {"PAGEREF": "1", "HYPERLINK": "l"}.get(kind_of(code))
        for item in arguments(code):
            if item.place == wanted:
                yield item.words.lower()


def bookmarked(root: Element) -> dict[str, list[Element]]:
    """For each bookmark, by its name in lower case, the paragraphs in which it begins, goes on and ends."""
    found: dict[str, list[Element]] = {}
    open_: dict[str, list[Element]] = {}
    for item in root.iter("{*}bookmarkStart", "{*}bookmarkEnd", "{*}p"):
        kind = name(item.tag)
        identity = attribute(item, "w:id") or ""
        if kind == "w:p":
            for paragraphs in open_.values():
                paragraphs.append(item)
        elif kind == "w:bookmarkStart":
            around = next(item.iterancestors("{*}p"), None)
            paragraphs = [around] if around is not None else []
            open_[identity] = found.setdefault((attribute(item, "w:name") or "").lower(), paragraphs)
        else:
            open_.pop(identity, None)
    return found
