"""Find the letters that are left in a part without its passages, and why they are left.

This does not rely on the reader of passages: all texts, attributes and field instructions are examined.
"""

import re
from collections.abc import Iterator

from booktranslate.docx.document import Document
from booktranslate.docx.fields.instructions import (
    MARKS,
    NESTED,
    Argument,
    arguments,
    code_of,
    instructions,
    kind_of,
)
from booktranslate.docx.formatting.hidden import is_hidden
from booktranslate.docx.generated import contents
from booktranslate.docx.opc.xml import Element, attribute, inner_text, name, parse
from booktranslate.docx.paragraphs.tagging import is_translatable
from booktranslate.docx.part_texts import CHART_TEXTS, is_string
from booktranslate.docx.stories import shows_title
from booktranslate.docx.text_places import is_file_name
from booktranslate.errors import InputError

TAKEN = "\ue000"  # of private use: replaces each text of a passage

_TEXTS = {"w:t", "a:t", "m:t", "w:delText", *CHART_TEXTS}
_PROTECTED_TYPES = {
    "glossary+xml": "building blocks of Word, not part of the book",
    "comments+xml": 'comments (extract.comments is not "translate")',
}


def left_in(document: Document, part: str, emptied: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The texts with letters that are left in a part, each after its reason ("" if there is none).

    `emptied` has the parts that had passages, without these; `document` is used only to look things up.
    """
    kind = document.package.content_type(part)
    if not kind.endswith("+xml") or not any(
        word in kind for word in ("wordprocessingml", "drawingml", "ms-office")
    ):
        return
    if any(
        word in kind
        for word in ("styles+xml", "settings", "fontTable", "theme", "diagramStyle", "diagramColors")
    ):
        return
    if any(word in kind for word in ("diagramLayout", "numbering+xml")):
        return
    whole = next((reason for word, reason in _PROTECTED_TYPES.items() if word in kind), "")
    if "comments+xml" in kind and document.reading.comments == "translate":
        whole = ""
    if part.split("/")[1:2] == ["glossary"]:
        whole = _PROTECTED_TYPES["glossary+xml"]
    try:
        root = parse(emptied.get(part) or document.package.read(part), part)
    except InputError:
        return
    left = [*_texts_left(root, document), *_attributes_left(root), *_instructions_left(root, document)]
    for reason, text in left:
        yield whole or reason, text


def _texts_left(root: Element, document: Document) -> Iterator[tuple[str, str]]:
    fields: list[list[str]] = []
    for item in root.iter():
        short = name(item.tag)
        if short == "w:fldChar":
            mark = attribute(item, "w:fldCharType")
            if mark == "begin":
                fields.append(["", "code"])
            elif mark == "separate" and fields:
                fields[-1][1] = "result"
            elif mark == "end" and fields:
                fields.pop()
        elif short == "w:instrText" and fields:
            fields[-1][0] += item.text or ""
        elif short in _TEXTS and _has_letters(item.text or ""):
            yield _reason(item, short, fields, document), _left(item.text or "")
        elif short in {"c:formatCode", "c:numFmt"}:
            code = item.text or item.get("formatCode") or ""
            if words := " ".join(re.findall(r'"([^"]*[^\W\d_][^"]*)"', code)):
                yield "words in number formats of charts", words


def _attributes_left(root: Element) -> Iterator[tuple[str, str]]:
    """The attributes with words that are left: alternative texts, tooltips, titles of controls and the
    like."""
    for item in root.iter():
        short = name(item.tag)
        for key, value in item.attrib.items():
            if _shown_attribute(short, name(key)) and _has_letters(str(value)):
                yield _reason_of_attribute(item, str(value)), _left(str(value))


def _shown_attribute(element: str, key: str) -> bool:
    local = element.rpartition(":")[2].rpartition("}")[2]
    if key == "w:val":
        return element in _SHOWN_VALUES
    return key in _SHOWN_KEYS.get("v:" if element.startswith("v:") else local, ())


# The elements whose `w:val` is shown, and for other elements, by local name, the attributes that are shown.
_SHOWN_VALUES = {"w:alias", "w:tblCaption", "w:tblDescription", "w:listEntry", "w:default", "w:helpText"}
_SHOWN_VALUES |= {"w:statusText"}
_SHOWN_KEYS = {
    "docPr": {"descr", "title"},
    "cNvPr": {"descr", "title"},
    "hlinkClick": {"tooltip"},
    "hlinkHover": {"tooltip"},
    "hyperlink": {"w:tooltip"},
    "listItem": {"w:displayText"},
    "sectionTitle": {"w15:val"},
    "v:": {"alt", "title", "string"},
}


def _reason_of_attribute(item: Element, value: str) -> str:
    if name(item.tag) == "w:alias":
        properties = item.getparent()
        shown = properties is None or shows_title(properties)
        return "" if shown else "titles of content controls that are names for programs, or not shown"
    return "descriptions that are only the name or address of a file" if is_file_name(value) else ""


def _instructions_left(root: Element, document: Document) -> Iterator[tuple[str, str]]:
    """The shown or quoted arguments with words that are left in field instructions."""
    known = set()
    for pieces in instructions(root.iter(*MARKS)):
        elements = [piece for piece in pieces if piece is not None]
        known.update(elements)
        code = "".join(code_of(piece) for piece in pieces)
        if kind_of(code) == "EQ" and _has_letters(code.partition("EQ")[2]):
            yield "equations (field EQ)", code.strip()
            continue
        paragraphs = {next(piece.iterancestors("{*}p"), None) for piece in elements}
        for argument in arguments(code):
            if _has_letters(argument.raw) and (argument.is_shown or argument.is_quoted):
                reason = _reason_of_argument(argument, over_paragraphs=len(paragraphs) > 1)
                if not reason:
                    reason = _reason(elements[0], "w:instrText", [], document)
                yield reason, _left(argument.words)
    for item in root.iter("{*}instrText"):
        if item not in known and _has_letters(item.text or ""):
            yield "instructions of incomplete fields, or results in the instruction", item.text or ""


def _reason_of_argument(argument: Argument, *, over_paragraphs: bool) -> str:
    field_ = f"(field {argument.field or 'without name'})"
    if argument.place in {"@", "#"}:
        return "formats of dates and numbers in field instructions"
    if not argument.is_shown:
        return "names, addresses, conditions and patterns in field instructions"
    if NESTED in argument.raw:
        return f"words in field instructions with another field among them {field_}"
    if not argument.is_literal:
        return f"words in field instructions without quotation marks {field_}"
    if over_paragraphs:
        return f"words in field instructions over several paragraphs {field_}"
    return "descriptions that are only the name or address of a file" if is_file_name(argument.words) else ""


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in _left(text))


def _left(text: str) -> str:
    return text.replace(TAKEN, "").replace(NESTED, "")


def _reason(item: Element, short: str, fields: list[list[str]], document: Document) -> str:
    around = {name(parent.tag): parent for parent in reversed(list(item.iterancestors()))}
    if short == "m:t" or "m:oMath" in around:
        return "equations (protected as one tag)"
    if short == "w:delText" or {"w:del", "w:moveFrom"} & around.keys():
        return "deleted text (tracked changes)"
    if "a:fld" in around:  # a date, a slide number, the category of a chart's label
        return "results that Word computes (field of a drawing)"
    if short in CHART_TEXTS and not is_string(item):
        return "numbers of charts, and names of their sources"
    if fields and any(state == "code" for _, state in fields):
        return "field instructions"
    simple = around.get("w:fldSimple")
    if fields or simple is not None:
        code = fields[-1][0] if fields else attribute(simple, "w:instr") or "" if simple is not None else ""
        if (kind := kind_of(code)) != "HYPERLINK":  # the author's words are its result
            return f"results that Word computes (field {kind or 'without name'})"
    run = around.get("w:r")
    if run is not None and not document.reading.hidden and is_hidden(run, document.styles):
        return "hidden text (extract.hidden is off)"
    paragraph = around.get("w:p")
    is_line = paragraph is not None and document.styles.of(paragraph).kind == "table of contents"
    if is_line and contents.is_number(item.text or ""):
        return "numbers in a table of contents"
    whole = inner_text([paragraph], "w:t") if paragraph is not None else item.text or ""
    if not is_translatable(item.text or "") or not any(map(is_translatable, whole.split(TAKEN))):
        return "texts without letters, enumerators and addresses, which stay as they are"
    return ""
