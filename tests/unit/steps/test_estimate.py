"""The estimate is what translation then does, and it leaves no trace."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booktranslate.glossary import Glossary, Term
from booktranslate.memory import Memory
from booktranslate.model import State
from booktranslate.steps.estimate import Due, estimate, total
from booktranslate.steps.translate import translate
from tests.unit.steps.small_book import INTERVIEW, Book, Paid, Upper, unit

OLD, NEW = (Glossary((Term("mixité", target),)) for target in ("mix", "balance"))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with closing(Memory(tmp_path / "memory.sqlite")) as made:
        yield made


def test_it_is_what_is_done(book: Book, memory: Memory) -> None:
    first, second, third = book.document("a", INTERVIEW[:5]), book.document("b"), book.document("c")
    book.set(first, "La mixité avance.", "Mine.")
    book.set(third, "Et demain ?", "Theirs.")
    before = [path.read_bytes() for path in (book.po(first), book.po(second), book.po(third))]
    engine = Paid()
    found = estimate(book.project, [first, second, third], engine, memory)
    assert engine.asked == []
    assert [path.read_bytes() for path in (book.po(first), book.po(second), book.po(third))] == before
    assert memory.contents().reviewed == {}
    done = translate(book.project, [first, second, third], engine, memory)
    everything = total(found)
    assert everything.billed == everything.characters == done.billed
    assert everything.texts == done.drafted
    assert (everything.from_memory, everything.reviewed) == (done.from_memory, done.reviewed)
    assert everything.numbers == done.numbers
    assert total(estimate(book.project, [first, second, third], engine, memory)) == Due("")


def test_each_document_is_counted_and_what_two_share_once(book: Book, memory: Memory) -> None:
    documents = [book.document("a", INTERVIEW[:2]), book.document("b", INTERVIEW[:3])]
    first, second = estimate(book.project, documents, Paid(), memory)
    assert (first.document, first.texts, first.from_memory) == ("a.docx", 2, 0)
    assert (second.document, second.texts, second.from_memory) == ("b.docx", 1, 2)


def test_an_engine_without_a_meter_bills_nothing(book: Book, memory: Memory) -> None:
    (found,) = estimate(book.project, [book.document("a")], Upper(), memory)
    assert found.billed == 0 < found.characters


def test_what_a_person_took_back_counts_no_more(book: Book, memory: Memory) -> None:
    first, second = book.document("a", [unit("Oui.")]), book.document("b", [unit("Oui.")])
    book.set(first, "Oui.", "Yes.")
    translate(book.project, [first], Upper(), memory)
    book.set(first, "Oui.", "Yes.", State.DRAFT)
    assert total(estimate(book.project, [first, second], Upper(), memory)).reviewed == 0
    book.set(first, "Oui.", "Yes!", State.REVIEWED)
    assert total(estimate(book.project, [first, second], Upper(), memory)).reviewed == 1


def test_drafts_with_a_changed_term_are_counted(book: Book, memory: Memory) -> None:
    document = book.document("a")
    translate(book.project, [document], Paid(), memory, glossary=OLD)
    engine = Paid()
    (found,) = estimate(book.project, [document], engine, memory, NEW)
    assert (found.redone, found.texts) == (2, 2)
    assert translate(book.project, [document], engine, memory, glossary=NEW).billed == found.billed
