"""How far the book is: units and words by state, for each PO file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.model import State
from booktranslate.po_files import chapters, layout


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of one PO file, or of several together (`file` is then None). Words are those of the French."""

    file: Path | None
    units: int = 0
    words: int = 0
    untranslated: int = 0
    drafted: int = 0
    reviewed: int = 0
    reviewed_words: int = 0

    @property
    def percent(self) -> float:
        """The share of the words that are reviewed, from 0 to 100; 100 for a file without words."""
        return 100.0 * self.reviewed_words / self.words if self.words else 100.0


def status(project: Project, documents: Sequence[Path], *, chapter: str = "") -> list[Status]:
    """The status of each PO file of the documents, in order, or only of the chapters that `chapter` names
    (`chapters.named`).

    Raises InputError, and UsageError if there is no such chapter.
    """
    loaded = [(document, layout.load_extracted(project, document)) for document in documents]
    titled = [
        (document, path, entry, chapters.title_of(entry, path, layout.single_file(project, document)))
        for document, po_set in loaded
        for path, entry in po_set.located  # a text that a copy repeats counts once
    ]
    titles: dict[Path, list[str]] = {document: [] for document in documents}
    for document, _, _, title in titled:
        titles[document].append(title)
    wanted = chapters.named(chapter, titles)
    held: dict[Path, list[Entry]] = {path: [] for _, po_set in loaded for path, _ in po_set.catalogs}
    for document, path, entry, title in titled:
        if wanted is None or (document, title) in wanted:
            held[path].append(entry)
    found = []
    for path in held:
        if wanted is not None and not held[path]:
            continue
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
    """The sum over PO files."""
    names = ("units", "words", "untranslated", "drafted", "reviewed", "reviewed_words")
    return Status(None, *(sum(getattr(part, name) for part in parts) for name in names))
