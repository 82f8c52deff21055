"""A draft edition says what it is, and stands beside nothing that is older."""

import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.bench import BOOK, Bench

BUILD = Path("build/en-GB")


def header(path: Path) -> str:
    section = docx.Document(str(path)).sections[0]
    return "".join(item.text for item in section.header.paragraphs)


def status(path: Path) -> str:
    return str(docx.Document(str(path)).core_properties.content_status)


def finish(bench: Bench) -> None:
    """Review all texts."""
    po = bench.po
    for entry in po:
        entry.msgstr, entry.flags = entry.msgid.replace("é", "e"), []
    po.save()


def test_a_draft_says_so_until_it_is_final(bench: Bench) -> None:
    bench.run("extract")
    bench.review({"Premier chapitre": "Chapter One"})
    made = bench.folder / BUILD / "livre.docx"
    bench.run("assemble")
    assert header(made) == "DRAFT – not reviewed: 5 of 6 texts"
    assert status(made) == "Draft"
    bench.run("assemble", "--reviewed-only")
    assert header(made) == "DRAFT – still in French: 5 of 6 texts"
    bench.run("assemble", "--no-mark")
    assert (header(made), status(made)) == ("", "")
    finish(bench)
    assert "NOT THE FINAL" not in bench.run("assemble").err
    assert (header(made), status(made)) == ("", "")


def test_the_edition_in_both_languages_says_so_too(bench: Bench) -> None:
    bench.run("extract")
    made = bench.folder / BUILD / "livre.bilingual.docx"
    bench.run("assemble", "--bilingual")
    assert (header(made), status(made)) == ("DRAFT – not reviewed: 5 of 5 texts", "Draft")
    bench.run("assemble", "--bilingual", "--no-mark")
    assert (header(made), status(made)) == ("", "")
    finish(bench)
    bench.run("assemble", "--bilingual")
    assert (header(made), status(made)) == ("", "")


def test_the_pdf_of_a_draft_says_so_on_each_page(bench: Bench) -> None:
    bench.write_book([*BOOK, *(f"Ligne {number}." for number in range(90))])
    bench.run("extract")
    bench.run("assemble", "--pdf")
    pdf = bench.folder / BUILD / "livre.pdf"
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 1
    assert all("DRAFT – not reviewed: 96 of 96 texts" in page for page in pages)


OLD = ["livre.pdf", "livre.bilingual.docx", "livre.bilingual.pdf"]


def test_what_an_earlier_edition_left_is_removed_and_said(bench: Bench) -> None:
    bench.run("extract")
    folder = bench.folder / BUILD
    folder.mkdir(parents=True)
    others = ["livre.txt", "livre2.pdf", "autre.pdf", "livre.de.docx"]
    for name in [*OLD, *others]:
        (folder / name).write_bytes(b"old")
    result = bench.run("assemble")
    for name in OLD:
        assert f"Removed build/en-GB/{name}, which was made from an earlier edition" in result.out
    assert sorted(path.name for path in folder.iterdir()) == sorted(["livre.docx", *others])
    assert "Removed" not in bench.run("assemble").out


def test_what_is_made_again_is_not_said_to_be_removed(bench: Bench) -> None:
    bench.run("extract")
    bench.run("assemble", "--bilingual")
    result = bench.run("assemble", "--bilingual", "--json").json
    assert result[0]["removed"] == []
    assert result[0]["files"] == ["build/en-GB/livre.docx", "build/en-GB/livre.bilingual.docx"]
    assert bench.run("assemble", "--json").json[0]["removed"] == ["build/en-GB/livre.bilingual.docx"]


def test_the_edition_of_another_document_is_not_removed(bench: Bench) -> None:
    source = bench.folder / "source"
    (source / "livre.bilingual.docx").write_bytes((source / "livre.docx").read_bytes())
    bench.run("extract")
    bench.run("assemble", "livre.bilingual.docx")
    assert "Removed" not in bench.run("assemble", "livre.docx").out
    assert (bench.folder / BUILD / "livre.bilingual.docx").is_file()


def test_a_failed_assembly_removes_nothing(bench: Bench) -> None:
    folder = bench.folder / BUILD
    folder.mkdir(parents=True)
    (folder / "livre.pdf").write_bytes(b"old")
    bench.run("assemble", expect=3)
    assert (folder / "livre.pdf").read_bytes() == b"old"


@pytest.mark.parametrize("option", ["--mark", "--no-mark"])
def test_parts_that_nothing_changes_are_copied(bench: Bench, option: str) -> None:
    bench.run("extract")
    bench.run("assemble", option)
    with (
        zipfile.ZipFile(bench.folder / "source/livre.docx") as before,
        zipfile.ZipFile(bench.folder / BUILD / "livre.docx") as after,
    ):
        changed = {name for name in after.namelist() if name not in before.namelist()} | {
            name for name in before.namelist() if before.read(name) != after.read(name)
        }
    marked = {
        *("[Content_Types].xml", "docProps/core.xml", "word/_rels/document.xml.rels"),
        *("word/document.xml", "word/headerDraft1.xml"),
    }
    assert changed == (marked if option == "--mark" else set())
