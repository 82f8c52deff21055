"""Review in Excel: people do to a sheet what people do to sheets, and all their words come back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.bench import Bench, Result
from tests.cli.office import needs_calc, saved_again

FRENCH = [
    "# Premier chapitre",
    "La *mixité* avance dans nos 2 500 entreprises.",
    "Les adhérents ont signé la feuille de route.",
    "=SOMME(1) n’est pas une formule",
    "Un demi",
    "# Second chapitre",
    "Un pôle de compétitivité, c’est une rencontre entre des personnes.",
]
ENGLISH = {
    "Premier chapitre": "First chapter",
    "La <b>mixité</b> avance dans nos 2 500 entreprises.": "<b>Diversity</b> is advancing in our companies.",
    "Les adhérents ont signé la feuille de route.": "The members have signed the road map.",
    "=SOMME(1) n’est pas une formule": "=SUM(1) is not a formula",
    "Un demi": "1/2",
    "Second chapitre": "Second chapter",
    "Un pôle de compétitivité, c’est une rencontre entre des personnes.": "A cluster is people who meet.",
}
MEMBERS = "Les adhérents ont signé la feuille de route."
DIVERSITY = "La <b>mixité</b> avance dans nos 2 500 entreprises."
CLUSTER = "Un pôle de compétitivité, c’est une rencontre entre des personnes."


@pytest.fixture
def sheet(bench: Bench) -> Path:
    """A book with drafts, and the sheet of it."""
    bench.write_book(FRENCH)
    bench.run("extract")
    po = bench.po
    for entry in po:
        if entry.msgid in ENGLISH:
            entry.msgstr, entry.flags = ENGLISH[entry.msgid], ["fuzzy"]
            entry.tcomment = "booktranslate: draft by apertium"
    po.save()
    bench.run("review", "export", "--xlsx", "--to", "Zoé Exemple", "-o", "out")
    return bench.folder / "out/livre.zoe-exemple.review.xlsx"


def rows(table: Worksheet) -> dict[str, int]:
    """The rows of a sheet by their French text."""
    return {str(row[1].value): row[1].row for row in table.iter_rows(min_row=4) if row[1].value}


def returned(bench: Bench, sheet: Path, edit: Callable[[Worksheet], Any], expect: int = 0) -> Result:
    book = openpyxl.load_workbook(sheet)
    edit(book.worksheets[0])
    back = bench.folder / "Copie de relecture (1).xlsx"
    book.save(back)
    return bench.run("combine", back.name, expect=expect)


def test_the_sheet_shows_texts_as_texts(sheet: Path) -> None:
    table = openpyxl.load_workbook(sheet).worksheets[0]
    at = rows(table)
    for french in ("=SOMME(1) n’est pas une formule", "Un demi"):
        cells = table[at[french]]
        assert [cells[1].data_type, cells[2].data_type] == ["s", "s"]
        assert str(cells[2].value) == ENGLISH[french]
    cells = table[at[MEMBERS]]
    assert [cell.protection.locked for cell in cells] == [True, True, False, False, False, True, True, True]
    assert table.protection.sheet
    assert table.freeze_panes == "B4"
    assert table.auto_filter.ref == f"A3:H{3 + len(at)}"
    assert "feuille de route → roadmap" in cells[6].value


def test_corrections_approvals_and_remarks_come_back(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        table.cell(at[CLUSTER], 4).value = "ok"
        table.cell(at[DIVERSITY], 5).value = "Gender balance?\nAsk Anne."
        table.cell(at["Premier chapitre"], 4).value = True  # a box that was ticked
        table.cell(at["Un demi"], 4).value = "to be asked"
        table.cell(at["Un demi"], 3).comment = Comment("A half, or the first of February?", "Ida Exemple")
        table.cell(at["Un demi"], 9).value = "in a column of my own"

    assert "imported 5 changes, 3 reviewed texts" in returned(bench, sheet, edit).out
    po = bench.po
    assert (po.find(MEMBERS).msgstr, po.find(MEMBERS).fuzzy) == ("Members have signed the roadmap.", False)
    assert not po.find(CLUSTER).fuzzy
    assert not po.find("Premier chapitre").fuzzy
    assert po.find(DIVERSITY).fuzzy
    assert "Zoé Exemple: Gender balance? / Ask Anne." in po.find(DIVERSITY).tcomment.split("\n")
    assert po.find("Un demi").fuzzy
    assert po.find("Un demi").tcomment.split("\n")[:3] == [
        "Zoé Exemple: to be asked",
        "Zoé Exemple: in a column of my own",
        "Ida Exemple: A half, or the first of February?",
    ]
    bench.run("combine", "Copie de relecture (1).xlsx")
    assert [str(entry) for entry in bench.po] == [str(entry) for entry in po]


def test_a_sorted_sheet_with_rows_deleted_and_copied(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        values = [[cell.value for cell in row] for row in table.iter_rows(min_row=4)]
        values.sort(key=lambda row: str(row[2]), reverse=True)
        values = [row for row in values if row[1] != "Un demi"]
        (members,) = [row for row in values if row[1] == MEMBERS]
        second = [*members]
        members[2], second[2] = "Members have signed the roadmap.", "Our members signed the roadmap."
        table.delete_rows(4, 20)
        for row in [*values, second, [None, None, "Words in a row of my own", None, "and a remark"]]:
            table.append(row)

    result = returned(bench, sheet, edit, expect=1)
    assert "no place in the book: Words in a row of my own | and a remark" in result.err
    assert "several translations" in result.err
    entry = bench.po.find(MEMBERS)
    assert entry.msgstr == "Members have signed the roadmap."
    assert "Our members signed the roadmap." in entry.tcomment
    assert bench.po.find("Un demi").msgstr == "1/2"


def test_sentences_on_the_wrong_rows_are_noticed(bench: Bench, sheet: Path) -> None:
    """Somebody took the protection off, and sorted one column only."""

    def edit(table: Worksheet) -> None:
        at = rows(table)
        one, other = table.cell(at[MEMBERS], 3), table.cell(at[DIVERSITY], 3)
        one.value, other.value = other.value, one.value
        table.cell(at[CLUSTER], 2).value = "Un pôle, c’est une rencontre entre des personnes."

    result = returned(bench, sheet, edit, expect=1)
    assert result.err.count("belongs to another row") == 2
    assert "was changed" in result.err
    for text in (MEMBERS, DIVERSITY):
        assert bench.po.find(text).msgstr == ENGLISH[text]
    assert ENGLISH[DIVERSITY] in bench.po.find(MEMBERS).tcomment
    assert "Zoé Exemple: Français / French: Un pôle, c’est une" in bench.po.find(CLUSTER).tcomment


def test_a_column_sorted_alone_moves_no_translation(bench: Bench, sheet: Path) -> None:
    """Short texts, too: a sheet with protection lets people sort the yellow column."""

    def edit(table: Worksheet) -> None:
        cells = [table.cell(row, 3) for row in range(4, table.max_row + 1)]
        for cell, value in zip(cells, sorted(cell.value or "" for cell in cells), strict=True):
            cell.value = value

    before = {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in bench.po}
    assert "belongs to another row" in returned(bench, sheet, edit, expect=1).err
    assert {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in bench.po} == before


def test_a_deleted_column_of_ids(bench: Bench, sheet: Path) -> None:
    """Headings have a context, so their French must find them too."""

    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        table.cell(at["Premier chapitre"], 3).value = "Chapter one"
        table.cell(table.max_row + 2, 2).value = "Too many dashes."
        table.delete_cols(8)

    result = returned(bench, sheet, edit, expect=1)
    assert "imported 2 changes, 2 reviewed texts" in result.out
    assert result.err.count("no place in the book") == 1
    assert "no place in the book: Too many dashes." in result.err
    assert bench.po.find("Premier chapitre").msgstr == "Chapter one"


def test_formulas_errors_and_dates_are_no_translations(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        at = rows(table)
        for french, value in {MEMBERS: "=C5", CLUSTER: "#REF!", "Un demi": date(2026, 2, 1)}.items():
            table.cell(at[french], 3).value = value

    result = returned(bench, sheet, edit, expect=1)
    for what in ("a formula instead of text", "an error of Excel instead", "a date instead"):
        assert what in result.err
    assert "was deleted" not in result.err  # the row has been listed already
    for french in (MEMBERS, CLUSTER, "Un demi"):
        assert bench.po.find(french).msgstr == ENGLISH[french]


def test_files_of_other_formats_are_named_with_what_to_do(bench: Bench, sheet: Path) -> None:
    table = openpyxl.load_workbook(sheet).worksheets[0]
    said = {
        "retour.rtf": (b"{\\rtf1 The members}", "not supported"),
        "retour.pdf": (b"%PDF-1.7", "not supported"),
        "retour.csv": (f"2;{MEMBERS};Members;;;;;{table.cell(5, 8).value}".encode(), "ask for the .xlsx"),
        "retour.txt": (f"Members;{table.cell(5, 8).value}".encode("utf-16"), "ask for the .xlsx"),
        "retour.htm": (f"<table>{table.cell(5, 8).value}</table>".encode(), "not supported"),
        "retour.fods": (b'<?xml version="1.0"?><office:document>', "not supported"),
        "retour.7z": (b"7z\xbc\xaf\x27\x1c", "unpack it"),
        "mail.msg": (
            bytes.fromhex("D0CF11E0A1B11AE1") + "__substg1.0_".encode("utf-16-le"),
            "save the files attached",
        ),
        "vide.docx": (b"", "is empty"),
    }
    (bench.folder / "back").mkdir()
    for name, (data, _) in said.items():
        (bench.folder / "back" / name).write_bytes(data)
    lines = bench.run("combine", "back", sheet.as_posix(), expect=1).err.splitlines()
    for name, (_, words) in said.items():
        (line,) = [line for line in lines if line.startswith(f"{name}: NOTHING IMPORTED")]
        assert words in line
    assert "not supported" in bench.run("combine", "back/retour.rtf", expect=3).err


def ascii_only(words: str) -> str:
    return words.encode("ascii", "replace").decode()


def in_another_code_page(words: str) -> str:
    return words.encode().decode("cp1252", "ignore")


def of_a_mac(words: str) -> str:
    """As LibreOffice shows a file of the Mac on Windows."""
    data = words.encode("mac-roman", "replace")
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(0xF100 + byte) for byte in data)


DAMAGE = pytest.mark.parametrize("damaged", [ascii_only, in_another_code_page, of_a_mac])
CAFE = "Le café est à nous."


@DAMAGE
def test_letters_that_a_csv_file_lost_are_no_corrections(
    bench: Bench, sheet: Path, damaged: Callable[[str], str]
) -> None:
    """Saved as CSV, opened again, saved as a workbook: the French and the heads of columns suffer, too."""
    bench.write_book([*FRENCH, CAFE, "Où ?"])
    bench.run("extract")
    po = bench.po
    for french, english in {CAFE: "The café is “ours”.", "Où ?": "Where…"}.items():
        po.find(french).msgstr, po.find(french).flags = english, ["fuzzy"]
    po.save()
    bench.run("review", "export", "--xlsx", "--to", "Zoé Exemple", "-o", "out")
    before = {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in bench.po}

    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        table.cell(at[CLUSTER], 3).value = "A cluster is a rencontre préparée."
        table.cell(at[CLUSTER], 4).value = "OK"
        table.cell(at["Second chapitre"], 4).value = "OK"
        for row in table.iter_rows():
            for cell in row:
                cell.value = None if cell.value is None else damaged(str(cell.value))

    result = returned(bench, sheet, edit, expect=1)
    assert result.err.count("A program replaced letters") == 1
    assert result.err.count("may lack letters") == 1
    assert "The French" not in result.err
    po = bench.po
    after = {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in po}
    reviewed = {MEMBERS: "Members have signed the roadmap.", "Second chapitre": ENGLISH["Second chapitre"]}
    assert after == before | {french: (english, False) for french, english in reviewed.items()}
    assert damaged("A cluster is a rencontre préparée.") in po.find(CLUSTER).tcomment
    assert not any("Français" in entry.tcomment for entry in po)


def test_ids_that_stayed_behind_when_the_rest_was_sorted(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        ids = [table.cell(at[text], 8) for text in (MEMBERS, DIVERSITY, CLUSTER)]
        values = [cell.value for cell in ids]
        for cell, value in zip(ids, [*values[1:], values[0]], strict=True):
            cell.value = value

    returned(bench, sheet, edit)
    assert bench.po.find(MEMBERS).msgstr == "Members have signed the roadmap."
    assert bench.po.find(DIVERSITY).msgstr == ENGLISH[DIVERSITY]


def test_a_word_that_a_program_made_a_truth_value_is_still_the_word(bench: Bench, sheet: Path) -> None:
    bench.review({"Un demi": "True"})
    bench.run("review", "export", "--xlsx", "--to", "Zoé Exemple", "-o", "out")

    def edit(table: Worksheet) -> None:
        table.cell(rows(table)["Un demi"], 3).value = True
        table.cell(rows(table)[MEMBERS], 3).value = False

    returned(bench, sheet, edit)
    assert bench.po.find("Un demi").msgstr == "True"
    assert bench.po.find(MEMBERS).msgstr == "False"


def test_lost_tags_leave_a_draft(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        table.cell(rows(table)[DIVERSITY], 3).value = "Gender balance is on the rise in our companies."

    result = returned(bench, sheet, edit, expect=1)
    assert "<b>…</b> of the French text is missing" in result.err
    entry = bench.po.find(DIVERSITY)
    assert entry.msgstr == "Gender balance is on the rise in our companies."
    assert entry.fuzzy


def test_emptied_cells_take_nothing_away(bench: Bench, sheet: Path) -> None:
    def edit(table: Worksheet) -> None:
        table.cell(rows(table)[MEMBERS], 3).value = None

    assert "was deleted" in returned(bench, sheet, edit, expect=1).err
    assert bench.po.find(MEMBERS).msgstr == ENGLISH[MEMBERS]


def test_a_change_meanwhile_is_a_conflict(bench: Bench, sheet: Path) -> None:
    bench.review({MEMBERS: "The members signed our roadmap."})

    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        table.cell(at[CLUSTER], 3).value = "A cluster is an encounter of people."

    result = returned(bench, sheet, edit, expect=1)
    assert "differently" in result.err
    assert bench.po.find(MEMBERS).msgstr == "The members signed our roadmap."
    assert "Members have signed the roadmap." in bench.po.find(MEMBERS).tcomment
    assert bench.po.find(CLUSTER).msgstr == "A cluster is an encounter of people."


def test_it_comes_back_after_the_french_changed(bench: Bench, sheet: Path) -> None:
    bench.write_book([text.replace("ont signé", "ont enfin signé") for text in FRENCH if text != "Un demi"])
    bench.run("extract")

    def edit(table: Worksheet) -> None:
        table.cell(rows(table)[MEMBERS], 3).value = "All of us agreed on what comes next."

    returned(bench, sheet, edit)
    entry = bench.po.find("Les adhérents ont enfin signé la feuille de route.")
    assert (entry.msgstr, entry.fuzzy) == ("All of us agreed on what comes next.", True)
    assert entry.previous_msgid == MEMBERS
    assert "nothing new" in returned(bench, sheet, edit).out


def test_the_pack_of_another_project_is_refused(bench: Bench, sheet: Path, tmp_path_factory: Any) -> None:
    other = Bench(tmp_path_factory.mktemp("other"))
    other.write_book(FRENCH)
    other.run("extract")
    before = other.po_path.read_bytes()
    result = other.run("combine", str(sheet), expect=3)
    assert "comes from another project" in result.err
    assert other.po_path.read_bytes() == before


def test_without_what_was_sent_the_texts_decide(bench: Bench, sheet: Path) -> None:
    """A fresh clone has no `.booktranslate`."""
    import shutil

    shutil.rmtree(bench.folder / ".booktranslate")

    def edit(table: Worksheet) -> None:
        at = rows(table)
        table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
        table.cell(at[CLUSTER], 4).value = "OK"

    returned(bench, sheet, edit)
    assert bench.po.find(MEMBERS).msgstr == "Members have signed the roadmap."
    assert not bench.po.find(CLUSTER).fuzzy


@needs_calc
def test_calc_saves_the_sheet_without_harm(bench: Bench, sheet: Path, tmp_path: Path) -> None:
    back = saved_again(sheet, tmp_path / "calc")
    assert "nothing new" in bench.run("combine", str(back)).out
    book = openpyxl.load_workbook(back)
    table = book.worksheets[0]
    at = rows(table)
    table.cell(at[MEMBERS], 3).value = "Members have signed the roadmap."
    table.cell(at["=SOMME(1) n’est pas une formule"], 3).value = "'=SUM(1)' is no formula"
    book.save(back)
    back = saved_again(back, tmp_path / "again")
    assert "imported 2 changes, 2 reviewed texts" in bench.run("combine", str(back)).out
    assert bench.po.find("=SOMME(1) n’est pas une formule").msgstr == "'=SUM(1)' is no formula"


def test_a_zip_of_sheets(bench: Bench, sheet: Path) -> None:
    import zipfile

    with zipfile.ZipFile(bench.folder / "retour.zip", "w") as archive:  # stored, not packed
        archive.write(sheet, "sheet (1).xlsx")
        archive.writestr("lettre.txt", "Bonjour,")
    said = bench.run("combine", "retour.zip").out
    assert "retour.zip/sheet (1).xlsx: nothing new" in said
    assert "lettre.txt: skipped: not a PO file or another review file" in said
