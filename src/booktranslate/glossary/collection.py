"""The glossary: all terms of a project, and the search for them."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from booktranslate.glossary.matching import Matcher
from booktranslate.glossary.terms import Match, Term


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
    def _matcher(self) -> Matcher:
        return Matcher(self.terms)
