"""Several people in one room: what they write is in the PO files at once, and nobody's words are lost."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polib
import pytest

from booktranslate.catalog import Catalog
from booktranslate.config import Project
from booktranslate.errors import InputError, OutputError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.locks import locked
from booktranslate.memory import Memory
from booktranslate.model import State, parse
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.review.serve import room as module
from booktranslate.review.serve.people import Person, known, people
from booktranslate.review.serve.room import Room, Seen
from booktranslate.review.values import Answer, Comment
from booktranslate.steps.extract import extract
from tests.unit.review.serve_room import (
    DRAFTS,
    EMPTY,
    HEADING,
    PLAIN,
    TAGGED,
    documents,
    entries,
    make_project,
    po,
    room_of,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_project(tmp_path_factory.mktemp("made") / "book")


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    shutil.copytree(made.root, tmp_path / "book")
    return Project(tmp_path / "book")


@pytest.fixture
def room(project: Project) -> Iterator[Room]:
    with room_of(project) as made:
        yield made


def seen(id_: str) -> Seen:
    """What a page shows before anybody has written."""
    sources = dict(zip((HEADING, TAGGED, PLAIN, EMPTY), DRAFTS.values(), strict=True))
    return Seen(sources[id_], State.DRAFT if sources[id_] else State.EMPTY)


def answer(id_: str, english: str, approved: bool | None = None, *comments: Comment) -> Answer:
    return Answer(id_, parse(english), approved, comments)


def test_what_is_written_is_in_the_po_file_at_once(room: Room, project: Project) -> None:
    written = room.take("Zoé", answer(PLAIN, "We have learnt to talk."), seen(PLAIN))
    entry = entries(project)[PLAIN]
    assert (str(entry.translation.target), entry.state) == ("We have learnt to talk.", State.REVIEWED)
    assert (written.row.target, written.overtaken) == (entry.translation.target, False)
    assert entries(project)[TAGGED].state is State.DRAFT
    assert "X-Booktranslate-Project" in polib.pofile(str(po(project))).metadata


def test_a_draft_is_accepted_a_text_translated_a_doubt_and_a_comment_are_noted(
    room: Room, project: Project
) -> None:
    room.take("Zoé", answer(HEADING, "Anne Exemple", True), seen(HEADING))
    room.take("Zoé", answer(EMPTY, "A blank page."), seen(EMPTY))
    note = Comment("Check with Anne.", "Zoé")
    room.take("Zoé", answer(PLAIN, "We learn to talk.", False, note), seen(PLAIN))
    found = entries(project)
    assert [found[id_].state for id_ in (HEADING, EMPTY, PLAIN)] == [
        State.REVIEWED,
        State.REVIEWED,
        State.DRAFT,
    ]
    assert found[PLAIN].person_comment == "Zoé: Check with Anne."


def test_of_two_who_write_in_one_entry_nobody_loses_a_word(room: Room, project: Project) -> None:
    first = room.take("Zoé", answer(PLAIN, "We have learnt to talk."), seen(PLAIN))
    second = room.take("Ali", answer(PLAIN, "We learnt how to talk."), seen(PLAIN))
    assert not first.overtaken
    assert (second.overtaken, second.by) == (True, "Zoé")
    assert str(second.row.target) == "We have learnt to talk.", "the second sees the words of the first"
    entry = entries(project)[PLAIN]
    assert (str(entry.translation.target), entry.state) == ("We have learnt to talk.", State.REVIEWED)
    assert entry.person_comment == "booktranslate: other translation: We learnt how to talk."

    now = Seen("We have learnt to talk.", State.REVIEWED)
    third = room.take("Ali", answer(PLAIN, "We learnt how to talk."), now)
    assert not third.overtaken, "who has seen the other words may replace them"
    assert str(entries(project)[PLAIN].translation.target) == "We learnt how to talk."


def test_a_correction_wins_over_an_acceptance_of_what_was_there_before(room: Room, project: Project) -> None:
    room.take("Zoé", answer(PLAIN, "We have learnt to talk."), seen(PLAIN))
    second = room.take("Ali", answer(PLAIN, DRAFTS["Nous avons appris à nous parler."], True), seen(PLAIN))
    assert second.overtaken
    assert str(entries(project)[PLAIN].translation.target) == "We have learnt to talk."


def test_both_comments_on_one_entry_stay(room: Room, project: Project) -> None:
    for name in ("Zoé", "Ali"):
        room.take(name, answer(PLAIN, str(seen(PLAIN).english), None, Comment("Why?", name)), seen(PLAIN))
    assert entries(project)[PLAIN].person_comment == "Zoé: Why?\nAli: Why?"


def test_what_is_saved_in_poedit_meanwhile_is_seen_and_stays(room: Room, project: Project) -> None:
    file = polib.pofile(str(po(project)), wrapwidth=0)
    for entry in file:
        if "parler" in entry.msgid:
            entry.msgstr, entry.flags = "Words from Poedit.", []
    file.save()
    news = room.news("Zoé", 0, "")
    assert [row["target"] for row in news["rows"]] == ["Words from Poedit."]
    late = room.take("Zoé", answer(PLAIN, "Words from the page."), seen(PLAIN))
    assert (late.overtaken, late.by) == (True, "")
    found = entries(project)[PLAIN]
    assert str(found.translation.target) == "Words from Poedit."
    assert "Words from the page." in found.person_comment


def test_damaged_tags_stay_a_draft_and_it_is_said(room: Room, project: Project) -> None:
    written = room.take("Zoé", answer(TAGGED, "Balance is <b>advancing."), seen(TAGGED))
    assert written.messages
    assert entries(project)[TAGGED].state is State.DRAFT


def test_news_are_what_others_changed_and_where_they_are(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    before = room.news("Zoé", 0, TAGGED)
    assert before["rows"] == []
    room.take("Ali", answer(PLAIN, "We talk."), seen(PLAIN))
    room.news("Ali", 0, "not a text")
    news = room.news("Zoé", before["version"], TAGGED)
    assert [(row["target"], row["state"], row["by"]) for row in news["rows"]] == [
        ("We talk.", "reviewed", "Ali")
    ]
    assert news["people"] == [{"name": "Ali", "at": ""}, {"name": "Zoé", "at": TAGGED}]
    assert room.news("Zoé", news["version"], "")["rows"] == []
    later = time.monotonic() + 60
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert [person["name"] for person in room.news("Zoé", 0, "")["people"]] == ["Zoé"]


def test_a_text_that_left_the_book_is_refused(room: Room) -> None:
    with pytest.raises(InputError, match="no longer belongs"):
        room.take("Zoé", answer("0" * 12, "x"), Seen("", State.EMPTY))


def test_a_write_waits_for_a_command_at_work_and_not_for_ever(
    room: Room, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = project.state / "lock"
    monkeypatch.setattr(module, "_PATIENCE", 0.2)
    with locked(lock), pytest.raises(OutputError, match="another booktranslate"):
        room.take("Zoé", answer(PLAIN, "We talk."), seen(PLAIN))
    monkeypatch.setattr(module, "_PATIENCE", 10.0)
    holding = threading.Event()

    def hold() -> None:
        with locked(lock):
            holding.set()
            time.sleep(0.3)

    other = threading.Thread(target=hold)
    other.start()
    holding.wait()
    room.take("Zoé", answer(PLAIN, "We talk."), seen(PLAIN))
    other.join()
    assert str(entries(project)[PLAIN].translation.target) == "We talk."


def test_a_session_is_one_step_of_the_history(room: Room, project: Project) -> None:
    for number in range(5):
        room.take("Zoé", answer(PLAIN, f"We talk {number}."), Seen(*_now(project)))
    names = [folder.name.split(" ", 2)[2] for folder in (project.state / "backups").iterdir()]
    assert names.count("review serve") == 1


def _now(project: Project) -> tuple[str, State]:
    translation = entries(project)[PLAIN].translation
    return str(translation.target), translation.state


def test_a_text_of_two_documents_is_written_in_both(project: Project) -> None:
    shutil.copy(project.source / "livre.docx", project.source / "autre.docx")
    with closing(Memory(project.state / "memory.sqlite")) as memory:
        extract(project, documents(project), Glossary(), Reconciler(project, memory, "extract"))
    with room_of(project) as room:
        assert len(room.pack.rows) == 4
        row = next(row for row in room.pack.rows if row.id == PLAIN)
        room.take("Zoé", answer(PLAIN, "We talk."), Seen(str(row.target), row.state))
    for name in ("livre.po", "autre.po"):
        found = polib.pofile(str(project.translations / name)).find("Nous avons appris à nous parler.")
        assert (found.msgstr, found.fuzzy) == ("We talk.", False)


def test_it_is_said_which_of_two_documents_has_an_answer(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(project.source / "livre.docx", project.source / "autre.docx")
    with closing(Memory(project.state / "memory.sqlite")) as memory:
        extract(project, documents(project), Glossary(), Reconciler(project, memory, "extract"))
    with room_of(project) as room:
        row = next(row for row in room.pack.rows if row.id == PLAIN)
        write = Reconciler.write

        def refused(self: Reconciler, document: str, path: Path, catalog: Catalog) -> bool:
            if path.name == "livre.po":
                raise OutputError("the disk is full.", where=str(path))
            return write(self, document, path, catalog)

        monkeypatch.setattr(Reconciler, "write", refused)
        with pytest.raises(
            OutputError, match=r"livre\.po: the disk is full\. The answer is already in autre\.po"
        ):
            room.take("Zoé", answer(PLAIN, "We talk."), Seen(str(row.target), row.state))
        (told,) = room.news("Paul", 0, "")["rows"]
        assert told["target"] == "We talk."


# --- people ---------------------------------------------------------------------------------------------


def test_links_stay_the_same_until_new_ones_are_asked_for(project: Project) -> None:
    zoe, ali = people(project, ["Zoé  Exemple", "Ali", "Ali"])
    assert (zoe.name, ali.name) == ("Zoé Exemple", "Ali")
    assert len(zoe.token) >= 32
    assert zoe.token != ali.token
    assert people(project, ["Ali"]) == [ali]
    assert people(project, []) == [zoe, ali]
    (new,) = people(project, ["Ali"], renew=True)
    assert new.token != ali.token
    assert people(project, []) == [zoe, new]
    assert (project.state / "review-links.json").stat().st_mode & 0o077 == 0


def test_a_token_is_known_to_the_letter() -> None:
    zoe = Person("Zoé", "secret")
    assert known([zoe], "secret") == zoe
    for wrong in ("", "Secret", "secret ", "secré", "\udcff", "x" * 100_000):
        assert known([zoe], wrong) is None


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 101])
def test_a_name_that_is_none_is_refused(project: Project, name: str) -> None:
    with pytest.raises(UsageError, match="--person"):
        people(project, [name])


def test_nobody_is_refused(project: Project) -> None:
    with pytest.raises(UsageError, match="--person is missing"):
        people(project, [])


@pytest.mark.parametrize("content", ["{", "[]", '{"Ali": 5}'])
def test_a_damaged_list_of_links_is_refused(project: Project, content: str) -> None:
    (project.state / "review-links.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match="list of links"):
        people(project, ["Ali"])
