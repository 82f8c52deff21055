"""What a merge did to the entries of a catalog."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from booktranslate.model import Key


class Kind(StrEnum):
    """What became of an entry."""

    CONTEXT = "context"  # it gained, lost or changed its msgctxt
    REFORMATTED = "reformatted"  # same words; other tags or typography
    MINOR = "minor"  # punctuation, capitals, a slip of the pen
    CHANGED = "changed"
    SPLIT = "split"
    JOINED = "joined"
    NEW = "new"
    REVIVED = "revived"  # its text came back into the book
    MOVED = "moved"  # its translation was found elsewhere in the project
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One entry that is not as it was: `old` are the keys it came from, `new` those it became.

    `score` is the likeness of the texts, 0 to 100; `unsettled` whether a reviewed translation is a draft now;
    `place` names the file where the translation of a moved text was found.
    """

    kind: Kind
    old: tuple[Key, ...] = ()
    new: tuple[Key, ...] = ()
    score: float = 100.0
    unsettled: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MergeReport:
    """How many entries were kept as they were, and each change, in the order of the book."""

    kept: int = 0
    changes: tuple[Change, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes there are of each kind that occurs."""
        return dict(Counter(change.kind for change in self.changes))
