"""Work in processes of its own: they end with ours, and a killed one is a sentence."""

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from booktranslate.errors import InputError, OutputError
from booktranslate.processes import beside, child_environment, in_parallel
from booktranslate.steps import silent

_WORK = "import time; print(flush=True); time.sleep(600)"
_BESIDE = f"with beside(exec, {_WORK!r}) as found: next(found)"
_PARALLEL = f"in_parallel(exec, [({_WORK!r},)] * 3, 3, lambda *done: None)"


@pytest.mark.parametrize("work", [_BESIDE, _PARALLEL])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_ours_is_killed(work: str, how: signal.Signals) -> None:
    code = f"from booktranslate.processes import beside, in_parallel\n{work}"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(how)
        try:
            run.communicate(timeout=10)  # until nobody holds the pipe any more
        finally:
            if run.returncode is None:
                os.killpg(run.pid, signal.SIGKILL)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_beside_is_a_sentence() -> None:
    with pytest.raises(OutputError, match="was killed"), beside(_die) as found:
        next(found)


def _three(then: Exception | None = None) -> Iterator[int]:
    yield from range(3)
    if then:
        raise then


def test_what_is_made_beside_comes_in_order() -> None:
    with beside(_three) as found:
        assert list(found) == [0, 1, 2]


def test_an_error_beside_comes_after_what_was_made_before_it() -> None:
    with beside(_three, InputError("is empty.", where="book.po")) as found:
        assert [next(found) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(InputError, match=r"book\.po: is empty"):
            next(found)


def test_what_is_made_beside_need_not_be_taken() -> None:
    with beside(itertools.count) as found:
        assert next(found) == 0
    assert not multiprocessing.active_children()


def test_a_killed_process_of_several_is_a_sentence() -> None:
    with pytest.raises(OutputError, match="--jobs 1"):
        in_parallel(_die, [(), ()], 2, silent)


def test_programs_of_others_get_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "DEEPL_AUTH_KEY",
        "LIBRETRANSLATE_API_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "http_proxy",
        "PYTHONPATH",
    ):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LC_TIME", "fr_FR.UTF-8")
    given = child_environment()
    assert "secret" not in given.values()
    assert (given["PATH"], given["LC_TIME"]) == (os.environ["PATH"], "fr_FR.UTF-8")
