"""Which tasks a command has, and which of them must wait for others.

A book has a task for each of its targets. The tasks in a lane are done one after another, those in different
lanes at the same time. The targets and documents of a book share its lock, so they are in one lane. So are
the books that share a budget: each may spend what the books before it have left.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from booktranslate.engines import EngineSettings, MeteredEngine, create
from booktranslate.errors import BooktranslateError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.shelf.catalogue import Book
from booktranslate.shelf.steps import PATIENCE, billed, opened
from booktranslate.shelf.tasks import Options, Outcome, Task
from booktranslate.workspace import Workspace

_OF_DOCUMENTS = {"translate", "assemble"}
_WITH_ENGINE = {"translate", "glossary-impact"}
_BUDGET = "budget"  # the lane of the books that share one

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
    bounds: dict[str, int] = {}  # by engine
    by_document = step in _OF_DOCUMENTS
    for book in books:
        first = Task(step, book.name, book.root, options=options, run=run)
        try:
            editions = _editions(book, step, engine)
            documents = [each.name for each in editions[0][0].sources().documents] if by_document else [""]
            shared = editions[0][0].project.federation
            has_budget = budget is not None or (shared is not None and bool(shared.budget))
            billing = _billing(editions) if step == "translate" and has_budget else {}
        except BooktranslateError as error:
            if book.where:
                error.at(book.where)
            made.failed.append(Outcome(first, error.exit_code, str(error)))
            continue
        lane: object = book.root
        if billing:
            lane = _BUDGET if budget is not None else shared and shared.ledger
        if budget is not None:
            for name in billing.keys() - bounds.keys():
                bounds[name] = billing[name].budget(budget, name)
        for name in {name for _, name in editions if name}:
            made.engines[name] = made.engines.get(name, 0) + 1
        for work, name in editions:
            target = work.project.target_lang if len(editions) > 1 else ""
            for document in documents:
                task = replace(first, document=document, target=target, engine=name, number=made.total)
                lanes[lane].append(task)
                made.total += 1
    if len(bounds) > 1:
        raise UsageError(
            "--budget is for all books, but these use several engines that bill.",
            hint=f"Name one with --engine ({', '.join(sorted(made.engines))}).",
        )
    bound = next(iter(bounds.values()), 0)
    made.lanes = [_within(tasks, bound) if lane == _BUDGET else iter(tasks) for lane, tasks in lanes.items()]
    return made


def _editions(book: Book, step: str, engine: str | None) -> list[tuple[Workspace, str]]:
    """The book at each of its targets, in order, with its engine; empty if the step needs none."""
    first = opened(book.root)
    found = []
    for target in first.targets:
        work = first.at(target)
        is_adapted = step == "translate" and bool(work.project.adapted_from)
        needs_none = step not in _WITH_ENGINE or is_adapted
        found.append((work, "" if needs_none else work.choice(engine).name))
    return found


def _billing(editions: Sequence[tuple[Workspace, str]]) -> dict[str, Workspace]:
    """The engines whose answers cost money, each with the book at the first target that it drafts."""
    found: dict[str, Workspace] = {}
    for work, name in editions:
        if name and name not in found and _bills(work, name):
            found[name] = work
    return found


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
    work = opened(task.root, task.target)
    if not (work.project.state / "memory.sqlite").is_file():
        return 0
    with work.lock(PATIENCE), work.memory(make=False) as memory:
        return billed(memory, task.engine)
