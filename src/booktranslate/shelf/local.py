"""Workers that are processes on this machine, or this process itself."""

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
    """The turns of an account for all processes on this machine, kept by locks in the user's cache folder."""
    folder = cache_folder() / "turns"
    return partial(in_turn, [folder / f"{name}-{number}.lock" for number in range(at_once)])


def perform_here(task: Task) -> Outcome:
    """Do a task in a process on this machine."""
    return perform(task, turns)


class Here:
    """This process itself as a worker: it does one task after another."""

    capacity = 1
    notice = ""

    def __init__(self) -> None:
        self._tasks: list[Task] = []

    def submit(self, task: Task) -> None:
        """Accept a task; `take` will do it."""
        self._tasks.append(task)

    def take(self) -> Outcome:
        """Do the waiting task, and return its outcome."""
        return perform_here(self._tasks.pop())


class Processes:
    """Processes on this machine. If one is killed, it is replaced and its task done again."""

    notice = ""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool = _pool(jobs)
        self._done: SimpleQueue[tuple[Task, Future[Outcome], ProcessPoolExecutor]] = SimpleQueue()
        self._suspects: set[Task] = set()  # tasks that were under way when a process was killed

    @property
    def capacity(self) -> int:
        """As many tasks as there are processes, and another for each to continue with."""
        return 2 * self._jobs

    def submit(self, task: Task) -> None:
        """Hand a task to the processes."""
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
        """Kill the processes. Their tasks are interrupted, which loses nothing."""
        for process in active_children():
            process.kill()
        self._pool.shutdown(cancel_futures=True)

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        if self._pool is broken:
            self._pool = _pool(self._jobs)
            broken.shutdown()


@contextmanager
def local(jobs: int | None, tasks: int) -> Iterator[Here | Processes]:
    """Workers on this machine: as many processes as `jobs` says (by default one per core) but no more than
    tasks; if that is one, this process."""
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
    # Spawned, not forked, as a pool that replaces a broken one is made while threads are running.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=follow_the_parent)


def _alone(task: Task) -> Outcome:
    """Try a task alone that was twice under way when a process was killed: was it the cause?"""
    with _pool(1) as pool:
        try:
            return pool.submit(perform_here, task).result()
        except BrokenProcessPool:
            return Outcome(task, ExitCode.OUTPUT, _KILLED)
