"""Which tasks a command has, and which of them must wait for others.

The tasks in a lane are done one after another, those in different lanes at the same time. The documents of a
book share its lock, so they are in one lane. So are the books that share a budget: each may spend what the
books before it have left.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from booktranslate.engines import EngineSettings, MeteredEngine, create
from booktranslate.errors import BooktranslateError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.shelf.catalogue import Book
from booktranslate.shelf.steps import PATIENCE, billed, opened
from booktranslate.shelf.tasks import Options, Outcome, Task
from booktranslate.workspace import Workspace

_OF_DOCUMENTS = {"translate", "assemble"}
_WITH_ENGINE = {"translate", "glossary-impact"}

Lane = Iterator[Task]


@dataclass
class Plan:
    """The lanes of a command, the number of tasks in them, and books that failed before they had a task."""

    lanes: list[Lane] = field(default_factory=list)
    total: int = 0
    failed: list[Outcome] = field(default_factory=list)
    engines: dict[str, int] = field(default_factory=dict)  # the number of books by engine


def plan(
    step: str,
    books: Sequence[Book],
    options: Options,
    *,
    engine: str | None = None,
    budget: str | None = None,
    run: str = "",
) -> Plan:
    """The tasks of a step for all books.

    `engine` and `budget` are as for `translate`; the budget is for all books together, and an amount of money
    is converted with the prices of the first book. The engine is chosen here, not by what each worker has.
    Raises UsageError for a wrong budget, and for one that several engines would spend.
    """
    made = Plan()
    lanes: dict[object, list[Task]] = defaultdict(list)
    bounds: dict[object, int] = {}
    for book in books:
        first = Task(step, book.name, book.root, options=options, run=run)
        try:
            if step in _OF_DOCUMENTS | _WITH_ENGINE:
                work = opened(book.root)
                name = work.choice(engine).name if step in _WITH_ENGINE else ""
                names = [each.name for each in work.sources().documents] if step in _OF_DOCUMENTS else [""]
                lane = _lane(work, step, name, budget)
            else:
                opened(book.root)
                name, names, lane = "", [""], book.root
        except BooktranslateError as error:
            if book.where:
                error.at(book.where)
            made.failed.append(Outcome(first, error.exit_code, str(error)))
            continue
        if budget is not None and lane == ("budget", name):
            bounds.setdefault(lane, work.budget(budget, name))
        made.engines[name] = made.engines.get(name, 0) + 1
        for document in names:
            lanes[lane].append(replace(first, document=document, engine=name, number=made.total))
            made.total += 1
    if len(bounds) > 1:
        raise UsageError(
            "--budget is for all books, but these use several engines that bill.",
            hint=f"Name one with --engine ({', '.join(sorted(made.engines))}).",
        )
    made.lanes = [
        _within(tasks, bounds[lane]) if lane in bounds else iter(tasks) for lane, tasks in lanes.items()
    ]
    return made


def _lane(work: Workspace, step: str, engine: str, budget: str | None) -> object:
    shared = work.project.federation
    if step == "translate" and (budget is not None or (shared and shared.budget)) and _bills(work, engine):
        return ("budget", engine) if budget is not None else shared and shared.ledger
    return work.project.root


def _bills(work: Workspace, engine: str) -> bool:
    """Whether the answers of an engine cost money; True if the engine cannot be created to find out."""
    project = work.project
    settings = EngineSettings(
        project.source_lang,
        project.target_lang,
        Glossary(),
        options=project.engines.get(engine, {}),
        offline=True,
        folder=project.root,
    )
    try:
        made = create(engine, settings)
    except BooktranslateError:
        return True
    made.close()
    return isinstance(made, MeteredEngine)


def _within(tasks: Sequence[Task], bound: int) -> Lane:
    """The tasks one by one, each with what those before it have left of the bound.

    If that cannot be determined (somebody has locked the book), nothing more is spent; the task will report
    the reason.
    """
    for task in tasks:
        try:
            before = _billed(task)
        except BooktranslateError:
            yield replace(task, budget=0)
            continue
        yield replace(task, budget=bound, before=before)
        try:
            bound = max(0, bound - (_billed(task) - before))
        except BooktranslateError:
            bound = 0


def _billed(task: Task) -> int:
    """What the engine has billed in the book so far; no task of this lane is running now."""
    if not Path(task.root, ".booktranslate", "memory.sqlite").is_file():
        return 0
    work = opened(task.root)
    with work.lock(PATIENCE), work.memory(make=False) as memory:
        return billed(memory, task.engine)
