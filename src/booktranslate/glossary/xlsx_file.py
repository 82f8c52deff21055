"""glossary.xlsx: the table of a glossary in an Excel workbook, read and written with openpyxl.

A workbook comes from people, and is not trusted: it is unpacked within limits, and its links are not
followed. Formulas are not computed; their last values count. A workbook with content that openpyxl would lose
is not overwritten.
"""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from booktranslate.errors import InputError
from booktranslate.glossary import table
from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term

_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 100_000_000
_MAX_RATIO = 200
_RATIO_MATTERS_FROM = 10_000_000
_MAX_ROWS = 1_048_576  # Excel's own limit
_MAX_TERMS = 50_000
_MAX_COLUMNS = 64
_HEADER_WITHIN = 20  # rows; there may be a title above the header
_FLAGS = ("case-sensitive", "do-not-translate")
# Parts that openpyxl does not preserve.
_LOST = re.compile(
    r"xl/(?:charts|chartsheets|media|drawings/drawing|diagrams|pivot\w*|slicers|slicerCaches|timelines|"
    r"threadedComments|persons|ctrlProps|activeX|embeddings|connections|queryTables|model|externalLinks|"
    r"vbaProject\.bin|richData|webextensions)|_xmlsignatures/"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SAVE = "Save it in Excel as “Excel Workbook (.xlsx)”, without a password."
_TEXT = "@"  # the number format that keeps Excel from making dates of 1/2


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that holds the glossary: its name, the row of its header, and its columns by number."""

    name: str
    header: int
    columns: Mapping[int, str]


def load(data: bytes, name: str) -> tuple[Glossary, tuple[str, ...]]:
    """The glossary in a workbook called `name`, and notes on it for the user.

    It is in the first visible sheet that names the column `source` in one of its first rows. Raises
    InputError, with the sheet and row if possible, for a file that is not a workbook or has no valid
    glossary.
    """
    with _opened(data, name, read_only=True, data_only=True) as book:
        sheet, others = _find(book, name)
        place = table.Place(name, sheet.name)
        if _has_formulas(data):
            _refuse_unknown_values(book[sheet.name], data, sheet, place)
        glossary = table.glossary(_rows(book[sheet.name], sheet, place), place)
    unread = f"{Path(name).name}: the sheet “{sheet.name}” is read, but not: {', '.join(others)}."
    return glossary, (unread,) if others else ()


def dump(glossary: Glossary) -> bytes:
    """A workbook with the glossary; all cells are text, and the header stays in view."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Glossary"
    columns = table.columns(glossary.terms)
    widths = (32, 32, 16, 14, 16, 32, 60, *[32] * len(columns))
    for number, (column, width) in enumerate(zip(columns, widths, strict=False), 1):
        _set(sheet, 1, number, column)
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, term in enumerate(glossary.terms, 2):
        cells = table.row(term)
        for number, column in enumerate(columns, 1):
            _set(sheet, line, number, cells.get(column, ""))
    sheet.freeze_panes = "A2"
    return _saved(book)


def add(data: bytes, name: str, terms: Sequence[Term]) -> bytes:
    """The workbook with more terms below its own; formats, widths and other sheets are preserved.

    Raises InputError if something in the workbook would be lost.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lost = sorted({match[0] for member in archive.namelist() if (match := _LOST.match(member))})
    if lost:
        raise _unwritable(f"has content that would be lost ({', '.join(lost)})", name)
    before, _ = load(data, name)
    with _opened(data, name, rich_text=True) as book:
        found, _ = _find(book, name)
        sheet = book[found.name]
        place = table.Place(name, found.name)
        filled = [line for line, cells in _rows(sheet, found, place) if any(cells.values())]
        last = max(filled, default=found.header)
        if any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
            raise _unwritable(f"holds formulas in “{found.name}”, whose values would be lost", name)
        numbers = {column: number for number, column in found.columns.items()}
        for column in table.columns(terms):
            if column not in numbers and any(table.row(term).get(column) for term in terms):
                numbers[column] = sheet.max_column + 1
                _set(sheet, found.header, numbers[column], column)
        for line, term in enumerate(terms, last + 1):
            for column, number in numbers.items():
                if last > found.header:
                    sheet.cell(line, number)._style = copy(sheet.cell(last, number)._style)
                _set(sheet, line, number, table.row(term).get(column, ""))
        _extend(sheet, last, last + len(terms))
        written = _saved(book)
    after, _ = load(written, name)
    if after.terms != (*before.terms, *terms):
        raise _unwritable("would not keep the same terms", name)
    return written


def _unwritable(why: str, name: str) -> InputError:
    return InputError(
        f"{why}; no term was added.",
        where=name,
        hint="Keep the glossary in a separate workbook with texts only, or type the terms into this one.",
    )


def _set(sheet: Any, line: int, number: int, text: str) -> None:
    """Write a text as a text: « =SUM(1) » is not a formula, and 1/2 is not a date."""
    cell = sheet.cell(line, number)
    cell.value = text or None
    if text:
        cell.data_type = "s"
        cell.number_format = _TEXT


def _extend(sheet: Any, last: int, end: int) -> None:
    """Extend the filter and tables that end in row `last` to row `end`."""
    tables = list(sheet.tables.values())
    for one in (sheet.auto_filter, *tables, *(each.autoFilter for each in tables)):
        begin, colon, finish = ((one and one.ref) or "").partition(":")
        if colon and finish.strip("$ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(last):
            one.ref = f"{begin}:{finish.removesuffix(str(last))}{end}"


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextmanager
def _opened(data: bytes, name: str, **options: bool) -> Iterator[Any]:
    """Open a workbook, and close it at the end. Raises InputError for what is not one, or is broken."""
    _bounded(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of formats that it does not know
            book = load_workbook(io.BytesIO(data), keep_links=False, **options)
            try:
                yield book
            finally:
                book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl lets any exception through: KeyError, TypeError, ParseError …
        raise InputError(
            f"cannot be read as a workbook ({type(error).__name__}).", where=name, hint=_SAVE
        ) from error


def _bounded(data: bytes, name: str) -> None:
    """Raise InputError for a file that is not a zip archive, or is a zip bomb."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("is an old .xls file, or has a password.", where=name, hint=_SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(f"is not an Excel workbook ({error}).", where=name, hint=_SAVE) from error
    total, hint = (
        sum(member.file_size for member in members),
        "Delete everything that does not belong to the glossary.",
    )
    if len(members) > _MAX_ENTRIES or total > _MAX_UNPACKED:
        raise InputError(
            f"is too large for a glossary ({len(members):,} parts, {total / 1e6:,.0f} MB unpacked).",
            where=name,
            hint=hint,
        )
    if total > _RATIO_MATTERS_FROM and total > _MAX_RATIO * len(data):
        raise InputError(f"unpacks to more than {_MAX_RATIO} times its size.", where=name, hint=hint)


def _find(book: Any, name: str) -> tuple[Sheet, list[str]]:
    """The sheet of the glossary, and the quoted names of other visible sheets that are not empty."""
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found: Sheet | None = None
    others = []
    for sheet in visible:
        if found is None and (header := _header(sheet, name)):
            found = header
        elif any(cell.value is not None for row in _lines(sheet, _HEADER_WITHIN) for cell in row):
            others.append(f"“{sheet.title}”")
    if found is None:
        raise InputError(
            f"has no sheet that names the column “source” ({', '.join(others) or 'all are empty'}).",
            where=name,
            hint=f"The columns are: {', '.join(table.COLUMNS)}; or in French: source, cible, nature, casse …",
        )
    return found, others


def _header(sheet: Any, name: str) -> Sheet | None:
    for line, row in enumerate(_lines(sheet, _HEADER_WITHIN), 1):
        texts = {number: table.clean(str(cell.value)) for number, cell in enumerate(row, 1) if cell.value}
        if "source" in map(table.column, texts.values()):
            columns = table.header(list(texts.values()), table.Place(name, sheet.title).at(line))
            return Sheet(sheet.title, line, dict(zip(texts, columns, strict=True)))
    return None


def _lines(sheet: Any, most: int) -> Iterator[Sequence[Any]]:
    """The first rows of a sheet, `most` at most, with at most _MAX_COLUMNS cells."""
    if sheet.parent.read_only:
        sheet.reset_dimensions()  # the size that the file states may be wrong
        yield from islice(sheet.iter_rows(max_col=_MAX_COLUMNS), most)
    else:  # here asking for cells would create them
        yield from sheet.iter_rows(
            max_row=min(most, sheet.max_row), max_col=min(_MAX_COLUMNS, sheet.max_column)
        )


def _rows(sheet: Any, found: Sheet, place: table.Place) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows below the header that are not empty: the number of each, and its cells by column."""
    filled, before = 0, None
    for line, row in enumerate(_lines(sheet, _MAX_ROWS), 1):
        if row is before:  # openpyxl returns one object for all rows that a file leaves out
            continue
        before = row
        if line <= found.header or all(cell.value is None for cell in row):
            continue
        cells = dict.fromkeys(found.columns.values(), "")
        for number, cell in enumerate(row, 1):
            column = found.columns.get(number, "")
            try:
                text = _text(cell, column)
            except InputError as error:
                error.at(place.at(line))
                raise
            if column:
                cells[column] = text
            elif text:
                raise InputError(
                    f"has the text “{text[:40]}” in column {get_column_letter(number)}, which has no name.",
                    where=place.at(line),
                    hint=f"Name that column in row {found.header}, or clear it.",
                )
        filled += any(cells.values())
        if filled > _MAX_TERMS:
            raise InputError(f"has more than {_MAX_TERMS:,} terms.", where=place.at(line), hint="Divide it.")
        yield line, cells


def _text(cell: Any, column: str) -> str:
    """The text of a cell as a person sees it.

    Raises InputError for a value that Excel may show differently (a decimal number, a date, a logical value)
    or that is an error; but a note may have numbers and dates.
    """
    value = cell.value
    if value is None:
        return ""
    kind = ""
    if cell.data_type == "e":
        kind = "error"
    elif isinstance(value, bool):
        if column in _FLAGS:
            return "yes" if value else "no"
        kind = "logical value"
    elif isinstance(value, (int, float)):
        if value == int(value):
            return str(int(value))
        kind = "number"
    elif isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        kind = "date"
    shown = str(value).removesuffix(" 00:00:00")
    if not kind:
        return table.clean(unescape(shown))
    if column == "note" and kind in ("number", "date"):
        return shown
    raise InputError(
        f"holds the {kind} {shown}{f' under {column}' if column else ''}, where a text is expected.",
        hint="Format the cell as “Text” and type it again.",
    )


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            _FORMULA.search(archive.read(member))
            for member in archive.namelist()
            if member.startswith("xl/worksheets/")
        )


def _refuse_unknown_values(sheet: Any, data: bytes, found: Sheet, place: table.Place) -> None:
    """Raise InputError for a formula without a stored value: its cell would seem to be empty."""
    with _opened(data, place.file, read_only=True) as book:
        both = zip(_lines(sheet, _MAX_ROWS), _lines(book[found.name], _MAX_ROWS), strict=True)
        before = None
        for line, (values, formulas) in enumerate(both, 1):
            if formulas is before:
                continue
            before = formulas
            for number in found.columns:
                if formulas[number - 1].data_type == "f" and values[number - 1].value is None:
                    raise InputError(
                        f"has a formula without a value in column {get_column_letter(number)}.",
                        where=place.at(line),
                        hint="Open the file in Excel and save it, or type a text instead.",
                    )
