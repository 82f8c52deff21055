"""Work in processes of its own: they end with ours, and a killed one is a sentence."""

import errno
import gc
import os
import signal
import subprocess
import sys
from threading import Event, Thread

import pytest

from booktranslate.errors import InputError, OutputError
from booktranslate.processes import child_environment, in_parallel, meanwhile, undisturbed
from booktranslate.steps import silent

_WORK = "import time; print(flush=True); time.sleep(600)"
_PARALLEL = f"in_parallel(exec, [({_WORK!r},)] * 3, 3, lambda *done: None)"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_ours_is_killed(how: signal.Signals) -> None:
    code = f"from booktranslate.processes import in_parallel\n{_PARALLEL}"
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


def test_a_killed_process_of_several_is_a_sentence() -> None:
    with pytest.raises(OutputError, match="--jobs 1"):
        in_parallel(_die, [(), ()], 2, silent)


# A process without threads, as a command is; the runner of the tests has some.
_MEANWHILE = """
import os, sys
from booktranslate.processes import meanwhile

def who():
    if sys.argv[1:] and os.getpid() != first:
        os.kill(os.getpid(), 9)
    return os.getpid()

first = os.getpid()
print("once")
with meanwhile(who) as found:
    print(found() == first)
try:
    with meanwhile(bytes, 10_000_000):  # more than fits into a pipe, and nobody asks for it
        raise KeyError
except KeyError:
    pass
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("nobody is left")
"""


@pytest.mark.parametrize(("killed", "is_ours"), [((), sys.platform != "linux"), (("killed",), True)])
def test_work_is_done_meanwhile_in_another_process_or_else_in_ours(
    killed: tuple[str, ...], is_ours: bool
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEANWHILE, *killed], stdout=subprocess.PIPE, text=True, check=True, timeout=60
    )
    assert done.stdout == f"once\n{is_ours}\nnobody is left\n"


def test_a_system_without_room_for_a_process_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)
    monkeypatch.setattr("booktranslate.processes.active_count", lambda: 1)
    with meanwhile(os.getpid) as pid:
        assert pid() == os.getpid()


def test_an_error_is_that_of_our_own_process() -> None:
    with pytest.raises(InputError, match="not a number"), meanwhile(_refuse) as result:
        result()


def _refuse() -> None:
    raise InputError("is not a number.", where="x")


def test_no_copy_is_made_of_a_process_with_threads() -> None:
    end = Event()
    thread = Thread(target=end.wait)
    thread.start()
    try:
        with meanwhile(os.getpid) as pid:
            assert pid() == os.getpid()
    finally:
        end.set()
        thread.join()


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


def test_undisturbed_work_is_so_to_its_end() -> None:
    with undisturbed():
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
