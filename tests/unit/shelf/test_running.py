"""Tasks in lanes, handed to workers; outcomes that are left on disk."""

import pickle
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from booktranslate.docx import Document
from booktranslate.errors import UsageError
from booktranslate.shelf.catalogue import Book
from booktranslate.shelf.planning import plan
from booktranslate.shelf.running import run
from booktranslate.shelf.steps import perform
from booktranslate.shelf.tasks import Options, Outcome, Task, keep, taken
from tests.properties.books import write_book


class Slow:
    """Workers that end the task that they were given last."""

    capacity = 3

    def __init__(self) -> None:
        self.under_way: list[Task] = []
        self.most = 0
        self.done: list[str] = []

    def submit(self, task: Task) -> None:
        self.under_way.append(task)
        self.most = max(self.most, len(self.under_way))
        books = [each.book for each in self.under_way]
        assert len(set(books)) == len(books), "two of one lane at once"

    def take(self) -> Outcome:
        task = self.under_way.pop()
        self.done.append(task.name)
        return Outcome(task, error="it is damaged" if task.number == 2 else "")


def lanes(root: Path, *lengths: int) -> Iterator[Iterator[Task]]:
    number = 0
    for lane, length in enumerate(lengths):
        names = [f"{each}.docx" for each in range(length)]
        made = [Task("check", f"book{lane}", root, name, number=number + at) for at, name in enumerate(names)]
        number += length
        yield iter(made)


def test_a_lane_is_done_in_order_and_a_failure_stops_nobody(tmp_path: Path) -> None:
    workers = Slow()
    told: list[tuple[int, int]] = []
    outcomes = run(lanes(tmp_path, 3, 0, 2, 1, 2), workers, 8, lambda done, total: told.append((done, total)))
    assert [outcome.task.number for outcome in outcomes] == list(range(8))
    assert [outcome.is_done for outcome in outcomes] == [number != 2 for number in range(8)]
    assert workers.most == 3
    for lane in range(5):
        mine = [name for name in workers.done if f"book{lane} " in name]
        assert mine == sorted(mine)
    assert told == [(done, 8) for done in range(9)]


def test_an_outcome_is_left_for_one_to_take(tmp_path: Path) -> None:
    task = Task("check", "anna", tmp_path, run="0a1b", number=7)
    keep(Outcome(task, 3, "livre.po:4: is damaged", {"errors": 2}, ("a note",)))
    assert taken(task, 3) == Outcome(task, 3, "livre.po:4: is damaged", {"errors": 2}, ("a note",))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    lost = taken(replace(task, number=8), 0)
    assert (lost.code, lost.is_done) == (6, False)
    assert "Make sure that the workers and this machine share the folder." in lost.error


def test_whatever_goes_wrong_is_an_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def turns(name: str, at_once: int) -> None:
        raise AssertionError

    nothing = perform(Task("check", "anna", tmp_path), turns)  # type: ignore[arg-type]
    assert (nothing.code, "is not a booktranslate project" in nothing.error) == (2, True)
    (tmp_path / "source").mkdir()
    assert perform(Task("check", "anna", tmp_path), turns).code == 3  # type: ignore[arg-type]
    fault = perform(Task("no such step", "anna", tmp_path), turns)  # type: ignore[arg-type]
    assert (fault.code, "this is a bug in booktranslate" in fault.error) == (70, True)


def test_a_book_is_assembled_as_its_settings_say(tmp_path: Path) -> None:
    write_book(tmp_path / "source" / "livre.docx", [("Anna", ["La mixité avance."])])
    (tmp_path / "booktranslate.toml").write_text('[annexes]\nadd = ["making"]\n', "utf-8")
    for step in ("extract", "assemble"):
        done = perform(Task(step, "anna", tmp_path, "livre.docx"), lambda name, at_once: nullcontext)
        assert done.error == ""
    made = Document(tmp_path / "build" / "en-GB" / "livre.docx")
    assert "How this book was made" in [each.text.plain for each in made.passages]


def test_a_task_says_where_and_what_and_nothing_of_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPL_AUTH_KEY", "a-key-that-is-secret")
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "livre.docx").write_bytes(b"words of the book")
    made = plan("translate", [Book("anna", tmp_path)], Options(), engine="deepl", run="0a1b")
    (task,) = [task for lane in made.lanes for task in lane]
    assert (task.book, task.document, task.engine, task.root) == ("anna", "livre.docx", "deepl", tmp_path)
    sent = pickle.dumps(task)
    assert b"secret" not in sent
    assert b"words of" not in sent


def test_one_budget_is_not_spent_by_two_engines(tmp_path: Path) -> None:
    books = []
    for engine in ("deepl", "llm", "pseudo"):
        root = tmp_path / engine
        (root / "source").mkdir(parents=True)
        (root / "source" / "livre.docx").touch()
        (root / "booktranslate.toml").write_text(f'[translate]\nengine = "{engine}"\n')
        books.append(Book(engine, root))
    with pytest.raises(UsageError, match="several engines that bill"):
        plan("translate", books, Options(), budget="1000")
    made = plan("translate", books, Options(), engine="deepl", budget="1000")
    assert len(made.lanes) == 1
    (lane,) = made.lanes
    assert [(task.book, task.budget) for task in lane] == [("deepl", 1000), ("llm", 1000), ("pseudo", 1000)]
    free = plan("translate", [books[0], books[2]], Options(), budget="1000")
    assert [next(lane).budget for lane in free.lanes] == [1000, None]
