"""The command line against a DeepL on this machine: what is billed, what goes wrong, and what never leaks."""

import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from booktranslate.model import parse
from tests.cli.bench import ROOT, Bench, wait_for
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault

BOOK = [
    "# Anne Martin",
    "Pourquoi ce métier ?",
    "Par *goût* des gens, très simplement.",
    "# Zoé Petit",
    "La mixité avance dans nos 2 500 entreprises.",
    "2 500",
    "Nous animons un réseau de femmes (RSE).",
]
ALWAYS = range(1, 10_000)


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with DeepLServer() as server:
        yield server


@pytest.fixture
def book(bench: Bench) -> Bench:
    bench.write_book(BOOK)
    (bench.folder / "glossary.csv").write_text("source,target\nmixité,gender mix\n", "utf-8")
    bench.run("extract")
    return bench


def online(server: DeepLServer) -> dict[str, str]:
    return {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url, "NO_PROXY": "127.0.0.1"}


def characters(book: Bench) -> int:
    """The source characters that have to be paid for."""
    with_letters = [entry.msgid for entry in book.po if any(map(str.isalpha, entry.msgid))]
    return sum(parse(text).characters for text in with_letters)


def test_what_is_announced_is_what_is_billed_once(book: Bench, server: DeepLServer) -> None:
    whole = characters(book)
    (book.folder / "booktranslate.toml").write_text("[cost]\nper-million-characters = 1000000\n")
    before = {path: path.stat().st_mtime_ns for path in book.folder.rglob("*") if path.is_file()}

    offline = book.run("translate", "--engine", "deepl", "--dry-run", "--json").json
    assert (offline["billed"], offline["price"], offline["left"]) == (whole, float(whole), None)
    said = book.run("translate", "--engine", "deepl", "--dry-run").out
    assert "The remaining quota of the account is unknown: there is no key for DeepL." in said
    known = book.run("translate", "--dry-run", "--json", env=online(server)).json
    assert (known["billed"], known["left"]) == (whole, 500_000)
    assert {path: path.stat().st_mtime_ns for path in book.folder.rglob("*") if path.is_file()} == before
    assert server.requests() == []

    done = book.run("translate", "--json", env=online(server)).json
    assert done["billed"] == done["characters"] == server.billed == whole
    assert all(entry.msgstr and entry.fuzzy for entry in book.po)
    again = book.run("translate", "--json", env=online(server)).json
    assert (again["billed"], server.billed) == (0, whole)
    ledger = book.run("cost", "--json").json
    assert (ledger["billed"], ledger["price"], ledger["currency"]) == (whole, float(whole), "EUR")
    assert [(line["document"], line["engine"]) for line in ledger["lines"]] == [("livre.docx", "deepl")]
    assert f"{whole:,}.00" in book.run("cost").out


def test_dry_run_without_a_network(book: Bench) -> None:
    env = {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}
    (book.folder / "sitecustomize.py").write_text("import deepl; deepl.http_client.max_network_retries = 0\n")
    result = book.run("translate", "--dry-run", env=env | {"PYTHONPATH": str(book.folder)})
    assert "The remaining quota of the account is unknown: DeepL's usage could not be read" in result.out
    assert KEY not in result.out + result.err


@pytest.mark.parametrize("budget", ["80", "80 €", "80EUR"])
def test_a_budget_stops_before_it_is_exceeded(book: Bench, server: DeepLServer, budget: str) -> None:
    (book.folder / "booktranslate.toml").write_text("[cost]\nper-million-characters = 1000000\n")
    short = book.run("translate", "--dry-run", "--budget", budget, env=online(server))
    assert f"The budget is {characters(book) - 80:,} characters short" in short.err
    stopped = book.run("translate", "--budget", budget, env=online(server), expect=4)
    assert f"need {characters(book) - 80:,} characters more" in stopped.err
    assert 0 < server.billed <= 80
    book.run("translate", env=online(server))
    assert server.billed == characters(book)


