"""The step `translate` and what the DeepL account has used, before and after."""

from pathlib import Path

import pytest

from booktranslate.steps.translate import Usage
from tests.unit.engines.deepl.deepl_server import DeepLServer, Fault
from tests.unit.steps.deepl_runs import run
from tests.unit.steps.small_book import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_usage_is_told_before_and_after(book: Book, server: DeepLServer) -> None:
    server.billed = 1_000
    result = run(book, book.document("a"))
    assert result.usage == Usage(1_000, 1_000 + result.billed, 500_000)
    assert len(server.requests("/v2/usage")) == 2


def test_the_account_is_not_asked_when_nothing_is_sent(book: Book, server: DeepLServer) -> None:
    document = book.document("a")
    run(book, document)
    asked = len(server.log)
    assert run(book, document).usage is None
    assert len(server.log) == asked


@pytest.mark.parametrize("at", [[1], [2], [1, 2]])
@pytest.mark.parametrize("what", [403, 404, "not json"])
def test_an_account_that_does_not_tell_stops_nothing(
    book: Book, server: DeepLServer, what: int | str, at: list[int]
) -> None:
    server.faults.append(Fault(what, at, "/v2/usage"))
    result = run(book, book.document("a"))
    assert result.usage is None
    assert result.drafted == 8


def test_an_account_without_a_limit_tells_none(book: Book, server: DeepLServer) -> None:
    server.limit = None
    assert run(book, book.document("a")).usage is None
