"""The memory's file: what is kept, under which key, and what happens when it cannot be used."""

import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booktranslate.errors import OutputError
from booktranslate.memory import Memory, Reviewed, Spent

PAIR = "fr-en-GB"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with closing(Memory(tmp_path / "state" / "memory.sqlite")) as made:
        yield made


def spent(billed: int, run: str = "1", document: str = "a.docx", engine: str = "deepl") -> Spent:
    return Spent(run, document, engine, 1, billed, billed)


def test_answers_are_found_by_engine_context_and_source(memory: Memory) -> None:
    memory.store("deepl/1", {("", "Oui"): "Yes", ("Chapitre", "Oui"): "Indeed"})
    memory.store("deepl/2", {("", "Oui"): "Yeah"})
    keys = [("", "Oui"), ("Chapitre", "Oui"), ("", "Non")]
    assert memory.find("deepl/1", keys) == {("", "Oui"): "Yes", ("Chapitre", "Oui"): "Indeed"}
    assert memory.find("deepl/2", keys) == {("", "Oui"): "Yeah"}
    assert memory.find("deepl/3", keys) == {}


def test_it_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with closing(Memory(path)) as memory:
        memory.store("e", {("", "é"): "e"})
    with closing(Memory(path)) as memory:
        assert memory.find("e", [("", "é")]) == {("", "é"): "e"}


def test_an_answer_is_found_by_the_terms_that_it_was_made_with(memory: Memory) -> None:
    key, other = ("", "Oui"), ("", "Non")
    memory.store("e", {key: "Yes", other: "No"}, terms={key: "1"})
    memory.store("e", {key: "Yea"}, terms={key: "2"})
    assert memory.find("e", [key, other], {key: "1"}) == {key: "Yes", other: "No"}
    assert memory.find("e", [key, other], {key: "2", other: "1"}) == {key: "Yea"}
    assert memory.find("e", [key]) == {}
    assert memory.answers(key) == {"Yes", "Yea"}
    assert memory.contents().answers == {"e": 3}


def test_an_empty_answer_is_not_kept(memory: Memory) -> None:
    memory.store("e", {("", "Oui"): "", ("", "Non"): "No"})
    assert memory.find("e", [("", "Oui"), ("", "Non")]) == {("", "Non"): "No"}


def test_whether_a_text_is_an_answer(memory: Memory) -> None:
    memory.store("e/1", {("", "Oui"): "Yes"})
    assert memory.answers(("", "Oui")) == {"Yes"}
    assert memory.answers(("c", "Oui")) == frozenset()


def test_reviewed_the_latest_first_one_for_each_document(memory: Memory) -> None:
    old = Reviewed("Oui", "Yes", document="a.docx", changed="2026-01-01 00:00:00")
    new = Reviewed("Oui", "Indeed", document="b.docx", changed="2026-02-01 00:00:00")
    memory.remember(PAIR, [new, old])
    assert memory.reviewed(PAIR) == [new, old]
    assert memory.reviewed("fr-en-US") == []
    memory.remember(PAIR, [Reviewed("Oui", "Yes!", document="a.docx")])
    assert [(one.target, one.document) for one in memory.reviewed(PAIR)] == [
        ("Yes!", "a.docx"),
        ("Indeed", "b.docx"),
    ]


def test_an_older_import_does_not_overwrite(memory: Memory) -> None:
    memory.remember(PAIR, [Reviewed("Oui", "Yes", document="a", changed="2026-02-01 00:00:00")])
    memory.remember(PAIR, [Reviewed("Oui", "Old", document="a", changed="2026-01-01 00:00:00")])
    assert [one.target for one in memory.reviewed(PAIR)] == ["Yes"]


def test_what_is_withdrawn_is_forgotten_in_its_document_only(memory: Memory) -> None:
    memory.remember(PAIR, [Reviewed("Oui", "Yes", document="a"), Reviewed("Oui", "Yes", document="b")])
    memory.remember(PAIR, [], [Reviewed("Oui", "whatever it says now", document="a")])
    assert [one.document for one in memory.reviewed(PAIR)] == ["b"]


