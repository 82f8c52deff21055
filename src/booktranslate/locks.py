"""Locks, so that two commands never work on the same files at the same time."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from booktranslate.errors import OutputError
from booktranslate.files import refused

_BETWEEN_TURNS = 0.02  # seconds between two attempts


@contextmanager
def locked(path: Path, at_work: str = "at work on this project", seconds: float = 0) -> Iterator[None]:
    """Hold a lock, such as that of a project; wait for it at most `seconds`.

    Raises OutputError if another process still holds it (the message says that it is `at_work`), or if the
    lock file cannot be created.
    """
    lock = FileLock(path, timeout=seconds)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise OutputError(
            f"another booktranslate is {at_work}.",
            where=str(path.parent),
            hint="Wait until it has ended, then try again.",
        ) from error
    except OSError as error:
        raise refused(path, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def in_turn(paths: Sequence[Path]) -> Iterator[None]:
    """Wait until one of some locks is free, and hold it. Raises OutputError if they cannot be created."""
    locks = [FileLock(path) for path in paths]
    try:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        while not (held := next((lock for lock in locks if _take(lock)), None)):
            time.sleep(_BETWEEN_TURNS)
    except OSError as error:
        raise refused(paths[0], error) from error
    try:
        yield
    finally:
        held.release()


def _take(lock: FileLock) -> bool:
    """Take a lock if nobody holds it; returns whether we have it now."""
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
