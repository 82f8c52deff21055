"""Work in processes of its own: they end with ours, and a killed one is a sentence."""

import os
import signal
import subprocess
import sys

import pytest

from booktranslate.errors import OutputError
from booktranslate.steps import beside, in_parallel, silent

_WORK = "import time; print(flush=True); time.sleep(600)"
_BESIDE = f"with beside(exec, {_WORK!r}) as found: found()"
_PARALLEL = f"in_parallel(exec, [({_WORK!r},)] * 3, 3, silent)"


@pytest.mark.parametrize("work", [_BESIDE, _PARALLEL])
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_when_ours_is_killed(work: str, how: signal.Signals) -> None:
    code = f"from booktranslate.steps import beside, in_parallel, silent\n{work}"
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
        found()


def test_a_killed_process_of_several_is_a_sentence() -> None:
    with pytest.raises(OutputError, match="--jobs 1"):
        in_parallel(_die, [(), ()], 2, silent)
