"""Match the texts of a book that came back with those of the book that was sent.

Texts that are the same are matched first, in order; those between them by order and likeness. A text has no
partner if the match is uncertain: one that was split or joined with its neighbour, added or removed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

Gap = tuple[range, range]

_LIKE = 0.5  # of the words in order; two unrelated paragraphs share a third
_FEW = 4  # words: with fewer than these, letters say more
_LIKE_LETTERS = 0.6
_BETTER, _WHOLE = 0.1, 0.8  # how much more like two texts than one it must be, and how like the two at least
_BAND = 60  # how far from its place a text is looked for in a very long gap
_LARGE = 40_000  # pairs of texts that make a gap very long


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two lists of texts match, by their indexes.

    `pairs` are in order; `gone` and `added` are the texts before and after that have no partner. `recut` are
    those of `gone` that were split, or joined with a neighbour.
    """

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    added: tuple[int, ...]
    recut: frozenset[int] = frozenset()


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Match the texts of `before` with those of `after`; all are plain texts, without tags."""
    old, new = [_folded(text) for text in before], [_folded(text) for text in after]
    pairs: list[tuple[int, int]] = []
    recut: set[int] = set()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        elif a < b and c < d:
            found, cut = _gap(old, new, (range(a, b), range(c, d)))
            pairs += found
            recut |= cut
    here, there = {one for one, _ in pairs}, {other for _, other in pairs}
    return Alignment(
        tuple(sorted(pairs)),
        tuple(place for place in range(len(before)) if place not in here),
        tuple(place for place in range(len(after)) if place not in there),
        frozenset(recut),
    )


def _folded(text: str) -> str:
    return " ".join(text.split())


def _gap(old: Sequence[str], new: Sequence[str], gap: Gap) -> tuple[list[tuple[int, int]], set[int]]:
    """The pairs in a gap between identical texts, and the old texts that were split or joined."""
    pairs = _likeliest(old, new, gap)
    taken = {one for one, _ in pairs}, {other for _, other in pairs}
    recut: set[int] = set()
    for one, other in pairs[:]:
        parts = [place for place in (other - 1, other + 1) if place in gap[1] and place not in taken[1]]
        whole = [place for place in (one - 1, one + 1) if place in gap[0] and place not in taken[0]]
        is_cut = any(_is_better(old[one], new, other, place) for place in parts)
        joined = [place for place in whole if _is_better(new[other], old, one, place)]
        if is_cut or joined:
            pairs.remove((one, other))
            recut |= {one, *joined}
    for before, after in _between(pairs, gap):
        if len(before) == len(after) == 1 and before[0] not in recut:  # rewritten where it stood
            pairs.append((before[0], after[0]))
    return pairs, recut


def _likeliest(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """The pairs, in order, whose likenesses add up to the most."""
    rows, columns = gap
    is_large = len(rows) * len(columns) > _LARGE
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    found: dict[tuple[int, int], float] = {}
    for i, one in enumerate(rows):
        for j, other in enumerate(columns):
            value = 0.0
            if not is_large or abs(i - j * len(rows) // len(columns)) <= _BAND:
                value = likeness(old[one], new[other])
            if value:
                found[i, j] = value
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + value)
    pairs = []
    i, j = len(rows), len(columns)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            if (i, j) in found:
                pairs.append((rows[i], columns[j]))
    return pairs[::-1]


def likeness(one: str, other: str) -> float:
    """The share of their words that two texts have in common, in order; 0 if it is too low for a pair."""
    words, others = one.split(), other.split()
    if min(len(words), len(others)) < _FEW:
        value = fuzz.ratio(one, other) / 100
        return value if value >= _LIKE_LETTERS else 0.0
    value = Indel.normalized_similarity(words, others)
    return value if value >= _LIKE else 0.0


def _is_better(whole: str, parts: Sequence[str], one: int, neighbour: int) -> bool:
    """Whether a text is clearly more like `one` and its neighbour together than like `one` alone."""
    first, second = sorted((one, neighbour))
    words = whole.split()
    alone = Indel.normalized_similarity(words, parts[one].split())
    both = Indel.normalized_similarity(words, f"{parts[first]} {parts[second]}".split())
    return both >= _WHOLE and both > alone + _BETTER


def _between(pairs: Sequence[tuple[int, int]], gap: Gap) -> Iterator[Gap]:
    """The stretches of a gap between its pairs."""
    a, c = gap[0].start, gap[1].start
    for one, other in [*pairs, (gap[0].stop, gap[1].stop)]:
        yield range(a, one), range(c, other)
        a, c = one + 1, other + 1
