"""How often the checks raise a false alarm: every finding on a reviewed translation is one, or a real fault.

    python benchmarks/check_precision.py [FOLDER] [--show]

Reads the reviewed entries of the PO files of FOLDER (default: translations/en-GB) and prints, for each
check, its findings and their rate; `--show` prints the findings too. The numbers in the documentation come
from here.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import polib

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import csv_file
from booktranslate.model import State, Translation, Unit, parse

ROOT = Path(__file__).parent.parent


def reviewed(folder: Path) -> list[tuple[Unit, Translation]]:
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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "translations" / "en-GB")
    parser.add_argument("--show", action="store_true", help="print every finding")
    arguments = parser.parse_args()
    units = reviewed(arguments.folder)
    if not units:
        print(f"{arguments.folder} has no reviewed entry.", file=sys.stderr)
        return 1
    started = time.perf_counter()
    findings = run(units, csv_file.read(ROOT / "glossary.csv"), CheckSettings())
    seconds = time.perf_counter() - started
    counts = Counter(finding.name for _, finding in findings)
    print(f"{len(units)} reviewed entries, {len(findings)} findings, {seconds:.2f} s")
    for check in CHECKS:
        share = counts[check.name] / len(units)
        print(f"{check.name:20} {check.severity:8} {counts[check.name]:4}  {share:7.2%}")
    if arguments.show:
        for index, finding in findings:
            unit, translation = units[index]
            print(f"\n{unit.locations[0]} {finding.name}: {finding.message}")
            print(f"  {unit.source}\n  {translation.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
