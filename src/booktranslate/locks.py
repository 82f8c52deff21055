"""Locks, so that two commands never work on the same files at the same time.

A lock is that of the operating system on an open file (flock, or the locks of bytes on Windows). It ends with
the process that holds it, however that ends. The library filelock does the same, but takes 10 ms to load in
every run.
"""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from booktranslate.errors import OutputError
from booktranslate.files import refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BETWEEN_ATTEMPTS = 0.02  # seconds


@contextmanager
def locked(path: Path, at_work: str = "at work on this project", seconds: float = 0) -> Iterator[None]:
    """Hold a lock, such as that of a project; wait for it at most `seconds`.

    Raises OutputError if another process still holds it (the message says that it is `at_work`), or if the
    lock file cannot be created.
    """
    end = time.monotonic() + seconds
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        while (held := _taken(path)) is None:
            if time.monotonic() >= end:
                raise OutputError(
                    f"another booktranslate is {at_work}.",
                    where=str(path.parent),
                    hint="Wait until it has ended, then try again.",
                )
            time.sleep(_BETWEEN_ATTEMPTS)
    except OSError as error:
        raise refused(path, error) from error
    try:
        yield
    finally:
        os.close(held)


@contextmanager
def in_turn(paths: Sequence[Path]) -> Iterator[None]:
    """Wait until one of some locks is free, and hold it. Raises OutputError if they cannot be created."""
    try:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        while (held := next((one for path in paths if (one := _taken(path)) is not None), None)) is None:
            time.sleep(_BETWEEN_ATTEMPTS)
    except OSError as error:
        raise refused(paths[0], error) from error
    try:
        yield
    finally:
        os.close(held)


def _taken(path: Path) -> int | None:
    """An open file that has the lock until it is closed; None if somebody else has it. Raises OSError."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(file)
        if isinstance(error, BlockingIOError | PermissionError):  # on Windows the latter
            return None
        raise
    return file
