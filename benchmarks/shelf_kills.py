"""kill -9 of workers and schedulers at random moments of `shelf translate`, again and again.

    python benchmarks/shelf_kills.py [--times 20] [--kills 3] [--seed 1]

Each time, a fresh copy of three small books (four documents) is drafted on a Dask cluster of two workers,
with the local DeepL server of the tests. Workers and the scheduler are killed at random moments and started
again. Each time, it must hold that

- the command succeeds, or reports that the scheduler is gone and succeeds when it is run again;
- the PO files are those of an undisturbed run, except for their revision dates;
- billed ≤ source characters + one request for each worker that was killed or lost its scheduler;
- another run bills nothing.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.cli import shelf_bench as shelf  # noqa: E402
from tests.unit.engines.deepl.deepl_server import DeepLServer, Fault  # noqa: E402

ALWAYS = range(1, 100_000)


def one_time(
    template: Path, scratch: Path, expected: dict[str, bytes], kills: int, rng: random.Random
) -> int:
    """Draft one shelf with kills; returns the characters that were paid for twice."""
    folder = shelf.copied(template, scratch / "books")
    with (
        DeepLServer(faults=[Fault("delay", ALWAYS, seconds=0.05)]) as server,
        shelf.cluster(scratch / "dask", server) as dask,
    ):
        words = shelf.command("translate", "--engine", "deepl", "-q", "--scheduler", dask.address)
        drafting = subprocess.Popen(words, cwd=folder, env=shelf.environment(server))
        lost = 0
        for _ in range(kills):
            so_far = len(server.requests())
            try:
                shelf.wait_for(lambda: len(server.requests()) > so_far + rng.randrange(8), seconds=60)  # noqa: B023
            except AssertionError:  # it has ended
                break
            if rng.random() < 0.3:
                assert dask.scheduler
                dask.kill(dask.scheduler)
                dask.start_scheduler()
                lost += 2
            else:
                dask.kill(rng.choice([each for each in dask.workers if each.poll() is None]))
                lost += 1
            dask.start_worker()
        while drafting.wait(600) == 5:  # the scheduler was away for too long: the command says so
            drafting = subprocess.Popen(words, cwd=folder, env=shelf.environment(server))
        assert drafting.returncode == 0, drafting.returncode
        shelf.at_one_moment(folder)
        assert shelf.made(folder) == expected
        billed, whole = server.billed, shelf.characters(folder)
        largest = max(entry.billed for entry in server.requests())
        assert whole <= billed <= whole + lost * largest, (whole, billed, lost, largest)
        shelf.run(folder, "translate", "--engine", "deepl", server=server)
        assert server.billed == billed, "a second run has billed"
    return billed - whole


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill workers and schedulers at random moments.")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        template = shelf.make_shelf(scratch / "template")
        undisturbed = shelf.copied(template, scratch / "undisturbed")
        with DeepLServer() as server:
            shelf.run(undisturbed, "translate", "--engine", "deepl", "--jobs", "1", server=server)
        shelf.at_one_moment(undisturbed)
        expected = shelf.made(undisturbed)
        for number in range(options.times):
            started = time.monotonic()
            folder = scratch / str(number)
            folder.mkdir()
            twice = one_time(template, folder, expected, options.kills, rng)
            print(
                f"{number + 1}: {twice} characters paid twice, {time.monotonic() - started:.0f} s", flush=True
            )
    print(f"{options.times} shelves, up to {options.kills} kills each: nothing lost.")


if __name__ == "__main__":
    main()
