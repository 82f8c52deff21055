"""One book, several targets: what is told apart, what is adapted by rule, and whose words stay."""

import contextlib
import io
import json
import shutil
from pathlib import Path

import docx
import polib
import pytest

from booktranslate.cli import main
from booktranslate.cli.adapting import Ledger
from booktranslate.engines import Tariff
from booktranslate.errors import OutputError
from booktranslate.locks import locked
from booktranslate.po_files.backups import Backup, History
from tests.cli.bench import BOOK, Bench, Result

BOTH = '[languages]\ntargets = ["en-GB", "en-US"]\n'
BRITISH = {
    "Les adhérents ont signé la feuille de route.": "The members signed the organisation’s roadmap.",
    "Un pôle de compétitivité, c’est une rencontre.": "A “labour” of love, on 12 March 2026.",
}


class Here(Bench):
    """The command line in this process, as each of these tests runs it many times."""

    def run(self, *arguments: str, expect: int = 0, env: dict[str, str] | None = None) -> Result:
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.chdir(self.folder),
            pytest.raises(SystemExit) as ended,
        ):
            main(list(arguments))
        result = Result(int(str(ended.value.code)), out.getvalue(), err.getvalue())
        assert (result.code, "Traceback" in result.err) == (expect, False), result
        return result


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    made = Here(tmp_path)
    made.write_book(BOOK)
    (tmp_path / "glossary.csv").write_text("source;target\nfeuille de route;roadmap\n", "utf-8")
    return made


def po(bench: Bench, target: str) -> dict[str, polib.POEntry]:
    path = bench.folder / "translations" / target / "livre.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path), wrapwidth=0)}


def person_writes(bench: Bench, target: str, source: str, english: str) -> None:
    path = bench.folder / "translations" / target / "livre.po"
    file = polib.pofile(str(path), wrapwidth=0)
    entry = next(entry for entry in file if entry.msgid == source)
    entry.msgstr, entry.fuzzy = english, False
    file.save()


@pytest.fixture
def both(bench: Bench) -> Bench:
    """A project with two Englishes: the British texts are drafted, two are reviewed."""
    (bench.folder / "booktranslate.toml").write_text(BOTH, "utf-8")
    bench.run("extract")
    for source, english in BRITISH.items():
        person_writes(bench, "en-GB", source, english)
    return bench


def test_the_second_english_is_adapted_and_kept_up_to_date(both: Bench) -> None:
    first, second = BRITISH
    dry = both.run("translate", "--engine", "pseudo", "--dry-run")
    assert "Would adapt 2 texts from en-GB by rule; nothing is billed." in dry.out
    assert not po(both, "en-US")[first].msgstr

    done = both.run("translate", "--engine", "pseudo", "--json").json
    assert done["en-US"] == done["en-US"] | {"source": "en-GB", "adapted": 6, "again": 0, "kept": 0}
    entry = po(both, "en-US")[first]
    assert entry.msgstr == "The members signed the organization’s roadmap."
    assert entry.fuzzy
    assert entry.tcomment == "booktranslate: draft by adaptation from en-GB (reviewed)"
    assert po(both, "en-US")[second].msgstr == "A “labor” of love, on March 12, 2026."

    person_writes(both, "en-US", second, "A labor of love.")
    for source in BRITISH:
        person_writes(both, "en-GB", source, "The grey colour.")
    done = both.run("translate", "--engine", "pseudo", "--json").json
    assert (done["en-US"]["again"], done["en-US"]["kept"]) == (1, 1)
    assert po(both, "en-US")[first].msgstr == "The gray color."
    assert po(both, "en-US")[second].msgstr == "A labor of love."  # the words of a person

    person_writes(both, "en-GB", first, "The grey theatre.")
    file = polib.pofile(str(both.folder / "translations/en-US/livre.po"), wrapwidth=0)
    next(e for e in file if e.msgid == first).msgstr = "Some gray color"  # and still "Needs Work"
    file.save()
    both.run("translate", "--engine", "pseudo")
    assert po(both, "en-US")[first].msgstr == "Some gray color"
    assert both.run("translate", "--engine", "pseudo", "--json").json["en-US"]["adapted"] == 0


