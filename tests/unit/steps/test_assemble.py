"""The book is assembled from its PO files, and what people wrote in them is recorded."""

from pathlib import Path

import docx
import pytest

from booktranslate.catalog import Catalog, Entry, write
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.po_files.layout import PoSet
from booktranslate.po_files.reconciling import Notice
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


def test_what_people_wrote_is_recorded_from_the_texts_that_are_used(project: Project) -> None:
    translate(project, "Hello.")
    seen: list[PoSet] = []

    def look(po_set: PoSet) -> list[Notice]:
        seen.append(po_set)
        return [Notice(path, f"has {len(catalog.entries)}.") for path, catalog in po_set.catalogs]

    (made,) = assemble(project, [project.source / "book.docx"], Glossary(), look=look)
    assert made.notices == (Notice(project.translations / "book.po", "has 1."),)
    assert written(project) == ["Hello."]
    assert len(seen) <= 1  # none here when another process has called it


def test_a_document_without_po_file_is_refused(project: Project) -> None:
    with pytest.raises(InputError, match="has no PO file yet"):
        assemble(project, [project.source / "book.docx"], Glossary())
