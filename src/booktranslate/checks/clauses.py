"""Find a clause of a French text that is not translated.

Both texts are cut at their punctuation marks, and the pieces are aligned by the method of Gale and Church
(1993): by length, and here also by the numbers, names and cognates that they share. A French piece that stays
alone in the cheapest alignment has no translation.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from booktranslate.alignment.within import anchors
from booktranslate.language.spaces import SPACE
from booktranslate.model import Span

_CUT = re.compile(r"[,;:—–()«»“”]\s|\s[—–-]\s|[.!?…]+[»”’]?\s")
_LEAST = 12  # letters of a piece; a shorter one is joined to the next
_MISSED = 30  # letters of a clause that is worth reporting
_STEM = 4  # first letters that cognates with a slightly different ending share: Sénèque, Seneca
_MOST = 60  # pieces; with more the text is a list, or takes too long

# Costs: of an unaligned piece, plus one per _LETTERS letters of it; of joining two pieces; the discount for
# each shared anchor.
_ALONE, _LETTERS, _JOINED, _COMMON = 2.0, 60, 0.25, 0.8
_WIDE = 1.3  # lengths of pieces vary more than those of whole texts
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text: its span, the length expected in English, and its anchors."""

    span: Span
    length: float
    anchors: frozenset[str]


def lost(source: str, target: str, ratio: float, deviation: float) -> Span | None:
    """The span in `source` of the longest stretch that has no translation; None if there is none.

    `ratio` and `deviation` describe the book: how many English letters translate one French letter, and the
    standard deviation of that length for a text of one letter.
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
    """Whether an anchor of the stretch is in the translation as often as in the French text."""
    mine, ours, theirs = (_stems(text) for text in (source[start:end], source, target))
    return any(theirs[stem] >= ours[stem] for stem in mine)


def _stems(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for anchor, places in anchors(text).items():
        found[anchor[:_STEM]] += len(places)
    return found


def _pieces(text: str, ratio: float) -> list[_Piece]:
    ends = [found.end() for found in _CUT.finditer(text)]
    pieces: list[_Piece] = []
    start = 0
    for end in [*ends, len(text)]:
        if end - start >= _LEAST or (end == len(text) and end > start):
            pieces.append(_Piece((start, end), (end - start) * ratio, frozenset(anchors(text[start:end]))))
            start = end
    return pieces


def _alone(ours: Sequence[_Piece], theirs: Sequence[_Piece], deviation: float) -> list[Span]:
    """The spans of the French pieces that have no partner in the cheapest alignment, in text order."""
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
    mine = frozenset[str]().union(*(one.anchors for one in ours))
    common = sum(1 for other in theirs for anchor in other.anchors if anchor in mine)
    return away**2 / 2 + _JOINED * (len(ours) + len(theirs) - 2) - _COMMON * min(3, common)
