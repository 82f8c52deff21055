"""Work in processes of its own: they end with ours, and a killed one is a sentence."""

import gc
import os
import signal
import subprocess
import sys

import pytest

from booktranslate.errors import OutputError
from booktranslate.processes import child_environment, in_parallel, undisturbed
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
