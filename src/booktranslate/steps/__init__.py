"""The pipeline, a module a step; files are all that passes between them.

    start        init       a project folder
    extract      extract    source/*.docx            → translations/<language>/*.po
    translate    translate  entries without words    → drafts (fuzzy)
    estimate     translate  what that would cost (--dry-run)
    status       status     *.po                     → how far the book is
    check        check      *.po                     → findings, and fixes of typography
    combine      combine    a reviewer's *.po        → the project's *.po
    assemble     assemble   source/*.docx + *.po     → build/<language>/*.docx
    bilingual    assemble   the same, French and English side by side (--bilingual)
    export_pdf   assemble   build/<language>/*.docx  → *.pdf
    report       report     *.po, findings, cost     → a page
    inspect      inspect    a document               → what is text, what is not, and why
    glossary_*   glossary   its faults, new terms, what a change does, exchange
    memory_care  memory     exchange, and what can go

Steps never print: they take a callback for progress and return values. They do not know each other.
"""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from booktranslate.errors import OutputError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


def silent(done: int, total: int) -> None:
    """A progress callback that shows nothing."""


_Arguments = TypeVarTuple("_Arguments")
_Result = TypeVar("_Result")


def in_parallel(
    work: Callable[[*_Arguments], _Result],
    arguments: Sequence[tuple[*_Arguments]],
    jobs: int | None,
    progress: Progress,
) -> list[_Result]:
    """Call `work` with each of the arguments, in up to `jobs` processes (one a core); results in order.

    The first error of a call is raised as it was; OutputError when a process was killed.
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
    with _processes(workers) as pool:
        calls = [pool.submit(partial(_undisturbed, work, *each)) for each in arguments]
        try:
            for done, call in enumerate(calls, 1):
                results.append(call.result())
                progress(done, total)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return results


@contextmanager
def beside(
    work: Callable[[*_Arguments], _Result], *arguments: *_Arguments
) -> Iterator[Callable[[], _Result]]:
    """Call `work` in a process of its own, while something else is done here.

    What is given waits for the result; it raises an error of the call as it was, and OutputError when the
    process was killed.
    """
    with _processes(1) as pool:
        yield pool.submit(partial(_undisturbed, work, *arguments)).result


@contextmanager
def _processes(count: int) -> Iterator["ProcessPoolExecutor"]:
    """So many processes. Raises OutputError when one of them was killed."""
    from concurrent.futures import ProcessPoolExecutor  # slow to import, and few books need it
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(count, initializer=_follow_the_parent) as pool:
            yield pool
    except BrokenProcessPool as error:
        raise OutputError(
            "One of the processes at work was killed, perhaps because the memory was full.",
            hint="Close other programs, or run the command again with --jobs 1.",
        ) from error


def _follow_the_parent() -> None:
    """Leave interrupts to the parent process, and end when it has ended, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    from multiprocessing import parent_process  # there already, in a process at work

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _undisturbed(work: Callable[[*_Arguments], _Result], *arguments: *_Arguments) -> _Result:
    """Call `work` without the garbage collector: a book is very many objects that live to the end, and to
    count them over and over makes the cost grow faster than the book."""
    gc.disable()
    try:
        return work(*arguments)
    finally:
        gc.freeze()  # what is left is needed: nobody has to look through it again
        gc.enable()
