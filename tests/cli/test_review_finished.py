"""Review in the finished English Word file: corrections in it come back into the PO files."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.cli.bench import Bench, Result
from tests.cli.office import edited_in_writer, needs_uno, needs_writer, saved_again

FRENCH = [
    "# Premier chapitre",
    "La *mixité* avance dans nos 2 500 entreprises, et c’est « heureux ».",
    "Les adhérents ont signé la feuille de route.",
    "Merci beaucoup.",
    "Le réseau compte douze clubs dans la région.",
    "# Second chapitre",
    "Un pôle de compétitivité, c’est une rencontre.",
    "Merci beaucoup.",
]
DIVERSITY = "La <b>mixité</b> avance dans nos 2 500 entreprises, et c’est « heureux »."
MEMBERS = "Les adhérents ont signé la feuille de route."
CLUBS = "Le réseau compte douze clubs dans la région."
CLUSTER = "Un pôle de compétitivité, c’est une rencontre."
ENGLISH = {
    "Premier chapitre": "First chapter",
    DIVERSITY: '<b>Diversity</b> is advancing in our 2500 companies, and that is "fortunate".',
    MEMBERS: "The members have signed the road map.",
    "Merci beaucoup.": "Many thanks.",
    CLUBS: "The network has twelve clubs in the region.",
    "Second chapitre": "Second chapter",
    CLUSTER: "A cluster is people who meet.",
}


@pytest.fixture
def book(bench: Bench) -> Path:
    """A book with drafts, assembled; one text is reviewed."""
    bench.write_book(FRENCH)
    bench.run("extract")
    po = bench.po
    for entry in po:
        entry.msgstr, entry.flags = ENGLISH.get(entry.msgid, "The book"), ["fuzzy"]
        entry.tcomment = "booktranslate: draft by apertium"
        if entry.msgid == CLUBS:
            entry.flags = []
    po.save()
    bench.run("assemble")
    return bench.folder / "build/en-GB/livre.docx"


def paragraph(book: Any, start: str, number: int = 0) -> Paragraph:
    return [each for each in book.paragraphs if each.text.startswith(start)][number]


def run(text: str, tag: str = "w:t") -> Any:
    made, words = OxmlElement("w:r"), OxmlElement(tag)
    words.text = text
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def tracked(place: Paragraph, gone: str, came: str) -> None:
    """Replace words under tracked changes, as Word writes it (§17.13.5)."""
    text = place.text
    before, after = text.split(gone)
    for item in list(place._p.iter(qn("w:r"))):
        place._p.remove(item)
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for mark in (deleted, inserted):
        mark.set(qn("w:id"), "7")
        mark.set(qn("w:author"), "Zoé Exemple")
    deleted.append(run(gone, "w:delText"))
    inserted.append(run(came))
    for item in (run(before), deleted, inserted, run(after)):
        place._p.append(item)


def returned(bench: Bench, book: Path, edit: Callable[[Any], Any], expect: int = 0) -> Result:
    made = docx.Document(str(book))
    edit(made)
    made.save(str(bench.folder / "relu par Zoé.docx"))
    return bench.run("combine", "relu par Zoé.docx", expect=expect)


def test_an_untouched_book_says_nothing(bench: Bench, book: Path) -> None:
    """Nor does our typography, which is in it and not in the PO file."""
    before = bench.po_path.read_bytes()
    assert "“fortunate”" in paragraph(docx.Document(str(book)), "Diversity").text
    result = bench.run("combine", str(book))
    assert "nothing new" in result.out
    assert bench.po_path.read_bytes() == before


def test_corrections_in_the_text_under_tracked_changes_and_comments(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        tracked(paragraph(made, "The members"), "road map", "roadmap")
        cluster = paragraph(made, "A cluster")
        cluster.runs[0].text = "A cluster is an encounter."
        made.add_comment(cluster.runs, "Which one?", author="Ida Exemple", initials="IE")

    result = returned(bench, book, edit)
    assert "imported 2 changes, 2 reviewed texts" in result.out
    po = bench.po
    assert po.find(MEMBERS).msgstr == "The members have signed the roadmap."
    assert not po.find(MEMBERS).fuzzy
    assert po.find(CLUSTER).msgstr == "A cluster is an encounter."
    assert po.find(CLUSTER).tcomment == "Ida Exemple: Which one?"
    assert po.find(DIVERSITY).fuzzy
    assert po.find("Merci beaucoup.").fuzzy


def test_tags_stay_round_their_words(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        diversity = paragraph(made, "Diversity")
        diversity.runs[0].text = "Gender balance"
        diversity.runs[1].text = diversity.runs[1].text.replace("advancing", "gaining ground")

    returned(bench, book, edit)
    entry = bench.po.find(DIVERSITY)
    assert entry.msgstr.startswith("<b>Gender balance</b> is gaining ground in our 2500 companies")
    assert not entry.fuzzy


def test_tags_are_put_back_where_only_the_format_was_lost(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        diversity = paragraph(made, "Diversity")
        diversity.runs[0].bold = None
        diversity.runs[1].text = diversity.runs[1].text.replace("advancing", "gaining ground")

    returned(bench, book, edit)
    assert bench.po.find(DIVERSITY).msgstr.startswith("<b>Diversity</b> is gaining ground in")


def test_a_change_of_format_alone_is_told_and_not_taken(bench: Bench, book: Path) -> None:
    before = bench.po_path.read_bytes()

    def edit(made: Any) -> None:
        paragraph(made, "The members").runs[0].italic = True

    result = returned(bench, book, edit)
    assert "Only the formatting differs, and was not imported, in “The members have signed" in result.err
    assert bench.po_path.read_bytes() == before


def test_paragraphs_added_removed_and_cut_are_told_with_their_words(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        paragraph(made, "Second chapter").insert_paragraph_before("A paragraph that nobody had written.")
        gone = paragraph(made, "A cluster")._p
        gone.getparent().remove(gone)
        clubs = paragraph(made, "The network")
        clubs.insert_paragraph_before("The network has twelve clubs")
        clubs.runs[0].text = "in the region."

    result = returned(bench, book, edit, expect=1)
    assert "no place in the book: A paragraph that nobody had written." in result.err
    assert "“A cluster is people who meet.” was removed" in result.err
    assert "“The network has twelve clubs in the region.” was divided or joined" in result.err
    assert "no place in the book: The network has twelve clubs" in result.err
    assert bench.po.find(CLUSTER).msgstr == ENGLISH[CLUSTER]
    assert bench.po.find(CLUBS).msgstr == ENGLISH[CLUBS]


def test_a_text_in_two_places(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        paragraph(made, "Many thanks", 1).runs[0].text = "Thank you very much."

    result = returned(bench, book, edit, expect=1)
    assert "changed to “Thank you very much.” in 1 of 2 places (number 2) only" in result.err
    entry = bench.po.find("Merci beaucoup.")
    assert entry.msgstr == "Many thanks."
    assert "In 1 of 2 places (number 2): Thank you very much." in entry.tcomment

    def both(made: Any) -> None:
        edit(made)
        paragraph(made, "Many thanks").runs[0].text = "Thank you very much."

    returned(bench, book, both)
    assert bench.po.find("Merci beaucoup.").msgstr == "Thank you very much."


def test_it_comes_back_after_the_book_was_assembled_anew(bench: Bench, book: Path) -> None:
    kept = docx.Document(str(book))
    bench.review({CLUBS: "There are twelve clubs in the network.", CLUSTER: "A cluster is a meeting."})
    bench.run("assemble")
    tracked(paragraph(kept, "The members"), "road map", "roadmap")
    paragraph(kept, "A cluster").runs[0].text = "A cluster is an encounter."
    kept.save(str(bench.folder / "old.docx"))
    result = bench.run("combine", "old.docx", expect=1)
    assert "differently" in result.err
    po = bench.po
    assert po.find(CLUBS).msgstr == "There are twelve clubs in the network."
    assert po.find(MEMBERS).msgstr == "The members have signed the roadmap."
    assert po.find(CLUSTER).msgstr == "A cluster is a meeting."
    assert "A cluster is an encounter." in po.find(CLUSTER).tcomment


def test_a_book_without_its_mark_is_known_by_its_texts(bench: Bench, book: Path) -> None:
    def edit(made: Any) -> None:
        made.core_properties.identifier = ""
        tracked(paragraph(made, "The members"), "road map", "roadmap")

    assert "imported 1 change, 1 reviewed text" in returned(bench, book, edit).out


def test_a_word_file_of_something_else(bench: Bench, book: Path) -> None:
    other = docx.Document()
    other.add_paragraph("A letter that has nothing to do with the book.")
    other.save(str(bench.folder / "letter.docx"))
    assert "holds no PO file or other review file" in bench.run("combine", "letter.docx", expect=3).err
    said = bench.run("combine", "letter.docx", str(book), expect=1)
    assert "letter.docx: NOTHING IMPORTED. It is an office document" in said.err
    assert "nothing new" in said.out


def test_what_stood_there_in_french(bench: Bench, book: Path) -> None:
    """A correction of the French is no translation of it."""
    bench.run("assemble", "--reviewed-only")

    def edit(made: Any) -> None:
        paragraph(made, "Les adhérents").runs[0].text = "Les adhérentes ont signé la feuille de route."
        paragraph(made, "Un pôle").runs[0].text = "A cluster is an encounter."

    result = returned(bench, book, edit, expect=1)
    assert "“Les adhérentes ont signé la feuille de route.” is French that somebody corrected" in result.err
    assert bench.po.find(MEMBERS).msgstr == ENGLISH[MEMBERS]
    assert "Français / French: Les adhérentes ont signé" in bench.po.find(MEMBERS).tcomment
    assert bench.po.find(CLUSTER).msgstr == "A cluster is an encounter."


@needs_writer
def test_writer_saves_the_book_without_harm(bench: Bench, book: Path, tmp_path: Path) -> None:
    back = saved_again(book, tmp_path / "writer")
    result = bench.run("combine", str(back))
    assert "nothing new" in result.out
    assert not result.err
    made = docx.Document(str(back))
    tracked(paragraph(made, "The members"), "road map", "roadmap")
    made.add_comment(paragraph(made, "A cluster").runs, "Which one?", author="Ida Exemple")
    made.save(str(back))
    result = bench.run("combine", str(saved_again(back, tmp_path / "again")))
    assert "imported 2 changes, 1 reviewed text" in result.out
    assert bench.po.find(MEMBERS).msgstr == "The members have signed the roadmap."
    assert "Ida Exemple: Which one?" in bench.po.find(CLUSTER).tcomment


@needs_uno
def test_changes_that_writer_tracked(bench: Bench, book: Path, tmp_path: Path) -> None:
    back = edited_in_writer(book, tmp_path / "writer", "road map", "roadmap")
    with zipfile.ZipFile(back) as archive:
        assert "<w:del " in archive.read("word/document.xml").decode()
    assert "imported 1 change, 1 reviewed text" in bench.run("combine", str(back)).out
    assert bench.po.find(MEMBERS).msgstr == "The members have signed the roadmap."


def test_a_book_whose_edition_is_no_longer_kept_is_not_passed_over(bench: Bench, book: Path) -> None:
    """Nor if something else is kept: a pack that was sent from this machine."""
    shutil.rmtree(bench.folder / ".booktranslate/sent")
    bench.run("review", "export", "--po")

    def edit(made: Any) -> None:
        tracked(paragraph(made, "The members"), "road map", "roadmap")

    assert "the record of its edition is not on this machine" in returned(bench, book, edit, expect=3).err
