"""How the work on a shelf of books scales with the number of workers: speed-up, overhead, memory.

    python benchmarks/shelf.py [--books 200] [--words 20000] [--workers 1 2 4] [--where dask]
                               [--steps extract translate assemble]

The script makes invented books, and runs extract, translate (pseudo), check and assemble on all of them: with
Dask, with workers of one thread each, and then in as many processes without Dask. It prints results as they
come. Before check, the pseudo-drafts are replaced by everyday English words, as the checks would find nothing
but faults in them.

As the machine may be shared, times are processor time (user and system). The speed-up of some workers is the
time of one worker divided by that of the busiest of them: so much sooner would they finish on a machine with
a core for each. The overhead of a task is measured with `status` of tiny books: what the command and the
scheduler need for one more.
"""

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import docx
import polib

from booktranslate.model import counted

STEPS = (("extract",), ("translate", "--engine", "pseudo"), ("check",), ("assemble",))
DASK = Path(sys.executable).with_name("dask")
_FRENCH = """
le la les un une des de à en pour avec dans sur qui que nous il elle est sont a ont jardin maison ville
femme homme livre porte chemin matin soir enfant école travail projet équipe région usine atelier métier
réseau forêt rivière montagne lumière parole question réponse histoire voyage lettre semaine année
entreprise filière marché produit énergie santé culture espace nouveau grande petite belle longue simple
rapide ouverte fermée heureuse commune parle marche travaille regarde écoute trouve donne prend ouvre
ferme construit avance grandit change reste commence
"""
FRENCH = _FRENCH.split()
_ENGLISH = """
the a an of to in for with on who that we he she is are has have garden house town woman man book door
path morning evening child school work project team region factory workshop trade network forest river
mountain light word question answer story journey letter week year company sector market product energy
health culture space new large small beautiful long simple quick open closed happy common speaks walks
works looks listens finds gives takes opens closes builds advances grows changes stays begins
"""
ENGLISH = _ENGLISH.split()


def sentence(rng: random.Random, known: list[str], length: int) -> list[str]:
    return [rng.choice(known) for _ in range(length)]


def write_book(path: Path, words: int, seed: int) -> None:
    """Write a book of chapters of two thousand words, with some bold words."""
    rng = random.Random(seed)
    book = docx.Document()
    chapters = written = 0
    while written < words:
        if written >= 2_000 * chapters:
            chapters += 1
            book.add_heading(f"Chapitre {' '.join(sentence(rng, FRENCH, 3))}", 1)
        text = sentence(rng, FRENCH, rng.randint(30, 110))
        paragraph = book.add_paragraph(" ".join(text[:-6]).capitalize() + " ")
        paragraph.add_run(text[-6]).bold = True
        paragraph.add_run(" " + " ".join(text[-5:]) + ".")
        written += len(text)
    path.parent.mkdir(parents=True)
    book.save(str(path))


def write_english(folder: Path) -> None:
    """Replace the draft of every text by everyday English words."""
    for number, path in enumerate(sorted(folder.glob("*/translations/*/*.po"))):
        rng = random.Random(number)
        book = polib.pofile(str(path), wrapwidth=0)
        for entry in book:
            text = sentence(rng, ENGLISH, max(2, len(entry.msgid.split())))
            if "<b>" in entry.msgid:
                text[-2] = f"<b>{text[-2]}</b>"
            entry.msgstr = " ".join(text).capitalize() + "." * entry.msgid.endswith(".")
        book.save()


