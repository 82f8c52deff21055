"""Books of one federation: shared settings, terms and memory, one budget and one ledger."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from booktranslate.locks import locked
from tests.cli.bench import Bench
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer

FEDERATION = """
[translate]
engine = "deepl"
[cost]
per-million-characters = 1000
[federation]
glossary = "terms.csv"
memory = "all.tmx"
ledger = "spent.csv"
budget = {budget}
"""
TMX = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="paragraph" o-tmf="x"
 adminlang="en" srclang="fr" datatype="plaintext"/><body><tu>
<tuv xml:lang="fr"><seg>Une phrase connue.</seg></tuv><tuv xml:lang="en-GB"><seg>A known sentence.</seg></tuv>
</tu></body></tmx>
"""


@dataclass(frozen=True)
class Federation:
    folder: Path
    env: dict[str, str]

    def book(self, name: str, texts: list[str]) -> Bench:
        bench = Bench(self.folder / name)
        bench.folder.mkdir(parents=True)
        bench.write_book(texts)
        (bench.folder / "booktranslate.toml").write_text('extends = "../federation.toml"\n')
        bench.run("extract")
        return bench

    def write(self, budget: str) -> None:
        (self.folder / "federation.toml").write_text(FEDERATION.format(budget=budget))

    @property
    def ledger(self) -> list[dict[str, str]]:
        with (self.folder / "spent.csv").open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))


@pytest.fixture
def federation(tmp_path: Path) -> Iterator[Federation]:
    (tmp_path / "terms.csv").write_text("source;target\nfeuille de route;roadmap\ngrue;crane\n", "utf-8")
    (tmp_path / "all.tmx").write_text(TMX, "utf-8")
    with DeepLServer() as server:
        made = Federation(tmp_path, {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url})
        made.write('"1000"')
        yield made


def entry(bench: Bench, start: str) -> str:
    (found,) = (each.msgstr for each in bench.po if each.msgid.startswith(start))
    return found


def test_settings_terms_and_memory(federation: Federation) -> None:
    one = federation.book("one", ["Une grue passe sur la feuille de route.", "Une phrase connue."])
    (one.folder / "glossary.csv").write_text("source;target\ngrue;lifting crane\n", "utf-8")
    one.run("extract")
    note = next(each.comment for each in one.po if each.msgid.startswith("Une grue"))
    assert "grue → lifting crane" in note
    assert "feuille de route → roadmap" in note
    found = one.run("glossary", "check", expect=1).out
    assert "glossary.csv:2: warning: “grue” is “lifting crane” here and “crane” in the glossary" in found
    assert "(terms.csv:3)" in found
    assert "[federation-conflict]" in found
    one.run("translate", env=federation.env)  # the engine of the federation
    assert entry(one, "Une phrase") == "A known sentence."
    # What is shared is only read, and nothing of it comes into the book's own glossary.
    (one.folder / "more.csv").write_text("source;target\nfeuille de route;road map\n", "utf-8")
    one.run("glossary", "import", "more.csv")
    assert "road map" in (one.folder / "glossary.csv").read_text("utf-8")
    assert (federation.folder / "all.tmx").read_text("utf-8") == TMX


def test_one_budget_and_one_ledger(federation: Federation) -> None:
    one = federation.book("one", ["Un premier livre court."])
    two = federation.book("two", ["Un autre livre, avec une phrase plus longue."])
    one.run("translate", env=federation.env)
    spent = sum(int(line["billed"]) for line in federation.ledger)
    assert spent > 0
    assert {line["book"] for line in federation.ledger} == {"one"}
    federation.write(f'"{spent + 10}"')
    estimate = two.run("translate", "--dry-run", env=federation.env)
    assert "budget" in estimate.out + estimate.err
    error = two.run("translate", env=federation.env, expect=4).err
    assert "the budget of all books (federation.budget in " in error
    federation.write('"5000"')
    two.run("translate", env=federation.env)
    shown = one.run("cost", "--json").json["federation"]
    assert {line["book"] for line in shown["lines"]} == {"one", "two"}
    assert {line["engine"] for line in shown["lines"]} == {"deepl"}
    assert all(len(line["month"]) == 7 for line in shown["lines"])
    assert shown["billed"] == sum(int(line["billed"]) for line in federation.ledger) > spent
    assert shown["left"] == 5000 - shown["billed"]
    out = two.run("cost").out
    assert "All books of the federation (" in out
    assert " of the budget of 5000 are left." in out
    # A ledger that is lost is made again, by each book for itself.
    (federation.folder / "spent.csv").unlink()
    one.run("cost")
    two.run("cost")
    assert sum(int(line["billed"]) for line in federation.ledger) == shown["billed"]


def test_two_books_do_not_spend_one_budget_at_once(federation: Federation) -> None:
    one = federation.book("one", ["Un premier livre court."])
    with locked(federation.folder / "spent.csv.spending"):
        error = one.run("translate", env=federation.env, expect=6).err
        assert "another booktranslate is spending the budget of this federation" in error
        one.run("translate", "--engine", "pseudo")  # costs nothing, and waits for nobody
    assert [line["engine"] for line in federation.ledger] == ["pseudo"]


def test_mistakes(federation: Federation) -> None:
    one = federation.book("one", ["Un premier livre court."])
    federation.write('"20USD"')
    error = one.run("translate", env=federation.env, expect=2).err
    assert "federation.toml: federation.budget is in USD" in error
    federation.write('"100"')
    (federation.folder / "spent.csv").write_text("book,run\none,2026\n")
    assert "is not the ledger of a federation" in one.run("cost", expect=3).err
    (federation.folder / "all.tmx").unlink()
    (federation.folder / "spent.csv").unlink()
    assert "all.tmx: does not exist" in one.run("translate", env=federation.env, expect=3).err
    (federation.folder / "terms.csv").unlink()
    assert "terms.csv: does not exist" in one.run("extract", expect=3).err


def test_one_command_keeps_to_the_budget(federation: Federation) -> None:
    one = federation.book("one", ["Un premier livre court."])
    federation.write("5")
    ran = one.run("make", env=federation.env, expect=4)
    assert "NOT DONE: " in ran.err
    assert "the budget of all books" in ran.err
    federation.write("500")
    one.run("make", env=federation.env)
    assert federation.ledger
