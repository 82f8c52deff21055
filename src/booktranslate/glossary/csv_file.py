"""glossary.csv: reading what Excel, LibreOffice and people write, and writing it back.

The first line names the columns. The separator is a comma, a semicolon (Excel in French) or a tab.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from booktranslate.errors import InputError
from booktranslate.files import require_regular, write_atomic
from booktranslate.glossary import french
from booktranslate.glossary.terms import Glossary, Term

COLUMNS = (
    "source",
    "target",
    "part of speech",
    "case-sensitive",
    "do-not-translate",
    "forbidden targets",
    "note",
)
MAX_BYTES = 1024  # DeepL's limit for one side of a glossary entry

_YES = frozenset(("yes", "oui", "true", "vrai", "1", "x"))
_NO = frozenset(("no", "non", "false", "faux", "0", ""))
_HINT_UTF8 = (
    "Save it as UTF-8: in Excel, “Save As” and the type “CSV UTF-8”; in LibreOffice, “Save As”, "
    "“Edit filter settings”, character set “Unicode (UTF-8)”."
)


def read(path: Path) -> Glossary:
    """The glossary in `path`.

    Raises InputError, with the line, for a file or an entry that is not as it should be.
    """
    try:
        if path.exists():
            require_regular(path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "there is no such file.",
            where=str(path),
            hint="`booktranslate init` makes one; a first line “source,target” is enough.",
        ) from error
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return parse(data, str(path))


def parse(data: bytes, name: str = "glossary.csv") -> Glossary:
    """The glossary in the content of a file called `name`. Raises as `read`."""
    text = _decoded(data, name)
    delimiter = _delimiter(text.split("\n", 1)[0])
    records = _records(text, delimiter, name)
    _, first = next(records, (1, []))
    header = _header(first, name)
    terms: list[Term] = []
    seen: dict[tuple[bool, str], int] = {}
    for line, cells in records:
        where = f"{name}, line {line}"
        if not any(cells):
            continue
        if len(cells) < len(header) or any(cells[len(header) :]):
            raise InputError(
                f"has {len(cells)} columns; the first line names {len(header)}.",
                where=where,
                hint=f"Put a text that holds a “{delimiter}” between double quotes.".replace("\t", "tab"),
            )
        row = dict(zip(header, cells, strict=False))
        try:
            term = _term(row, line)
        except InputError as error:
            error.at(where)
            raise
        key = (term.case_sensitive, term.source if term.case_sensitive else term.source.casefold())
        if key in seen:
            raise InputError(
                f"“{term.source}” is on line {seen[key]} already.",
                where=where,
                hint="Keep one of the two lines.",
            )
        seen[key] = line
        terms.append(term)
    return Glossary(tuple(terms))


def write(path: Path, glossary: Glossary) -> None:
    """Write the glossary so that Excel and LibreOffice open it with its accents. Raises OutputError."""
    write_atomic(path, dump(glossary))


def dump(glossary: Glossary) -> bytes:
    """The content of glossary.csv: UTF-8 with a BOM, as Excel needs it, and commas."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in glossary.terms:
        flags = ("yes" if flag else "" for flag in (term.case_sensitive, term.keep))
        forbidden = " | ".join(term.forbidden)
        writer.writerow((term.source, term.target, term.part_of_speech, *flags, forbidden, term.note))
    return stream.getvalue().encode("utf-8-sig")


def _decoded(data: bytes, name: str) -> str:
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        kind = "UTF-16" if utf16 else "UTF-8"
        raise InputError(f"is not {kind} text.", where=f"{name}, line {line}", hint=_HINT_UTF8) from error
    if "\0" in text:
        raise InputError("is not UTF-8 text.", where=name, hint=_HINT_UTF8)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _delimiter(header: str) -> str:
    """The separator with which the header names the most columns that we know."""

    def known(delimiter: str) -> int:
        return sum(_column(cell.strip(' "')) in _KNOWN for cell in header.split(delimiter))

    return max(",;\t", key=known)


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"is not well-formed CSV ({error}).",
            where=f"{name}, line {line}",
            hint='Close a text in double quotes with one; write a double quote within it twice ("").',
        ) from error


def _header(cells: list[str], name: str) -> list[str]:
    where = f"{name}, line 1"
    while cells and not cells[-1]:
        cells.pop()  # spreadsheets leave empty columns at the end
    header = [_column(cell) for cell in cells]
    hint = f"The columns are: {', '.join(COLUMNS)}."
    for cell, column in zip(cells, header, strict=True):
        if column not in _KNOWN:
            raise InputError(f"“{cell}” is not a column of a glossary.", where=where, hint=hint)
        if header.count(column) > 1:
            raise InputError(f"the column “{_KNOWN[column]}” is there twice.", where=where, hint=hint)
    if "source" not in header:
        raise InputError("the first line does not name the columns.", where=where, hint=hint)
    return [_KNOWN[column] for column in header]


def _column(cell: str) -> str:
    return " ".join(cell.casefold().replace("-", " ").replace("_", " ").split())


_KNOWN = {_column(name): name for name in COLUMNS}


def _term(row: dict[str, str], line: int) -> Term:
    source, target = _text(row, "source"), _text(row, "target")
    keep = _flag(row, "do-not-translate")
    if not source:
        raise InputError("the source is empty.", hint="Fill it in, or delete the line.")
    if not french.WORD.search(source):
        raise InputError(f"the source “{source}” holds no word.", hint="Delete the line.")
    if keep and target not in ("", source):
        raise InputError(
            f"“{source}” is not to be translated, and has the target “{target}”.",
            hint="Empty one of the two columns.",
        )
    if not keep and not target:
        raise InputError(
            f"“{source}” has no target.", hint="Fill it in, or write “yes” under do-not-translate."
        )
    target = target or source
    forbidden = tuple(
        dict.fromkeys(part for cell in _text(row, "forbidden targets").split("|") if (part := cell.strip()))
    )
    for other in forbidden:
        if other.casefold() == target.casefold():
            raise InputError(f"“{other}” is both the target and forbidden.", hint="Keep one of the two.")
    return Term(
        source=source,
        target=target,
        part_of_speech=_text(row, "part of speech"),
        case_sensitive=_flag(row, "case-sensitive"),
        keep=keep,
        forbidden=forbidden,
        note=_text({"note": " ".join(row.get("note", "").split("\n"))}, "note"),
        line=line,
    )


def _text(row: dict[str, str], column: str) -> str:
    value = row.get(column, "")
    for character in value:
        if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Cs"):
            raise InputError(
                f"the column “{column}” holds the control character U+{ord(character):04X}.",
                hint="Type the text anew; line breaks and tabs are not allowed in it.",
            )
    if column in ("source", "target") and len(value.encode()) > MAX_BYTES:
        raise InputError(
            f"the {column} “{value[:40]}…” is longer than {MAX_BYTES:,} bytes.", hint="A term is a few words."
        )
    return value


def _flag(row: dict[str, str], column: str) -> bool:
    value = row.get(column, "").casefold()
    if value not in _YES | _NO:
        raise InputError(
            f"“{row[column]}” under {column} is neither yes nor no.",
            hint="Write yes or no (oui, non, true, false, 1, 0 and x are understood too).",
        )
    return value in _YES
