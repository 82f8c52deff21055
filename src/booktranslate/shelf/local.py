"""Workers that are processes of this machine, or this process itself."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context
from queue import SimpleQueue

from booktranslate.drafting.dispatch import Turn
from booktranslate.errors import ExitCode
from booktranslate.files import cache_folder
from booktranslate.locks import in_turn
from booktranslate.processes import follow_the_parent
from booktranslate.shelf.steps import perform
from booktranslate.shelf.tasks import Outcome, Task

_KILLED = (
    "the worker process was killed, perhaps because memory ran out. Run the command again with --jobs 1."
)


def turns(name: str, at_once: int) -> Turn:
    """The turns of an account, held by locks in the cache folder of the user: for all that runs here."""
    folder = cache_folder() / "turns"
    return partial(in_turn, [folder / f"{name}-{number}.lock" for number in range(at_once)])


def perform_here(task: Task) -> Outcome:
    """Do a task in a process of this machine."""
    return perform(task, turns)


class Here:
    """This process: one task after another."""

    capacity = 1
    notice = ""

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def submit(self, task: Task) -> None:
        """Take a task."""
        self._tasks.append(task)

    def take(self) -> Outcome:
        """Do the task that waits."""
        return perform_here(self._tasks.pop())


class Processes:
    """Processes of this machine. One that is killed is replaced, and what it was at is done again."""

    notice = ""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _pool(jobs)
        self._done: SimpleQueue[tuple[Task, Future[Outcome], ProcessPoolExecutor]] = SimpleQueue()
        self._suspects: set[Task] = set()  # a process that did one of these was killed

    @property
    def capacity(self) -> int:
        """As many tasks as there are processes, and one for each to go on with."""
        return 2 * self._jobs

    def submit(self, task: Task) -> None:
        """Take a task."""
        pool = self._pool
        try:
            call = pool.submit(perform_here, task)
        except BrokenProcessPool:
            self._replace(pool)
            pool = self._pool
            call = pool.submit(perform_here, task)
        call.add_done_callback(lambda done: self._done.put((task, done, pool)))

    def take(self) -> Outcome:
        """The outcome of a task that is done."""
        while True:
            task, call, pool = self._done.get()
            try:
                return call.result()
            except BrokenProcessPool:
                self._replace(pool)
            if task in self._suspects:
                return _alone(task)
            self._suspects.add(task)
            self.submit(task)

    def close(self) -> None:
        """End the processes. What they are at is left where it is: nothing is lost by it."""
        for process in active_children():
            process.kill()
        self._pool.shutdown(cancel_futures=True)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is broken:
            self._pool = _pool(self._jobs)
            broken.shutdown()


@contextmanager
def local(jobs: int | None, tasks: int) -> Iterator[Here | Processes]:
    """Workers on this machine for some tasks: so many processes, or one a core; for one, this process."""
    most = min(jobs or os.cpu_count() or 1, tasks)
    if most < 2:
        yield Here()
        return
    workers = Processes(most)
    try:
        yield workers
    finally:
        workers.close()


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Not forked: a pool that takes the place of another one is made while threads run.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=follow_the_parent)


def _alone(task: Task) -> Outcome:
    """A task that was under way when processes were killed, twice: is it its doing? We try it by itself."""
    with _pool(1) as pool:
        try:
            return pool.submit(perform_here, task).result()
        except BrokenProcessPool:
            return Outcome(task, ExitCode.OUTPUT, _KILLED)
