"""What became of every letter of a book, from its source to its pages: one statement, to read or to keep."""

from dataclasses import asdict, dataclass
from typing import Any

from booktranslate.publishing.certificate import Certificate

FORMAT = 1  # of the JSON; to be raised when a change could break scripts that read it


@dataclass(frozen=True, slots=True)
class Excluded:
    """Letters of the source that are not translated: their number, the reason, and an example."""

    letters: int
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class Source:
    """The source document: its texts and characters to translate, what is not translated, and the number of
    letters that no step reaches."""

    file: str
    texts: int
    characters: int
    excluded: tuple[Excluded, ...]
    unreached: int


@dataclass(frozen=True, slots=True)
class Texts:
    """The number of texts in the finished document by state."""

    reviewed: int
    drafted: int
    untranslated: int

    @property
    def total(self) -> int:
        """The number of all texts."""
        return self.reviewed + self.drafted + self.untranslated


@dataclass(frozen=True, slots=True)
class Statement:
    """The whole chain: source, texts, finished document, files made from it. `language` is the target."""

    language: str
    document: str
    source: Source
    texts: Texts
    files: tuple[Certificate, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no letter was lost on the way; drafts and texts left in French are not a loss."""
        return self.source.unreached == 0 and all(file.is_complete for file in self.files)


def as_data(statement: Statement) -> dict[str, Any]:
    """The statement as plain data, for JSON."""
    return {"format": FORMAT, "complete": statement.is_complete, **asdict(statement)}
