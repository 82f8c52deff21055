"""What commands that draft owe to a federation of books: one budget, one ledger."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from booktranslate.cli.drafting import budget_of
from booktranslate.config import Project
from booktranslate.errors import QuotaError, UsageError

if TYPE_CHECKING:
    from booktranslate.engines import Engine
    from booktranslate.memory import Memory


def left(project: Project) -> int | None:
    """The characters that the budget of the federation still has; None without one. Raises UsageError."""
    from booktranslate import federation

    shared = project.federation
    if shared is None or not shared.budget:
        return None
    try:
        bound = budget_of(shared.budget, project.cost)
    except UsageError as error:
        error.what = error.what.replace("--budget", "federation.budget")
        error.at(str(shared.file))
        raise
    return max(0, bound - federation.spent(shared))


@contextmanager
def spending(project: Project, engine: "Engine", memory: "Memory", asked: int | None) -> Iterator[int | None]:
    """The bound of a run: the user's, or what the budget of the federation has left. What the run has cost
    is entered in the ledger at its end, also after an error.

    Raises OutputError when another book is spending the budget.
    """
    from booktranslate import federation
    from booktranslate.engines import MeteredEngine
    from booktranslate.files import locked

    shared = project.federation
    if shared is None:
        yield asked
        return
    lock = federation.budget_lock(shared) if isinstance(engine, MeteredEngine) else None
    with locked(lock, "spending the budget of this federation") if lock else nullcontext():
        federation.enter(project, memory)
        rest = left(project) if lock else None
        try:
            yield min((each for each in (asked, rest) if each is not None), default=None)
        except QuotaError as error:
            if rest is not None and (asked is None or rest <= asked):
                error.hint = f"It is the budget of all books (federation.budget in {shared.file})."
            raise
        finally:
            federation.enter(project, memory)
