"""Reading PO files strictly: whatever is not certain is refused with its line, and nothing is guessed."""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from urllib.parse import unquote

from booktranslate.catalog.entries import UNTRANSLATED, Catalog, Entry, Form, split_comment
from booktranslate.catalog.syntax import Record, records, refused, without_silent
from booktranslate.errors import InputError
from booktranslate.files import require_regular, stamp_of
from booktranslate.model import State, Translation, Unit, parse

# Fields that `write` sets by itself; all others are kept as they were found.
OWN_FIELDS = (
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "X-Source-Language",
    "X-Generator",
)

_CHARSET = re.compile(rb"charset=([^\s\\\"]*)")
_LANGUAGE = re.compile(r'"Language:\s*([^\\"]*)')


def read(path: Path, target: str = "", *, silent: bool = True) -> Catalog:
    """The catalog in a PO file, whichever tool saved it.

    Without `silent`, entries in which nobody said anything may be left out, which is quicker; their lines are
    then not counted.

    Raises InputError with file and line, and leaves the file alone, for: syntax errors, the same source
    text (and context) twice, another charset than UTF-8, merge conflict markers, plural forms, no header,
    and, when `target` is given, a file of another language.
    """
    require_regular(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return parse_po(data, path, target, silent=silent)


def parse_po(data: bytes, path: Path, target: str = "", *, silent: bool = True) -> Catalog:
    """The catalog in the content of a PO file; `path` is its name in messages. Else as `read`."""
    text, form = _decoded(path, data)
    if not silent:
        text = without_silent(text)
    _check_language(path, text, target)
    header, *found = records(path, text, _entry) or [Record()]
    if not isinstance(header, Record) or header.source or header.context or not (fields := _fields(header)):
        raise refused(path, 1, 'has no header (msgid "") as its first entry.', "Restore it from a copy.")
    entries: list[Entry] = []
    obsolete: list[Entry] = []
    for each in found:
        if isinstance(each, Entry):
            entries.append(each)
        else:
            (obsolete if each.obsolete else entries).append(_of_record(each))
    _check_keys(path, sorted(entries + obsolete, key=attrgetter("line")))
    return Catalog(
        source_lang=fields.get("X-Source-Language", ""),
        target_lang=fields.get("Language", "").replace("_", "-") or target,
        entries=tuple(entries),
        obsolete=tuple(obsolete),
        header=tuple((name, value) for name, value in fields.items() if name not in OWN_FIELDS),
        comment="\n".join(header.comments).strip("\n"),
        stamp=stamp_of(data),
        form=form,
    )


def _fields(header: Record) -> dict[str, str]:
    """The fields of the header, one a line; a line without a colon belongs to the field before it."""
    fields: dict[str, str] = {}
    name = ""
    for line in header.target.split("\n"):
        before, colon, after = line.partition(":")
        if colon:
            name = before.strip()
            fields[name] = after.strip()
        elif name and name not in OWN_FIELDS and line.strip():
            fields[name] += f"\n{line.strip()}"
    return fields


def _decoded(path: Path, data: bytes) -> tuple[str, Form]:
    """The text with LF line ends, and how the file has it: Windows editors and Git write CRLF and a BOM."""
    if not data.strip():
        raise refused(path, 1, "is empty.", "Restore it from a copy, or delete it and extract again.")
    declared = _CHARSET.search(data)
    if declared and declared[1].upper() not in (b"UTF-8", b"UTF8"):
        name = declared[1].decode("ascii", "replace")
        line = _line(data, declared.start())
        raise refused(path, line, f"declares the charset {name!r}.", "Save the file as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise refused(path, line, "is not valid UTF-8.", "Save the file as UTF-8.") from error
    newline = "\n"
    if "\r" in text:  # in a string it would be written \r
        newline = "\r\n" if "\r\n" in text else "\r"
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, Form(newline, data.startswith(BOM_UTF8))


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _check_language(path: Path, text: str, target: str) -> None:
    found = _LANGUAGE.search(text)
    if not target or not found:
        return
    language = found[1].strip().replace("_", "-")
    # Some tools write the bare language; that is not another one.
    if language and language.lower() not in (target.lower(), target.lower().split("-")[0]):
        line = text.count("\n", 0, found.start()) + 1
        raise refused(
            path, line, f"is in the language {language!r}, not {target!r}.", "Is it in the right folder?"
        )


def _entry(
    line: int,
    comments: Sequence[str],
    notes: Sequence[str],
    references: Sequence[str],
    flags: Sequence[str],
    context: str,
    source: str,
    target: str,
    previous: str = "",
    previous_context: str = "",
) -> Entry:
    comment, origin = split_comment("\n".join(comments)) if comments else ("", "")
    translation = UNTRANSLATED
    if target:
        state = State.DRAFT if "fuzzy" in flags else State.REVIEWED
        translation = Translation(parse(target), state, origin)
    if flags:
        flags = [flag for flag in flags if flag != "fuzzy"]
    unit = Unit(parse(source), context, tuple(map(unquote, references)), tuple(notes))
    return Entry(unit, translation, comment, previous, previous_context, tuple(flags), line)


def _of_record(record: Record) -> Entry:
    return _entry(
        record.line,
        record.comments,
        record.notes if not record.obsolete else (),  # it has no place in the book
        record.references if not record.obsolete else (),
        record.flags,
        record.context,
        record.source,
        record.target,
        record.previous,
        record.previous_context,
    )


def _check_keys(path: Path, entries: list[Entry]) -> None:
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = entry.key
        if not key[1]:
            raise refused(path, entry.line, "is an entry without a source text.", "Delete the entry.")
        if key in first:
            raise refused(
                path,
                entry.line,
                f"repeats the text in line {first[key]}.",
                "Keep the better translation and delete the other entry.",
            )
        first[key] = entry.line
