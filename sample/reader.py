"""Read the markup of the sample book (FORMAT.md)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from markup import (
    IDENTITY,
    SPECIAL,
    Block,
    Box,
    Chapter,
    Identity,
    Items,
    MarkupError,
    NoteCall,
    Paragraph,
    Portrait,
    Role,
    Spans,
    Special,
    Table,
    Text,
)
from typography import spaced


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
    """Reads the blocks of one file, one after another; `line` is where the current one begins."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.line = path, 1
        self._blocks = list(_split(text))
        self._next = 0
        self._titled = self._answering = False
        self._notes: dict[str, Spans] = {}
        self._note_lines: dict[str, int] = {}
        self._calls: dict[str, int] = {}  # the line of each reference to a note
        self._first_answer = 0

    def chapter(self) -> Chapter:
        blocks = self._until(None)
        for key, line in self._calls.items():
            if key not in self._notes:
                raise MarkupError(self.path, line, f"the note [^{key}] has no text")
        for key, line in self._note_lines.items():
            if key not in self._calls:
                raise MarkupError(self.path, line, f"the note [^{key}] is called nowhere")
        if self._first_answer and not any(isinstance(block, Identity) for block in blocks):
            reason = "an interview needs @fonction, @organisation and @filiere after its heading"
            raise MarkupError(self.path, self._first_answer, reason)
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
            self._note_lines[note[1]] = self.line
            return None
        if portrait := _PORTRAIT.fullmatch(first):
            return Portrait(spaced(portrait[1]), self._spans(portrait[2]))
        if first.startswith("Tableau : "):
            return self._table(self._spans(first.removeprefix("Tableau : ")))
        if first.startswith("[encadré] "):
            return self._box(self._spans(first.removeprefix("[encadré] "), notes=False))
        if first.startswith("::: "):
            kind = first.removeprefix("::: ")
            if kind not in SPECIAL:
                raise self.error(f"`::: {kind}` is not known; there are {', '.join(SPECIAL)}")
            return self._special(kind)
        return self._paragraph(first)

    def _box(self, title: Spans) -> Box:
        opened, calls = self.line, len(self._calls)
        blocks = self._until("[/encadré]")
        if len(self._calls) > calls:
            raise MarkupError(self.path, opened, "Word allows no footnote in a text box: move it out")
        for block in blocks:
            if not isinstance(block, Items) and getattr(block, "role", "") not in ("texte", "suite"):
                raise MarkupError(self.path, opened, "a text box holds paragraphs and lists only")
        return Box(title, blocks)

    def _special(self, kind: str) -> Special:
        opened = self.line
        blocks = self._until(":::")
        if any(getattr(block, "role", "") not in ("texte", "suite") for block in blocks):
            raise MarkupError(self.path, opened, f"`::: {kind}` holds paragraphs only")
        if kind == "couverture" and len(blocks) < 3:
            raise MarkupError(self.path, opened, "the cover needs a title, a subtitle and a notice")
        if kind == "sommaire" and blocks:
            raise MarkupError(self.path, opened, "`::: sommaire` is empty: the script fills it")
        return Special(kind, blocks)

    def _paragraph(self, text: str) -> Paragraph:
        role: Role = "suite" if self._answering else "texte"
        for prefix, prefixed in _PREFIXES:
            if text.startswith(prefix):
                role, text = prefixed, text.removeprefix(prefix)
                break
        else:
            if _LOOKS_LIKE_MARKUP.match(text):
                raise self.error(f"unknown or incomplete markup: {text[:40]!r} (see FORMAT.md)")
        if role == "titre1":
            if self._titled:
                raise self.error("a file is one chapter: one `# ` heading")
            self._titled = True
        if role == "reponse":
            self._answering = True
            self._first_answer = self._first_answer or self.line
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
    """The blocks of lines, each with the number of its first line."""
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
