"""Whether each « il » is "he" and each « elle » is "she", in a text that is about both a man and a woman.

The subject pronouns of both texts are aligned by their places. A partner of the other gender is reported only
if the translation has fewer pronouns of the right gender than the French text, or more of the wrong one.
Pronouns may have no partner: « elle » may be a firm, which is "it", and « il » in « il faut » is nobody.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.alignment.within import places
from booktranslate.checks.pairs import Pair
from booktranslate.model import Gender, Span

GENDERS: dict[str, Gender] = {"il": "m", "elle": "f", "he": "m", "she": "f"}
# Feminine nouns that may refer to a man; « elle » may stand for them.
ANYBODY = re.compile(
    r"\b(?:(?:cette|la|une|ma|grande)\s+personne|victime|sentinelle|vedette|recrue|créature|bête|Majesté"
    r"|Altesse|Excellence|Seigneurie|Sainteté|Éminence|Grandeur)s?\b"
)

_FRENCH = re.compile(r"(?<![\w-])(?:il|elle)(?![\w-])|(?<=-)(?:il|elle)(?!\w)", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:he|she)\b(?!\s+(?:who|that)\b)", re.IGNORECASE)
_HAS = r"(?:(?:l|m|t)[’']|lui\s|leur\s)?(?:a|avait|eût|aurait)\s(?:paru|semblé|fallu|suffi)"
# Impersonal verbs: il faut, il y a, il est temps, il lui semblait, il s’agit.
_NOBODY = re.compile(
    r"\s+(?:n[’']\s?|ne\s+)?(?:y\b|en\s+(?:est|était|fut|va|allait)|faut\b|fall\w+|faud\w+|pleu\w*|neig\w+|gel\w+"
    r"|s[’'](?:agi\w*|en\s)|se\s+(?:peut|pouvait|trouv|fai|fit|pass|form|produi|présent|dégage)\w*"
    r"|(?:rest|suffi|arriv|vau[td]|val|conv|import|sembl|par[au]|exist|manqu|sortai)\w*|vint\b|vien\w+\s+un"
    r"|est\s+(?:\w+\s+){0,2}(?:que|de|d[’']|vrai|temps|tard|tôt|possible|impossible|\w+\s+heures?)"
    r"|était\s+(?:\w+\s+){0,2}(?:que|de\b|d[’']|temps|tard|tôt|\w+\s+heures)"
    r"|(?:me|te|lui|leur|nous|vous)\s+(?:faut|fut|était|est\s+arrivé|vint|(?:fall|faud|sembl|par[au]|arriv|suffi|rest)\w*)"
    rf"|fai(?:t|sait)\s+(?:froid|chaud|nuit|jour|beau|noir|sombre)|{_HAS})",
    re.IGNORECASE,
)
_NOBODY_BEFORE = re.compile(r"(?:faut|agit|y a-t|est-ce qu|suffit|importe|reste)-?(?:t-)?$", re.IGNORECASE)
# Here « elle » is not a subject: « derrière elle », « c’est elle », « elle, … ».
_BEFORE = re.compile(
    r"(?:\b(?:de|à|derrière|devant|avec|pour|chez|par|vers|sur|sous|contre|entre|sans|en|après|avant|près|comme"
    r"|autour|dans|hors|selon|malgré|auprès)\s|d[’']|\bc(?:e\s(?:n[’'])?|[’'])(?:est|était|fut|sera)\s)$",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*[,.;:!?)»]")

_LETTERS, _FARTHEST = 40, 3.0  # partners that are _LETTERS apart cost 1, no distance more than _FARTHEST
_FIRST = 5  # a pronoun at most this many letters into a text begins it
_OTHER, _NONE = 0.8, 0.9  # the costs of the other gender and of having no partner


@dataclass(frozen=True, slots=True)
class _Pronoun:
    """A subject pronoun. `at` is its place in the translation; for a French one, the place expected there."""

    gender: Gender
    span: Span
    at: int


def swapped(pair: Pair, others: Callable[[Gender], bool]) -> tuple[Span, Span] | None:
    """The spans of the first pronoun whose gender has changed, in the French text and in the translation.

    None if there is none. `others` tells whether the French text names a person who may be of a gender.
    """
    ours, theirs = list(_french(pair)), list(_english(pair.target))
    if not ours or not theirs:
        return None
    counts, there = (Counter(each.gender for each in side) for side in (ours, theirs))
    partners = _aligned(ours, theirs)
    agrees = any(one.gender == other.gender for one, other in partners)
    for one, other in partners:
        right, wrong = one.gender, other.gender
        changed = there[right] < counts[right] or there[wrong] > counts[wrong]
        if right != wrong and changed and abs(one.at - other.at) <= _LETTERS:
            if wrong == "m" and ANYBODY.search(pair.source):
                continue
            # « Karim dit qu’elle est prête »: she may be a firm, and "he" may be Karim.
            if not agrees and max(one.span[0], other.span[0]) > _FIRST and others(wrong):
                continue
            return one.span, other.span
    return None


def _french(pair: Pair) -> Iterator[_Pronoun]:
    course = None
    for found in _FRENCH.finditer(pair.source):
        gender = GENDERS[found[0].lower()]
        before, after = pair.source[max(0, found.start() - 20) : found.start()], found.end()
        if gender == "m":
            skipped = _NOBODY.match(pair.source, after) or _NOBODY_BEFORE.search(before)
        else:
            skipped = _BEFORE.search(before) or (
                _ALONE.match(pair.source, after) if before[-1:] != "-" else None
            )
        if not skipped:
            course = course or places(pair.source, pair.target)
            yield _Pronoun(gender, found.span(), course.of(found.start()))


def _english(text: str) -> Iterator[_Pronoun]:
    for found in _ENGLISH.finditer(text):
        yield _Pronoun(GENDERS[found[0].lower()], found.span(), found.start())


def _aligned(ours: Sequence[_Pronoun], theirs: Sequence[_Pronoun]) -> list[tuple[_Pronoun, _Pronoun]]:
    """The pairs of partners in the cheapest alignment, in text order."""
    costs = [[_NONE * (row + column) for column in range(len(theirs) + 1)] for row in range(len(ours) + 1)]
    for row, one in enumerate(ours, 1):
        for column, other in enumerate(theirs, 1):
            costs[row][column] = min(
                costs[row - 1][column - 1] + _cost(one, other),
                costs[row - 1][column] + _NONE,
                costs[row][column - 1] + _NONE,
            )
    row, column = len(ours), len(theirs)
    partners: list[tuple[_Pronoun, _Pronoun]] = []
    while row and column:
        one, other = ours[row - 1], theirs[column - 1]
        if costs[row][column] == costs[row - 1][column - 1] + _cost(one, other):
            partners.append((one, other))
            row, column = row - 1, column - 1
        elif costs[row][column] == costs[row - 1][column] + _NONE:
            row -= 1
        else:
            column -= 1
    return partners[::-1]


def _cost(one: _Pronoun, other: _Pronoun) -> float:
    away = min(abs(one.at - other.at) / _LETTERS, _FARTHEST)
    return away + (_OTHER if one.gender != other.gender else 0)
