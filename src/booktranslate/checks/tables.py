"""Tables of a project's own: CSV files that somebody writes by hand or saves from a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from booktranslate.errors import InputError
from booktranslate.files import require_regular


def text_of(path: Path) -> str | None:
    """The content of a file that may be missing (None). Raises InputError when it cannot be read."""
    try:
        if path.exists():
            require_regular(path)
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text.", where=str(path), hint="Save it again as UTF-8.") from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def rows(
    text: str, name: str, columns: Sequence[str], needed: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a file called `name`, each with the line where it ends, by the names of its columns.

    Comma, semicolon or tab stands between the cells, as in the first line, which names the columns; spaces
    around a cell do not count. Raises InputError with `file:line` for what is no CSV or has not all columns
    that are needed.
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
