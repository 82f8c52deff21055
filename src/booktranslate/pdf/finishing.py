"""What a PDF from LibreOffice still needs: for screen readers, and so that two runs give the same bytes.

LibreOffice (7.4 to 24.8) writes the time of the run and random identifiers. Against PDF/UA (ISO 14289-1), it
tags a text box and its frame as figures without a description (7.3), gives notes no IDs (7.9), and writes the
tab order as a string instead of a name (7.18.3). The rest is correct, and stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from booktranslate.credits import Credits, joined
from booktranslate.errors import EngineError, InputError
from booktranslate.pdf.decoration import leave_out_decoration

_DEEPEST = 500
# PDF/A requires a description of all properties beyond its own (ISO 19005-2 §6.6.2.3), even that of PDF/UA.
_EXTENSION = b"""\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
 <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
 <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
 <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
 <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
 <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
 <pdfaProperty:category>internal</pdfaProperty:category>
 <pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
 </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_MADE, _CHANGED = "xmp:CreateDate", "xmp:ModifyDate"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure without a description; `page` counts from 1, 0 if it is unknown."""

    page: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a finished PDF has for people who cannot see it: numbers of pages, bookmarks, headings, figures
    with a description, and the figures without one."""

    pages: int
    bookmarks: int
    headings: int
    described: int
    undescribed: tuple[Figure, ...]


def finish(
    source: Path, target: Path, *, title: str, moment: datetime, credits: Credits | None = None
) -> Checked:
    """Write the finished PDF. `moment` replaces the time of the run, `title` is used if there is none, and
    `credits` are added to the metadata.

    Raises EngineError if `source` is not a valid PDF, OSError if `target` cannot be written.
    """
    when = moment.astimezone(UTC).replace(microsecond=0)
    try:
        with pikepdf.open(source) as pdf:
            elements = list(_elements(pdf))
            _tag(pdf, elements)
            leave_out_decoration(pdf, [each for each in elements if _is_undescribed(each)])
            elements = list(_elements(pdf))
            _describe(pdf, title, when, credits or Credits())
            checked = _checked(pdf, elements)
            for key in ("/DocChecksum", "/ID"):
                if key in pdf.trailer:
                    del pdf.trailer[key]
            pdf.remove_unreferenced_resources()
            pdf.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    except pikepdf.PdfError as error:
        raise EngineError(f"LibreOffice made a PDF that is damaged ({error}).", where=str(source)) from error
    return checked


def undescribed(path: Path) -> tuple[int, ...]:
    """The page numbers of the figures without a description in a finished PDF. Raises InputError."""
    try:
        with pikepdf.open(path) as pdf:
            return tuple(figure.page for figure in _checked(pdf, list(_elements(pdf))).undescribed)
    except (pikepdf.PdfError, OSError) as error:
        raise InputError(f"cannot be read as a PDF ({error}).", where=str(path)) from error


def _elements(pdf: Pdf) -> Iterator[Dictionary]:
    """The structure elements (ISO 32000-1 §14.7.2), in reading order."""
    tree = pdf.Root.get("/StructTreeRoot")
    waiting: list[tuple[Object, int]] = [(tree.K, 0)] if tree is not None and "/K" in tree else []
    while waiting:
        item, depth = waiting.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(item, Array):
            waiting.extend((each, depth + 1) for each in reversed(list(item)))
        elif isinstance(item, Dictionary) and "/S" in item:
            yield item
            if "/K" in item:
                waiting.append((item.K, depth + 1))


def _tag(pdf: Pdf, elements: list[Dictionary]) -> None:
    notes: list[Dictionary] = []
    for element in elements:
        kind = element.get("/S")
        if _is_undescribed(element) and _holds_elements(element):
            element.S = Name.Div  # a text box: screen readers read its words
        elif kind == Name.Note:
            notes.append(element)
    if notes:
        names = NameTree.new(pdf)
        for number, note in enumerate(notes, 1):
            label = f"note-{number:06}"
            note.ID = String(label)
            names[label] = note
        pdf.Root.StructTreeRoot.IDTree = names.obj
    for page in pdf.pages:
        if "/Annots" in page:
            page.Tabs = Name.S


def _is_undescribed(element: Dictionary) -> bool:
    return element.get("/S") == Name.Figure and not str(element.get("/Alt", "")).strip()


def _holds_elements(element: Dictionary) -> bool:
    inside = element.get("/K")
    items = list(inside) if isinstance(inside, Array) else [inside]
    return any(isinstance(item, Dictionary) and "/S" in item for item in items)


def _describe(pdf: Pdf, title: str, when: datetime, credits: Credits) -> None:
    """Set title, subject and dates in both places that have them, which must agree (ISO 19005-2 §6.6.2)."""
    written = f"D:{when:%Y%m%d%H%M%S}Z"
    for key in ("/CreationDate", "/ModDate"):
        if key in pdf.docinfo:
            pdf.docinfo[key] = String(written)
    if not str(pdf.docinfo.get("/Title", "")).strip():
        pdf.docinfo["/Title"] = String(title)
    if credits.description:
        pdf.docinfo["/Subject"] = String(joined(str(pdf.docinfo.get("/Subject", "")), credits.description))
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        data["dc:title"] = str(pdf.docinfo["/Title"])
        if credits.description:
            data["dc:description"] = str(pdf.docinfo["/Subject"])
        if credits.people:
            data["dc:contributor"] = list(dict.fromkeys(name for name, _ in credits.people))
        for key in (_MADE, _CHANGED):
            if key in data:
                data[key] = f"{when:%Y-%m-%dT%H:%M:%SZ}"
    if (metadata := pdf.Root.Metadata.read_bytes()) and b"/pdfa/ns/id/" in metadata:
        pdf.Root.Metadata.write(metadata.replace(b"</rdf:RDF>", _EXTENSION + b"</rdf:RDF>", 1))
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences


def _number(numbers: dict[tuple[int, int], int], page: Object | None) -> int:
    return numbers.get(page.objgen, 0) if page is not None else 0


def _checked(pdf: Pdf, elements: list[Dictionary]) -> Checked:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    described = headings = 0
    undescribed = []
    for element in elements:
        kind = str(element.get("/S"))
        if kind == "/Figure":
            if _is_undescribed(element):
                page = element.get("/Pg")
                undescribed.append(Figure(_number(numbers, page)))
            else:
                described += 1
        headings += kind in {"/H1", "/H2", "/H3", "/H4", "/H5", "/H6"}
    with pdf.open_outline(max_depth=_DEEPEST) as outline:
        waiting, bookmarks = list(outline.root), 0
        while waiting:
            item = waiting.pop()
            bookmarks += 1
            waiting.extend(item.children)
    return Checked(len(pdf.pages), bookmarks, headings, described, tuple(undescribed))
