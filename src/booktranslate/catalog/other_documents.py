"""What the rest of the project has for a text that is new in a document."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from booktranslate.catalog.entries import RANK, Entry
from booktranslate.catalog.folding import folded
from booktranslate.model import Key


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An entry of another file, and the name of that file for people; `owner` is its document, if any.

    `is_shared`: its text stays in the book where it is. `is_proposal`: its words are another English, for a
    person to look at.
    """

    entry: Entry
    place: str
    owner: str = ""
    is_shared: bool = False
    is_proposal: bool = False

    @property
    def worth(self) -> tuple[bool, int, bool]:
        """Orders what was found: our English first, then the better state, then what left its place."""
        return not self.is_proposal, RANK[self.entry.state], not self.is_shared


@dataclass(frozen=True, slots=True, eq=False)
class Elsewhere:
    """The entries for each text, by its key and by its words, the best first; `reader` is who asks."""

    by_key: dict[Key, list[Found]] = field(default_factory=dict)
    by_words: dict[str, list[Found]] = field(default_factory=dict)
    reader: str = ""

    def with_key(self, key: Key) -> Found | None:
        """The entry of the very same text in the very same context."""
        return self._best(self.by_key.get(key, ()))

    def with_words(self, plain: str) -> Found | None:
        """The entry of the same words, in other tags, typography or context."""
        return self._best(self.by_words.get(folded(plain), ()))

    def _best(self, found: Iterable[Found]) -> Found | None:
        return next((one for one in found if not self.reader or one.owner != self.reader), None)


def elsewhere(found: Iterable[Found]) -> Elsewhere:
    """An index of what was found; what is empty is left out."""
    index = Elsewhere()
    for one in sorted(found, key=lambda one: one.worth, reverse=True):
        if one.entry.translation.target:
            index.by_key.setdefault(one.entry.key, []).append(one)
            if words := folded(one.entry.unit.source.plain):
                index.by_words.setdefault(words, []).append(one)
    return index