def test_each_target_is_checked_reported_and_built_apart(both: Bench) -> None:
    both.run("translate", "--engine", "pseudo")
    status = both.run("status", "--json").json
    assert [status[target][-1]["reviewed"] for target in ("en-GB", "en-US")] == [2, 0]
    assert set(both.run("status", "--json", "--target", "en-US").json[0]) > {"file", "units"}

    found = both.run("check", "--only", "british-american", "--only", "fuzzy")
    assert "en-US: 0 errors" in found.out
    assert "translations/en-US/livre.po" in found.out
    out = both.folder / "found.json"
    both.run("check", "--format", "json", "--out", str(out), "--only", "fuzzy")
    assert {Path(one["file"]).parent.name for one in json.loads(out.read_text("utf-8"))} == {"en-GB", "en-US"}

    both.run("assemble", "--jobs", "1")
    texts = {
        target: [p.text for p in docx.Document(str(both.folder / "build" / target / "livre.docx")).paragraphs]
        for target in ("en-GB", "en-US")
    }
    assert "The members signed the organisation’s roadmap." in texts["en-GB"]
    assert "The members signed the organization’s roadmap." in texts["en-US"]

    both.run("report")
    assert (both.folder / "build/en-US/report.html").is_file()
    refused = both.run("report", "--out", "page.html", expect=2)
    assert "--target" in refused.err


def test_what_works_on_one_target_asks_for_it(both: Bench) -> None:
    both.run("translate", "--engine", "pseudo")
    for command in (["sign-off", "--by", "Ada"], ["send", "--to", "Ada"], ["review", "export", "--xlsx"]):
        refused = both.run(*command, expect=2)
        assert "Name one: --target en-GB or --target en-US." in refused.err
    assert "not translated into 'de-DE'" in both.run("status", "--target", "de-DE", expect=2).err


