"""How often the checks raise a false alarm: what they find in professional translations is rarely a fault.

    python benchmarks/check_precision.py [TEXTS …] [--check NAME] [--examples N] [--lang en-US]

TEXTS are tab-separated files whose first line names the columns `fr` and `en`, or folders of PO files, of
which the reviewed entries count (default: translations/en-GB). For each text and for all together, the script
prints the findings per 100 segments by severity and by check; with --examples, also that many findings of
each check, for a person to read. Without --lang, a text counts as the variety of English in which it has
fewer findings of `british-american`.
"""

import argparse
import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import polib

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary, csv_file
from booktranslate.model import Finding, State, Translation, Unit, parse

ROOT = Path(__file__).parent.parent
Units = list[tuple[Unit, Translation]]


def texts(paths: Sequence[Path]) -> dict[str, Units]:
    """The pairs in each text, by the name of the text. A text without any is left out, with a message."""
    found = {}
    for path in paths or [ROOT / "translations" / "en-GB"]:
        units = reviewed(path) if path.is_dir() else bitext(path)
        if units:
            found[path.stem] = units
        else:
            print(f"{path} has no translated text.", file=sys.stderr)
    return found


def bitext(path: Path) -> Units:
    """The lines of a tab-separated file with the columns fr and en."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (
                Unit(parse(row["fr"]), "", (f"{path.name}:{number}",)),
                Translation(parse(row["en"]), State.REVIEWED),
            )
            for number, row in enumerate(rows, 2)
            if row["fr"] and row["en"]
        ]


def reviewed(folder: Path) -> Units:
    """The units that a person has approved, from all PO files of a folder."""
    return [
        (
            Unit(parse(entry.msgid), entry.msgctxt or "", (f"{path.name}:{entry.linenum}",)),
            Translation(parse(entry.msgstr), State.REVIEWED),
        )
        for path in sorted(folder.glob("*.po"))
        for entry in polib.pofile(str(path))
        if entry.translated() and not entry.obsolete
    ]


def variety(units: Units) -> str:
    """The variety of English that a text is in, by its spelling."""
    others = frozenset(check.name for check in CHECKS if check.name != "british-american")
    counts = {
        lang: len(run(units, Glossary(), CheckSettings("fr", lang, others))) for lang in ("en-GB", "en-US")
    }
    return min(counts, key=lambda lang: counts[lang])


def report(name: str, units: int, findings: Iterable[Finding]) -> None:
    """Print the findings in a text per 100 segments."""
    found = list(findings)
    severities = Counter(finding.severity for finding in found)
    checks = Counter((finding.name, finding.severity) for finding in found)
    per = "  ".join(f"{severities[each] * 100 / units:.2f} {each}s" for each in ("error", "warning", "note"))
    print(f"\n{name}: {units} segments, {len(found)} findings; per 100 segments: {per}")
    for (check, severity), count in sorted(checks.items(), key=lambda each: -each[1]):
        print(f"  {check:20} {severity:8} {count:4}  {count * 100 / units:6.2f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--check", action="append", default=[], help="this check alone; several may be named")
    parser.add_argument("--examples", type=int, default=0, help="findings of each check to print")
    parser.add_argument("--lang", choices=("en-GB", "en-US"), help="the variety of English of all texts")
    arguments = parser.parse_args()
    found = texts(arguments.texts)
    if not found:
        return 1
    glossary = csv_file.read(ROOT / "glossary.csv")
    every: list[tuple[Unit, Translation, Finding]] = []
    started = time.perf_counter()
    for name, units in found.items():
        lang = arguments.lang or variety(units)
        findings = run(units, glossary, CheckSettings("fr", lang))
        kept = [each for each in findings if not arguments.check or each[1].name in arguments.check]
        report(f"{name} ({lang})", len(units), (finding for _, finding in kept))
        every += [(*units[index], finding) for index, finding in kept]
    if len(found) > 1:
        report("All", sum(map(len, found.values())), (finding for _, _, finding in every))
    print(f"\n{time.perf_counter() - started:.1f} s")
    if arguments.examples:
        random.Random(0).shuffle(every)
        for check in CHECKS:
            shown = [each for each in every if each[2].name == check.name][: arguments.examples]
            for unit, translation, finding in shown:
                print(f"\n{unit.locations[0]} {finding.name}: {finding.message}")
                print(f"  {unit.source}\n  {translation.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
