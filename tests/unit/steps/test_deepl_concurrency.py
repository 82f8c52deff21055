"""The step `translate` with several requests to DeepL under way at once, over HTTP.

Which requests are under way is decided by what the server waits for before it answers, never by time.
"""

import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any

import pytest

from booktranslate.drafting import dispatch
from booktranslate.errors import EngineError, QuotaError
from booktranslate.steps.translate import Drafted
from tests.unit.engines.deepl.deepl_server import DeepLServer, Fault
from tests.unit.steps.deepl_runs import billed_in_ledger, drafted, run
from tests.unit.steps.small_book import Book, unit

# Each has a chapter, and so a request, of its own.
UNITS = [
    unit(f"La <b>mixité</b> {'avance ' * number}ici.", f"Chapter: {number}", "Answer") for number in range(12)
]
SIZES = [each.source.characters for each in UNITS]
WHOLE = sum(SIZES)
ALWAYS = range(1, 1000)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def paid(server: DeepLServer) -> list[str]:
    """The texts that were billed, as often as they were."""
    return [text for entry in server.requests() if entry.billed for text in entry.body["text"]]


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that must happen; if it does not, the test fails later, but ends."""
    end = time.monotonic() + 8
    while not condition() and time.monotonic() < end:
        time.sleep(0.002)


@pytest.mark.parametrize("concurrency", [2, 4, 8])
def test_as_many_requests_as_allowed_are_under_way_and_the_result_is_that_of_one(
    book: Book, server: DeepLServer, concurrency: int
) -> None:
    document, alone = book.document("a", UNITS), Book(book.root / "alone")
    released: list[int] = []

    def meet(number: int) -> None:
        """Let the first requests wait for each other, and answer the first last."""
        if number <= concurrency:
            wait_until(lambda: len(server.requests()) >= concurrency)
            wait_until(lambda: len(released) == concurrency - number)
            released.append(number)

    server.hold = meet
    result = run(book, document, concurrency=concurrency)
    assert max(entry.at_once for entry in server.requests()) == concurrency
    assert server.billed == billed_in_ledger(book) == result.billed == WHOLE
    assert run(book, document, concurrency=concurrency) == Drafted("deepl")
    first = len(server.requests())
    assert run(alone, alone.document("a", UNITS), concurrency=1) == result
    assert {entry.at_once for entry in server.requests()[first:]} == {1}
    assert alone.po(document).read_bytes() == book.po(document).read_bytes()


@pytest.mark.parametrize("at", [1, 2, 6, 12])
@pytest.mark.parametrize("what", [400, 403, 404, 456])
def test_an_error_stops_the_sending_and_keeps_what_was_under_way(
    book: Book, server: DeepLServer, monkeypatch: pytest.MonkeyPatch, what: int, at: int
) -> None:
    document = book.document("a", UNITS)
    arrived = Event()

    class Answers(SimpleQueue[Any]):
        def put(self, answer: Any, block: bool = True, timeout: float | None = None) -> None:
            super().put(answer, block, timeout)
            if answer.error:
                arrived.set()

    def hold(number: int) -> None:
        """Refuse a request while three later ones are under way; answer these when the error has arrived."""
        if number == at:
            wait_until(lambda: len(server.requests()) >= under_way)
        elif number > at:
            arrived.wait(8)

    under_way = min(at + 3, len(UNITS))
    monkeypatch.setattr(dispatch, "SimpleQueue", Answers)
    server.faults.append(Fault(what, [at]))
    server.hold = hold
    with pytest.raises(EngineError) as caught:
        run(book, document, concurrency=4)
    assert len(server.requests()) == under_way
    assert drafted(book, document) == set(paid(server))
    assert server.billed == billed_in_ledger(book)
    missing = f"The texts that are still untranslated have {WHOLE - server.billed:,} characters."
    assert (missing in str(caught.value)) == isinstance(caught.value, QuotaError) == (what == 456)
    server.faults.clear()
    run(book, document, concurrency=4)
    assert sorted(paid(server)) == sorted(str(each.source) for each in UNITS)
    assert len(drafted(book, document)) == len(UNITS)


@pytest.mark.parametrize("at", [1, 6, 12])
@pytest.mark.parametrize("what", [429, 500, "cut", "drop", "count", "not json", "no numbers"])
def test_a_fault_that_stays_loses_nothing_that_came(
    book: Book, server: DeepLServer, what: int | str, at: int
) -> None:
    document = book.document("a", UNITS)
    server.faults.append(Fault(what, range(at, 1000)))
    with pytest.raises(EngineError):
        run(book, document, concurrency=4)
    good = {text for entry in server.requests()[: at - 1] for text in entry.body["text"]}
    assert drafted(book, document) == good
    server.faults.clear()
    asked = len(server.requests())
    run(book, document, concurrency=4)
    assert not good & {text for entry in server.requests()[asked:] for text in entry.body["text"]}
    assert len(drafted(book, document)) == len(UNITS)


def test_too_many_requests_go_on_one_at_a_time(book: Book, server: DeepLServer) -> None:
    document = book.document("a", UNITS)
    server.faults.append(Fault(429, [3]))

    def hold(number: int) -> None:
        """Refuse the third when four are under way, and answer the others when it is sent again."""
        if number <= 4:
            wait_until(lambda: len(server.requests()) >= (4 if number == 3 else 5))

    server.hold = hold
    assert run(book, document, concurrency=4).billed == server.billed == WHOLE
    at_once = [entry.at_once for entry in server.requests()]
    assert len(at_once) == len(UNITS) + 1
    assert at_once[:5] == [1, 2, 3, 4, 4]
    assert set(at_once[5:]) == {1}


@pytest.mark.parametrize("budget", [0, SIZES[0], sum(SIZES[:5]), sum(SIZES[:5]) - 1, WHOLE - 1, WHOLE, 10**6])
@pytest.mark.parametrize("damage", ["", "lost"])
def test_a_budget_is_used_and_never_exceeded(
    book: Book, server: DeepLServer, budget: int, damage: str
) -> None:
    document = book.document("a", UNITS)
    server.faults.append(Fault(damage or "delay", ALWAYS, seconds=0.01))
    if budget >= WHOLE:
        run(book, document, budget=budget, concurrency=4)
        assert server.billed == (min(2 * WHOLE, budget) if damage else WHOLE)
    else:
        with pytest.raises(QuotaError, match=f"remaining texts need {WHOLE - budget:,} character"):
            run(book, document, budget=budget, concurrency=4)
        count = next(count for count in range(13) if sum(SIZES[: count + 1]) > budget)
        assert len(drafted(book, document)) == count
        assert server.billed == sum(SIZES[:count])
    assert server.billed == billed_in_ledger(book) <= budget
