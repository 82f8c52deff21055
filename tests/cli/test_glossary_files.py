"""Glossaries as French offices keep them: in Excel, with semicolons, in Windows-1252."""

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.bench import Bench

BOTH = "glossary.csv is used"


def workbook(bench: Bench, *rows: list[str | bool | None]) -> None:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.worksheets[0].column_dimensions["A"].width = 55
    book.save(bench.folder / "glossary.xlsx")


@pytest.fixture
def excel(bench: Bench) -> Bench:
    workbook(bench, ["source", "cible", "nature"], ["adhérent", "member", "nom"])
    (bench.folder / "glossary.csv").unlink()
    return bench


@pytest.mark.parametrize(
    "command",
    [
        ["extract"],
        ["check"],
        ["report"],
        ["assemble"],
        ["translate", "--engine", "pseudo"],
        ["translate", "--engine", "pseudo", "--dry-run"],
        ["glossary", "check"],
        ["glossary", "suggest"],
        ["glossary", "impact", "feuille de route"],
        ["glossary", "export", "terms.tbx"],
    ],
    ids=" ".join,
)
def test_with_two_files_every_command_says_once_which_is_read(bench: Bench, command: list[str]) -> None:
    bench.run("extract")
    workbook(bench, ["source", "cible"], ["adhérent", "member"])
    assert bench.run(*command, expect=1 if command == ["check"] else 0).err.count(BOTH) == 1


def test_with_quiet_nothing_is_said(bench: Bench) -> None:
    workbook(bench, ["source", "cible"], ["adhérent", "member"])
    assert bench.run("extract", "-q").err == ""
    assert BOTH in bench.run("extract", "--json").err


def test_a_workbook_is_used_like_a_csv_file(excel: Bench) -> None:
    assert excel.run("extract").err == ""
    assert "adhérent" in excel.po_path.read_text("utf-8")
    (excel.folder / "booktranslate.toml").write_text('[paths]\nglossary = "glossary.xlsx"\n', "utf-8")
    found = excel.run("glossary", "check", "--all", "--json", expect=0).json
    assert [each["where"] for each in found] == []
    workbook(excel, ["source", "cible"], ["adhérent", "member"], ["clou", "nail"])
    assert "glossary.xlsx:3: note" in excel.run("glossary", "check", "--all").out
    workbook(excel, ["source", "cible"], ["adhérent", "member"], ["clou", None])
    assert "sheet “Sheet”, row 3: “clou” has no target" in excel.run("extract", expect=3).err


def test_an_import_goes_into_the_workbook(excel: Bench) -> None:
    (excel.folder / "deepl.tsv").write_text("clou\tnail\n", "utf-8")
    assert "Added 1 term to glossary.xlsx" in excel.run("glossary", "import", "deepl.tsv").out
    assert not (excel.folder / "glossary.csv").exists()
    sheet = load_workbook(excel.folder / "glossary.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[3]] == ["clou", "nail", None]
    assert sheet.column_dimensions["A"].width == 55


def test_export_and_import_of_tables(bench: Bench) -> None:
    bench.run("glossary", "export", "terms.csv")
    assert (bench.folder / "terms.csv").read_bytes().startswith("\ufeffsource;target;".encode())
    bench.run("glossary", "export", "terms.xlsx")
    for name in ("terms.csv", "terms.xlsx"):
        (bench.folder / "glossary.csv").unlink()
        assert bench.run("glossary", "import", name, "--json").json["added"] == ["feuille de route"]
    (bench.folder / "old.csv").write_bytes("source;cible\nfilière;x\n".encode("cp1252"))
    assert "old.csv is not UTF-8" in bench.run("glossary", "import", "old.csv").err


def test_a_file_in_windows_1252_is_read_and_said(bench: Bench) -> None:
    (bench.folder / "glossary.csv").write_bytes("source;cible\nmixité;balance\n".encode("cp1252"))
    assert "it is read as Windows-1252" in bench.run("extract").err
    assert "mixité" in bench.po_path.read_text("utf-8")


def test_init_makes_what_excel_in_french_opens(bench: Bench) -> None:
    bench.run("init", "new")
    assert (bench.folder / "new" / "glossary.csv").read_bytes() == (
        "\ufeffsource;target;part of speech;case-sensitive;do-not-translate;forbidden targets;note\n".encode()
    )
    (bench.folder / "new" / "glossary.csv").rename(bench.folder / "new" / "glossary.xlsx")
    bench.run("init", "new")
    assert not (bench.folder / "new" / "glossary.csv").exists()
