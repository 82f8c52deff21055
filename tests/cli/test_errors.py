"""Every way that a run can fail: one clear line, the stable exit code, and every file as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from booktranslate.errors import ExitCode
from tests.cli.bench import Bench


def test_no_source_folder(tmp_path: Path) -> None:
    (tmp_path / "booktranslate.toml").write_text("", "utf-8")
    error = Bench(tmp_path).run("extract", expect=3).err
    assert error.startswith("Error: ")
    assert "source" in error


def test_no_document(bench: Bench) -> None:
    (bench.folder / "source/livre.docx").unlink()
    assert "holds no Word document" in bench.run("extract", expect=3).err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 cut off", "cut off or damaged"),
        (b"plain text, no zip", "not a Word document"),
    ],
)
def test_a_bad_document_changes_nothing(bench: Bench, content: bytes, words: str) -> None:
    bench.run("extract")
    before = bench.po_path.read_bytes()
    (bench.folder / "source/autre.docx").write_bytes(content)
    error = bench.run("extract", expect=3).err
    assert "autre.docx" in error
    assert words in error
    assert bench.po_path.read_bytes() == before


def test_a_lock_file_of_word_is_passed_over(bench: Bench) -> None:
    (bench.folder / "source/~$livre.docx").write_bytes(b"\x00" * 162)
    assert "lock file of Word" in bench.run("extract").err


def test_a_broken_po_is_left_alone(bench: Bench) -> None:
    bench.run("extract")
    broken = bench.po_path.read_text("utf-8").replace('msgid "Premier chapitre"', 'msgid "Premier chapitre')
    bench.po_path.write_text(broken, "utf-8")
    for command in ("extract", "translate", "status", "assemble"):
        error = bench.run(command, *(["--engine", "pseudo"] if command == "translate" else []), expect=3).err
        assert "livre.po:" in error
    assert bench.po_path.read_text("utf-8") == broken


def test_steps_before_extract(bench: Bench) -> None:
    assert "booktranslate extract" in bench.run("assemble", expect=3).err
    assert "booktranslate extract" in bench.run("status", expect=3).err


@pytest.mark.parametrize(
    ("configuration", "words"),
    [
        ("[languages]\ntarget = 3\n", "languages.target"),
        ("[extract]\nsplitt = 'x'\n", "extract.splitt"),
        ("[paths]\nbuild = '../elsewhere'\n", "leaves the project folder"),
        ("[extract]\nhidden = 'yes'\n", "true or false"),
        ("not toml", "not valid TOML"),
        (
            "[check]\noff = ['spelling', 'speling']\n",
            "check.off: lists “speling”, which is not a check. Did you mean spelling?",
        ),
        ("[check]\nnotes = ['quotes']\n", "check.notes: lists “quotes”, which is not a check"),
        (
            "[typography]\noff = ['speling']\n",
            "typography.off: lists “speling”, which is not a rule of typography",
        ),
    ],
)
def test_a_bad_configuration(bench: Bench, configuration: str, words: str) -> None:
    (bench.folder / "booktranslate.toml").write_text(configuration, "utf-8")
    error = bench.run("extract", expect=2).err
    assert "booktranslate.toml" in error
    assert words in error


@pytest.mark.parametrize("configuration", ["[engine.mine]\nsign = '?'\n", "[translate]\nengine = 'mine'\n"])
def test_an_engine_that_only_others_have(bench: Bench, configuration: str) -> None:
    """Who reviews needs no engine."""
    (bench.folder / "booktranslate.toml").write_text(configuration, "utf-8")
    warning = "booktranslate.toml names the engine 'mine', which is not installed on this machine."
    assert bench.run("extract").err.splitlines() == [warning]
    assert bench.run("translate", "--engine", "pseudo", "--dry-run").err.splitlines() == [warning]
    assert "unknown engine 'mine'" in bench.run("translate", "--engine", "mine", expect=2).err


def test_a_bad_glossary(bench: Bench) -> None:
    (bench.folder / "glossary.csv").write_text("source,target\n,member\n", "utf-8")
    assert "glossary.csv" in bench.run("extract", expect=3).err


def test_unknown_engine_and_options(bench: Bench) -> None:
    bench.run("extract")
    assert "apertium" in bench.run("translate", "--engine", "babel", expect=2).err
    bench.run("extract", "--nonsense", expect=2)
    bench.run("nonsense", expect=2)


def test_deepl_without_a_key(bench: Bench) -> None:
    bench.run("extract")
    assert "DEEPL_AUTH_KEY" in bench.run("translate", "--engine", "deepl", expect=2).err


def test_programs_that_are_not_installed(bench: Bench) -> None:
    bench.run("extract")
    empty = bench.folder / "empty"
    empty.mkdir()
    env = {"PATH": str(empty), "HOME": str(empty)}
    error = bench.run("translate", expect=5, env=env).err
    for words in (
        "sudo apt-get install apertium",
        "DEEPL_AUTH_KEY",
        "--engine argos",
        "--engine libretranslate",
    ):
        assert words in error
    assert "6 texts" in bench.run("extract", env=env).out
    assert "This engine is not ready: Apertium is not installed." in (
        bench.run("translate", "--dry-run", env=env).out
    )
    assert bench.run("translate", "--dry-run", "--json", env=env).json["documents"][0]["texts"] == 6
    assert "LibreOffice is not installed" in bench.run("assemble", "--pdf", expect=5, env=env).err
    assert not (bench.folder / "build").exists()


def test_a_result_that_cannot_be_written(bench: Bench) -> None:
    bench.run("extract")
    (bench.folder / "build").write_text("a file stands where the folder should be", "utf-8")
    assert "cannot be written" in bench.run("assemble", expect=6).err


def test_two_at_once(bench: Bench) -> None:
    from booktranslate.locks import locked

    with locked(bench.folder / ".booktranslate" / "lock"):
        assert "another booktranslate" in bench.run("extract", expect=6).err


def test_quiet_and_json_say_nothing_else(bench: Bench) -> None:
    assert bench.run("extract", "-q").out == ""
    assert bench.run("extract", "--json").json[0]["document"] == "livre.docx"


def test_a_fault_of_ours_has_a_code_of_its_own() -> None:
    code = (
        "from booktranslate.cli import console\nconsole.ending_well(lambda arguments: {}['no such key'])([])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.FAULT == 70
    assert "this is a bug in booktranslate (KeyError" in done.stderr


def test_a_file_that_the_system_refuses_is_no_fault_of_ours() -> None:
    code = (
        "from booktranslate.cli import console\n"
        "def run(arguments): raise PermissionError(13, 'Permission denied', 'translations/en-GB')\n"
        "console.ending_well(run)([])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.INPUT
    assert done.stderr == (
        "Error: translations/en-GB: cannot be read (Permission denied). Check its permissions.\n"
    )


def test_what_has_no_end_is_not_read(bench: Bench) -> None:
    os.mkfifo(bench.folder / "tube.docx")
    for name in ("/dev/zero", "tube.docx"):
        assert "is a device or a pipe" in bench.run("inspect", name, expect=3).err
    (bench.folder / "source/lien.docx").symlink_to("lien.docx")
    assert "lien.docx – a broken link" in bench.run("extract").err


def test_inspect_any_file(bench: Bench, tmp_path: Path) -> None:
    result = bench.run("inspect", "source/livre.docx")
    assert "Every visible letter is accounted for." in result.out
    assert bench.run("inspect", "source/livre.docx", "--json").json["complete"] is True
    bench.run("inspect", "missing.docx", expect=3)
    bench.run("inspect", "source", expect=3)


@pytest.mark.parametrize("named", ["project/source/livre.docx", "source/livre.docx", "livre.docx", "livre"])
def test_inspect_finds_a_document_of_the_project_from_elsewhere(bench: Bench, named: str) -> None:
    (bench.folder / "project").mkdir()
    (bench.folder / "source").rename(bench.folder / "project" / "source")
    assert bench.run("inspect", "-C", "project", named, "--json").json["complete"] is True


def test_no_step_leaves_temporary_files(bench: Bench) -> None:
    bench.run("extract")
    bench.run("translate", "--engine", "pseudo")
    bench.run("assemble")
    assert list(bench.folder.rglob("*.tmp")) == []
