"""Read glossary.csv, as Excel, LibreOffice and people write it, and write it.

The first line names the columns; Excel may put a line before it that names the separator (`sep=;`). The
separator is a comma, a semicolon (Excel in French) or a tab.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from booktranslate.errors import InputError
from booktranslate.files import require_regular, write_atomic
from booktranslate.glossary import table
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.encodings import decoded
from booktranslate.glossary.table import COLUMNS, MAX_BYTES

__all__ = ["COLUMNS", "MAX_BYTES", "dump", "parse", "read", "write"]

_SEPARATORS = ",;\t"
_SEP = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)


def read(path: Path) -> Glossary:
    """Read the glossary in `path`.

    Raises InputError, with the line if possible, for a file or a line that is wrong.
    """
    return parse(content(path), str(path))


def content(path: Path) -> bytes:
    """The content of a glossary's file. Raises InputError if there is none or it cannot be read."""
    try:
        if path.exists():
            require_regular(path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "does not exist.",
            where=str(path),
            hint="Run `booktranslate init` to create it. A first line “source,target” is enough.",
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def parse(data: bytes, name: str = "glossary.csv", *, lenient: bool = False) -> Glossary:
    """The glossary in `data`, the content of a file called `name`. Raises InputError as `read` does.

    `lenient` accepts any part of speech, for files that an older booktranslate wrote.
    """
    place = table.Place(name)
    text = decoded(data, name)
    begin, delimiter = _start(text, name)
    records = _records(text, delimiter, name)
    line, first = next(((line, cells) for line, cells in records if line >= begin), (begin, []))
    while first and not first[-1]:
        first.pop()  # spreadsheets add empty columns at the end
    if len(first) == 1 and delimiter in first[0]:
        raise InputError(
            "is enclosed in double quotes as a whole.",
            where=place.at(line),
            hint="In Excel, split it with “Data”, “Text to Columns”, and save it again.",
        )
    header = table.header(first, place.at(line))
    return table.glossary(_rows(records, header, delimiter, place), place, lenient=lenient)


def write(path: Path, glossary: Glossary) -> None:
    """Write the glossary so that Excel and LibreOffice show its accents. Raises OutputError."""
    write_atomic(path, dump(glossary))


def dump(glossary: Glossary, delimiter: str = ",") -> bytes:
    """The content of a glossary.csv: UTF-8 with a BOM, which Excel needs."""
    stream = io.StringIO()
    columns = table.columns(glossary.terms)
    writer = csv.DictWriter(stream, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table.row(term) for term in glossary.terms)
    return stream.getvalue().encode("utf-8-sig")


def _start(text: str, name: str) -> tuple[int, str]:
    """The number of the line that names the columns, and the separator."""
    first, _, rest = text.partition("\n")
    if not (named := _SEP.fullmatch(first.strip(" "))):
        return 1, _delimiter(first)
    if named[1] not in _SEPARATORS:
        raise InputError(
            f"names “{named[1]}” as the separator.",
            where=f"{name}, line 1",
            hint="Separate columns with commas, semicolons or tabs.",
        )
    return 2, named[1] if rest else ","


def _delimiter(header: str) -> str:
    """The separator with which the header has the most known columns."""

    def known(delimiter: str) -> int:
        return sum(table.column(cell.strip(' "')) is not None for cell in header.split(delimiter))

    return max(_SEPARATORS, key=known)


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record, with the number of the line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [table.clean(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"is not well-formed CSV ({error}).",
            where=f"{name}, line {line}",
            hint='Close every text in double quotes, and write a double quote inside it twice ("").',
        ) from error


def _rows(
    records: Iterator[tuple[int, list[str]]], header: list[str], delimiter: str, place: table.Place
) -> Iterator[tuple[int, Mapping[str, str]]]:
    for line, cells in records:
        if any(cells) and (len(cells) < len(header) or any(cells[len(header) :])):
            raise _wrong_number(cells, header, delimiter, place.at(line))
        yield line, dict(zip(header, cells, strict=False))


def _wrong_number(cells: list[str], header: list[str], delimiter: str, where: str) -> InputError:
    """The error for a record whose number of cells is not that of the header."""
    if len(cells) == 1 and delimiter in cells[0]:
        return InputError(
            "is enclosed in double quotes as a whole.", where=where, hint="Remove the outer quotes."
        )
    for other in _SEPARATORS.replace(delimiter, ""):
        found = next(csv.reader([delimiter.join(cells)], delimiter=other))
        while len(found) > len(header) and not found[-1]:
            found.pop()
        if len(found) == len(header):
            return InputError(
                f"separates its columns with {_spoken(other)}, the first line with {_spoken(delimiter)}.",
                where=where,
                hint=f"Use {_spoken(delimiter)} in every line.",
            )
    return InputError(
        f"has {len(cells)} columns; the first line names {len(header)}.",
        where=where,
        hint=f"Enclose a text that contains {_spoken(delimiter)} in double quotes.",
    )


def _spoken(separator: str) -> str:
    return "a tab" if separator == "\t" else f"“{separator}”"
