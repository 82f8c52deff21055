"""What managers and reviewers do with files between two commands, and where their words are then."""

import shutil
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path

import polib
import pytest

from tests.cli.bench import BOOK, Bench

ALICE, MARC = ["# Alice", "Alice dit oui."], ["# Marc", "Marc part."]
TWO = [*ALICE, "# Zoé", "Zoé décide seule.", "Elle signe demain.", *MARC]
WORDS = {"Zoé décide seule.": "Zoé decides alone.", "Elle signe demain.": "She signs tomorrow."}

SIGNED = BOOK[2]


def split(bench: Bench) -> Path:
    (bench.folder / "booktranslate.toml").write_text('[extract]\nsplit = "heading1"\n', "utf-8")
    return bench.folder / "translations/en-GB/livre"


def review(path: Path, words: dict[str, str], *, fuzzy: bool = False, date: str = "") -> None:
    """As a person in Poedit; the comment on the origin of a draft stays."""
    po = polib.pofile(str(path), wrapwidth=0)
    for entry in po:
        if entry.msgid in words:
            entry.msgstr, entry.fuzzy = words[entry.msgid], fuzzy
    if date:
        po.metadata["PO-Revision-Date"] = date
    po.save(str(path))


def files(bench: Bench) -> list[str]:
    folder = bench.folder / "translations/en-GB"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.po"))


def found(bench: Bench) -> dict[str, polib.POEntry]:
    """The entries of the whole project by their text."""
    folder = bench.folder / "translations/en-GB"
    return {
        entry.msgid: entry
        for path in sorted(folder.rglob("*.po"))
        for entry in polib.pofile(str(path), wrapwidth=0)
        if not entry.obsolete
    }


def expect_reviewed(bench: Bench, words: dict[str, str]) -> None:
    entries = found(bench)
    assert {text: (entries[text].msgstr, entries[text].fuzzy) for text in words} == {
        text: (target, False) for text, target in words.items()
    }


# --- files of chapters -----------------------------------------------------------------------------------


def test_a_returned_chapter_whose_number_has_changed(bench: Bench) -> None:
    bench.write_book(TWO)
    folder = split(bench)
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    sent = next(folder.glob("*-zoe.po"))
    returned = bench.folder / sent.name
    shutil.copy(sent, returned)
    review(returned, WORDS)
    bench.write_book(TWO[2:])  # Alice leaves the book
    bench.run("extract")
    shutil.copy(returned, folder / returned.name)
    said = bench.run("extract").err
    assert f"{returned.name}: 2 reviewed texts merged" in said
    assert "the file was removed" in said
    assert returned.name not in {path.name for path in folder.iterdir()}
    expect_reviewed(bench, WORDS)


def test_a_backup_that_sorts_first_does_not_win(bench: Bench) -> None:
    bench.write_book(TWO)
    folder = split(bench)
    bench.run("extract")
    path = next(folder.glob("*-zoe.po"))
    review(path, {"Zoé décide seule.": "Zoé decides by herself."})
    shutil.copy(path, path.with_name(f"{path.stem} - Copie.po"))
    bench.run("status")
    review(path, WORDS)
    assert bench.run("status", "--json").json[-1]["units"] == 8  # the copy is not counted
    said = bench.run("extract").err
    assert "- Copie.po: its texts are in the current files of livre.docx" in said
    expect_reviewed(bench, WORDS)


def test_an_old_file_of_the_whole_book_after_a_split(bench: Bench) -> None:
    bench.write_book(TWO)
    bench.run("extract")
    review(bench.po_path, {"Marc part.": "Marc goes."})
    old = bench.folder / "old.po"
    shutil.copy(bench.po_path, old)
    split(bench)
    bench.run("extract")
    folder = bench.folder / "translations/en-GB/livre"
    review(next(folder.glob("*-zoe.po")), WORDS)
    review(next(folder.glob("*-marc.po")), {"Marc part.": "Marc leaves."})
    bench.run("status")
    shutil.copy(old, bench.po_path)
    assert "livre.po: nothing new" in bench.run("extract").err
    expect_reviewed(bench, {**WORDS, "Marc part.": "Marc leaves."})
    assert "livre.po" not in files(bench)


