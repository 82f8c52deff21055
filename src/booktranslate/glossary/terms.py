"""Terms, and their occurrences in a text."""

from dataclasses import dataclass, field
from typing import Literal

from booktranslate.language import english

Capitals = Literal["as given", "initial", "all"]


@dataclass(frozen=True, slots=True)
class OfLanguage:
    """The target and forbidden targets of a term in one language (`en-US`), for a project with several."""

    language: str
    target: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the glossary.

    `source` is the French term in its dictionary form, `target` the English one. `keep` is the column
    "do-not-translate": then `target` is `source`. `part_of_speech` is one of `speech.ALL` or "". With `noun`,
    `acronym` or "", the target has an English plural, with `verb` the forms of a verb; with the others (`mass
    noun`, `name` …) it is invariable. `forbidden` lists translations that must not be used. `line` is the
    line or row in the file; it does not count in comparisons. `others` has the columns of single languages,
    from which `Glossary.for_target` chooses. `inflected` is False if the target never has English endings.
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
        """Whether the target has a plural."""
        return self.inflected and not self.keep and self.part_of_speech.casefold() in ("", "noun", "acronym")


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a plain text; `text[start:end]` is the form found.

    `plural` tells whether that form is plural. `capitals` is "all" if only the form is all in capitals,
    "initial" if it has a capital just because it begins a sentence.
    """

    term: Term
    start: int
    end: int
    plural: bool = False
    capitals: Capitals = "as given"

    @property
    def target(self) -> str:
        """The English term in the number and with the capitals of the form found."""
        target = self.term.target
        if self.plural and self.term.countable:
            target = english.plural(target)
        if self.capitals == "all":
            return target.upper()
        return target[:1].upper() + target[1:] if self.capitals == "initial" else target
