"""An English version that exists becomes drafts, and nothing that people wrote is touched."""

from pathlib import Path

import docx
import pytest
from bench import Bench

FRENCH = [
    "# Le port",
    "Coumba Lemaire dirige le port de *Dieppe* depuis 2016, avec une équipe de 48 personnes.",
    "Les grutières du terminal travaillent la nuit, par tous les temps, et personne ne les remercie jamais.",
    "La capitainerie a été rénovée en 2019.",
    "Elle abrite une exposition sur la navigation à vapeur.",
    "# La montagne",
    "Perrine Vasseur a fondé une coopérative de guides dans la vallée de la Maurienne, à 1 800 mètres.",
    "Un musée de la transhumance doit ouvrir en 2027 dans une ancienne laiterie du village.",
]
ENGLISH = [
    "# The mountains",
    "Perrine Vasseur founded a cooperative of guides in the Maurienne valley, at 1,800 metres.",
    "A word of thanks from the translator, whom nobody had ever asked for one.",
    "# The port",
    "Coumba Lemaire has run the port of *Dieppe* since 2016, with a team of 48 people.",
    "The women who drive the terminal’s *cranes* work at night, and nobody ever thanks them.",
    "The harbour office was renovated in 2019. It houses an exhibition on steam navigation.",
]


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    """A project with the French book, extracted, and the old English one beside it."""
    other = Bench(tmp_path / "other")
    other.folder.mkdir()
    other.write_book(ENGLISH).rename(tmp_path / "old english.docx")
    made = Bench(tmp_path / "project")
    made.folder.mkdir()
    made.write_book(FRENCH)
    made.run("extract")
    return made


def entry(desk: Bench, start: str) -> tuple[str, bool, str]:
    (found,) = (each for each in desk.po if each.msgid.startswith(start))
    return found.msgstr, found.fuzzy, found.tcomment


def test_drafts_with_a_figure(desk: Bench) -> None:
    ran = desk.run("adopt", "../old english.docx")
    text, fuzzy, comment = entry(desk, "Coumba")
    assert text == "Coumba Lemaire has run the port of <b>Dieppe</b> since 2016, with a team of 48 people."
    assert fuzzy
    assert comment.startswith("booktranslate: draft by adopted from old english.docx (")
    assert 60 <= int(comment.split("(")[1].split(" ")[0]) <= 100
    assert entry(desk, "Perrine")[0] == ENGLISH[1]
    assert entry(desk, "La montagne")[0] == "The mountains"
    # Emphasis that the French has not is left out; two French paragraphs were one English one.
    assert "<" not in entry(desk, "Les grutières")[0]
    assert entry(desk, "La capitainerie")[0] == "The harbour office was renovated in 2019."
    assert entry(desk, "Elle abrite")[0] == "It houses an exhibition on steam navigation."
    assert "1 text without English in old english.docx:\n" in ran.out
    assert "  livre.docx:8: Un musée de la transhumance doit ouvrir" in ran.out
    assert "1 text of old english.docx without a place in the book:\n" in ran.out
    assert "A word of thanks from the translator" in ran.out
    assert not any(each.msgstr and not each.fuzzy for each in desk.po)
    assert "(87" not in desk.run("status").out
    assert "This is a draft adopted from old english.docx (" in desk.run("check", expect=1).out


def test_what_people_wrote_stays_and_a_machine_draft_does_not(desk: Bench) -> None:
    desk.run("translate", "--engine", "pseudo")
    desk.review({FRENCH[2]: "The crane drivers work at night."})
    before = desk.po.find(FRENCH[2]).msgstr
    ran = desk.run("adopt", "../old english.docx", "--json").json
    assert ran["kept"] == 1
    assert len(ran["sure"]) >= 6
    assert [one["text"] for one in ran["unused"]] == [ENGLISH[2]]
    assert desk.po.find(FRENCH[2]).msgstr == before
    assert entry(desk, "Perrine")[0] == ENGLISH[1]
    again = desk.run("adopt", "../old english.docx", "--json").json
    assert len(again["written"]) <= 1
    assert "adopt" in desk.run("undo").out
    desk.run("undo", "1")
    assert desk.po.find(FRENCH[2]).msgstr == before


def test_what_is_still_french_in_it_is_no_translation(desk: Bench) -> None:
    path = desk.folder.parent / "old english.docx"
    book = docx.Document(str(path))
    book.add_paragraph(FRENCH[7])
    book.save(str(path))
    desk.run("adopt", str(path))
    assert entry(desk, "Un musée")[0] == ""


def test_mistakes(desk: Bench) -> None:
    before = desk.po_path.read_bytes()
    assert "the French book" in desk.run("adopt", "source/livre.docx", expect=3).err
    (desk.folder / "notes.docx").write_bytes(b"no zip")
    assert "notes.docx" in desk.run("adopt", "notes.docx", expect=3).err
    assert "does not exist" in desk.run("adopt", "none.docx", expect=2).err
    assert desk.po_path.read_bytes() == before
    (desk.folder / "source" / "livre.docx").rename(desk.folder / "source" / "un.docx")
    desk.write_book(FRENCH[:2]).rename(desk.folder / "source" / "deux.docx")
    desk.run("extract")
    assert "Name one with --document" in desk.run("adopt", "../old english.docx", expect=2).err
    desk.run("adopt", "../old english.docx", "--document", "un.docx")