def test_ledger_has_a_line_for_each_run_document_and_engine(memory: Memory) -> None:
    memory.store("e", {}, spent(10))
    memory.store("e", {("", "x"): "y"}, spent(5))
    memory.store("e", {}, spent(7, document="b.docx"))
    memory.store("e", {}, spent(0, run="2", engine="apertium"))
    lines = [(s.run, s.document, s.engine, s.texts, s.billed) for s in memory.spent()]
    assert lines == [
        ("1", "a.docx", "deepl", 2, 15),
        ("1", "b.docx", "deepl", 1, 7),
        ("2", "a.docx", "apertium", 1, 0),
    ]
    assert all(line.time for line in memory.spent())


def test_glossary_of_a_document(memory: Memory) -> None:
    assert memory.glossary("a.docx", "deepl") is None
    memory.keep_glossary("a.docx", "deepl", b"one")
    memory.keep_glossary("a.docx", "deepl", b"two")
    assert memory.glossary("a.docx", "deepl") == b"two"
    assert memory.glossary("a.docx", "pseudo") is None


def test_forget_drops_what_is_old_and_unused(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with closing(Memory(path)) as memory:
        memory.store("e", {("", "used"): "x", ("", "old"): "y" * 100_000, ("", "young"): "z"})
        memory.remember(PAIR, [Reviewed("old", "y", changed="2020-01-01 00:00:00"), Reviewed("young", "z")])
        with closing(sqlite3.connect(path)) as base:
            base.execute("UPDATE answer SET made = '2020-01-01 00:00:00' WHERE source <> 'young'")
            base.commit()
        before = memory.contents().size
        assert memory.forget([("", "used"), ("", "used")], 30) == (1, 0)
        assert set(memory.find("e", [("", name) for name in ("used", "old", "young")])) == {
            ("", "used"),
            ("", "young"),
        }
        assert memory.contents().size < before
        assert len(memory.reviewed(PAIR)) == 2
        assert memory.forget([], 30, reviewed=True) == (1, 1)
        assert [one.source for one in memory.reviewed(PAIR)] == ["young"]
        assert memory.forget([], 0, reviewed=True) == (1, 1)


def test_contents(memory: Memory) -> None:
    memory.store("e", {("", "a"): "x", ("", "b"): "y"})
    memory.remember(PAIR, [Reviewed("a", "x", document="a.docx")])
    held = memory.contents()
    assert held.answers == {"e": 2}
    assert held.reviewed == {"a.docx": 1}
    assert held.size > 0


def test_without_a_file_it_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(Memory(None)) as memory:
        memory.store("e", {("", "a"): "x"})
        assert memory.find("e", [("", "a")])
    assert list(tmp_path.iterdir()) == []


def _write_many(path: Path, name: str) -> None:
    with closing(Memory(path)) as memory:
        for number in range(40):
            memory.store(name, {("", str(number)): name}, Spent(name, "a", "e", 1, 1, 1))


def test_processes_that_start_and_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write_many, args=(path, f"p{number}")) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    with closing(Memory(path)) as memory:
        assert memory.contents().answers == {f"p{number}": 40 for number in range(4)}
        assert sum(line.billed for line in memory.spent()) == 160


def test_each_write_is_synced_to_disk(tmp_path: Path) -> None:
    with closing(Memory(tmp_path / "memory.sqlite")) as memory:
        (mode,) = memory._base.execute("PRAGMA journal_mode").fetchone()
        (level,) = memory._base.execute("PRAGMA synchronous").fetchone()
    assert (mode, level) == ("wal", 2)


# Files that cannot be used


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"a" * 5000)
    with pytest.raises(OutputError, match="Move the file away"):
        Memory(path)
    assert path.read_bytes() == b"a" * 5000


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA user_version=99")
    with pytest.raises(OutputError, match="newer"):
        Memory(path)


