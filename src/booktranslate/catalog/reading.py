"""A PO file read strictly: what is not certain is refused with its line, and nothing is guessed."""

import re
from codecs import BOM_UTF8
from pathlib import Path
from urllib.parse import unquote

from booktranslate.catalog.entries import UNTRANSLATED, Catalog, Entry, Form, split_comment
from booktranslate.catalog.syntax import Record, records, refused
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


def read(path: Path, target: str = "") -> Catalog:
    """The catalog in a PO file, whichever tool saved it.

    Raises InputError with file and line, and leaves the file alone, for: syntax errors, the same source
    text (and context) twice, another charset than UTF-8, merge conflict markers, plural forms, no header,
    and, when `target` is given, a file of another language.
    """
    require_regular(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    return parse_po(data, path, target)


def parse_po(data: bytes, path: Path, target: str = "") -> Catalog:
    """The catalog in the content of a PO file; `path` is its name in messages. Raises as `read`."""
    text, form = _decoded(path, data)
    _check_language(path, text, target)
    found = records(path, text)
    if not found or found[0].source or found[0].context or not (fields := _fields(found[0])):
        raise refused(path, 1, 'has no header (msgid "") as its first entry.', "Restore it from a copy.")
    raw = found[1:]
    entries = list(map(_entry, raw))
    _check_keys(path, entries)
    return Catalog(
        source_lang=fields.get("X-Source-Language", ""),
        target_lang=fields.get("Language", "").replace("_", "-") or target,
        entries=tuple(e for e, record in zip(entries, raw, strict=True) if not record.obsolete),
        obsolete=tuple(e for e, record in zip(entries, raw, strict=True) if record.obsolete),
        header=tuple((name, value) for name, value in fields.items() if name not in OWN_FIELDS),
        comment="\n".join(found[0].comments).strip("\n"),
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


def _entry(record: Record) -> Entry:
    comment, origin = split_comment("\n".join(record.comments)) if record.comments else ("", "")
    translation = UNTRANSLATED
    if record.target:
        target = parse(record.target)
        state = State.DRAFT if "fuzzy" in record.flags else State.REVIEWED
        translation = Translation(target, state, origin)
    source = parse(record.source)
    if record.obsolete:  # it has no place in the book
        unit = Unit(source, record.context)
    else:
        unit = Unit(source, record.context, tuple(map(unquote, record.references)), tuple(record.notes))
    return Entry(
        unit=unit,
        translation=translation,
        person_comment=comment,
        previous=record.previous,
        previous_context=record.previous_context,
        flags=tuple([flag for flag in record.flags if flag != "fuzzy"]),
        line=record.line,
    )


def _check_keys(path: Path, entries: list[Entry]) -> None:
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = entry.key
        if not entry.unit.source:
            raise refused(path, entry.line, "is an entry without a source text.", "Delete the entry.")
        if key in first:
            raise refused(
                path,
                entry.line,
                f"repeats the text in line {first[key]}.",
                "Keep the better translation and delete the other entry.",
            )
        first[key] = entry.line
