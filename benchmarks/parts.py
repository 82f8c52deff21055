"""How many seconds parts of the program take on a long book; each is the median of some runs.

    python benchmarks/parts.py [--runs 3]

The parts: write, read and merge a PO file of 10,000 entries; polish 800 paragraphs; check the sample book;
look for texts similar to 1,000 among 20,000 remembered ones; find terms in a megabyte of French.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from booktranslate import catalog
from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.merging import merge
from booktranslate.checks import CheckSettings, run
from booktranslate.glossary.csv_file import read as read_glossary
from booktranslate.memory import Reviewed
from booktranslate.memory.similar import Similar
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.typography import polish

ROOT = Path(__file__).parent.parent


def median(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs of a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def long_book(entries: list[Entry], count: int) -> Catalog:
    """A catalog with the entries of the sample book over and over, each a little different."""
    made = [
        Entry(
            Unit(parse(f"{entry.unit.source} {number}")), Translation(parse(f"Text {number}"), State.REVIEWED)
        )
        for number, entry in zip(range(count), entries * (count // len(entries) + 1), strict=False)
    ]
    return Catalog("fr", "en-GB", tuple(made))


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--runs", type=int, default=3)
    runs = options.parse_args().runs
    sample = catalog.read(next((ROOT / "translations" / "en-GB").glob("*.po")))
    glossary = read_glossary(ROOT / "glossary.csv")
    book = long_book(list(sample.entries), 10_000)
    reviewed = [entry for entry in sample.entries if entry.state is State.REVIEWED]
    pick = random.Random(1)
    remembered = [
        Reviewed(str(entry.unit.source), str(entry.translation.target), "", "book") for entry in book.entries
    ] * 2
    asked = [str(pick.choice(book.entries).unit.source).replace("e", "é", 1) for _ in range(1_000)]
    text = "\n".join(entry.unit.source.plain for entry in sample.entries) * 10
    changed = [
        Unit(parse(f"{entry.unit.source} Un mot de plus.")) if number % 50 == 0 else entry.unit
        for number, entry in enumerate(book.entries)
    ]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "book.po"

        def write() -> None:
            path.unlink(missing_ok=True)
            catalog.write(path, book)

        similar = Similar(remembered)
        rows: list[tuple[str, Callable[[], object]]] = [
            ("write a PO file of 10,000 entries", write),
            ("read it", lambda: catalog.read(path)),
            ("merge it, 200 texts changed", lambda: merge(book, changed)),
            (
                "polish 800 paragraphs",
                lambda: [polish(e.translation.target, "en-GB") for e in (reviewed * 10)[:800]],
            ),
            (
                "check the sample book",
                lambda: run([(e.unit, e.translation) for e in sample.entries], glossary, CheckSettings()),
            ),
            (
                "look for 1,000 texts among 20,000",
                lambda: [similar.to(one) for one in asked],
            ),
            (f"find terms in {len(text) / 1e6:.1f} million characters", lambda: glossary.find(text)),
        ]
        for title, work in rows:
            print(f"{median(work, runs):7.2f} s  {title}")


if __name__ == "__main__":
    main()
