"""Reviewed translations of similar texts, fast enough for a book against a large memory.

Likeness is counted in words, as translators' tools do: each distinct word becomes one character, so that
rapidfuzz compares words as fast as characters. No match is missed by the narrowing: a text that is like
another by the share `c` has, by the definition of that share (2 · common / total), at least `c / (2 - c)`
of the other's words; so among enough words, the rarest ones, there is one that both have.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from booktranslate.memory.values import Reviewed
from booktranslate.model import parse

CUTOFF = 75
MOST = 2
_WORD = re.compile(r"\w+")
_UNKNOWN = "\0"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A reviewed translation of a similar text; 100 is the very same text."""

    score: int
    found: Reviewed


class Similar:
    """An index of reviewed translations; of those with the same source and target one counts."""

    def __init__(self, reviewed: Iterable[Reviewed]) -> None:
        self._codes: dict[str, str] = {}
        distinct = {(each.source, each.target): each for each in reviewed}.values()
        # In the order of length, so that the texts of a range of lengths are neighbours everywhere.
        coded = sorted(((self._coded(each.source), each) for each in distinct), key=lambda pair: len(pair[0]))
        self._texts = [text for text, _ in coded]
        self._reviewed = [each for _, each in coded]
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self._texts):
            for code in dict.fromkeys(text):
                self._having[code].append(index)

    def _coded(self, source: str) -> str:
        words = _words(parse(source).plain)
        return "".join(self._codes.setdefault(word, chr(len(self._codes) + 1)) for word in words)

    def to(self, source: str) -> list[Likeness]:
        """The best matches for a text, best first."""
        plain = parse(source).plain
        coded = "".join(self._codes.get(word, _UNKNOWN) for word in _words(plain))
        candidates = {index: self._texts[index] for index in sorted(self._candidates(coded))}
        matches = process.extract(
            coded, candidates, scorer=Indel.normalized_similarity, score_cutoff=CUTOFF / 100, limit=MOST
        )
        found = [Likeness(int(100 * score), self._reviewed[index]) for _, score, index in matches]
        return [
            one if one.score < 100 or one.found.source == source else Likeness(99, one.found) for one in found
        ]

    def _candidates(self, coded: str) -> set[int]:
        share = CUTOFF / (200 - CUTOFF)
        enough = int((1 - share) * len(coded) + 1e-9) + 1
        rarest = sorted(coded, key=lambda code: len(self._having.get(code, ())))[:enough]
        first = bisect_left(self._texts, share * len(coded) - 1e-9, key=len)
        end = bisect_right(self._texts, len(coded) / share + 1e-9, key=len)
        found: set[int] = set()
        for code in set(rarest):
            places = self._having.get(code, [])
            found.update(places[bisect_left(places, first) : bisect_left(places, end)])
        return found


def _words(plain: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", plain).casefold())
