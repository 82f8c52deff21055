"""Five people review five chapters of the sample book, each with the program that they know.

Poedit, LibreOffice Writer with tracked changes, a Word table, Excel, and the review page in a browser: one
file comes back under another name, one in part, one after the French has changed, and two people correct the
same texts. All words arrive, what two people wrote in two ways is listed, signatures stand, and the one for a
word that is changed later is shown void.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import polib
import pytest
from docx.document import Document
from playwright.sync_api import Browser, sync_playwright

from tests.cli.bench import ROOT, Bench
from tests.cli.office import edited_in_writer
from tests.desktop.poedit import virtual_screen

PAGE, TABLE, SHEET, BOOK, POEDIT = CHAPTERS = (
    "Marie-Odile Schnebelin",
    "Ketty Montabord",
    "Prisca Vayaboury",
    "Perrine Vullierme",
    "Maylis Nguyen-Larrieu",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "install the Debian package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def project(tmp_path: Path) -> Bench:
    made = Bench(tmp_path / "project")
    for name in ("source", "translations"):
        shutil.copytree(ROOT / name, made.folder / name)
    for name in ("glossary.csv", "dictionary.txt"):
        shutil.copy(ROOT / name, made.folder)
    made.run("extract")
    made.run("translate", "--engine", "apertium")
    return made


def catalogue(project: Bench) -> polib.POFile:
    return polib.pofile(str(project.folder / "translations/en-GB/dirigeantes-de-clusters.po"), wrapwidth=0)


def of(file: polib.POFile, chapter: str) -> list[polib.POEntry]:
    return [entry for entry in file if f"Chapter: {chapter}" in entry.comment.split("\n")]


def plain_drafts(file: polib.POFile, chapter: str) -> list[polib.POEntry]:
    """Drafts of long texts without tags that stand in the book once."""
    return [
        entry
        for entry in of(file, chapter)
        if entry.fuzzy and 120 < len(entry.msgid) < 700 and "<" not in entry.msgid and "\n" not in entry.msgid
    ]


def test_five_people_and_five_programs(project: Bench, chromium: Browser, tmp_path: Path) -> None:
    before = catalogue(project)
    texts = {chapter: [entry.msgid for entry in plain_drafts(before, chapter)][:4] for chapter in CHAPTERS}
    drafts = {text: before.find(text).msgstr for chapter in CHAPTERS for text in texts[chapter]}
    assert all(len(found) >= 2 for found in texts.values()), texts
    words = {chapter: f"This is how the reviewer of {chapter} says it." for chapter in CHAPTERS}
    out = project.folder / "out"
    project.run("review", "export", "--html", "--chapter", PAGE, "--to", "Zoé Exemple", "-o", "out")
    project.run("review", "export", "--docx", "--chapter", TABLE, "--to", "Ida Exemple", "-o", "out")
    project.run("review", "export", "--xlsx", "--to", "Ali Exemple", "-o", "out")
    project.run("review", "export", "--po", "--chapter", POEDIT, "--to", "Eve Exemple", "-o", "out")
    project.run("assemble")
    back = tmp_path / "back"
    back.mkdir()

    # Zoé, on the review page: corrects two texts of her chapter and accepts the others.
    (page_file,) = out.glob("*zoe*.html")
    page = chromium.new_page(locale="en-GB")
    page.goto(page_file.as_uri())
    page.get_by_label("Your name").first.fill("Zoé Exemple")
    for number, text in enumerate(texts[PAGE][:2]):
        row = [entry.msgid for entry in of(before, PAGE)].index(text) + 1
        page.get_by_role("button", name=f"Edit text {row}", exact=True).click()
        page.locator("textarea").first.fill(f"{words[PAGE]} {number}")
    page.get_by_role("button", name="Send back…").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the file").click()
    waiting.value.save_as(back / "zoe.json")
    page.close()

    # Ida, in the Word table: sends back only one row of hers.
    (table_file,) = out.glob("*ida*.docx")
    table = docx.Document(str(table_file))
    kept = one_row(table, texts[TABLE][0], words[TABLE])
    assert kept == 1
    table.save(str(back / "ida, début.docx"))

    # Ali, in Excel: his chapter, and the two texts of Zoé in another way; his mail program renames the file.
    (sheet_file,) = out.glob("*ali*.xlsx")
    book = openpyxl.load_workbook(sheet_file)
    cells = {str(row[1].value): row[2] for row in book.worksheets[0].iter_rows(min_row=4)}
    cells[texts[SHEET][0]].value = words[SHEET]
    for text in texts[PAGE][:2]:
        cells[text].value = f"Ali sees it otherwise: {drafts[text][:40]}"
    book.save(back / "Copie de pièce jointe (2).xlsx")

    # Léa, in the finished book, in Writer under tracked changes; it comes back after the French has changed.
    late = texts[BOOK][0]
    finished = project.folder / "build/en-GB/dirigeantes-de-clusters.docx"
    spoken = [each.text for each in docx.Document(str(finished)).paragraphs]
    printed = max(spoken, key=lambda one: len(set(one.split()) & set(drafts[late].split())))
    edited = edited_in_writer(finished, back / "lea", printed[:80], f"{words[BOOK]} {printed[60:80]}")
    changed = late.replace(late.split()[1], f"très {late.split()[1]}", 1)
    source = next((project.folder / "source").glob("*.docx"))
    french = docx.Document(str(source))
    (paragraph,) = [each for each in french.paragraphs if each.text == late]
    paragraph.runs[0].text = changed
    for run in paragraph.runs[1:]:
        run.text = ""
    french.save(str(source))
    project.run("extract")

    # Eve, in the real Poedit.
    (po_file,) = out.glob("*eve*.po")
    pack = polib.pofile(str(po_file))
    place = next(index for index, entry in enumerate(pack) if entry.msgid == texts[POEDIT][0])
    with virtual_screen(tmp_path / "home") as desktop:
        desktop.edit(po_file, place, f" {words[POEDIT]}")
    shutil.copy(po_file, back / "eve.po")

    said = [
        project.run("combine", str(back / "zoe.json")),
        project.run("combine", str(back / "ida, début.docx")),
        project.run("combine", str(back / "Copie de pièce jointe (2).xlsx"), "--json", expect=1),
        project.run("combine", str(back / "eve.po")),
        project.run("combine", str(edited)),
    ]
    conflicts = [each for each in json.loads(said[2].out)["findings"] if each["severity"] == "warning"]
    assert len(conflicts) == 2, conflicts

    file = catalogue(project)
    for chapter, text in ((TABLE, texts[TABLE][0]), (SHEET, texts[SHEET][0])):
        assert (file.find(text).msgstr, file.find(text).fuzzy) == (words[chapter], False)
    for number, text in enumerate(texts[PAGE][:2]):
        assert file.find(text).msgstr == f"{words[PAGE]} {number}"
        assert f"Ali sees it otherwise: {drafts[text][:40]}" in file.find(text).tcomment
    assert file.find(texts[POEDIT][0]).msgstr == f"{drafts[texts[POEDIT][0]]} {words[POEDIT]}"
    assert not file.find(texts[POEDIT][0]).fuzzy
    assert words[BOOK] in file.find(changed).msgstr

    # The rest is accepted, and each of the five signs.
    for chapter in CHAPTERS:
        for entry in of(file, chapter):
            entry.fuzzy = False
            entry.tcomment = entry.tcomment.replace("booktranslate: draft by apertium", "").strip()
    file.save()
    for person, chapter in zip(("Zoé", "Ida", "Ali", "Léa", "Eve"), CHAPTERS, strict=True):
        project.run("sign-off", "--by", f"{person} Exemple", "--chapter", chapter)
    listed = project.run("sign-off", "--list").out
    assert "VOID" not in listed
    for person in ("Zoé", "Ida", "Ali", "Léa", "Eve"):
        assert f"signed by {person} Exemple" in listed

    file = catalogue(project)
    file.find(texts[SHEET][0]).msgstr = "Somebody changes a word later."
    file.save()
    listed = project.run("sign-off", "--list", expect=1).out
    assert f"{texts[SHEET][0][:30]}" in listed
    (void,) = [line for line in listed.split("\n") if "VOID" in line]
    assert SHEET in void
    assert listed.count("signed by ") >= 5


def one_row(document: Document, french: str, english: str) -> int:
    """Write into the row of a text, and delete the others but the head; how many are left."""
    table = document.tables[0]
    left = 0
    for row in table.rows[1:]:
        if row.cells[1].text == french:
            row.cells[2].paragraphs[0].text = english
            left += 1
        else:
            table._tbl.remove(row._tr)
    return left
