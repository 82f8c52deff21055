"""Field instructions (ECMA-376-1 §17.16.4), and which of their arguments are words that a reader sees.

An instruction is a field's type, arguments and switches: `XE "mixité" \\t "voir parité"`. An argument with
a space in it is in quotation marks; a quotation mark inside it is preceded by a backslash.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.docx.opc.xml import SPACE, Element, attribute, name, set_attribute

# Stands in an instruction for a field inside it.
NESTED = "\ufffc"

# For each type, the arguments (by number) and those of switches (by letter) that are shown: in an index, a
# list, a dialog, a tip, or as the result (§17.16.5). The arguments of IF are: value, operator, value, text if
# true, text if false.
_SHOWN = {
    "ASK": "2d",
    "AUTOTEXTLIST": "1t",
    "CITATION": "fs",
    "COMMENTS": "1",
    "FILLIN": "1d",
    "GREETINGLINE": "e",
    "HYPERLINK": "o",
    "IF": "45",
    "KEYWORDS": "1",
    "MERGEFIELD": "bf",
    "QUOTE": "1",
    "SET": "2",
    "SUBJECT": "1",
    "TA": "l",
    "TC": "1",
    "TITLE": "1",
    "XE": "1t",
}
_USES = {
    "ASK": "prompt",
    "FILLIN": "prompt",
    "GOTOBUTTON": "button",
    "HYPERLINK": "tooltip",
    "MACROBUTTON": "button",
    "TA": "index entry",
    "TC": "index entry",
    "XE": "index entry",
}
_BUTTONS = {"MACROBUTTON", "GOTOBUTTON"}
_BUTTON = r"(?i:\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(?=\S))"
_TYPE = re.compile(r"\s*(=|[^\s\\\"“”]*)")
_TOKEN = re.compile(
    r"""
      "(?P<words>(?:\\.|[^"\\])*)"
    | ["“”](?P<curly>(?:\\.|[^"“”\\])*)["“”]  # Word takes curly ones for straight ones
    | \\(?P<switch>\S)
    | (?P<operator><>|[<>]=|[<>=])
    | (?P<bare>[^\s"“”\\<>=]+)
    """,
    re.DOTALL | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """An argument of an instruction of type `field`: `raw` is `instruction[start:end]`, without quotation
    marks.

    `place` is the letter of the switch before it, otherwise its number, from 1, among the arguments without a
    switch.
    """

    field: str
    place: str
    start: int
    end: int
    raw: str
    is_quoted: bool

    @property
    def is_shown(self) -> bool:
        """Whether a reader of the document sees it."""
        return self.field in _BUTTONS or self.place in list(_SHOWN.get(self.field, ""))

    @property
    def is_literal(self) -> bool:
        """Whether it can be replaced by other words."""
        return NESTED not in self.raw and (self.is_quoted or self.field in _BUTTONS)

    @property
    def words(self) -> str:
        """The argument as a reader sees it. In an index entry `\\:` stays: a colon alone makes a subentry."""
        if not self.is_quoted:
            return self.raw
        return re.sub(r"\\([^:])" if self.field == "XE" else r"\\(.)", r"\1", self.raw, flags=re.DOTALL)

    def written(self, words: str) -> str:
        """Other words as they are to be written in its place: with a backslash before quotation marks
        (§17.16.5.79)."""
        if not self.is_quoted:
            return words
        backslash = r'"|\\(?!:)' if self.field == "XE" else r'"|\\'
        return re.sub(backslash, r"\\\g<0>", words.replace("“", '"').replace("”", '"'))


def kind_of(instruction: str) -> str:
    """The field's type, in capitals (`HYPERLINK`, `=`); "" for an empty instruction."""
    match = _TYPE.match(instruction)
    return match[1].upper() if match else ""


def arguments(instruction: str) -> Iterator[Argument]:
    """The arguments of an instruction, in order; for a button, its text."""
    kind = kind_of(instruction)
    if kind in _BUTTONS:
        button = re.match(_BUTTON, instruction)
        if button:
            text = instruction[button.end() :].rstrip()
            yield Argument(kind, "", button.end(), button.end() + len(text), text, False)
        return
    switch, number = "", 0
    for match in _TOKEN.finditer(instruction, _TYPE.match(instruction).end()):  # type: ignore[union-attr]
        group = match.lastgroup or ""
        if group == "switch":
            switch = match[group].lower()
            continue
        if not switch:
            number += 1
        if group != "operator":
            quoted = group != "bare"
            yield Argument(kind, switch or str(number), *match.span(group), match[group], quoted)
        switch = ""


def use_of(instruction: str) -> str:
    """What the words in an instruction are, for a translator: `index entry`, `prompt` …"""
    return _USES.get(kind_of(instruction), "field text")


# The elements that fields are made of.
MARKS = ("{*}fldChar", "{*}instrText", "{*}fldSimple")

# The elements with the text of an instruction, in order; None stands for a field inside it.
Pieces = Sequence[Element | None]


def instructions(marks: Iterable[Element]) -> Iterator[Pieces]:
    """The instructions among `marks`, the elements of fields in document order; those without an end are left
    out."""
    # The fields that are open, innermost last: the instruction, or None after it.
    fields: list[list[Element | None] | None] = []
    for item in marks:
        kind = name(item.tag)
        mark = attribute(item, "w:fldCharType") if kind == "w:fldChar" else kind
        innermost = fields[-1] if fields else None
        if mark in {"begin", "w:fldSimple"} and innermost is not None:
            innermost.append(None)
        if mark == "w:fldSimple":
            yield [item]
        elif mark == "begin":
            fields.append([])
        elif mark == "w:instrText" and innermost is not None:
            innermost.append(item)
        elif mark in {"separate", "end"}:
            if innermost is not None:
                yield innermost
            if fields and mark == "end":
                fields.pop()
            elif fields:
                fields[-1] = None


def code_of(piece: Element | None) -> str:
    """The text of a piece of an instruction; `NESTED` for a field inside it."""
    if piece is None:
        return NESTED
    return (attribute(piece, "w:instr") if name(piece.tag) == "w:fldSimple" else piece.text) or ""


def set_code(piece: Element, code: str) -> None:
    """Change the text of a piece of an instruction."""
    if name(piece.tag) == "w:fldSimple":
        set_attribute(piece, "w:instr", code)
    else:
        piece.text = code
        piece.set(SPACE, "preserve")


def put_code(pieces: Pieces, code: str) -> None:
    """Replace the text of an instruction without fields inside; the first piece has all of it."""
    for place, piece in enumerate(piece for piece in pieces if piece is not None):
        set_code(piece, "" if place else code)
