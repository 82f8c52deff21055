"""What needs no engine, or was reviewed in nearly the same words, is drafted without one, and counted so."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from booktranslate.memory import Memory, Reviewed
from booktranslate.model import State
from booktranslate.steps.estimate import estimate, total
from booktranslate.steps.translate import translate
from tests.unit.steps.small_book import Book, Paid, unit

UNITS = [
    unit("L’usine <b>ferme</b>."),
    unit("Elle rouvre. L’usine <i1>ferme</i1>."),
    unit("CCI"),
    unit("Un mot nouveau."),
]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with closing(Memory(tmp_path / "memory.sqlite")) as made:
        known = [
            Reviewed("L'usine\u00a0<b>ferme</b>.", "The factory <b>shuts</b>.", "", "other"),
            Reviewed("On attend. Elle rouvre.", "We wait. It opens again.", "", "other"),
        ]
        made.remember("fr-en-GB", known)
        yield made


def test_drafts(book: Book, memory: Memory) -> None:
    document, engine = book.document("a", UNITS), Paid()
    (due,) = estimate(book.project, [document], engine, memory)
    assert (due.texts, due.reviewed, due.numbers, due.billed) == (1, 2, 1, len("Un mot nouveau."))
    assert total([due]).reviewed == 2
    result = translate(book.project, [document], engine, memory)
    assert (result.drafted, result.reviewed, result.numbers) == (1, 2, 1)
    assert engine.asked == [(["Un mot nouveau."], engine.asked[0][1])]
    assert book.targets(document) == {
        "L’usine <b>ferme</b>.": "The factory <b>shuts</b>.",
        "Elle rouvre. L’usine <i1>ferme</i1>.": "It opens again. The factory <i1>shuts</i1>.",
        "CCI": "CCI",
        "Un mot nouveau.": "Un mot nouveau.",  # in capitals from the engine, but not in French
    }
    assert {entry.state for entry in book.catalog(document).entries} == {State.DRAFT}
    assert book.entry(document, "L’usine <b>ferme</b>.").translation.origin == "memory (reviewed)"
