"""Which project a command works on: that of its folder, or of a folder above."""

import shutil
import unicodedata
from pathlib import Path

import docx
import pytest

from tests.cli.bench import Bench


def make_project(bench: Bench) -> None:
    (bench.folder / "booktranslate.toml").write_text("", "utf-8")


@pytest.mark.parametrize("below", ["translations/en-GB", "source", "notes/a"])
def test_a_command_below_the_project_finds_it(bench: Bench, below: str) -> None:
    make_project(bench)
    bench.run("extract")
    inner = bench.folder / below
    inner.mkdir(parents=True, exist_ok=True)
    made = Bench(inner).run("extract", "--json").json
    assert made[0]["files"] == ["translations/en-GB/livre.po"]
    assert bench.run("status", "-C", below, "--json").json[0]["file"] == "translations/en-GB/livre.po"
    assert not (inner / "translations").exists() or below.startswith("translations")


def test_files_are_named_from_where_one_is(bench: Bench) -> None:
    make_project(bench)
    inner = bench.folder / "notes"
    inner.mkdir()
    assert Bench(inner).run("inspect", "../source/livre.docx", "--json").json["complete"] is True
    shutil.copy(bench.folder / "source/livre.docx", inner / "autre.docx")
    assert "autre.docx" in Bench(inner).run("inspect", "autre.docx").out


def test_a_project_is_found_however_the_accents_of_its_name_are_coded(bench: Bench) -> None:
    stored, typed = (unicodedata.normalize(form, "Été à Évry") for form in ("NFD", "NFC"))
    (bench.folder / stored).mkdir()
    (bench.folder / "source").rename(bench.folder / stored / "source")
    assert bench.run("extract", "-C", typed, "--json").json[0]["document"] == "livre.docx"
    bench.run("inspect", f"{typed}/source/livre.docx")


def test_the_nearest_project_is_meant(bench: Bench) -> None:
    make_project(bench)
    inner = bench.folder / "tome2"
    (inner / "source").mkdir(parents=True)
    shutil.copy(bench.folder / "source/livre.docx", inner / "source/tome.docx")
    assert Bench(inner).run("extract", "--json").json[0]["document"] == "tome.docx"


@pytest.mark.parametrize(
    "command",
    [
        *(("extract",), ("translate",), ("status",), ("check",), ("assemble",), ("cost",), ("report",)),
        *(("memory", "status"), ("glossary", "check"), ("convert", "x.doc")),
    ],
    ids=" ".join,
)
def test_elsewhere_there_is_no_project(tmp_path: Path, command: tuple[str, ...]) -> None:
    error = Bench(tmp_path).run(*command, expect=2).err
    assert "there is no booktranslate project (booktranslate.toml)" in error
    assert "booktranslate init" in error
    assert list(tmp_path.iterdir()) == []


def test_a_word_file_is_inspected_anywhere(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "x.docx"))
    Bench(tmp_path).run("inspect", "x.docx")


def test_the_forms_of_words_are_kept_for_the_next_run(bench: Bench) -> None:
    """The lemmatiser takes longer to load than a small book to read."""
    (bench.folder / "glossary.csv").write_text("source,target\nfeuille de route,roadmap\n", "utf-8")
    bench.run("extract")
    kept = bench.folder / ".booktranslate" / "lemmas.txt"
    assert "feuille\tfeuille\t1" in kept.read_text("utf-8")
    kept.unlink()
    kept.mkdir()  # it cannot be written
    bench.run("extract")
