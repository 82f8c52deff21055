"""The real command line, without the half a second in which Python loads it.

The tests run it some thousand times. What is run here is a process of its own, with its own folder,
environment, output and exit code; but it is forked from one that has already imported the program and read
its dictionaries (each process of pytest keeps one such), and not started from nothing. A run whose
environment says how Python is to start gets a new Python: with ANOTHER_ORDER, sets are in another order.

That each command starts from nothing, tests/cli/test_help.py and tests/test_docs_commands.py see to.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import IO, NoReturn

ANOTHER_ORDER = {"PYTHONHASHSEED": "7"}
ROOT = Path(__file__).parents[1]
_SECONDS = 300
_LARGEST = 1 << 20  # bytes of a request: arguments, folder, environment
_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ", "LD_")  # variables that nobody reads again later
_STARTED = dict(os.environ)
_NOT_IMPORTED = ("booktranslate.__main__", "booktranslate.shelf.cluster")  # Dask reads the environment
_IMPORTED_LATE = ("concurrent.futures.process", "deepl", "docx", "spylls.hunspell")  # inside functions


def booktranslate(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run `booktranslate` with the arguments in a folder; `typed` is what a person enters."""
    if sys.platform == "linux" and _at_the_start(environment) == _at_the_start(_STARTED):
        return _warm().run(arguments, folder, environment, typed)
    return subprocess.run(
        [sys.executable, "-m", "booktranslate", *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )


def _at_the_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_AT_THE_START)}


@cache
def _warm() -> "_Warm":
    return _Warm()


class _Warm:
    """The process that has imported the program, as pytest sees it."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.settimeout(_SECONDS)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.warm", str(theirs.fileno())],
                cwd=ROOT,
                env=_STARTED | {"OPENBLAS_NUM_THREADS": "1"},  # threads do not survive a fork
                pass_fds=[theirs.fileno()],
            )
        atexit.register(self._end)
        assert self._answer(), "the program cannot be imported"

    def _end(self) -> None:
        self._ours.close()
        self._process.wait()

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], typed: str
    ) -> "subprocess.CompletedProcess[str]":
        request = json.dumps([list(arguments), str(folder), dict(environment)])
        with ExitStack() as stack:
            given, out, err = files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            given.write(typed.encode())
            given.seek(0)
            socket.send_fds(self._ours, [request.encode()], [file.fileno() for file in files])
            pid = self._answer()
            try:
                code = self._answer()
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                self._answer()
                raise subprocess.TimeoutExpired(request, _SECONDS, _written(out), _written(err)) from None
            return subprocess.CompletedProcess(request, code, _written(out), _written(err))

    def _answer(self) -> int:
        return int(self._ours.recv(100) or 0)


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n")


def _import_the_program() -> None:
    from booktranslate.checks import dictionaries
    from booktranslate.language import lexicons

    modules = pkgutil.walk_packages(import_module("booktranslate").__path__, "booktranslate.")
    for name in (*_IMPORTED_LATE, *(module.name for module in modules)):
        if name not in _NOT_IMPORTED:
            import_module(name)
    lexicons.is_french("mot"), lexicons.is_english("word")  # which loads a lexicon each
    for path in dictionaries._paths("en_GB", os.environ.get("DICPATH", "")):
        dictionaries._loaded(path)
    gc.freeze()  # or each process would copy all of it to look through it


def _serve(asked: socket.socket) -> tuple[list[str], str]:
    """Fork a process for each request; what comes back, comes back in one of those: arguments and folder."""
    asked.send(b"1")
    while True:
        request, files, _, _ = socket.recv_fds(asked, _LARGEST, 3)
        if not request:
            sys.exit()
        pid = os.fork()
        if pid == 0:
            asked.close()
            for place, file in enumerate(files):
                os.dup2(file, place)
                os.close(file)
            arguments, folder, environment = json.loads(request)
            os.environ.clear()
            os.environ.update(environment)
            os.chdir(folder)
            return arguments, folder
        for file in files:
            os.close(file)
        asked.send(str(pid).encode())
        asked.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _main(number: int) -> None:
    _import_the_program()
    arguments, folder = _serve(socket.socket(fileno=number))
    sys.argv[1:] = arguments
    sys.path[0] = folder
    try:
        runpy.run_module("booktranslate", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        _end(int(end.code or 0))


def _end(code: int) -> NoReturn:
    """End as Python does, but for its last deed: to free each object, for which it would copy all of them."""
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _main(int(sys.argv[1]))
