"""English typography for texts translated from French: rules, each of which can be switched off.

The rules work on a flattened text (`flat.py`), without tags and without what must not be changed (`kept.py`).
They can be applied again: a text with English typography stays as it is.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.language.letters import composed
from booktranslate.language.roman_numerals import ROMAN_ENDING
from booktranslate.model import Quotes, TaggedText, respelt
from booktranslate.typography import figures, french_forms, kept, punctuation, quotation
from booktranslate.typography.dates_alone import is_date, month_first
from booktranslate.typography.flat import OPAQUE, Flat, flatten, line
from booktranslate.typography.raised import lowered, raised
from booktranslate.typography.rule import NO_BREAK, Rule, Style

__all__ = [
    "NAMES",
    "RULES",
    "Change",
    "Rule",
    "changes",
    "figures_in_english",
    "lowered",
    "polish",
    "raised",
]

_HART, _CHICAGO = "New Hart’s Rules", "The Chicago Manual of Style"

RULES: tuple[Rule, ...] = (
    Rule(
        "quotation-marks",
        "Uses English quotation marks, alternating when nested, without spaces inside.",
        f"{_HART} 9.2; {_CHICAGO}, ch. 13",
        quotation.quotation_marks,
        frozenset("«»‹›“”\"‘’'"),
    ),
    Rule(
        "apostrophes",
        "Uses curly apostrophes.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 6",
        quotation.apostrophes,
        frozenset("'‘´"),
    ),
    Rule(
        "ellipses",
        "Uses one character for three full stops.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 13",
        punctuation.ellipses,
        frozenset("."),
    ),
    Rule(
        "numbers",
        "Puts a comma between thousands, and a point before decimals.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        figures.numbers,
        kept.FIGURES,
    ),
    Rule(
        "ranges",
        "Puts an en dash between figures.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 6",
        figures.ranges,
        frozenset("-"),
    ),
    Rule(
        "dashes",
        "Uses a spaced en dash in British English, an unspaced em dash in American English.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 6",
        punctuation.dashes,
        frozenset("—―–-"),
    ),
    Rule(
        "per-cent",
        "Removes the space before %.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        figures.per_cent,
        frozenset("%‰"),
    ),
    Rule(
        "currency",
        "Puts the sign before the amount; m, bn, k in British English, million, billion, k in American "
        "English.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        figures.currency,
        frozenset("€$£"),
    ),
    Rule(
        "dates",
        "Rewrites French dates as English ones.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        french_forms.dates,
        kept.FIGURES,
    ),
    Rule(
        "times",
        "Puts a colon into times of day.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        french_forms.times,
        kept.FIGURES,
    ),
    Rule(
        "ordinals",
        "Writes ordinals as 1st, 2nd, 21st.",
        f"{_HART}, ch. 11; {_CHICAGO}, ch. 9",
        french_forms.ordinals,
        kept.FIGURES | frozenset("IVX"),
    ),
    Rule(
        "abbreviations",
        "Replaces French abbreviations by Mr, Ms, Prof., no., e.g., i.e.",
        f"{_HART}, ch. 10; {_CHICAGO}, ch. 10",
        french_forms.abbreviations,
        frozenset("MP°ºxà") | kept.FIGURES,
    ),
    Rule(
        "punctuation-spaces",
        "Removes spaces before , ; : ! ? . and inside brackets.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 6",
        punctuation.punctuation_spaces,
    ),
    Rule(
        "doubled-spaces",
        "Leaves one space between words and sentences.",
        f"{_HART}, ch. 4; {_CHICAGO}, ch. 6",
        punctuation.doubled_spaces,
    ),
    Rule(
        "no-break-spaces",
        "Replaces no-break spaces by ordinary ones, except where English uses them.",
        f"{_HART}, ch. 2; {_CHICAGO}, ch. 6",
        punctuation.no_break_spaces,
        frozenset(NO_BREAK),
    ),
)
_SIGNS = kept.SIGNS.union(OPAQUE, *(rule.signs for rule in RULES))
# Frequent ones count only before what makes them signs: in M., Mme, Pr, ex., à-d, XXe, two full stops.
_FREQUENT = ".IMPVXxà"
_EACH_SIGN = re.compile(
    rf"[{re.escape(''.join(_SIGNS))}](?:(?<![{_FREQUENT}])|(?=\.|me|lle|r|-d|{ROMAN_ENDING}(?![\w-])))"
)
NAMES = tuple(rule.name for rule in RULES)
_NO_FIGURES = frozenset(NAMES) - {"numbers", "per-cent", "currency"}
# A rule may make an earlier one applicable (a date after a number); two rounds have always been enough.
_ROUNDS = 5
_WORDS = re.compile(r"\S*\s*")


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule changed: some words before and after it."""

    rule: str
    before: str
    after: str


