"""A small project whose book people have translated, and the command line in it."""

import os
import shutil
from pathlib import Path

import docx
import polib

from tests.warm import booktranslate

REVIEWED = {
    "La mixité avance dans nos entreprises. Elle a dix ans.": "Gender balance advances. It is ten years old.",
    "La <b>mixité</b> <i>avance</i>, R&D comprise.": "Gender <b>balance</b> <i>advances</i>, R&D included.",
    "Une filière se construit avec ses écoles.": "An industry is built with its schools.",
}


def run(folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> None:
    done = booktranslate(arguments, folder, os.environ)
    assert done.returncode in codes, done.stderr


def words(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path))}


def reviewed_book(project: Path) -> Path:
    """Make the project, its memory full; gives a PO file of the book that nobody has translated."""
    first, _, last = REVIEWED
    book = docx.Document()
    book.add_paragraph(first)
    tagged = book.add_paragraph("La ")
    tagged.add_run("mixité").bold = True
    tagged.add_run(" ")
    tagged.add_run("avance").italic = True
    tagged.add_run(", R&D comprise.")
    book.add_paragraph(last)
    book.core_properties.comments = ""
    (project / "source").mkdir(parents=True)
    book.save(str(project / "source" / "livre.docx"))
    run(project, "extract")
    path = project / "translations" / "en-GB" / "livre.po"
    untranslated = project.parent / "untranslated.po"
    shutil.copy(path, untranslated)
    reviewed = polib.pofile(str(path), wrapwidth=79)
    for entry in reviewed:
        entry.msgstr = REVIEWED[entry.msgid]
    reviewed.save()
    run(project, "translate", "--engine", "pseudo")
    return untranslated
