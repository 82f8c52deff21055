"""How many faults the checks find: one of each kind is put into each reviewed translation.

    python benchmarks/check_recall.py [FOLDER] [--show KIND]

Reads the reviewed entries of the PO files of FOLDER (default: translations/en-GB), as check_precision.py
does, and prints for each kind of fault how many of them were found, by the check that is for it.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

from check_precision import ROOT, reviewed

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary, csv_file
from booktranslate.model import State, Translation, Unit, parse

Mutate = Callable[[str, Unit, Glossary], str]


def sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Mutate:
    """A fault at the first place of the translation where the pattern is."""
    return lambda target, unit, glossary: re.sub(pattern, new, target, count=1)


def other_digit(target: str, unit: Unit, glossary: Glossary) -> str:
    """The last digit of a number is another one."""
    return re.sub(r"(?<![<\w])(\d*)(\d)(?=\D|$)", lambda m: f"{m[1]}{(int(m[2]) + 4) % 10}", target, count=1)


def one_sentence(target: str, unit: Unit, glossary: Glossary) -> str:
    """All but the first sentence is left out, tags included."""
    return re.sub(r"(?<=[a-z][.!?]) .*", "", target, count=1, flags=re.DOTALL)


def forbidden(target: str, unit: Unit, glossary: Glossary) -> str:
    """A term is replaced by what the glossary forbids."""
    for match in glossary.find(unit.source.plain):
        for wrong in match.term.forbidden:
            if match.term.target in target:
                return target.replace(match.term.target, wrong)
    return target


def other_term(target: str, unit: Unit, glossary: Glossary) -> str:
    """A term is replaced by another word."""
    for match in glossary.find(unit.source.plain):
        if not match.term.keep and match.term.target in target:
            return target.replace(match.term.target, "thing")
    return target


def untranslated(target: str, unit: Unit, glossary: Glossary) -> str:
    """The French text stands in the place of the translation."""
    source = str(unit.source)
    return source if len(source.split()) > 4 else target


def misspelt_name(target: str, unit: Unit, glossary: Glossary) -> str:
    """A surname within the text loses a letter."""
    return re.sub(r"(?<=[a-z] )([A-Z][a-zï]+ [A-Z][a-z]{3})[a-z](?=[a-z]+)", r"\1", target, count=1)


FAULTS: dict[str, tuple[str, Mutate]] = {
    "another number": ("numbers dates times", other_digit),
    "am for pm": ("times", sub(r"\b(am|pm)\b", lambda m: "pm" if m[1] == "am" else "am")),
    "currency lost": ("currency", sub("€", "")),
    "bn for m": ("numbers", sub(r"(?<=\d)m\b", "bn")),
    "per cent lost": ("percent", sub("(?<=[0-9])%", "")),
    "French decimals": ("number-format", sub(r"(?<=\d)\.(?=\d)(?!\d\d [ap]m)", ",")),
    "French thousands": ("number-format", sub(r"(?<=\d),(?=\d{3})", " ")),
    "tag lost": ("missing-tag", sub(r"</?[bi]>|<fn\d/>", "")),
    "tag twice": ("extra-tag", sub(r"(<fn\d/>|</[bi]>)", r"\1\1")),
    "tag damaged": ("damaged-tag", sub(r"<(b|i|fn1/)>", r"< \1>")),
    "space lost at a tag": ("tag-spacing", sub(r"(?<=\w) (?=<[bi]>\w)", "")),
    "sentences left out": ("short sentencecount", one_sentence),
    "forbidden term": ("forbidden", forbidden),
    "another term": ("terminology", other_term),
    "left in French": ("unchanged residual-french", untranslated),
    "name misspelt": ("names notranslatewords", misspelt_name),
    "French quotation marks": ("french-quotes", sub("“", "« ")),
    "quotation not closed": ("doublequoting", sub("”", "")),
    "space before a mark": ("puncspacing", sub(r"(?<=\w)([;:!?])", r" \1")),
    "end mark lost": ("endpunc", sub(r"[.?!](?=$)", "")),
    "word twice": ("doublewords", sub(r"\b(the|a|of|and) ", r"\1 \1 ")),
    "space twice": ("doublespacing", sub(r"(?<=\w) (?=\w)", "  ")),
    "bracket lost": ("brackets", sub(r"\)", "")),
    "zero-width space": ("zero-width-space", sub(r"(?<=\w) (?=\w)", " \u200b")),
    "address changed": ("emails urls", sub(r"(?<=\w)@(?=\w)", "@x")),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "translations" / "en-GB")
    parser.add_argument("--show", default="", help="print what was not found of this kind of fault")
    arguments = parser.parse_args()
    glossary = csv_file.read(ROOT / "glossary.csv")
    units = reviewed(arguments.folder)
    if not units:
        print(f"{arguments.folder} has no reviewed entry.", file=sys.stderr)
        return 1
    for kind, (names, mutate) in FAULTS.items():
        faulty = [
            (unit, Translation(parse(changed), State.REVIEWED))
            for unit, translation in units
            if (changed := mutate(str(translation.target), unit, glossary)) != str(translation.target)
        ]
        found = {
            index
            for index, finding in run(faulty, glossary, CheckSettings())
            if finding.name in names.split()
        }
        print(f"{kind:24} {len(found):4} of {len(faulty):4}  {names}")
        if kind == arguments.show:
            for index in sorted(set(range(len(faulty))) - found):
                print(f"\n  {faulty[index][0].source}\n  {faulty[index][1].target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
