"""An earlier edition's entries carried over to the units of the book of today; no words of a person are lost.

In this order: the same text keeps all it had, wherever it moved; the same words in other tags or other
typography keep their translation and its state, the tags adapted; a similar text gets the old translation
as a draft with the text that it was made for; a text that left the book is obsolete and waits.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from booktranslate.catalog.carrying import divided, joined, renumbered, retagged
from booktranslate.catalog.entries import (
    RANK,
    UNTRANSLATED,
    Catalog,
    Entry,
    add_comment,
    other_translation,
)
from booktranslate.catalog.matching import Side, best_matches, folded, is_minor
from booktranslate.catalog.suggestions import suggestions
from booktranslate.model import Key, State, TaggedText, Translation, Unit


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
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that is not as it was: `old` are the keys it came from, `new` those it became.

    `score` is the likeness of the texts, 0 to 100; `unsettled` whether a reviewed translation is a draft now.
    """

    kind: Kind
    old: tuple[Key, ...] = ()
    new: tuple[Key, ...] = ()
    score: float = 100.0
    unsettled: bool = False


@dataclass(frozen=True, slots=True)
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


def merge(old: Catalog, units: Iterable[Unit]) -> tuple[Catalog, MergeReport]:
    """The catalog for `units`, in their order, with all that `old` has for them, and what changed.

    Units with the same key become one entry with the locations of all. For a first extraction `old` is
    an empty `Catalog(source_lang, target_lang)`.
    """
    work = _Merge(old, _distinct(units))
    work.same_key()
    work.same_source()
    work.same_words()
    work.similar()
    work.rest()
    entries, obsolete = work.results()
    changes = tuple(change for _, change in sorted(work.changes, key=lambda placed: placed[0]))
    return replace(old, entries=entries, obsolete=obsolete), MergeReport(work.kept, changes)


def _distinct(units: Iterable[Unit]) -> list[Unit]:
    distinct: dict[Key, Unit] = {}
    for unit in units:
        key = unit.key
        first = distinct.get(key)
        if first is not None:
            unit = replace(first, locations=tuple(dict.fromkeys(first.locations + unit.locations)))
        if unit.source:
            distinct[key] = unit
    return list(distinct.values())


