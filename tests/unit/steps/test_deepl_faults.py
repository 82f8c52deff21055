"""The step `translate` with the real DeepL engine over HTTP: every fault at every request of a run."""

import logging
import threading
from pathlib import Path

import pytest

from booktranslate.errors import EngineError, QuotaError
from booktranslate.steps.translate import Drafted
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault
from tests.unit.steps.deepl_runs import billed_in_ledger, drafted, run
from tests.unit.steps.small_book import INTERVIEW, Book, unit

REQUESTS = range(1, 5)  # INTERVIEW takes four
SENT = INTERVIEW[:8]
WHOLE = sum(each.source.characters for each in SENT)
STATUSES = [400, 403, 404, 413, 429, 456, 500, 502, 503, 504, 529]
OTHERS = ["cut", "drop", "count", "not json", "no numbers"]
DAMAGE = ["malformed", "lost", "doubled", "twice", "emptied", "crossed", "invented", "spaces", "blank"]


pytestmark = pytest.mark.usefixtures("deepl_account")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_billed_are_the_source_characters_and_a_second_run_bills_nothing(
    book: Book, server: DeepLServer
) -> None:
    document = book.document("a")
    result = run(book, document)
    assert result.billed == result.characters == server.billed == WHOLE
    assert len(server.requests()) == len(REQUESTS)
    assert run(book, document) == Drafted("deepl")
    book.po(document).unlink()
    book.document("a")
    assert run(book, document).billed == 0
    assert server.billed == billed_in_ledger(book) == WHOLE


@pytest.mark.parametrize("at", REQUESTS)
@pytest.mark.parametrize("what", [*STATUSES, *OTHERS])
def test_a_fault_that_stays_loses_and_bills_nothing_twice(
    book: Book, server: DeepLServer, what: int | str, at: int
) -> None:
    document = book.document("a")
    server.faults.append(Fault(what, range(at, 100)))
    with pytest.raises(EngineError) as caught:
        run(book, document)
    assert KEY not in str(caught.value)
    assert isinstance(caught.value, QuotaError) == (what == 456)
    before = drafted(book, document)
    good = [text for entry in server.requests()[: at - 1] for text in entry.body["text"]]
    assert {str(each.source) for each in SENT if str(each.source) in before} == set(good)
    server.faults.clear()
    asked = len(server.requests())
    run(book, document)
    assert not set(good) & {text for entry in server.requests()[asked:] for text in entry.body["text"]}
    assert before <= drafted(book, document)
    assert len(drafted(book, document)) == len(INTERVIEW)
    assert server.billed >= WHOLE
    if isinstance(what, int):  # nothing is billed for a refusal
        assert server.billed == billed_in_ledger(book) == WHOLE
    else:
        # The SDK tries again after a cut line: what the server bills then nobody is told.
        assert billed_in_ledger(book) <= server.billed


@pytest.mark.parametrize("at", REQUESTS)
@pytest.mark.parametrize("what", [413, 429, 500, 503, "cut", "drop"])
def test_a_fault_that_passes_is_not_seen(book: Book, server: DeepLServer, what: int | str, at: int) -> None:
    document = book.document("a")
    server.faults.append(Fault(what, [at]))
    if what == 413 and len(SENT) and at in (1, 4):  # one text: there is nothing to halve
        with pytest.raises(EngineError):
            run(book, document)
        server.faults.clear()
    assert run(book, document).unanswered == 0
    assert len(drafted(book, document)) == len(INTERVIEW)


@pytest.mark.parametrize("at", REQUESTS)
@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_answer_is_no_loss(book: Book, server: DeepLServer, what: str, at: int) -> None:
    document = book.document("a")
    server.faults.append(Fault(what, [at]))
    result = run(book, document)
    assert result.billed == server.billed == billed_in_ledger(book)
    if result.unanswered:
        assert what == "blank"
        server.faults.clear()
        assert run(book, document).drafted == result.unanswered
    assert len(drafted(book, document)) == len(INTERVIEW)


@pytest.mark.parametrize("what", ["malformed", "lost", "emptied"])
def test_asking_again_stays_within_the_budget(book: Book, server: DeepLServer, what: str) -> None:
    document = book.document("a")
    server.faults.append(Fault(what, range(1, 100)))
    result = run(book, document, budget=WHOLE)
    assert result.billed == server.billed <= WHOLE
    assert len(drafted(book, document)) == len(INTERVIEW)


def test_a_slow_answer_is_waited_for_and_paid_once(book: Book, server: DeepLServer) -> None:
    document = book.document("a")
    server.faults.append(Fault("delay", [2], seconds=0.1))
    assert run(book, document, timeout=5).billed == server.billed == WHOLE


def test_an_answer_that_never_comes_ends_in_a_sentence(book: Book, server: DeepLServer) -> None:
    document = book.document("a")
    at_the_end = threading.Event()
    server.hold = lambda number: None if number == 1 else at_the_end.wait(60) and None
    with pytest.raises(EngineError, match="did not translate"):
        run(book, document, timeout=0.05)
    at_the_end.set()
    assert "Anne Martin" in drafted(book, document)


@pytest.mark.parametrize("limit", [0, 15, 60, WHOLE - 1])
def test_quota_says_how_many_characters_are_missing(book: Book, server: DeepLServer, limit: int) -> None:
    document = book.document("a")
    server.limit = limit
    with pytest.raises(QuotaError) as caught:
        run(book, document)
    message = str(caught.value)
    left = limit - server.billed
    assert f"{left:,} characters left" in message
    assert f"The texts that are still untranslated have {WHOLE - server.billed:,} characters." in message
    there = drafted(book, document)
    assert server.billed == sum(each.source.characters for each in SENT if str(each.source) in there)
    server.limit = None
    run(book, document)
    assert server.billed == WHOLE


def test_no_key_in_any_log_error_or_file(
    book: Book, server: DeepLServer, caplog: pytest.LogCaptureFixture
) -> None:
    document = book.document("a", [unit("Oui."), unit("Non.", "Chapter: b")])
    with caplog.at_level(logging.DEBUG):
        server.faults.append(Fault(403, [2]))
        with pytest.raises(EngineError) as caught:
            run(book, document)
        server.faults.clear()
        run(book, document)
    assert caplog.text
    assert KEY not in caplog.text + str(caught.value) + repr(caught.value)
    for path in book.root.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path
