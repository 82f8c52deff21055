"""Read a project's CSV files, which people write by hand or save from a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from booktranslate.errors import InputError
from booktranslate.files import require_regular
from booktranslate.glossary import encodings


def text_of(path: Path) -> str | None:
    """The content of a file; None if there is no such file.

    Raises InputError when the file cannot be read, or is not text in an encoding that `encodings` knows.
    """
    data = _content(path)
    return None if data is None else encodings.decoded(data, str(path))


def doubt(path: Path) -> str:
    """What to tell the user about the encoding of a file; empty if it is certain. Raises InputError."""
    return encodings.doubt(_content(path) or b"", path.name)


def _content(path: Path) -> bytes | None:
    try:
        if path.exists():
            require_regular(path)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def rows(
    text: str, name: str, columns: Sequence[str], needed: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a file called `name`: the line where each ends, and its cells by column name in lower case.

    The first line names the columns. It also shows whether commas, semicolons or tabs separate the cells.
    Spaces around a cell are removed, empty rows left out. Raises InputError, with `file:line`, for a text
    that is not well-formed CSV or lacks a column of `needed`; the message names all `columns`.
    """
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=header.count), strict=True)
    known: list[str] = []
    try:
        for cells in reader:
            row = [cell.strip() for cell in cells]
            if not known:
                known = [cell.casefold() for cell in row]
                if not set(needed) <= set(known):
                    hint = f"It should read: {','.join(columns)}."
                    raise InputError(
                        "the first line does not name the columns.", where=f"{name}:1", hint=hint
                    )
            elif any(row):
                yield reader.line_num, dict(zip(known, row, strict=False))
    except csv.Error as error:
        raise InputError(f"is not well-formed CSV ({error}).", where=f"{name}:{reader.line_num}") from error
