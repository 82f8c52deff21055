"""Review in a Word table: changes, comments and moved rows come back; what lies outside is reported."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row

from tests.cli.bench import Bench, Result
from tests.cli.office import needs_writer, saved_again

MEMBERS = "Les adhérents ont signé la feuille de route."
DIVERSITY = "La <b>mixité</b> avance dans nos 2 500 entreprises."
CLUSTER = "Un pôle de compétitivité, c’est une rencontre."
ENGLISH = {
    DIVERSITY: "<b>Diversity</b> is advancing in our companies.",
    MEMBERS: "The members have signed the road map.",
    CLUSTER: "A cluster is people who meet.",
}


@pytest.fixture
def pack(bench: Bench) -> Path:
    bench.run("extract")
    po = bench.po
    for entry in po:
        entry.msgstr, entry.flags = ENGLISH.get(entry.msgid, f"{entry.msgid} in English"), ["fuzzy"]
        entry.tcomment = "booktranslate: draft by apertium"
    po.save()
    bench.run("review", "export", "--docx", "--to", "Zoé Exemple", "-o", "out")
    return bench.folder / "out/livre.zoe-exemple.review.docx"


def row_of(table: Table, french: str) -> _Row:
    return next(row for row in table.rows if row.cells[1].text == french)


def written(row: _Row, column: int, words: str) -> None:
    row.cells[column].paragraphs[0].text = words


def tracked(row: _Row, gone: str, came: str) -> None:
    """Replace a whole cell of English under tracked changes, as Word writes it (§17.13.5)."""
    paragraph = row.cells[2].paragraphs[0]._p
    runs = list(paragraph.iter(qn("w:r")))
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for mark in (deleted, inserted):
        mark.set(qn("w:id"), "7")
        mark.set(qn("w:author"), "Zoé Exemple")
    for run in runs:
        for text in run.iter(qn("w:t")):
            assert gone in "".join(item.text or "" for item in paragraph.iter(qn("w:t"), qn("w:delText")))
            text.tag = qn("w:delText")
        deleted.append(run)
    new = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = came
    new.append(text)
    inserted.append(new)
    paragraph.append(deleted)
    paragraph.append(inserted)


def returned(bench: Bench, pack: Path, edit: Callable[[Any], Any], expect: int = 0) -> Result:
    book = docx.Document(str(pack))
    edit(book)
    book.save(str(bench.folder / "retour (2).docx"))
    return bench.run("combine", "retour (2).docx", expect=expect)


def test_what_is_shown(pack: Path) -> None:
    book = docx.Document(str(pack))
    (table,) = book.tables
    heads = [cell.text for cell in table.rows[0].cells]
    assert heads[:5] == ["N°", "Français / French", "Anglais / English", "OK", "Remarque / Remark"]
    row = row_of(table, DIVERSITY)
    assert row.cells[2].text == ENGLISH[DIVERSITY]
    runs = row.cells[2].paragraphs[0].runs
    small = [run.text for run in runs if run.font.size and run.font.size.pt < 8 and run.font.no_proof]
    assert small == ["<b>", "</b>"]
    assert "feuille de route → roadmap" in row_of(table, MEMBERS).cells[5].text
    assert not any(paragraph.text for paragraph in book.paragraphs)


def test_it_comes_back_as_it_went(bench: Bench, pack: Path) -> None:
    before = bench.po_path.read_bytes()
    assert "nothing new" in bench.run("combine", str(pack)).out
    assert bench.po_path.read_bytes() == before


def test_tracked_changes_comments_and_marks(bench: Bench, pack: Path) -> None:
    def edit(book: Any) -> None:
        (table,) = book.tables
        tracked(row_of(table, MEMBERS), "road map", "Members have signed the roadmap.")
        cluster = row_of(table, CLUSTER)
        written(cluster, 3, "x")
        runs = cluster.cells[2].paragraphs[0].runs
        book.add_comment(runs, "Which cluster?", author="Ida Exemple", initials="IE")
        diversity = row_of(table, DIVERSITY)
        written(diversity, 4, "Gender balance?")
        diversity.cells[2].paragraphs[0].add_run(" Really.").font.strike = True

    result = returned(bench, pack, edit)
    assert "imported 3 changes, 2 reviewed texts" in result.out
    po = bench.po
    assert po.find(MEMBERS).msgstr == "Members have signed the roadmap."
    assert not po.find(MEMBERS).fuzzy
    assert not po.find(CLUSTER).fuzzy
    assert "Ida Exemple: Which cluster?" in po.find(CLUSTER).tcomment
    entry = po.find(DIVERSITY)
    assert entry.msgstr == ENGLISH[DIVERSITY]
    assert entry.fuzzy
    assert "Zoé Exemple: Gender balance?" in entry.tcomment
    assert "Zoé Exemple: Barré / Struck out: Really." in entry.tcomment


def test_rows_moved_deleted_and_copied_and_words_outside(bench: Bench, pack: Path) -> None:
    def edit(book: Any) -> None:
        (table,) = book.tables
        members, cluster = row_of(table, MEMBERS), row_of(table, CLUSTER)
        written(members, 2, "Members have signed the roadmap.")
        second = copy.deepcopy(members._tr)
        table._tbl.insert(3, cluster._tr)
        table._tbl.append(second)
        written(table.rows[-1], 2, "Our members signed the roadmap.")
        table._tbl.remove(row_of(table, DIVERSITY)._tr)
        own = table.add_row()
        written(own, 2, "A sentence of my own")
        book.add_paragraph("A letter below the table")

    result = returned(bench, pack, edit, expect=1)
    assert "no place in the book: A sentence of my own" in result.err
    assert "no place in the book: A letter below the table" in result.err
    assert "several translations" in result.err
    assert bench.po.find(MEMBERS).msgstr == "Members have signed the roadmap."
    assert "Our members signed the roadmap." in bench.po.find(MEMBERS).tcomment
    assert bench.po.find(DIVERSITY).msgstr == ENGLISH[DIVERSITY]


def test_a_file_without_its_marks_is_known_by_its_texts(bench: Bench, pack: Path) -> None:
    """As a program leaves it that drops properties, headers and footers."""

    def edit(book: Any) -> None:
        book.core_properties.comments = book.core_properties.identifier = ""
        for part in (book.sections[0].header, book.sections[0].footer):
            for paragraph in part.paragraphs:
                paragraph.text = ""
        (table,) = book.tables
        table._tbl.remove(table.rows[0]._tr)
        written(row_of(table, MEMBERS), 2, "Members have signed the roadmap.")

    assert "imported 1 change, 1 reviewed text" in returned(bench, pack, edit).out


def test_a_table_without_the_column_of_ids_is_no_finished_book(bench: Bench, pack: Path) -> None:
    bench.run("assemble")  # there is an edition that the texts could be compared with

    def edit(book: Any) -> None:
        (table,) = book.tables
        written(row_of(table, MEMBERS), 2, "Members have signed the roadmap.")
        for row in table.rows:
            row._tr.remove(row._tr.tc_lst[-1])

    result = returned(bench, pack, edit)
    assert "imported 1 change, 1 reviewed text" in result.out
    assert not result.err
    assert bench.po.find(MEMBERS).msgstr == "Members have signed the roadmap."


def test_a_damaged_file_is_refused(bench: Bench, pack: Path) -> None:
    (bench.folder / "part.docx").write_bytes(pack.read_bytes()[:-2_000])
    assert "part.docx" in bench.run("combine", "part.docx", expect=3).err


@needs_writer
def test_writer_saves_it_without_harm(bench: Bench, pack: Path, tmp_path: Path) -> None:
    back = saved_again(pack, tmp_path / "writer")
    assert "nothing new" in bench.run("combine", str(back)).out
    book = docx.Document(str(back))
    tracked(row_of(book.tables[0], MEMBERS), "road map", "Members have signed the roadmap.")
    book.add_comment(
        row_of(book.tables[0], CLUSTER).cells[2].paragraphs[0].runs, "Which?", author="Ida Exemple"
    )
    book.save(str(back))
    back = saved_again(back, tmp_path / "again")
    assert "imported 2 changes, 1 reviewed text" in bench.run("combine", str(back)).out
    assert bench.po.find(MEMBERS).msgstr == "Members have signed the roadmap."
    assert "Ida Exemple: Which?" in bench.po.find(CLUSTER).tcomment
