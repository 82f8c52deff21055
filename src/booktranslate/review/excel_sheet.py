"""The Excel sheet: a row for each text, in which a reviewer fills in English, OK and remark.

All cells are strings: `=SUM(1)`, `1/2` and `@` are words of a book. The other columns are locked; the sheet
can be sorted and filtered. What comes back is read as values: no formula is computed, no link is followed.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from booktranslate import archive_limits
from booktranslate.archive_limits import UNREADABLE, Bounds, require_bounds
from booktranslate.errors import InputError
from booktranslate.files import write_atomic
from booktranslate.model import Finding, State
from booktranslate.review import labels, returned_table
from booktranslate.review.identity import mark, marked
from booktranslate.review.labels import ENGLISH, FRENCH, ID, NOTES, NUMBER, OK, REMARK, STATE
from booktranslate.review.values import Answer, Comment, Pack, Returned, Row

_WIDTHS = {NUMBER: 6, FRENCH: 55, ENGLISH: 55, OK: 8, REMARK: 30, STATE: 14, NOTES: 40, ID: 21}
_COLUMNS = tuple(_WIDTHS)
_WRITTEN = {ENGLISH, OK, REMARK}
_SMALL = {STATE, NOTES, ID}
_HEAD = 2  # rows above the texts
_LONGEST = 32_767  # characters in a cell, Excel's limit
_BOUNDS = Bounds(entries=2_000, megabytes=200)
_MOST_ROWS, _MOST_COLUMNS = 200_000, 60
_PARTS = re.compile(r"docProps/core\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml")
_OURS = re.compile(r"booktranslate:[0-9a-f]{12}:[0-9a-f]{12}|\b[0-9a-f]{12}-[0-9a-f]{6}\b")
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")  # ECMA-376-1 §22.9.2.19 ST_Xstring
_THREADED = re.compile(r"\[(?:Threaded comment|Commentaire à thread[^\]]*)\].*?Comment(?:aire)?\s*:\s*", re.S)
_NO_WORDS = {"f": "a formula", "e": "an error of Excel", "d": "a date"}  # types of openpyxl
_HINT = "Ask for the file again, saved as “Excel Workbook (.xlsx)” without a password."


def write(pack: Pack, path: Path) -> None:
    """Write a pack as an Excel workbook. Raises OutputError."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.set_properties({"title": pack.title, "comments": mark(pack.project, pack.id)})
        sheet = book.add_worksheet("Relecture – Review")
        _fill(book, sheet, pack)
        last = _HEAD + max(1, len(pack.rows))
        sheet.autofilter(_HEAD, 0, last, len(_COLUMNS) - 1)
        sheet.freeze_panes(_HEAD + 1, 1)
        place = _COLUMNS.index(OK)
        choice = {
            "validate": "list",
            "source": [labels.APPROVED, labels.REFUSED],
            "show_error": False,  # people may write anything else
        }
        sheet.data_validation(_HEAD + 1, place, last, place, choice)
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter", "delete_rows")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
    write_atomic(path, data.getvalue())


def _fill(book: Any, sheet: Any, pack: Pack) -> None:
    text = {"text_wrap": True, "valign": "top", "num_format": "@"}
    locked = book.add_format(text)
    free = book.add_format(text | {"locked": False, "bg_color": "#FFFBE6", "border": 1})
    small = book.add_format(text | {"font_color": "#555555", "font_size": 9})
    head = book.add_format({"bold": True, "bg_color": "#DDDDDD", "valign": "top"})
    sheet.write_string(0, 0, pack.title, book.add_format({"bold": True, "font_size": 13}))
    sheet.write_string(1, 0, f"{labels.HELP}   {mark(pack.project, pack.id)}")
    for column, (title, width) in enumerate(_WIDTHS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, title, head)
    for line, row in enumerate(pack.rows, _HEAD + 1):
        is_long = max(len(str(row.source)), len(str(row.target))) > _LONGEST
        for column, (title, words) in enumerate(_cells(row, is_long).items()):
            is_free = title in _WRITTEN and not (is_long and title == ENGLISH)
            style = free if is_free else small if title in _SMALL else locked
            if words:
                sheet.write_string(line, column, words, style)
            else:
                sheet.write_blank(line, column, None, style)


