"""The values that all packages share: tagged text, units, translations, findings.

A *unit* is one paragraph of the book (or one attribute, cell text, chart label) as a translator sees it.
Its text is *tagged*: short inline tags represent formatting and objects,

    La <b>mixité</b> avance.<fn1/>

`parse` and `TaggedText.__str__` are inverses. Ampersands and angle brackets stay readable: they are written
as XML entities only if they could be read as a tag or an entity (`R&D` stays `R&D`). `xml` is strictly
well-formed XML, for engines that parse it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Literal

# A tag name: lower-case letters, then a number that tells tags of one unit apart.
_TAG = r"</?[a-z]{1,4}[0-9]*>|<[a-z]{1,4}[0-9]*/>"
_ENTITY = r"&(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);"
# What is not words where a text is written.
TAG_OR_ENTITY = re.compile(f"{_TAG}|{_ENTITY}")
_EACH_TAG = re.compile(f"({_TAG})")
_WORD = re.compile(r"\w+(?:[’'·.-]\w+)*")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True)
class Text:
    """Words to translate; never empty in a parsed text."""

    value: str


@dataclass(frozen=True, slots=True)
class Open:
    """Start of a formatted stretch: `<b>`, `<a1>`."""

    name: str


@dataclass(frozen=True, slots=True)
class Close:
    """End of a formatted stretch: `</b>`."""

    name: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """An object in the text: `<fn1/>`, `<br/>`."""

    name: str


Piece = Text | Open | Close | Placeholder


@dataclass(frozen=True)
class TaggedText:
    """A text with inline tags. Tags may be unbalanced, as a translator may have lost one."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        return self._printed

    @cached_property  # a unit's key is printed at every step
    def _printed(self) -> str:
        return "".join([_readable(p.value) if isinstance(p, Text) else _token(p) for p in self.pieces])

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __iter__(self) -> Iterator[Piece]:
        return iter(self.pieces)

    @property
    def xml(self) -> str:
        """The text as XML content (XML 1.0, section 2.4); well-formed if its tags are balanced."""
        return "".join([_escaped(p.value) if isinstance(p, Text) else _token(p) for p in self.pieces])

    @cached_property
    def plain(self) -> str:
        """The words alone, without tags; a line break or tab is a space."""
        return "".join([_shown(piece, "") for piece in self.pieces])

    @property
    def characters(self) -> int:
        """How many characters a translation service bills: those of the words, not of the tags."""
        return sum(len(piece.value) for piece in self.pieces if isinstance(piece, Text))

    @cached_property
    def words(self) -> int:
        """How many words a person would count; figures count, tags do not."""
        return len(_WORD.findall(self.plain))

    @property
    def tags(self) -> tuple[Open | Close | Placeholder, ...]:
        """The tags alone, in order."""
        return tuple(piece for piece in self.pieces if not isinstance(piece, Text))

    @property
    def line(self) -> str:
        """The words as one string in which each placeholder is U+FFFC, but a line break or tab a space."""
        return "".join([_shown(piece, "\ufffc") for piece in self.pieces])

    @property
    def partners(self) -> dict[int, int]:
        """The index among the pieces of each tag that has a partner, mapped to that of the partner."""
        waiting: dict[str, list[int]] = {}
        partners: dict[int, int] = {}
        for index, piece in enumerate(self.pieces):
            if isinstance(piece, Open):
                waiting.setdefault(piece.name, []).append(index)
            elif isinstance(piece, Close) and waiting.get(piece.name):
                start = waiting[piece.name].pop()
                partners[start], partners[index] = index, start
        return partners


def emphasis(tag: str) -> str:
    """The emphasis that a tag name expresses: `b`, `i`, `u`, `s`, or several (`bi`); "" for other tags."""
    kind = tag.rstrip("0123456789")
    return kind if set(kind) <= set("bius") else ""


_SPACES = frozenset({"br", "tab"})


def _shown(piece: Piece, thing: str) -> str:
    """How a piece is shown: its words, a space for a break or tab, `thing` for another placeholder."""
    if isinstance(piece, Text):
        return piece.value
    if isinstance(piece, Placeholder):
        return " " if piece.name in _SPACES else thing
    return ""


def untagged(words: str) -> TaggedText:
    """A text of these words without tags; empty without words. What looks like a tag is printed as text."""
    made = TaggedText((Text(words),) if words else ())
    known = made.__dict__  # where cached_property keeps its values
    known["plain"] = words
    if "<" not in words and "&" not in words:
        known["_printed"] = words
    return made


