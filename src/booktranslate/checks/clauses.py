"""Which clause of a French text has nothing in the translation.

Both texts are cut at their marks, and the pieces are aligned as Gale and Church (1993) align sentences: by
their lengths, and by the numbers, names and words of one origin that they have in common. A piece that costs
less alone than beside what is there has no translation.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from booktranslate.alignment.within import marks
from booktranslate.language.spaces import SPACE
from booktranslate.model import Span

_CUT = re.compile(r"[,;:—–()«»“”]\s|\s[—–-]\s|[.!?…]+[»”’]?\s")
_LEAST = 12  # letters of a piece; a shorter one belongs to the next
_MISSED = 30  # letters of a clause that is worth a word
_STEM = 4  # letters by which words of one origin are known that differ a little: Sénèque, Seneca
_MOST = 60  # pieces; more are a list, or take too long

# The costs: of a piece alone, and for each letter of it; of joining; what is won for each mark in common.
_ALONE, _LETTERS, _JOINED, _COMMON = 2.0, 60, 0.25, 0.8
_WIDE = 1.3  # pieces differ more in length than whole texts do
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text: its place, its length as that of a translation, and what it may have in common."""

    span: Span
    length: float
    marks: frozenset[str]


def lost(source: str, target: str, ratio: float, deviation: float) -> Span | None:
    """The place of the longest stretch of French that has no translation.

    `ratio` and `deviation` are those of the book: the length of a translation for one letter of French, and
    how far it strays, for a text of one letter.
    """
    ours, theirs = _pieces(source, ratio), _pieces(target, 1)
    if not ours or max(len(ours), len(theirs)) > _MOST:
        return None
    stretches: list[Span] = []
    for start, end in _alone(ours, theirs, deviation * _WIDE):
        if stretches and stretches[-1][1] == start:
            start = stretches.pop()[0]
        stretches.append((start, end))
    start, end = max(stretches, key=lambda each: each[1] - each[0], default=(0, 0))
    if end - start < _MISSED or _is_there(source, target, start, end):
        return None
    return start, start + len(source[start:end].rstrip(f"{SPACE}«“(—–-,;:"))


def _is_there(source: str, target: str, start: int, end: int) -> bool:
    """Whether a word of a stretch is in the translation as often as in the French text."""
    mine, ours, theirs = (_stems(text) for text in (source[start:end], source, target))
    return any(theirs[stem] >= ours[stem] for stem in mine)


def _stems(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for mark, places in marks(text).items():
        found[mark[:_STEM]] += len(places)
    return found


def _pieces(text: str, ratio: float) -> list[_Piece]:
    ends = [found.end() for found in _CUT.finditer(text)]
    pieces: list[_Piece] = []
    start = 0
    for end in [*ends, len(text)]:
        if end - start >= _LEAST or (end == len(text) and end > start):
            pieces.append(_Piece((start, end), (end - start) * ratio, frozenset(marks(text[start:end]))))
            start = end
    return pieces


def _alone(ours: Sequence[_Piece], theirs: Sequence[_Piece], deviation: float) -> list[Span]:
    """The pieces of French that have no partner in the course that costs least, in their order."""
    costs = [[inf] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    steps = [[(0, 0)] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    costs[0][0] = 0
    for row in range(len(ours) + 1):
        for column in range(len(theirs) + 1):
            for down, right in _STEPS:
                if row < down or column < right or costs[row - down][column - right] == inf:
                    continue
                cost = costs[row - down][column - right] + _cost(
                    ours[row - down : row], theirs[column - right : column], deviation
                )
                if cost < costs[row][column]:
                    costs[row][column], steps[row][column] = cost, (down, right)
    row, column = len(ours), len(theirs)
    found: list[Span] = []
    while row or column:
        down, right = steps[row][column]
        if not right:
            found.append(ours[row - 1].span)
        row, column = row - down, column - right
    return found[::-1]


def _cost(ours: Sequence[_Piece], theirs: Sequence[_Piece], deviation: float) -> float:
    length, there = sum(one.length for one in ours), sum(other.length for other in theirs)
    if not ours or not theirs:
        return _ALONE + (length + there) / _LETTERS
    away = (length - there) / (deviation * sqrt((length + there) / 2))
    mine = frozenset[str]().union(*(one.marks for one in ours))
    common = sum(1 for other in theirs for mark in other.marks if mark in mine)
    return away**2 / 2 + _JOINED * (len(ours) + len(theirs) - 2) - _COMMON * min(3, common)
