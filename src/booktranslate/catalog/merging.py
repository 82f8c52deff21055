"""Carrying the entries of an earlier edition over to the units of today; no words of a person are lost.

In this order: the same text keeps all it had, wherever it moved, from another document too; the same words
in other tags or other typography keep their translation and its state, the tags adapted; a similar text gets
the old translation as a draft with the text that it was made for; a text that left the book is obsolete and
waits. An entry without a translation prevents none of this.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from booktranslate import notes
from booktranslate.catalog.carrying import drafted, made_for, with_changes
from booktranslate.catalog.changes import Change, Kind, MergeReport
from booktranslate.catalog.conflicts import Nothing, Remembered, settle
from booktranslate.catalog.corrections import corrected
from booktranslate.catalog.entries import (
    RANK,
    Catalog,
    Entry,
    add_comment,
    moved_from,
)
from booktranslate.catalog.folding import folded
from booktranslate.catalog.other_documents import Elsewhere, Found
from booktranslate.catalog.retagging import divided, joined, renumbered, retagged
from booktranslate.glossary import Glossary
from booktranslate.model import Key, State, Unit


def merge(
    old: Catalog,
    units: Iterable[Unit],
    *,
    elsewhere: Elsewhere | None = None,
    known: Remembered | None = None,
    glossary: Glossary | None = None,
) -> tuple[Catalog, MergeReport]:
    """The catalog for `units`, in their order, with all that `old` has for them, and what changed.

    Units with the same key become one entry with the locations of all. For a first extraction `old` is
    an empty `Catalog(source_lang, target_lang)`. `elsewhere` holds what the rest of the project has for a
    text that `old` has no words for. With a `glossary`, a changed term is changed in the proposal too.
    """
    work = _Merge(old, _distinct(units), elsewhere or Elsewhere(), known or Nothing(), glossary or Glossary())
    work.same_key()
    work.same_key_elsewhere()
    work.same_source()
    work.same_words()
    work.same_words_elsewhere()
    work.similar()
    work.rest()
    entries, obsolete = work.results()
    changes = tuple(change for _, change in sorted(work.changes, key=lambda placed: placed[0]))
    return replace(old, entries=entries, obsolete=obsolete), MergeReport(work.kept, changes)


def _distinct(units: Iterable[Unit]) -> dict[Key, Unit]:
    distinct: dict[Key, Unit] = {}
    for unit in units:
        key = unit.key
        first = distinct.get(key)
        if first is not None:
            unit = replace(first, locations=tuple(dict.fromkeys(first.locations + unit.locations)))
        if unit.source:
            distinct[key] = unit
    return distinct


class _Merge:
    """The state of one merge. Old entries have an index: first those of the book, then the obsolete ones."""

    def __init__(
        self,
        old: Catalog,
        units: Mapping[Key, Unit],
        elsewhere: Elsewhere,
        known: Remembered,
        glossary: Glossary,
    ) -> None:
        self.elsewhere = elsewhere
        self.known = known
        self.glossary = glossary
        self.empty: dict[int, int] = {}  # units whose own entry has no translation, and that entry
        self.uncut: set[int] = set()  # units that got nothing of a text that was split
        self.units = list(units.values())
        self.keys = units.keys()
        self.old = [*old.entries, *old.obsolete]
        self.in_book = len(old.entries)
        self.entries: dict[int, Entry] = {}  # by the place of the unit
        self.origins: dict[int, int] = {}
        self.used: set[int] = set()
        self.changes: list[tuple[int, Change]] = []  # with the place of the unit
        self.kept = 0

    def same_key(self) -> None:
        for index, candidates in self._candidates(lambda unit: unit.key, range(len(self.old))):
            unit = self.units[index]
            # A text can stand in the book and among the obsolete ones: the better translation counts.
            there = min(candidates, key=lambda there: (-RANK[self.old[there].state], there))
            if self.old[there].state is State.EMPTY:
                self.empty[index] = there
                continue
            self._keep(index, there)
            if min(candidates) >= self.in_book:
                self._note(index, Change(Kind.REVIVED, (unit.key,), (unit.key,)))

    def same_key_elsewhere(self) -> None:
        for index in self._open() if self.elsewhere.by_key else ():
            unit = self.units[index]
            if found := self.elsewhere.with_key(unit.key):
                self._move(index, found, replace(found.entry, unit=unit))

    def same_source(self) -> None:
        """Texts that gained, lost or changed their context."""
        for index, candidates in self._candidates(lambda unit: unit.key[1], self._carriable):
            there = self._pick(index, candidates)
            self._carry(index, there, replace(self.old[there], unit=self.units[index]), Kind.CONTEXT)

    def same_words(self) -> None:
        """Texts that differ from an old one in tags or typography only."""
        for index, candidates in self._candidates(lambda unit: folded(unit.source.plain), self._carriable):
            unit = self.units[index]
            there = self._pick(index, candidates)
            self._carry(index, there, self._reformatted(self.old[there], unit), Kind.REFORMATTED)

    def same_words_elsewhere(self) -> None:
        for index in self._open() if self.elsewhere.by_words else ():
            unit = self.units[index]
            if found := self.elsewhere.with_words(unit.source.plain):
                self._move(index, found, self._reformatted(found.entry, unit))

    def similar(self) -> None:
        """Texts that were corrected, split or joined.

        A text that gets nothing of a split is compared again with what is left, as in the next extraction.
        """
        left = -1
        while left < len(self.uncut):
            left = len(self.uncut)
            self._similar()

    def _similar(self) -> None:
        new = self._open()
        without = self.used.union(self.empty.values())
        old = [there for there in range(len(self.old)) if there not in without]
        if not new or not old:
            return
        from booktranslate.catalog.matching import (  # 12 ms, and most texts are as they were
            Side,
            best_matches,
        )

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
        keys = list(self.keys)
        for index in self._open():
            if index in self.empty:
                self._keep(index, self.empty[index])
                continue
            self.entries[index] = Entry(self.units[index])
            if index not in self.uncut:
                self._note(index, Change(Kind.NEW, new=(keys[index],)))

    def results(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The entries of the book, and the obsolete ones: the new ones of these first, in their order."""
        entries = [self.entries[index] for index in range(len(self.units))]
        left = len(self.used) < len(self.old)
        place = {entry.key: index for index, entry in enumerate(entries)} if left else {}
        obsolete: dict[Key, Entry] = {}
        for there, entry in enumerate(self.old):
            if there in self.used:
                continue
            if entry.key in place:
                # Both translations of one text: the file can hold one, a comment keeps the other.
                index = place[entry.key]
                entries[index], _ = settle(entries[index], entry, None, self.known)
                continue
            if there < self.in_book:
                self._note(len(self.units), Change(Kind.REMOVED, (entry.key,)))
            if entry.translation.target or entry.person_comment:
                gone = replace(entry, unit=Unit(entry.unit.source, entry.unit.context))
                if entry.key in obsolete:
                    gone, _ = settle(obsolete[entry.key], gone, None, self.known)
                obsolete[entry.key] = gone
        return tuple(map(with_changes, entries)), tuple(obsolete.values())

    def _reformatted(self, source: Entry, unit: Unit) -> Entry:
        """The entry of the same words in other tags; a draft where it is not certain where a tag goes."""
        target = retagged(source.unit.source, unit.source, source.translation.target)
        if target is None:
            return drafted(source, unit, source.translation.target, self.known)
        return replace(source, unit=unit, translation=replace(source.translation, target=target))

    def _correct(self, index: int, there: int, score: float) -> None:
        source, unit = self.old[there], self.units[index]
        target = renumbered(source.unit.source, unit.source, source.translation.target)
        if not self._is_answer(there):  # an answer is replaced by a new draft
            target = corrected(source.unit.source.plain, unit.source.plain, target, self.glossary)
        from booktranslate.catalog.matching import is_minor  # see similar

        minor = is_minor(source.unit.source.plain, unit.source.plain)
        entry = drafted(source, unit, target, self.known)
        self._carry(index, there, entry, Kind.MINOR if minor else Kind.CHANGED, score)

    def _split(self, indexes: Sequence[int], there: int, score: float) -> None:
        source = self.old[there]
        if self._is_answer(there):  # no cut is as good as a new draft
            self.used.add(there)
            return
        units = [self.units[index] for index in indexes]
        targets = divided(source.translation.target, [unit.source for unit in units])
        if not targets:
            # All of it goes to the first text: a person moves the rest, and nothing is there twice.
            targets = [source.translation.target]
            self.uncut.update(indexes[1:])
        for index, unit, target in zip(indexes, units, targets, strict=False):
            self._take(index, there, drafted(source, unit, target, self.known))
            source = replace(source, person_comment="")  # stays with the first text
        keys = tuple(unit.key for unit in units)
        reviewed = source.state is State.REVIEWED
        self._note(indexes[0], Change(Kind.SPLIT, (source.key,), keys, score, reviewed))

    def _join(self, index: int, several: Sequence[int], score: float) -> None:
        unit = self.units[index]
        if all(map(self._is_answer, several)):
            self.used.update(several)
            return
        sources = [self.old[there] for there in several]
        target = joined([(old.unit.source, old.translation.target) for old in sources], unit.source)
        entry = replace(
            drafted(sources[0], unit, target, self.known),
            previous=" ".join(map(made_for, sources)) if target else "",
            person_comment=add_comment("", "\n".join(old.person_comment for old in sources).split("\n")),
        )
        for there in several:
            self._take(index, there, entry)
        keys = tuple(old.key for old in sources)
        reviewed = any(old.state is State.REVIEWED for old in sources)
        self._note(index, Change(Kind.JOINED, keys, (unit.key,), score, reviewed))

    def _is_answer(self, there: int) -> bool:
        """Whether an old entry is a draft just as an engine is known to have given it."""
        entry = self.old[there]
        return entry.state is State.DRAFT and str(entry.translation.target) in self.known.answers(entry.key)

    def _open(self) -> list[int]:
        return [index for index in range(len(self.units)) if index not in self.entries]

    @property
    def _carriable(self) -> list[int]:
        """The old entries that can give something to another unit: words, or all they have."""
        return [there for there, old in enumerate(self.old) if old.translation.target or self._is_free(there)]

    def _candidates(
        self, trait: Callable[[Unit], Hashable], among: Iterable[int]
    ) -> Iterator[tuple[int, list[int]]]:
        """Each unit without an entry, with those of the old entries that have the same trait, if any."""
        having: dict[Hashable, list[int]] = defaultdict(list)
        for there in among:
            having[trait(self.old[there].unit)].append(there)
        for index in self._open() if having else ():
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

    def _move(self, index: int, found: Found, entry: Entry) -> None:
        """Take an entry that was found elsewhere in the project."""
        translation = entry.translation
        if found.is_proposal and translation.state is State.REVIEWED:
            translation = replace(translation, state=State.DRAFT, origin=found.place)
        comment = ""
        if not (found.is_proposal or found.is_shared):
            comment = add_comment(entry.person_comment, [moved_from(found.place)])
        self.entries[index] = replace(entry, translation=translation, person_comment=comment, line=0)
        unsettled = found.entry.state is State.REVIEWED and translation.state is not State.REVIEWED
        change = Change(
            Kind.MOVED, (found.entry.key,), (self.units[index].key,), 100.0, unsettled, found.place
        )
        self._note(index, change)

    def _keep(self, index: int, there: int) -> None:
        """Take the old entry of the very same unit."""
        unit = self.units[index]
        told = notes.read(self.old[there].unit.notes)
        lines = unit.notes + tuple(map(str, (*told.suggestions, *told.found)))
        self._take(index, there, replace(self.old[there], unit=replace(unit, notes=lines)))
        self.kept += there < self.in_book

    def _carry(self, index: int, there: int, entry: Entry, kind: Kind, score: float = 100.0) -> None:
        source = self.old[there]
        if self._is_free(there):
            self._take(index, there, entry)
            unsettled = source.state is State.REVIEWED and entry.state is not State.REVIEWED
            self._note(index, Change(kind, (source.key,), (entry.key,), score, unsettled))
        elif entry.translation.target and index not in self.empty:
            # The old entry stays where it is; for the new one its words are a suggestion.
            suggestion = drafted(source, entry.unit, entry.translation.target, self.known)
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
