"""A shelf of small books, a small DeepL, and a Dask cluster on this machine whose parts can be killed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polib

from booktranslate.model import parse
from tests.cli.bench import Bench, wait_for
from tests.unit.engines.deepl.deepl_server import KEY, DeepLServer

DASK = Path(sys.executable).with_name("dask")
BOOKS = ("anna", "series/zoe", "series/rose")
SECRET = "Les adhérents"  # words that each book has
LEASE = 5  # seconds until the turn of a worker that was killed is another's


def make_shelf(folder: Path, paragraphs: int = 9) -> Path:
    """Extracted books, of which the last has two documents."""
    for number, name in enumerate(BOOKS):
        bench = Bench(folder / name)
        bench.folder.mkdir(parents=True)
        for document in range(1 + (number == 2)):
            texts = [f"# Chapitre {document} de {name}"]
            for count in range(paragraphs):
                texts += [
                    f"# Partie {count}",
                    f"{SECRET} du livre {name}, partie {count}, ont *signé* {document}.",
                ]
            bench.write_book(texts)
            (bench.folder / "source" / "livre.docx").rename(bench.folder / "source" / f"livre{document}.docx")
        (bench.folder / "glossary.csv").write_text("source;target\nfeuille de route;roadmap\n", "utf-8")
    run(folder, "extract")
    return folder


def write_dictionary(folder: Path) -> Path:
    """A dictionary of two words: to load that of LibreOffice takes seconds, in each process that checks."""
    folder.mkdir()
    (folder / "en_GB.aff").write_text("SET UTF-8\n", "utf-8")
    (folder / "en_GB.dic").write_text("2\npart\nPart\n", "utf-8")
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "booktranslate", "shelf", *arguments]


def environment(server: DeepLServer | None = None) -> dict[str, str]:
    made = {key: value for key, value in os.environ.items() if not key.startswith("DEEPL_")}
    if server:
        made |= {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url, "NO_PROXY": "127.0.0.1"}
    return made


def run(folder: Path, *arguments: str, server: DeepLServer | None = None, expect: int = 0) -> Any:
    """Run `booktranslate shelf` in the folder of the books, in one process unless the test says else."""
    if not {"--jobs", "--scheduler"} & set(arguments):
        arguments = (*arguments, "--jobs", "1")
    # A new Python: `shelf` collects garbage after each book, and in a warm one that is all dictionaries.
    done = subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(server),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def made(folder: Path) -> dict[str, bytes]:
    """All PO files and finished books, without what the tool keeps for itself."""
    paths = [*folder.rglob("translations/*/*.po"), *folder.rglob("build/*/*.docx")]
    names = {path.relative_to(folder).as_posix(): path for path in sorted(paths)}
    return {name: path.read_bytes() for name, path in names.items() if ".booktranslate" not in name}


def at_one_moment(folder: Path) -> None:
    """Let all PO files say that they were revised at the same time: a finished book has a digest of them."""
    for name, data in made(folder).items():
        if name.endswith(".po"):
            (folder / name).write_bytes(
                re.sub(rb"(?<=PO-Revision-Date: )[^\\]+", b"2026-01-01 00:00+0000", data)
            )


def characters(folder: Path) -> int:
    """What has to be paid for: each text of a book once."""
    paths = [folder / name for name in made(folder) if name.endswith(".po")]
    texts = {(path.parents[2], entry.msgid) for path in paths for entry in polib.pofile(str(path))}
    return sum(parse(text).characters for _, text in texts if any(map(str.isalpha, text)))


@dataclass
class DaskCluster:
    """A scheduler behind a line that is listened to, and workers; what goes over the line is in `heard`."""

    server: DeepLServer | None
    folder: Path
    heard: bytearray = field(default_factory=bytearray)
    scheduler: "subprocess.Popen[bytes] | None" = None
    workers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)
    passing: list[threading.Thread] = field(default_factory=list)
    ended: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.line = socket.create_server(("127.0.0.1", 0))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.line.getsockname()[1]}"
        self.listening = threading.Thread(target=self._listen, daemon=True)
        self.listening.start()

    def start_scheduler(self) -> None:
        words = ["scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard"]
        self.scheduler = self._start(words)
        wait_for(self._answers)

    def start_worker(self) -> None:
        words = ["worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        self.workers.append(self._start(words))

    def _start(self, words: list[str]) -> "subprocess.Popen[bytes]":
        settings = environment(self.server) | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        settings["DASK_DISTRIBUTED__SCHEDULER__LOCKS__LEASE_TIMEOUT"] = f"{LEASE}s"
        with (self.folder / "dask.log").open("ab") as log:
            return subprocess.Popen([DASK, *words], env=settings, stdout=log, stderr=log)

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            return False
        return True

    def _listen(self) -> None:
        while True:
            try:
                here, _ = self.line.accept()
            except OSError:  # the line is closed
                return
            try:
                there = socket.create_connection(("127.0.0.1", self.port))
            except OSError:  # no scheduler just now
                here.close()
                continue
            for one, other in ((here, there), (there, here)):
                thread = threading.Thread(target=self._pass_on, args=(one, other), daemon=True)
                self.passing.append(thread)
                thread.start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(1 << 16):
                self.heard += data
                other.sendall(data)
        except OSError:
            pass
        for each in (one, other):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self.ended.append(one)

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        process.send_signal(signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for process in [*self.workers, *([self.scheduler] if self.scheduler else [])]:
            if process.poll() is None:
                self.kill(process)
        self.line.shutdown(socket.SHUT_RDWR)
        self.line.close()
        self.listening.join()
        for thread in self.passing:
            thread.join()
        for each in self.ended:
            each.close()


@contextmanager
def cluster(folder: Path, server: DeepLServer | None, workers: int = 2) -> Iterator[DaskCluster]:
    folder.mkdir(exist_ok=True)
    dask = DaskCluster(server, folder)
    try:
        dask.start_scheduler()
        for _ in range(workers):
            dask.start_worker()
        yield dask
    finally:
        dask.close()
