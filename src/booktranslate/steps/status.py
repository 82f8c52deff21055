"""How far the book is: units and words by state, for each PO file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.model import State
from booktranslate.po_files import layout


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of one PO file, or of all together (then `file` is None). Words are source words."""

    file: Path | None
    units: int = 0
    words: int = 0
    untranslated: int = 0
    drafted: int = 0
    reviewed: int = 0
    reviewed_words: int = 0

    @property
    def percent(self) -> float:
        """Reviewed words of all words, 0 to 100; a file without words is done."""
        return 100.0 * self.reviewed_words / self.words if self.words else 100.0


def status(project: Project, documents: Sequence[Path]) -> list[Status]:
    """The status of each PO file of the documents, in order. Raises InputError."""
    found = []
    for document in documents:
        loaded = layout.load_extracted(project, document)
        held: dict[Path, list[Entry]] = {path: [] for path, _ in loaded.catalogs}
        for path, entry in loaded.located:  # a text that a copy repeats counts once
            held[path].append(entry)
        for path in held:
            entries = held[path]
            states = [entry.state for entry in entries]
            words = [entry.unit.source.words for entry in entries]
            found.append(
                Status(
                    path,
                    len(states),
                    sum(words),
                    states.count(State.EMPTY),
                    states.count(State.DRAFT),
                    states.count(State.REVIEWED),
                    sum(count for count, state in zip(words, states, strict=True) if state is State.REVIEWED),
                )
            )
    return found


def total(parts: Sequence[Status]) -> Status:
    """The sum of some counts."""
    names = ("units", "words", "untranslated", "drafted", "reviewed", "reviewed_words")
    return Status(None, *(sum(getattr(part, name) for part in parts) for name in names))
