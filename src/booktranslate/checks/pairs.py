"""What checks look at, what they return, and how a check is declared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from booktranslate.glossary import Glossary, Match
from booktranslate.model import Gender, Severity, Span, Translation, Unit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A French word or phrase, its English false friends, and the right translations.

    The fields are the columns of `false-friends.csv`, which checks/false_friends.py describes.
    """

    french: str
    english: tuple[str, ...]
    right: tuple[str, ...]
    note: str = ""
    unless: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A row of a project's `checks.csv`, whose columns checks/checklist.py describes.

    `where` is its place in the file, as `file:line`.
    """

    french: str
    english: str
    flags: frozenset[str]
    message: str
    replacement: str
    where: str


@dataclass(frozen=True)
class CheckSettings:
    """What a project sets for its checks.

    `off` names the checks that are switched off; `severities` gives those that replace a check's usual one.
    `words` are those of the project's `dictionary.txt`, `false_friends` the lines of its `false-friends.csv`,
    `checklist` the rows of its `checks.csv`. `genders` gives the gender of people by their names.
    """

    source_lang: str = "fr"
    target_lang: str = "en-GB"
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    false_friends: tuple[FalseFriend, ...] = ()
    checklist: tuple[OwnRule, ...] = ()
    genders: Mapping[str, Gender] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """A unit with its translation, and what several checks derive from the two."""

    unit: Unit
    translation: Translation
    glossary: Glossary = field(default_factory=Glossary)
    settings: CheckSettings = field(default_factory=CheckSettings)
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[["Pair"], T]) -> T:
        """What `make` makes of the pair; it is made only once, for all checks that need it."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def source(self) -> str:
        """The French text without tags."""
        return self.unit.source.plain

    @cached_property
    def target(self) -> str:
        """The translation without tags."""
        return self.translation.target.plain

    @cached_property
    def terms(self) -> Sequence[Match]:
        """The glossary terms in the French text, in text order."""
        return self.glossary.find(self.source)

    @property
    def translated(self) -> bool:
        """Whether there is a translation, be it only a draft."""
        return bool(self.translation.target)


class Pairs(tuple[Pair, ...]):
    """All pairs of a book, in its order, and what several checks derive from them."""

    @cached_property
    def _made(self) -> dict[Any, Any]:
        return {}

    def once(self, make: Callable[["Pairs"], Iterable[T]]) -> Sequence[T]:
        """What `make` finds in the book; it looks only once, for all checks that need it."""
        if make not in self._made:
            self._made[make] = tuple(make(self))
        return cast(Sequence[T], self._made[make])


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem that a check found in a pair.

    `span` is its place in `Pair.target`, `source_span` its place in `Pair.source`; None if it has none.
    `term` is the French of the glossary term that was not respected, `suggestion` the text that should
    replace `span`, if that is certain.
    """

    message: str
    span: Span | None = None
    source_span: Span | None = None
    term: str = ""
    suggestion: str | None = None


# A plain string is the message of a flaw that concerns the whole text.
Found = Flaw | str
OfUnit = Callable[[Pair], Iterable[Found]]
OfBook = Callable[[Pairs], Iterable[tuple[int, Found]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, usual severity, summary for the documentation, and function.

    The function gets all pairs of a book, and yields the index of each pair that has a flaw, with the flaw.
    """

    name: str
    severity: Severity
    summary: str
    function: OfBook


def each(function: OfUnit) -> Callable[[Sequence[Pair]], Iterator[tuple[int, Found]]]:
    """Turn a function that checks one pair into one that checks a book, skipping untranslated pairs."""

    def whole(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
        for index, pair in enumerate(pairs):
            if pair.translated:
                for flaw in function(pair):
                    yield index, flaw

    return whole


def quoted(things: Iterable[str]) -> str:
    """Join things, of which there must be at least one, for a sentence: “a”, “b” and “c”."""
    *most, last = (f"“{thing}”" for thing in things)
    return f"{', '.join(most)} and {last}" if most else last


def start(text: str) -> str:
    """A text for a message; only its first words if it is long."""
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


def place(text: str, words: str) -> Span | None:
    """The span of the first occurrence of some words in a text; None if there is none."""
    at = text.find(words)
    return (at, at + len(words)) if words and at >= 0 else None
