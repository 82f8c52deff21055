"""Terms, where they are found, and the glossary that holds them."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from booktranslate.glossary import english

if TYPE_CHECKING:
    from booktranslate.glossary.matching import Matcher

Capitals = Literal["as given", "initial", "all"]


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary.

    `source` is the French term in its dictionary form, `target` the English one (equal to `source` when
    `keep`, "do not translate"). `part_of_speech` is one of `speech.ALL` or nothing; `noun`, `acronym` and
    nothing take an English plural, `verb` its endings, all else (`mass noun`, `name` …) stays as it is.
    `forbidden` lists targets that must not be used. `line` is its line or row in the file, no part of what
    it says.
    """

    source: str
    target: str
    part_of_speech: str = ""
    case_sensitive: bool = False
    keep: bool = False
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)

    @property
    def countable(self) -> bool:
        """Whether its target has a plural."""
        return not self.keep and self.part_of_speech.casefold() in ("", "noun", "acronym")


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a plain text: `text[start:end]` is its inflected form there.

    `plural` says that the found form is one, `capitals` how it is capitalised beyond the term itself.
    """

    term: Term
    start: int
    end: int
    plural: bool = False
    capitals: Capitals = "as given"

    @property
    def target(self) -> str:
        """The English term in the number and the capitals of the found form."""
        target = self.term.target
        if self.plural and self.term.countable:
            target = english.plural(target)
        if self.capitals == "all":
            return target.upper()
        return target[:1].upper() + target[1:] if self.capitals == "initial" else target


@dataclass(frozen=True)
class Glossary:
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()

    def find(self, text: str) -> list[Match]:
        """The terms in a plain French text: longest first, never overlapping, in the order of the text."""
        return self._matcher.find(text) if self.terms else []

    @cached_property
    def digest(self) -> str:
        """A short hash of what changes a translation: not the order, the notes, the forbidden words."""
        lines = sorted(
            repr((term.source, term.target, term.part_of_speech.casefold(), term.case_sensitive, term.keep))
            for term in self.terms
        )
        return hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()

    def digest_in(self, text: str) -> str:
        """The digest of the terms that occur in a plain text; empty when none does."""
        found = frozenset(match.term for match in self.find(text))
        return Glossary(tuple(found)).digest if found else ""

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The terms that stay as they are, the longest first."""
        names = {term.source for term in self.terms if term.keep and term.source.strip()}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    @cached_property
    def _matcher(self) -> "Matcher":
        from booktranslate.glossary.matching import Matcher  # it needs the values above

        return Matcher(self.terms)