def test_no_folder(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(OutputError, match="cannot be used"):
        Memory(tmp_path / "state" / "memory.sqlite")


def test_a_full_disk_is_one_sentence_and_keeps_what_was_there(tmp_path: Path) -> None:
    with closing(Memory(tmp_path / "memory.sqlite")) as memory:
        memory.store("e", {("", "a"): "x"})
        (pages,) = memory._base.execute("PRAGMA page_count").fetchone()
        memory._base.execute(f"PRAGMA max_page_count={pages}")
        with pytest.raises(OutputError, match=r"full.*free space"):
            memory.store("e", {("", str(number)): "y" * 5000 for number in range(50)}, spent(1))
        assert memory.find("e", [("", "a")]) == {("", "a"): "x"}
        assert memory.spent() == []
        memory._base.execute("PRAGMA max_page_count=100000")
        memory.store("e", {("", "b"): "y"})
        assert memory.contents().answers == {"e": 2}


def test_a_memory_that_is_locked_for_good_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booktranslate.memory.store._SECONDS_TO_WAIT", 0.05)
    path = tmp_path / "memory.sqlite"
    with closing(Memory(path)) as memory, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError, match="locked"):
            memory.store("e", {("", "a"): "x"})


def test_a_wording_that_comes_back_is_the_latest_again(memory: Memory) -> None:
    key = ("", "Oui")

    def note(*wordings: str) -> None:
        memory.remember(PAIR, [], wordings=[(key, wording) for wording in wordings])

    note("Yes")
    note("Aye", "Aye")
    first, second = (memory.wording(PAIR, key, wording) for wording in ("Yes", "Aye"))
    assert 0 < first < second
    note("Aye")
    assert memory.wording(PAIR, key, "Aye") == second  # no news
    note("Yes")
    assert memory.wording(PAIR, key, "Yes") > memory.wording(PAIR, key, "Aye")
    assert memory.wording(PAIR, key, "No") == 0


def test_what_a_text_is_depends_on_its_languages_and_context(memory: Memory) -> None:
    memory.remember(PAIR, [], wordings=[(("a", "Oui"), "Yes")])
    assert memory.wording(PAIR, ("a", "Oui"), "Yes")
    for languages, key, target in (
        ("fr-en-US", ("a", "Oui"), "Yes"),
        (PAIR, ("", "Oui"), "Yes"),
        (PAIR, ("a", "Ou"), "iYes"),
    ):
        assert memory.wording(languages, key, target) == 0


def _second_version(path: Path) -> None:
    """A file of the second version: all it differs in is its wordings."""
    with closing(Memory(path)) as memory:
        memory.store("e", {("", "Non"): "No"}, spent(1))
        memory.remember(PAIR, [Reviewed("Oui", "Aye", document="a")])
    with closing(sqlite3.connect(path)) as base:
        base.executescript(
            "DROP TABLE wording;"
            "CREATE TABLE wording (number INTEGER PRIMARY KEY AUTOINCREMENT, languages TEXT NOT NULL,"
            " context TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
            " UNIQUE (languages, context, source, target));"
            "INSERT INTO wording VALUES (7, 'fr-en-GB', '', 'Oui', 'Yes'), (9, 'fr-en-GB', '', 'Oui', 'Aye'),"
            " (8, 'fr-en-GB', 'c', 'Oui', 'Yes');"
            "PRAGMA user_version=2"
        )


def test_a_memory_of_the_second_version_keeps_all_that_it_knows(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    _second_version(path)
    for _ in range(2):
        with closing(Memory(path)) as memory:
            assert [(one.source, one.target) for one in memory.reviewed(PAIR)] == [("Oui", "Aye")]
            assert memory.answers(("", "Non")) == {"No"}
            assert [line.billed for line in memory.spent()] == [1]
            assert memory.wording(PAIR, ("", "Oui"), "Yes") == 7
            assert memory.wording(PAIR, ("", "Oui"), "Aye") == 9
            assert memory.wording(PAIR, ("c", "Oui"), "Yes") == 8
    with closing(Memory(path)) as memory:
        memory.remember(PAIR, [], wordings=[(("", "Oui"), "Yes")])
        assert memory.wording(PAIR, ("", "Oui"), "Yes") > 9  # it came back


def test_a_damaged_memory_of_the_second_version_stays_as_it_is(
    tmp_path: Path,
) -> None:
    path = tmp_path / "memory.sqlite"
    _second_version(path)
    with closing(sqlite3.connect(path)) as base:
        base.execute("UPDATE wording SET source = x'00' WHERE number = 8")
        base.commit()
    with pytest.raises(OutputError, match="malformed"):
        Memory(path)
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (2,)
        assert base.execute("SELECT count(*) FROM wording").fetchone() == (3,)
