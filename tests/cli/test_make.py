"""One command makes the English book, beside the French file, and goes on where people are."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.bench import BOOK, ROOT, Bench
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer
from tests.unit.engines.firefox.firefox_server import FirefoxServer
from tests.unit.engines.local_http import LocalFault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="XDG_CACHE_HOME is of Linux")


@pytest.fixture
def server() -> Iterator[FirefoxServer]:
    with FirefoxServer() as made:
        yield made


@pytest.fixture
def reconciler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: FirefoxServer) -> Bench:
    """A folder with a book in it and no project; Firefox's model can be had, nothing else is there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", server.address)
    folder = tmp_path / "books"
    folder.mkdir()
    write(folder / "livre.docx", BOOK)
    return Bench(folder)


def write(path: Path, paragraphs: list[str]) -> None:
    """A book somewhere, with its title six texts if `paragraphs` is BOOK."""
    made = path.parent / "made"
    made.mkdir()
    shutil.move(Bench(made).write_book(paragraphs), path)
    shutil.rmtree(made)


def project(reconciler: Bench) -> Bench:
    return Bench(reconciler.folder / "livre-english")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_book_beside_nothing(reconciler: Bench) -> None:
    before = (reconciler.folder / "livre.docx").read_bytes()
    ran = reconciler.run("make", "livre.docx")
    assert "Made the project livre-english/" in ran.out
    assert "Drafting with firefox: its model is now on this machine" in ran.out
    assert "Made:    livre-english/build/en-GB/livre.docx\n" in ran.out
    assert "6 texts: 0 reviewed, 6 drafted, 0 untranslated" in ran.out
    assert "Cost:    nothing (6 texts drafted in this run)" in ran.out
    assert "open livre-english/translations/en-GB/livre.po in Poedit" in ran.out
    assert len(project(reconciler).texts()) == 5
    assert (reconciler.folder / "livre.docx").read_bytes() == before
    assert {path.name for path in reconciler.folder.iterdir()} == {"livre.docx", "livre-english"}


def test_again_after_a_review_and_with_a_newer_edition(reconciler: Bench) -> None:
    reconciler.run("make", "livre.docx")
    project(reconciler).review({BOOK[2]: "The members have signed the roadmap."})
    again = reconciler.run("make", "livre.docx").out
    assert "1 reviewed, 5 drafted" in again
    assert "(0 texts drafted in this run)" in again
    assert "The members have signed the roadmap." in project(reconciler).texts()

    write(reconciler.folder / "livre.docx", [*BOOK, "Un ajout de la dernière heure."])
    newer = reconciler.run("make", "livre.docx").out
    assert "livre-english/source/livre.docx by the newer edition of livre.docx." in newer
    assert "7 texts: 1 reviewed, 6 drafted" in newer
    assert "(1 text drafted in this run)" in newer
    # From any place, and on the document inside the project, it is the same project.
    inside = project(reconciler).run("make", "source/livre.docx", "--json").json
    assert inside["texts"] == {"reviewed": 1, "drafted": 6, "untranslated": 0}
    assert project(reconciler).run("make", "livre.docx", "--json").json["made"] == inside["made"]
    assert project(reconciler).run("make", "--json").json["made"] == inside["made"]
    assert files(reconciler.folder) == {"livre.docx"} | {
        f"livre-english/{name}" for name in files(project(reconciler).folder)
    }


def test_what_somebody_corrected_in_the_project_is_not_replaced(reconciler: Bench) -> None:
    reconciler.run("make", "livre.docx")
    inside = reconciler.folder / "livre-english" / "source" / "livre.docx"
    write(inside, [*BOOK, "Corrigé dans le projet."])
    kept = inside.read_bytes()
    error = reconciler.run("make", "livre.docx", expect=3).err
    assert "livre-english/source/livre.docx: differs from livre.docx" in error
    assert inside.read_bytes() == kept
    assert "7 texts" in reconciler.run("make", "livre-english/source/livre.docx").out
    shutil.copy(inside, reconciler.folder / "livre.docx")  # the same words: nothing to decide
    reconciler.run("make", "livre.docx")
    write(reconciler.folder / "livre.docx", BOOK[:2])
    assert "by the newer edition" in reconciler.run("make", "livre.docx").out


