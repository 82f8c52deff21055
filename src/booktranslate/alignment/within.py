"""Find the place in a translation that corresponds to a place in the French text.

Within one text the order changes little. Numbers, names and cognates (« coopérative », cooperative) that
occur equally often in both texts are anchors: each pair of them stands at the same place. So do the starts of
sentences, if both texts have the same number of them. Between anchors, places are interpolated.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from booktranslate.alignment.likeness import plain
from booktranslate.language import sentences

_WORD = re.compile(r"\d+|[^\W\d_]+")
_LETTERS = 6  # of a word long enough to be compared by its first _STEM letters
_STEM = 5
_OFTEN = 3  # a word that occurs more often than this is not an anchor
_AWAY = 0.15  # an anchor may be off its proportional place by this part of the text, plus _NEAR letters
_NEAR = 50


class Places:
    """Pairs of corresponding places in a French text and its translation, the ends of the texts included."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        self._ours = [ours for ours, _ in pairs]
        self._theirs = [theirs for _, theirs in pairs]

    def of(self, at: int) -> int:
        """The index in the translation that corresponds to the index `at` of the French text."""
        before = min(max(bisect_right(self._ours, at) - 1, 0), len(self._ours) - 2)
        ours, theirs = self._ours[before], self._theirs[before]
        whole = self._ours[before + 1] - ours
        return theirs + round((at - ours) * (self._theirs[before + 1] - theirs) / whole) if whole else theirs


@lru_cache(8)
def places(source: str, target: str) -> Places:
    """Find the corresponding places of a French text and its translation."""
    length = len(source), len(target)
    found = [
        (ours, theirs)
        for ours, theirs in _common(source, target)
        if abs(theirs - ours * length[1] / max(1, length[0])) <= _NEAR + _AWAY * length[1]
    ]
    return Places([(0, 0), *_rising(found, length), length])


def _common(source: str, target: str) -> Iterator[tuple[int, int]]:
    ours, theirs = anchors(source), anchors(target)
    for anchor, here in ours.items():
        there = theirs.get(anchor, [])
        if len(here) == len(there) <= _OFTEN:
            yield from zip(here, there, strict=True)
    spans, their_spans = (list(sentences.spans(text)) for text in (source, target))
    if len(spans) == len(their_spans):
        yield from ((one[0], other[0]) for one, other in zip(spans, their_spans, strict=True))


def anchors(text: str) -> dict[str, list[int]]:
    """What a text may share with its translation, with the places of each: numbers, names, first five letters
    of longer words; without accents, in lower case."""
    found: dict[str, list[int]] = defaultdict(list)
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isdigit() or (word[0].isupper() and len(word) > 2):
            found[plain(word)].append(match.start())
        elif len(word) >= _LETTERS:
            found[plain(word)[:_STEM]].append(match.start())
    return found


def _rising(pairs: Iterable[tuple[int, int]], length: tuple[int, int]) -> list[tuple[int, int]]:
    """The longest series of pairs whose places rise in both texts."""
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