def _cells(row: Row, is_long: bool) -> dict[str, str]:
    return {
        NUMBER: str(row.number),
        FRENCH: labels.TOO_LONG if is_long else str(row.source),
        ENGLISH: labels.TOO_LONG if is_long else str(row.target),
        OK: labels.APPROVED if row.state is State.REVIEWED else "",
        REMARK: "",
        STATE: labels.STATES[row.state],
        NOTES: "\n".join(labels.about(row))[:_LONGEST],
        ID: returned_table.shown_id(row),
    }


def recognises(data: bytes) -> bool:
    """Whether the content of a file is a workbook with the mark of a pack or the ids of its rows."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            require_bounds(archive.infolist(), _BOUNDS, "", "")
            names = archive.namelist()
            parts = [archive.getinfo(each) for each in names if _PARTS.fullmatch(each)]
            texts = (archive_limits.read(archive, part).decode("utf-8", "replace") for part in parts)
            return "xl/workbook.xml" in names and any(
                _OURS.search(text) or returned_table.is_headed(text) for text in texts
            )
    except (*UNREADABLE, OSError, InputError):
        return False


def read(name: str, data: bytes) -> Returned:
    """What came back in a workbook called `name`. Raises InputError if it is damaged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of validations that it does not know
        try:
            book = load_workbook(io.BytesIO(data), keep_links=False)
        except Exception as error:  # a damaged workbook raises anything: openpyxl has no exception for it
            what = f"is not a readable workbook ({error})."
            raise InputError(what, where=name, hint=_HINT) from error
    answers: list[Answer] = []
    unplaced: list[str] = []
    findings: list[Finding] = []
    found = marked(book.properties.description or "")
    for sheet in book.worksheets:
        rows = []
        for cells in _cells_of(sheet):
            rows.append(_row(cells))
            findings += _no_words(name, cells)
        for row in rows:
            found = found or next(filter(None, map(marked, row.words)), None)
        body = [row for row in rows if not _is_title(row)]
        if returned_table.is_table(body):
            said = returned_table.read(body, _COLUMNS)
            answers += said.answers
            unplaced += said.unplaced
        else:  # a sheet that somebody added
            unplaced += [words for row in body if (words := " | ".join(filter(None, row.words)))]
            unplaced += [comment.text for row in body for comment in row.comments]
    project, pack = found or ("", "")
    return Returned(name, project, pack, tuple(answers), tuple(unplaced), findings=tuple(findings))


def _cells_of(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, as far as they are read."""
    most = min(sheet.max_column or 1, _MOST_COLUMNS)
    yield from sheet.iter_rows(max_row=min(sheet.max_row or 1, _MOST_ROWS), max_col=most)


def _row(cells: Sequence[Any]) -> returned_table.Cells:
    comments = tuple(
        Comment(_THREADED.sub("", cell.comment.text).strip(), _author(cell.comment.author))
        for cell in cells
        if cell.comment is not None and cell.comment.text
    )
    words = tuple("" if cell.data_type in _NO_WORDS else _words(cell.value) for cell in cells)
    no_words = frozenset(place for place, cell in enumerate(cells) if cell.data_type in _NO_WORDS)
    return returned_table.Cells(words, comments, no_words)


def _no_words(name: str, cells: Sequence[Any]) -> Iterator[Finding]:
    """Findings for the cells that hold a formula, an error or a date instead of the words somebody typed."""
    for cell in cells:
        if cell.data_type in _NO_WORDS:
            what = f"Cell {cell.coordinate} holds {_NO_WORDS[cell.data_type]} instead of text"
            value = getattr(cell.value, "text", cell.value)  # an array formula is an object with its text
            yield Finding("no-words", "warning", f"{what} and was not imported: {value}", name)


def _is_title(row: returned_table.Cells) -> bool:
    """Whether a row is the line with the mark of the pack that we wrote above the table."""
    return any(marked(words) for words in row.words)


def _author(name: str | None) -> str:
    return "" if not name or name.startswith("tc={") else name  # Excel's id of a threaded comment


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _CODED.sub(lambda match: chr(int(match[1], 16)), str(value))
