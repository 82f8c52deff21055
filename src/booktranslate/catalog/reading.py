"""A PO file read strictly: what is not certain is refused with its line, and nothing is guessed.

polib builds the entries. It is lenient where words could be lost (a missing quotation mark costs a
letter, an entry without msgstr swallows the next one, unknown escapes stay as they are), so each line is
held against the grammar of the GNU gettext manual ("The Format of PO Files") first.
"""

import re
from pathlib import Path
from urllib.parse import unquote

import polib

from booktranslate.catalog.entries import Catalog, Entry, split_comment
from booktranslate.errors import InputError
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

# The escapes that polib knows; octal and hexadecimal ones it would take for text.
_STRING_LINE = re.compile(
    r"(?P<mark>#~\|?|#\|)?[ \t]*"
    r"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"
    r'(?P<string>"(?:[^"\\]|\\[\\"ntrvbf])*")[ \t]*'
)
_COMMENT = re.compile(r"#(?![~|])(?P<kind>[.:,]?)[ \t]?(?P<text>.*)")
_CONFLICT = re.compile(r"(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: |$)|=======$")
_MSGCAT_CONFLICT = '"#-#-#-#-#'
_CHARSET = re.compile(rb"charset=([^\s\\\"]*)")
_LANGUAGE = re.compile(r'"Language:\s*([^\\"]*)')
_SYNTAX_HINT = 'Mend it (a quotation mark inside a text is written \\"), or take the file from a copy.'
_CUT_HINT = "Is the file whole? Take it from a copy."


