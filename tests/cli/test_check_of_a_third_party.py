"""A check that another package brings: the lines that CONTRIBUTING.md shows, found by their entry point."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.bench import Bench

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"


def shown() -> str:
    """The module that the page shows."""
    section = CONTRIBUTING.read_text("utf-8").partition("## Add a check")[2].partition("\n## ")[0]
    return textwrap.dedent("\n".join(line for line in section.split("\n") if line.startswith("    ")))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return install(tmp_path / "site", shown(), "shouting:CHECK")


def install(site: Path, module: str, value: str) -> Path:
    """A folder of installed packages, with one that has the check."""
    information = site / "shouting-1.0.dist-info"
    information.mkdir(parents=True)
    (site / "shouting.py").write_text(module, "utf-8")
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n", "utf-8")
    (information / "entry_points.txt").write_text(f"[booktranslate.checks]\nshouting = {value}\n", "utf-8")
    return site


def booktranslate(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-m", "booktranslate", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def book(bench: Bench) -> Path:
    bench.run("extract")
    bench.review({"Second chapitre": "Chapter two!!"})
    return bench.folder


def test_the_page_shows_five_lines() -> None:
    assert len(shown().strip().splitlines()) == 5


def test_the_check_runs_under_its_name(site: Path, book: Path) -> None:
    ran = booktranslate(site, book, "check", "--only", "shouting")
    assert "note: One “!” will do. [shouting]" in ran.stdout, ran.stderr
    assert "shouting" in booktranslate(site, book, "check", "--list").stdout
    (book / "booktranslate.toml").write_text('[check]\nerrors = ["shouting"]\n', "utf-8")
    assert booktranslate(site, book, "check", "--only", "shouting").returncode == 1
    (book / "booktranslate.toml").write_text('[check]\noff = ["shouting"]\n', "utf-8")
    assert "shouting" not in booktranslate(site, book, "check").stdout


@pytest.mark.parametrize(
    ("module", "value", "code", "told"),
    [
        ("CHECK = 1\n", "shouting:CHECK", 2, "is neither a booktranslate.checks.Check"),
        ("", "shouting:CHECK", 2, "cannot be loaded"),
        ("import nowhere\n", "shouting:CHECK", 2, "cannot be loaded"),
        (
            "from booktranslate.checks import CHECKS\nCHECK = CHECKS[0]\n",
            "shouting:CHECK",
            2,
            "has the name of another check",
        ),
        (
            "from booktranslate.checks import Check\n"
            "def fails(pairs):\n    raise ValueError('oh')\n    yield\n"
            "CHECK = Check('shouting', 'note', 'Fails.', fails)\n",
            "shouting:CHECK",
            2,
            "failed: ValueError: oh",
        ),
        (
            "from booktranslate.checks import Check\n"
            "from booktranslate.errors import InputError\n"
            "def fails(pairs):\n"
            "    raise InputError('is empty.', where='loud.csv:1', hint='Fill it.')\n    yield\n"
            "CHECK = Check('shouting', 'note', 'Fails.', fails)\n",
            "shouting:CHECK",
            3,
            "loud.csv:1: is empty. Fill it.",
        ),
    ],
)
def test_a_check_that_does_not_work_is_said_to(
    tmp_path: Path, book: Path, module: str, value: str, code: int, told: str
) -> None:
    ran = booktranslate(install(tmp_path / "site", module, value), book, "check")
    assert ran.returncode == code
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr
