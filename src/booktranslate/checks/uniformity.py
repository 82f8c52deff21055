"""Uniformity within a book: hyphens, capitals in headings, the serial comma, names of organisations.

All are notes, because the house style decides which form is right. The rarer form is reported if the other
one is usual. The names are our own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from booktranslate import notes
from booktranslate.checks.pairs import Check, Flaw, Pair
from booktranslate.language import addresses, words
from booktranslate.model import Span, counted

_USUAL = 3  # a form is usual if it occurs this many times, and this many times as often as the other
_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?:-[^\W\d_]{2,})?(?![\w-])")
_CLOSED = re.compile(r"\w+, [\w’'-]+(,?) (?:and|or) [\w’'-]+")
_SMALL = frozenset(
    words("a an and as at but by for from in into nor of on or over per the to up via vs with is are be")
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ORGANISATION = re.compile(
    r"(?<!\w)(?:Académie|Agence|Assemblée|Association|Autorité|Banque|Bureau|Caisse|Centre|Chambre|Comité|Commission"
    r"|Confédération|Conseil|Cour|Direction|École|Fédération|Fondation|Groupement|Haut[e]?|Institut|Laboratoire|Ligue|Ministère"
    r"|Observatoire|Office|Ordre|Réseau|Secrétariat|Service|Société|Syndicat|Union|Université)"
    r"(?:\s(?:de\sla|de\sl[’']|du|des|de|d[’']|pour\sla|pour\sl[’']|et|à\sla|aux?|l[’']|en)?\s?[A-ZÀ-Ý][\w’-]+"
    r"|\s(?:de\sla|du|des|de)\s[a-zà-ÿ]+(?=\s[A-ZÀ-Ý])|\s(?:régional|général|national|européenne?|nationale|régionale)s?)+"
)
_ENGLISH_RUN = re.compile(r"[A-Z][\w’-]*(?:\s(?:(?:of|for|the|and|in|on|de|du|des|la)\s){0,2}[A-Z][\w’-]*)+")


def hyphens(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A word has a hyphen here but not elsewhere, or the other way round: co-operation, cooperation."""
    places: dict[str, dict[str, list[tuple[int, Span]]]] = defaultdict(lambda: defaultdict(list))
    for index, pair in enumerate(pairs):
        for found in _HYPHENED.finditer(addresses.blanked(pair.target)):
            word = found[0].lower()
            places[word.replace("-", "")][word].append((index, found.span()))
    for ways in places.values():
        if len(ways) == 2:
            rare, usual = sorted(ways, key=lambda way: len(ways[way]))
            if len(ways[usual]) > len(ways[rare]):
                index, span = ways[rare][0]
                score = f"{counted(len(ways[usual]), 'time')} to {len(ways[rare])}"
                yield (
                    index,
                    Flaw(
                        f"“{rare}” is “{usual}” elsewhere ({score}); use one of the two.",
                        span,
                        suggestion=usual,
                    ),
                )


def headings(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A heading has capitals on all words where most have one on the first, or the other way round."""
    ways: dict[bool, list[tuple[int, Span]]] = {True: [], False: []}
    for index, pair in enumerate(pairs):
        if pair.translated and notes.read(pair.unit.notes).role == notes.HEADING:
            later = [found for found in _WORD.finditer(pair.target) if found[0].lower() not in _SMALL][1:]
            capitals = sum(found[0][0].isupper() for found in later)
            # Names are capitalised in both styles, so a heading with some capitals belongs to neither.
            if len(later) >= 2 and not pair.target.isupper():
                if capitals == len(later):
                    ways[True].append((index, later[0].span()))
                elif capitals <= len(later) / 3:
                    small = next(found for found in later if found[0][0].islower())
                    ways[False].append((index, small.span()))
    for way, places in ways.items():
        usual = len(ways[not way])
        if places and usual >= _USUAL and usual >= _USUAL * len(places):
            how = "capitals on all words" if way else "a capital on the first word only"
            for index, span in places:
                yield index, Flaw(f"This heading has {how}; {usual} others have not.", span)


def serial_commas(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A list is written “a, b and c” in a book that writes “a, b, and c”, or the other way round.

    Reported once, at the first place.
    """
    ways: dict[bool, list[tuple[int, Span]]] = {True: [], False: []}
    for index, pair in enumerate(pairs):
        for found in _CLOSED.finditer(pair.target):
            ways[bool(found[1])].append((index, found.span()))
    for way, places in ways.items():
        usual = len(ways[not way])
        if places and usual >= _USUAL and usual >= _USUAL * len(places):
            how = "a comma" if way else "no comma"
            index, span = places[0]
            message = (
                f"The list has {how} before its last item, unlike elsewhere ({usual} to "
                f"{counted(len(places), 'time')})."
            )
            yield index, Flaw(message, span)


def organisations(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """An organisation has a different English name here than in most texts that name it."""
    places: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        if pair.translated:
            for found in _ORGANISATION.finditer(pair.source):
                if len(found[0].split()) > 2 and not any(
                    match.start < found.end() and found.start() < match.end for match in pair.terms
                ):
                    places[found[0].replace("'", "’")].append((index, found.span()))
    for name, here in places.items():
        indexes = list(dict.fromkeys(index for index, _ in here))
        if len(indexes) < _USUAL:
            continue
        runs = {index: frozenset(_ENGLISH_RUN.findall(pairs[index].target)) for index in indexes}
        usual, count = _most_common(runs)
        if count < max(2, len(indexes) / 2):
            continue
        for index, span in here:
            if runs[index] and usual not in pairs[index].target and len(runs[index]) == 1:
                (other,) = runs[index]
                where = pairs[index].target.index(other)
                yield (
                    index,
                    Flaw(
                        f"“{name}” is “{usual}” in {counted(count, 'text')}, and “{other}” here.",
                        (where, where + len(other)),
                        span,
                        suggestion=usual,
                    ),
                )


def _most_common(runs: Mapping[int, frozenset[str]]) -> tuple[str, int]:
    counts = Counter(run for each in runs.values() for run in each)
    return max(counts.items(), key=lambda item: (item[1], len(item[0])), default=("", 0))


CHECKS = (
    Check("hyphenation", "note", "A word has a hyphen here, but not elsewhere.", hyphens),
    Check("heading-capitals", "note", "A heading is capitalised differently from most.", headings),
    Check("serial-comma", "note", "A list has a comma before “and”, unlike most.", serial_commas),
    Check("organisations", "note", "An organisation has another name than elsewhere.", organisations),
)
