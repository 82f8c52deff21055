"""How many faults the checks find: a fault of each kind is put into every translation where it is possible.

    python benchmarks/check_recall.py [TEXTS …] [--kind KIND] [--show KIND]

TEXTS are as for check_precision.py (default: translations/en-GB). For each kind of fault, the script prints
how many were found by the checks for it, in texts where these checks had found nothing. What the French does
not have is not falsified: numbers and months that it lacks stay as they are, and so do texts that are not
translated. No typing error is planted twice in a book, as a word that a book uses often counts as its own.
"""

import argparse
import random
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from check_precision import ROOT, Units, texts, variety

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary, csv_file
from booktranslate.model import State, Translation, Unit, parse

Mutate = Callable[[str, Unit, Glossary], str]


def sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Mutate:
    """A fault at the first place in the translation that the pattern matches."""
    return lambda target, unit, glossary: re.sub(pattern, new, target, count=1)


def swap(pairs: dict[str, str], source: str = "") -> Mutate:
    """The first word of `pairs` becomes another one, in texts whose French matches `source`."""
    pattern = re.compile(rf"\b(?:{'|'.join(pairs)})\b")

    def change(target: str, unit: Unit, glossary: Glossary) -> str:
        if source and not re.search(source, unit.source.plain):
            return target
        return pattern.sub(lambda match: pairs[match[0]], target, count=1)

    return change


def there(pattern: str, new: str) -> Mutate:
    """A fault at the first match whose figures the French text has too."""

    def change(target: str, unit: Unit, glossary: Glossary) -> str:
        known = set(re.findall(r"\d+", unit.source.plain))
        for found in re.finditer(pattern, target):
            if known.issuperset(re.findall(r"\d+", found[0])):
                return target[: found.start()] + found.expand(new) + target[found.end() :]
        return target

    return change


def other_month(target: str, unit: Unit, glossary: Glossary) -> str:
    """Another month, if the French text has a month."""
    months = "janvier|f[ée]vrier|mars|avril|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
    pairs = {"January": "June", "March": "May", "June": "July", "October": "December",
             "December": "October", "September": "November", "April": "August"}  # fmt: skip
    return swap(pairs, rf"(?i)\b(?:{months})\b")(target, unit, glossary)


def calque(target: str, unit: Unit, glossary: Glossary) -> str:
    """The right English for a French word becomes one that only looks like it, if each occurs just once."""
    for french, right, wrong in _CALQUES:
        ours = list(re.finditer(rf"(?i)\b(?:{french})(?:e?s)?\b", unit.source.plain))
        theirs = list(re.finditer(rf"\b(?:{right})\b", target))
        if len(ours) == len(theirs) == 1:
            before, after = target[: theirs[0].start()], target[theirs[0].end() :]
            return re.sub(r"\b([Aa])n? $", r"\1n " if wrong[0] in "ae" else r"\1 ", before) + wrong + after
    return target


def affirmed(target: str, unit: Unit, glossary: Glossary) -> str:
    """The first “not” is left out, except that of a question tag: isn’t it?"""
    whole = {"ca": "can", "wo": "will", "sha": "shall", "is": "is"}
    tag = r"(?! (?:I|you|he|she|it|we|they|there|one)\b(?: not)?[?,])"
    return re.sub(
        rf"\b(?:(can)not\b|(\w+)n[’']t\b{tag}|(?<!, )(\w+) not\b(?! only| (?:I|you|he|she|it|we|they)\?))",
        lambda m: m[1] or (whole.get(m[2], m[2]) if m[2] else m[3]),
        target,
        count=1,
    )


def other_digit(target: str, unit: Unit, glossary: Glossary) -> str:
    """The last digit of the first number becomes another one."""
    return re.sub(r"(?<![<\w])(\d*)(\d)(?=\D|$)", lambda m: f"{m[1]}{(int(m[2]) + 4) % 10}", target, count=1)


def first_sentence(target: str, unit: Unit, glossary: Glossary) -> str:
    """Everything after the first sentence is left out, with its tags."""
    return re.sub(r"(?<=[a-z][.!?]) .*", "", target, count=1, flags=re.DOTALL)


def without_last_sentence(target: str, unit: Unit, glossary: Glossary) -> str:
    """The last sentence of two or more is left out."""
    found = re.search(r"(?<=[a-z][.!?]) [A-Z][^.!?]{30,}[.!?]$", target)
    return target[: found.start()] if found else target


