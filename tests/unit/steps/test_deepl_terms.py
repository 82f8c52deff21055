"""A glossary that changes, with the real DeepL engine: only texts with a changed term are paid for again."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from booktranslate.glossary import Glossary, Term
from tests.unit.engines.deepl.deepl_server import DeepLServer
from tests.unit.steps.deepl_runs import dry_run, run
from tests.unit.steps.small_book import Book, unit

MIX, TRADE = Term("mixité", "mix"), Term("métier", "trade")
BALANCE = Term("mixité", "gender balance")
OLD = Glossary((MIX, TRADE))
TEXTS = ["La mixité avance.", "Deux métiers.", "La MIXITÉ des métiers.", "Rien de cela.", "Mixités"]
CHANGES = {
    "target": (Glossary((BALANCE, TRADE)), [0, 2, 4]),
    "kind": (Glossary((Term("mixité", "mix", "mass noun"), TRADE)), [0, 2, 4]),
    "capitals": (Glossary((Term("mixité", "mix", case_sensitive=True), TRADE)), [0, 2, 4]),
    "kept": (Glossary((MIX, Term("métier", "métier", keep=True))), [1, 2]),
    "removed": (Glossary((MIX,)), [1, 2]),
    "all removed": (Glossary(), [0, 1, 2, 4]),
    "new": (Glossary((MIX, TRADE, Term("rien", "nothing"))), [3]),
    "new, longer": (Glossary((MIX, TRADE, Term("mixité des métiers", "job mix"))), [2]),
    "new, elsewhere": (Glossary((MIX, TRADE, Term("filière", "sector"))), []),
    "order, note, forbidden": (Glossary((TRADE, Term("mixité", "mix", note="n", forbidden=("x",)))), []),
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def document(book: Book, name: str = "a") -> Path:
    return book.document(name, [unit(text) for text in TEXTS])


def size(texts: Sequence[str]) -> int:
    return sum(map(len, texts))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("untranslated", [False, True])
def test_only_texts_with_a_changed_term_are_paid_again(
    book: Book, server: DeepLServer, change: str, untranslated: bool
) -> None:
    new, places = CHANGES[change]
    due = [TEXTS[place] for place in places]
    drafted = document(book)
    run(book, drafted, glossary=OLD)
    assert server.billed == size(TEXTS)
    there = document(book, "b") if untranslated else drafted
    announced = dry_run(book, there, glossary=new)
    sent = len(server.requests())
    done = run(book, there, glossary=new)
    assert [text for entry in server.requests()[sent:] for text in entry.body["text"]] == due
    assert announced.billed == done.billed == size(due)
    assert announced.from_memory == done.from_memory == (len(TEXTS) - len(due) if untranslated else 0)
    assert (announced.texts, announced.redone) == (done.drafted, done.redone)
    assert run(book, drafted, there, glossary=new).billed == 0


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_taken_back_costs_nothing(book: Book, server: DeepLServer, change: str) -> None:
    new, _ = CHANGES[change]
    drafted = document(book)
    run(book, drafted, glossary=OLD)
    first = book.targets(drafted)
    run(book, drafted, glossary=new)
    assert dry_run(book, drafted, glossary=OLD).billed == 0
    assert run(book, drafted, glossary=OLD).billed == 0
    assert book.targets(drafted) == first
    assert dry_run(book, document(book, "b"), glossary=new).billed == 0
