"""French and English side by side, for interviewees and funders: a table with a row for each text."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from booktranslate import shelf
from booktranslate.book import chapters, open_document
from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.files import write_atomic
from booktranslate.glossary import Glossary
from booktranslate.model import Close, Open, Placeholder, State, TaggedText, Text, emphasis

_LANGUAGES = {"fr": "Français", "en": "English"}
_STRONG = ("Question", "Heading")
_DRAFT = RGBColor(0x80, 0x50, 0x00)


def bilingual(project: Project, documents: Sequence[Path]) -> list[Path]:
    """Write `<name>.bilingual.docx` for each document beside the assembled book.

    Drafts are marked as such, texts without translation say so. Raises InputError or OutputError.
    """
    return [_bilingual(project, document) for document in documents]


def _bilingual(project: Project, path: Path) -> Path:
    found = shelf.load_extracted(project, path)
    entries = {entry.key: entry for entry in found.entries}
    book = _page(project, path.stem)
    for chapter in chapters(project, open_document(project, path), Glossary()):
        rows = [entries.pop(unit.key) for unit in chapter.units if unit.key in entries]
        if chapter.title:
            book.add_heading(chapter.title, 1)
        table = book.add_table(rows=0, cols=2)
        _rule(table)
        for entry in rows:
            source, target = table.add_row().cells
            left, right = _fill(source, entry.unit.source), _translated(target, entry)
            for paragraph, code in ((left, project.source_lang), (right, project.target_lang)):
                _finish(paragraph, code, strong=any(note.startswith(_STRONG) for note in entry.unit.notes))
    data = io.BytesIO()
    book.save(data)
    output = project.build / f"{path.stem}.bilingual.docx"
    write_atomic(output, data.getvalue())
    return output


def _page(project: Project, title: str) -> WordDocument:
    book = docx.Document()
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    book.styles["Normal"].font.name = "Calibri"
    book.styles["Normal"].font.size = Pt(10)
    book.core_properties.title = title
    book.core_properties.author = ""
    book.core_properties.comments = ""
    book.core_properties.language = project.target_lang
    names = [_LANGUAGES.get(code.split("-")[0], code) for code in (project.source_lang, project.target_lang)]
    book.add_heading(title, 0)
    book.add_paragraph(f"{names[0]} – {names[1]}")
    return book


def _translated(cell: _Cell, entry: Entry) -> Paragraph:
    if entry.state is State.EMPTY:
        return _noted(cell.paragraphs[0], "[not translated yet]")
    paragraph = _fill(cell, entry.translation.target)
    return _noted(paragraph, " [draft]") if entry.state is State.DRAFT else paragraph


def _noted(paragraph: Paragraph, words: str) -> Paragraph:
    run = paragraph.add_run(words)
    run.italic = True
    run.font.color.rgb = _DRAFT
    return paragraph


def _fill(cell: _Cell, text: TaggedText) -> Paragraph:
    """The text in a cell; of its tags those that have a look are shown, a note is a star."""
    paragraph: Paragraph = cell.paragraphs[0]
    opened: list[str] = []
    for piece in text:
        match piece:
            case Open(name):
                opened.append(name.rstrip("0123456789"))
            case Close(name):
                if name.rstrip("0123456789") in opened:
                    opened.remove(name.rstrip("0123456789"))
            case Placeholder("br"):
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case Placeholder("tab"):
                paragraph.add_run("\t")
            case Placeholder(name):
                if name.startswith(("fn", "en")):
                    paragraph.add_run("*").font.superscript = True
            case Text(value):
                run = paragraph.add_run(value)
                shown = "".join(map(emphasis, opened))
                run.bold = "b" in shown or None
                run.italic = "i" in shown or None
                run.underline = "u" in shown or None
                run.font.superscript = "sup" in opened or None
                run.font.subscript = "sub" in opened or None
    return paragraph


def _finish(paragraph: Paragraph, code: str, *, strong: bool) -> None:
    """Say which language the words are in, for Word's spelling; questions and headings stand out."""
    paragraph.paragraph_format.space_after = Pt(3)
    for run in paragraph.runs:
        if strong:
            run.bold = True
        properties = run._r.get_or_add_rPr()
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), code)
        properties.append(language)


def _rule(table: Table) -> None:
    """Thin grey lines between the rows and between the languages, nothing around."""
    borders = OxmlElement("w:tblBorders")
    for side in ("insideH", "insideV"):  # ECMA-376-1 §17.4.38
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "BBBBBB")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    # §17.4.59: the borders stand before these.
    later = [
        item for item in properties if item.tag in {qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook")}
    ]
    properties.insert(properties.index(later[0]) if later else len(properties), borders)
