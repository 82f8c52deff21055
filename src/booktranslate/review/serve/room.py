"""The texts that several people review at the same time: who is at which, and their answers in the PO files.

An answer says which words its author saw. It is merged with what the PO file holds now, as `combine` does it:
if only one of two people changed a text, that change is taken; if both did, the words that were written first
stay, and the others are kept in the comment of the entry.

A room must be used from one thread only; the server gives it its own.
"""

import secrets
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from booktranslate.catalog import Catalog, Entry, read, settle
from booktranslate.checks import run
from booktranslate.config import Project
from booktranslate.errors import ChangedMeanwhileError, InputError, OutputError
from booktranslate.glossary import Glossary
from booktranslate.locks import locked
from booktranslate.model import Finding, State, Translation, parse
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.review.answers import as_copy
from booktranslate.review.gathering import Wanted, gather
from booktranslate.review.identity import ensure, text_id
from booktranslate.review.page.making import as_data, row_data
from booktranslate.review.values import Answer, Pack, Returned, Row
from booktranslate.style import check_settings

_TRIES = 10
_PATIENCE = 8.0  # seconds that a write waits for a command that is running in the project
_PRESENT = 10.0  # seconds without news after which somebody has left


@dataclass(frozen=True, slots=True)
class Seen:
    """The English and the state that the author of an answer saw."""

    english: str
    state: State


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an answer.

    `overtaken` says that other words were there first, and `by` who wrote them (empty if nobody in the room
    did); `messages` are findings about the answer.
    """

    row: Row
    overtaken: bool
    by: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Home:
    """A PO file that holds a text, and its document."""

    document: Path
    path: Path


@dataclass(frozen=True, slots=True)
class _Base:
    """What an answer was made from, in the form that `review.answers` needs."""

    catalog: Catalog
    entries: Mapping[str, Entry]
    reviewer: str


class Room:
    """One review on the server.

    Methods raise InputError and OutputError; the PO file in question then is as it was, but if a text is in
    several PO files, the answer may be in those before it.
    """

    def __init__(
        self,
        project: Project,
        documents: Sequence[Path],
        glossary: Glossary,
        reconciler: Reconciler,
        wanted: Wanted,
    ) -> None:
        """Read the texts. Raises UsageError, too, for a chapter that no document has."""
        self._project, self._glossary, self._reconciler = project, glossary, reconciler
        po_sets = [layout.load_extracted(project, document) for document in documents]
        self._homes: dict[str, list[_Home]] = defaultdict(list)
        for each in po_sets:
            for path, entry in each.located:
                self._homes[text_id(entry.key)].append(_Home(each.document, path))
        with locked(project.state / "lock"):
            reconciler.look(po_sets)
            identity = ensure(po_sets, reconciler)
        packs = gather(project, identity, documents, glossary, wanted)
        if not packs:
            raise InputError("there are no texts to review.", where=str(project.root))
        self.pack = _united(packs)
        self.session = secrets.token_hex(6)
        self._settings = check_settings(project)
        self._rows = {row.id: row for row in self.pack.rows}
        self._version = 0
        self._changed: dict[str, int] = {}
        self._authors: dict[str, str] = {}
        self._present: dict[str, tuple[float, str]] = {}
        self._stats = {home.path: _stat(home.path) for homes in self._homes.values() for home in homes}

    def data(self, person: str, key: str) -> dict[str, Any]:
        """All texts, for the page of a person; the browser stores what they have not sent yet under `key`."""
        self._refresh()
        pack = replace(self.pack, id=key, reviewer=person, rows=tuple(self._rows.values()))
        return as_data(pack) | {"session": self.session, "version": self._version}

    def news(self, person: str, since: int, at: str) -> dict[str, Any]:
        """What has changed since a version, and who is here, at which text; `person` is at the text `at`."""
        self._refresh()
        now = time.monotonic()
        self._present[person] = now, at if at in self._rows else ""
        self._present = {name: seen for name, seen in self._present.items() if now - seen[0] < _PRESENT}
        return {
            "session": self.session,
            "version": self._version,
            "rows": [
                {**row_data(self._rows[id_]), "by": self._authors.get(id_, "")}
                for id_, version in self._changed.items()
                if version > since
            ],
            "people": [{"name": name, "at": seen[1]} for name, seen in sorted(self._present.items())],
        }

    def take(self, person: str, answer: Answer, seen: Seen) -> Written:
        """Write an answer into all PO files that have the text."""
        self._refresh()
        by = self._authors.get(answer.id, "")
        homes = self._homes.get(answer.id, []) if answer.id in self._rows else []
        if not homes:
            raise InputError("no longer belongs to this review.", where=answer.id, hint="Reload the page.")
        with self._patiently_locked():
            results = [self._write(home, person, answer, seen) for home in homes]
        entry, overtaken, messages = results[0]
        if self._show(entry) and not overtaken:
            self._authors[answer.id] = person
        return Written(self._rows[answer.id], overtaken, by if overtaken else "", messages)

    def _write(
        self, home: _Home, person: str, answer: Answer, seen: Seen
    ) -> tuple[Entry, bool, tuple[str, ...]]:
        if not self._reconciler.history.is_as_seen(home.path):
            self._reconciler.look([layout.load(self._project, home.document)])
        for attempt in range(_TRIES):
            catalog = read(home.path, self._project.target_lang)
            found = next((each for each in catalog.entries if text_id(each.key) == answer.id), None)
            if found is None:
                hint = "Reload the page."
                raise InputError("is no longer in the book.", where=answer.id, hint=hint)
            settled = self._settled(found, person, answer, seen)
            entries = tuple(settled[0] if each is found else each for each in catalog.entries)
            try:
                self._reconciler.write(home.document.name, home.path, replace(catalog, entries=entries))
            except ChangedMeanwhileError:
                if attempt == _TRIES - 1:
                    raise
            else:
                self._stats[home.path] = _stat(home.path)
                return settled
        raise AssertionError  # the loop returns or raises

    def _settled(
        self, ours: Entry, person: str, answer: Answer, seen: Seen
    ) -> tuple[Entry, bool, tuple[str, ...]]:
        """The entry with the answer in it, whether other words were there first, messages for its author."""
        origin = ours.translation.origin if seen.state is State.DRAFT else ""
        then = replace(ours, translation=Translation(parse(seen.english), seen.state, origin))
        frame = Catalog(self.pack.source_lang, self.pack.target_lang, (then,))
        returned = Returned("", self.pack.project, self.pack.id, (answer,), reviewer=person)
        copy = as_copy(returned, _Base(frame, {answer.id: then}, person), [replace(frame, entries=(ours,))])
        if ours.key not in copy.touched:
            return ours, False, ()
        (theirs,) = copy.catalog.entries
        merged, _ = settle(ours, theirs, then, self._reconciler.known)
        overtaken = merged.translation.target != theirs.translation.target
        return merged, overtaken, tuple(each.message for each in copy.findings)

    def _refresh(self) -> None:
        """Read again what was written to the PO files elsewhere: in Poedit, by another command."""
        for path, before in list(self._stats.items()):
            now = _stat(path)
            if now == before:
                continue
            try:
                catalog = read(path, self._project.target_lang)
            except InputError:  # it is being saved, or missing for the moment: try again next time
                continue
            self._stats[path] = now
            for entry in catalog.entries:
                if text_id(entry.key) in self._rows and self._show(entry):
                    self._authors.pop(text_id(entry.key), None)

    def _show(self, entry: Entry) -> bool:
        """Make the pages show an entry as it is now. Returns whether it has changed."""
        row = self._rows[text_id(entry.key)]
        target, state = entry.translation.target, entry.state
        if (row.target, row.state, row.comment) == (target, state, entry.person_comment):
            return False
        found = self._findings(entry)
        self._rows[row.id] = replace(
            row, target=target, state=state, comment=entry.person_comment, findings=found
        )
        self._version += 1
        self._changed[row.id] = self._version
        return True

    def _findings(self, entry: Entry) -> tuple[Finding, ...]:
        found = run([(entry.unit, entry.translation)], self._glossary, self._settings, [entry.ignored])
        return tuple(finding for _, finding in found)

    @contextmanager
    def _patiently_locked(self) -> Iterator[None]:
        end = time.monotonic() + _PATIENCE
        with ExitStack() as held:
            while True:
                try:
                    held.enter_context(locked(self._project.state / "lock"))
                    break
                except OutputError:
                    if time.monotonic() > end:
                        raise
                    time.sleep(0.1)
            yield


def _united(packs: Sequence[Pack]) -> Pack:
    """All texts as one pack; a text of two documents is in it once."""
    rows = {row.id: row for pack in reversed(packs) for row in reversed(pack.rows)}
    ordered = [rows[id_] for id_ in dict.fromkeys(row.id for pack in packs for row in pack.rows)]
    numbered = tuple(replace(row, number=number) for number, row in enumerate(ordered, 1))
    first = packs[0]
    if len(packs) == 1:
        return replace(first, rows=numbered)
    names = ", ".join(pack.document for pack in packs)
    return replace(first, title=names, document=names, chapter="", rows=numbered)


def _stat(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
