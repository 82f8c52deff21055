"""The command line with a language model on this machine: estimate, budget, cost, and what never leaks."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from booktranslate.memory import Memory, Spent
from tests.cli.bench import Bench
from tests.unit.engines.llm.llm_server import KEY, Fault, LLMServer

ALWAYS = range(1, 10_000)


@pytest.fixture
def server() -> Iterator[LLMServer]:
    with LLMServer(key=KEY) as running:
        yield running


@pytest.fixture
def book(bench: Bench, server: LLMServer) -> Bench:
    (bench.folder / "booktranslate.toml").write_text(
        '[translate]\nengine = "llm"\n[cost]\ncurrency = "USD"\n'
        f'[engine.llm]\nurl = "{server.url}/v1"\nmodel = "small"\nprice-in = 1000\nprice-out = 4000\n'
    )
    bench.run("extract")
    return bench


def online() -> dict[str, str]:
    return {"LLM_API_KEY": KEY, "NO_PROXY": "127.0.0.1"}


def test_estimate_budget_draft_and_cost(book: Bench, server: LLMServer) -> None:
    announced = book.run("translate", "--dry-run", "--json").json
    assert (announced["unit"], announced["left"], server.log) == ("input token", None, [])
    assert announced["price"] == pytest.approx(announced["billed"] / 1000)
    said = book.run("translate", "--dry-run", "--budget", "0.01 USD", env=online())
    assert f"llm would bill {announced['billed']:,} input tokens, {announced['price']:.2f} USD." in said.out
    assert "language model servers do not report it" in said.out
    assert "input tokens short" in said.err
    stopped = book.run("translate", "--budget", "0.01 USD", env=online(), expect=4)
    assert "the budget of 10 input tokens is spent (0 billed)" in stopped.err
    assert "budget is in EUR" in book.run("translate", "--budget", "1 EUR", env=online(), expect=2).err

    done = book.run("translate", "--json", env=online()).json
    spent = server.read + 4 * server.written
    assert (done["billed"], done["unit"], done["drafted"]) == (spent, "input token", 6)
    assert spent <= announced["billed"]
    entry = book.po.find("Les adhérents ont signé la feuille de route.")
    assert "roadmap" in entry.msgstr
    assert entry.tcomment == "booktranslate: draft by llm"
    ledger = book.run("cost", "--json").json
    assert (ledger["billed"], ledger["currency"]) == (spent, "USD")
    assert ledger["price"] == pytest.approx(spent / 1000)
    assert "input tokens" in book.run("cost").out
    assert book.run("report", "--json").json["cost"]["price"] == pytest.approx(spent / 1000, abs=0.006)

    book.run("translate", "--engine", "pseudo")
    (book.folder / "glossary.csv").write_text("source;target\nfeuille de route;road map\n", "utf-8")
    impact = book.run("glossary", "impact", "--json").json
    assert 0 < impact["price"] < announced["price"]


def test_what_is_billed_in_different_units_is_not_added_up(book: Bench, server: LLMServer) -> None:
    book.run("translate", env=online())
    with closing(Memory(book.folder / ".booktranslate" / "memory.sqlite")) as memory:
        memory.store("deepl/1", {}, Spent("2026-01-01", "livre.docx", "deepl", 1, 500, 500))
    ledger = book.run("cost", "--json").json
    assert ledger["billed"] is None
    assert {line["engine"]: line["unit"] for line in ledger["lines"]} == {
        "llm": "input token",
        "deepl": "character",
    }
    spent = server.read + 4 * server.written
    assert ledger["price"] == pytest.approx(spent / 1000 + 500 * 20 / 1_000_000)


@pytest.mark.parametrize("fault", [401, 402, 500])
def test_no_key_in_what_is_said_or_written(book: Bench, server: LLMServer, fault: int) -> None:
    (book.folder / "sitecustomize.py").write_text(
        "import logging, time\nlogging.basicConfig(level=logging.DEBUG)\ntime.sleep = lambda seconds: None\n"
    )
    server.faults = [Fault(fault, ALWAYS, error=f"Incorrect API key provided: {KEY}")]
    result = book.run("translate", "-v", env=online() | {"PYTHONPATH": str(book.folder)}, expect=4)
    assert "DEBUG" in result.err
    assert KEY not in result.out + result.err
    for path in book.folder.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path


def test_engines_that_ask_a_server_say_so(book: Bench) -> None:
    assert "llm             ready (its server was not asked)" in book.run("engine", "list").out
    (book.folder / "booktranslate.toml").write_text("")
    assert "llm             not ready: engine.llm.model: is not set." in book.run("engine", "list").out
