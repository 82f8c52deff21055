"""A small project with drafts, for the tests of reviewing at a server."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import docx

from booktranslate.catalog import Catalog, Entry, read, with_drafts
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.memory import Memory
from booktranslate.model import parse
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.review.gathering import Wanted
from booktranslate.review.identity import text_id
from booktranslate.review.serve.room import Room
from booktranslate.steps.extract import extract

DRAFTS = {
    "Anne Exemple": "Anne Exemple",
    "La <b>mixité</b> avance dans les réseaux.": "The <b>mixity</b> advances in the networks.",
    "Nous avons appris à nous parler.": "We have learned to speak us.",
    "Une page blanche.": "",
}
HEADING, TAGGED, PLAIN, EMPTY = (text_id(("", source)) for source in DRAFTS)


def make_project(folder: Path) -> Project:
    """A book of one chapter, extracted and drafted."""
    book = docx.Document()
    book.add_heading("Anne Exemple", 1)
    paragraph = book.add_paragraph("La ")
    paragraph.add_run("mixité").bold = True
    paragraph.add_run(" avance dans les réseaux.")
    book.add_paragraph("Nous avons appris à nous parler.")
    book.add_paragraph("Une page blanche.")
    book.core_properties.title = book.core_properties.comments = ""
    (folder / "source").mkdir(parents=True)
    book.save(str(folder / "source" / "livre.docx"))
    (folder / "booktranslate.toml").write_text("", "utf-8")
    project = Project(folder)
    with closing(Memory(project.state / "memory.sqlite")) as memory:
        reconciler = Reconciler(project, memory, "extract")
        extract(project, documents(project), Glossary(), reconciler)
        drafts = {("", source): (parse(text), "deepl") for source, text in DRAFTS.items() if text}
        reconciler.change(po(project), lambda catalog: with_drafts(catalog, drafts))
    return project


def documents(project: Project) -> list[Path]:
    return sorted(project.source.glob("*.docx"))


def po(project: Project) -> Path:
    return project.translations / "livre.po"


@contextmanager
def room_of(project: Project) -> Iterator[Room]:
    with closing(Memory(project.state / "memory.sqlite")) as memory:
        reconciler = Reconciler(project, memory, "review serve")
        yield Room(project, documents(project), Glossary(), reconciler, Wanted())


def entries(project: Project) -> dict[str, Entry]:
    """What the PO file says, by the ids of texts."""
    catalog: Catalog = read(po(project), project.target_lang)
    return {text_id(entry.key): entry for entry in catalog.entries}
