"""glossary.xlsx: what is read of a workbook, what is refused, what stays when terms are added."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from booktranslate.errors import InputError
from booktranslate.glossary import Glossary, Term, csv_file, xlsx_file

ROOT = Path(__file__).parents[3]
HEADER = ["source", "cible", "nature", "casse", "ne pas traduire", "interdits", "remarque"]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows: list[Any], title: str = "Termes") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def read(*rows: list[Any]) -> tuple[Term, ...]:
    return xlsx_file.load(saved(workbook(*rows)), "terms.xlsx")[0].terms


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The archive with its members changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(member, old.read(member)))
    return stream.getvalue()


def test_a_table_of_a_french_office_is_read() -> None:
    terms = read(
        HEADER,
        ["adhérent", "member", "nom", None, None, "adherent | follower", "Firmes\net personnes."],
        [],
        ["PME", "SME", "sigle", "oui", None, None, None],
        ["Plastipolis", None, "nom propre", True, True, None, datetime.datetime(2024, 5, 2)],
    )
    assert terms == (
        Term("adhérent", "member", "noun", forbidden=("adherent", "follower"), note="Firmes et personnes."),
        Term("PME", "SME", "acronym", case_sensitive=True),
        Term("Plastipolis", "Plastipolis", "name", case_sensitive=True, keep=True, note="2024-05-02"),
    )
    assert [term.line for term in terms] == [2, 4, 5]


def test_spaces_numbers_rich_text_and_escapes_are_read_as_they_look() -> None:
    rich = CellRichText("feuille de ", TextBlock(InlineFont(b=True), "route"))
    terms = read(
        ["source", "target", "note"],
        ["\u00a0adhérent  ", " member\n", 12],
        [rich, "road\u00a0map", 1.5],
        [1901, 1901.0, None],
        ["cluster_x000D_\n", "cluster", None],
    )
    assert [(term.source, term.target, term.note) for term in terms] == [
        ("adhérent", "member", "12"),
        ("feuille de route", "road map", "1.5"),
        ("1901", "1901", ""),
        ("cluster", "cluster", ""),
    ]


def test_hidden_rows_are_terms_and_a_title_may_stand_above() -> None:
    book = workbook(["Nos termes"], [], [None, "source", "target"], [None, "a", "b"], [None, "c", "d"])
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[4].hidden = True
    glossary, _ = xlsx_file.load(saved(book), "terms.xlsx")
    assert [(term.source, term.line) for term in glossary.terms] == [("a", 4), ("c", 5)]


def test_the_first_visible_sheet_with_a_header_is_read_and_named() -> None:
    book = workbook(["Mode d’emploi"], title="Lisez-moi")
    hidden = book.create_sheet("Ancien")
    hidden.append(["source", "target"])
    hidden.sheet_state = "hidden"
    for title in ("Termes", "Autres"):
        sheet = book.create_sheet(title)
        sheet.append(["source", "target"])
        sheet.append([title, "x"])
    book.create_sheet("Vide")
    glossary, notes = xlsx_file.load(saved(book), "terms.xlsx")
    assert [term.source for term in glossary.terms] == ["Termes"]
    assert notes == ("terms.xlsx: the sheet “Termes” is read, but not: “Lisez-moi”, “Autres”.",)
    assert xlsx_file.load(saved(workbook(["source", "target"])), "terms.xlsx")[1] == ()


def test_a_formula_counts_with_its_last_value() -> None:
    data = saved(workbook(["source", "target"], ["a", '="b"']))

    def with_value(member: str, content: bytes) -> bytes:
        return (
            content.replace(b"<v></v>", b"<v>b</v>")
            .replace(b"<v />", b"<v>b</v>")
            .replace(b'r="B2"', b'r="B2" t="str"')
        )

    assert b"<f>" in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    glossary, _ = xlsx_file.load(changed(data, with_value), "terms.xlsx")
    assert glossary.terms == (Term("a", "b"),)


@pytest.mark.parametrize(
    ("rows", "where", "words"),
    [
        ([["x", "y"]], "", "no sheet that names the column “source” \\(“Termes”\\)"),
        ([], "", "all are empty"),
        ([["source", "comment"]], "row 1", "“comment” is not a column"),
        ([["source", "cible", "Target"]], "row 1", "“target” is there twice"),
        ([["source", "target"], ["a", "b"], [None, "c"]], "row 3", "the source is empty"),
        ([["source", "target"], ["a", "b"], ["A", "c"]], "row 3", "already on row 2"),
        ([["source", "target"], ["a", "b", None, "c"]], "row 2", "“c” in column D, which has no name"),
        (
            [["source", "target"], [datetime.date(2024, 2, 1), "x"]],
            "row 2",
            "the date 2024-02-01 under source",
        ),
        ([["source", "target"], ["a", 0.5]], "row 2", "the number 0.5 under target"),
        ([["source", "target"], ["a", True]], "row 2", "the logical value True under target"),
        ([["source", "target"], ["a", "#REF!"]], "row 2", "the error #REF! under target"),
        ([["source", "target"], ["a", '="b"']], "row 2", "a formula without a value in column B"),
        ([["source", "target"], ['="a"', '="b"']], "row 2", "a formula without a value in column A"),
        ([["source", "nature"], ["a", "verbage"]], "row 2", "has no target"),
        (
            [["source", "target", "nature"], ["a", "b", "verbage"]],
            "row 2",
            "“verbage” is not a part of speech",
        ),
        ([["source", "target"], ["a\nb", "c"]], "row 2", "control character U\\+000A"),
    ],
)
def test_what_is_wrong_is_said_with_its_sheet_and_row(rows: list[list[Any]], where: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as raised:
        read(*rows)
    assert raised.value.where == (f"terms.xlsx, sheet “Termes”, {where}" if where else "terms.xlsx")
    assert raised.value.hint


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not an Excel workbook"),
        (b"source,target\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls file, or has a password"),
        (saved(workbook(["source"]))[:-30], "not an Excel workbook"),
        (changed(saved(workbook(["source"])), lambda name, old: old[:40]), "cannot be read as a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as raised:
        xlsx_file.load(data, "terms.xlsx")
    assert raised.value.where == "terms.xlsx"
    assert raised.value.hint


def test_bombs_are_refused() -> None:
    good = saved(workbook(["source", "target"], ["a", "b"]))

    def with_member(size: int) -> bytes:
        stream = io.BytesIO(good)
        with (
            zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
            archive.open("xl/x", "w") as member,
        ):
            for _ in range(size // 1_000_000):
                member.write(bytes(1_000_000))
        return stream.getvalue()

    with pytest.raises(InputError, match="too large for a glossary"):
        xlsx_file.load(with_member(101_000_000), "terms.xlsx")
    with pytest.raises(InputError, match="200 times its size"):
        xlsx_file.load(with_member(20_000_000), "terms.xlsx")


def test_entities_are_not_resolved() -> None:
    def hostile(member: str, content: bytes) -> bytes:
        if not member.startswith("xl/worksheets/"):
            return content
        doctype = b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet '
        return content.replace(b"<worksheet ", doctype, 1).replace(b"<c r", b"&b;<c r", 1)

    data = changed(saved(workbook(["source", "target"], ["a", "b"])), hostile)
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        xlsx_file.load(data, "terms.xlsx")


def test_a_row_number_past_excels_end_does_not_hang() -> None:
    def far(member: str, content: bytes) -> bytes:
        return re.sub(rb'r="2"', b'r="99999999999"', content) if "worksheets" in member else content

    data = changed(saved(workbook(["source", "target"], ["a", "b"])), far)
    assert xlsx_file.load(data, "terms.xlsx")[0] == Glossary()


def test_what_is_written_is_read_and_says_the_same_as_a_csv_file() -> None:
    shipped = csv_file.read(ROOT / "glossary.csv")
    back, notes = xlsx_file.load(xlsx_file.dump(shipped), "terms.xlsx")
    assert back == shipped
    assert (back.digest, notes) == (shipped.digest, ())


def test_texts_that_look_like_formulas_and_dates_stay_texts() -> None:
    glossary = Glossary((Term("=SOMME(1)", "1/2"), Term("R&D", "+R&D", note="-1")))
    data = xlsx_file.dump(glossary)
    assert xlsx_file.load(data, "terms.xlsx")[0] == glossary
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet["A2:B3"] for cell in row} == {"s"}
    assert sheet["B2"].number_format == "@"


class TestAdding:
    new = (Term("filière", "industry sector", "noun"), Term("=a", "=b", note="x"))

    def book(self) -> Workbook:
        book = workbook(["Source", "Cible", "Remarque"], ["adhérent", "member", "gut"])
        sheet = book.worksheets[0]
        sheet.column_dimensions["A"].width = 41
        sheet["A2"].font = Font(bold=True)
        sheet["A2"].value = CellRichText("adhé", TextBlock(InlineFont(i=True), "rent"))
        sheet.auto_filter.ref = "A1:C2"
        sheet.add_table(Table(displayName="T", ref="A1:C2"))
        book.create_sheet("Autre")["A1"] = "=1+1"
        return book

    def test_terms_go_below_and_the_rest_stays(self) -> None:
        data = xlsx_file.add(saved(self.book()), "terms.xlsx", self.new)
        glossary, _ = xlsx_file.load(data, "terms.xlsx")
        assert glossary.terms == (Term("adhérent", "member", note="gut"), *self.new)
        book = load_workbook(io.BytesIO(data), rich_text=True)
        sheet = book["Termes"]
        assert [cell.value for cell in sheet[1]] == ["Source", "Cible", "Remarque", "part of speech"]
        assert sheet.column_dimensions["A"].width == 41
        assert sheet["A3"].font.bold
        assert isinstance(sheet["A2"].value, CellRichText)
        assert (sheet.tables["T"].ref, sheet.auto_filter.ref) == ("A1:C4", "A1:C4")
        assert book["Autre"]["A1"].value == "=1+1"

    def test_to_a_header_alone(self) -> None:
        data = xlsx_file.add(saved(workbook(["source", "cible"])), "terms.xlsx", self.new)
        assert xlsx_file.load(data, "terms.xlsx")[0].terms == self.new

    def test_a_workbook_that_would_lose_something_is_refused(self) -> None:
        book = self.book()
        book["Autre"].add_chart(BarChart(), "B2")
        with pytest.raises(InputError, match="would be lost") as raised:
            xlsx_file.add(saved(book), "terms.xlsx", self.new)
        assert "no term was added" in str(raised.value)

    def test_formulas_in_the_sheet_are_refused(self) -> None:
        book = self.book()
        book["Termes"]["C2"] = "=1+6"

        def with_value(member: str, content: bytes) -> bytes:
            return re.sub(rb"(<f>1\+6</f>)<v ?/?>(</v>)?", rb"\1<v>7</v>", content)

        data = changed(saved(book), with_value)
        assert xlsx_file.load(data, "terms.xlsx")[0].terms == (Term("adhérent", "member", note="7"),)
        with pytest.raises(InputError, match="holds formulas in “Termes”"):
            xlsx_file.add(data, "terms.xlsx", self.new)
