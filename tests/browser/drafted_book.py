"""A small book with drafts, and the program that works on it."""

import os
import sys
from pathlib import Path

import docx
import polib

from tests import warm

TEXTS = {
    "Anne Exemple": "Anne Exemple",
    "La <b>mixité</b> avance dans les réseaux.": "The <b>mixity</b> advances in the networks.",
    "Nous avons appris à nous parler.": "We have learned to speak us.",
    "Une page blanche.": "",
}


def drafted_book(folder: Path) -> None:
    """A project whose book is extracted and drafted."""
    book = docx.Document()
    book.add_heading("Anne Exemple", 1)
    paragraph = book.add_paragraph("La ")
    paragraph.add_run("mixité").bold = True
    paragraph.add_run(" avance dans les réseaux.")
    book.add_paragraph("Nous avons appris à nous parler.")
    book.add_paragraph("Une page blanche.")
    book.core_properties.comments = ""
    (folder / "source").mkdir(parents=True)
    (folder / "booktranslate.toml").write_text('[check]\noff = ["unknown-word"]\n', "utf-8")
    book.save(str(folder / "source" / "livre.docx"))
    booktranslate(folder, "extract")
    file = polib.pofile(str(po(folder)), wrapwidth=0)
    for entry in file:
        if TEXTS.get(entry.msgid):
            entry.msgstr, entry.flags = TEXTS[entry.msgid], ["fuzzy"]
    file.save()


def po(folder: Path) -> Path:
    return folder / "translations" / "en-GB" / "livre.po"


def few_words(folder: Path) -> dict[str, str]:
    """An environment with a small dictionary: to load that of LibreOffice takes seconds."""
    (folder / "en_GB.aff").write_text("SET UTF-8\n", "utf-8")
    (folder / "en_GB.dic").write_text("1\nthe\n", "utf-8")
    return os.environ | {"DICPATH": str(folder)}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "booktranslate", *arguments]


def booktranslate(folder: Path, *arguments: str) -> str:
    done = warm.booktranslate(arguments, folder, few_words(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