def test_a_file_that_comes_back_names_its_target(
    both: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.run("translate", "--engine", "pseudo")
    both.run("send", "--to", "Ada", "--target", "en-US", "--form", "po", "--as", "folder", "-o", "out")
    (sent,) = (both.folder / "out").rglob("*.po")
    file = polib.pofile(str(sent), wrapwidth=0)
    first = next(iter(BRITISH))
    entry = next(entry for entry in file if entry.msgid == first)
    entry.msgstr, entry.fuzzy = "Ada’s color.", False
    file.save()
    both.run("combine", str(sent))
    assert po(both, "en-US")[first].msgstr == "Ada’s color."
    assert po(both, "en-GB")[first].msgstr == BRITISH[first]
    status = both.run("status", "--json").json
    assert [one["reviewer"] for one in status["en-US"] if "reviewer" in one] == ["Ada"]
    assert not [one for one in status["en-GB"] if "reviewer" in one]

    title = "Premier chapitre"
    before = po(both, "en-GB")[title].msgstr
    copy = tmp_path / "from-somebody.po"
    shutil.copy(both.folder / "translations/en-GB/livre.po", copy)
    file = polib.pofile(str(copy), wrapwidth=0)
    entry = next(entry for entry in file if entry.msgid == title)
    entry.msgstr, entry.fuzzy = "First chapter", False
    file.save()
    both.run("combine", str(copy))
    assert po(both, "en-GB")[title].msgstr == "First chapter"
    assert po(both, "en-US")[title].msgstr != "First chapter"
    copy.write_text(copy.read_text("utf-8").replace("Language: en_GB", "Language: en"), "utf-8")
    assert "does not name its target" in both.run("combine", str(copy), expect=3).err

    backups = History.backups

    def at_work(history: History) -> list[Backup]:
        with pytest.raises(OutputError), locked(both.folder / ".booktranslate" / "lock"):
            pass
        return backups(history)

    with monkeypatch.context() as patched:  # numbers count from the latest command: none may come between
        patched.setattr(History, "backups", at_work)
        undone = both.run("undo", "1")
    assert "translations/en-GB/livre.po: restored" in undone.out
    assert po(both, "en-GB")[title].msgstr == before


def test_a_pack_of_another_target_is_refused(both: Bench) -> None:
    both.run("translate", "--engine", "pseudo")
    both.run("review", "export", "--xlsx", "--target", "en-GB", "-o", "out")
    files = [both.folder / "translations" / target / "livre.po" for target in ("en-GB", "en-US")]
    before = [file.read_bytes() for file in files]
    refused = both.run("combine", "out", "--target", "en-US", expect=3)
    assert (
        "was sent for en-GB, not en-US. Nothing was changed. Run the command with --target en-GB."
        in refused.err
    )
    assert [file.read_bytes() for file in files] == before


def test_a_sheet_without_its_mark_is_known_by_its_english(both: Bench) -> None:
    import openpyxl

    both.run("translate", "--engine", "pseudo")
    for target in ("en-US", "en-GB"):
        both.run("review", "export", "--xlsx", "--target", target, "-o", target)
    book = openpyxl.load_workbook(both.folder / "en-US/livre.review.xlsx")
    book.properties.description = ""
    table = book.worksheets[0]
    table.delete_rows(1, 2)
    row = next(cells[0].row for cells in table.iter_rows() if cells[1].value == "Premier chapitre")
    table.cell(row, 3).value = "First chapter"
    book.save(both.folder / "back.xlsx")
    before = {entry.msgid: entry.msgstr for entry in po(both, "en-GB").values()}
    assert "back.xlsx: imported 1 change, 1 reviewed text" in both.run("combine", "back.xlsx").out
    assert po(both, "en-US")["Premier chapitre"].msgstr == "First chapter"
    assert {entry.msgid: entry.msgstr for entry in po(both, "en-GB").values()} == before
    assert "nothing new" in both.run("combine", "back.xlsx", "--target", "en-US").out


def test_a_glossary_has_columns_of_single_targets(both: Bench) -> None:
    both.folder.joinpath("glossary.csv").write_text(
        "source;target;target en-US\nfeuille de route;travel organiser;road map\nadhérent;member centre;\n",
        "utf-8",
    )
    both.run("extract")
    notes = {target: po(both, target)[next(iter(BRITISH))].comment for target in ("en-GB", "en-US")}
    assert "feuille de route → travel organiser" in notes["en-GB"]
    assert "feuille de route → road map" in notes["en-US"]
    assert "adhérent → member center" in notes["en-US"]


def test_make_goes_through_all_targets(both: Bench) -> None:
    made = both.run("make", "--engine", "pseudo", "--json").json
    assert [Path(made[target]["made"][0]).parent.name for target in made] == ["en-GB", "en-US"]
    assert made["en-US"]["texts"]["drafted"] == 6


def test_one_budget_is_for_all_targets() -> None:
    characters, tokens = Tariff(per_million=20.0), Tariff("token", 10.0)
    ledger = Ledger()
    assert ledger.left_of(None, characters) is None
    assert ledger.left_of(1_000, characters) == 1_000
    ledger.enter(characters, 300)
    assert ledger.left_of(1_000, characters) == 700
    assert ledger.left_of(1_000, tokens) == 400  # 300 characters cost what 600 tokens do
    ledger.enter(characters, 900)
    assert ledger.left_of(1_000, characters) == 0


def test_the_ledger_tells_targets_apart(bench: Bench) -> None:
    (bench.folder / "booktranslate.toml").write_text('[languages]\ntargets = ["de-DE", "es-ES"]\n', "utf-8")
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    found = bench.run("cost", "--json").json
    assert {(one["target"], one["document"]) for one in found["lines"]} == {
        ("de-DE", "livre.docx"),
        ("es-ES", "es-ES/livre.docx"),
    }
    texts = [each["texts"] for each in found["targets"].values()]
    assert list(found["targets"]) == ["de-DE", "es-ES"]
    assert min(texts) > 0
    shown = [line.split() for line in bench.run("cost").out.splitlines()]
    assert [line[:4] for line in shown if line[:2] == ["All", "of"]] == [
        ["All", "of", "de-DE", str(texts[0])],
        ["All", "of", "es-ES", str(texts[1])],
    ]
    assert shown[-1][:2] == ["All", str(sum(texts))]
    (line,) = bench.run("cost", "--target", "es-ES", "--json").json["lines"]
    assert line["target"] == "es-ES"


def test_a_pair_that_is_not_french_and_english(bench: Bench) -> None:
    (bench.folder / "booktranslate.toml").write_text('[languages]\ntarget = "de-DE"\n', "utf-8")
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    path = bench.folder / "translations/de-DE/livre.po"
    file = polib.pofile(str(path), wrapwidth=0)
    entry = next(entry for entry in file if "2 500" in entry.msgid)
    entry.msgstr, entry.fuzzy = "Vielfalt kommt voran in „unseren“ 2.500 Betrieben.", False
    file.save()
    found = bench.run("check", expect=1)
    assert "[missing-tag]" in found.out
    assert "[number-format]" not in found.out
    (line,) = [line for line in found.out.splitlines() if line.startswith("fr → de-DE: ")]
    assert "because they know only French and English" in line
    assert {"numbers", "terminology", "article"} <= set(line.removesuffix(".").split(": ")[-1].split(", "))
    for command in (["status"], ["inspect", "source/livre.docx"]):
        assert "fr → de-DE: typography" in bench.run(*command).out
    asked = bench.run("assemble", "--jobs", "1", "--annex", "glossary")
    assert "de-DE: annexes and colophon are left out, because their texts are in English." in asked.err
    book = docx.Document(str(bench.folder / "build/de-DE/livre.docx"))
    assert "Vielfalt kommt voran in „unseren“ 2.500 Betrieben." in [each.text for each in book.paragraphs]
    assert book.core_properties.language == "de-DE"


def test_a_shelf_works_on_all_targets(bench: Bench) -> None:
    name = bench.folder.name
    (bench.folder / "booktranslate.toml").write_text(
        '[languages]\ntargets = ["en-GB", "en-US", "es-ES"]\n', "utf-8"
    )
    bench.run("shelf", "extract", "--jobs", "1")
    drafted = bench.run("shelf", "translate", "--engine", "pseudo", "--jobs", "1")
    assert "Drafting 1 book with pseudo." in drafted.err + drafted.out
    assert po(bench, "en-US")[next(iter(BRITISH))].tcomment == "booktranslate: draft by adaptation from en-GB"
    status = bench.run("shelf", "status", "--jobs", "1")
    assert all(f"{name} ({target})" in status.out for target in ("en-GB", "en-US", "es-ES"))
    told = bench.run("shelf", "check", "--jobs", "1", "--json").json
    assert [one["target"] for one in told] == ["en-GB", "en-US", "es-ES"]
    bench.run("shelf", "assemble", "--jobs", "1")
    bench.run("shelf", "report", "--jobs", "1")
    page = (bench.folder / "shelf.html").read_text("utf-8")
    assert "<h1>1 book</h1>" in page
    for target in ("en-GB", "en-US", "es-ES"):
        assert (bench.folder / f"build/{target}/livre.docx").is_file()
        assert f'href="build/{target}/report.html"' in page
        assert (bench.folder / f"build/{target}/report.html").is_file()
    data = json.loads((bench.folder / "shelf.json").read_text("utf-8"))
    texts = {one["target_lang"]: sum(e["texts"] for e in one["cost"]["engines"]) for one in data["books"]}
    ledger = bench.run("cost", "--json").json["lines"]
    assert sum(texts.values()) == sum(line["texts"] for line in ledger)
    assert texts["es-ES"] > texts["en-US"] == 0
    assert not (bench.folder / "build/report.html").exists()