def without_clause(target: str, unit: Unit, glossary: Glossary) -> str:
    """What is between the last comma and the end is left out."""
    found = re.search(r",( [^,.!?<>]{30,})(?=[.!?]$)", target)
    return target[: found.start()] + target[found.end() :] if found else target


def forbidden(target: str, unit: Unit, glossary: Glossary) -> str:
    """A term is replaced by one that the glossary forbids."""
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
    """The translation is replaced by the French text."""
    source = str(unit.source)
    return source if len(source.split()) > 4 else target


def french_sentence(target: str, unit: Unit, glossary: Glossary) -> str:
    """The first sentence of several is left in French."""
    ours, theirs = (re.split(r"(?<=[a-zé][.!?]) ", text, maxsplit=1) for text in (str(unit.source), target))
    return f"{ours[0]} {theirs[1]}" if len(ours) == len(theirs) == 2 and len(ours[0].split()) > 4 else target


def misspelt_name(target: str, unit: Unit, glossary: Glossary) -> str:
    """A surname in the text that the French text has too loses a letter."""
    for found in re.finditer(r"(?<=[a-z] )([A-Z][a-zï]+ [A-Z][a-z]{3})[a-z](?=[a-z]+)", target):
        surname = re.match(r"\w+", target[found.start(1) :].split()[1])
        if surname and surname[0] in unit.source.plain:
            return target[: found.end(1)] + target[found.end() :]
    return target


def typing(change: Callable[[str], str]) -> Mutate:
    """A typing error in a lower-case word of seven letters or more."""

    def mistyped(target: str, unit: Unit, glossary: Glossary) -> str:
        words = list(re.finditer(r"(?<![\w/.@<$-])[a-z]{7,}(?![\w/.@>-])", target))
        # Not in words that the French text has too, such as the name of a program, or Latin.
        words = [found for found in words if found[0] not in unit.source.plain]
        if not words:
            return target
        found = random.Random(target).choice(words)
        return target[: found.start()] + change(found[0]) + target[found.end() :]

    return mistyped


def moved_end(target: str, unit: Unit, glossary: Glossary) -> str:
    """A closing bracket is doubled."""
    return re.sub(r"\)", "))", target, count=1)


_UNITS = {"days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "minutes",
          "minutes": "seconds", "km": "m", "kg": "g", "tonnes": "kilos", "seconds": "minutes"}  # fmt: skip
_AMERICAN = {"colour": "color", "centre": "center", "behaviour": "behavior", "favour": "favor",
             "honour": "honor", "neighbour": "neighbor", "labour": "labor", "grey": "gray",
             "theatre": "theater", "licence": "license", "travelling": "traveling", "metres": "meters",
             "catalogue": "catalog", "defence": "defense", "favourite": "favorite", "modelling": "modeling",
             "programme": "program"}  # fmt: skip
_BRITISH = {
    wrong: right for right, wrong in _AMERICAN.items() if right not in ("licence", "programme", "metres")
}
# A French word, its right English, and the English word that only looks like it.
_CALQUES = (
    ("formation", "training", "formation"), ("actuellement", "currently", "actually"),
    ("réunion", "meeting", "reunion"), ("journée", "day", "journey"),
    ("actuel|actuelle", "current", "actual"),
    ("éventuel|éventuelle", "possible|potential|any", "eventual"), ("société", "company|firm", "society"),
    ("librairie", "bookshop", "library"), ("délai", "deadline|period|time limit", "delay"),
    ("déçu", "disappointed", "deceived"), ("politique", "policy", "politics"),
    ("territoire", "area|region", "territory"), ("acteur", "player|stakeholder", "actor"),
    ("acteur", "players|stakeholders", "actors"),
    ("dispositif", "scheme|system|device|programme", "dispositive"),
    ("pilotage", "steering|management|leadership", "piloting"), ("pilote", "leads|manages", "pilots"),
    ("référent", "contact|lead", "referent"), ("structurant", "key|major", "structuring"),
    ("décliner|décline|décliné|déclinée", "adapted|rolled out|broken down", "declined"),
    ("assister", "attend", "assist"), ("assistait|assista|assisté", "attended", "assisted"),
    ("sensible", "sensitive", "sensible"), ("stage", "internship|placement", "stage"),
    ("location", "hire|rental", "location"),
    ("prétend|prétendre", "claim|claims", "pretend"), ("procès", "trial", "process"),
    ("avertissement", "warning", "advertisement"), ("bénéfice", "profit", "benefice"),
)  # fmt: skip

