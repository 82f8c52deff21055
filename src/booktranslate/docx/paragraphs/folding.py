"""Fields (ECMA-376-1 §17.16): which results are text; fold the marks of a complex field into one node.

Instructions are never shown to a translator. A result is text if it has a letter (that of a link: a letter,
figure or punctuation mark), unless Word computes it from numbers or file data and does not spell it out.
"""

import re
from dataclasses import dataclass, field, replace
from typing import cast

from booktranslate.docx.fields.instructions import kind_of
from booktranslate.docx.paragraphs.nodes import (
    Anchor,
    Barrier,
    FieldMark,
    FieldState,
    Fragment,
    Node,
    Thing,
    Wrapper,
    fragments_of,
    is_text,
    letters_in,
)

# Fields whose results Word computes, which are not the author's words.
_COMPUTED_NAMES = """
PAGE NUMPAGES PAGEREF NOTEREF SECTION SECTIONPAGES SEQ AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM REVNUM
NUMCHARS NUMWORDS EDITTIME FILESIZE FILENAME USERNAME USERINITIALS AUTHOR LASTSAVEDBY MERGEFIELD MERGEREC
MERGESEQ ADDRESSBLOCK GREETINGLINE NEXT NEXTIF SKIPIF = EQ SYMBOL ADVANCE BARCODE DISPLAYBARCODE
MERGEBARCODE BIDIOUTLINE FORMCHECKBOX INCLUDEPICTURE EMBED PRINT PRIVATE SHAPE TEMPLATE GOTOBUTTON
"""
_COMPUTED = frozenset(_COMPUTED_NAMES.split())
# A number in words (§17.16.4.3): « cinq », « cinquième ».
_SPELT_OUT = re.compile(r"\\\*\s*(?:Card|Ord|Dollar)Text\b", re.IGNORECASE)
# Entries of an index, a table of contents or a table of authorities, and variables: they show nothing.
_ENTRIES = {"XE", "TC", "TA", "RD", "SET", "ASK"}


def field_node(
    instruction: str,
    result: list[Node],
    before: tuple[Fragment, ...],
    after: tuple[Fragment, ...],
    whole: tuple[Fragment, ...],
) -> Node:
    """One node for a complete field: a wrapper if its result is text, otherwise a thing or an anchor.

    `before` and `after` are the fragments around its result, `whole` those of the field with its result.
    """
    kind = kind_of(instruction)
    # LibreOffice writes the words that an index entry marks as the result of the entry.
    if kind in _ENTRIES and not (kind == "XE" and any(letter.isalpha() for letter in letters_in(result))):
        return Anchor("point", kind, whole)
    letters = letters_in(result)
    is_computed = kind in _COMPUTED and not _SPELT_OUT.search(instruction)
    if is_computed or not (is_text(letters) if kind == "HYPERLINK" else any(map(str.isalpha, letters))):
        return Thing("f", whole, loose=kind == "PAGEREF")
    return Wrapper("a" if kind == "HYPERLINK" else "f", result, True, before=before, after=after)


@dataclass(slots=True, eq=False)
class _Open:
    """A field whose end has not been reached; a `foreign` one began in an earlier paragraph."""

    foreign: bool
    in_code: bool
    before: list[Fragment] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)  # of ranges that begin or end in the instruction
    instruction: str = ""
    nodes: list[Node] = field(default_factory=list)


def fold(items: list[Node | FieldMark], state: FieldState) -> list[Node]:
    """Replace the marks of fields by nodes, and update `state` to the end of these items.

    The marks of a field that does not both begin and end in these items become barriers.
    """
    if not state.in_code and FieldMark not in map(type, items):
        return cast(list[Node], items)
    outside: list[Node] = []
    stack = [_Open(foreign=True, in_code=code) for code in state.in_code]

    def put(node: Node) -> None:
        if stack and stack[-1].in_code:
            if stack[-1].foreign:
                outside.append(Barrier(fragments_of([node])))
            else:
                stack[-1].before += fragments_of([node])
                if isinstance(node, Anchor) and node.role != "point":
                    stack[-1].anchors.append(node)
            return
        target = next((frame.nodes for frame in reversed(stack) if not frame.foreign), outside)
        target.append(node)

    for item in items:
        if not isinstance(item, FieldMark):
            put(item)
        elif item.kind == "begin":
            stack.append(_Open(foreign=False, in_code=True, before=list(item.fragments)))
        elif item.kind == "code" and stack and not stack[-1].foreign:
            stack[-1].before += item.fragments
            stack[-1].instruction += item.code
        elif item.kind == "separate" and stack and not stack[-1].foreign:
            stack[-1].before += item.fragments
            stack[-1].in_code = False
        elif item.kind == "end" and stack and not stack[-1].foreign:
            frame = stack.pop()
            whole = (*frame.before, *fragments_of(frame.nodes), *item.fragments)
            made = field_node(frame.instruction, frame.nodes, tuple(frame.before), item.fragments, whole)
            if isinstance(made, Wrapper) and frame.anchors:  # the bookmark of a form field begins here
                for anchor in frame.anchors:
                    put(anchor)
                inside = fragments_of(list(frame.anchors))
                before = tuple(fragment for fragment in frame.before if fragment not in inside)
                made = replace(made, before=before)
            put(made)
        else:
            put(Barrier(item.fragments))
            if item.kind == "separate" and stack:
                stack[-1].in_code = False
            elif item.kind == "end" and stack:
                stack.pop()
    state.in_code = [frame.in_code for frame in stack]
    unclosed: list[Node] = []
    for frame in stack:
        if not frame.foreign:
            unclosed += [Barrier(tuple(frame.before)), *frame.nodes]
    return outside + unclosed
