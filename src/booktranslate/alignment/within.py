"""Where in a translation the words are that stand at a place of the French text.

Inside one text the order of things changes little: numbers, names and words of one origin (« coopérative »,
cooperative) that both sides have as often show how far each has come, and so do the beginnings of sentences,
where there are as many. What stands between two of them is taken to be spread evenly.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from booktranslate.alignment.likeness import plain
from booktranslate.language import sentences

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LETTERS = 6  # of a word that may be known by its first five
_STEM = 5
_OFTEN = 3  # a word that stands there more often shows no place
_AWAY = 0.15  # of the text: how far off a place may be, beside _NEAR letters
_NEAR = 50


class Places:
    """The places of a French text and of its translation that belong together."""

    def __init__(self, anchors: Sequence[tuple[int, int]]) -> None:
        self._ours = [ours for ours, _ in anchors]
        self._theirs = [theirs for _, theirs in anchors]

    def of(self, at: int) -> int:
        """The place in the translation of a place in the French text."""
        before = min(max(bisect_right(self._ours, at) - 1, 0), len(self._ours) - 2)
        ours, theirs = self._ours[before], self._theirs[before]
        whole = self._ours[before + 1] - ours
        return theirs + round((at - ours) * (self._theirs[before + 1] - theirs) / whole) if whole else theirs


@lru_cache(8)
def places(source: str, target: str) -> Places:
    """The places of two texts: those that are sure, and between them any."""
    length = len(source), len(target)
    found = [
        (ours, theirs)
        for ours, theirs in _common(source, target)
        if abs(theirs - ours * length[1] / max(1, length[0])) <= _NEAR + _AWAY * length[1]
    ]
    return Places([(0, 0), *_rising(found, length), length])


def _common(source: str, target: str) -> Iterator[tuple[int, int]]:
    ours, theirs = marks(source), marks(target)
    for mark, here in ours.items():
        there = theirs.get(mark, [])
        if len(here) == len(there) <= _OFTEN:
            yield from zip(here, there, strict=True)
    begins, begun = (list(sentences.spans(text)) for text in (source, target))
    if len(begins) == len(begun):
        yield from ((one[0], other[0]) for one, other in zip(begins, begun, strict=True))


def marks(text: str) -> dict[str, list[int]]:
    """What a text may have in common with its translation, and where: numbers, names, beginnings of words."""
    found: dict[str, list[int]] = defaultdict(list)
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isdigit() or (word[0].isupper() and len(word) > 2):
            found[plain(word)].append(match.start())
        elif len(word) >= _LETTERS:
            found[plain(word)[:_STEM]].append(match.start())
    return found


def _rising(pairs: Iterable[tuple[int, int]], length: tuple[int, int]) -> list[tuple[int, int]]:
    """The most of the pairs that are in the same order in both texts."""
    chains: list[list[tuple[int, int]]] = []  # the best chain of each length, as patience sorting has it
    ends: list[int] = []
    for pair in sorted({each for each in pairs if 0 < each[0] < length[0] and 0 < each[1] < length[1]}):
        at = bisect_right(ends, pair[1] - 1)
        if at and chains[at - 1][-1][0] == pair[0]:
            continue
        chain = [*(chains[at - 1] if at else []), pair]
        chains[at : at + 1] = [chain]
        ends[at : at + 1] = [pair[1]]
    return chains[-1] if chains else []
