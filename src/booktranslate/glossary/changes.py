"""What another edition of the glossary changes, and in which texts."""

from dataclasses import dataclass, replace
from typing import Literal

from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.terms import Term

Kind = Literal["new", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that says something else than before: `old` is None for a new one, `new` for a removed one."""

    old: Term | None
    new: Term | None

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return "new" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def source(self) -> str:
        """The French term."""
        term = self.new or self.old
        return term.source if term else ""


def changes(old: Glossary, new: Glossary) -> list[TermChange]:
    """The terms of which a translation depends that are not the same in both, in the order of the files."""
    before = {_name(term): term for term in old.terms}
    after = {_name(term): term for term in new.terms}
    found = [
        TermChange(before.get(name), term)
        for name, term in after.items()
        if name not in before or _said(before[name]) != _said(term)
    ]
    return found + [TermChange(term, None) for name, term in before.items() if name not in after]


def affected(old: Glossary, new: Glossary, text: str) -> set[str]:
    """The French terms that make the two glossaries say something else about a plain text."""
    before = {_said(match.term) for match in old.find(text)}
    after = {_said(match.term) for match in new.find(text)}
    return {term.source for term in before ^ after}


def _said(term: Term) -> Term:
    """The term without what does not change a translation (as Glossary.digest)."""
    return replace(term, part_of_speech=term.part_of_speech.casefold(), forbidden=(), note="", line=0)


def _name(term: Term) -> tuple[bool, str]:
    return term.case_sensitive, term.source if term.case_sensitive else term.source.casefold()
