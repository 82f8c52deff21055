"""The last page that says who made the book: in its place, valid, and nothing else is touched."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from lxml import etree
from openxml_audit import OpenXmlValidator

from booktranslate.docx import Document
from booktranslate.docx.colophon import with_colophon
from booktranslate.docx.schema import faults
from tests.unit.docx import building as w

LINES = ["English edition, 26 November 2026", "Edited by Max & Moritz <b>"]


def made(path: Path) -> Path:
    out = path.with_name("out.docx")
    with_colophon(Document(path).replace(lambda passage: None, "en-GB", "fr"), LINES, "en-GB").save(out)
    with zipfile.ZipFile(out) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert list(faults(root)) == []
    errors = {error.description for error in OpenXmlValidator().validate(out).errors}
    assert errors <= {error.description for error in OpenXmlValidator().validate(path).errors}
    return out


def test_the_page_is_the_last_of_the_last_section(tmp_path: Path) -> None:
    book = docx.Document()
    book.add_paragraph("Un")
    book.add_section(WD_SECTION.NEW_PAGE)
    book.add_paragraph("Deux")
    book.core_properties.title, book.core_properties.author = "The  book", "Anne Roy"
    book.save(str(tmp_path / "a.docx"))
    before = (tmp_path / "a.docx").read_bytes()
    found = docx.Document(str(made(tmp_path / "a.docx")))
    assert (tmp_path / "a.docx").read_bytes() == before
    texts = [paragraph.text for paragraph in found.paragraphs]
    assert texts[-4:] == ["The book", "Anne Roy", *LINES]
    assert texts.count("The book") == 1
    title, *others = found.paragraphs[-4:]
    assert title.paragraph_format.page_break_before
    assert title.runs[0].bold
    assert not any(each.paragraph_format.page_break_before or each.runs[0].bold for each in others)
    assert len(found.sections) == 2
    assert found.element.body[-1].tag.endswith("}sectPr")


@pytest.mark.parametrize("strict", [False, True])
def test_a_document_without_sections_or_properties(tmp_path: Path, strict: bool) -> None:
    out = made(w.word_file(tmp_path, w.p("x"), strict=strict))
    texts = [passage.text.plain for passage in Document(out).passages]
    assert texts[-2:] == LINES
    with zipfile.ZipFile(out) as archive:
        assert archive.read("word/document.xml").count(b"pageBreakBefore") == 1
