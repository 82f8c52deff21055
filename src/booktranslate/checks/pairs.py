"""The values that checks look at and return, and the declaration of a check."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from booktranslate.glossary import Glossary, Match
from booktranslate.model import Gender, Severity, Span, Translation, Unit


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A French word or phrase, its false English friend, and the right translation."""

    french: str
    english: tuple[str, ...]
    right: tuple[str, ...]
    note: str = ""
    unless: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A row of a project's own list of patterns (`checklist`); `where` is its place in the file."""

    french: str
    english: str
    flags: frozenset[str]
    message: str
    replacement: str
    where: str


@dataclass(frozen=True)
class CheckSettings:
    """The languages, the checks that are switched off, and severities other than the usual ones.

    `words` are those of the project's `dictionary.txt`, `false_friends` those of its `false-friends.csv`,
    `checklist` the rows of its `checks.csv`.
    `genders` are those of people whom the configuration names.
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
    """A unit with its translation, and properties of the two that several checks use."""

    unit: Unit
    translation: Translation
    glossary: Glossary = field(default_factory=Glossary)
    settings: CheckSettings = field(default_factory=CheckSettings)

    @cached_property
    def source(self) -> str:
        """The words of the French text, without tags."""
        return self.unit.source.plain

    @cached_property
    def target(self) -> str:
        """The words of the translation, without tags."""
        return self.translation.target.plain

    @cached_property
    def terms(self) -> Sequence[Match]:
        """The glossary's terms in the French text."""
        return self.glossary.find(self.source)

    @property
    def translated(self) -> bool:
        """Whether there is a translation to look at."""
        return bool(self.translation.target)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem that a check found in a pair: a message, and the words concerned.

    `span` is their place in `Pair.target`, `source_span` in `Pair.source`; `term` is the glossary term that
    was not respected, `suggestion` the correction for `span`, if it is certain.
    """

    message: str
    span: Span | None = None
    source_span: Span | None = None
    term: str = ""
    suggestion: str | None = None


# A sentence alone is a flaw that has no place: a text that is too short.
Found = Flaw | str
OfUnit = Callable[[Pair], Iterable[Found]]
OfBook = Callable[[Sequence[Pair]], Iterable[tuple[int, Found]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `function` gives, for all pairs of a book, the index of a pair and a flaw or a sentence."""

    name: str
    severity: Severity
    summary: str
    function: OfBook


def each(function: OfUnit) -> OfBook:
    """Turn a check of one unit into a check of a book; units without a translation are skipped."""

    def whole(pairs: Sequence[Pair]) -> Iterable[tuple[int, Found]]:
        for index, pair in enumerate(pairs):
            if pair.translated:
                for flaw in function(pair):
                    yield index, flaw

    return whole


def quoted(things: Iterable[str]) -> str:
    """Things for a sentence: “a”, “b” and “c”."""
    *most, last = (f"“{thing}”" for thing in things)
    return f"{', '.join(most)} and {last}" if most else last


def place(text: str, words: str) -> Span | None:
    """Where some words stand first in a text; None when they do not."""
    at = text.find(words)
    return (at, at + len(words)) if words and at >= 0 else None
