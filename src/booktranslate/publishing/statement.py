"""What became of every letter of a book, from its source to the pages: one statement, to read or to keep."""

from dataclasses import asdict, dataclass
from typing import Any

from booktranslate.publishing.certificate import Certificate

FORMAT = 1  # of the JSON; a change that a reader of it would notice makes it 2


@dataclass(frozen=True, slots=True)
class Excluded:
    """Letters of the source that are not text to translate, and why."""

    letters: int
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class Source:
    """The source document: its texts and characters to translate, what is none, and what no step reaches."""

    file: str
    texts: int
    characters: int
    excluded: tuple[Excluded, ...]
    unreached: int


@dataclass(frozen=True, slots=True)
class Texts:
    """How many texts of the PO files are in which state in the finished document."""

    reviewed: int
    drafted: int
    untranslated: int

    @property
    def total(self) -> int:
        """All texts."""
        return self.reviewed + self.drafted + self.untranslated


@dataclass(frozen=True, slots=True)
class Statement:
    """The chain: source, texts, finished document, each file made from it. `language` is that of the book."""

    language: str
    document: str
    source: Source
    texts: Texts
    files: tuple[Certificate, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no letter was lost on the way; drafts and texts in the source language are not a loss."""
        return self.source.unreached == 0 and all(file.is_complete for file in self.files)


def as_data(statement: Statement) -> dict[str, Any]:
    """The statement as plain data."""
    return {"format": FORMAT, "complete": statement.is_complete, **asdict(statement)}
