"""Match two editions paragraph by paragraph: which is which, and on what pages they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booktranslate.docx.audit.shown import Shown
from booktranslate.pdf.pages import Page
from booktranslate.publishing.placing import LISTED, Placed

# The weights of notices: how bad each kind is.
LOST = 100
FONT = 80
HYPHENS = 75
SILENT = 70
FOOT = 60
BROKEN = 50
SPLIT = 40
MOVED = 30
LONELY = 20
GROWN = 10


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at: how bad it is (the worst has the greatest weight), what it is, its page in the
    edition, and the page in the source (0 if there is none)."""

    weight: int
    what: str
    page: int
    source_page: int


@dataclass(frozen=True, slots=True)
class Drift:
    """A heading with its pages in both editions; `source_page` is 0 if only the new edition has it."""

    heading: str
    level: int
    source_page: int
    page: int

    @property
    def by(self) -> int:
        """How many pages later it is than in the source."""
        return self.page - self.source_page if self.source_page else 0


@dataclass(frozen=True)
class Edition:
    """One edition: its paragraphs with their places, its open pages, and the page numbers of pictures without
    a description."""

    placed: Placed
    pages: Sequence[Page]
    undescribed: tuple[int, ...] = ()


class Matched:
    """Both editions, with their paragraphs matched; a paragraph of the new one is named by its number.

    The new edition may have more at its end: annexes, with lines in tables of contents.
    """

    def __init__(self, source: Edition, edition: Edition) -> None:
        self.source, self.edition = source, edition
        self.paragraphs = edition.placed.paragraphs
        self.found = edition.placed.found
        theirs = source.placed.paragraphs
        own, other = _apart(self.paragraphs), _apart(theirs)
        same = [self.paragraphs[number].kind for number in own[: len(other)]]
        self.is_alike = same == [theirs[number].kind for number in other]
        self._headings = [number for number, each in enumerate(self.paragraphs) if each.kind == "heading"]
        headings = [number for number, each in enumerate(theirs) if each.kind == "heading"]
        if self.is_alike:
            lists = (
                [number for number, each in enumerate(paragraphs) if each.kind == LISTED]
                for paragraphs in (self.paragraphs, theirs)
            )
            self._twins = dict(zip(own, other, strict=False)) | dict(zip(*lists, strict=False))
        elif [self.paragraphs[number].level for number in self._headings[: len(headings)]] == [
            theirs[number].level for number in headings
        ]:
            self._twins = dict(zip(self._headings, headings, strict=False))
        else:
            self._twins = {}
        self._last = max(self._twins, default=-1)

    def page(self, number: int) -> int:
        """The page of a paragraph in the new edition."""
        return self.edition.placed.page(number)

    def twin(self, number: int) -> int | None:
        """The number of the same paragraph in the source; None if there is none."""
        return self._twins.get(number)

    def is_added(self, number: int) -> bool:
        """Whether a paragraph comes after everything that the source has."""
        return self.is_alike and number > self._last

    def source_page(self, number: int) -> int:
        """The page in the source of the same paragraph, or else of the heading above it; 0 if the source has
        neither."""
        if self.is_added(number):
            return 0
        twin = self.twin(number)
        if twin is None:
            before = [each for each in self._headings if each <= number]
            twin = self.twin(before[-1]) if before else None
        return self.source.placed.page(twin) if twin is not None else 0

    def source_page_of(self, page: int) -> int:
        """The page in the source of what begins on a page of the new edition."""
        first = next((n for n, found in enumerate(self.found) if found.spans and self.page(n) >= page), None)
        return self.source_page(first) if first is not None else 0

    def headings(self) -> Iterator[Drift]:
        """All headings, each with its pages."""
        for number in self._headings:
            one = self.paragraphs[number]
            yield Drift(one.text, one.level, self.source_page(number), self.page(number))

    def notice(self, weight: int, number: int, what: str, page: int = 0) -> Notice:
        """A notice about a paragraph."""
        return Notice(weight, what, page or self.page(number), self.source_page(number))


def _apart(paragraphs: Sequence[Shown]) -> list[int]:
    """The numbers of the paragraphs that are not lines of tables of contents."""
    return [number for number, each in enumerate(paragraphs) if each.kind != LISTED]
