"""`booktranslate shelf`: all books at once, on this machine."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from booktranslate.locks import locked
from tests.cli import shelf_bench as shelf
from tests.cli.bench import Bench, wait_for
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault

ALWAYS = range(1, 100_000)


@pytest.fixture(autouse=True)
def small_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DICPATH", str(shelf.write_dictionary(tmp_path / "words")))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shelf.make_shelf(tmp_path_factory.mktemp("shelf") / "books", paragraphs=5)


@pytest.fixture
def books(template: Path, tmp_path: Path) -> Path:
    return shelf.copied(template, tmp_path / "books")


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with DeepLServer() as server:
        yield server


def told(folder: Path, *arguments: str, expect: int = 0, server: DeepLServer | None = None) -> Any:
    return json.loads(shelf.run(folder, *arguments, "--json", expect=expect, server=server).stdout)


def test_the_page_has_the_numbers_of_each_book(books: Path, server: DeepLServer) -> None:
    (books / "anna" / "booktranslate.toml").write_text("[cost]\nper-million-characters = 1000000\n")
    shelf.run(books, "translate", "--engine", "deepl", server=server)
    one = Bench(books / "anna")
    po = polib.pofile(str(books / "anna" / "translations" / "en-GB" / "livre0.po"), wrapwidth=0)
    po[0].msgstr, po[0].fuzzy = "Chapter <0> of of 31 Anna", False
    po.save()
    one.run("send", "--to", "Paul Exemple", "--chapter", "Partie 1", "--form", "xliff")
    shelf.run(books, "report")

    page = json.loads((books / "shelf.json").read_text("utf-8"))
    assert [book["book"] for book in page["books"]] == sorted(shelf.BOOKS)
    for line, state, found in zip(
        page["books"], told(books, "status"), told(books, "check", expect=1), strict=True
    ):
        bench = Bench(books / line["book"])
        *_, status = bench.run("status", "--json").json
        assert {name: line[name] for name in ("units", "words", "drafted", "reviewed_words", "percent")} == {
            name: status[name] for name in ("units", "words", "drafted", "reviewed_words", "percent")
        }
        assert {name: state[name] for name in status if name != "file"} == {
            name: value for name, value in status.items() if name != "file"
        }
        checked = json.loads(bench.run("check", "--format", "json", expect=int(line["book"] == "anna")).out)
        kinds = [each["severity"] for each in checked]
        counts = {f"{kind}s": kinds.count(kind) for kind in ("error", "warning", "note")}
        assert line["findings"] == counts == {name: found[name] for name in counts}
        cost = bench.run("cost", "--json").json
        assert (line["cost"]["price"], line["cost"]["currency"]) == (cost["price"], "EUR")
        assert sum(each["billed"] for each in line["cost"]["engines"]) == cost["billed"] > 0
    assert page["books"][0]["findings"]["errors"] > 0
    assert page["all"]["words"] == sum(book["words"] for book in page["books"])
    assert page["all"]["cost"]["EUR"] == pytest.approx(sum(book["cost"]["price"] for book in page["books"]))

    html = (books / "shelf.html").read_text("utf-8")
    assert "Paul Exemple" in html
    assert "Partie 1" in html
    assert 'href="series/rose/build/report.html"' in html
    assert (books / "series" / "rose" / "build" / "report.html").is_file()
    assert not re.search(r"<script|src=|https?://", html)


def test_a_book_that_fails_does_not_stop_the_others(books: Path) -> None:
    (books / "anna" / "booktranslate.toml").write_text("[langages]\ntarget = 'de'\n")
    (books / "series" / "zoe" / "translations" / "en-GB" / "livre0.po").write_text("no PO file\n")
    (books / "list.txt").write_text("# mine\nseries/rose\n\nanna\nseries/zoe\ngone\nseries/rose\n", "utf-8")
    done = shelf.run(books, "status", "list.txt", expect=2)
    assert "NOT DONE: anna: list.txt:4: " in done.stderr
    assert "langages: unknown setting. Did you mean languages?" in done.stderr
    assert "NOT DONE: gone: list.txt:6: " in done.stderr
    assert re.search(r"NOT DONE: series/zoe: .*livre0\.po", done.stderr)
    assert "3 books failed; the others were completed." in done.stderr
    assert "series/rose" in done.stdout
    lines = {line["book"]: line for line in told(books, "status", "list.txt", expect=2)}
    assert {name: line["code"] for name, line in lines.items()} == {
        "anna": 2,
        "gone": 2,
        "series/zoe": 3,
        "series/rose": 0,
    }
    shelf.run(books, "report", "list.txt", expect=2)
    assert "unknown setting" in (books / "shelf.html").read_text("utf-8")


def test_a_shelf_without_books(tmp_path: Path) -> None:
    assert "there are no books on this shelf" in shelf.run(tmp_path, "status", expect=2).stderr
    (tmp_path / "list.txt").write_bytes(b"\xff\xfe\n")
    assert "is not UTF-8 text" in shelf.run(tmp_path, "status", "list.txt", expect=3).stderr
    shelf.run(tmp_path, "report", "list.txt", "--out", "page.pdf", expect=2)


def test_what_is_no_book_is_named(books: Path) -> None:
    (books / "anna" / "source" / "annexe.odt").write_text("x")
    assert "anna: Not in the book: annexe.odt" in shelf.run(books, "status").stderr


def test_one_budget_for_all_books(books: Path, server: DeepLServer) -> None:
    whole = shelf.characters(books)
    bound = whole * 2 // 3
    done = shelf.run(books, "translate", "--engine", "deepl", "--budget", str(bound), server=server, expect=4)
    assert bound / 2 < server.billed <= bound
    assert "the budget of " in done.stderr
    assert "billed" in done.stdout
    assert "is in USD" in shelf.run(books, "translate", "--budget", "2USD", server=server, expect=2).stderr
    shelf.run(books, "translate", "--engine", "deepl", "--budget", str(whole - server.billed), server=server)
    assert server.billed == whole


def test_the_budget_of_a_federation_is_spent_by_one_after_another(books: Path, server: DeepLServer) -> None:
    whole = shelf.characters(books)
    (books / "federation.toml").write_text(f'[federation]\nbudget = "{whole}"\n')
    for name in shelf.BOOKS:
        up = "../" * (1 + name.count("/"))
        (books / name / "booktranslate.toml").write_text(f'extends = "{up}federation.toml"\n')
    shelf.run(books, "translate", "--engine", "deepl", "--jobs", "3", server=server)
    assert server.billed == whole
    ledger = Bench(books / "anna").run("cost", "--json").json["federation"]
    assert (ledger["billed"], {line["book"] for line in ledger["lines"]}) == (whole, set(shelf.BOOKS))


@pytest.mark.parametrize("concurrency", [1, 2])
def test_requests_of_one_account_are_sent_in_turn(
    books: Path, server: DeepLServer, concurrency: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    server.faults.append(Fault("delay", ALWAYS, seconds=0.1))
    for name in shelf.BOOKS:
        (books / name / "booktranslate.toml").write_text(f"[engine.deepl]\nconcurrency = {concurrency}\n")
    shelf.run(books, "translate", "--engine", "deepl", "--jobs", "3", server=server)
    assert max(entry.at_once for entry in server.requests()) == concurrency
    names = [path.name for path in (tmp_path / "cache" / "booktranslate" / "turns").iterdir()]
    assert len(names) == concurrency
    assert not any(KEY in name for name in names)


def test_a_process_that_is_killed_is_replaced(books: Path, server: DeepLServer) -> None:
    server.faults.append(Fault("delay", ALWAYS, seconds=0.1))
    alone = shelf.copied(books, books.with_name("alone"))
    run = subprocess.Popen(
        shelf.command("translate", "--engine", "deepl", "--jobs", "2"),
        cwd=books,
        env=shelf.environment(server),
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: len(server.requests()) > 3)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    workers = [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    _, err = run.communicate(timeout=240)
    assert run.returncode == 0, err
    assert "Traceback" not in err
    largest = max(entry.billed for entry in server.requests())
    whole = shelf.characters(books)
    assert whole <= server.billed <= whole + 2 * largest  # one pool, one fate: both were at work
    with DeepLServer() as quiet:
        shelf.run(alone, "translate", "--engine", "deepl", "--jobs", "1", server=quiet)
    for each in (books, alone):
        shelf.at_one_moment(each)
        shelf.run(each, "assemble")
    assert shelf.made(books) == shelf.made(alone)


def test_two_at_once_pay_once(books: Path, server: DeepLServer) -> None:
    server.faults.append(Fault("delay", ALWAYS, seconds=0.02))
    words = shelf.command("translate", "--engine", "deepl")
    environment = shelf.environment(server)
    runs = [subprocess.Popen(words, cwd=books, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait(240) for run in runs] == [0, 0]
    assert server.billed == shelf.characters(books)


def test_ctrl_c_ends_at_once(books: Path, server: DeepLServer) -> None:
    server.faults.append(Fault("delay", ALWAYS, seconds=1))
    run = subprocess.Popen(
        shelf.command("translate", "--engine", "deepl"),
        cwd=books,
        env=shelf.environment(server),
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(lambda: len(server.requests()) > 2)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Interrupted." in err
    assert "Traceback" not in err
    server.faults.clear()
    shelf.run(books, "translate", "--engine", "deepl", server=server)
    assert server.billed <= shelf.characters(books) + 2 * max(entry.billed for entry in server.requests())


def test_what_changed_terms_do_to_all_books(books: Path) -> None:
    shelf.run(books, "translate", "--engine", "pseudo")
    shutil.rmtree(books / "series" / "zoe")
    for name in ("anna", "series/rose"):
        (books / name / "glossary.csv").write_text("source;target\nadhérent;member\n", "utf-8")
    found = {line["book"]: line for line in told(books, "glossary-impact", "--engine", "pseudo")}
    for name in ("anna", "series/rose"):
        bench = Bench(books / name)
        one = bench.run("glossary", "impact", "--engine", "pseudo", "--json").json
        assert {key: found[name][key] for key in one} == one
        assert one["texts"] > 4
    shown = shelf.run(books, "glossary-impact", "--engine", "pseudo").stdout
    texts = sum(line["texts"] for line in found.values())
    assert f"{texts} drafts, " in shown
    assert re.search(r"^series/rose +adhérent +member +\d", shown, re.MULTILINE)
    (books / "anna" / "glossary.csv").write_text("source;target\n", "utf-8")
    only = told(books, "glossary-impact", "--term", "Adhérent", "--engine", "pseudo")
    assert [(line["book"], line["unknown"]) for line in only] == [("anna", True), ("series/rose", False)]
    error = shelf.run(books, "glossary-impact", "--term", "grue", expect=2).stderr
    assert "no glossary on this shelf has the term “grue”" in error


def test_a_book_in_use_is_waited_for(books: Path) -> None:
    """People and servers hold the lock of a book for moments only."""
    for folder in books.glob("**/translations"):
        shutil.rmtree(folder)
    with locked(books / "anna" / ".booktranslate" / "lock"):
        words = shelf.command("extract", "-q", "--jobs", "2")
        run = subprocess.Popen(words, cwd=books, env=shelf.environment())
        # One process has begun with this book, while the other has done all others.
        wait_for(lambda: len([*books.glob("series/*/translations/en-GB/*.po")]) == 3)
        assert run.poll() is None
        assert not (books / "anna" / "translations").exists()
    assert run.wait(120) == 0
    assert (books / "anna" / "translations").exists()