def read(path: Path, target: str = "") -> Catalog:
    """The catalog in a PO file, whichever tool saved it.

    Raises InputError with file and line, and leaves the file alone, for: syntax errors, the same source
    text (and context) twice, another charset than UTF-8, CR line ends, merge conflict markers, plural
    forms, no header, and, when `target` is given, a file of another language.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error
    text = _decoded(path, data)
    _check_language(path, text, target)
    lines, msgids = _checked_lines(path, text)
    try:
        file = polib.pofile(_Text("\n".join(lines)), encoding="utf-8")
    except OSError as error:
        found = re.search(r"line (\d+)", str(error))
        raise _refused(path, int(found[1]) if found else 0, "is not a well-formed PO entry.") from error
    if not file.metadata or any(not entry.linenum for entry in file):
        raise _refused(path, 1, 'has no header (msgid "") as its first entry.', "Take it from a copy.")
    entries = [_entry(entry, line) for entry, line in zip(file, msgids[1:], strict=True)]
    _check_keys(path, entries)
    fields = dict(file.metadata)
    return Catalog(
        source_lang=fields.get("X-Source-Language", ""),
        target_lang=fields.get("Language", "").replace("_", "-") or target,
        entries=tuple(e for e, raw in zip(entries, file, strict=True) if not raw.obsolete),
        obsolete=tuple(e for e, raw in zip(entries, file, strict=True) if raw.obsolete),
        header=tuple((name, value) for name, value in fields.items() if name not in OWN_FIELDS),
        comment=file.header.strip("\n"),
    )


class _Text(str):
    """A text whose lines end at line feeds only: str.splitlines, which polib calls, would also cut
    strings in two at U+2028, U+0085 and the like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def _decoded(path: Path, data: bytes) -> str:
    if not data.strip():
        raise _refused(path, 1, "is empty.", "Take it from a copy, or delete it and extract again.")
    declared = _CHARSET.search(data)
    if declared and declared[1].upper() not in (b"UTF-8", b"UTF8"):
        name = declared[1].decode("ascii", "replace")
        line = _line(data, declared.start())
        raise _refused(path, line, f"declares the charset {name!r}.", "Save the file as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise _refused(path, line, "is not valid UTF-8.", "Save the file as UTF-8.") from error
    if "\r" in text:
        raise _refused(
            path,
            _line(data, data.index(b"\r")),
            "has Windows line ends (CRLF).",
            "Convert the file to LF line ends (dos2unix, or your editor), and put '*.po text eol=lf' into "
            ".gitattributes when it comes from Git.",
        )
    return text


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
        raise _refused(
            path, line, f"is in the language {language!r}, not {target!r}.", "Is it in the right folder?"
        )


class _Grammar:
    """Which string may follow which: polib loses the words of those that come out of turn."""

    def __init__(self) -> None:
        self.wanted = ""  # the keyword without which the entry is not whole
        self.mark: str | None = None  # of the string in the line before, if there is one

    def problem(self, mark: str, word: str) -> str:
        """What is wrong with a string after `word` (none: it goes on) and `mark` (`#~`, `#|`, none)."""
        same = mark == self.mark
        self.mark = mark
        if word == "msgid_plural" or "[" in word:
            return "holds plural forms, which the text of a book has not."
        if not word:
            return "" if same else "is a text that belongs to no msgid or msgstr."
        if self.wanted and not (same and word == self.wanted):
            return f"stands where {self.wanted} should be."
        if mark in ("#|", "#~|"):
            return ""
        if not self.wanted and word == "msgstr":
            return "is a msgstr without msgid."
        self.wanted = {"msgctxt": "msgid", "msgid": "msgstr"}.get(word, "")
        return ""


def _checked_lines(path: Path, text: str) -> tuple[list[str], list[int]]:
    """The lines in the form that polib understands, and the numbers of those that start a msgid."""
    lines = []
    msgids = []
    grammar = _Grammar()
    number = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        found = _STRING_LINE.fullmatch(line)
        comment = _COMMENT.fullmatch(line)
        if not line.strip():
            lines.append("")
        elif found:
            mark, word, string = found["mark"] or "", found["word"] or "", found["string"]
            if problem := grammar.problem(mark, word):
                raise _refused(path, number, problem)
            if string.startswith(_MSGCAT_CONFLICT):
                raise _refused(path, number, "holds two translations joined by msgcat.", "Choose one.")
            if word == "msgid" and mark in ("", "#~"):
                msgids.append(number)
            # polib drops the previous text of obsolete entries, but reads it under the other mark.
            lines.append(" ".join(filter(None, ("#|" if mark == "#~|" else mark, word, string))))
        elif _CONFLICT.match(line):
            raise _refused(path, number, "is a merge conflict marker.", "Resolve the conflict in the file.")
        elif not comment:
            raise _refused(path, number, "is not a line of a PO file.", _SYNTAX_HINT)
        elif grammar.wanted:
            raise _refused(path, number, f"stands where {grammar.wanted} should be.")
        else:
            grammar.mark = None
            lines.append(f"#{comment['kind']} {comment['text']}")
    if grammar.wanted:
        raise _refused(path, number, f"is the end of the file, where {grammar.wanted} should be.", _CUT_HINT)
    return lines, msgids


def _entry(raw: polib.POEntry, line: int) -> Entry:
    comment, origin = split_comment(raw.tcomment)
    target = parse(raw.msgstr)
    if not target:
        translation = Translation(target, State.EMPTY)
    else:
        translation = Translation(target, State.DRAFT if raw.fuzzy else State.REVIEWED, origin)
    unit = Unit(
        source=parse(raw.msgid),
        context=raw.msgctxt or "",
        # An obsolete text has no place in the book.
        locations=()
        if raw.obsolete
        else tuple(unquote(f"{file}:{line}" if line else file) for file, line in raw.occurrences),
        notes=() if raw.obsolete or not raw.comment else tuple(raw.comment.split("\n")),
    )
    return Entry(
        unit=unit,
        translation=translation,
        person_comment=comment,
        previous=raw.previous_msgid or "",
        previous_context=raw.previous_msgctxt or "",
        flags=tuple(flag for flag in raw.flags if flag and flag != "fuzzy"),
        line=line,
    )


def _check_keys(path: Path, entries: list[Entry]) -> None:
    first: dict[tuple[str, str], int] = {}
    for entry in entries:
        if not entry.unit.source:
            raise _refused(path, entry.line, "is an entry without a source text.", "Delete the entry.")
        if entry.key in first:
            raise _refused(
                path,
                entry.line,
                f"is the same text as in line {first[entry.key]}, a second time.",
                "Keep the better translation and delete the other entry.",
            )
        first[entry.key] = entry.line


def _refused(path: Path, line: int, what: str, hint: str = "") -> InputError:
    return InputError(what, where=f"{path}:{line}", hint=hint)