@pytest.mark.parametrize("budget", ["", "-5", "much", "20 USD", "1e3", "5 0", "20EURO"])
def test_a_budget_that_is_none_is_refused(book: Bench, budget: str) -> None:
    assert "--budget" in book.run("translate", "--engine", "deepl", "--budget", budget, expect=2).err


def test_two_at_once_bill_once(book: Bench, server: DeepLServer) -> None:
    one_has_ended = threading.Event()
    server.hold = lambda number: one_has_ended.wait(60) and None
    command = [sys.executable, "-m", "booktranslate", "translate"]
    environment = os.environ | online(server)
    runs = [
        subprocess.Popen(command, cwd=book.folder, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    wait_for(lambda: any(run.poll() is not None for run in runs), 60)
    one_has_ended.set()
    errors = [run.communicate(timeout=60)[1] for run in runs]
    assert sorted(run.returncode for run in runs) == [0, 6]
    assert "another booktranslate is at work" in "".join(errors)
    assert server.billed == characters(book)


def test_a_full_disk_loses_nothing_that_was_there(book: Bench, server: DeepLServer) -> None:
    # No file may grow beyond this: for the program that is a disk without room (EFBIG for ENOSPC).
    code = (
        "import resource, runpy, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)\n"
        "sys.argv[0] = 'booktranslate'\n"
        "runpy.run_module('booktranslate', run_name='__main__')"
    )
    before = book.po_path.read_bytes()
    outcomes = set()
    for room in (1_000, 30_000, 60_000, 90_000, 200_000):
        done = subprocess.run(
            [sys.executable, "-c", code, str(room), "translate"],
            cwd=book.folder,
            env=os.environ | online(server),
            capture_output=True,
            text=True,
            check=False,
        )
        outcomes.add(done.returncode)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in (0, 6), done.stderr
        assert len(book.po) == before.count(b"\nmsgid") - 1
    assert outcomes == {0, 6}
    assert all(entry.msgstr for entry in book.po)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


@pytest.mark.parametrize("concurrency", [1, 4])
def test_killed_at_random_moments_it_pays_at_most_what_is_under_way_twice(
    monkeypatch: pytest.MonkeyPatch, concurrency: int
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    from kill_loop import loop

    assert loop(times=1, seed=7, concurrency=concurrency).kills > 0


@pytest.mark.parametrize("fault", [403, 456, 500])
def test_no_key_in_what_is_said_or_written(book: Bench, server: DeepLServer, fault: int) -> None:
    (book.folder / "sitecustomize.py").write_text(
        "import logging, deepl\n"
        "logging.basicConfig(level=logging.DEBUG)\n"
        "deepl.http_client._BackoffTimer.BACKOFF_INITIAL = 0.001\n"
        "deepl.http_client._BackoffTimer.BACKOFF_MAX = 0.001\n"
    )
    server.faults.append(Fault(fault, ALWAYS))
    env = online(server) | {"PYTHONPATH": str(book.folder)}
    result = book.run("translate", "-v", env=env, expect=4)
    assert "DEBUG" in result.err
    assert KEY not in result.out + result.err
    for path in book.folder.rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path


# Glossary


def test_sync_makes_and_replaces_only_what_changed(book: Bench, server: DeepLServer) -> None:
    assert book.run("glossary", "sync", "--json", env=online(server)).json["action"] == "created"
    assert "Already up to date" in book.run("glossary", "sync", env=online(server)).out
    (book.folder / "glossary.csv").write_text("source,target\nmixité,gender balance\n", "utf-8")
    assert "replaced" in book.run("glossary", "sync", env=online(server)).out
    assert "no key for DeepL" in book.run("glossary", "sync", expect=2).err


def test_a_changed_term_is_announced_done_and_told(book: Bench, server: DeepLServer) -> None:
    book.run("translate", env=online(server))
    paid = server.billed
    quiet = book.run("glossary", "impact", "--engine", "deepl")
    assert "No term has changed" in quiet.out
    (book.folder / "glossary.csv").write_text("source,target\nmixité,gender balance\n", "utf-8")
    found = book.run("glossary", "impact", "--engine", "deepl", "--json").json
    (term,) = found["terms"]
    assert (term["term"], term["change"], term["old"], term["new"]) == (
        "mixité",
        "changed",
        "gender mix",
        "gender balance",
    )
    assert [text["source"] for text in term["redone"]] == ["La mixité avance dans nos 2 500 entreprises."]
    assert found["characters"] == len(term["redone"][0]["source"])
    book.run("translate", env=online(server))
    assert server.billed == paid + found["characters"]
    assert "gender balance" in next(e.msgstr for e in book.po if "mixité" in e.msgid)


def test_commands_of_the_glossary(book: Bench) -> None:
    book.review({"La mixité avance dans nos 2 500 entreprises.": "Diversity advances in our 2,500 firms."})
    (book.folder / "glossary.csv").write_text(
        "source,target,forbidden targets\nmixité,gender mix,diversity\nfilière,sector,\n", "utf-8"
    )
    checked = book.run("glossary", "check", "--all", expect=1)
    assert "term-clash" in checked.out
    assert "forbidden-target" in checked.out
    assert "glossary.csv:3: note: “filière” is not in the book. [unused-term]" in checked.out
    assert len(book.run("glossary", "check", "--json", expect=1).json) == 3
    suggested = book.run("glossary", "suggest", "--at-least", "1", "--json").json
    assert "RSE" in [acronym["short"] for acronym in suggested["acronyms"]]
    assert "réseau de femmes" in [candidate["term"] for candidate in suggested["terms"]]
    impact = book.run("glossary", "impact", "mixité", "--json").json
    assert len(impact["terms"][0]["reviewed"]) == 1
    assert "no term “rien”" in book.run("glossary", "impact", "rien", expect=2).err


@pytest.mark.parametrize("name", ["terms.tbx", "terms.tsv"])
def test_export_then_import_of_the_glossary(book: Bench, name: str) -> None:
    book.run("glossary", "export", name)
    (book.folder / "glossary.csv").write_text("source,target\nmixité,other\n", "utf-8")
    kept = book.run("glossary", "import", name)
    assert "stays “other” (line 2); the file has “gender mix”" in kept.err
    (book.folder / "glossary.csv").unlink()
    assert book.run("glossary", "import", name, "--json").json["added"] == ["mixité"]
    assert "mixité;gender mix" in (book.folder / "glossary.csv").read_text("utf-8-sig")
    assert "not a TBX, TSV, CSV or Excel file" in book.run("glossary", "export", "terms.doc", expect=2).err


# Memory


def test_commands_of_the_memory(book: Bench, tmp_path: Path) -> None:
    assert "The memory is empty" in book.run("memory", "status").out
    book.review({"Pourquoi ce métier ?": "Why this trade?"})
    book.run("translate", "--engine", "pseudo")
    held = book.run("memory", "status", "--json").json
    assert held["reviewed"] == {"livre.docx": 1}
    assert sum(held["answers"].values()) == len(book.po) - 2
    assert book.run("memory", "export", "book.tmx", "--json").json["translations"] == 1
    book.po_path.unlink()
    shutil.rmtree(book.folder / ".booktranslate")  # else the deleted file comes back as it was
    book.run("extract")
    assert "Imported 1 translation from" in book.run("memory", "import", "book.tmx").out
    book.run("translate", "--engine", "pseudo")
    entry = next(entry for entry in book.po if entry.msgid == "Pourquoi ce métier ?")
    assert (entry.msgstr, entry.fuzzy) == ("Why this trade?", True)
    assert "memory (reviewed)" in entry.tcomment
    gone = book.run("memory", "gc", "--days", "0", "--json").json
    assert gone == {"answers": 0, "reviewed": 0}
    book.po_path.unlink()
    gone = book.run("memory", "gc", "--days", "0", "--reviewed", "--json").json
    assert (gone["answers"], gone["reviewed"]) == (len(BOOK) + 1 - 2, 1)
    (tmp_path / "bad.tmx").write_text("<tmx>")
    assert "not well-formed" in book.run("memory", "import", "bad.tmx", expect=3).err
