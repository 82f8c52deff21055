"""The notes of a unit as values: the lines (`#.`) that a translator reads beside a text.

    Chapter: Anne Exemple
    Answer by Anne Exemple (style Réponse)
    Term: mixité → gender balance (not: diversity)
    Changed: il y a [-deux-] {+trois+} ans
    Memory 87%: “Il y a deux ans.” → “Two years ago.”
    Check: numbers: The number 3 is missing.

`read` and `Notes.lines` are inverses: every line, known or not, is written again exactly as it was read. No
other module knows how a line is written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

QUESTION, ANSWER = "Question", "Answer"
HEADING, CAPTION, TABLE_CELL = "Heading", "Caption", "Table cell"


@dataclass(frozen=True, slots=True)
class Chapter:
    """The Heading 1 above the text."""

    title: str

    def __str__(self) -> str:
        return f"Chapter: {self.title}"


@dataclass(frozen=True, slots=True)
class Passage:
    """What the text is in the book: its role in an interview or kind of passage, and its paragraph style.

    `speaker` is who answers, if that is known; `style` may be empty.
    """

    role: str
    speaker: str = ""
    style: str = ""

    def __str__(self) -> str:
        by = f" by {self.speaker}" if self.speaker else ""
        style = f" (style {self.style})" if self.style else ""
        return f"{self.role}{by}{style}"


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term in the text, and what the glossary says about it."""

    source: str
    rule: str

    def __str__(self) -> str:
        return f"Term: {self.source} → {self.rule}"


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed in the French text since the translation was made, word by word."""

    words: str

    def __str__(self) -> str:
        return f"Changed: {self.words}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A similar text in the memory with its reviewed translation; `score` is in per cent."""

    score: int
    source: str
    target: str

    def __str__(self) -> str:
        return f"Memory {self.score}%: “{self.source}” → “{self.target}”"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found in the translation: the name of the check and its message."""

    name: str
    message: str

    def __str__(self) -> str:
        return f"Check: {self.name}: {self.message}"


@dataclass(frozen=True, slots=True)
class Other:
    """A line that we did not write, or that a tool has altered."""

    text: str

    def __str__(self) -> str:
        return self.text


Note = Chapter | Passage | Term | Change | Suggestion | Found | Other

_SUGGESTION = re.compile(r"Memory (\d{1,3})%: “(.*?)” → “(.*)”", re.DOTALL)
_ANSWER = re.compile(r"Answer by (.+?)(?: \(style (.+)\))?", re.DOTALL)
# A kind of passage is one to three plain words: "Table cell"; a person's remark is longer or has a full stop.
_PASSAGE = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2})(?: \(style (.+)\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one unit, in order; the properties say what is in them."""

    values: tuple[Note, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The notes as lines of a PO file."""
        return tuple(map(str, self.values))

    @property
    def chapter(self) -> str:
        """The title of the chapter; empty before the first Heading 1."""
        return next((note.title for note in self.values if isinstance(note, Chapter)), "")

    @property
    def passage(self) -> Passage:
        """What the text is; the role is empty if no note says it."""
        return next((note for note in self.values if isinstance(note, Passage)), Passage(""))

    @property
    def role(self) -> str:
        """`Question`, `Answer`, or the kind of passage: `Heading`, `Table cell` …"""
        return self.passage.role

    @property
    def speaker(self) -> str:
        """Who answers; empty if the text is not an answer or that is unknown."""
        return self.passage.speaker

    @property
    def style(self) -> str:
        """The paragraph style, if it says more than the role."""
        return self.passage.style

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary terms in the text."""
        return tuple(note for note in self.values if isinstance(note, Term))

    @property
    def change(self) -> str:
        """What has changed in the French text, word by word; empty if nothing has."""
        return next((note.words for note in self.values if isinstance(note, Change)), "")

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Similar texts in the memory."""
        return tuple(note for note in self.values if isinstance(note, Suggestion))

    @property
    def found(self) -> tuple[Found, ...]:
        """What the checks found in the translation."""
        return tuple(note for note in self.values if isinstance(note, Found))

    @property
    def is_interview(self) -> bool:
        """Whether somebody asks or answers here."""
        return self.role in (QUESTION, ANSWER)

    def without(self, *kinds: type[Note]) -> "Notes":
        """The notes except those of these kinds."""
        return Notes(tuple(note for note in self.values if not isinstance(note, kinds)))

    def adding(self, *notes: Note) -> "Notes":
        """The notes with others added at the end."""
        return Notes(self.values + notes)


def read(lines: Sequence[str]) -> Notes:
    """Read the lines of a unit's notes."""
    return _read(tuple(lines))


@lru_cache(1_000)  # several checks ask for the notes of each unit
def _read(lines: tuple[str, ...]) -> Notes:
    found: list[Note] = []
    has_passage = False
    for line in lines:
        note = _note(line, has_passage)
        has_passage = has_passage or isinstance(note, Passage)
        found.append(note)
    return Notes(tuple(found))


def _note(line: str, has_passage: bool) -> Note:
    """The value of a line; `Other` if that would not be written as the same line.

    Only the first line that can be a passage is one.
    """
    note = _told(line, has_passage)
    return note if str(note) == line else Other(line)


def _told(line: str, has_passage: bool) -> Note:
    label, _, rest = line.partition(": ")
    if label == "Chapter":
        return Chapter(rest)
    if label == "Term":
        source, arrow, rule = rest.partition(" → ")
        return Term(source, rule) if arrow else Other(line)
    if label == "Changed":
        return Change(rest)
    if label == "Check":
        name, colon, message = rest.partition(": ")
        return Found(name, message) if colon else Other(line)
    if found := _SUGGESTION.fullmatch(line):
        return Suggestion(int(found[1]), found[2], found[3])
    if has_passage:
        return Other(line)
    if found := _ANSWER.fullmatch(line):
        return Passage(ANSWER, found[1], found[2] or "")
    if found := _PASSAGE.fullmatch(line):
        return Passage(found[1], "", found[2] or "")
    return Other(line)
