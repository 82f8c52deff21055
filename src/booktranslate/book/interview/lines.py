"""The paragraphs in which somebody may speak."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from booktranslate.book.interview import words
from booktranslate.book.interview.labels import ANSWERERS, ASKERS, Label, read_label
from booktranslate.docx import Passage

Look = tuple[str, str]
"""The paragraph style, and the formatting of the whole paragraph: `("Normal", "bold")`."""

_TITLES = {"title", "titre", "subtitle", "sous-titre"}


@dataclass(eq=False)  # not frozen, as a book has a great many
class Line:
    """A paragraph in which somebody may speak; `chapter` and `place` in it are counted from 0."""

    chapter: int
    place: int
    passage: Passage
    text: str  # on one line, without tags

    @cached_property
    def label(self) -> Label | None:
        """The label of the speaker with which it begins; None without one."""
        found = read_label(self.passage.text) if self.passage.level != 1 else None
        if found and found.rest and self.is_title:
            return None  # a title: « Judith Kessel : une vie »
        if found is None or found.rest or found.is_set_off or self.passage.look:
            return found
        is_name = words.is_person(found.name) or found.key in ASKERS | ANSWERERS
        return found if is_name else None  # « D’accord. » as a paragraph is not a label

    @property
    def is_title(self) -> bool:
        """Whether it is a heading, or the title of the document."""
        return self.passage.level > 0 or self.passage.style.casefold() in _TITLES

    @property
    def said(self) -> str:
        """The words without the label."""
        return self.label.rest if self.label else self.text

    @cached_property
    def look(self) -> Look:
        """How it looks; a dash or a number at its start counts as a part of the look."""
        start = (
            "dash" if words.begins_with_dash(self.text) else "number" if words.is_numbered(self.text) else ""
        )
        return self.passage.style, f"{self.passage.look} {start}".strip()

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question or a request, by its words."""
        return words.asks(self.text)


def lines_of(chapters: Sequence[Sequence[Passage]]) -> list[Line]:
    """The paragraphs of the running text and of tables, in the order of the book."""
    return [
        Line(number, place, passage, " ".join(passage.text.plain.split()))
        for number, passages in enumerate(chapters)
        for place, passage in enumerate(passages)
        if passage.kind in {"paragraph", "heading", "table cell"} and not passage.copy
    ]


def with_next(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each paragraph with the one after it (None after the last)."""
    return zip(lines, chain(islice(lines, 1, None), (None,)), strict=False)
