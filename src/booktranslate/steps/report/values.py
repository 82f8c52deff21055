"""What a report says, and the same as plain data for scripts.

Numbers of words are those of the French text, which exist before a translation does and do not depend on it.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from booktranslate.model import Severity, State
from booktranslate.review.people import Holding
from booktranslate.review.signed import Standing
from booktranslate.steps.report.certificates import Proof

FORMAT = 1  # of report.json; to be raised when a change could break scripts that read it


@dataclass(frozen=True, slots=True)
class Words:
    """Numbers of words by the state of their translation."""

    reviewed: int = 0
    drafted: int = 0
    untranslated: int = 0

    def __add__(self, other: "Words") -> "Words":
        return Words(
            self.reviewed + other.reviewed,
            self.drafted + other.drafted,
            self.untranslated + other.untranslated,
        )

    @property
    def total(self) -> int:
        """The number of all words."""
        return self.reviewed + self.drafted + self.untranslated

    @property
    def left(self) -> int:
        """The number of words that a person still has to review."""
        return self.drafted + self.untranslated

    @property
    def percent(self) -> float:
        """The share of the words that are reviewed, rounded down: 100 only if all are, or there are none."""
        return self.reviewed * 1000 // self.total / 10 if self.total else 100.0


def words_of(state: State, count: int) -> Words:
    """`count` words, all in one state."""
    return {
        State.REVIEWED: Words(reviewed=count),
        State.DRAFT: Words(drafted=count),
        State.EMPTY: Words(untranslated=count),
    }[state]


@dataclass(frozen=True, slots=True)
class Faults:
    """How many findings there are, by severity."""

    error: int = 0
    warning: int = 0
    note: int = 0

    @property
    def total(self) -> int:
        """The number of all findings."""
        return self.error + self.warning + self.note


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a document; the title is empty for what comes before the first heading."""

    title: str
    interview: bool
    texts: int
    words: Words
    findings: Faults


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document of the source folder."""

    name: str
    chapters: tuple[Chapter, ...]

    @property
    def words(self) -> Words:
        """The words of all chapters."""
        return sum((chapter.words for chapter in self.chapters), Words())


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody whom PO files name as their last translator, and these files; no name if they name nobody."""

    name: str
    files: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Kind:
    """The numbers of findings of one check, in reviewed texts and in others."""

    name: str
    severity: Severity
    summary: str
    reviewed: int
    drafted: int

    @property
    def total(self) -> int:
        """The number of all its findings."""
        return self.reviewed + self.drafted


@dataclass(frozen=True, slots=True)
class Message:
    """One finding about a text."""

    name: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether a finding is about them."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Attention:
    """A text that a person should look at, and where it is (`file:line`)."""

    where: str
    chapter: str
    state: State
    source_pieces: tuple[Piece, ...]
    target_pieces: tuple[Piece, ...]
    findings: tuple[Message, ...]

    @property
    def source(self) -> str:
        """The start of the French text."""
        return "".join(piece.words for piece in self.source_pieces)

    @property
    def target(self) -> str:
        """The start of the translation."""
        return "".join(piece.words for piece in self.target_pieces)


@dataclass(frozen=True, slots=True)
class Misused:
    """A term that some translations do not use: in how many of the texts that have it, and where.

    `used_in` is the number of texts with the term, `texts` of those with a finding; `places` name a few.
    """

    source: str
    target: str
    texts: int
    used_in: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """How glossary and book agree: numbers of terms, terms that the book does not have, terms not used."""

    total: int
    used: int
    unused: tuple[str, ...]
    not_respected: tuple[Misused, ...]


@dataclass(frozen=True, slots=True)
class Spending:
    """What an engine did (runs, texts, characters), what was billed in its unit, and the price of that."""

    engine: str
    runs: int
    texts: int
    characters: int
    billed: int
    price: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What the ledger says so far, by engine."""

    currency: str
    price: float
    engines: tuple[Spending, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since an earlier report, as numbers of texts.

    `corrected`: the French changed, and the translation needs a new review. `reopened`: no longer reviewed.
    `reworded`: the translation changed, but not its state. `reviewed_words` are the words of `reviewed`.
    """

    since: datetime
    new: int = 0
    corrected: int = 0
    removed: int = 0
    drafted: int = 0
    reviewed: int = 0
    reviewed_words: int = 0
    reworded: int = 0
    reopened: int = 0

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return bool(
            self.new
            or self.corrected
            or self.removed
            or self.drafted
            or self.reviewed
            or self.reworded
            or self.reopened
        )


@dataclass(frozen=True, slots=True)
class Point:
    """How far the book was in the last report of a day."""

    day: date
    words: Words


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    `sent` says what reviewers were sent, `signed` which chapters have signatures. `terms` is None without a
    glossary, `cost` without a ledger, `changes` in the first report.
    """

    project: str
    source_lang: str
    target_lang: str
    made: date
    texts: int
    words: Words
    words_per_hour: int
    documents: tuple[Document, ...]
    reviewers: tuple[Reviewer, ...]
    sent: tuple[Holding, ...]
    signed: tuple[Standing, ...]
    findings: Faults
    kinds: tuple[Kind, ...]
    attention: tuple[Attention, ...]
    terms: Terms | None
    cost: Cost | None
    changes: Changes | None
    history: tuple[Point, ...]
    proofs: tuple[Proof, ...] = ()

    @property
    def hours(self) -> int:
        """The hours of review that are left, rounded up."""
        return -(-self.words.left // self.words_per_hour)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of all documents."""
        return tuple(chapter for document in self.documents for chapter in document.chapters)


def as_data(report: Report) -> dict[str, Any]:
    """The report as data for JSON; names keep their meaning as long as `format` is the same."""
    return {
        "format": FORMAT,
        "project": report.project,
        "source_lang": report.source_lang,
        "target_lang": report.target_lang,
        "made": report.made.isoformat(),
        "texts": report.texts,
        "words": _words(report.words),
        "words_per_hour": report.words_per_hour,
        "hours_left": report.hours,
        "documents": [
            {
                "name": document.name,
                "words": _words(document.words),
                "chapters": [asdict(each) | {"words": _words(each.words)} for each in document.chapters],
            }
            for document in report.documents
        ],
        "reviewers": [asdict(each) | {"words": _words(each.words)} for each in report.reviewers],
        "sent": [asdict(each) for each in report.sent],
        "signed": [asdict(each) for each in report.signed],
        "findings": {**asdict(report.findings), "kinds": [asdict(each) for each in report.kinds]},
        "attention": list(map(_attention, report.attention)),
        "terms": asdict(report.terms) if report.terms else None,
        "cost": asdict(report.cost) if report.cost else None,
        "changes": (
            asdict(report.changes) | {"since": report.changes.since.isoformat()} if report.changes else None
        ),
        "proofs": [asdict(each) for each in report.proofs],
        "history": [{"day": each.day.isoformat(), **_words(each.words)} for each in report.history],
    }


def _attention(text: Attention) -> dict[str, object]:
    data = asdict(text)
    del data["source_pieces"], data["target_pieces"]
    return data | {"source": text.source, "target": text.target}


def _words(words: Words) -> dict[str, int | float]:
    return {**asdict(words), "total": words.total, "left": words.left, "percent": words.percent}
