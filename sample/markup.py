"""The text of the sample book as values: reader.py makes them, book.py lays them out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Role = Literal[
    "titre1", "titre2", "titre3", "chapeau", "question", "reponse", "suite", "texte", "citation"
]  # "suite" is a paragraph that continues an answer
IDENTITY = ("fonction", "organisation", "filiere")
SPECIAL = ("couverture", "sommaire", "signature")


class MarkupError(Exception):
    """Markup that FORMAT.md does not define; the message begins with file and line."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


@dataclass(frozen=True)
class Text:
    """Characters with the same look; `link` is the address to which they lead."""

    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    link: str = ""


@dataclass(frozen=True)
class NoteCall:
    """The reference to a footnote in the text."""

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
        """The Heading 1; empty in the file of the cover."""
        titles = (plain(block.spans) for block in self.headings() if block.role == "titre1")
        return next(titles, "")

    def headings(self) -> Iterator[Paragraph]:
        """The headings of every level, in order."""
        for block in self.blocks:
            if isinstance(block, Paragraph) and block.role.startswith("titre"):
                yield block

    def address(self, heading: Paragraph) -> str:
        """A name for a heading that is unique in the book, as chapters may share titles of sections."""
        own = plain(heading.spans)
        return own if heading.role == "titre1" else f"{self.title} / {own}"


def plain(spans: Spans) -> str:
    """The characters alone."""
    return "".join(span.text for span in spans if isinstance(span, Text))
