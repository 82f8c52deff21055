"""The Word table: a row for each text, as agencies exchange them; English, OK and remark are read back.

Tags are shown as in the PO file, small and grey. Our own words are in the header and footer, so that words
outside the table are the reviewer's. Content controls, which could lock a cell, do not survive LibreOffice:
so the id of a row is visible in its last column.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from booktranslate.docx.opc.xml import Element, legal
from booktranslate.docx.outline import Block, Cell, Outline, Words
from booktranslate.docx.outline import Paragraph as Read
from booktranslate.docx.outline import Table as ReadTable
from booktranslate.docx.remarks import remarks
from booktranslate.files import write_atomic
from booktranslate.model import State, TaggedText, Text
from booktranslate.review import labels, returned_table
from booktranslate.review.identity import mark, marked
from booktranslate.review.labels import ENGLISH, FRENCH, ID, NUMBER, OK, REMARK
from booktranslate.review.values import Answer, Comment, Pack, Returned, Row
from booktranslate.review.word_file import around, opened, text_of

_WIDTHS = {NUMBER: 1.1, FRENCH: 8.5, ENGLISH: 8.5, OK: 1.3, REMARK: 3.6, ID: 3.4}
_COLUMNS = tuple(_WIDTHS)
_GREY = RGBColor(0x77, 0x77, 0x77)
_SMALL = Pt(7)
_IDS = re.compile("[0-9a-f]{12}-[0-9a-f]{6}")


def write(pack: Pack, path: Path) -> None:
    """Write a pack as a Word document with a table. Raises OutputError."""
    book = _empty(pack)
    grid = book.add_table(rows=1, cols=len(_COLUMNS))
    grid.style = "Table Grid"
    grid.autofit = False
    for column, width in zip(grid.columns, _WIDTHS.values(), strict=True):
        column.width = Cm(width)  # the cells of rows that are added inherit it
    head = grid.rows[0]
    _repeat(head)
    for cell, title, width in zip(head.cells, _WIDTHS, _WIDTHS.values(), strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].add_run(title).bold = True
    codes = {FRENCH: pack.source_lang, ENGLISH: pack.target_lang}
    for row in pack.rows:
        _fill(grid.add_row(), row, codes)
    data = io.BytesIO()
    book.save(data)
    write_atomic(path, data.getvalue())


def _empty(pack: Pack) -> WordDocument:
    book = docx.Document()
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.6)
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(2)
    properties = book.core_properties
    properties.title, properties.author = legal(pack.title), ""
    properties.comments = properties.identifier = mark(pack.project, pack.id)
    header = section.header.paragraphs[0]
    header.add_run(legal(pack.title)).bold = True
    _grey(section.header.add_paragraph(), labels.HELP)
    _grey(section.footer.paragraphs[0], mark(pack.project, pack.id))
    return book


def _fill(made: _Row, row: Row, codes: dict[str, str]) -> None:
    cells = {title: cell.paragraphs[0] for title, cell in zip(_COLUMNS, made.cells, strict=True)}
    cells[NUMBER].add_run(str(row.number))
    for title, text in ((FRENCH, row.source), (ENGLISH, row.target)):
        _write(cells[title], text, codes[title])
    if row.state is State.REVIEWED:
        cells[OK].add_run(labels.APPROVED)
    _grey(cells[ID], returned_table.shown_id(row))
    for line in labels.about(row):
        _grey(made.cells[_COLUMNS.index(ID)].add_paragraph(), line)


def _write(paragraph: Paragraph, text: TaggedText, language: str) -> None:
    for piece in text:
        words = str(TaggedText((piece,)))
        run = paragraph.add_run(legal(words))
        tag = OxmlElement("w:lang")
        tag.set(qn("w:val"), language)
        run._r.get_or_add_rPr().append(tag)
        if not isinstance(piece, Text):
            run.font.size, run.font.color.rgb = _SMALL, _GREY
            run.font.no_proof = True


def _grey(paragraph: Paragraph, words: str) -> None:
    run = paragraph.add_run(legal(words))
    run.font.size, run.font.color.rgb, run.font.no_proof = _SMALL, _GREY, True


def _repeat(row: _Row) -> None:
    """Repeat the row at the top of each page (ECMA-376-1 §17.4.49)."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def recognises(data: bytes) -> bool:
    """Whether the content of a file is a Word document with the ids of rows, or the names of our columns."""
    text = text_of(data)
    return bool(_IDS.search(text)) or returned_table.is_headed(text)


def read(name: str, data: bytes) -> Returned:
    """What came back in a Word table called `name`. Raises InputError if the document is damaged."""
    answers: list[Answer] = []
    unplaced: list[str] = []
    with opened(name, data) as document:
        outline = Outline(document)
        told: dict[Element | None, list[Comment]] = {}
        for remark in remarks(document):
            told.setdefault(remark.paragraph, []).append(Comment(remark.text, remark.author))
        for block in _all_blocks(outline):
            if isinstance(block, ReadTable):
                rows = [_row(row, told) for row in block.rows]
                said = returned_table.read(rows, _COLUMNS)
                answers += said.answers
                unplaced += said.unplaced
            else:
                unplaced += [words for words in [_words(block)[0].strip()] if words]
                unplaced += [comment.text for comment in _told(block, told)]
        unplaced += [comment.text for comments in told.values() for comment in comments]  # the others
    project, pack = marked(around(data)) or marked(text_of(data)) or ("", "")
    return Returned(name, project, pack, tuple(answers), tuple(unplaced))


def _all_blocks(outline: Outline) -> Iterator[Block]:
    """The blocks of the body, and those of notes, which somebody added."""
    yield from outline.body
    for blocks in outline.notes.values():
        yield from blocks


def _row(row: Sequence[Cell], told: dict[Element | None, list[Comment]]) -> returned_table.Cells:
    words: list[str] = []
    comments: list[Comment] = []
    for cell in row:
        found, gone, noted = [], [], []
        for paragraph in _paragraphs(cell.blocks):
            kept, struck = _words(paragraph)
            found.append(kept)
            gone += [struck] if struck.strip() else []
            noted += _told(paragraph, told)
        words += ["\n".join(found).strip("\n")] + [""] * (cell.span - 1)
        comments += noted + [Comment(f"Barré / Struck out: {struck}") for struck in gone]
    return returned_table.Cells(tuple(words), tuple(comments))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Read]:
    for block in blocks:
        if isinstance(block, Read):
            yield block
        else:  # a table in a cell: somebody inserted it
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)


def _words(paragraph: Read) -> tuple[str, str]:
    """The words of a paragraph, and those that somebody struck through instead of deleting them."""
    items = [item for item in paragraph.content if isinstance(item, Words)]
    kept = "".join(item.text for item in items if not item.look.strike)
    return kept, "".join(item.text for item in items if item.look.strike)


def _told(paragraph: Read, told: dict[Element | None, list[Comment]]) -> list[Comment]:
    return [comment for holder in paragraph.holders for comment in told.pop(holder, [])]
