"""An engine that another package brings: found through its entry point, used by name."""

import os
import subprocess
import sys
from pathlib import Path

import docx
import polib
import pytest

MODULE = """
from __future__ import annotations

from dataclasses import dataclass

from booktranslate.model import Text, tagged
from booktranslate.config_fields import setting


@dataclass(frozen=True)
class Options:
    sign: str = setting("!", "What ends each text.")
    times: int = setting(1, "How often.", unit="signs", least=1, most=3)


class Mine:
    name = "mine"
    max_texts = 2
    identity = "mine 1"
    Options = Options

    def __init__(self, settings):
        self.sign = settings.read(Options, self.name).sign

    def translate(self, batch, context=""):
        return [tagged(Text(piece.value.upper() + self.sign) if isinstance(piece, Text) else piece
                       for piece in text) for text in batch]

    def close(self):
        pass
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, with one that has the engine `mine`."""
    site = tmp_path / "site"
    information = site / "my_engine-1.0.dist-info"
    information.mkdir(parents=True)
    (site / "my_engine.py").write_text(MODULE, "utf-8")
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: my-engine\nVersion: 1.0\n", "utf-8")
    (information / "entry_points.txt").write_text("[booktranslate.engines]\nmine = my_engine:Mine\n", "utf-8")
    return site


def booktranslate(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "booktranslate", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(site), *sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def book(tmp_path: Path, site: Path) -> Path:
    """A project with a book that is extracted."""
    folder = tmp_path / "book"
    (folder / "source").mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("La région ").add_run("avance").bold = True
    document.add_paragraph("Merci")
    document.add_paragraph("Bonjour")
    document.save(str(folder / "source" / "livre.docx"))
    done = booktranslate(site, folder, "extract")
    assert done.returncode == 0, done.stderr
    return folder


def test_it_drafts_the_book(site: Path, book: Path) -> None:
    (book / "booktranslate.toml").write_text('[engine.mine]\nsign = "."\n', "utf-8")
    done = booktranslate(site, book, "translate", "--engine", "mine")
    assert done.returncode == 0, done.stderr
    assert "with mine" in done.stdout
    entries = polib.pofile(str(book / "translations" / "en-GB" / "livre.po"))
    drafts = {entry.msgid: entry.msgstr for entry in entries}
    assert drafts["La région <b>avance</b>"] == "LA RÉGION .<b>AVANCE.</b>"
    assert drafts["Merci"] == "MERCI."
    assert all(entry.fuzzy for entry in entries)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("sing = '.'", "engine.mine.sing: unknown setting. Did you mean sign?"),
        ("times = 9", "engine.mine.times: 9 is not allowed. Give a whole number of signs from 1 to 3."),
    ],
)
def test_a_mistake_in_its_table_names_the_file_that_has_it(
    site: Path, book: Path, table: str, message: str
) -> None:
    (book / "booktranslate.toml").write_text(f"[engine.mine]\n{table}\n", "utf-8")
    done = booktranslate(site, book, "translate", "--engine", "mine")
    assert done.returncode == 2
    assert f"booktranslate.toml: {message}" in done.stderr
    (book.parent / "shared.toml").write_text(f"[engine.mine]\n{table}\n", "utf-8")
    (book / "booktranslate.toml").write_text('extends = "../shared.toml"\n', "utf-8")
    done = booktranslate(site, book, "translate", "--engine", "mine")
    assert f"shared.toml: {message}" in done.stderr


def test_the_reference_of_the_settings_has_its_table(site: Path) -> None:
    page = Path(__file__).parents[2] / "docs"
    script = "import generate; print(generate.configuration())"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(site), str(page), *sys.path))},
        capture_output=True,
        check=True,
    )
    text = done.stdout.decode()
    assert '| `engine.mine.sign` | `"!"` | a text | What ends each text. |' in text
    assert "| `engine.mine.times` | `1` | a whole number of signs from 1 to 3 | How often. |" in text


def test_its_name_is_among_those_to_choose_from(site: Path, book: Path) -> None:
    done = booktranslate(site, book, "translate", "--engine", "nobody")
    assert done.returncode == 2
    assert "argos, deepl, firefox, libretranslate, llm, mine, pseudo" in done.stderr.replace("apertium, ", "")


@pytest.mark.parametrize("module", ["import no_such_module", "class Yours: pass"])
def test_one_that_cannot_be_loaded_is_an_error_of_usage(site: Path, book: Path, module: str) -> None:
    (site / "my_engine.py").write_text(module, "utf-8")
    done = booktranslate(site, book, "translate", "--engine", "mine")
    assert done.returncode == 2
    assert "'mine' (my_engine:Mine) cannot be loaded" in done.stderr
    assert "Traceback" not in done.stderr