FAULTS: dict[str, tuple[str, Mutate | Mapping[str, Mutate]]] = {
    "another number": ("numbers dates times units", other_digit),
    "number lost": ("numbers dates times", there(r"(?<![\w<.,:])\d{2,} ", "")),
    "number added": ("numbers", sub(r"(?<=[a-z]) (?=[a-z]+s\b)", " 340 ")),
    "figures change places": (
        "numbers dates times", there(r"(?<![\w<.,:])(\d)(?!\1)(\d)(?![\d,.:])", r"\2\1")),
    "decimal point moved": ("numbers", sub(r"(?<=\d)\.(\d)(?=\D)(?!\.\d)", r"\1")),
    "section number": ("numbers", sub(r"(?<![\w.])(\d+\.\d+\.)\d+", r"\g<1>99")),
    "another year": ("numbers dates", sub(r"\b(19\d|20\d)(\d)\b", lambda m: f"{m[1]}{(int(m[2]) + 1) % 10}")),
    "another month": ("dates", other_month),
    "am for pm": ("times", sub(r"(?<=\d )(am|pm)\b", lambda m: "pm" if m[1] == "am" else "am")),
    "currency lost": ("currency", sub("€", "")),
    "another currency": ("units currency", sub("€", "$")),
    "bn for m": ("numbers", sub(r"(?<=\d)m\b", "bn")),
    "billion for million": ("scale numbers", swap({"million": "billion", "billion": "million"})),
    "million for thousand": (
        "scale numbers number-words", swap({"thousand": "million", "thousands": "millions"})),
    "another number in words": ("number-words numbers", swap({"twenty": "thirty", "thirty": "forty",
                                                              "fifty": "sixty", "fifteen": "sixteen"})),
    "another unit": ("units", lambda target, unit, glossary: re.sub(
        rf"(\d|\b(?:two|three|four|five|six|ten|twelve))([ -])({'|'.join(_UNITS)})\b",
        lambda m: f"{m[1]}{m[2]}{_UNITS[m[3]]}", target, count=1)),
    "per cent lost": ("percent", sub("(?<=[0-9])%", "")),
    "French decimals": ("number-format", there(
        r"(?<![\w.,])(\d+)\.(\d+)(?! ?[ap]m)(?![\w/-]|[.,]\w)", r"\1,\2")),
    "French thousands": ("number-format", sub(r"(?<=\d),(?=\d{3})", " ")),
    "tag lost": ("missing-tag", sub(r"</?[bi]>|<fn\d/>", "")),
    "tag twice": ("extra-tag", sub(r"(<fn\d/>|</[bi]>)", r"\1\1")),
    "tag damaged": ("damaged-tag", sub(r"<(b|i|fn1/)>", r"< \1>")),
    "space lost at a tag": ("tag-spacing", sub(r"(?<=\w) (?=<[bi]>\w)", "")),
    "sentences left out": ("short perhaps-short sentencecount", first_sentence),
    "last sentence left out": ("short perhaps-short sentencecount", without_last_sentence),
    "clause left out": ("short perhaps-short sentencecount", without_clause),
    "forbidden term": ("forbidden", forbidden),
    "another term": ("terminology", other_term),
    "left in French": ("unchanged residual-french", untranslated),
    "a sentence left in French": ("residual-french", french_sentence),
    "name misspelt": ("names notranslatewords spelling", misspelt_name),
    "letter dropped": ("spelling", typing(lambda word: word[:3] + word[4:])),
    "letter doubled": ("spelling", typing(lambda word: word[:4] + word[3:])),
    "letters swapped": ("spelling", typing(lambda word: word[:2] + word[3] + word[2] + word[4:])),
    "wrong letter": ("spelling", typing(lambda word: word[:4] + ("e" if word[4] == "a" else "a") + word[5:])),
    "a for an": ("article", sub(r"\ban (?=[aeio])", "a ")),
    "an for a": ("article", sub(r"\ba (?=[bcdfgjklmnpqrstvw][a-z]{2})", "an ")),
    "the other variety": ("british-american", {"en-GB": swap(_AMERICAN), "en-US": swap(_BRITISH)}),
    "false friend": ("false-friend perhaps-false-friend", calque),
    "French quotation marks": ("french-quotes", sub("“", "« ")),
    "quotation not closed": ("doublequoting", sub("”", "")),
    "quotation not opened": ("doublequoting", sub("“", "")),
    "space before a mark": ("puncspacing", sub(r"(?<=\w)([;:!?])(?=\s|$)", r" \1")),
    "space before a comma": ("puncspacing", sub(r"(?<=[a-z]),(?= )", " ,")),
    "no space after a mark": ("puncspacing", sub(r"(?<=[a-z]{3}), (?=[a-z]{3})", ",")),
    "end mark lost": ("endpunc", sub(r"[.?!](?=$)", "")),
    "question mark lost": ("endpunc", sub(r"\?$", ".")),
    "word twice": ("doublewords", sub(r"\b(the|a|of|and) ", r"\1 \1 ")),
    "space twice": ("doublespacing", sub(r"(?<=\w) (?=\w)", "  ")),
    "bracket lost": ("brackets", sub(r"\)", "")),
    "bracket twice": ("brackets", moved_end),
    "zero-width space": ("zero-width-space", sub(r"(?<=\w) (?=\w)", " \u200b")),
    "wrong encoding": ("corrupted", sub("[’é“]", lambda m: m[0].encode().decode("cp1252", "replace"))),
    "direction mark": ("bidi-control", sub(r"(?<=\w) (?=\w)", " \u202e")),
    "address changed": ("emails urls", sub(r"(?<=\w)@(?=\w)", "@x")),
    "link changed": ("urls", sub(r"(https?://[\w.]+)/(?=\w)", r"\1/x")),
    "mark of an engine": ("leftover", sub(r"(?<=\w) (?=\w)", " [X1X] ")),
    "note to oneself": ("leftover", sub(r"(?<=\w) (?=\w)", " TODO ")),
    "she for he": ("gender perhaps-gender", swap({"she": "he", "She": "He"})),
    "he for she": ("gender perhaps-gender", swap({"he": "she", "He": "She"})),
    "negation lost": ("negation", affirmed),
    "note at another sentence": ("note-place", lambda target, unit, glossary: re.sub(
        r"(<fn\d/>)(.*)$", r"\2\1", target, count=1, flags=re.DOTALL)),
    "no translation": ("untranslated", lambda target, unit, glossary: ""),
}  # fmt: skip