def tagged(pieces: Iterable[Piece]) -> TaggedText:
    """A TaggedText from pieces; neighbouring texts are joined, empty ones dropped."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Text):
            if not piece.value:
                continue
            if joined and isinstance(joined[-1], Text):
                joined[-1] = Text(joined[-1].value + piece.value)
                continue
        joined.append(piece)
    return TaggedText(tuple(joined))


def cut(text: TaggedText, places: Iterable[int]) -> list[TaggedText]:
    """The text cut at ascending indexes of its `line`; an index inside a pair of tags is ignored."""
    parts: list[list[Piece]] = [[]]
    due = iter(places)
    place = next(due, None)
    at = depth = 0
    for piece in text:
        if isinstance(piece, Text):
            start = 0
            while place is not None and place < at + len(piece.value):
                if not depth and place - at >= start and (place > at or at):
                    parts[-1].append(Text(piece.value[start : place - at]))
                    parts.append([])
                    start = place - at
                place = next(due, None)
            parts[-1].append(Text(piece.value[start:]))
            at += len(piece.value)
            continue
        if place == at and not depth and at and not isinstance(piece, Close):
            parts.append([])
            place = next(due, None)
        parts[-1].append(piece)
        depth += isinstance(piece, Open) - isinstance(piece, Close)
        at += isinstance(piece, Placeholder)
    return [tagged(pieces) for pieces in parts]


def respelt(text: TaggedText, spelling: Callable[[str], str]) -> TaggedText:
    """The text with `spelling` applied to its words; its tags stay where they are."""
    if all(not isinstance(piece, Text) or spelling(piece.value) == piece.value for piece in text.pieces):
        return text
    return tagged(Text(spelling(piece.value)) if isinstance(piece, Text) else piece for piece in text)


def parse(text: str) -> TaggedText:
    """Read a tagged text as a PO file or an engine writes it.

    Anything that is not exactly a tag or an entity is text, so that a stray `<` or `&` does no harm.
    """
    if "&" not in text:  # as nearly always: such a text is printed exactly as it was read
        if "<" not in text:
            return untagged(text)
        parts = _EACH_TAG.split(text)
        made = TaggedText(
            tuple([_tag(part) if place % 2 else Text(part) for place, part in enumerate(parts) if part])
        )
        made.__dict__["_printed"] = text  # where cached_property keeps its value
        return made
    pieces: list[Piece] = []
    end = 0
    for match in TAG_OR_ENTITY.finditer(text):
        pieces.append(Text(text[end : match.start()]))
        found = match[0]
        pieces.append(_tag(found) if found[0] == "<" else Text(_character(found)))
        end = match.end()
    pieces.append(Text(text[end:]))
    return tagged(pieces)


@lru_cache(1_000)  # a book has the same few tags in thousands of texts
def _tag(token: str) -> Piece:
    if token.startswith("</"):
        return Close(token[2:-1])
    if token.endswith("/>"):
        return Placeholder(token[1:-2])
    return Open(token[1:-1])


def _character(entity: str) -> str:
    if entity in _NAMED:
        return _NAMED[entity]
    digits = entity[2:-1]
    number = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    # XML 1.0, section 2.2: a character that no document can contain stays as it was written.
    if number > 0x10FFFF or number in range(0xD800, 0xE000) or (number < 0x20 and number not in {9, 10, 13}):
        return entity
    return chr(number)


def _token(tag: Open | Close | Placeholder) -> str:
    if isinstance(tag, Placeholder):
        return f"<{tag.name}/>"
    return f"</{tag.name}>" if isinstance(tag, Close) else f"<{tag.name}>"


def _readable(value: str) -> str:
    if "<" not in value and "&" not in value:
        return value
    return TAG_OR_ENTITY.sub(lambda match: _escaped(match[0]), value)


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


Key = tuple[str, str]
"""The context and the source text of a unit, which identify it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate, with information for the translator.

    `context` is the `msgctxt`: empty unless the same source needs two translations. `locations` are its
    places in the book; `notes` are lines for the translator (chapter, role, style …).
    """

    source: TaggedText
    context: str = ""
    locations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What identifies a unit, even in another edition of the book: its context and its text."""
        return self.context, str(self.source)


class State(StrEnum):
    """The state of a translation. It is kept in the PO file, where drafts are fuzzy."""

    EMPTY = "untranslated"
    DRAFT = "drafted"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Translation:
    """The target text of a unit, its state, and what made it (`deepl`, `apertium` …; empty for a person)."""

    target: TaggedText
    state: State
    origin: str = ""


Split = Literal["document", "heading1"]
Revisions = Literal["accept", "reject", "refuse"]
Comments = Literal["keep", "translate", "remove"]
Quotes = Literal["double", "single"]
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # the most serious first
Gender = Literal["f", "m"]
Span = tuple[int, int]
"""The start and end of some words in a plain text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem for a person to look at: a stable name, a message, a place.

    `span` and `source_span` are the words concerned, in the plain text of the translation and of the source.
    `term` is the glossary term concerned, `suggestion` a replacement for `span`.
    """

    name: str
    severity: Severity
    message: str
    where: str = ""
    span: Span | None = None
    source_span: Span | None = None
    term: str = ""
    suggestion: str | None = None


# Checks that report the state of a text, not a fault; they are counted separately.
STATE_CHECKS = frozenset({"untranslated", "fuzzy"})


def counted(number: int, noun: str) -> str:
    """A number with its noun, for messages: `1 text`, `1,200 texts`."""
    return f"{number:,} {noun if number == 1 else noun + 's'}"
