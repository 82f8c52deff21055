"""Terms, and where they are found."""

from dataclasses import dataclass, field
from typing import Literal

from booktranslate.language import english

Capitals = Literal["as given", "initial", "all"]


@dataclass(frozen=True, slots=True)
class OfLanguage:
    """What one language says for a term, where a project has several: `en-US`, its term, forbidden ones."""

    language: str
    target: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary.

    `source` is the French term in its dictionary form, `target` the English one (equal to `source` when
    `keep`, "do not translate"). `part_of_speech` is one of `speech.ALL` or nothing; `noun`, `acronym` and
    nothing take an English plural, `verb` its endings, all else (`mass noun`, `name` …) stays as it is.
    `forbidden` lists targets that must not be used. `line` is its line or row in the file, no part of what
    it says. `others` is what columns of single languages say; `Glossary.for_target` chooses among them.
    `inflected`: its target takes English endings.
    """

    source: str
    target: str
    part_of_speech: str = ""
    case_sensitive: bool = False
    keep: bool = False
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = field(default=0, compare=False)
    others: tuple[OfLanguage, ...] = ()
    inflected: bool = field(default=True, compare=False)

    @property
    def countable(self) -> bool:
        """Whether its target has a plural."""
        return self.inflected and not self.keep and self.part_of_speech.casefold() in ("", "noun", "acronym")


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