def measured(
    units: Units, names: Sequence[str], mutate: Mutate | Mapping[str, Mutate], glossary: Glossary, lang: str
) -> tuple[Units, set[int]]:
    """The texts with the fault, and the indexes of those in which the checks found it."""
    settings = CheckSettings("fr", lang, frozenset(check.name for check in CHECKS) - set(names))
    # False friends of terms are found by another check.
    glossary = Glossary() if "false-friend" in names else glossary
    noisy = {index for index, _ in run(units, glossary, settings)}
    mutate = mutate[lang] if isinstance(mutate, Mapping) else mutate
    changed: list[tuple[int, Unit, str]] = []
    mistyped: set[str] = set()
    for index, (unit, translation) in enumerate(units):
        right = str(translation.target)
        text = mutate(right, unit, glossary) if index not in noisy and right != str(unit.source) else right
        words = set(text.split()).difference(right.split()) if "spelling" in names else set()
        if text != right and mistyped.isdisjoint(words):
            changed.append((index, unit, text))
            mistyped |= words
    faulty = [(unit, Translation(parse(text), State.REVIEWED)) for _, unit, text in changed]
    # They are checked with the whole book, as some checks look at what is usual in it: so a few at a time.
    size = max(20, len(units) // 20) if "short" in names else len(faulty) or 1
    size = 1 if "endpunc" in names else size
    hits: set[int] = set()
    for start in range(0, len(faulty), size):
        found = run([*units, *faulty[start : start + size]], glossary, settings)
        hits |= {index - len(units) + start for index, _ in found if index >= len(units)}
    return faulty, hits


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--kind", action="append", default=[], help="this kind alone; several may be named")
    parser.add_argument("--show", default="", help="print what was not found of this kind of fault")
    arguments = parser.parse_args()
    found = texts(arguments.texts)
    if not found:
        return 1
    glossary = csv_file.read(ROOT / "glossary.csv")
    languages = {name: variety(units) for name, units in found.items()}
    for kind, (names, mutate) in FAULTS.items():
        if arguments.kind and kind not in arguments.kind:
            continue
        seeded = hits = 0
        missed: Units = []
        for name, units in found.items():
            faulty, here = measured(units, names.split(), mutate, glossary, languages[name])
            seeded, hits = seeded + len(faulty), hits + len(here)
            missed += [pair for index, pair in enumerate(faulty) if index not in here]
        print(f"{kind:26} {hits:5} of {seeded:5}  {hits / seeded if seeded else 0:4.0%}  {names}")
        if kind == arguments.show:
            for unit, translation in missed:
                print(f"\n  {unit.source}\n  {translation.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
