"""Ctrl+C: a sentence, exit code 130, and everything that was finished on disk."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import ROOT, Bench


@pytest.mark.parametrize("seconds", [0.4, 0.8, 1.2, 1.6])
def test_an_interrupted_draft_goes_on_where_it_stopped(tmp_path: Path, seconds: float) -> None:
    bench = Bench(tmp_path)
    shutil.copytree(ROOT / "source", tmp_path / "source")
    bench.run("extract")
    command = [sys.executable, "-m", "booktranslate", "translate", "--engine", "apertium"]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    time.sleep(seconds)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode in (130, 0), errors  # 0: it was faster than we
    assert "Traceback" not in errors
    assert "fault in booktranslate" not in errors
    bench.run("translate", "--engine", "apertium")
    assert bench.run("status", "--json").json[-1]["untranslated"] == 0
