"""The file of a project's glossary, CSV or Excel: choose the one to read, and add terms to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.files import Stamp, stamp, write_atomic
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A glossary, its file (which may not exist yet), and notes on it for the user.

    `seen` is the stamp of the file when it was read; "" if there was none.
    """

    glossary: Glossary
    path: Path
    notes: tuple[str, ...] = ()
    seen: Stamp = ""


def load(path: Path) -> Stored:
    """Read the glossary of a project whose configuration names `path`.

    If that file is missing or has no terms, the file beside it in the other format (CSV or Excel) is read; if
    neither exists, the glossary is empty. Raises InputError, with the line or row of a mistake.
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
    """Read the glossary in a CSV or Excel file. Raises InputError, with the line or row of a mistake."""
    from booktranslate.glossary import csv_file, encodings  # 3 ms, and not every book has a glossary

    seen = stamp(path)
    data = csv_file.content(path)
    if is_workbook(path):
        from booktranslate.glossary import xlsx_file  # most projects need no openpyxl

        glossary, notes = xlsx_file.load(data, str(path))
        return Stored(glossary, path, notes, seen)
    doubt = encodings.doubt(data, path.name)
    return Stored(csv_file.parse(data, str(path)), path, (doubt,) if doubt else (), seen)


def add(stored: Stored, terms: Sequence[Term], source_language: str) -> None:
    """Add terms at the end of the file from which a glossary was read.

    A CSV file is rewritten; in a workbook everything else is preserved. Raises InputError for a workbook that
    would lose content, ChangedMeanwhileError if the file has changed since it was read, OutputError if it
    cannot be written.
    """
    from booktranslate.glossary import csv_file

    if stored.seen and is_workbook(stored.path):
        from booktranslate.glossary import xlsx_file

        data = xlsx_file.add(csv_file.content(stored.path), str(stored.path), terms)
    else:
        data = dump(Glossary((*stored.glossary.terms, *terms)), stored.path, source_language)
    write_atomic(stored.path, data, seen=stored.seen)


def is_workbook(path: Path) -> bool:
    """Whether a file is an Excel workbook, by its extension."""
    return path.suffix.lower() == ".xlsx"


def dump(glossary: Glossary, path: Path, source_language: str) -> bytes:
    """The content of a file at `path`: a workbook, or CSV with Excel's separator for the source language."""
    if is_workbook(path):
        from booktranslate.glossary import xlsx_file

        return xlsx_file.dump(glossary)
    from booktranslate.glossary import csv_file

    french = source_language.lower().split("-")[0] == "fr"  # where Excel separates with semicolons
    return csv_file.dump(glossary, ";" if french else ",")
