"""Which text of a book that came back is which text of the book that went out.

First the texts that are the same, in order; between them, by order and likeness. What is not certain is
paired with nothing: a text that was cut in two or joined with its neighbour, one that was added or removed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

Gap = tuple[range, range]

_LIKE = 0.5  # of the words in order; two paragraphs that have nothing in common share a third
_FEW = 4  # words, of which letters say more
_LIKE_LETTERS = 0.6
_BETTER, _WHOLE = 0.1, 0.8  # by how much the likeness to two texts must be better than to one, and how good
_BAND = 60  # how far from its place a text is looked for in a very long gap
_LARGE = 40_000


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places in both, in order; places that have no partner; and, of these, those of texts that was
    divided or joined."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    added: tuple[int, ...]
    recut: frozenset[int] = frozenset()


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """The texts of `before` and `after`, as plain words, laid side by side."""
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
    """The pairs in a gap between texts that are the same, and the texts that were cut anew."""
    pairs = _likeliest(old, new, gap)
    taken = {one for one, _ in pairs}, {other for _, other in pairs}
    recut: set[int] = set()
    for one, other in pairs[:]:
        parts = [place for place in (other - 1, other + 1) if place in gap[1] and place not in taken[1]]
        whole = [place for place in (one - 1, one + 1) if place in gap[0] and place not in taken[0]]
        is_cut = any(_is_better(old[one], new, other, place) for place in parts)
        is_joined = [place for place in whole if _is_better(new[other], old, one, place)]
        if is_cut or is_joined:
            pairs.remove((one, other))
            recut |= {one, *is_joined}
    for before, after in _between(pairs, gap):
        if len(before) == len(after) == 1 and before[0] not in recut:  # written anew, at its place
            pairs.append((before[0], after[0]))
    return pairs, recut


def _likeliest(old: Sequence[str], new: Sequence[str], gap: Gap) -> list[tuple[int, int]]:
    """The pairs in order of which the sum of likeness is the greatest."""
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
    """How many of their words two texts share in order, from 0 to 1; 0 when nothing speaks for a pair."""
    words, others = one.split(), other.split()
    if min(len(words), len(others)) < _FEW:
        value = fuzz.ratio(one, other) / 100
        return value if value >= _LIKE_LETTERS else 0.0
    value = Indel.normalized_similarity(words, others)
    return value if value >= _LIKE else 0.0


def _is_better(whole: str, parts: Sequence[str], one: int, neighbour: int) -> bool:
    """Whether a text is more like two neighbours together than like the one."""
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
