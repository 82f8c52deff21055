"""The lines of a PO file as records, and back (GNU gettext manual, "The Format of PO Files").

The reading is strict: polib's is lenient where words could be lost (a missing quotation mark costs a letter,
an entry without msgstr swallows the next one, unknown escapes stay as they are, the previous text of an
obsolete entry is dropped).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from booktranslate.errors import InputError

T = TypeVar("T")

# The escapes that every tool knows; octal and hexadecimal ones are refused.
_STRING_LINE = re.compile(
    r"(?P<mark>#~\|?|#\|)?[ \t]*"
    r"(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*)?"
    r'"(?P<string>[^"\\]*+(?:\\[\\"ntrvbf][^"\\]*+)*+)"[ \t]*'
)
# An entry as nearly all are, which is read at once: nothing obsolete or previous, each string on one line, an
# empty line behind, and no string after it, which would belong to the translation.
_PLAIN_STRING = r'"(?!#-#-#-#-#)([^"\\\n]*+(?:\\[\\"ntrvbf][^"\\\n]*+)*+)"'
_PLAIN_ENTRY = re.compile(
    r"((?:# .*\S\n)*+)((?:#\. .*\S\n)*+)(?:#: (.*)\n)?+(?:#, (.*)\n)?+"
    rf"(?:msgctxt {_PLAIN_STRING}\n)?+msgid {_PLAIN_STRING}\nmsgstr {_PLAIN_STRING}"
    r'(?:\n\n(?!\s*+")|\n?\Z)'
)
# The last line of an entry, and entries behind it without comment or translation; compiled when first needed.
_SILENT = (
    r'(\n(?:msgstr|").*\n\n)(?:(?:#[.:] .*\n)*+(?:msgctxt ".*"\n)?+msgid ".*"\nmsgstr ""\n\n(?!\s*+"))++'
)
_ESCAPE = re.compile(r"\\(.)")
_CHARACTER = re.compile(r"\\.|[^\\]")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}
_TO_ESCAPE = {sign: f"\\{letter}" for letter, sign in _ESCAPED.items()} | {'"': '\\"', "\\": "\\\\"}
_SPECIAL = re.compile(r'["\\\n\t\r\v\x08\f]')
_CONFLICT = re.compile(r"(?:<<<<<<<|>>>>>>>|\|\|\|\|\|\|\|)(?: |$)|=======$")
_MSGCAT_CONFLICT = "#-#-#-#-#"
_KINDS = {".", ":", ","}  # of comments: note, reference, flag
_MARKS = {"~", "|"}  # obsolete, previous
_PREVIOUS = ("#|", "#~|")
_SYNTAX_HINT = 'Fix it (write a quotation mark inside a text as \\"), or restore the file from a copy.'
_CUT_HINT = "Is the file whole? Restore it from a copy."


def refused(path: Path, line: int, what: str, hint: str = "") -> InputError:
    """The error for a line of a PO file."""
    return InputError(what, where=f"{path}:{line}", hint=hint)


@dataclass(slots=True, eq=False)
class Record:
    """One entry as it stands in the file, unescaped; `line` is that of its msgid, counted from 1.

    `comments` are lines of `#`, `notes` of `#.`, `references` and `flags` the words of `#:` and `#,`.
    """

    context: str = ""
    source: str = ""
    target: str = ""
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: str = ""
    previous_context: str = ""
    obsolete: bool = False
    line: int = 0


def string_line(line: str) -> tuple[str, int, list[tuple[str, int]]] | None:
    """The word before a string (msgid, or nothing), the column where the string begins, and its characters,
    each with the width of what stands for it in the file. None for a line without a string."""
    found = _STRING_LINE.fullmatch(line)
    if found is None:
        return None
    characters = [
        (_ESCAPED.get(each[1], each[1]) if each[0] == "\\" else each[0], len(each))
        for each in _CHARACTER.findall(found["string"])
    ]
    return found["word"] or "", found.start("string") + 1, characters


def records(path: Path, text: str, plain: Callable[..., T]) -> list[Record | T]:
    """The records in the text of a PO file. Instead of a plain one, as nearly all are: what `plain` makes of
    its line, comments, notes, references, flags, context, source and target (see `Record`).

    Raises InputError for the first line that is not certain.
    """
    reader = _Reader(plain)
    start = number = 0  # characters and lines before the block
    while start < len(text):
        if reader.is_between and (found := _PLAIN_ENTRY.match(text, start)):
            number += text.count("\n", start, found.end(7))
            reader.entry(number, *found.groups(""))
            start, end = found.end(7), found.end()
        else:
            end = text.find("\n\n", start) + 2
            end = len(text) if end == 1 else end
            # Not splitlines, which would also cut strings in two at U+2028, U+0085 and the like.
            for place, line in enumerate(text[start:end].split("\n"), number + 1):
                _take(reader, path, place, line)
        number += text.count("\n", start, end)
        start = end
    if reader.wanted:
        where = f"is the end of the file, but {reader.wanted} is missing."
        raise refused(path, number + (not text.endswith("\n")), where, _CUT_HINT)
    return reader.found


def without_silent(text: str) -> str:
    """The text of a PO file without most of the entries with neither a comment nor a translation."""
    return re.sub(_SILENT, r"\1", text)


def _take(reader: "_Reader[T]", path: Path, number: int, line: str) -> None:
    """Pass a line to the reader. Raises InputError for one that a PO file cannot have there."""
    problem = ""
    if line.startswith("#") and line[1:2] not in _MARKS:
        problem = reader.comment(line.rstrip())
    elif found := _STRING_LINE.fullmatch(line):
        problem = reader.string(number, *found.groups())
        if not problem and found["string"].startswith(_MSGCAT_CONFLICT):
            raise refused(path, number, "holds two translations joined by msgcat.", "Choose one.")
    elif _CONFLICT.match(line):
        raise refused(path, number, "is a merge conflict marker.", "Resolve the conflict in the file.")
    elif line and not line.isspace():
        raise refused(path, number, "is not a line of a PO file.", _SYNTAX_HINT)
    if problem:
        raise refused(path, number, problem)


class _Reader(Generic[T]):
    """Takes lines one by one, or a plain entry at once; what each may be depends on those before it."""

    def __init__(self, plain: Callable[..., T]) -> None:
        self.found: list[Record | T] = []
        self._plain = plain
        self.wanted = ""  # the keyword that the record still needs
        self._record = Record()
        self._mark: str | None = None  # of the string in the line before, if there is one
        self._field = ""  # of the record, to which strings are added

    @property
    def is_between(self) -> bool:
        """Whether a record is whole, and nothing of the next one is read."""
        return not self.wanted and self._record.line > 0

    def entry(
        self,
        line: int,
        comments: str,
        notes: str,
        references: str,
        flags: str,
        context: str,
        source: str,
        target: str,
    ) -> None:
        """Take what a plain entry holds, as it stands in the file; `line` is that of its msgid."""
        self.found.append(
            self._plain(
                line,
                comments[2:-1].split("\n# ") if comments else (),
                notes[3:-1].split("\n#. ") if notes else (),
                references.split(),
                list(_flags(flags)) if flags else (),
                _value(context),
                _value(source),
                _value(target),
            )
        )
        self._mark = None

    def comment(self, line: str) -> str:
        """Take a comment; returns what is wrong with it."""
        if self.wanted:
            return f"{self.wanted} is expected here."
        self._mark = None
        record = self._next()
        kind = line[1:2]
        text = line[2:] if kind in _KINDS else line[1:]
        if text.startswith((" ", "\t")):  # it separates the comment from its sign
            text = text[1:]
        if kind == ".":
            if text:
                record.notes.append(text)
        elif kind == ":":
            record.references += text.split()
        elif kind == ",":
            record.flags += _flags(text)
        else:
            record.comments.append(text)
        return ""

    def string(self, number: int, mark: str | None, word: str | None, string: str) -> str:
        """Take a string after a keyword (none: it continues), with a mark (`#~`, `#|`, `#~|`, none).

        Returns what is wrong with it.
        """
        mark = mark or ""
        same, self._mark = mark == self._mark, mark
        if not word:
            if not same:
                return "is a text without msgid or msgstr."
        elif word == "msgid_plural" or "[" in word:
            return "has plural forms, which are not supported in a book."
        elif self.wanted and not (same and word == self.wanted):
            return f"{self.wanted} is expected here."
        elif not self.wanted and word == "msgstr" and mark not in _PREVIOUS:
            return "is a msgstr without msgid."
        else:
            self._begin(number, mark, word)
        if string:
            setattr(self._record, self._field, getattr(self._record, self._field) + _value(string))
        return ""

    def _begin(self, number: int, mark: str, word: str) -> None:
        if mark in _PREVIOUS:
            self._next()
            self._field = "previous_context" if word == "msgctxt" else "previous"
        elif word == "msgctxt":
            self._next()
            self.wanted = "msgid"
            self._field = "context"
        elif word == "msgid":
            record = self._record if self.wanted else self._next()
            record.obsolete, record.line = mark == "#~", number
            self.found.append(record)
            self.wanted = "msgstr"
            self._field = "source"
        else:
            self.wanted = ""
            self._field = "target"

    def _next(self) -> Record:
        """The record that is being read; a new one after one that is whole."""
        if self._record.line:
            self._record = Record()
        return self._record


def _flags(text: str) -> Iterator[str]:
    """The flags of a line. As gettext does, `fuzzy` is found among other words too."""
    for flag in text.split(","):
        words = flag.split()
        if "fuzzy" in words:
            yield "fuzzy"
        if others := " ".join(word for word in words if word != "fuzzy"):
            yield others


def _value(string: str) -> str:
    """What a string says, as it stands in the file."""
    return _ESCAPE.sub(_unescaped, string) if "\\" in string else string


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])


def printed(record: Record) -> str:
    """The record as lines, as `msgcat --no-wrap` writes it."""
    mark = "#~" if record.obsolete else "#"
    lines = [f"# {line}" if line else "#" for line in record.comments]
    lines += [f"#. {line}" for line in record.notes]
    if record.references:
        lines.append(f"#: {' '.join(record.references)}")
    if record.flags:
        lines.append(f"#, {', '.join(record.flags)}")
    if record.previous:  # gettext has no previous context without a previous text
        if record.previous_context:
            lines += _strings(f"{mark}| ", "msgctxt", record.previous_context)
        lines += _strings(f"{mark}| ", "msgid", record.previous)
    mark = "#~ " if record.obsolete else ""
    if record.context:
        lines += _strings(mark, "msgctxt", record.context)
    lines += _strings(mark, "msgid", record.source)
    lines += _strings(mark, "msgstr", record.target)
    return "\n".join(lines) + "\n"


def _strings(mark: str, word: str, value: str) -> list[str]:
    """One line, or one for each line of a value that has several."""
    if "\n" not in value[:-1]:
        return [f'{mark}{word} "{_escaped(value)}"']
    *ended, last = map(_escaped, value.split("\n"))
    lines = [f'{mark}"{each}\\n"' for each in ended] + ([f'{mark}"{last}"'] if last else [])
    return [f'{mark}{word} ""', *lines]


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda match: _TO_ESCAPE[match[0]], value) if _SPECIAL.search(value) else value
