"""Locks: two commands never work on the same files at once."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from booktranslate.errors import OutputError
from booktranslate.files import refused

_BETWEEN_TURNS = 0.02  # seconds


@contextmanager
def locked(path: Path, at_work: str = "at work on this project", seconds: float = 0) -> Iterator[None]:
    """Hold the lock of a project: two writers never work on the same files at once.

    Raises OutputError when another process holds it, which is `at_work`, for so many seconds, or when it
    cannot be made.
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
    """Hold one of some locks, as soon as one is free. Raises OutputError when they cannot be made."""
    locks = [FileLock(path) for path in paths]
    try:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        while not (held := next((lock for lock in locks if _is_taken(lock)), None)):
            time.sleep(_BETWEEN_TURNS)
    except OSError as error:
        raise refused(paths[0], error) from error
    try:
        yield
    finally:
        held.release()


def _is_taken(lock: FileLock) -> bool:
    """Whether we have taken a lock, which nobody held."""
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True
