"""Workers of Dask distributed, on other machines that share the folder of the books.

Through the scheduler go tasks (paths, names of steps and engines) and exit codes. What a step found is
written into the folder of the book, and read there by the command. Keys of engines are read from the
environment of the worker; the scheduler knows an account by a digest.
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

_CAPACITY = 1_000  # tasks that the scheduler knows of at once
_ATTEMPTS = 5  # to have a task done by a scheduler that may be restarted


def turns(name: str, at_once: int) -> Turn:
    """The turns of an account, held by the scheduler: over all workers."""
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
            with suppress(Exception):  # the answer counts; a turn that nobody holds ends by itself
                semaphore.release()

    return turn


@cache
def _semaphore(worker: str, name: str, at_once: int) -> Semaphore:
    """One for each account in a process: it has a clock of its own, which nothing ends."""
    return Semaphore(max_leases=at_once, name=name)


def perform_there(task: Task) -> int:
    """Do a task on a worker; its exit code. The outcome is kept in the folder of the book."""
    outcome = perform(task, turns)
    try:
        keep(outcome)
    except BooktranslateError as error:
        return outcome.code or error.exit_code
    return outcome.code


class Cluster:
    """The workers of a scheduler. A task whose worker or scheduler was lost is done again."""

    capacity = _CAPACITY

    def __init__(self, address: str) -> None:
        """Raises MissingToolError when nobody answers there."""
        self._address = address
        self._done: SimpleQueue[tuple[Task, Future[int]]] = SimpleQueue()
        try:
            asyncio.run(_reach(address))
            self._client = Client(address, set_as_default=False)
        except Exception as error:  # a time-out, a bad address, TLS that does not fit
            raise MissingToolError(
                f"no Dask scheduler answers at {address} ({error}).",
                hint="Start it, and give the address that it prints: tcp://HOST:8786.",
            ) from error

    @property
    def notice(self) -> str:
        """That nobody is there to do the work, if so."""
        if self._client.scheduler_info()["workers"]:
            return ""
        return f"The scheduler at {self._address} has no workers yet. Waiting until you start one."

    def submit(self, task: Task) -> None:
        """Give a task to the scheduler. Raises MissingToolError when it is gone for good."""
        name = f"{task.step}-{task.run}-{task.number}-{task.attempt}"
        try:
            future = self._client.submit(perform_there, task, key=name, pure=False)
        except Exception as error:
            raise self._gone() from error
        future.add_done_callback(lambda done: self._done.put((task, done)))

    def take(self) -> Outcome:
        """The outcome of a task that is done."""
        while True:
            task, future = self._done.get()
            if future.status == "finished":
                with suppress(Exception):  # its worker is lost, and with it what it would have told
                    return taken(task, int(future.result()))
            elif future.status == "error":
                return Outcome(task, ExitCode.OUTPUT, f"no worker could complete it ({_said(future)}).")
            if self._client.status not in ("running", "connecting", "newly-connected"):
                raise self._gone()
            if task.attempt == _ATTEMPTS:
                return Outcome(task, ExitCode.OUTPUT, "the scheduler has lost it several times.")
            self.submit(replace(task, attempt=task.attempt + 1))

    def close(self) -> None:
        """Leave the scheduler. What workers are at they do to the end."""
        with suppress(Exception):
            self._client.close(timeout=2)

    def _gone(self) -> MissingToolError:
        return MissingToolError(
            f"the scheduler at {self._address} no longer answers.",
            hint="Restart it and its workers, then run the command again. It continues where it stopped.",
        )


async def _reach(address: str) -> None:
    """Talk to the scheduler once: a client that cannot would end with a traceback."""
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
