"""Read and change the results of fields that Word has stored, or leave only the results.

A program that opens a document may compute its fields again. LibreOffice computes some differently from Word:
`=SUM(ABOVE)` gives 0, FILENAME the path of the copy that it prints, REF and SEQ follow its own idea of
bookmarks and counters, PAGEREF gives a figure if the page has a Roman numeral. For these, the results that
Word stored are right, as a translation changes no figure.
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

# Fields that LibreOffice shows as Word does, or that are more than their result: links, forms, pictures.
# PAGE and the like follow the pages of the PDF; DATE and TIME give the time at which it is made, as in Word.
_LIVE_NAMES = """
PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME STYLEREF HYPERLINK TOC TOA INDEX XE TC TA RD BIBLIOGRAPHY
FORMTEXT FORMCHECKBOX FORMDROPDOWN INCLUDEPICTURE INCLUDETEXT IMPORT INCLUDE EMBED LINK DDE DDEAUTO SHAPE
EQ SYMBOL ADVANCE MACROBUTTON GOTOBUTTON PRINT PRIVATE BARCODE DISPLAYBARCODE MERGEBARCODE ADDIN CONTROL
AUTONUM AUTONUMLGL AUTONUMOUT LISTNUM
"""
_LIVE = frozenset(_LIVE_NAMES.split())


@dataclass(slots=True, eq=False)
class Stored:
    """A field with its stored result: `code` is its instruction, `marks` the elements of its marks and
    instruction, and `texts` the `w:t` of the result."""

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
        """The runs of its marks and its result."""
        around = (item.getparent() for item in (*self.marks, *self.texts))
        return list(dict.fromkeys(run for run in around if run is not None and name(run.tag) == "w:r"))

    def argument(self, place: str) -> str:
        """The argument at that place of the instruction (see `Argument`); "" if there is none."""
        return next((item.words for item in arguments(self.code) if item.place == place), "")


def stored(root: Element) -> list[Stored]:
    """The complete fields of a part, each complex one after those inside it."""
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
                if _shape(around.marks[0]) is shape:  # not in a text box inside the field
                    (around.texts if around.has_result else around.marks).append(item)
    return found


def _shape(item: Element) -> Element | None:
    """The text box around an element; None if there is none."""
    return next(item.iterancestors("{*}txbxContent"), None)


def put(result: Stored, text: str) -> bool:
    """Replace the result of a field, in the format of the beginning of the old one; returns whether it could
    be done.

    A field without a result, or with one in several paragraphs, stays as it is.
    """
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
    """Replace each field that LibreOffice computes differently by its stored result; returns whether there
    was any.

    FILENAME gives `file_name`. A cross-reference with `\\h` becomes a link to its bookmark.
    """
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
    """The PAGEREF fields that show the page of a bookmark as a plain number."""
    for result in stored(root):
        if result.kind == "PAGEREF" and result.has_result:
            switches = result.code.lower().split()[2:]
            if "\\p" not in switches and ("\\*" not in result.code or "mergeformat" in result.code.lower()):
                yield result
