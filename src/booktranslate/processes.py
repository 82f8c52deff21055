"""Work in other processes: several documents at the same time.

Other programs (LibreOffice, Apertium …) are started with the environment that `child_environment` returns.
"""

import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from threading import Thread, active_count
from typing import IO, NoReturn, TypeVar, TypeVarTuple

from booktranslate.errors import OutputError

_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")

# What programs need to find their files, the user's folder and language. It is an allow list, as nobody knows
# which variables hold keys. Names are in capitals, as Windows ignores case.
_PASSED_ON = frozenset(
    (
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP"),
        *("LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
        *("XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_RUNTIME_DIR", "APERTIUM_PATH", "APERTIUM_DATADIR"),
        # Windows
        *(
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "USERNAME",
            "USERPROFILE",
            "HOMEDRIVE",
        ),
        *("HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"),
        *("COMMONPROGRAMFILES", "COMMONPROGRAMFILES(X86)", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE"),
    )
)


def child_environment() -> Mapping[str, str]:
    """The environment for another program: it contains no keys or tokens."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _PASSED_ON or name.upper().startswith("LC_")
    }


def in_parallel(
    work: Callable[[*_Arguments], _Result],
    arguments: Sequence[tuple[*_Arguments]],
    jobs: int | None,
    progress: Callable[[int, int], None],
) -> list[_Result]:
    """Call `work` with each of the arguments, in up to `jobs` processes (default: one per core).

    Returns the results in order. `progress` is called with how many are done and how many there are. Raises
    the first error of a call, or OutputError if a process was killed.
    """
    total = len(arguments)
    progress(0, total)
    results = []
    workers = min(jobs or os.cpu_count() or 1, total)
    if workers < 2:
        for done, each in enumerate(arguments, 1):
            results.append(_undisturbed(work, *each))
            progress(done, total)
        return results
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and few books need it
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(workers, initializer=follow_the_parent) as pool:
            calls = [pool.submit(partial(_undisturbed, work, *each)) for each in arguments]
            try:
                for done, call in enumerate(calls, 1):
                    results.append(call.result())
                    progress(done, total)
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    except BrokenProcessPool as error:
        raise _killed() from error
    return results


@contextmanager
def meanwhile(
    work: Callable[[*_Arguments], _Result], *arguments: *_Arguments
) -> Iterator[Callable[[], _Result]]:
    """Call `work` in a copy of this process while this one goes on; yields what waits for its result.

    `work` may be called a second time, in this process: when it failed in the other one, so that its error is
    raised here, and where processes cannot be copied (Windows, macOS, beside other threads).
    """
    call = partial(_undisturbed, work, *arguments)
    if sys.platform != "linux" or active_count() > 1:
        yield call
        return
    reader, writer = os.pipe()
    try:
        child = os.fork()
    except OSError:  # the system gives no more memory or processes
        child = -1
    if child == 0:
        os.close(reader)
        _send(writer, call)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:  # empty if there is no child
        try:
            yield lambda: _received(answer, call)
        finally:
            answer.close()  # a child that still writes ends
            if child > 0:
                os.waitpid(child, 0)


def _send(writer: int, call: Callable[[], object]) -> NoReturn:
    """Send the result of a call, or nothing if it fails, and end this process, and nothing else of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(BaseException), os.fdopen(writer, "wb") as answer:
        answer.write(pickle.dumps(call()))
    os._exit(0)


def _received(answer: IO[bytes], call: Callable[[], _Result]) -> _Result:
    try:
        result: _Result = pickle.load(answer)  # noqa: S301  (from a copy of this process)
    except (EOFError, pickle.UnpicklingError):
        return call()
    return result


def _killed() -> OutputError:
    return OutputError(
        "A worker process was killed, perhaps because memory ran out.",
        hint="Close other programs, or run the command again with --jobs 1.",
    )


def follow_the_parent() -> None:
    """Make this process leave interrupts to its parent, and end when that ends, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    from multiprocessing import parent_process  # a worker process has imported it already

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Work without the garbage collector; may be nested.

    A book is a great many objects that live to the end, and scanning them again and again would make the cost
    grow faster than the book.
    """
    disturbed = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if disturbed:
            gc.freeze()  # what is left is needed, and need not be scanned again
            gc.enable()


def _undisturbed(work: Callable[[*_Arguments], _Result], *arguments: *_Arguments) -> _Result:
    with undisturbed():
        return work(*arguments)
