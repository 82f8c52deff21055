"""A person edits in the real Poedit, and the tool takes it up.

With BOOKTRANSLATE_PICTURE set, the screen is saved there: this is how docs/images/poedit.png is made.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import polib
import pytest

from tests.desktop.poedit import Desktop, virtual_screen
from tests.desktop.reviewed_book import REVIEWED, reviewed_book, run, words

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    with virtual_screen(tmp_path / "home") as made:
        yield made


def test_an_edit_in_poedit_is_taken_up(desktop: Desktop, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "glossary.csv", project)
    run(project, "extract")
    run(project, "translate", "--engine", "apertium")
    path = next((project / "translations" / "en-GB").glob("*.po"))
    before = words(path)
    states = [entry.fuzzy for entry in polib.pofile(str(path))]
    # The first draft after a reviewed interview: the picture shows both states.
    place = states.index(True, states.index(False)) + 8
    desktop.edit(path, place, " Edited by hand.", os.environ.get("BOOKTRANSLATE_PICTURE"))

    after = polib.pofile(str(path))
    assert "Poedit" in after.metadata["X-Generator"]
    edited = [entry for entry in after if entry.msgstr != before[entry.msgid]]
    assert [entry.msgstr for entry in edited] == [before[edited[0].msgid] + " Edited by hand."]
    assert not edited[0].fuzzy
    assert len(after) == len(before)

    run(project, "extract")
    run(project, "translate", "--engine", "apertium")
    kept = polib.pofile(str(path)).find(edited[0].msgid)
    assert (kept.msgstr, kept.fuzzy) == (edited[0].msgstr, False)
    run(project, "assemble")
    book = docx.Document(str(next((project / "build" / "en-GB").glob("*.docx"))))
    assert any("Edited by hand." in paragraph.text for paragraph in book.paragraphs)


BOOK = [
    "La mixité avance dans nos entreprises depuis dix ans.",
    "Les adhérents ont signé la feuille de route en 2024.",
    "Une filière se construit avec ses écoles.",
    "Le pôle réunit 212 adhérents dans trois départements.",
]


def write_book(folder: Path, paragraphs: list[str]) -> None:
    book = docx.Document()
    for text in paragraphs:
        book.add_paragraph(text)
    book.core_properties.comments = ""
    (folder / "source").mkdir(exist_ok=True)
    book.save(str(folder / "source" / "livre.docx"))


def test_two_reviewers_and_a_source_corrected_twice_lose_nothing(desktop: Desktop, tmp_path: Path) -> None:
    """One reviewer works in Poedit, one with another tool, while the author corrects the book twice."""
    project = tmp_path / "project"
    project.mkdir()
    write_book(project, BOOK)
    run(project, "extract")
    run(project, "translate", "--engine", "pseudo")
    po = project / "translations" / "en-GB" / "livre.po"
    for name in ("sent", "anna", "ben"):
        (tmp_path / name).mkdir()
        shutil.copy(po, tmp_path / name)

    write_book(project, [BOOK[0].replace("dix", "douze"), *BOOK[1:]])
    run(project, "extract")
    desktop.edit(tmp_path / "anna" / "livre.po", 0, " Anna wrote this.")
    bens = polib.pofile(str(tmp_path / "ben" / "livre.po"), wrapwidth=79)
    for text, target in ((BOOK[1], "Ben wrote the second."), (BOOK[3], "Ben wrote the last.")):
        entry = bens.find(text)
        entry.msgstr, entry.fuzzy = target, False
    bens.save()
    write_book(project, ["Un paragraphe de plus, au début.", BOOK[0].replace("dix", "douze"), *BOOK[1:3]])
    run(project, "extract")

    for name in ("anna", "ben"):
        run(project, "combine", str(tmp_path / name), "--base", str(tmp_path / "sent"), codes=(0, 1))
    run(project, "extract")
    kept = po.read_text("utf-8")
    for written in ("Anna wrote this.", "Ben wrote the second.", "Ben wrote the last."):
        assert written in kept, written
    done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, po], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    second = polib.pofile(str(po)).find(BOOK[1])
    assert (second.msgstr, second.fuzzy) == ("Ben wrote the second.", False)


def test_poedit_translates_from_our_memory(desktop: Desktop, tmp_path: Path) -> None:
    untranslated = reviewed_book(tmp_path / "project")
    run(tmp_path / "project", "memory", "export", str(tmp_path / "memory.tmx"))
    desktop.translate_from(tmp_path / "memory.tmx", untranslated)
    assert words(untranslated) == REVIEWED


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    file = polib.POFile()
    file.metadata = {"Language": "en_GB", "Content-Type": "text/plain; charset=UTF-8"}
    for place in range(4):
        flags = [] if place == 1 else ["fuzzy"]
        file.append(polib.POEntry(msgid=f"Texte {place}", msgstr=f"Text {place}", flags=flags))
    file.save(str(tmp_path / "drafts.po"))
    return tmp_path / "drafts.po"


def test_ctrl_enter_accepts_a_draft_and_goes_to_the_next(desktop: Desktop, drafts: Path) -> None:
    """As review-in-poedit.md says."""
    desktop.accept(drafts, 2)
    assert [entry.fuzzy for entry in polib.pofile(str(drafts))] == [False, False, False, True]


@pytest.mark.parametrize(("words", "asked"), [("", False), (" Typed here.", True)])
def test_poedit_sees_that_a_file_has_changed(desktop: Desktop, drafts: Path, words: str, asked: bool) -> None:
    """It asks when something would be lost, and shows the new state at once when nothing would be."""

    def change() -> None:
        time.sleep(1.1)  # a later second, for file systems that keep no more
        drafts.write_text(drafts.read_text("utf-8").replace("Text 3", "Text three"), "utf-8")

    assert desktop.asks_to_reload(drafts, words, change) == asked
