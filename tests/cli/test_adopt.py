"""An English version that exists becomes drafts, and nothing that people wrote is touched."""

from pathlib import Path

import docx
import pytest

from tests.cli.bench import Bench

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
def reconciler(tmp_path: Path) -> Bench:
    """A project with the French book, extracted, and the old English one beside it."""
    other = Bench(tmp_path / "other")
    other.folder.mkdir()
    other.write_book(ENGLISH).rename(tmp_path / "old english.docx")
    made = Bench(tmp_path / "project")
    made.folder.mkdir()
    made.write_book(FRENCH)
    made.run("extract")
    return made


def entry(reconciler: Bench, start: str) -> tuple[str, bool, str]:
    (found,) = (each for each in reconciler.po if each.msgid.startswith(start))
    return found.msgstr, found.fuzzy, found.tcomment


def test_drafts_with_a_figure(reconciler: Bench) -> None:
    ran = reconciler.run("adopt", "../old english.docx")
    text, fuzzy, comment = entry(reconciler, "Coumba")
    assert text == "Coumba Lemaire has run the port of <b>Dieppe</b> since 2016, with a team of 48 people."
    assert fuzzy
    assert comment.startswith("booktranslate: draft by adopted from old english.docx (")
    assert 60 <= int(comment.split("(")[1].split(" ")[0]) <= 100
    assert entry(reconciler, "Perrine")[0] == ENGLISH[1]
    assert entry(reconciler, "La montagne")[0] == "The mountains"
    # Emphasis that the French has not is left out; two French paragraphs were one English one.
    assert "<" not in entry(reconciler, "Les grutières")[0]
    assert entry(reconciler, "La capitainerie")[0] == "The harbour office was renovated in 2019."
    assert entry(reconciler, "Elle abrite")[0] == "It houses an exhibition on steam navigation."
    assert "1 text without English in old english.docx:\n" in ran.out
    assert "  livre.docx:8: Un musée de la transhumance doit ouvrir" in ran.out
    assert "1 text of old english.docx without a place in the book:\n" in ran.out
    assert "A word of thanks from the translator" in ran.out
    assert not any(each.msgstr and not each.fuzzy for each in reconciler.po)
    assert "(87" not in reconciler.run("status").out
    assert (
        "This is a draft adopted from old english.docx (" in reconciler.run("check", "--json", expect=1).out
    )


def test_what_people_wrote_stays_and_a_machine_draft_does_not(reconciler: Bench) -> None:
    reconciler.run("translate", "--engine", "pseudo")
    reconciler.review({FRENCH[2]: "The crane drivers work at night."})
    before = reconciler.po.find(FRENCH[2]).msgstr
    ran = reconciler.run("adopt", "../old english.docx", "--json").json
    assert ran["kept"] == 1
    assert len(ran["sure"]) >= 6
    assert [one["text"] for one in ran["unused"]] == [ENGLISH[2]]
    assert reconciler.po.find(FRENCH[2]).msgstr == before
    assert entry(reconciler, "Perrine")[0] == ENGLISH[1]
    again = reconciler.run("adopt", "../old english.docx", "--json").json
    assert len(again["written"]) <= 1
    assert "adopt" in reconciler.run("undo").out
    reconciler.run("undo", "1")
    assert reconciler.po.find(FRENCH[2]).msgstr == before


def test_what_is_still_french_in_it_is_no_translation(reconciler: Bench) -> None:
    path = reconciler.folder.parent / "old english.docx"
    book = docx.Document(str(path))
    book.add_paragraph(FRENCH[7])
    book.save(str(path))
    reconciler.run("adopt", str(path))
    assert entry(reconciler, "Un musée")[0] == ""


def test_a_draft_is_no_surer_when_the_same_version_is_adopted_again(reconciler: Bench) -> None:
    """It can help to find other texts, though."""
    reconciler.run("adopt", "../old english.docx")
    before = {entry.msgid: (entry.msgstr, entry.tcomment) for entry in reconciler.po}
    reconciler.run("adopt", "../old english.docx")
    after = {entry.msgid: (entry.msgstr, entry.tcomment) for entry in reconciler.po}
    same = [french for french, (english, _) in before.items() if after[french][0] == english]
    assert len(same) > len(before) // 2
    assert [after[french] for french in same] == [before[french] for french in same]


def test_files_of_this_project_are_for_combine(reconciler: Bench) -> None:
    reconciler.run("adopt", "../old english.docx")
    reconciler.run("review", "export", "--docx", "-o", "out")
    reconciler.run("assemble")
    before = reconciler.po_path.read_bytes()
    for path in ("out/livre.review.docx", "build/en-GB/livre.docx"):
        assert "Merge it with `booktranslate combine`" in reconciler.run("adopt", path, expect=3).err
    assert reconciler.po_path.read_bytes() == before


def test_mistakes(reconciler: Bench) -> None:
    before = reconciler.po_path.read_bytes()
    assert "the French book" in reconciler.run("adopt", "source/livre.docx", expect=3).err
    (reconciler.folder / "notes.docx").write_bytes(b"no zip")
    assert "notes.docx" in reconciler.run("adopt", "notes.docx", expect=3).err
    assert "does not exist" in reconciler.run("adopt", "none.docx", expect=2).err
    assert reconciler.po_path.read_bytes() == before
    (reconciler.folder / "source" / "livre.docx").rename(reconciler.folder / "source" / "un.docx")
    reconciler.write_book(FRENCH[:2]).rename(reconciler.folder / "source" / "deux.docx")
    reconciler.run("extract")
    assert "Name one with --document" in reconciler.run("adopt", "../old english.docx", expect=2).err
    reconciler.run("adopt", "../old english.docx", "--document", "un.docx")
