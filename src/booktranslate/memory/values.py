"""What the memory gives and takes."""

from dataclasses import dataclass

from booktranslate.model import Key


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A translation that a person made or accepted, as tagged texts, and the document that it stands in."""

    source: str
    target: str
    context: str = ""
    document: str = ""
    changed: str = ""  # UTC, as 2026-11-24 11:40:59; empty: now

    @property
    def key(self) -> Key:
        """The key of the unit that it translates."""
        return self.context, self.source


@dataclass(frozen=True, slots=True)
class Spent:
    """A line of the ledger: what a run had an engine translate of a document, and what was billed for it.

    `characters` are those of the source texts, `billed` those that the service counted (0 if it is free).
    """

    run: str
    document: str
    engine: str
    texts: int
    characters: int
    billed: int
    time: str = ""  # UTC; of the first request


@dataclass(frozen=True, slots=True)
class Contents:
    """What the memory holds: answers by engine identity, reviewed translations by document, bytes on disk."""

    answers: dict[str, int]
    reviewed: dict[str, int]
    size: int
