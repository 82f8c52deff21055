"""What checks look at, and how a check is described."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from booktranslate.glossary import Glossary, Match
from booktranslate.model import Gender, Severity, Translation, Unit


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A French word or phrase, the English that it is not, and what it is."""

    french: str
    english: tuple[str, ...]
    right: tuple[str, ...]
    note: str = ""
    unless: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True)
class CheckSettings:
    """The languages, the checks that are switched off, and severities other than the usual ones.

    `words` are those of the project's `dictionary.txt`, `false_friends` those of its `false-friends.csv`.
    `genders` are those of people whom the configuration names.
    """

    source_lang: str = "fr"
    target_lang: str = "en-GB"
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    false_friends: tuple[FalseFriend, ...] = ()
    genders: Mapping[str, Gender] = field(default_factory=dict)


@dataclass(frozen=True)
class Pair:
    """A unit with its translation, and what several checks want to know of the two."""

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


OfUnit = Callable[[Pair], Iterable[str]]
OfBook = Callable[[Sequence[Pair]], Iterable[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `function` gives, for all pairs of a book, the index of a pair and a sentence."""

    name: str
    severity: Severity
    summary: str
    function: OfBook


def each(function: OfUnit) -> OfBook:
    """A check of one unit as a check of a book; units without a translation are passed over."""

    def whole(pairs: Sequence[Pair]) -> Iterable[tuple[int, str]]:
        for index, pair in enumerate(pairs):
            if pair.translated:
                for message in function(pair):
                    yield index, message

    return whole


def quoted(things: Iterable[str]) -> str:
    """Things for a sentence: “a”, “b” and “c”."""
    *most, last = (f"“{thing}”" for thing in things)
    return f"{', '.join(most)} and {last}" if most else last
