"""What holds for the units of every book."""

from pathlib import Path

from hypothesis import given

from booktranslate.book.units import chapters, keys, open_document
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from tests.properties.test_docx_laws import books, laws, made
from tests.unit.docx import building as w


def _units(path: Path) -> set[tuple[str, str]]:
    project = Project(path.parent)
    found = chapters(project, open_document(project, path), Glossary())
    return {unit.key for chapter in found for unit in chapter.units}


def _wanted(path: Path) -> set[tuple[str, str]]:
    project = Project(path.parent)
    return {key for _, key in keys(project, open_document(project, path))}


@laws
@given(books())
def test_every_passage_has_a_unit(book: dict[str, object]) -> None:
    with made(book) as path:
        assert _units(path) == _wanted(path)


def test_a_placeholder_that_stands_in_a_header_only(tmp_path: Path) -> None:
    shown = w.control(
        w.r("Cliquez ici"),
        '<w:id w:val="7"/><w:placeholder><w:docPart w:val="ABC"/></w:placeholder><w:showingPlcHdr/>',
    )
    block = "<w:docPart><w:docPartPr><w:name w:val='ABC'/></w:docPartPr>"
    block += f"<w:docPartBody>{w.p('Cliquez ici')}</w:docPartBody></w:docPart>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    path = w.word_file(
        tmp_path,
        w.p("Bonjour") + section,
        header1=w.p(shown),
        glossaryDocument=f"<w:docParts>{block}</w:docParts>",
    )
    assert _units(path) == _wanted(path) == {("", "Bonjour"), ("", "Cliquez ici")}
