"""The Word file of a bilingual edition: A4 landscape, two columns, a row for each paragraph."""

import io
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from booktranslate.docx.outline import NoteMark, Picture, Words
from booktranslate.model import counted
from booktranslate.review.labels import sides

NO_TEXT = "[not translated yet]"
_DRAFT = RGBColor(0x80, 0x50, 0x00)
_MARGIN = Cm(1.8)
_SIDE = Cm(13.05)  # half the width of an A4 landscape page between its margins
_WIDEST_PICTURE, _HIGHEST_PICTURE = Cm(14), Cm(8)
_MOST_COLUMNS = 4  # a table with more columns is above its translation, not beside it
_SIZES = {1: Pt(15), 2: Pt(13), 3: Pt(11.5)}
_BROKEN_PICTURE = (
    UnrecognizedImageError,
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    struct.error,
    ValueError,
    LookupError,
    ArithmeticError,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph in one language, and a remark on the state of its translation."""

    content: tuple[Words | NoteMark, ...]
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not any(isinstance(item, NoteMark) or item.text.strip() for item in self.content)


Pair = tuple[Side, Side]


class Page:
    """A Word file of rows for the texts of a book, chapter by chapter."""

    def __init__(self, title: str, source: str, target: str) -> None:
        self._codes = (source, target)
        self._names = sides(source, target)  # `recognising` knows the edition by its names
        self._book = _empty_book(title, target)
        self._book.add_heading(title, 0)
        self._book.add_paragraph(f"{self._names[0]} – {self._names[1]}")
        _number_pages(self._book, title)
        self._chapters: list[Table] = []

    def data(self) -> bytes:
        """The content of the Word file."""
        data = io.BytesIO()
        self._book.save(data)
        return data.getvalue()

    def mark_draft(self, count: int, total: int) -> None:
        """If `count` is not 0, say on each page and in the properties how many texts are not reviewed."""
        if count:
            paragraph = self._book.sections[0].header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _remark(paragraph, f"DRAFT – not reviewed: {count:,} of {counted(total, 'text')}")
            self._book.core_properties.content_status = "Draft"

    def begin_chapter(self) -> None:
        """Start a table, on a new page except for the first; each page shows the names of the languages."""
        if self._chapters:
            gap = self._book.add_paragraph()
            gap.paragraph_format.page_break_before = True
            gap.paragraph_format.space_after = Pt(0)
            gap.paragraph_format.line_spacing = Pt(1)
        table = self._book.add_table(rows=0, cols=2)
        table.autofit = False
        _rule(table)
        self._chapters.append(table)
        row = table.add_row()
        _repeat(row)
        for cell, name, code in zip(row.cells, self._names, self._codes, strict=True):
            cell.width = _SIDE
            run = cell.paragraphs[0].add_run(name)
            run.bold = True
            _finish(cell.paragraphs[0], code)

    def pair(
        self, left: Side, right: Side, *, level: int = 0, is_strong: bool = False, note: str = ""
    ) -> None:
        """Add a row: a paragraph and its translation. `note` is the number before the text of a note."""
        if left.is_empty and right.is_empty and not right.remark:
            return
        number = (NoteMark(note),) if note else ()
        for place, (cell, side) in enumerate(zip(self._row().cells, (left, right), strict=True)):
            paragraph = cell.paragraphs[0]
            if level and place == 0:  # one entry for each in the navigation of Word and in the PDF
                paragraph.style = f"Heading {min(level, 9)}"
            _fill(paragraph, Side((*number, *side.content)))
            _finish(paragraph, self._codes[place], is_strong=is_strong or level > 0, size=_SIZES.get(level))
            _remark(paragraph, side.remark)

    def table(self, columns: int, rows: Sequence[Sequence[tuple[Sequence[Pair], int]]]) -> None:
        """Add a table beside its translation, or above it if it is wide.

        Each cell of `rows` has its paragraphs in both languages, and the number of columns that it spans.
        """
        if not columns or not rows:
            return
        if columns <= _MOST_COLUMNS:
            cells = self._row().cells
            width = int(_SIDE)
        else:
            cells = tuple(_merged(self._row()) for _ in self._codes)
            width = int(2 * _SIDE)
        for place, cell in enumerate(cells):
            self._inner(cell, place, columns, rows, width)

    def _inner(
        self,
        cell: _Cell,
        place: int,
        columns: int,
        rows: Sequence[Sequence[tuple[Sequence[Pair], int]]],
        width: int,
    ) -> None:
        table = cell.add_table(len(rows), columns)
        table.style = "Table Grid"
        table.autofit = False
        one = (width - Cm(0.5)) // columns
        for row, texts in zip(table.rows, rows, strict=True):
            inner = list(row.cells)
            at = 0
            for pairs, span in texts:
                found = inner[at] if at < columns else None
                if found is None:
                    break
                last = min(at + span, columns) - 1
                found = found.merge(inner[last]) if last > at else found
                found.width = Emu(one * (last - at + 1))
                sides = [pair[place] for pair in pairs]
                paragraph = found.paragraphs[0]
                for number, side in enumerate(side for side in sides if not side.is_empty or side.remark):
                    paragraph = found.add_paragraph() if number else paragraph
                    _fill(paragraph, side)
                    _finish(paragraph, self._codes[place])
                    _remark(paragraph, side.remark)
                at += span
            for rest in inner[at:]:
                rest.width = Emu(one)
        # ECMA-376-1 §17.4.65: a cell ends with a paragraph. The empty one before the table is not needed.
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)
        cell.paragraphs[-1].paragraph_format.space_after = Pt(0)

    def picture(self, data: bytes, picture: Picture) -> None:
        """Add a picture across both columns, no larger than in the book, and not too large for a page."""
        paragraph = _merged(self._row()).paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(data))
        except _BROKEN_PICTURE:
            ending = picture.part.rpartition(".")[2].upper()
            paragraph.clear()
            _remark(paragraph, f"[picture: {ending} cannot be shown here]")
            return
        width, height = (picture.width or shape.width), (picture.height or shape.height)
        scale = min(1, _WIDEST_PICTURE / max(width, 1), _HIGHEST_PICTURE / max(height, 1))
        shape.width, shape.height = Emu(max(1, int(width * scale))), Emu(max(1, int(height * scale)))

    def notes(self) -> None:
        """Add the heading of the notes of a chapter."""
        notes = Side((Words("Notes"),))  # in both languages
        self.pair(notes, notes, is_strong=True)

    def _row(self) -> _Row:
        row: _Row = self._chapters[-1].add_row()  # type: ignore[no-untyped-call]
        for cell in row.cells:
            cell.width = _SIDE
        return row


def _empty_book(title: str, language: str) -> WordDocument:
    book = docx.Document()
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    properties = book.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = language
    return book


def _number_pages(book: WordDocument, title: str) -> None:
    """The title and « 3 / 40 » at the foot of each page."""
    paragraph = book.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{title} – ")
    for code, after in (("PAGE", " / "), ("NUMPAGES", "")):
        field = OxmlElement("w:fldSimple")  # ECMA-376-1 §17.16.19
        field.set(qn("w:instr"), code)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)
        paragraph._p.append(field)
        if after:
            paragraph.add_run(after)


def _merged(row: _Row) -> _Cell:
    first, last = row.cells
    merged: _Cell = first.merge(last)
    return merged


def _fill(paragraph: Paragraph, side: Side) -> None:
    for item in side.content:
        if isinstance(item, NoteMark):
            paragraph.add_run(item.label).font.superscript = True
            continue
        run = paragraph.add_run(item.text)
        look = item.look
        run.bold, run.italic, run.underline = look.bold or None, look.italic or None, look.underline or None
        run.font.strike, run.font.small_caps = look.strike or None, look.small_caps or None
        if look.position == "superscript":  # they share one element: setting the other to None removes it
            run.font.superscript = True
        elif look.position == "subscript":
            run.font.subscript = True


def _remark(paragraph: Paragraph, words: str) -> None:
    """Add a remark to a paragraph, such as that it is a draft."""
    if words:
        run = paragraph.add_run(f" {words}" if paragraph.runs else words)
        run.bold, run.italic = False, True
        run.font.size, run.font.color.rgb = Pt(9), _DRAFT


def _finish(paragraph: Paragraph, code: str, *, is_strong: bool = False, size: Pt | None = None) -> None:
    """Mark the language of a paragraph, for Word's spell checker, and set its spacing, weight and size."""
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after = Pt(1), Pt(3)
    layout.keep_with_next = is_strong or None
    for run in paragraph.runs:
        if is_strong:
            run.bold = True
        if size is not None:
            run.font.size = size
        properties = run._r.get_or_add_rPr()
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), code)
        properties.append(language)


def _repeat(row: _Row) -> None:
    """Repeat a row at the top of each page (ECMA-376-1 §17.4.49 tblHeader), and shade it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", "EEEEEE")):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _rule(table: Table) -> None:
    """Draw thin grey lines between the rows and between the languages, but no frame."""
    borders = OxmlElement("w:tblBorders")
    for side in ("insideH", "insideV"):  # ECMA-376-1 §17.4.38
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BBBBBB")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    # §17.4.59: the borders come before these elements.
    later = [
        item for item in properties if item.tag in {qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook")}
    ]
    properties.insert(properties.index(later[0]) if later else len(properties), borders)
