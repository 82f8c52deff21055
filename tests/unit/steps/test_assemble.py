"""The book is assembled from PO files that have been read, or are read now."""

from pathlib import Path

import docx
import pytest

from booktranslate.catalog import Catalog, Entry, write
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.po_files import layout
from booktranslate.steps.assemble import assemble


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.source.mkdir()
    book = docx.Document()
    book.add_paragraph("Bonjour.")
    book.save(str(made.source / "book.docx"))
    return made


def translate(project: Project, words: str) -> None:
    made = Entry(Unit(parse("Bonjour.")), Translation(parse(words), State.REVIEWED))
    path = project.translations / "book.po"
    path.unlink(missing_ok=True)
    write(path, Catalog("fr", "en-GB", (made,)))


def written(project: Project) -> list[str]:
    return [item.text for item in docx.Document(str(project.build / "book.docx")).paragraphs]


def test_po_files_that_were_just_read_are_not_read_again(project: Project) -> None:
    document = project.source / "book.docx"
    translate(project, "Hello.")
    read = layout.load(project, document)
    translate(project, "Good day.")
    assemble(project, [document], Glossary(), po_sets={document: read})
    assert written(project) == ["Hello."]
    assemble(project, [document], Glossary())
    assert written(project) == ["Good day."]


def test_a_document_without_po_file_is_refused(project: Project) -> None:
    document = project.source / "book.docx"
    for po_sets in ({}, {document: layout.load(project, document)}):
        with pytest.raises(InputError, match="has no PO file yet"):
            assemble(project, [document], Glossary(), po_sets=po_sets)
