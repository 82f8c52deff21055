"""The mark of a draft: on each page, in the properties, and nothing moves."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from openxml_audit import OpenXmlValidator

from booktranslate.docx import Document
from booktranslate.docx.draft_mark import finished, marked
from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from tests.unit.docx import building as w

WORDS = "DRAFT – not reviewed: 12 of 340 texts"
SIDES = 'w:right="1417" w:bottom="1417" w:left="1417" w:footer="708" w:gutter="0"'


def section(references: str = "", rest: str = "", top: int = 1417, header: int = 708) -> str:
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = f'<w:pgMar w:top="{top}" w:header="{header}" {SIDES}/>'
    return f"<w:sectPr>{references}{size}{margins}{rest}</w:sectPr>"


def refer(kind: str, part: str) -> str:
    return f'<w:headerReference w:type="{kind}" r:id="{part}"/>'


def draft(path: Path, words: str = WORDS) -> dict[str, str]:
    """The parts of the marked document, which must be as sound as the source."""
    out = path.with_name("draft.docx")
    marked(Document(path).replace(lambda passage: None, "en-GB", "fr"), words).save(out)
    assert {item.message for item in problems(Package(out))} <= {
        item.message for item in problems(Package(path))
    }
    assert errors_of(out) <= errors_of(path)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def errors_of(path: Path) -> set[str]:
    return {error.description for error in OpenXmlValidator().validate(path).errors}


def headers(parts: dict[str, str]) -> dict[str, bool]:
    """Each header part: whether it has the mark, once."""
    return {
        name.removeprefix("word/"): text.count(WORDS) == 1
        for name, text in parts.items()
        if re.fullmatch(r"word/header\w*\.xml", name)
    }


@pytest.mark.parametrize("strict", [False, True])
def test_a_document_without_headers_gets_one(tmp_path: Path, strict: bool) -> None:
    parts = draft(w.word_file(tmp_path, w.p("x") + section(), strict=strict))
    assert headers(parts) == {"headerDraft1.xml": True}
    assert 'w:type="default" r:id="draftMark1"' in parts["word/document.xml"]
    assert 'PartName="/word/headerDraft1.xml"' in parts["[Content_Types].xml"]


def test_a_document_without_sections(tmp_path: Path) -> None:
    parts = draft(w.word_file(tmp_path, w.p("x")))
    assert headers(parts) == {"headerDraft1.xml": True}
    assert parts["word/document.xml"].endswith("</w:sectPr></w:body></w:document>")


@pytest.mark.parametrize("strict", [False, True])
def test_all_kinds_of_headers_in_use(tmp_path: Path, strict: bool) -> None:
    references = refer("default", "header1") + refer("even", "header2")
    path = w.word_file(
        tmp_path,
        w.p("x") + section(references, "<w:titlePg/>"),
        strict=strict,
        settings="<w:evenAndOddHeaders/>",
        header1=w.p("Titre"),
        header2=w.table(w.cell(w.p("Titre"))) + w.p(),
    )
    parts = draft(path)
    assert headers(parts) == {"header1.xml": True, "header2.xml": True, "headerDraft1.xml": True}
    assert 'w:type="first" r:id="draftMark1"' in parts["word/document.xml"]


def test_headers_that_no_page_shows_stay(tmp_path: Path) -> None:
    content = w.p("x") + section(refer("default", "header1") + refer("first", "header2"))
    path = w.word_file(tmp_path, content, header1=w.p("Titre"), header2=w.p("Autre"))
    parts = draft(path)
    assert headers(parts) == {"header1.xml": True, "header2.xml": False}
    with zipfile.ZipFile(path) as source:
        assert parts["word/document.xml"] == source.read("word/document.xml").decode()


def test_each_section_with_a_header_of_its_own(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr>{section(refer('default', 'header1'))}</w:pPr></w:p>"
    content = first + w.p("x") + section(refer("default", "header2"))
    parts = draft(w.word_file(tmp_path, content, header1=w.p("Un"), header2=w.p("Deux")))
    assert headers(parts) == {"header1.xml": True, "header2.xml": True}


def test_a_later_section_that_has_the_only_header(tmp_path: Path) -> None:
    first = f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
    content = first + w.p("x") + section(refer("default", "header1"))
    assert headers(draft(w.word_file(tmp_path, content, header1=w.p("Un")))) == {
        "header1.xml": True,
        "headerDraft1.xml": True,
    }


def test_a_header_that_is_not_in_the_file_is_replaced(tmp_path: Path) -> None:
    parts = draft(w.word_file(tmp_path, w.p("x") + section(refer("default", "none"))))
    assert headers(parts) == {"headerDraft1.xml": True}
    assert "none" not in re.findall(r'r:id="(\w+)"', parts["word/document.xml"])


def test_a_new_header_does_not_push_the_text_down(tmp_path: Path) -> None:
    text = draft(w.word_file(tmp_path, w.p("x") + section(top=500, header=708)))["word/document.xml"]
    assert 'w:header="480"' in text
    text = draft(w.word_file(tmp_path, w.p("x") + section(top=1417, header=708)))["word/document.xml"]
    assert 'w:header="708"' in text


def test_styles_of_the_book_do_not_hide_the_mark(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:rPr><w:smallCaps/><w:strike/><w:vanish/></w:rPr></w:style>"
    )
    path = w.word_file(tmp_path, w.p("x") + section(), styles=styles)
    assert all(headers(draft(path)).values())
    assert WORDS in [item.text.plain for item in Document(path.with_name("draft.docx")).passages]


@pytest.mark.parametrize(
    "properties", [None, "", "<cp:contentStatus>Final</cp:contentStatus>", "<dc:title>Le livre</dc:title>"]
)
def test_the_properties_say_draft(tmp_path: Path, properties: str | None) -> None:
    parts = {} if properties is None else {"core_properties": properties}
    path = w.word_file(tmp_path, w.p("x") + section(), **parts)
    draft(path)
    read = docx.Document(str(path.with_name("draft.docx"))).core_properties
    assert read.content_status == "Draft"
    assert read.title == ("Le livre" if properties and "title" in properties else "")


def test_a_final_edition_does_not_say_draft(tmp_path: Path) -> None:
    status = "<cp:contentStatus>Brouillon</cp:contentStatus>"
    path = w.word_file(tmp_path, w.p("x"), core_properties=status)
    out = tmp_path / "final.docx"
    finished(Document(path).replace(lambda passage: None, "en-GB", "fr")).save(out)
    assert docx.Document(str(out)).core_properties.content_status == ""
    path = w.word_file(tmp_path, w.p("x"), core_properties="<cp:contentStatus>Final</cp:contentStatus>")
    finished(Document(path).replace(lambda passage: None, "en-GB", "fr")).save(out)
    assert out.read_bytes() == path.read_bytes()


def test_a_header_in_the_default_namespace(tmp_path: Path) -> None:
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    header = w.Member(
        "word/header9.xml",
        f'<hdr xmlns="{uri}"><p/></hdr>'.encode(),
        type=w.DOCX.replace("document.main", "header"),
        link="header",
        id="h9",
    )
    parts = draft(w.word_file(tmp_path, w.p("x") + section(refer("default", "h9")), header))
    assert headers(parts) == {"header9.xml": True}


def test_pages_break_where_they_broke(tmp_path: Path) -> None:
    """In LibreOffice: as many pages, each word where it was, and the mark on each page."""
    book = docx.Document()
    for number in range(3):
        part = book.sections[0] if not number else book.add_section(WD_SECTION.NEW_PAGE)
        part.header.is_linked_to_previous = False
        part.header.paragraphs[0].text = "Le livre" if number == 1 else ""
        part.different_first_page_header_footer = number == 2
        for line in range(60):
            book.add_paragraph(f"Partie {number}, ligne {line}, et ce qui suit.")
    source = tmp_path / "livre.docx"
    book.save(str(source))
    draft(source)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [shutil.which("soffice") or "libreoffice", profile, "--headless", "--convert-to", "pdf"]
    files = [str(source), str(tmp_path / "draft.docx")]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=240
    )
    before, after = _pages(tmp_path / "livre.pdf"), _pages(tmp_path / "draft.pdf")
    mark = WORDS.split()
    assert len(before) >= 6
    assert [[word for word in page if word[0] not in mark] for page in after] == [
        [word for word in page if word[0] not in mark] for page in before
    ]
    assert all(("DRAFT" in [word for word, _ in page]) for page in after)


def _pages(pdf: Path) -> list[list[tuple[str, str]]]:
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    found = re.compile(r'xMin="\S+" (yMin="\S+) .*>(.*)</word>')
    return [sorted((word, place) for place, word in found.findall(page)) for page in text.split("<page ")[1:]]
