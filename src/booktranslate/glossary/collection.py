"""The glossary: all terms of a project, and the search for them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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

    def for_target(
        self, targets: Sequence[str], target: str, base: str, spelt: Callable[[str], str]
    ) -> "Glossary":
        """What the glossary says in one of the languages of a project.

        The columns without a language are the first target's, and its own columns stand above them. In a
        language whose texts are adapted from those of another, the `base`, a term without words of its own is
        that one, `spelt` anew; in another language it is none.
        """

        def said(term: Term, language: str) -> Term | None:
            own = next((one for one in term.others if one.language == language), None)
            if own is not None and own.target and not term.keep:
                return replace(term, target=own.target, forbidden=own.forbidden, others=())
            if language == targets[0] or term.keep:
                return replace(term, others=()) if term.target else None
            if language == target and base and (found := said(term, base)) is not None:
                forbidden = tuple(map(spelt, found.forbidden))
                return replace(found, target=spelt(found.target), forbidden=forbidden)
            return None

        if len(targets) == 1 and not any(term.others for term in self.terms):
            return self
        return Glossary(tuple(found for term in self.terms if (found := said(term, target)) is not None))

    @cached_property
    def uninflected(self) -> "Glossary":
        """The terms for a language whose endings are not known: they stay as they are."""
        return Glossary(tuple(replace(term, inflected=False) for term in self.terms))

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
