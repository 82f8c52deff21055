"""Hand tasks to workers until all are done; a task that fails does not stop the others."""

from collections import deque
from collections.abc import Iterable
from typing import Protocol

from booktranslate.shelf.planning import Lane
from booktranslate.shelf.tasks import Outcome, Task
from booktranslate.steps import Progress, silent


class Workers(Protocol):
    """What does tasks, several at the same time."""

    @property
    def capacity(self) -> int:
        """How many tasks may be submitted before one is taken."""

    @property
    def notice(self) -> str:
        """What the user should know about the workers now; usually empty."""

    def submit(self, task: Task) -> None:
        """Accept a task, to be done at some time."""

    def take(self) -> Outcome:
        """Wait until a task is done, and return its outcome. Raises MissingToolError if none can be done any
        more."""


def run(lanes: Iterable[Lane], workers: Workers, total: int, progress: Progress = silent) -> list[Outcome]:
    """Do the tasks of all lanes, those in one lane one after another; returns outcomes in the plan's order.

    Raises MissingToolError, as `Workers.take` does, and what a lane raises if it cannot determine its next
    task.
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
