"""An open project: its documents, glossary, memory and PO files, the engine that drafts, what that costs.

The command line and the Python API open projects here, and pass their parts to the steps.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.book.documents import SourceFolder, named, source_documents
from booktranslate.config import Project, at_target, find, load
from booktranslate.config_tables import Checks
from booktranslate.errors import BooktranslateError, QuotaError, UsageError
from booktranslate.locks import locked
from booktranslate.shared_settings import FILE
from booktranslate.steps import Progress, silent
from booktranslate.targets import is_english

if TYPE_CHECKING:
    from booktranslate.engines import Engine, EngineSettings, Tariff
    from booktranslate.engines.preference import Choice
    from booktranslate.glossary import Glossary
    from booktranslate.glossary.store import Stored
    from booktranslate.memory import Memory
    from booktranslate.po_files.layout import PoSet
    from booktranslate.po_files.reconciling import Notice, Reconciler
    from booktranslate.steps.adapt import Adapted
    from booktranslate.steps.translate import Drafted

# Modules with libraries that most commands do not need are imported only where they are used.


@dataclass(frozen=True, eq=False)
class Workspace:
    """An open project, at one of its targets. Opening it writes nothing."""

    project: Project

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages into which the book is translated, in the order of the settings."""
        return self.project.targets

    def at(self, target: str) -> "Workspace":
        """The project at another of its targets. Raises UsageError if it does not have that target."""
        project = at_target(self.project, target)
        return self if project is self.project else Workspace(_verified(project))

    @cached_property
    def stored_glossary(self) -> "Stored":
        """The glossary with its file, and notes about that file. Raises InputError, with the line."""
        from booktranslate.glossary import store

        return store.load(self.project.glossary)

    @cached_property
    def own_glossary(self) -> "Glossary":
        """The terms of the book, in the target language. Raises InputError, with the line."""
        return self._in_target(self.stored_glossary.glossary)

    @cached_property
    def glossary(self) -> "Glossary":
        """The terms of the book and the further ones of its federation. Raises InputError, with the line."""
        if self.project.federation is None:
            return self.own_glossary
        from booktranslate.federation import with_shared_terms

        return self._in_target(with_shared_terms(self.project, self.stored_glossary.glossary))

    def _in_target(self, glossary: "Glossary") -> "Glossary":
        def spelt(words: str) -> str:
            from booktranslate.adaptation import spelt

            return spelt(words, project.target_lang)

        project = self.project
        found = glossary.for_target(project.targets, project.target_lang, project.adapted_from, spelt)
        return found if is_english(project.target_lang) else found.uninflected

    def sources(self) -> SourceFolder:
        """What is in the source folder: the documents of the book, and other files. Raises InputError."""
        return source_documents(self.project)

    def documents(self, names: Sequence[str] = ()) -> list[Path]:
        """The documents with these names, or all in the source folder. Raises UsageError and InputError."""
        return named(self.project, self.sources().documents, names)

    def lock(self, patience: float = 0) -> AbstractContextManager[None]:
        """The lock to hold while files are written; waits for it at most `patience` seconds.

        Raises OutputError if another booktranslate still holds it.
        """
        return locked(self.project.state / "lock", seconds=patience)

    @contextmanager
    def memory(self, *, make: bool = True) -> Iterator["Memory"]:
        """The memory, which is created if need be, or, without `make`, replaced by an empty one that is not
        saved. Raises OutputError."""
        from booktranslate.memory import Memory

        path = self.project.state / "memory.sqlite"
        memory = Memory(path if make or path.exists() else None)
        try:
            yield memory
        finally:
            memory.close()

    @contextmanager
    def reconciler(self, command: str, *, make: bool = True) -> Iterator["Reconciler"]:
        """The PO files of the project, for one command; `make` is as for `memory`. Raises OutputError."""
        from booktranslate.po_files.reconciling import Reconciler

        with self.memory(make=make) as memory:
            yield Reconciler(self.project, memory, command)

    def look(self, po_set: "PoSet") -> list["Notice"]:
        """Record what people wrote in PO files; returns what to tell them. Raises OutputError."""
        with self.reconciler("look") as reconciler:
            return reconciler.look([po_set])

    @contextmanager
    def changing(
        self, command: str, *, make: bool = True, dry_run: bool = False, patience: float = 0
    ) -> Iterator["Reconciler"]:
        """The PO files, under the lock, for a command that changes texts; in the end, unless it is a
        `dry_run`, the findings in their notes are updated.

        Raises what `lock`, `reconciler` and `renew_findings` raise.
        """
        with self.lock(patience), self.reconciler(command, make=make) as reconciler:
            yield reconciler
            if not dry_run:
                self.renew_findings(reconciler)

    def draft(
        self, documents: Sequence[Path], engine: str, budget: int | None, *, progress: Progress = silent
    ) -> "Drafted":
        """Draft what is untranslated with an engine, within a budget in its unit, if there is one.

        Raises what `lock`, `engine`, `spending` and the step raise.
        """
        from booktranslate.steps.translate import translate

        with (
            self.lock(),
            self.engine(engine) as made,
            self.memory() as memory,
            self.spending(made, memory, budget) as most,
        ):
            done = translate(
                self.project,
                documents,
                made,
                memory,
                glossary=self.glossary,
                budget=most,
                progress=progress,
            )
        with self.lock(), self.reconciler("translate") as reconciler:
            self.renew_findings(reconciler)
        return done

    def adapt(
        self,
        documents: Sequence[Path],
        reconciler: "Reconciler",
        *,
        dry_run: bool = False,
        progress: Progress = silent,
    ) -> "Adapted":
        """Adapt the first English of the project to this one, its second. Raises what the step raises."""
        from booktranslate.steps.adapt import Side, adapt

        there = self.at(self.project.adapted_from)
        sides = Side(there.project, there.glossary), Side(self.project, self.glossary)
        return adapt(*sides, documents, reconciler, dry_run=dry_run, progress=progress)

    def renew_findings(self, reconciler: "Reconciler") -> None:
        """Update the findings in the notes of the PO files, if `check --notes` has written any.

        Raises InputError and OutputError.
        """
        from booktranslate.po_files.layout import has_findings

        if has_findings(self.project):
            from booktranslate.steps.check import note_findings  # loads all checks, which takes 0.15 s

            note_findings(self.project, self.glossary, reconciler)

    def choice(self, asked: str | None = None) -> "Choice":
        """The engine that the user or the settings name, or else the best one that is ready, and why.

        Raises InputError.
        """
        from booktranslate.engines import preference

        name = asked or self.project.engine
        if name != "auto":
            return preference.Choice(name, "you asked for it" if asked else "the configuration names it")
        return preference.best(self.project.source_lang, self.project.target_lang)

    def settings(self, engine: str) -> "EngineSettings":
        """The settings from which an engine is created. Raises InputError for faults in the glossary."""
        from booktranslate.engines import EngineSettings

        project = self.project
        return EngineSettings(
            project.source_lang,
            project.target_lang,
            self.glossary,
            project.root.resolve().name,
            project.engines.get(engine, {}),
            folder=project.root,
        )

    @contextmanager
    def engine(self, name: str, *, offline: bool = False) -> Iterator["Engine"]:
        """An engine that is ready to draft; with `offline`, it can only say what it would bill.

        Raises what `engines.create` raises.
        """
        from dataclasses import replace

        from booktranslate.engines import create

        engine = create(name, replace(self.settings(name), offline=offline))
        try:
            yield engine
        finally:
            engine.close()

    def tariff(self, engine: str) -> "Tariff":
        """How an engine bills, with the prices in the settings; it need not be ready."""
        from booktranslate.drafting.plan import tariffs

        return tariffs(self.project, [engine])[engine]

    def price(self, engine: str, texts: Sequence[str]) -> float:
        """What drafting some texts would cost, in the currency of the settings; 0 for an engine that is free
        or not installed."""
        from booktranslate.engines import billing, tariff_of
        from booktranslate.model import parse

        try:
            with self.engine(engine, offline=True) as made:
                billed = billing(made, [parse(text) for text in texts])
                return tariff_of(made, self.project.cost.per_million_characters).price(billed)
        except BooktranslateError:
            return 0.0

    def budget(self, text: str, engine: str) -> int:
        """A budget (`50000`, `20EUR`) in units of the engine's tariff. Raises UsageError."""
        from booktranslate.drafting.budget import in_units

        return in_units(text, self.tariff(engine), self.project.cost.currency)

    def left(self, engine: str) -> int | None:
        """What is left of the federation's budget, in units of the engine's tariff; None without a budget.

        Raises UsageError for a wrong budget, InputError for the ledger.
        """
        from booktranslate import federation
        from booktranslate.drafting.budget import used
        from booktranslate.drafting.plan import tariffs

        shared = self.project.federation
        if shared is None or not shared.budget:
            return None
        try:
            bound = self.budget(shared.budget, engine)
        except UsageError as error:
            error.what = error.what.replace("the budget", "federation.budget", 1)
            error.at(str(shared.file))
            raise
        spent = [one for _, one in federation.entered(shared)]
        bills = tariffs(self.project, {engine, *(one.engine for one in spent)})
        return max(0, bound - used(shared.budget, spent, bills, bills[engine]))

    @contextmanager
    def spending(
        self, engine: "Engine", memory: "Memory", asked: int | None, patience: float = 0
    ) -> Iterator[int | None]:
        """The limit for a run: `asked` (the user's), or what is left of the federation's budget if less.

        At the end, even after an error, the cost of the run is entered in the ledger of the federation.
        Raises OutputError if another book is still spending the budget after `patience` seconds.
        """
        from booktranslate import federation
        from booktranslate.engines import MeteredEngine

        shared = self.project.federation
        if shared is None:
            yield asked
            return
        lock = federation.budget_lock(shared) if isinstance(engine, MeteredEngine) else None
        at_work = "spending the budget of this federation"
        with locked(lock, at_work, patience) if lock else nullcontext():
            federation.enter(self.project, memory)
            rest = self.left(engine.name) if lock else None
            try:
                yield min((each for each in (asked, rest) if each is not None), default=None)
            except QuotaError as error:
                if rest is not None and (asked is None or rest <= asked):
                    error.hint = f"It is the budget of all books (federation.budget in {shared.file})."
                raise
            finally:
                federation.enter(self.project, memory)


def as_drafted(made: "Adapted") -> "Drafted":
    """What adaptation did, as that of an engine."""
    from booktranslate.drafting.plan import ADAPTED
    from booktranslate.steps.translate import Drafted

    return Drafted(
        f"{ADAPTED}{made.source}",
        drafted=made.adapted,
        redone=made.again,
        reviewed=made.reviewed,
        notices=made.notices,
    )


def open_workspace(folder: Path, target: str = "") -> Workspace:
    """Open the project in a folder, or in a folder above it, at its first target or at `target`.

    Raises UsageError if there is no project, if it does not have that target, and for wrong settings.
    """
    root = find(folder)
    if root is None:
        raise UsageError(
            f"there is no booktranslate project ({FILE}) in this folder or above it.",
            where=str(folder.resolve()),
            hint="Go to the folder of the book, name it with -C, or create a project with `booktranslate "
            "init`.",
        )
    return Workspace(_verified(load(root, target)))


def _verified(project: Project) -> Project:
    if project.checks != Checks() or project.typography.off:
        from booktranslate.style import verify

        verify(project)
    return project
