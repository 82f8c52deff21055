"""kill -9 at random moments of `translate`, again and again: nothing paid for is lost, little is paid twice.

    python benchmarks/kill_loop.py [--times 200] [--seed 1] [--concurrency 1]

Each time, a fresh copy of a small project is drafted with the local DeepL server of the tests, killed at
random moments after its first request, and started again until it finishes. Each time, it must hold that

- everything is drafted at the end, and another run bills nothing;
- a kill costs at most the requests in flight: billed ≤ source characters + kills × concurrency × largest
  request;
- the PO file can be read after every kill, and no draft in it disappears later.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import docx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.unit.engines.deepl.deepl_server import DeepLServer, Fault  # noqa: E402

from booktranslate.catalog import read  # noqa: E402

KEY = "kill-loop-key"
ALWAYS = range(1, 100_000)


@dataclass
class Tally:
    """What happened in the loop."""

    kills: int = 0
    twice: int = 0  # characters billed more than once
    most: int = 0  # the most of these in a project that was killed once


def make_project(folder: Path, concurrency: int) -> None:
    """Make a project with a book of eight short interviews, and extract it."""
    (folder / "source").mkdir(parents=True)
    (folder / "booktranslate.toml").write_text(f"[engine.deepl]\nconcurrency = {concurrency}\n", "utf-8")
    (folder / "glossary.csv").write_text("source,target\nmixité,gender mix\n", "utf-8")
    book = docx.Document()
    for chapter in range(8):
        book.add_heading(f"Personne {chapter}", 1)
        for number in range(4):
            book.add_paragraph(f"Question {number} à la personne {chapter} : que faites-vous ?")
            book.add_paragraph(f"Réponse {number} de la personne {chapter}. La mixité avance, très bien.")
    book.save(str(folder / "source" / "book.docx"))
    subprocess.run(command("extract", "-q"), cwd=folder, check=True)


def command(*arguments: str) -> list[str]:
    """The arguments to run a command of booktranslate."""
    return [sys.executable, "-m", "booktranslate", *arguments]


def drafts(folder: Path) -> dict[str, str]:
    """The drafts in the PO file, by source text."""
    entries = read(folder / "translations" / "en-GB" / "book.po").entries
    return {entry.key[1]: str(entry.translation.target) for entry in entries if entry.translation.target}


def start(
    server: DeepLServer, command: list[str], folder: Path, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    """Start a command, and return when its first request has come; or when it has ended, without any."""
    before = len(server.requests())
    run = subprocess.Popen(command, cwd=folder, env=environment)
    while run.poll() is None and len(server.requests()) == before:
        time.sleep(0.002)
    return run


def one_time(
    template: Path, folder: Path, rng: random.Random, longest: float, concurrency: int, tally: Tally
) -> None:
    """Draft one project, with kills, until everything is drafted."""
    shutil.copytree(template, folder)
    with DeepLServer(KEY, faults=[Fault("delay", ALWAYS, seconds=0.005)]) as server:
        environment = os.environ | {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url}
        environment["NO_PROXY"] = "127.0.0.1"
        translate = command("translate", "-q", "--engine", "deepl")
        kills = 0
        before: dict[str, str] = {}
        while True:
            run = start(server, translate, folder, environment)
            if kills < 6:
                try:
                    code = run.wait(rng.uniform(0, longest))
                except subprocess.TimeoutExpired:
                    run.send_signal(signal.SIGKILL)
                    run.wait()
                    kills += 1
                    now = drafts(folder)
                    assert before.items() <= now.items(), "a draft is gone"
                    before = now
                    continue
            else:
                code = run.wait()
            assert code == 0, code
            break
        billed = server.billed
        assert subprocess.run(translate, cwd=folder, env=environment, check=False).returncode == 0
        assert server.billed == billed, "a second run has billed"
        entries = read(folder / "translations" / "en-GB" / "book.po").entries
        assert all(entry.translation.target for entry in entries), "a text is not drafted"
        whole = sum(entry.unit.source.characters for entry in entries)
        largest = max(entry.billed for entry in server.requests())
        assert whole <= billed <= whole + kills * concurrency * largest, (whole, billed, kills, largest)
        tally.kills += kills
        tally.twice += billed - whole
        tally.most = max(tally.most, billed - whole if kills == 1 else 0)
    shutil.rmtree(folder)


def loop(times: int, seed: int, concurrency: int = 1) -> Tally:
    """Draft a number of projects; the moments of the kills depend on the seed and on the machine's speed."""
    rng = random.Random(seed)
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        template = Path(scratch) / "template"
        make_project(template, concurrency)
        with DeepLServer(KEY, faults=[Fault("delay", ALWAYS, seconds=0.005)]) as server:
            folder = Path(scratch) / "measured"
            shutil.copytree(template, folder)
            environment = os.environ | {"DEEPL_AUTH_KEY": KEY, "DEEPL_SERVER_URL": server.url}
            run = start(server, command("translate", "-q", "--engine", "deepl"), folder, environment)
            started = time.monotonic()
            assert run.wait() == 0
            longest = time.monotonic() - started
        for number in range(times):
            one_time(template, Path(scratch) / f"p{number}", rng, longest, concurrency, tally)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill translate at random moments.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--concurrency", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    tally = loop(options.times, options.seed, options.concurrency)
    print(
        f"{options.times} projects, {tally.kills} kills, {time.monotonic() - started:.0f} s: nothing lost; "
        f"{tally.twice:,} characters billed twice in all, {tally.most:,} at most after one kill."
    )


if __name__ == "__main__":
    main()
