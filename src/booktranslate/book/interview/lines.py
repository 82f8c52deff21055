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

_KINDS = {"paragraph", "heading", "table cell"}
_TITLES = {"title", "titre", "subtitle", "sous-titre"}


@dataclass(eq=False)  # not frozen, as a book has a great many
class Line:
    """A paragraph in which somebody may speak; `chapter` and `place` in it are counted from 0.

    `label` is that of the speaker with which it begins; `look` is how it looks: a dash or a number at its
    start counts as a part of it.
    """

    chapter: int
    place: int
    passage: Passage
    text: str  # on one line, without tags
    is_title: bool  # a heading, or the title of the document
    label: Label | None
    look: Look

    @property
    def said(self) -> str:
        """The words without the label."""
        return self.label.rest if self.label else self.text

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question or a request, by its words."""
        return words.asks(self.text)


def may_speak(passage: Passage) -> bool:
    """Whether a passage is a paragraph of the running text or of a table."""
    return passage.kind in _KINDS and not passage.copy


def lines_of(chapters: Sequence[Sequence[Passage]]) -> list[Line]:
    """The paragraphs of the running text and of tables, in the order of the book."""
    return [
        _line(number, place, passage)
        for number, passages in enumerate(chapters)
        for place, passage in enumerate(passages)
        if may_speak(passage)
    ]


def _line(chapter: int, place: int, passage: Passage) -> Line:
    text = " ".join(passage.text.plain.split())
    is_title = passage.level > 0 or passage.style.casefold() in _TITLES
    start = "dash" if words.begins_with_dash(text) else "number" if words.is_numbered(text) else ""
    look = passage.style, f"{passage.look} {start}".strip()
    return Line(chapter, place, passage, text, is_title, _label(passage, is_title), look)


def _label(passage: Passage, is_title: bool) -> Label | None:
    """The label of a paragraph; None without one."""
    found = read_label(passage.text) if passage.level != 1 else None
    if found and found.rest and is_title:
        return None  # a title: « Judith Kessel : une vie »
    if found is None or found.rest or found.is_set_off or passage.look:
        return found
    is_name = words.is_person(found.name) or found.key in ASKERS | ANSWERERS
    return found if is_name else None  # « D’accord. » as a paragraph is not a label


def with_next(lines: Sequence[Line]) -> Iterator[tuple[Line, Line | None]]:
    """Each paragraph with the one after it (None after the last)."""
    return zip(lines, chain(islice(lines, 1, None), (None,)), strict=False)
