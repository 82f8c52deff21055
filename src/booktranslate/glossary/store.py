"""The file of a project's glossary: which one is read, CSV or Excel, and adding terms to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.files import Stamp, stamp, write_atomic
from booktranslate.glossary import csv_file
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term


@dataclass(frozen=True, slots=True)
class Stored:
    """A glossary, the file in which it stands (or would, if there were one), and what is to be said of it.

    `seen` is the stamp that the file had when it was read.
    """

    glossary: Glossary
    path: Path
    notes: tuple[str, ...] = ()
    seen: Stamp = ""


def load(path: Path) -> Stored:
    """The glossary of a project whose configuration names `path`.

    That file wins over the one beside it in the other format, unless it is missing or holds no term. Raises
    InputError, with the line or the row of a mistake.
    """
    other = path.with_suffix(".csv" if is_workbook(path) else ".xlsx")
    if not other.exists():
        return read(path) if path.exists() else Stored(Glossary(), path)
    if not path.exists():
        return read(other)
    named = read(path)
    if named.glossary.terms:
        note = (
            f"Both {path.name} and {other.name} exist; {path.name} is used. Keep one of them, or name the "
            f"other in booktranslate.toml."
        )
        return replace(named, notes=(*named.notes, note))
    beside = read(other)
    if not beside.glossary.terms:
        return named
    note = (
        f"Both {path.name} and {other.name} exist; {other.name} is used, because {path.name} has no terms. "
        "Keep one of them."
    )
    return replace(beside, notes=(*beside.notes, note))


def read(path: Path) -> Stored:
    """The glossary in a file. Raises InputError."""
    seen = stamp(path)
    data = csv_file.content(path)
    if is_workbook(path):
        from booktranslate.glossary import xlsx_file  # most projects need no openpyxl

        glossary, notes = xlsx_file.load(data, str(path))
        return Stored(glossary, path, notes, seen)
    glossary, notes = csv_file.parse(data, str(path)), ()
    if csv_file.encoding(data) == "cp1252":
        notes = (f"{path.name} is not UTF-8; it is read as Windows-1252. Check the accents.",)
    return Stored(glossary, path, notes, seen)


def add(stored: Stored, terms: Sequence[Term], source_language: str) -> None:
    """Write terms below those of a glossary, into the file from which it was read.

    A CSV file is written anew; of a workbook everything else stays as it is. Raises InputError for a workbook
    of which something would be lost, ChangedMeanwhileError, OutputError.
    """
    if stored.seen and is_workbook(stored.path):
        from booktranslate.glossary import xlsx_file

        data = xlsx_file.add(csv_file.content(stored.path), str(stored.path), terms)
    else:
        data = dump(Glossary((*stored.glossary.terms, *terms)), stored.path, source_language)
    write_atomic(stored.path, data, seen=stored.seen)


def is_workbook(path: Path) -> bool:
    """Whether a file is one of Excel's own, by its name."""
    return path.suffix.lower() == ".xlsx"


def dump(glossary: Glossary, path: Path, source_language: str) -> bytes:
    """The content of a new file at `path`: a workbook, or a CSV file as Excel opens it in that language."""
    if is_workbook(path):
        from booktranslate.glossary import xlsx_file

        return xlsx_file.dump(glossary)
    french = source_language.lower().split("-")[0] == "fr"  # where Excel separates with semicolons
    return csv_file.dump(glossary, ";" if french else ",")
