"""Terms and the glossary that holds them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One line of glossary.csv.

    `source` is the French term in its dictionary form, `target` the English one (equal to `source` when
    `keep`, "do not translate"). `part_of_speech` is free (`noun`, `verb`, `name` …), `forbidden` lists
    targets that must not be used, `line` is its line in the file (1 is the header).
    """

    source: str
    target: str
    part_of_speech: str = ""
    case_sensitive: bool = False
    keep: bool = False
    forbidden: tuple[str, ...] = ()
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a plain text: `text[start:end]` is its inflected form there.

    `target` is the English term in the number of the found form (plural for plural).
    """

    term: Term
    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms, in the order of the file."""

    terms: tuple[Term, ...] = ()
