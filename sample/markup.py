"""The markup of the sample book (FORMAT.md) read into plain values."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from typography import spaced

Role = Literal[
    "titre1", "titre2", "titre3", "chapeau", "question", "reponse", "suite", "texte", "citation"
]  # "suite" is a paragraph that goes on with an answer
IDENTITY = ("fonction", "organisation", "filiere")
SPECIAL = ("couverture", "sommaire", "signature")


class MarkupError(Exception):
    """Markup that FORMAT.md does not know; the message opens with file and line."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True)
class Text:
    """Characters of one look; `link` is the address that they lead to."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    link: str = ""


@dataclass(frozen=True)
class NoteCall:
    """The place of a footnote."""

    key: str


Spans = tuple[Text | NoteCall, ...]


@dataclass(frozen=True)
class Paragraph:
    role: Role
    spans: Spans


@dataclass(frozen=True)
class Identity:
    """Who speaks in an interview: the values of IDENTITY, in that order."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Portrait:
    alternative: str
    caption: Spans


@dataclass(frozen=True)
class Items:
    ordered: bool
    items: tuple[Spans, ...]


@dataclass(frozen=True)
class Table:
    caption: Spans
    rows: tuple[tuple[Spans, ...], ...]  # the first is the header


@dataclass(frozen=True)
class Box:
    title: Spans
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Special:
    kind: str  # one of SPECIAL
    blocks: tuple["Block", ...]


Block = Paragraph | Identity | Portrait | Items | Table | Box | Special


@dataclass(frozen=True)
class Chapter:
    path: Path
    blocks: tuple[Block, ...]
    notes: dict[str, Spans] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The heading 1; empty in the file of the cover."""
        titles = (plain(block.spans) for block in self.headings() if block.role == "titre1")
        return next(titles, "")

    def headings(self) -> Iterator[Paragraph]:
        for block in self.blocks:
            if isinstance(block, Paragraph) and block.role.startswith("titre"):
                yield block


def plain(spans: Spans) -> str:
    """The characters alone."""
    return "".join(span.text for span in spans if isinstance(span, Text))


def read_chapter(path: Path) -> Chapter:
    """Read one file. Raises MarkupError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise MarkupError(path, line, "this is not UTF-8; save the file as UTF-8") from None
    return _Reader(path, text).chapter()


_PREFIXES: tuple[tuple[str, Role], ...] = (
    ("### ", "titre3"),
    ("## ", "titre2"),
    ("# ", "titre1"),
    ("~ ", "chapeau"),
    ("Q: ", "question"),
    ("R: ", "reponse"),
    ("> ", "citation"),
)
_LOOKS_LIKE_MARKUP = re.compile(r"#|[QR]:|[>|@~]|-\s|\d+\.\s|:::|!\[|\[\^[^\]]*\]:|\[/?encadré|Tableau\s*:")
_NOTE = re.compile(r"\[\^([\w-]+)\]: (.+)")
_PORTRAIT = re.compile(r"!\[([^\]]+)\]\(portrait\) (.+)")
_IDENTITY = re.compile(r"@(\w+): (.+)")
_ITEM = re.compile(r"(- |\d+\. )(.+)")


