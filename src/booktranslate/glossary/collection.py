"""The glossary of a project: its terms, and the search for them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from booktranslate.glossary.terms import Match, Term

if TYPE_CHECKING:
    from booktranslate.glossary.matching import Matcher


@dataclass(frozen=True)
class Glossary:
    """All terms of a project, in the order of the file."""

    terms: tuple[Term, ...] = ()

    def find(self, text: str) -> list[Match]:
        """The terms in a plain French text, in text order; where terms overlap, only the longest."""
        return self._matcher.find(text) if self.terms else []

    def for_target(
        self, targets: Sequence[str], target: str, base: str, spelt: Callable[[str], str]
    ) -> "Glossary":
        """The glossary for `target`, one of the `targets` of a project.

        The columns without a language are those of the first target; a column of its own language takes
        precedence. If the texts of `target` are adapted from those of another language (`base`, else ""),
        terms without a translation of their own are adapted with `spelt`. In other languages such terms are
        left out.
        """

        def in_language(term: Term, language: str) -> Term | None:
            own = next((one for one in term.others if one.language == language), None)
            if own is not None and own.target and not term.keep:
                return replace(term, target=own.target, forbidden=own.forbidden, others=())
            if language == targets[0] or term.keep:
                return replace(term, others=()) if term.target else None
            if language == target and base and (found := in_language(term, base)) is not None:
                forbidden = tuple(map(spelt, found.forbidden))
                return replace(found, target=spelt(found.target), forbidden=forbidden)
            return None

        if len(targets) == 1 and not any(term.others for term in self.terms):
            return self
        return Glossary(
            tuple(found for term in self.terms if (found := in_language(term, target)) is not None)
        )

    @cached_property
    def uninflected(self) -> "Glossary":
        """The glossary for a target language whose inflection is unknown: its targets are invariable."""
        return Glossary(tuple(replace(term, inflected=False) for term in self.terms))

    @cached_property
    def digest(self) -> str:
        """A short hash of what can affect a translation: not of the order, the notes, the forbidden words."""
        lines = sorted(
            repr((term.source, term.target, term.part_of_speech.casefold(), term.case_sensitive, term.keep))
            for term in self.terms
        )
        return hashlib.blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()

    def digest_in(self, text: str) -> str:
        """The digest of the terms that occur in a plain text; "" if there are none."""
        found = frozenset(match.term for match in self.find(text))
        return Glossary(tuple(found)).digest if found else ""

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """The French terms that are not translated, the longest first."""
        names = {term.source for term in self.terms if term.keep and term.source.strip()}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    @cached_property
    def _matcher(self) -> "Matcher":
        from booktranslate.glossary.matching import Matcher  # not for a book that is only assembled

        return Matcher(self.terms)
