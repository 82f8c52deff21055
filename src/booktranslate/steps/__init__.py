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
from typing import TypeVar, TypeVarTuple

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

    The first error of a call is raised as it was.
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

    with ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent) as pool:
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

    What is given waits for the result; it raises an error of the call as it was.
    """
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1, initializer=_leave_interrupts_to_the_parent) as pool:
        yield pool.submit(partial(_undisturbed, work, *arguments)).result


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _undisturbed(work: Callable[[*_Arguments], _Result], *arguments: *_Arguments) -> _Result:
    """Call `work` without the garbage collector: a book is very many objects that live to the end, and to
    count them over and over makes the cost grow faster than the book."""
    gc.disable()
    try:
        return work(*arguments)
    finally:
        gc.freeze()  # what is left is needed: nobody has to look through it again
        gc.enable()
