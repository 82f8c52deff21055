"""How two versions of a glossary differ, and which texts that affects."""

from dataclasses import dataclass, replace
from typing import Literal

from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term

Kind = Literal["new", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that has changed: `old` is None for a new one, `new` is None for a removed one."""

    old: Term | None
    new: Term | None

    @property
    def kind(self) -> Kind:
        """Whether the term is new, changed or removed."""
        return "new" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def source(self) -> str:
        """The French term."""
        term = self.new or self.old
        return term.source if term else ""


def changes(old: Glossary, new: Glossary) -> list[TermChange]:
    """The changes that can affect a translation: new and changed terms, then removed ones, in file order."""
    before = {_name(term): term for term in old.terms}
    after = {_name(term): term for term in new.terms}
    found = [
        TermChange(before.get(name), term)
        for name, term in after.items()
        if name not in before or _relevant(before[name]) != _relevant(term)
    ]
    return found + [TermChange(term, None) for name, term in before.items() if name not in after]


def affected(old: Glossary, new: Glossary, text: str) -> set[str]:
    """The French terms in a plain text for which the two glossaries differ."""
    before = {_relevant(match.term) for match in old.find(text)}
    after = {_relevant(match.term) for match in new.find(text)}
    return {term.source for term in before ^ after}


def _relevant(term: Term) -> Term:
    """The term without fields that do not affect a translation (the same as in Glossary.digest)."""
    return replace(term, part_of_speech=term.part_of_speech.casefold(), forbidden=(), note="", line=0)


def _name(term: Term) -> tuple[bool, str]:
    return term.case_sensitive, term.source if term.case_sensitive else term.source.casefold()