def polish(
    text: TaggedText,
    target_lang: str,
    *,
    quotes: Quotes = "double",
    off: Set[str] = frozenset(),
    protected: Glossary | None = None,
) -> TaggedText:
    """The text with English typography: American for `en-US`, otherwise British.

    `quotes` are the outer quotation marks. `off` are the names of rules that are not applied; terms that
    `protected` keeps are not changed. Tags keep their order. Raises UsageError for an unknown rule.
    """
    results = [result for _, result in _rounds(text, target_lang, quotes, off, protected)]
    return results[-1] if results else text


def figures_in_english(text: TaggedText, *, american: bool = False) -> TaggedText:
    """The text with English numbers, percentages and amounts of money; nothing else is changed.

    They are the same in British and American English, except that a text that is only dates in figures has
    the month first in American English.
    """
    if american and is_date(text):
        return month_first(text)
    return polish(text, "en-GB", off=_NO_FIGURES)


def changes(
    text: TaggedText,
    target_lang: str,
    *,
    quotes: Quotes = "double",
    off: Set[str] = frozenset(),
    protected: Glossary | None = None,
) -> list[Change]:
    """What `polish` would change with the same arguments, in the order of the changes."""
    found: list[Change] = []
    for steps, _ in _rounds(text, target_lang, quotes, off, protected):
        for name, flat in steps:
            result = flat.expand()
            found += (Change(name, before, after) for before, after in _differences(str(text), str(result)))
            text = result
    return found


def _rounds(
    text: TaggedText, target_lang: str, quotes: Quotes, off: Set[str], protected: Glossary | None
) -> Iterator[tuple[list[tuple[str, Flat]], TaggedText]]:
    """For each round that changes the text: the text after each rule that changes it, and in the end."""
    rules = _without(frozenset(off))
    style = Style(target_lang == "en-US", quotes)
    names = protected.kept if protected else ()
    whole = line(text)
    if not whole.isascii():
        text = respelt(text, composed)
        whole = line(text)
    settled, silent = "", 0  # a text, and how many rules in a row, up to now, leave it as it is
    for _ in range(_ROUNDS):
        # Anew for each round, as what has changed may now be an address or a name.
        signs = _signs(whole)
        spans = kept.spans(whole, names, signs)
        flat = flatten(text, whole, spans, opaque=not OPAQUE.isdisjoint(signs))
        if spans:
            signs = _signs(flat.text)
        if flat.text != settled:
            silent = 0
        steps: list[tuple[str, Flat]] = []
        for rule in rules:
            if silent == len(rules):
                break
            silent += 1
            if rule.signs and rule.signs.isdisjoint(signs):
                continue
            edits = list(rule.apply(flat.text, style))
            if edits:
                flat = flat.edited(edits)
                signs = _signs(flat.text)
                silent = 0
                steps.append((rule.name, flat))
        if not steps:
            return
        settled, text = flat.text, flat.expand()
        whole = line(text)
        yield steps, text


def _signs(text: str) -> frozenset[str]:
    """The characters of a text by which rules know whether they can apply."""
    return frozenset(_EACH_SIGN.findall(text))


@cache
def _without(off: frozenset[str]) -> tuple[Rule, ...]:
    unknown = off - set(NAMES)
    if unknown:
        raise UsageError(
            f"unknown typography rule {min(unknown)!r}.",
            hint=f"Choose from: {', '.join(NAMES)}.",
        )
    return tuple(rule for rule in RULES if rule.name not in off)


def _differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The words that differ, with the spaces after them; adjacent ones together."""
    from difflib import SequenceMatcher  # 1 ms, and a book is polished more often than its changes are shown

    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(old[i:j]), "".join(new[k:m])
