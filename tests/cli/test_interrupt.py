"""Ctrl+C: a sentence, exit code 130, and everything that was finished on disk."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.cli.bench import Bench, wait_for
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer, Fault


def started(
    command: list[str], folder: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> "subprocess.Popen[str]":
    """The command at work. Shells start what runs in the background with Ctrl+C ignored: not here."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


INTERRUPTED_LOADING = """
import runpy, sys

class CtrlC:
    def find_spec(self, name, *_):
        if name == "click":
            raise KeyboardInterrupt

sys.meta_path.insert(0, CtrlC())
sys.argv = ["booktranslate", "status"]
"""


@pytest.mark.parametrize(
    "start",
    [
        'runpy.run_module("booktranslate", run_name="__main__")',
        "from booktranslate.cli import main; sys.exit(main())",  # as the script that pip installs
    ],
)
def test_ctrl_c_while_the_program_loads(start: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_LOADING + start], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_an_interrupted_draft_goes_on_where_it_stopped(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.write_book([line for at in range(9) for line in (f"# Chapitre {at}", f"Le {at}e chapitre parle.")])
    bench.run("extract")
    at_work, program = tmp_path / "at-work", tmp_path / "bin" / "apertium"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf . >> "{at_work}"\nexec {shutil.which("apertium")} "$@"\n', "utf-8")
    program.chmod(0o755)
    path = os.pathsep.join((str(program.parent), os.environ["PATH"]))
    command = [sys.executable, "-m", "booktranslate", "translate", "--engine", "apertium"]
    codes = []
    for calls in (1, 2, 3):
        at_work.write_text("")
        run = started(command, tmp_path, {"PATH": path})
        wait_for(lambda run=run, n=calls: run.poll() is not None or len(at_work.read_text()) >= n)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
        codes.append(run.returncode)
        assert "Traceback" not in errors
        assert "fault in booktranslate" not in errors
    assert 130 in codes
    assert {*codes} <= {130, 0}  # 0: it was faster than we
    bench.run("translate", "--engine", "apertium")
    assert bench.run("status", "--json").json[-1]["untranslated"] == 0


def test_the_requests_under_way_are_waited_for(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.write_book([line for at in range(9) for line in (f"# Chapitre {at}", f"Le {at}e chapitre parle.")])
    bench.run("extract")
    (tmp_path / "booktranslate.toml").write_text("[engine.deepl]\nconcurrency = 4\n")
    with DeepLServer(faults=[Fault("delay", range(1, 999), seconds=0.4)]) as server:
        online = {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url, "NO_PROXY": "127.0.0.1"}
        command = [sys.executable, "-m", "booktranslate", "translate"]
        run = started(command, tmp_path, online)
        wait_for(lambda: len(server.requests()) == 4)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
        assert run.returncode == 130, errors
        assert "Traceback" not in errors
        assert len(server.requests()) == 4
        (line,) = bench.run("cost", "--json").json["lines"]
        assert line["billed"] == server.billed
        bench.run("translate", env=online)
        sent = [text for entry in server.requests() for text in entry.body["text"]]
        assert len(sent) == len(set(sent))
        assert all(entry.msgstr for entry in bench.po)
