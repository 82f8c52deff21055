"""What a task does: a step of the pipeline, on one book or one of its documents, and what it reports.

Every step may be killed at any moment and done again, here or on another machine, even twice at the same
time: it writes each file completely or not at all, under the lock of the project, and does not repeat what is
done already.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from booktranslate.book.units import bounds
from booktranslate.drafting.dispatch import Turn
from booktranslate.engines import Engine, MeteredEngine, key_variable
from booktranslate.engines.keys import account
from booktranslate.errors import BooktranslateError, ExitCode, UsageError
from booktranslate.files import unreadable
from booktranslate.memory import Memory
from booktranslate.shelf import statistics
from booktranslate.shelf.catalogue import is_project
from booktranslate.shelf.tasks import Outcome, Task
from booktranslate.workspace import Workspace, as_drafted, open_workspace

PATIENCE = 300.0  # seconds to wait for the lock of a book, perhaps held by the same task done twice

Turns = Callable[[str, int], Turn]
"""Returns the turns of an account, given its name and how many may be taken at the same time."""

_Done = tuple[dict[str, Any], list[str]]


def perform(task: Task, turns: Turns) -> Outcome:
    """Do a task. Raises nothing: errors are in the outcome, so that other books are not affected."""
    try:
        work = opened(task.root, task.target)
        data, notes = _STEPS[task.step](work, task, turns)
        return Outcome(task, data=data, notes=tuple(notes))
    except BooktranslateError as error:
        return Outcome(task, error.exit_code, str(error))
    except OSError as error:
        refused = unreadable(Path(str(error.filename or task.root)), error)
        return Outcome(task, refused.exit_code, str(refused))
    except Exception as error:
        said = f"this is a bug in booktranslate ({type(error).__name__}: {error}). Please report it."
        return Outcome(task, ExitCode.FAULT, said)
    finally:
        if gc.get_freeze_count():  # steps freeze objects as if the process ended after them: see `processes`
            gc.unfreeze()
            gc.collect()


def opened(root: Path, target: str = "") -> Workspace:
    """Open the project in a folder, at its first target or at `target`.

    Raises UsageError if the folder itself is not a project, and what `open_workspace` raises.
    """
    if not is_project(root):
        raise UsageError(
            "is not a booktranslate project.", where=str(root), hint="Correct the list of books."
        )
    return open_workspace(root, target)


def billed(memory: Memory, engine: str) -> int:
    """What an engine has billed in a book so far, in its unit."""
    return sum(line.billed for line in memory.spent() if line.engine == engine)


def _documents(work: Workspace, task: Task) -> tuple[Sequence[Path], list[str]]:
    """The documents of a task, and notes on files in the source folder that are not in the book."""
    if task.document:
        return [work.project.source / task.document], []
    source = work.sources()
    return source.documents, [f"Not in the book: {each}" for each in source.outside]


def _extract(work: Workspace, task: Task, turns: Turns) -> _Done:
    from booktranslate.steps.extract import extract

    documents, notes = _documents(work, task)
    project = work.project
    with work.changing("extract", make=project.translations.is_dir(), patience=PATIENCE) as reconciler:
        results = extract(project, documents, work.glossary, reconciler, jobs=1)
    for result in results:
        for finding in (*result.findings, *result.conflicts):
            notes.append(f"{finding.where}: {finding.message}")
        notes += [f"{notice.file.name}: {notice.message}" for notice in result.notices]
    changes = sum(sum(result.report.counts.values()) for result in results)
    return {"texts": sum(result.units for result in results), "changes": changes}, notes


def _translate(work: Workspace, task: Task, turns: Turns) -> _Done:
    from booktranslate.steps.translate import translate

    documents, notes = _documents(work, task)
    if not task.engine:  # a second English
        with work.changing("translate", patience=PATIENCE) as reconciler:
            adapted = work.adapt(documents, reconciler)
        notes += [f"{notice.file.name}: {notice.message}" for notice in adapted.notices]
        told = asdict(as_drafted(adapted))
        del told["notices"], told["usage"]
        return told, notes
    with work.lock(PATIENCE):
        with work.engine(task.engine) as engine, work.memory() as memory:
            asked = None
            if task.budget is not None:
                asked = max(0, task.budget - (billed(memory, task.engine) - task.before))
            with work.spending(engine, memory, asked, PATIENCE) as most:
                done = translate(
                    work.project,
                    documents,
                    engine,
                    memory,
                    glossary=work.glossary,
                    budget=most,
                    turn=_turn(engine, turns),
                )
        with work.reconciler("translate") as reconciler:
            work.renew_findings(reconciler)
    notes += [f"{notice.file.name}: {notice.message}" for notice in done.notices]
    if done.unanswered:
        notes.append(f"{done.unanswered:,} texts came back empty and remain untranslated.")
    told = asdict(done)
    del told["notices"], told["usage"]
    return told, notes


def _turn(engine: Engine, turns: Turns) -> Turn:
    """The turns for the requests of an engine to its account; an engine on this machine needs none."""
    name = account(engine.name, key_variable(engine))
    if not name and not isinstance(engine, MeteredEngine):
        return nullcontext
    return turns(f"{engine.name}-{name}", getattr(engine, "concurrency", 1))


def _assemble(work: Workspace, task: Task, turns: Turns) -> _Done:
    from booktranslate.steps.assemble import assemble
    from booktranslate.steps.export_pdf import export_pdf

    documents, notes = _documents(work, task)
    project = work.project
    with work.lock(PATIENCE):
        (made,) = assemble(
            project,
            documents,
            work.glossary,
            look=work.look,
            reviewed_only=task.options.reviewed_only,
            colophon=project.colophon.add,
            annexes=project.annexes.add,
            jobs=1,
        )
        if task.options.pdf:
            export_pdf(made.output, bounds=bounds(project), credits=made.credits)
    notes += [f"{notice.file.name} {notice.message}" for notice in made.notices]
    if made.comments:
        notes.append(f"{made.output.name} has comments in French: {made.comments}.")
    if made.findings:
        notes.append(f"{made.output.name} has tag problems in translations: {len(made.findings)}.")
    counts = {name: getattr(made, name) for name in ("reviewed", "drafted", "untranslated")}
    return {"file": str(made.output), "final": made.is_final} | counts, notes


def _status(work: Workspace, task: Task, turns: Turns) -> _Done:
    documents, notes = _documents(work, task)
    return statistics.progress(work, documents), notes


def _check(work: Workspace, task: Task, turns: Turns) -> _Done:
    documents, notes = _documents(work, task)
    return statistics.findings(work, documents), notes


def _report(work: Workspace, task: Task, turns: Turns) -> _Done:
    """Write the book's own report; returns its line on the page about all books."""
    from booktranslate.steps.report import report, report_page
    from booktranslate.style import check_settings

    documents, notes = _documents(work, task)
    project = work.project
    page = report_page(project)
    told: dict[str, Any] = {"report": str(page), "findings": statistics.findings(work, documents)}
    with work.lock(PATIENCE):
        report(
            project,
            documents,
            work.glossary,
            check_settings(project),
            page,
            words_per_hour=task.options.words_per_hour,
        )
    languages = {"source_lang": project.source_lang, "target_lang": project.target_lang}
    told |= languages | statistics.progress(work, documents) | statistics.people(work)
    return told | {"cost": statistics.cost(work, PATIENCE)}, notes


def _impact(work: Workspace, task: Task, turns: Turns) -> _Done:
    from booktranslate.steps.glossary_impact import impact

    documents, notes = _documents(work, task)
    term, glossary = task.options.term, work.glossary
    prices = {"engine": task.engine, "price": 0.0, "currency": work.project.cost.currency}
    if term and term.casefold() not in {each.source.casefold() for each in glossary.terms}:
        return {"terms": [], "texts": 0, "characters": 0, "unknown": True} | prices, notes
    with work.lock(PATIENCE), work.memory(make=False) as memory:
        found = impact(work.project, documents, glossary, memory, task.engine, term or None)
    redone = {each.where: each.source for one in found.terms for each in one.redone}
    prices["price"] = work.price(task.engine, list(redone.values()))
    return asdict(found) | {"unknown": False} | prices, notes


_STEPS: Mapping[str, Callable[[Workspace, Task, Turns], _Done]] = {
    "extract": _extract,
    "translate": _translate,
    "assemble": _assemble,
    "status": _status,
    "check": _check,
    "report": _report,
    "glossary-impact": _impact,
}
