"""Tasks handed to workers until all are done; what becomes of one is nothing to the others."""

from collections import deque
from collections.abc import Iterable
from typing import Protocol

from booktranslate.shelf.planning import Lane
from booktranslate.shelf.tasks import Outcome, Task
from booktranslate.steps import Progress, silent


class Workers(Protocol):
    """What does tasks, some at once: `capacity` is how many it takes before one is done."""

    @property
    def capacity(self) -> int:
        """How many tasks may be under way."""

    @property
    def notice(self) -> str:
        """What the user should know of them now; mostly nothing."""

    def submit(self, task: Task) -> None:
        """Take a task; it is done at some time."""

    def take(self) -> Outcome:
        """The outcome of a task that is done, as soon as there is one. Raises MissingToolError when there
        will be none any more."""


def run(lanes: Iterable[Lane], workers: Workers, total: int, progress: Progress = silent) -> list[Outcome]:
    """Do the tasks of all lanes, those of one lane one after another; the outcomes in the order of the plan.

    Raises as `Workers.take`, and what a lane raises that cannot tell its next task.
    """
    waiting = deque(lanes)
    under_way: dict[int, Lane] = {}
    outcomes: list[Outcome] = []
    progress(0, total)
    while waiting or under_way:
        while waiting and len(under_way) < workers.capacity:
            lane = waiting.popleft()
            if (task := next(lane, None)) is not None:
                under_way[task.number] = lane
                workers.submit(task)
        if under_way:
            outcome = workers.take()
            waiting.appendleft(under_way.pop(outcome.task.number))
            outcomes.append(outcome)
            progress(len(outcomes), total)
    return sorted(outcomes, key=lambda outcome: outcome.task.number)