class _Merge:
    """The state of one merge. Old entries go by their index: those of the book, then the obsolete ones."""

    def __init__(self, old: Catalog, units: Sequence[Unit]) -> None:
        self.units = units
        self.keys = {unit.key for unit in units}
        self.old = [*old.entries, *old.obsolete]
        self.in_book = len(old.entries)
        self.entries: dict[int, Entry] = {}  # by the place of the unit
        self.origins: dict[int, int] = {}
        self.used: set[int] = set()
        self.changes: list[tuple[int, Change]] = []  # with the place of the unit
        self.kept = 0

    def same_key(self) -> None:
        for index, candidates in self._candidates(lambda unit: unit.key):
            unit = self.units[index]
            # A text can stand in the book and among the obsolete ones: the better translation counts.
            there = min(candidates, key=lambda there: (-RANK[self.old[there].state], there))
            kept = suggestions(self.old[there].unit.notes)
            self._take(index, there, replace(self.old[there], unit=replace(unit, notes=unit.notes + kept)))
            if min(candidates) < self.in_book:
                self.kept += 1
            else:
                self._note(index, Change(Kind.REVIVED, (unit.key,), (unit.key,)))

    def same_source(self) -> None:
        """Texts that gained, lost or changed their context."""
        for index, candidates in self._candidates(lambda unit: unit.key[1]):
            there = self._pick(index, candidates)
            self._carry(index, there, replace(self.old[there], unit=self.units[index]), Kind.CONTEXT)

    def same_words(self) -> None:
        """Texts that differ from an old one in tags or typography only."""
        for index, candidates in self._candidates(lambda unit: folded(unit.source.plain)):
            unit = self.units[index]
            there = self._pick(index, candidates)
            source = self.old[there]
            target = retagged(source.unit.source, unit.source, source.translation.target)
            if target is None:
                entry = _drafted(source, unit, source.translation.target)
            else:
                entry = replace(source, unit=unit, translation=replace(source.translation, target=target))
            self._carry(index, there, entry, Kind.REFORMATTED)

    def similar(self) -> None:
        """Texts that were corrected, split or joined."""
        new = self._open()
        old = [there for there in range(len(self.old)) if there not in self.used]
        if not new or not old:
            return
        matches = best_matches(
            # Obsolete texts have no neighbours.
            Side(
                [self.old[there].unit.source.plain for there in old],
                [there if there < self.in_book else -2 * there for there in old],
            ),
            Side([self.units[index].source.plain for index in new], new),
            self._expected(new),
            [RANK[self.old[there].state] for there in old],
        )
        for match in matches:
            theirs = [old[there] for there in match.old]
            ours = [new[here] for here in match.new]
            if len(ours) > 1:
                self._split(ours, theirs[0], match.score)
            elif len(theirs) > 1:
                self._join(ours[0], theirs, match.score)
            else:
                self._correct(ours[0], theirs[0], match.score)

    def rest(self) -> None:
        for index in self._open():
            self.entries[index] = Entry(self.units[index])
            self._note(index, Change(Kind.NEW, new=(self.units[index].key,)))

    def results(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The entries of the book, and the obsolete ones: the new ones of these first, in their order."""
        entries = [self.entries[index] for index in range(len(self.units))]
        place = {entry.key: index for index, entry in enumerate(entries)}
        obsolete = []
        for there, entry in enumerate(self.old):
            if there in self.used:
                continue
            if entry.key in place:
                # Both translations of one text: the file can hold one, a comment keeps the other.
                index = place[entry.key]
                entries[index] = keeping(entries[index], entry)
                continue
            if there < self.in_book:
                self._note(len(self.units), Change(Kind.REMOVED, (entry.key,)))
            if entry.translation.target or entry.person_comment:
                obsolete.append(replace(entry, unit=Unit(entry.unit.source, entry.unit.context)))
        return tuple(entries), tuple(obsolete)

    def _correct(self, index: int, there: int, score: float) -> None:
        source, unit = self.old[there], self.units[index]
        target = renumbered(source.unit.source, unit.source, source.translation.target)
        minor = is_minor(source.unit.source.plain, unit.source.plain)
        entry = _drafted(source, unit, target)
        self._carry(index, there, entry, Kind.MINOR if minor else Kind.CHANGED, score)

    def _split(self, indexes: Sequence[int], there: int, score: float) -> None:
        source = self.old[there]
        units = [self.units[index] for index in indexes]
        # Uncut, the whole goes to the first part: a person moves the rest, and nothing is said twice.
        whole = [source.translation.target, *[TaggedText()] * (len(units) - 1)]
        targets = divided(source.translation.target, [unit.source for unit in units]) or whole
        for index, unit, target in zip(indexes, units, targets, strict=True):
            self._take(index, there, _drafted(source, unit, target))
            source = replace(source, person_comment="")  # stays with the first part
        keys = tuple(unit.key for unit in units)
        reviewed = source.state is State.REVIEWED
        self._note(indexes[0], Change(Kind.SPLIT, (source.key,), keys, score, reviewed))

    def _join(self, index: int, parts: Sequence[int], score: float) -> None:
        unit = self.units[index]
        sources = [self.old[there] for there in parts]
        target = joined([(part.unit.source, part.translation.target) for part in sources], unit.source)
        entry = replace(
            _drafted(sources[0], unit, target),
            previous=" ".join(map(_made_for, sources)) if target else "",
            person_comment=add_comment("", "\n".join(part.person_comment for part in sources).split("\n")),
        )
        for there in parts:
            self._take(index, there, entry)
        keys = tuple(part.key for part in sources)
        reviewed = any(part.state is State.REVIEWED for part in sources)
        self._note(index, Change(Kind.JOINED, keys, (unit.key,), score, reviewed))

    def _open(self) -> list[int]:
        return [index for index in range(len(self.units)) if index not in self.entries]

    def _candidates(self, trait: Callable[[Unit], Hashable]) -> Iterator[tuple[int, list[int]]]:
        """Each unit without an entry, with the old entries of the same trait, if there are any."""
        if not self.old:
            return
        having: dict[Hashable, list[int]] = defaultdict(list)
        for there, entry in enumerate(self.old):
            having[trait(entry.unit)].append(there)
        for index in self._open():
            found = trait(self.units[index])
            if found and found in having:
                yield index, having[found]

    def _is_free(self, there: int) -> bool:
        """Whether the text of an old entry is in the book no longer."""
        return self.old[there].key not in self.keys

    def _pick(self, index: int, candidates: Iterable[int]) -> int:
        def order(there: int) -> tuple[bool, bool, int, bool, int]:
            entry = self.old[there]
            other = entry.unit.context != self.units[index].context
            return not self._is_free(there), there in self.used, -RANK[entry.state], other, there

        return min(candidates, key=order)

    def _carry(self, index: int, there: int, entry: Entry, kind: Kind, score: float = 100.0) -> None:
        source = self.old[there]
        if self._is_free(there):
            self._take(index, there, entry)
            unsettled = source.state is State.REVIEWED and entry.state is not State.REVIEWED
            self._note(index, Change(kind, (source.key,), (entry.key,), score, unsettled))
        elif entry.translation.target:
            # The old entry stays where it is; for the new one its words are a suggestion.
            suggestion = _drafted(source, entry.unit, entry.translation.target)
            self.entries[index] = replace(suggestion, person_comment="", flags=())
            self._note(index, Change(Kind.NEW, (source.key,), (entry.key,), score))

    def _take(self, index: int, there: int, entry: Entry) -> None:
        self.entries[index] = entry
        self.origins[index] = there
        self.used.add(there)

    def _note(self, index: int, change: Change) -> None:
        self.changes.append((index, change))

    def _expected(self, indexes: Iterable[int]) -> list[int]:
        """Where each unit would stand in the old book: after what came before the unit above it."""
        expected = {}
        last = -1
        for index in range(len(self.units)):
            there = self.origins.get(index, self.in_book)
            last = there if there < self.in_book else last + 1
            expected[index] = last
        return [expected[index] for index in indexes]


def keeping(entry: Entry, other: Entry) -> Entry:
    """The entry, with a second translation of its text and the comments on it kept as comments."""
    lines = other.person_comment.split("\n") if other.person_comment else []
    target = other.translation.target
    if target and target != entry.translation.target:
        lines.append(other_translation(target))
    return replace(entry, person_comment=add_comment(entry.person_comment, lines))


def _drafted(source: Entry, unit: Unit, target: TaggedText) -> Entry:
    """The entry of a new unit with words that were made for another one."""
    if not target:
        return replace(source, unit=unit, translation=UNTRANSLATED, previous="", previous_context="")
    made_for = _made_for(source)
    # What a person accepted is no engine's draft any more.
    origin = source.translation.origin if source.state is State.DRAFT else ""
    moved = source.unit.context != unit.context
    return replace(
        source,
        unit=unit,
        translation=Translation(target, State.DRAFT, origin),
        previous=made_for if moved or made_for != unit.key[1] else "",
        previous_context=source.unit.context if moved else "",
    )


def _made_for(entry: Entry) -> str:
    """The source text of an entry's words: for a draft that was carried over before, an earlier one."""
    return entry.previous if entry.state is State.DRAFT and entry.previous else entry.key[1]
