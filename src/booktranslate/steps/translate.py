"""Draft every entry that has no translation; what people wrote is never touched.

Each answer of the engine is in the memory, on disk, before the next request is sent in its place. The PO
files are written every few seconds and at the end; after a crash, the next run takes the answers from the
memory.

A draft that nobody has edited is redone if the French text or one of its terms in the glossary has changed.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from booktranslate.catalog import Catalog, Entry, with_drafts
from booktranslate.catalog.suggestions import suggestion, suggestions, with_suggestions
from booktranslate.config import Project
from booktranslate.drafting import plan as drafting
from booktranslate.drafting.dispatch import Budget, Turn, ask
from booktranslate.drafting.outdated import outdated
from booktranslate.drafting.plan import BY_RULE, Plan, Request, characters
from booktranslate.drafting.recalled import Recalled
from booktranslate.drafting.reviewed import FROM_REVIEWED
from booktranslate.engines import Engine, MeteredEngine
from booktranslate.errors import EngineError
from booktranslate.glossary import Glossary
from booktranslate.glossary.csv_file import dump
from booktranslate.memory import Memory, Reviewed, Spent
from booktranslate.memory.similar import Similar
from booktranslate.model import Key, State, TaggedText
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Notice, Reconciler
from booktranslate.steps import Progress, silent

_SECONDS_BETWEEN_WRITES = 3.0
_SHARE_OF_WRITING = 0.1  # at most this share of a run goes into writing, even for large files


@dataclass(frozen=True, slots=True)
class Usage:
    """The characters that the account has used before and after a run, and its limit."""

    before: int
    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class Drafted:
    """What translation did: the number of texts drafted, by where the draft came from, and the cost.

    The engine `drafted` texts, of which `redone` replace drafts for an earlier French text or earlier terms;
    `from_memory` are its answers in earlier runs, `reviewed` translations that people made elsewhere,
    `numbers` texts without letters. `unanswered` texts came back empty and stay untranslated. `characters`
    were sent, and `billed` (in the engine's `unit`) have to be paid for. `usage` is that of the account, if
    something was sent and the engine tells it. `notices` say what people did to PO files.
    """

    engine: str
    drafted: int = 0
    redone: int = 0
    from_memory: int = 0
    reviewed: int = 0
    numbers: int = 0
    unanswered: int = 0
    characters: int = 0
    billed: int = 0
    notices: tuple[Notice, ...] = ()
    unit: str = "character"
    usage: Usage | None = field(default=None, compare=False)  # others use the account too


def translate(
    project: Project,
    documents: Sequence[Path],
    engine: Engine,
    memory: Memory,
    *,
    glossary: Glossary | None = None,
    budget: int | None = None,
    turn: Turn = nullcontext,
    progress: Progress = silent,
) -> Drafted:
    """Draft the untranslated entries of the documents, and redo drafts whose French or terms have changed.

    `budget` is how much may be billed, in the engine's unit; a request that would exceed it is not sent. Each
    request is sent within a `turn` (see `drafting.dispatch`). Raises QuotaError (budget or account) or
    EngineError if the engine stops, with all its answers on disk; InputError and OutputError for files.
    """
    po_sets = [layout.load_extracted(project, document) for document in documents]
    terms = glossary or Glossary()
    reconciler = Reconciler(project, memory, "translate")
    notices = reconciler.look(po_sets)
    run = _Run(project, engine, reconciler, terms, budget, turn, progress)
    run.reviewed = drafting.reviewed_for(project, memory)
    files = [
        _File(
            each.document.name,
            path,
            catalog,
            outdated(drafting.place_of(project, each.document.name), catalog.entries, engine, memory, terms),
        )
        for each in po_sets
        for path, catalog in each.catalogs
    ]
    run.expect(files)
    for each in po_sets:
        name = each.document.name
        place = drafting.place_of(project, name)
        if glossary and memory.glossary(place, engine.name) is None:
            memory.keep_glossary(place, engine.name, dump(glossary))
        for file in files:
            if file.document == name:
                run.draft(file)
        if glossary:
            memory.keep_glossary(place, engine.name, dump(glossary))
    return replace(run.result, notices=tuple(notices), usage=run.usage())


@dataclass
class _File:
    """A PO file, and what has to be written into it."""

    document: str
    path: Path
    catalog: Catalog
    outdated: Mapping[Key, TaggedText]
    terms: Mapping[Key, str] = field(default_factory=dict)
    pending: dict[Key, tuple[TaggedText, str]] = field(default_factory=dict)
    suggestions: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    due_at: float = 0.0

    @property
    def open_entries(self) -> list[Entry]:
        """The entries that need a draft."""
        return [e for e in self.catalog.entries if e.state is State.EMPTY or e.key in self.outdated]

    def write(self, reconciler: Reconciler) -> None:
        """Update the file, which is read again first, as somebody may have saved it in the meantime."""
        started = time.monotonic()
        reconciler.change(self.path, self._changed)
        self.pending = {}
        ended = time.monotonic()
        self.due_at = ended + max(_SECONDS_BETWEEN_WRITES, (ended - started) / _SHARE_OF_WRITING)

    def _changed(self, catalog: Catalog) -> Catalog:
        return with_suggestions(with_drafts(catalog, self.pending, self.outdated), self.suggestions)


class _Run:
    """One run over all files: its budget, its counts, its name in the ledger."""

    def __init__(
        self,
        project: Project,
        engine: Engine,
        reconciler: Reconciler,
        glossary: Glossary,
        budget: int | None,
        turn: Turn,
        progress: Progress,
    ) -> None:
        self.project = project
        self.engine = engine
        self.reconciler = reconciler
        self.memory = reconciler.memory
        self.glossary = glossary
        self.budget = Budget.of(engine, budget)
        self.turn = turn
        self.used_before: tuple[int, int] | None = None
        self.progress = progress
        self.reviewed: list[Reviewed] = []
        self.counts: dict[str, int] = {}
        self.name = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        self.done = self.total = 0

    @property
    def result(self) -> Drafted:
        counts: dict[str, Any] = self.counts
        return Drafted(self.engine.name, **counts, billed=self.budget.billed, unit=self.budget.unit)

    def usage(self) -> Usage | None:
        """What the account has used; None if nothing was sent, or the engine does not say."""
        after = self._used() if self.used_before else None
        return Usage(self.used_before[0], *after) if self.used_before and after else None

    def _used(self) -> tuple[int, int] | None:
        with suppress(EngineError):  # translating will run into the same problem, and report it
            return self.engine.usage() if isinstance(self.engine, MeteredEngine) else None
        return None

    @cached_property
    def similar(self) -> Similar:
        return Similar(self.reviewed)

    @cached_property
    def exact(self) -> Recalled:
        return drafting.latest(self.reviewed)

    def expect(self, files: Iterable[_File]) -> None:
        """Determine how much there is to do, for the budget and the progress."""
        waiting = [file.open_entries for file in files]
        self.total = sum(map(len, waiting))
        self.budget.due = sum(map(characters, waiting))
        self.progress(0, self.total)

    def draft(self, file: _File) -> None:
        """Draft the open entries of one file."""
        entries = file.catalog.entries
        plan = drafting.plan(
            entries,
            self.engine,
            self.memory,
            self.glossary,
            self.exact,
            file.outdated,
            target=self.project.target_lang,
        )
        file.terms = plan.terms
        file.pending = dict(plan.ready)
        file.suggestions = {entry.key: self._suggestions(entry, plan) for entry in entries}
        self._advance([entry for entry in entries if entry.key in plan.ready])
        self._count(
            numbers=plan.count(BY_RULE),
            reviewed=plan.count(FROM_REVIEWED),
            from_memory=plan.count(self.engine.name),
        )
        if file.pending or _has_other_suggestions(file):
            file.write(self.reconciler)
        requests = drafting.requests(entries, {entry.key for entry in plan.due}, self.engine)
        if plan.due and self.used_before is None:
            self.used_before = self._used()
        try:
            ask(self.engine, requests, self.budget, partial(self._keep, file), self.turn)
        finally:
            if file.pending:
                file.write(self.reconciler)

    def _keep(self, file: _File, request: Request, answers: Sequence[TaggedText], billed: int) -> None:
        good = {
            entry.key: answer
            for entry, answer in zip(request.entries, answers, strict=bool(answers))
            if answer.plain.strip()
        }
        self._advance(request.entries if answers else ())
        self._count(
            drafted=len(good),
            redone=sum(key in file.outdated for key in good),
            unanswered=len(answers) - len(good),
            characters=request.characters,
        )
        # Before the memory: if that cannot be written (a full disk), the PO file perhaps still can.
        file.pending |= {key: (answer, self.engine.name) for key, answer in good.items()}
        place = drafting.place_of(self.project, file.document)
        spent = Spent(self.name, place, self.engine.name, len(request.entries), request.characters, billed)
        texts = {key: str(answer) for key, answer in good.items()}
        self.memory.store(self.engine.identity, texts, spent, file.terms)
        if time.monotonic() > file.due_at:
            file.write(self.reconciler)

    def _suggestions(self, entry: Entry, plan: Plan) -> list[str]:
        """The similar translations for the notes of an entry, without the one that is its draft anyway."""
        if entry.state is State.REVIEWED:
            return []
        draft = plan.ready[entry.key][0] if entry.key in plan.ready else entry.translation.target
        return [
            suggestion(match.score, match.found.source, match.found.target)
            for match in self.similar.to(str(entry.unit.source))
            if not (match.score == 100 and match.found.target == str(draft))
        ]

    def _advance(self, entries: Sequence[Entry]) -> None:
        self.done += len(entries)
        self.budget.due -= characters(entries)
        self.progress(self.done, self.total)

    def _count(self, **counts: int) -> None:
        for name, number in counts.items():
            self.counts[name] = self.counts.get(name, 0) + number


def _has_other_suggestions(file: _File) -> bool:
    return any(
        suggestions(entry.unit.notes) != tuple(file.suggestions[entry.key]) for entry in file.catalog.entries
    )
