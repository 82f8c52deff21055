"""`assemble --pdf --epub --certify`: the files, the statement, and the exit code when a word is lost."""

import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from defusedxml.ElementTree import fromstring

from booktranslate.epub.package import pages as epub_pages
from booktranslate.pdf.pages import pages_of
from tests.cli.bench import Bench
from tests.unit.docx import building as w
from tests.unit.epub.test_epub import CHECKER, QUICK
from tests.unit.publishing.everything import FONT, SECTION, chapters, everything

_FAKETIME = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
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
    done = bench.run("assemble", "--pdf", "--epub", "--certify", "--layout", "--json", "--no-mark", expect=1)
    build = tmp_path / "build/en-GB"
    (made,) = (item for item in done.json if "document" in item)
    assert made["files"] == [
        f"build/en-GB/livre.{ending}"
        for ending in (
            "docx",
            "pdf",
            "epub",
            "certificate.html",
            "certificate.json",
            "layout.html",
            "layout.json",
        )
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
    _is_reported_on_its_page(build, pdf)
    report = bench.run("report", "--json").json
    assert [(each["file"], each["letters"] - each["found"]) for each in report["proofs"]] == [
        ("livre.pdf", pdf["letters"] - pdf["found"]),
        ("livre.epub", 0),
    ]
    assert "Every word on a page" in (tmp_path / "build/report.html").read_text("utf-8")
    again = bench.run("assemble")
    assert all(f"livre.{ending}" in again.out for ending in ("pdf", "epub", "certificate.html"))
    assert [path.name for path in build.iterdir()] == ["livre.docx"]


def _is_reported_on_its_page(build: Path, certificate: dict[str, Any]) -> None:
    """What a box cuts off, a font that is not there, a picture without words: in the report on the layout,
    each on the page that has it, the worst first."""
    with pages_of(build / "livre.pdf") as pages:
        texts = [" ".join(page.text.split()) for page in pages]
    where = {
        "lay seven wicks": "a text box of fixed size",
        "Nobody describes": "A picture has no alternative text.",
        "type that is nowhere": f"The font {FONT} is not installed here",
    }
    notices = json.loads((build / "livre.layout.json").read_text("utf-8"))["notices"]
    for words, what in where.items():
        (number,) = [number for number, text in enumerate(texts, 1) if words in text]
        assert number in [notice["page"] for notice in notices if what in notice["what"]]
    assert {each["page"] for each in certificate["lost"] if "fixed size" in each["confined"]} <= {
        notice["page"] for notice in notices if "a text box of fixed size" in notice["what"]
    }
    order = [next(n for n, notice in enumerate(notices) if what in notice["what"]) for what in where.values()]
    assert order[0] < order[2] < order[1]  # the worst first
    page = (build / "livre.layout.html").read_text("utf-8")
    assert [what for what in where.values() if what not in page] == []


@dataclass(frozen=True)
class Published:
    """A book of which everything was reviewed, with annexes, as Word, PDF and EPUB; what was said."""

    bench: Bench
    data: dict[str, Any]

    def path(self, ending: str) -> Path:
        return self.bench.folder / f"build/en-GB/livre.{ending}"


_FRENCH = "Le phare appartient à une petite et moyenne entreprise (PME)."
_ENGLISH = "The lighthouse belongs to a small or medium-sized enterprise (SME)."
_PUBLISH = ("assemble", "--pdf", "--epub", "--certify", "--final")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("published")
    (folder / "source").mkdir()
    listed = contents("First light", "Second light", "Third light")
    body = listed + chapters(clipped=False).replace(SECTION, w.p(_FRENCH) + SECTION)
    everything(folder / "source", file="livre.docx", body=body)
    bench = Bench(folder)
    bench.run("init")
    (folder / "glossary.csv").write_text("source,target\nphare,lighthouse\nPME,SME\nusine,factory\n", "utf-8")
    settings = '[annexes]\nadd = ["glossary", "acronyms", "making"]\n[colophon]\ntranslator = "Max Muster"\n'
    (folder / "booktranslate.toml").write_text(settings, "utf-8")
    bench.run("extract")
    bench.review({entry.msgid: entry.msgid for entry in bench.po} | {_FRENCH: _ENGLISH})
    po = bench.po
    po.metadata["Last-Translator"] = "Zoé Exemple <zoe@example.org>"
    po.save()
    done = bench.run(*_PUBLISH, "--json")
    (made,) = (item for item in done.json if "document" in item)
    return Published(bench, made["certificate"])


@needs_tools
def test_one_certificate_is_complete_with_the_annexes(published: Published) -> None:
    """The book as PDF/UA, EPUB and Word, and every word of it and of its annexes in both."""
    assert published.data["complete"] is True
    pdf, epub = published.data["files"]
    assert (pdf["found"], epub["lost"], pdf["lost"]) == (pdf["letters"], [], [])
    words = (
        "Glossary of terms",
        "lighthouse",
        "phare",
        "List of acronyms",
        "How this book was made",
        "Max Muster",
    )
    with pages_of(published.path("pdf")) as pages:
        text = " ".join(" ".join(page.text.split()) for page in pages)
    read = " ".join(epub_pages(published.path("epub")))
    assert [each for each in words if each not in text or each not in read] == []
    assert "usine" not in read
    with pikepdf.open(published.path("pdf")) as made, made.open_outline() as outline:
        assert made.open_metadata()["pdfuaid:part"] == "1"
        assert [item.title for item in outline.root][3:] == list(words[::2][:1]) + list(words[3:5])
        last = len(made.pages)
    lines = [re.sub(r"\.{2,}", " ", line) for line in pdf_lines(published.path("pdf"))[:8]]
    assert f"How this book was made {last}" in lines
    assert f"Glossary of terms {last - 2}" in lines


@needs_tools
def test_the_metadata_say_who_made_it_and_how(published: Published) -> None:
    told = "This book was translated from French into British English by Max Muster. "
    told += "People have reviewed every text. Reviewed by Zoé Exemple."
    with pikepdf.open(published.path("pdf")) as pdf:
        data = pdf.open_metadata()
        assert (data["dc:description"], str(pdf.docinfo["/Subject"])) == (told, told)
        assert set(data["dc:contributor"]) == {"Max Muster", "Zoé Exemple"}
        assert list(data["dc:creator"]) == ["Ada Ferry"]
    with zipfile.ZipFile(published.path("epub")) as archive:
        name = next(each for each in archive.namelist() if each.endswith("content.opf"))
        package = fromstring(archive.read(name))
        nav = archive.read(next(each for each in archive.namelist() if each.endswith("nav.xhtml"))).decode()
    people = {
        item.get("id"): item.text for item in package.iter("{http://purl.org/dc/elements/1.1/}contributor")
    }
    roles = {
        people[item.get("refines", "")[1:]]: (item.get("scheme"), item.text)
        for item in package.iter("{http://www.idpf.org/2007/opf}meta")
        if item.get("property") == "role"
    }
    assert roles == {"Max Muster": ("marc:relators", "trl"), "Zoé Exemple": ("marc:relators", "rev")}
    (description,) = package.iter("{http://purl.org/dc/elements/1.1/}description")
    assert description.text == told
    assert all(f">{title}</a>" in nav for title in ("Glossary of terms", "List of acronyms"))


@needs_tools
@pytest.mark.skipif(not CHECKER.exists(), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing_in_a_book_with_annexes(published: Published) -> None:
    command = ["java", *QUICK, "-jar", CHECKER, "--failonwarnings", published.path("epub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr


@needs_tools
@pytest.mark.skipif(not _FAKETIME, reason="faketime is not installed")
def test_two_builds_on_two_days_are_equal(published: Published, tmp_path: Path) -> None:
    """The same command five years later: our program, LibreOffice and pandoc all believe it."""
    clock = {
        "LD_PRELOAD": str(_FAKETIME[0]),
        "FAKETIME": "@2031-05-06 07:08:09",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    later = " ".join(f"{name}='{value}'" for name, value in clock.items())
    for program in ("soffice", "pandoc"):
        script = tmp_path / program
        script.write_text(f'#!/bin/sh\nexport {later}\nexec {shutil.which(program)} "$@"\n')
        script.chmod(0o755)
    # Under faketime, the sleep of Python 3.11 and later is refused by the system; that of select is not.
    sleep = "import select, time\ntime.sleep = lambda seconds: select.select([], [], [], seconds)\n"
    (tmp_path / "sitecustomize.py").write_text(sleep, "utf-8")
    before = {path.name: path.read_bytes() for path in published.path("docx").parent.iterdir()}
    published.bench.run(
        *_PUBLISH, env={**clock, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(tmp_path)}
    )
    after = {path.name: path.read_bytes() for path in published.path("docx").parent.iterdir()}
    assert sorted(after) == [
        f"livre.{each}" for each in ("certificate.html", "certificate.json", "docx", "epub", "pdf")
    ]
    assert [name for name in before if after[name] != before[name]] == []


def read_epub(path: Path) -> str:
    """The markup of the pages of an EPUB."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in sorted(archive.namelist()) if "/text/" in name)


@needs_tools
def test_an_epub_says_that_it_is_a_draft(bench: Bench) -> None:
    """It has no headers, in which the pages of the other editions say so."""
    bench.write_book(["# Premier", "Deux.", "# Second"])
    bench.run("extract")
    bench.review({"Premier": "First", "Second": "Second"})
    book = bench.folder / "build/en-GB/livre.epub"
    bench.run("assemble", "--epub", "--certify")
    first, *others = epub_pages(book)
    words = "DRAFT – not reviewed: 2 of 4 texts"
    assert first.strip().startswith(words)
    assert words not in "".join(others)
    with zipfile.ZipFile(book) as archive:
        assert f"<dc:description>{words}</dc:description>" in archive.read("EPUB/content.opf").decode()
    bench.run("assemble", "--epub", "--no-mark")
    assert "DRAFT" not in read_epub(book)
    bench.review({"Deux.": "Two.", "Le livre": "The book"})
    bench.run("assemble", "--epub")
    assert "DRAFT" not in read_epub(book)


def contents(*headings: str) -> str:
    """A table of contents as Word has filled it."""
    code, style = w.begin(r' TOC \o "1-2" '), w.styled("Toc1")
    lines = [
        w.p("" if place else code, title, w.r("<w:tab/>"), "9", properties=style)
        for place, title in enumerate(headings)
    ]
    return "".join(lines) + w.p(w.END)


def pdf_lines(path: Path) -> list[str]:
    """The lines of a PDF, white space as one space."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return [line for row in done.stdout.splitlines() if (line := " ".join(row.split()))]


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
