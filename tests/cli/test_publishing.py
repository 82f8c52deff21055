"""`assemble --pdf --epub --certify`: the files, the statement, and the exit code when a word is lost."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.bench import Bench
from tests.unit.publishing.everything import everything

_TOOLS = all(shutil.which(program) for program in ("soffice", "pandoc"))
needs_tools = pytest.mark.skipif(not _TOOLS, reason="LibreOffice or pandoc is not installed")


def book(folder: Path) -> Bench:
    (folder / "source").mkdir()
    everything(folder / "source", file="livre.docx")
    made = Bench(folder)
    made.run("init")
    made.run("extract")
    return made


@needs_tools
def test_the_chain_from_the_source_to_the_pages(tmp_path: Path) -> None:
    bench = book(tmp_path)
    done = bench.run("assemble", "--pdf", "--epub", "--certify", "--json", "--no-mark", expect=1)
    build = tmp_path / "build/en-GB"
    (made,) = (item for item in done.json if "document" in item)
    assert made["files"] == [
        f"build/en-GB/livre.{ending}"
        for ending in ("docx", "pdf", "epub", "certificate.html", "certificate.json")
    ]
    data = json.loads((build / "livre.certificate.json").read_text("utf-8"))
    assert data == made["certificate"]
    assert (data["complete"], data["document"]) == (False, "livre.docx")
    pdf, epub = data["files"]
    assert {each["confined"] for each in pdf["lost"]} == {
        "a table row of exact height",
        "a text box of fixed size",
        "a frame of exact height",
    }
    assert epub["lost"] == []
    assert epub["found"] == epub["letters"] > pdf["found"]
    assert data["source"]["texts"] >= data["texts"]["untranslated"] > 30  # some texts stand in it twice
    page = (build / "livre.certificate.html").read_text("utf-8")
    assert "Not complete." in page
    assert "cut off by a text box of fixed size" in page
    assert "NOT COMPLETE. livre.pdf" in done.err
    report = bench.run("report", "--json").json
    assert [(each["file"], each["letters"] - each["found"]) for each in report["proofs"]] == [
        ("livre.pdf", pdf["letters"] - pdf["found"]),
        ("livre.epub", 0),
    ]
    assert "Every word on a page" in (tmp_path / "build/report.html").read_text("utf-8")
    again = bench.run("assemble")
    assert all(f"livre.{ending}" in again.out for ending in ("pdf", "epub", "certificate.html"))
    assert [path.name for path in build.iterdir()] == ["livre.docx"]


def test_a_certificate_needs_something_to_look_into(bench: Bench) -> None:
    assert "Add --pdf or --epub." in bench.run("assemble", "--certify", expect=2).err


def test_without_pandoc_it_says_how_to_get_it(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = bench.run("assemble", "--epub", expect=5, env={"PATH": str(tmp_path / "nothing")})
    assert "apt install pandoc" in done.err


def test_inspect_names_what_nobody_has_described(tmp_path: Path) -> None:
    path = everything(tmp_path)
    done = Bench(tmp_path).run("inspect", path.name, "--json")
    assert done.json["accessibility"] == [
        {"kind": "picture", "name": "Picture 2", "heading": "Of small things", "part": "word/document.xml"}
    ]
    said = Bench(tmp_path).run("inspect", path.name).out
    assert "The picture “Picture 2”, under “Of small things” has no alternative text." in said