@dataclass
class Process:
    """A program in another process, and, after its end, the time and memory that it used."""

    process: "subprocess.Popen[bytes]"
    seconds: float = 0.0
    megabytes: float = 0.0

    def end(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.wait()

    def used(self) -> float:
        """Its processor seconds so far (proc(5), /proc/PID/stat)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait(self) -> int:
        _, status, used = os.wait4(self.process.pid, 0)
        self.seconds = used.ru_utime + used.ru_stime
        self.megabytes = used.ru_maxrss / 1024
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode


def start(*words: object, log: Path) -> Process:
    with log.open("ab") as stream:
        return Process(subprocess.Popen([str(word) for word in words], stdout=stream, stderr=stream))


class Dask:
    """A scheduler and workers of one thread, until the end of the `with`."""

    def __init__(self, workers: int, log: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        words = ("--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.scheduler = start(DASK, "scheduler", *words, log=log)
        words = ("worker", self.address, "--nthreads", 1, "--no-nanny", "--no-dashboard")
        self.workers = [start(DASK, *words, log=log) for _ in range(workers)]
        time.sleep(15)  # until they have started

    def __enter__(self) -> "Dask":
        return self

    def __exit__(self, *_: object) -> None:
        for each in [*self.workers, self.scheduler]:
            each.end()

    def seconds(self) -> tuple[float, list[float]]:
        """The processor seconds of the scheduler and of each worker."""
        return self.scheduler.used(), [each.used() for each in self.workers]


def command(folder: Path, step: tuple[str, ...], *options: str) -> Process:
    words = [sys.executable, "-m", "booktranslate", "shelf", step[0], *step[1:], "-q", *options]
    run = Process(subprocess.Popen(words, cwd=folder, stderr=subprocess.DEVNULL))
    assert run.wait() in (0, 1), step
    return run


Steps = Sequence[tuple[str, ...]]


def on_dask(folder: Path, workers: int, books: int, steps: Steps, alone: dict[str, float]) -> None:
    """Run steps on the books in a folder with so many Dask workers, and print the times.

    `alone` has the seconds that one worker needed for each step.
    """
    with Dask(workers, folder.with_name("dask.log")) as dask:
        for before, step in pairwise((("",), *steps)):
            if before[0] == "translate":
                write_english(folder)
            _, at_first = dask.seconds()
            started = time.monotonic()
            run = command(folder, step, "--scheduler", dask.address)
            elapsed = time.monotonic() - started
            used = [now - was for now, was in zip(dask.seconds()[1], at_first, strict=True)]
            alone.setdefault(step[0], sum(used))
            print(
                f"    {step[0]:10} {sum(used):8.1f} s in all ({sum(used) / books:.2f} a book), "
                f"busiest worker {max(used):7.1f} s: speed-up {alone[step[0]] / max(used):4.2f}; "
                f"command {run.seconds:.1f} s, by the clock {elapsed:.0f} s",
                flush=True,
            )
    most = max(each.megabytes for each in dask.workers)
    print(f"    memory: {most:.0f} MB a worker, {dask.scheduler.megabytes:.0f} MB the scheduler", flush=True)


def locally(folder: Path, workers: int, books: int, steps: Steps) -> None:
    """Run steps on the books in a folder in so many processes, and print the times."""
    for before, step in pairwise((("",), *steps)):
        if before[0] == "translate":
            write_english(folder)
        run = command(folder, step, "--jobs", str(workers))
        print(
            f"    {step[0]:10} {run.seconds:8.1f} s in all ({run.seconds / books:.2f} a book), "
            f"{run.megabytes:.0f} MB the largest process",
            flush=True,
        )


def overhead(scratch: Path, count: int) -> None:
    """Print what the command and the scheduler need for one more task, with tiny books."""
    few, many = scratch / "few", scratch / "many"
    for number in range(count):
        write_book(many / f"book{number:04}" / "source" / "book.docx", 20, number)
    command(many, ("extract",))
    shutil.copytree(many / "book0000", few / "book0000")
    with Dask(1, scratch / "tiny.log") as dask:
        used = []
        for folder in (few, few, many):  # the first warms up the worker
            before = dask.seconds()
            run = command(folder, ("status",), "--scheduler", dask.address)
            after = dask.seconds()
            used.append((run.seconds, after[0] - before[0], after[1][0] - before[1][0]))
    names = ("command", "scheduler", "worker")
    more = [1000 * (of_many - of_one) / (count - 1) for of_one, of_many in zip(used[1], used[2], strict=True)]
    told = ", ".join(f"{name} {each:.1f} ms" for name, each in zip(names, more, strict=True))
    print(f"one more task (`status` of a tiny book, of {count}): {told}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Steps over a shelf of books, on 1, 2, 4 workers.")
    parser.add_argument("--books", type=int, default=200)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--tiny", type=int, default=300, help="books for the overhead of a task")
    parser.add_argument("--where", choices=["dask", "processes", "both"], default="both")
    names = [step[0] for step in STEPS]
    parser.add_argument("--steps", nargs="+", choices=names, default=names)
    options = parser.parse_args()
    steps = [step for step in STEPS if step[0] in options.steps]
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        if options.where != "processes":
            overhead(scratch, options.tiny)
        print(f"making {options.books} books of {options.words:,} words", flush=True)
        for number in range(options.books):
            write_book(
                scratch / "template" / f"book{number:04}" / "source" / "book.docx", options.words, number
            )
        alone: dict[str, float] = {}
        for workers in options.workers:
            for where in ("dask", "processes") if options.where == "both" else (options.where,):
                folder = scratch / "copy" / "books"
                shutil.copytree(scratch / "template", folder)
                print(f"{counted(workers, 'worker')} ({where})", flush=True)
                if where == "dask":
                    on_dask(folder, workers, options.books, steps, alone)
                else:
                    locally(folder, workers, options.books, steps)
                shutil.rmtree(folder.parent)


if __name__ == "__main__":
    main()
