"""A small book project on disk, and the real command line to work on it."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import polib

from tests.warm import booktranslate

ROOT = Path(__file__).parents[2]


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait until something holds; fail if that takes longer."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.01)


@dataclass(frozen=True)
class Result:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Bench:
    """A project folder and the program."""

    folder: Path

    def run(self, *arguments: str, expect: int = 0, env: dict[str, str] | None = None) -> Result:
        """Run `booktranslate` in the project; the exit code must be the expected one, without a traceback."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("DEEPL_")}
        environment |= env or {}
        if env and "PYTHONPATH" in env and "PYTHONPATH" in os.environ:  # of the sources that are tested
            environment["PYTHONPATH"] = os.pathsep.join((env["PYTHONPATH"], os.environ["PYTHONPATH"]))
        done = booktranslate(arguments, self.folder, environment)
        assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return Result(done.returncode, done.stdout, done.stderr)

    @property
    def po_path(self) -> Path:
        return self.folder / "translations" / "en-GB" / "livre.po"

    @property
    def po(self) -> polib.POFile:
        return polib.pofile(str(self.po_path), wrapwidth=0)

    def review(self, translations: dict[str, str]) -> None:
        """Translate entries as a person in Poedit does: text in, "Needs Work" off."""
        po = self.po
        for entry in po:
            if entry.msgid in translations:
                entry.msgstr = translations[entry.msgid]
                entry.fuzzy = False
                entry.comment = entry.comment.replace("booktranslate: draft by pseudo", "").strip()
        po.save()

    def write_book(self, paragraphs: list[str]) -> Path:
        path = self.folder / "source" / "livre.docx"
        path.parent.mkdir(exist_ok=True)
        book = docx.Document()
        for text in paragraphs:
            if text.startswith("# "):
                book.add_heading(text[2:], 1)
            else:
                paragraph = book.add_paragraph()
                for place, piece in enumerate(text.split("*")):
                    paragraph.add_run(piece).bold = True if place % 2 else None
        book.core_properties.title = "Le livre"
        book.core_properties.comments = ""
        book.save(str(path))
        return path

    def texts(self, name: str = "livre.docx") -> list[str]:
        """The paragraphs of the assembled book."""
        return [item.text for item in docx.Document(str(self.folder / "build" / "en-GB" / name)).paragraphs]


BOOK = [
    "# Premier chapitre",
    "La *mixité* avance dans nos 2 500 entreprises.",
    "Les adhérents ont signé la feuille de route.",
    "# Second chapitre",
    "Un pôle de compétitivité, c’est une rencontre.",
]