class _Reader:
    """Goes through the blocks of one file; `line` is where the current one begins."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.line = path, 1
        self._blocks = list(_split(text))
        self._next = 0
        self._answering = False
        self._notes: dict[str, Spans] = {}
        self._calls: dict[str, int] = {}

    def chapter(self) -> Chapter:
        blocks = self._until(None)
        for key, line in self._calls.items():
            if key not in self._notes:
                raise MarkupError(self.path, line, f"the note [^{key}] has no text")
        unused = [key for key in self._notes if key not in self._calls]
        if unused:
            raise MarkupError(self.path, self.line, f"the note [^{unused[0]}] is called nowhere")
        roles = [block.role for block in blocks if isinstance(block, Paragraph)]
        if roles.count("titre1") > 1:
            raise self.error("a file is one chapter: one `# ` heading")
        if "reponse" in roles and not any(isinstance(block, Identity) for block in blocks):
            raise self.error("an interview needs @fonction, @organisation and @filiere after its heading")
        return Chapter(self.path, blocks, self._notes)

    def error(self, reason: str, offset: int = 0) -> MarkupError:
        return MarkupError(self.path, self.line + offset, reason)

    def _until(self, end: str | None) -> tuple[Block, ...]:
        """The blocks up to the line `end`, which closes what began at the current line."""
        opened = self.line
        blocks: list[Block] = []
        while self._next < len(self._blocks):
            lines = self._take()
            if lines == [end]:
                return tuple(blocks)
            block = self._block(lines)
            if block is not None:
                blocks.append(block)
        if end is not None:
            raise MarkupError(self.path, opened, f"this block is never closed: `{end}` is missing")
        return tuple(blocks)

    def _take(self) -> list[str]:
        self.line, lines = self._blocks[self._next]
        self._next += 1
        return lines

    def _block(self, lines: list[str]) -> Block | None:
        first = lines[0]
        if first.startswith("@"):
            return self._identity(lines)
        if _ITEM.fullmatch(first):
            return self._items(lines)
        if len(lines) > 1:
            raise self.error("a block is one paragraph: leave a blank line before this one", 1)
        if note := _NOTE.fullmatch(first):
            if note[1] in self._notes:
                raise self.error(f"the note [^{note[1]}] has a text already")
            self._notes[note[1]] = self._spans(note[2], notes=False)
            return None
        if portrait := _PORTRAIT.fullmatch(first):
            return Portrait(spaced(portrait[1]), self._spans(portrait[2]))
        if first.startswith("Tableau : "):
            return self._table(self._spans(first.removeprefix("Tableau : ")))
        if first.startswith("[encadré] "):
            title = self._spans(first.removeprefix("[encadré] "), notes=False)
            calls = len(self._calls)
            box = Box(title, self._until("[/encadré]"))
            if len(self._calls) > calls:
                raise self.error("Word allows no footnote in a text box: move the note out of [encadré]")
            return box
        if first.startswith("::: "):
            kind = first.removeprefix("::: ")
            if kind not in SPECIAL:
                raise self.error(f"`::: {kind}` is not known; there are {', '.join(SPECIAL)}")
            return Special(kind, self._until(":::"))
        return self._paragraph(first)

    def _paragraph(self, text: str) -> Paragraph:
        role: Role = "suite" if self._answering else "texte"
        for prefix, prefixed in _PREFIXES:
            if text.startswith(prefix):
                role, text = prefixed, text.removeprefix(prefix)
                break
        else:
            if _LOOKS_LIKE_MARKUP.match(text):
                raise self.error(f"unknown or incomplete markup: {text[:40]!r} (see FORMAT.md)")
        if role == "reponse":
            self._answering = True
        elif role.startswith("titre"):
            self._answering = False
        return Paragraph(role, self._spans(text, notes=not role.startswith("titre")))

    def _identity(self, lines: list[str]) -> Identity:
        found = {}
        for offset, line in enumerate(lines):
            match = _IDENTITY.fullmatch(line)
            if match is None or match[1] not in IDENTITY:
                raise self.error(f"expected one of @{': @'.join(IDENTITY)}:, found {line[:40]!r}", offset)
            found[match[1]] = spaced(match[2])
        if missing := [key for key in IDENTITY if key not in found]:
            raise self.error(f"@{missing[0]} is missing")
        return Identity(tuple(found[key] for key in IDENTITY))

    def _items(self, lines: list[str]) -> Items:
        ordered = not lines[0].startswith("- ")
        items = []
        for offset, line in enumerate(lines):
            match = _ITEM.fullmatch(line)
            if match is None or match[1].startswith("-") == ordered:
                raise self.error(f"not an item of this list: {line[:40]!r}", offset)
            items.append(self._spans(match[2], offset))
        return Items(ordered, tuple(items))

    def _table(self, caption: Spans) -> Table:
        if self._next == len(self._blocks) or not self._blocks[self._next][1][0].startswith("|"):
            raise self.error("`Tableau : ` is followed by no block of | lines")
        rows: list[tuple[Spans, ...]] = []
        for offset, line in enumerate(self._take()):
            if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
                raise self.error("a line of a table begins and ends with |", offset)
            cells = tuple(self._spans(cell.strip(), offset) for cell in line[1:-1].split("|"))
            if rows and len(cells) != len(rows[0]):
                raise self.error(f"{len(cells)} cells where the header has {len(rows[0])}", offset)
            rows.append(cells)
        return Table(caption, tuple(rows))

    def _spans(self, text: str, offset: int = 0, *, notes: bool = True) -> Spans:
        def fail(reason: str) -> MarkupError:
            return self.error(reason, offset)

        spans = tuple(_inline(spaced(text), fail))
        for call in (span for span in spans if isinstance(span, NoteCall)):
            if not notes:
                raise fail("a note cannot be called in a heading or in another note")
            if call.key in self._calls:
                raise fail(f"the note [^{call.key}] is called twice")
            self._calls[call.key] = self.line + offset
        return spans


def _split(text: str) -> Iterator[tuple[int, list[str]]]:
    """The blocks with the number of their first line."""
    block: list[str] = []
    number = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            block.append(line.strip())
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield number + 1 - len(block), block


_TOKEN = re.compile(r"(\*{1,3})|(\^)|\[\^([\w-]+)\]|\[([^\]\[]+)\]\(([^)\s]+)\)")


def _inline(text: str, fail: Callable[[str], MarkupError]) -> Iterator[Text | NoteCall]:
    bold = italic = superscript = False

    def styled(characters: str, link: str = "") -> Iterator[Text]:
        if "](" in characters or "[^" in characters:
            raise fail(f"unknown or incomplete markup: {characters[:40]!r} (see FORMAT.md)")
        if characters:
            yield Text(characters, bold, italic, superscript, link)

    position = 0
    for token in _TOKEN.finditer(text):
        yield from styled(text[position : token.start()])
        position = token.end()
        stars, caret, note, label, link = token.groups()
        if stars:
            bold ^= len(stars) >= 2
            italic ^= len(stars) != 2
        elif caret:
            superscript = not superscript
        elif note:
            yield NoteCall(note)
        else:
            if not link.startswith(("https://", "http://", "mailto:")):
                raise fail(f"a link goes to https:// or mailto:, not to {link!r}")
            yield from styled(label, link)
    yield from styled(text[position:])
    if bold or italic or superscript:
        raise fail(f"{'**' if bold else '*' if italic else '^'} is opened and not closed")
