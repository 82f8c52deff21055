"""Workers of Dask distributed, on other machines that share the folder of the books.

Only tasks (paths, names of steps and engines) and exit codes pass through the scheduler. A worker writes what
a step found into the folder of the book, where the command reads it. Workers take the keys of engines from
their own environment; the scheduler knows an account only by a digest.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from queue import SimpleQueue

from distributed import Client, Future, Security, Semaphore, get_worker
from distributed.comm.core import connect

from booktranslate.drafting.dispatch import Turn
from booktranslate.errors import BooktranslateError, EngineError, ExitCode, MissingToolError
from booktranslate.shelf.steps import perform
from booktranslate.shelf.tasks import Outcome, Task, keep, taken

_CAPACITY = 1_000  # tasks that the scheduler is given at once
_ATTEMPTS = 5  # at one task, as the scheduler or a worker may be restarted


def turns(name: str, at_once: int) -> Turn:
    """The turns of an account for all workers together, kept by the scheduler."""
    semaphore = _semaphore(get_worker().id, f"booktranslate-{name}-{at_once}", at_once)

    @contextmanager
    def turn() -> Iterator[None]:
        try:
            semaphore.acquire()
        except Exception as error:
            raise EngineError(
                f"the scheduler did not assign a turn for a request to the engine ({error}).",
                hint="Run the command again.",
            ) from error
        try:
            yield
        finally:
            with suppress(Exception):  # we have the answer; the lease expires by itself
                semaphore.release()

    return turn


@cache
def _semaphore(worker: str, name: str, at_once: int) -> Semaphore:
    """The semaphore of an account, one per process: each starts a timer that never ends."""
    return Semaphore(max_leases=at_once, name=name)


def perform_there(task: Task) -> int:
    """Do a task on a worker and keep its outcome in the folder of the book. Returns the exit code."""
    outcome = perform(task, turns)
    try:
        keep(outcome)
    except BooktranslateError as error:
        return outcome.code or error.exit_code
    return outcome.code


class Cluster:
    """The workers of a scheduler. If a worker or the scheduler is lost, its tasks are done again."""

    capacity = _CAPACITY

    def __init__(self, address: str) -> None:
        """Connect to the scheduler. Raises MissingToolError if it does not answer."""
        self._address = address
        self._done: SimpleQueue[tuple[Task, Future[int]]] = SimpleQueue()
        try:
            asyncio.run(_reach(address))
            self._client = Client(address, set_as_default=False)
        except Exception as error:  # a time-out, a wrong address, a TLS mismatch …
            raise MissingToolError(
                f"no Dask scheduler answers at {address} ({error}).",
                hint="Start it, and give the address that it prints: tcp://HOST:8786.",
            ) from error

    @property
    def notice(self) -> str:
        """A sentence that says that there are no workers, if that is so."""
        if self._client.scheduler_info()["workers"]:
            return ""
        return f"The scheduler at {self._address} has no workers yet. Waiting until you start one."

    def submit(self, task: Task) -> None:
        """Give a task to the scheduler. Raises MissingToolError if it no longer answers."""
        name = f"{task.step}-{task.run}-{task.number}-{task.attempt}"
        try:
            future = self._client.submit(perform_there, task, key=name, pure=False)
        except Exception as error:
            raise self._gone() from error
        future.add_done_callback(lambda done: self._done.put((task, done)))

    def take(self) -> Outcome:
        """The outcome of a task that is done. Raises MissingToolError if the scheduler no longer answers."""
        while True:
            task, future = self._done.get()
            if future.status == "finished":
                with suppress(Exception):  # its worker is lost, and the result with it
                    return taken(task, int(future.result()))
            elif future.status == "error":
                return Outcome(task, ExitCode.OUTPUT, f"no worker could complete it ({_said(future)}).")
            if self._client.status not in ("running", "connecting", "newly-connected"):
                raise self._gone()
            if task.attempt == _ATTEMPTS:
                return Outcome(task, ExitCode.OUTPUT, "the scheduler has lost it several times.")
            self.submit(replace(task, attempt=task.attempt + 1))

    def close(self) -> None:
        """Disconnect from the scheduler. Workers finish the tasks that they are doing."""
        with suppress(Exception):
            self._client.close(timeout=2)

    def _gone(self) -> MissingToolError:
        return MissingToolError(
            f"the scheduler at {self._address} no longer answers.",
            hint="Restart it and its workers, then run the command again. It continues where it stopped.",
        )


async def _reach(address: str) -> None:
    """Connect to the scheduler once, as a Client that cannot connect prints a traceback."""
    line = await connect(address, **Security().get_connection_args("client"))
    await line.close()


def _said(future: Future[int]) -> str:
    error = future.exception()
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The workers of the scheduler at an address. Raises MissingToolError."""
    workers = Cluster(address)
    try:
        yield workers
    finally:
        workers.close()