def test_a_file_that_is_overwritten_by_an_older_copy(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    old = bench.folder / "old.po"
    shutil.copy(bench.po_path, old)
    bench.review({"Premier chapitre": "Chapter One"})
    bench.run("status")
    shutil.copy(old, bench.po_path)
    review(bench.po_path, {"Second chapitre": "Chapter Two"})
    assert "was replaced by another copy" in bench.run("status").err
    assert "1 text that people had translated" in bench.run("extract").err
    expect_reviewed(bench, {"Premier chapitre": "Chapter One", "Second chapitre": "Chapter Two"})
    assert bench.run("extract").err == ""


def test_a_text_that_is_corrected_twice_is_what_it_says_last(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Premier chapitre": "Chapter One", "Second chapitre": "Chapter Two"})
    bench.run("status")
    bench.review({"Premier chapitre": "First Chapter"})
    before = bench.po_path.read_bytes()
    assert bench.run("extract").err == ""
    assert bench.po_path.read_bytes() == before


# --- combine ---------------------------------------------------------------------------------------------

ALL = {"Premier chapitre": "Chapter One", "Second chapitre": "Chapter Two"}
MEMBERS = {"Les adhérents ont signé la feuille de route.": "Members have signed the roadmap."}


def copy_of(bench: Bench, place: str, words: dict[str, str], *, fuzzy: bool = False) -> Path:
    path = bench.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(bench.po_path, path)
    review(path, words, fuzzy=fuzzy)
    return path


def test_what_a_partial_copy_does_not_hold_is_not_emptied(bench: Bench) -> None:
    bench.run("extract")
    bench.review(ALL)
    sent = copy_of(bench, "sent/livre.po", {})
    partial = copy_of(bench, "anna.po", MEMBERS)
    po = polib.pofile(str(partial), wrapwidth=0)
    po[:] = [entry for entry in po if entry.msgid in MEMBERS]
    po.save(str(partial))
    bench.run("combine", "anna.po", "--base", str(sent))
    expect_reviewed(bench, ALL | MEMBERS)


def test_files_are_known_by_their_texts(bench: Bench) -> None:
    bench.run("extract")
    copy_of(bench, "mail/livre (1).po", {"Premier chapitre": "Chapter One"})
    copy_of(bench, "mail/zip/relecture anna.po.txt", {"Second chapitre": "Chapter Two"})
    with zipfile.ZipFile(bench.folder / "mail/chapitres.zip", "w") as archive:
        archive.write(bench.folder / "mail/zip/relecture anna.po.txt", "__MACOSX/._x.po")
        archive.write(bench.folder / "mail/zip/relecture anna.po.txt", "dossier/anna.txt")
    shutil.rmtree(bench.folder / "mail/zip")
    mail = EmailMessage()
    mail.set_content("Bonjour, voici mon chapitre.")
    attached = copy_of(bench, "attached.po", MEMBERS).read_bytes()
    mail.add_attachment(attached, maintype="application", subtype="octet-stream", filename="livre-été.po")
    (bench.folder / "mail/message.eml").write_bytes(mail.as_bytes())
    (bench.folder / "mail/lettre.txt").write_text("Bonjour", "utf-8")
    said = bench.run("combine", "mail").out
    assert "livre (1).po: imported 1 change, 1 reviewed text" in said
    assert "chapitres.zip/dossier/anna.txt: imported 1 change, 1 reviewed text" in said
    assert "message.eml/livre-été.po: imported 1 change, 1 reviewed text" in said
    assert "lettre.txt: skipped: not a PO file" in said
    expect_reviewed(bench, ALL | MEMBERS)
    again = bench.run("combine", "mail").out
    assert again.count("nothing new") == 3


def test_a_file_of_another_book_is_named_and_nothing_of_it_is_taken(bench: Bench) -> None:
    bench.run("extract")
    before = bench.po_path.read_bytes()
    other = copy_of(bench, "other.po", {})
    po = polib.pofile(str(other), wrapwidth=0)
    po.metadata["Project-Id-Version"] = "autre"
    for number, entry in enumerate(po):
        entry.msgid, entry.msgstr = f"Un tout autre texte, numéro {number}", "Another text"
    po.save(str(other))
    assert (
        "other.po: NOTHING IMPORTED: the file belongs to another book"
        in bench.run("combine", "other.po", expect=1).err
    )
    po[0].msgid = bench.po[0].msgid  # both books have a chapter of that title
    po.metadata["X-Booktranslate-Project"] = "0123456789ab"
    po.save(str(other))
    assert "other.po: NOTHING IMPORTED" in bench.run("combine", "other.po", expect=1).err
    assert bench.po_path.read_bytes() == before


def test_a_damaged_file_leaves_everything_as_it_was(bench: Bench) -> None:
    bench.run("extract")
    before = bench.po_path.read_bytes()
    copy_of(bench, "back/good.po", ALL)
    (bench.folder / "back/bad.po").write_bytes(b'msgid ""\nmsgstr "Language: en_GB\\n"\n\nmsgid "un"\n')
    assert "bad.po:4" in bench.run("combine", "back", expect=3).err
    assert bench.po_path.read_bytes() == before


def test_a_proposal_is_no_conflict(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review({"Premier chapitre": "Chapter One"})
    copy_of(bench, "a.po", {"Premier chapitre": "Part One", "Second chapitre": "Chapter Two"}, fuzzy=True)
    said = bench.run("combine", "a.po")
    assert "Two people" not in said.err
    assert "Another translation of this text is in the comment" in said.err
    entries = found(bench)
    first, second = entries["Premier chapitre"], entries["Second chapitre"]
    assert (first.msgstr, first.fuzzy) == ("Chapter One", False)
    assert "Part One" in first.tcomment
    assert (second.msgstr, second.fuzzy) == ("Chapter Two", True)  # in place of the machine's draft


def test_a_name_in_other_accents(bench: Bench) -> None:
    (bench.folder / "source/livre.docx").rename(bench.folder / "source/été.docx")
    bench.run("extract")
    folder = bench.folder / "translations/en-GB"
    (folder / "été.po").rename(folder / unicodedata.normalize("NFD", "été.po"))
    assert bench.run("extract").err == ""
    assert files(bench) == [unicodedata.normalize("NFD", "été.po")]


# --- documents that are renamed, cut, joined -------------------------------------------------------------


def write(bench: Bench, name: str, paragraphs: list[str]) -> None:
    bench.write_book(paragraphs).rename(bench.folder / "source" / f"{name}.docx")


def test_a_document_in_two_and_in_one_again(bench: Bench) -> None:
    bench.write_book(TWO)
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    words = {**WORDS, "Marc part.": "Marc leaves.", "Alice dit oui.": "Alice says yes."}
    review(bench.po_path, words)
    (bench.folder / "source/livre.docx").unlink()
    write(bench, "tome1", TWO[:2])
    write(bench, "tome2", TWO[2:])
    assert "livre.po: 4 reviewed texts merged" not in bench.run("extract").err  # each takes its own
    assert files(bench) == ["tome1.po", "tome2.po"]
    expect_reviewed(bench, words)
    for name in ("tome1", "tome2"):
        (bench.folder / f"source/{name}.docx").unlink()
    write(bench, "entier", TWO)
    bench.run("extract")
    assert files(bench) == ["entier.po"]
    expect_reviewed(bench, words)
    bench.run("extract", "--check")


def test_a_chapter_that_moves_to_another_document_says_where_it_came_from(bench: Bench) -> None:
    write(bench, "a", TWO)
    write(bench, "b", ["# Autre", "Autre texte."])
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    review(bench.folder / "translations/en-GB/a.po", WORDS)
    write(bench, "a", [*TWO[:2], *TWO[5:]])
    write(bench, "b", ["# Autre", "Autre texte.", *TWO[2:5]])
    said = bench.run("extract").out
    assert "2 translations moved from translations/en-GB/a.po" in said
    expect_reviewed(bench, WORDS)
    entry = polib.pofile(str(bench.folder / "translations/en-GB/b.po")).find("Zoé décide seule.")
    assert "moved from translations/en-GB/a.po" in entry.tcomment


def test_an_untranslated_entry_does_not_stand_in_the_way(bench: Bench) -> None:
    bench.write_book(["# 4.4 Discussion des résultats obtenus ici", "Un texte."])
    bench.run("extract")
    heading = {"4.4 Discussion des résultats obtenus ici": "4.4 Discussion of the results obtained here"}
    review(bench.po_path, heading)
    po = polib.pofile(str(bench.po_path), wrapwidth=0)
    po.append(polib.POEntry(msgid="4.5 Discussion des résultats obtenus ici", msgstr=""))
    po.save(str(bench.po_path))
    bench.write_book(["# 4.5 Discussion des résultats obtenus ici", "Un texte."])
    bench.run("extract")
    entry = bench.po.find("4.5 Discussion des résultats obtenus ici")
    assert (entry.msgstr, entry.fuzzy) == ("4.5 Discussion of the results obtained here", True)


# --- changes of the French -------------------------------------------------------------------------------


def test_an_untouched_draft_is_made_again_when_its_french_changes(bench: Bench) -> None:
    bench.write_book(["# Titre", "Les 83 membres du réseau ont répondu hier."])
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    new = "Les 87 membres du réseau ont répondu hier. Tous."
    bench.write_book(["# Titre", new])
    bench.run("extract")
    assert "1 draft redone" in bench.run("translate", "--engine", "pseudo").out
    entry = bench.po.find(new)
    assert "87" in entry.msgstr
    assert not entry.previous_msgid
    assert "Changed" not in entry.comment
    bench.review({new: "All 87 members of the network answered yesterday."})
    bench.write_book(["# Titre", new.replace("87", "1 250")])
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    entry = bench.po.find(new.replace("87", "1 250"))
    assert (entry.msgstr, entry.fuzzy) == ("All 1,250 members of the network answered yesterday.", True)
    assert "Changed: “87” → “1 250”" in entry.comment


def test_a_changed_term_is_changed_in_the_proposal(bench: Bench) -> None:
    (bench.folder / "glossary.csv").write_text(
        "source;target\nfeuille de route;roadmap\ncharte;code of conduct\n", "utf-8"
    )
    old = "Pour toutes les entreprises adhérentes du pôle, une feuille de route a été signée hier."
    bench.write_book([old])
    bench.run("extract")
    bench.review({old: "Yesterday, all member companies of the cluster signed a roadmap."})
    new = old.replace("une feuille de route", "une charte")
    bench.write_book([new])
    bench.run("extract")
    entry = bench.po.find(new)
    target = "Yesterday, all member companies of the cluster signed a code of conduct."
    assert (entry.msgstr, entry.fuzzy) == (target, True)
    assert "Changed: “feuille de route” → “charte”" in entry.comment


def test_two_files_of_a_renamed_document_translate_a_text(bench: Bench) -> None:
    bench.run("extract")
    copy = bench.po_path.with_name("livre - Copie.po")
    shutil.copy(bench.po_path, copy)
    review(bench.po_path, {SIGNED: "They signed."}, date="2026-11-20 10:00+0000")
    review(copy, {SIGNED: "All signed."}, date="2026-11-21 10:00+0000")
    (bench.folder / "source" / "livre.docx").rename(bench.folder / "source" / "ouvrage.docx")
    bench.run("extract")
    entry = found(bench)[SIGNED]
    assert entry.msgstr == "All signed."
    assert "They signed." in entry.tcomment


def test_drafts_in_a_mass_are_noticed(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    text = bench.po_path.read_text("utf-8")
    bench.po_path.write_text(text.replace("#, fuzzy\n", ""), "utf-8")
    assert "6 drafts became reviewed without any change" in bench.run("extract").err


def test_what_is_noticed_is_said_although_the_book_cannot_be_read(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    text = bench.po_path.read_text("utf-8")
    bench.po_path.write_text(text.replace("#, fuzzy\n", ""), "utf-8")
    (bench.folder / "source" / "livre.docx").write_bytes(b"PK")
    assert "6 drafts became reviewed without any change" in bench.run("assemble", expect=3).err


def test_drafts_in_a_mass_from_a_reviewer_are_noticed(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    copy = copy_of(bench, "anna.po", {})
    copy.write_text(copy.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert "6 drafts became reviewed" in bench.run("combine", "anna.po").err


# --- what is kept ----------------------------------------------------------------------------------------


def test_a_deleted_file_comes_back_with_its_comments(bench: Bench) -> None:
    bench.run("extract")
    bench.review(ALL)
    po = bench.po
    po.find("Premier chapitre").tcomment = "À revoir avec Anne"
    po.save()
    bench.run("status")
    bench.po_path.unlink()
    assert "livre.po was deleted; its 2 reviewed texts are restored" in bench.run("extract").err.replace(
        "livre.po: was", "livre.po was"
    )
    expect_reviewed(bench, ALL)
    assert bench.po.find("Premier chapitre").tcomment == "À revoir avec Anne"


def test_the_memory_knows_what_was_reviewed_without_a_translate(bench: Bench) -> None:
    bench.run("extract")
    bench.review(ALL)
    assert "Wrote 2 translations" in bench.run("memory", "export", "out.tmx").out
    assert "Chapter One" in (bench.folder / "out.tmx").read_text("utf-8")


def test_backups_and_undo(bench: Bench) -> None:
    bench.run("extract")
    bench.review(ALL)
    before = bench.po_path.read_bytes()
    bench.run("translate", "--engine", "pseudo")
    kept = list((bench.folder / ".booktranslate/backups").rglob("before/**/livre.po"))
    assert [path.read_bytes() for path in kept] == [before]
    listed = bench.run("undo").out
    assert "translate: translations/en-GB/livre.po" in listed.splitlines()[0]
    assert "livre.po: restored" in bench.run("undo", "1").out
    assert bench.po_path.read_bytes() == before
    bench.run("undo", "1")  # that was a command too
    assert bench.po.find("Un pôle de compétitivité, c’est une rencontre.").fuzzy


def test_undo_keeps_what_people_have_written_since(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review(ALL)
    bench.run("undo", "1")
    expect_reviewed(bench, ALL)
    assert bench.po.find("Les adhérents ont signé la feuille de route.").msgstr == ""
    assert "no command number 9" in bench.run("undo", "9", expect=2).err


@pytest.mark.parametrize(("newline", "bom"), [("\r\n", b""), ("\r", b""), ("\n", b"\xef\xbb\xbf")])
def test_line_ends_and_byte_order_marks_are_kept(bench: Bench, newline: str, bom: bytes) -> None:
    bench.run("extract")
    bench.review(ALL)
    bench.po_path.write_bytes(bom + bench.po_path.read_bytes().replace(b"\n", newline.encode()))
    bench.run("translate", "--engine", "pseudo")
    data = bench.po_path.read_bytes()
    assert data.startswith(bom)
    text = data.removeprefix(bom).decode("utf-8")
    assert "\n" not in text.replace(newline, "")
    assert "booktranslate: draft by pseudo" in text


def test_a_new_project_has_the_attributes_that_git_needs(bench: Bench) -> None:
    bench.run("init", "neu")
    assert "*.po text eol=lf" in (bench.folder / "neu/.gitattributes").read_text("utf-8")


def test_another_english_gets_the_reviewed_texts_as_proposals(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.review(ALL)
    bench.run("memory", "export", "gb.tmx")
    toml = bench.folder / "booktranslate.toml"
    toml.write_text('[languages]\ntarget = "en-US"\n', "utf-8")
    bench.run("extract")
    po = polib.pofile(str(bench.folder / "translations/en-US/livre.po"))
    assert [(po.find(text).msgstr, po.find(text).fuzzy) for text in ALL] == [
        (target, True) for target in ALL.values()
    ]
    assert po.find(BOOK[2]).msgstr == ""  # a machine's draft is no proposal
    shutil.rmtree(bench.folder / "translations")
    shutil.rmtree(bench.folder / ".booktranslate")
    bench.run("extract")
    assert "Imported 2 translations" in bench.run("memory", "import", "gb.tmx").out
    bench.run("translate", "--engine", "pseudo")
    po = polib.pofile(str(bench.folder / "translations/en-US/livre.po"))
    assert {po.find(text).msgstr for text in ALL} == set(ALL.values())
    assert all(po.find(text).fuzzy for text in ALL)


def test_a_file_of_no_document_stays_and_is_said(bench: Bench) -> None:
    write(bench, "autre", ["# Ailleurs", "Un texte d’un autre livre.", *map("Encore {}.".format, "abcd")])
    bench.run("extract")
    other = bench.folder / "translations/en-GB/autre.po"
    review(other, {"Un texte d’un autre livre.": "A text of another book."})
    (bench.folder / "source/autre.docx").unlink()
    bench.write_book(BOOK)
    assert "autre.po belongs to no document" in bench.run("extract").err
    before = other.read_bytes()
    bench.write_book([*BOOK, "Un texte d’un autre livre."])
    bench.run("extract")
    assert other.read_bytes() == before
    assert bench.po.find("Un texte d’un autre livre.").msgstr == "A text of another book."


def test_a_quiet_run_is_not_quiet_about_words(bench: Bench) -> None:
    bench.run("extract", "-q")
    bench.review(ALL)
    bench.run("status", "-q")
    bench.po_path.unlink()
    assert "its 2 reviewed texts are restored" in bench.run("extract", "-q").err
