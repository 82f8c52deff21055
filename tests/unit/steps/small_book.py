"""A project with PO files made without Word, and engines for the steps that draft."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from booktranslate.catalog import Catalog, Entry, read, write
from booktranslate.catalog.merging import merge
from booktranslate.config import Project
from booktranslate.engines import Meter
from booktranslate.errors import EngineError
from booktranslate.model import State, TaggedText, Text, Translation, Unit, parse, tagged


def unit(text: str, *notes: str, context: str = "") -> Unit:
    return Unit(parse(text), context, ("book.docx:1",), notes)


INTERVIEW = (
    unit("Anne Martin", "Chapter: Anne Martin", "Heading (style heading 1)"),
    unit("Pourquoi ce métier ?", "Chapter: Anne Martin", "Question (style Question)"),
    unit("Par <b>goût</b>, dit-elle<fn1/>.", "Chapter: Anne Martin", "Answer by Anne Martin"),
    unit("La mixité avance.", "Chapter: Anne Martin", "Answer by Anne Martin", "Term: mixité → gender mix"),
    unit("Et demain ?", "Chapter: Anne Martin", "Question (style Question)"),
    unit("Demain, la mixité.", "Chapter: Anne Martin", "Answer by Anne Martin"),
    unit("Tableau 1", "Chapter: Anne Martin", "Caption"),
    unit("Effectif", "Chapter: Anne Martin", "Table cell (style Cellule)"),
    unit("2\u202f500", "Chapter: Anne Martin", "Table cell (style Cellule)"),
    unit("3,5\u202f%", "Chapter: Anne Martin", "Table cell (style Cellule)"),
)


@dataclass(frozen=True)
class Book:
    """The project; a document is a name, its PO file stands where extraction would put it."""

    root: Path

    @property
    def project(self) -> Project:
        return Project(self.root)

    def document(self, name: str, units: Sequence[Unit] = INTERVIEW) -> Path:
        path = self.root / "source" / f"{name}.docx"
        old = self.catalog(path) if self.po(path).exists() else Catalog("fr", "en-GB")
        self.po(path).parent.mkdir(parents=True, exist_ok=True)
        write(self.po(path), merge(old, units)[0])
        return path

    def po(self, document: Path) -> Path:
        return self.root / "translations" / "en-GB" / f"{document.stem}.po"

    def catalog(self, document: Path) -> Catalog:
        return read(self.po(document), "en-GB")

    def entry(self, document: Path, source: str) -> Entry:
        (found,) = (entry for entry in self.catalog(document).entries if entry.key[1] == source)
        return found

    def targets(self, document: Path) -> dict[str, str]:
        return {entry.key[1]: str(entry.translation.target) for entry in self.catalog(document).entries}

    def set(self, document: Path, source: str, target: str, state: State = State.REVIEWED) -> None:
        """Write a translation as a person does in Poedit: the comment on its origin stays."""
        catalog = self.catalog(document)
        entries = tuple(
            replace(entry, translation=Translation(parse(target), state, entry.translation.origin))
            if entry.key[1] == source
            else entry
            for entry in catalog.entries
        )
        write(self.po(document), replace(catalog, entries=entries))


def upper(text: TaggedText) -> TaggedText:
    return tagged(Text(piece.value.upper()) if isinstance(piece, Text) else piece for piece in text)


@dataclass
class Upper:
    """An engine that is free: capitals."""

    name: str = "upper"
    max_texts: int = 1000
    identity: str = "upper/1"
    asked: list[tuple[list[str], str]] = field(default_factory=list)
    fails_at: int = 0
    blank: tuple[str, ...] = ()

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        self.asked.append(([str(text) for text in batch], context))
        if len(self.asked) == self.fails_at:
            raise EngineError("the engine broke.")
        return [TaggedText() if str(text) in self.blank else upper(text) for text in batch]

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class Paid(Upper):
    """One that bills the characters of what it translates; `meters` are those of its calls."""

    name: str = "paid"
    identity: str = "paid/1"
    billed: int = 0
    concurrency: int = 1
    meters: list[Meter] = field(default_factory=list)
    most: int = 50

    def translate(
        self, batch: Sequence[TaggedText], context: str = "", meter: Meter | None = None
    ) -> list[TaggedText]:
        meter = meter or Meter()
        self.meters.append(meter)
        meter.billed = sum(text.characters for text in batch)
        self.billed += meter.billed
        return super().translate(batch, context)

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        return min(len(batch), self.most)

    def usage(self) -> tuple[int, int] | None:
        return self.billed, 1000