def test_a_project_that_is_there_is_used(reconciler: Bench, tmp_path: Path) -> None:
    reconciler.run("init", "mixite")
    shutil.copy(reconciler.folder / "livre.docx", reconciler.folder / "mixite" / "source")
    reconciler.run("make", "livre.docx")
    assert (reconciler.folder / "mixite" / "build" / "en-GB" / "livre.docx").exists()
    assert not (reconciler.folder / "livre-english").exists()
    built = "mixite/build/en-GB/livre.docx"
    assert "is an English book that booktranslate made" in reconciler.run("make", built, expect=2).err
    reconciler.run("init", "zweite")
    shutil.copy(reconciler.folder / "livre.docx", reconciler.folder / "zweite" / "source")
    error = reconciler.run("make", "livre.docx", expect=2).err
    assert "several projects have livre.docx: mixite, zweite. Name one with -C." in error
    reconciler.run("make", "livre.docx", "-C", "zweite")
    assert (reconciler.folder / "zweite" / "build" / "en-GB" / "livre.docx").exists()
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    Bench(outside).run("make", str(reconciler.folder / "mixite" / "source" / "livre.docx"))
    assert files(outside) == set()


def test_what_is_in_the_way_or_no_book_makes_nothing(reconciler: Bench) -> None:
    (reconciler.folder / "notes.odt").write_bytes(b"x")
    (reconciler.folder / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    before = files(reconciler.folder)
    assert "Save it as .docx" in reconciler.run("make", "notes.odt", expect=3).err
    assert "cut off or damaged" in reconciler.run("make", "broken.docx", expect=3).err
    assert "does not exist" in reconciler.run("make", "./none.docx", expect=3).err
    assert "none.docx: does not exist" in reconciler.run("make", "none.docx", expect=3).err
    assert "there is no booktranslate project (booktranslate.toml)" in reconciler.run("make", expect=2).err
    assert files(reconciler.folder) == before
    assert not (reconciler.folder / "broken-english").exists()
    (reconciler.folder / "livre-english").mkdir()
    (reconciler.folder / "livre-english" / "letter.txt").write_text("x")
    assert "already exists" in reconciler.run("make", "livre.docx", expect=2).err
    assert files(reconciler.folder) == before | {"livre-english/letter.txt"}


@pytest.fixture
def path_without_apertium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


@pytest.mark.usefixtures("path_without_apertium")
def test_without_an_engine_the_book_is_made_in_french(reconciler: Bench, server: FirefoxServer) -> None:
    server.record_fault = LocalFault(403, range(100))
    ran = reconciler.run("make", "livre.docx", expect=5)
    assert "NOT DONE: no engine is ready" in ran.err
    assert "booktranslate engine get firefox" in ran.err
    assert "DEEPL_AUTH_KEY" in ran.err
    assert "6 untranslated (left in French)" in ran.out
    assert project(reconciler).texts()[0] == "Premier chapitre"
    assert len(project(reconciler).po.untranslated_entries()) == 6
    # When the model can be had, the same command goes on.
    server.record_fault = LocalFault("", ())
    assert "6 drafted" in reconciler.run("make", "livre.docx").out


def test_without_a_network_apertium_drafts(reconciler: Bench, server: FirefoxServer) -> None:
    if not shutil.which("apertium"):
        pytest.skip("Apertium is not installed")
    server.record_fault = LocalFault(403, range(100))
    out = reconciler.run("make", "livre.docx").out
    assert "Drafting with apertium: there is no key for DeepL, and Firefox's model is not available (" in out
    assert "6 drafted" in out
    asked = len(server.log)
    assert "6 drafted" in reconciler.run("make", "livre.docx").out
    assert len(server.log) == asked  # with a draft of everything, nothing is downloaded


def test_with_a_key_the_cost_is_said(reconciler: Bench, server: FirefoxServer) -> None:
    with DeepLServer() as deepl:
        env = {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": deepl.url}
        ran = reconciler.run("make", "livre.docx", env=env)
        assert "Drafting with deepl: DEEPL_AUTH_KEY holds a key." in ran.out
        assert " characters billed, 0.00 EUR (6 texts drafted in this run)" in ran.out
        assert "Cost:    nothing (0 texts" in reconciler.run("make", "livre.docx", env=env).out
        assert server.log == []
        # A refused key, or a budget that is spent: what was made before is used.
        write(reconciler.folder / "livre.docx", [*BOOK, "Un ajout de la dernière heure."])
        spent = reconciler.run("make", "livre.docx", "--budget", "3", env=env, expect=4)
        assert "NOT DONE: " in spent.err
        assert "6 drafted, 1 untranslated" in spent.out
        assert project(reconciler).texts()[-1] == "Un ajout de la dernière heure."


def test_a_damaged_model_is_had_again(reconciler: Bench) -> None:
    reconciler.run("make", "livre.docx")
    write(reconciler.folder / "livre.docx", [*BOOK, "Un ajout de la dernière heure."])
    model = next((reconciler.folder.parent / "cache" / "booktranslate" / "firefox").glob("*/vocab.fren.spm"))
    model.write_bytes(b"")
    assert "7 drafted" in reconciler.run("make", "livre.docx").out


def test_a_finished_book_needs_no_engine(reconciler: Bench, server: FirefoxServer) -> None:
    reconciler.run("make", "livre.docx", "--engine", "pseudo")
    project(reconciler).review({entry.msgid: f"English {entry.linenum}" for entry in project(reconciler).po})
    out = reconciler.run("make", "livre.docx").out
    assert "6 reviewed, 0 drafted" in out
    assert "Review:  done. Run this command again when the French book changes." in out
    assert "Drafting" not in out
    assert server.log == []


def test_the_gravest_findings_come_first(reconciler: Bench) -> None:
    reconciler.run("make", "livre.docx", "--engine", "pseudo")
    po = project(reconciler).po
    po[1].msgstr = "The <b>mix</b> advances in our 3,500 companies."
    po.save()
    out = reconciler.run("make", "livre.docx", "--engine", "pseudo").out
    first = out[out.index("first:") :].splitlines()[1]
    assert "livre-english/translations/en-GB/livre.po:" in first
    assert "2 500" in first or "2,500" in first
    assert "[fuzzy]" not in out


def test_the_engine_of_the_configuration_is_used(reconciler: Bench) -> None:
    reconciler.run("make", "livre.docx", "--engine", "pseudo")
    (project(reconciler).folder / "booktranslate.toml").write_text("[translate]\nengine = 'deepl'\n")
    write(reconciler.folder / "livre.docx", [*BOOK, "Un ajout de la dernière heure."])
    ran = reconciler.run("make", "livre.docx", expect=2)
    assert "NOT DONE: " in ran.err
    assert "key" in ran.err
    assert "1 untranslated" in ran.out


def test_the_pdf(reconciler: Bench) -> None:
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    out = reconciler.run("make", "livre.docx", "--pdf", "--engine", "pseudo").out
    assert "livre-english/build/en-GB/livre.docx, livre-english/build/en-GB/livre.pdf" in out
    assert (project(reconciler).folder / "build/en-GB/livre.pdf").read_bytes().startswith(b"%PDF")


def test_the_epub(reconciler: Bench) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    out = reconciler.run("make", "livre.docx", "--epub", "--engine", "pseudo").out
    assert "livre-english/build/en-GB/livre.docx, livre-english/build/en-GB/livre.epub" in out
    with zipfile.ZipFile(project(reconciler).folder / "build/en-GB/livre.epub") as archive:
        assert archive.read("mimetype") == b"application/epub+zip"


def test_without_pandoc_nothing_is_made(reconciler: Bench, path_without_apertium: None) -> None:
    assert "pandoc" in reconciler.run("make", "livre.docx", "--epub", expect=5).err
    assert files(reconciler.folder) == {"livre.docx"}


def test_make_book_is_this_command(tmp_path: Path) -> None:
    """The target of the Makefile chooses the engine as the command does, because it is the command."""
    log, program = tmp_path / "log", tmp_path / "booktranslate"
    program.write_text(f'#!/bin/sh\necho "$*" >> {log}\n')
    program.chmod(0o755)
    subprocess.run(
        ["make", "-s", "-o", "packages", "-o", ".venv/ready", "book", f"BIN={tmp_path}"],
        cwd=ROOT,
        env=dict(os.environ),
        check=True,
    )
    assert log.read_text().splitlines() == ["make --pdf"]
