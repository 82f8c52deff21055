"""The PO files of a project as its commands use them: what people did to them is noticed, and kept.

Every command looks at the files that it reads, so that the project remembers what people wrote; every command
that writes them writes here, so that what it replaces is kept (see `backups`), and what a person saves in the
meantime is read before it is replaced.

Between two commands a person may edit a file, or lay another one in its place: an older copy, or that of a
colleague. An edited file is what the person made of it. Another copy is combined with what stood there: of
all editions that the project knows, the file is like the one that it was made from. Of two wordings the one
that was saved later is kept, and a comment has the other.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from booktranslate.catalog import Catalog, Entry, is_machines, read, update, would_write, write
from booktranslate.config import Project
from booktranslate.drafting.reviewed import languages, reviewed_in
from booktranslate.errors import InputError
from booktranslate.files import as_on_disk, remove, stamp
from booktranslate.memory import Memory
from booktranslate.model import Finding, Key, State, counted
from booktranslate.po_files.backups import History
from booktranslate.po_files.layout import PoSet

_MANY = 5  # drafts accepted without any change; from that number on, the user is told


@dataclass(frozen=True, slots=True)
class Notice:
    """What a person should know about something that happened to a PO file; `file` is its path."""

    file: Path
    message: str


@dataclass(frozen=True, slots=True, eq=False)
class Reconciled:
    """A PO file with all that people wrote in it, what to say about it, and the texts with two wordings."""

    catalog: Catalog
    notices: tuple[Notice, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, eq=False)
class _Known:
    """What the memory knows of the wordings of texts (`catalog.Remembered`)."""

    memory: Memory
    languages: str

    def answers(self, key: Key) -> Collection[str]:
        return self.memory.answers(key)

    def seen(self, key: Key, target: str) -> int:
        return self.memory.wording(self.languages, key, target)


class Reconciler:
    """The work of one command on the PO files of a project."""

    def __init__(self, project: Project, memory: Memory, command: str) -> None:
        self.project = project
        self.memory = memory
        self.history = History(project.root, project.state, command)

    @cached_property
    def languages(self) -> str:
        """The pair of languages, as the memory names it."""
        return languages(self.project.source_lang, self.project.target_lang)

    @cached_property
    def known(self) -> _Known:
        """What is known of the wordings of texts, to settle which of two is news."""
        return _Known(self.memory, self.languages)

    def look(self, po_sets: Iterable[PoSet]) -> list[Notice]:
        """Remember what people wrote in the files; returns what to tell them. The files stay as they are."""
        notices: list[Notice] = []
        for po_set in po_sets:
            for path, catalog in po_set.catalogs:
                if self.history.is_as_seen(path):
                    continue
                reconciled = self.reconciled(po_set.document.name, path, catalog)
                if reconciled.catalog is catalog:
                    notices += reconciled.notices
                    self.history.accept(path)
                    continue
                message = "was replaced by another copy; `booktranslate extract` merges the two."
                notices.append(Notice(path, message))
                self._keep_for_later(path, reconciled.catalog)
        return notices

    def _keep_for_later(self, path: Path, combined: Catalog) -> None:
        """What the file should say counts as seen there, and the file itself as the copy that it is."""
        copy = self.history.seen(path)
        if would_write(copy, combined):
            self.history.keep_copy(path)
            write(copy, replace(combined, stamp=stamp(copy)))

    def reconciled(self, document: str, path: Path, catalog: Catalog) -> Reconciled:
        """The file that stands there; if it is another copy, with what the project has seen there before."""
        before = None if self.history.is_as_seen(path) else self._as_seen(path, silent=False)
        if before is None:
            self._remember(document, catalog)
            return Reconciled(catalog)
        if not self._lacks_words(before, catalog):
            self._remember(document, catalog)
            return Reconciled(catalog, tuple(_accepted_in_a_mass(path, before, catalog)))
        from booktranslate.catalog.combining import bring_together, keeping_words  # 5 ms, and copies are few

        before = self._as_seen(path) or before
        earlier = [version for version in self._versions(path) if _distance(version, before)]
        ancestor = _nearest(earlier, catalog)
        is_older = _is_older(catalog, before)
        if not is_older and not _is_made_from(ancestor, before, catalog):
            self._remember(document, catalog)
            return Reconciled(catalog)
        ours, theirs = (before, catalog) if is_older else (catalog, before)
        ours = replace(ours, stamp=catalog.stamp, form=catalog.form)
        merged, findings = bring_together(ours, theirs, ancestor, self.known)
        merged, more = keeping_words(merged, before, self.known)
        findings += more
        self._remember(document, merged)
        present = _entries(catalog)
        lost = sum(_differs(entry, present.get(entry.key)) for entry in before.all_entries)
        message = (
            f"was replaced by an older copy; {counted(lost, 'text')} that people had translated since "
            f"then were restored."
        )
        return Reconciled(merged, (Notice(path, message),), tuple(findings))

    def missing(self) -> list[tuple[Path, Catalog]]:
        """The files that the project has seen and that are gone, as they were (without a stamp)."""
        found = []
        for path in self.history.tracked(self.project.translations):
            if path.exists():
                continue
            if (same := as_on_disk(path)) != path:  # the accents of its name are coded in another way now
                self.history.rename(path, same)
            elif (catalog := self._as_seen(path)) is not None:
                found.append((path, replace(catalog, stamp="")))
        return found

    def ancestor(self, path: Path, catalog: Catalog) -> Catalog | None:
        """The edition of a file of the project that a copy of that name was made from."""
        return _nearest(self._versions(path), catalog)

    def change(self, path: Path, change: Callable[[Catalog], Catalog]) -> bool:
        """Change a file where it stands, whoever saves it in the meantime; whether it had to be written."""

        def kept(catalog: Catalog) -> Catalog:
            changed = change(catalog)
            self.history.replacing(path)
            return changed

        written = update(path, self.project.target_lang, kept)
        if written:
            self.history.replaced(path)
        return written

    def write(self, document: str, path: Path, catalog: Catalog) -> bool:
        """Write a file that must still be the one that the catalog was read from; whether it had to be.

        Raises ChangedMeanwhileError when somebody saved it.
        """
        if not would_write(path, catalog):
            self.history.accept(path)
            return False
        self.history.replacing(path)
        written = write(path, catalog)
        self.history.replaced(path)
        self._remember(document, catalog)
        return written

    def remove(self, path: Path, catalog: Catalog) -> None:
        """Remove a file whose entries are all in others now. Raises as `write`."""
        self.history.replacing(path)
        remove(path, seen=catalog.stamp)
        self.history.replaced(path)
        if path.parent != self.project.translations and not any(path.parent.iterdir()):
            path.parent.rmdir()

    def _remember(self, document: str, catalog: Catalog) -> None:
        taken, withdrawn = reviewed_in(document, catalog.all_entries)
        wordings = [(each.key, each.target) for each in taken]
        wordings += [
            (entry.key, str(entry.translation.target))
            for entry in catalog.all_entries
            if entry.state is State.DRAFT and not is_machines(entry, self.known)
        ]
        self.memory.remember(self.languages, taken, withdrawn, wordings)

    def _as_seen(self, path: Path, *, silent: bool = True) -> Catalog | None:
        return _readable(self.history.seen(path), silent=silent)

    def _versions(self, path: Path) -> list[Catalog]:
        copies = {copy.read_bytes(): copy for copy in reversed(self.history.versions(path))}
        return [found for copy in reversed(copies.values()) if (found := _readable(copy)) is not None]

    def _lacks_words(self, before: Catalog, now: Catalog) -> bool:
        """Whether words that were in the file are not there now: replaced one by one, or with the file."""
        worded = [
            entry
            for entry in before.all_entries
            if entry.person_comment or not is_machines(entry, self.known)
        ]
        present = _entries(now) if worded else {}
        return any(_differs(entry, present.get(entry.key)) for entry in worded)


def _is_made_from(ancestor: Catalog | None, before: Catalog, now: Catalog) -> bool:
    """Whether a file is an edited copy of an earlier edition, rather than what stood there, edited.

    It is as like that edition; unless it is just that edition, saved since: then somebody took words back.
    """
    if ancestor is None or _distance(ancestor, now) > _distance(before, now):
        return False
    return bool(_distance(ancestor, now)) or ancestor.revised == now.revised


def _is_older(one: Catalog, other: Catalog) -> bool:
    """Whether a file was saved before another one, as their headers say; not when one does not say it."""
    try:
        return _saved(one) < _saved(other)
    except ValueError:
        return False


def _saved(catalog: Catalog) -> datetime:
    return datetime.strptime(catalog.revised, "%Y-%m-%d %H:%M%z")


def _readable(path: Path, *, silent: bool = True) -> Catalog | None:
    try:
        return read(path, silent=silent)
    except InputError:  # there is none, or somebody wrote into it
        return None


def _entries(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalog.all_entries}


def _said(entry: Entry | None) -> tuple[str, State, frozenset[str]]:
    """What people may have written in an entry; of the comment its lines, in whatever order."""
    if entry is None:
        return "", State.EMPTY, frozenset()
    comment = frozenset(filter(None, entry.person_comment.split("\n")))
    return str(entry.translation.target), entry.state, comment


def _differs(entry: Entry, now: Entry | None) -> bool:
    return _said(entry) != _said(now)


def _distance(one: Catalog, other: Catalog) -> int:
    """How many texts do not say the same in both."""
    there, here = _entries(one), _entries(other)
    return sum(_said(there.get(key)) != _said(here.get(key)) for key in there.keys() | here.keys())


def _nearest(versions: Sequence[Catalog], catalog: Catalog) -> Catalog | None:
    """The version that differs in the fewest texts; of several the oldest, with which no news is missed."""
    return min(reversed(versions), key=lambda version: _distance(version, catalog), default=None)


def accepted_unchanged(before: Catalog, now: Catalog) -> tuple[int, int, int]:
    """Of the drafts of `before`: how many are reviewed now and say the same, how many say something else,
    and how many drafts are left."""
    drafts = [entry for entry in before.entries if entry.state is State.DRAFT]
    present = _entries(now) if drafts else {}
    same = other = left = 0
    for entry in drafts:
        found = present.get(entry.key)
        if found is None:
            continue
        if found.state is State.DRAFT:
            left += 1
        elif found.state is State.REVIEWED:
            unchanged = found.translation.target == entry.translation.target
            same, other = same + unchanged, other + (not unchanged)
    return same, other, left


def _accepted_in_a_mass(path: Path, before: Catalog, now: Catalog) -> list[Notice]:
    if message := mass_acceptance(before, now):
        return [Notice(path, message)]
    return []


def mass_acceptance(before: Catalog, now: Catalog) -> str:
    """A sentence when drafts became reviewed in a mass, as by a tool that drops the marks; else none."""
    same, other, left = accepted_unchanged(before, now)
    if same < 2 or same <= 9 * other or (left and same < _MANY):
        return ""
    return (
        f"{counted(same, 'draft')} became reviewed without any change. If a program dropped the “Needs "
        f"Work” marks, restore the file from a copy (`booktranslate undo` lists them)."
    )
