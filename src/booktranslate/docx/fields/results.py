"""The results of fields, as Word has stored them: changed, or taken out of their fields.

An application that opens a document may compute a field anew. LibreOffice computes some of them otherwise
than Word: `=SUM(ABOVE)` gives 0, FILENAME the path of the file that it was given, REF and SEQ what it makes
of bookmarks and counters, PAGEREF a figure where the page has a Roman numeral. For those the result that
Word stored is right, as a translation changes no figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from booktranslate.docx.fields.instructions import MARKS, arguments, kind_of, set_code
from booktranslate.docx.opc.xml import (
    SPACE,
    Element,
    attribute,
    legal,
    name,
    namespace,
    remove,
)

# Fields that LibreOffice gives as Word does, or that are more than their result: links, forms, pictures.
# PAGE and its like follow the pages of the PDF; DATE and TIME say the day on which it is made, as in Word.
_LIVE_NAMES = """
PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME STYLEREF HYPERLINK TOC TOA INDEX XE TC TA RD BIBLIOGRAPHY
FORMTEXT FORMCHECKBOX FORMDROPDOWN INCLUDEPICTURE INCLUDETEXT IMPORT INCLUDE EMBED LINK DDE DDEAUTO SHAPE
EQ SYMBOL ADVANCE MACROBUTTON GOTOBUTTON PRINT PRIVATE BARCODE DISPLAYBARCODE MERGEBARCODE ADDIN CONTROL
AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM
"""
_LIVE = frozenset(_LIVE_NAMES.split())


@dataclass(slots=True, eq=False)
class Stored:
    """A field with its stored result: its marks and instruction, and the texts of the result."""

    code: str = ""
    marks: list[Element] = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    has_result: bool = False

    @property
    def kind(self) -> str:
        """Its type, in capitals."""
        return kind_of(self.code)

    @property
    def runs(self) -> list[Element]:
        """The runs of its marks and of its result."""
        around = (item.getparent() for item in (*self.marks, *self.texts))
        return list(dict.fromkeys(run for run in around if run is not None and name(run.tag) == "w:r"))

    def argument(self, place: str) -> str:
        """An argument of the instruction; "" without one."""
        return next((item.words for item in arguments(self.code) if item.place == place), "")


def stored(root: Element) -> list[Stored]:
    """The fields of a part that are whole, each after those inside it."""
    found: list[Stored] = []
    open_: list[Stored] = []
    has_fields = next(root.iter(*MARKS), None) is not None
    for item in root.iter("{*}t", *MARKS) if has_fields else ():
        kind = name(item.tag)
        mark = attribute(item, "w:fldCharType") if kind == "w:fldChar" else kind
        if mark == "w:fldSimple":
            texts = [text for text in item.iter("{*}t") if name(text.tag) == "w:t"]
            texts = [text for text in texts if _shape(text) is _shape(item)]
            found.append(Stored(attribute(item, "w:instr") or "", [item], texts, True))
        elif mark == "begin":
            open_.append(Stored(marks=[item]))
        elif not open_:
            continue
        elif mark == "w:instrText":
            if not open_[-1].has_result:
                open_[-1].code += item.text or ""
            open_[-1].marks.append(item)
        elif mark == "separate":
            open_[-1].has_result = True
            open_[-1].marks.append(item)
        elif mark == "end":
            done = open_.pop()
            done.marks.append(item)
            found.append(done)
        elif mark == "w:t":
            shape = _shape(item)
            for around in open_:
                if _shape(around.marks[0]) is shape:  # else it stands in a text box in the result
                    (around.texts if around.has_result else around.marks).append(item)
    return found


def _shape(item: Element) -> Element | None:
    """The text box that an element stands in."""
    return next(item.iterancestors("{*}txbxContent"), None)


def put(result: Stored, text: str) -> bool:
    """Give a field another result, in the format of the first letters of the one that it has; whether it can
    have one. A result over several paragraphs is left alone."""
    if not result.has_result or len({next(text.iterancestors("{*}p"), None) for text in result.texts}) > 1:
        return False
    if not result.texts:
        mark = result.marks[-2] if len(result.marks) > 1 else result.marks[0]
        made = _text_after(mark)
        if made is None:
            return False
        result.texts.append(made)
    for place, item in enumerate(result.texts):
        item.text = legal(text) if place == 0 else ""
        item.set(SPACE, "preserve")
    return True


def _text_after(mark: Element) -> Element | None:
    run = mark if name(mark.tag) == "w:fldSimple" else mark.getparent()
    if run is None:
        return None
    uri = namespace(run)
    made = etree.Element(f"{{{uri}}}r")
    if run is mark:
        run.append(made)
    else:
        run.addnext(made)
    return etree.SubElement(made, f"{{{uri}}}t")


def freeze(root: Element, file_name: str) -> bool:
    """Leave of every field that LibreOffice gives otherwise than Word the stored result; whether there was
    any. What names the file names `file_name`. A cross-reference stays a link."""
    changed = False
    for result in stored(root):
        if result.kind in _LIVE or not result.has_result:
            continue
        if result.kind == "FILENAME":
            put(result, file_name)
        if not result.texts:
            continue
        changed = True
        target = result.argument("1") if result.kind in {"REF", "PAGEREF", "NOTEREF"} else ""
        if target and _is_linked(result.code):
            _relink(result, f' HYPERLINK \\l "{target}" ')
        else:
            _unwrap(result)
    return changed


def _is_linked(code: str) -> bool:
    return "\\h" in code.lower().split()


def _relink(result: Stored, code: str) -> None:
    codes = [item for item in result.marks if name(item.tag) in {"w:instrText", "w:fldSimple"}]
    for place, item in enumerate(codes):
        set_code(item, "" if place else code)


def _unwrap(result: Stored) -> None:
    for item in result.marks:
        if name(item.tag) == "w:fldSimple":
            _replace_by_children(item)
            continue
        run = item.getparent()
        remove(item)
        if run is not None and all(name(rest.tag) == "w:rPr" for rest in run):
            remove(run)


def _replace_by_children(item: Element) -> None:
    for inner in list(item):
        if name(inner.tag) not in {"w:fldData"}:
            item.addprevious(inner)
    remove(item)


def page_references(root: Element) -> Iterator[Stored]:
    """The fields that show the page of a bookmark, as a bare number."""
    for result in stored(root):
        if result.kind == "PAGEREF" and result.has_result:
            switches = result.code.lower().split()[2:]
            if "\\p" not in switches and ("\\*" not in result.code or "mergeformat" in result.code.lower()):
                yield result
