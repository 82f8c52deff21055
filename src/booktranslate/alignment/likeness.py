"""How alike two texts in different languages are, by what they share, their lengths and their kinds."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from booktranslate.language.letters import unaccented
from booktranslate.language.spaces import SPACE

_NUMBER = re.compile(rf"\d+(?:[.,{SPACE}]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # first letters that cognates share
_GAP = -0.55  # the worth of a text without a partner
_JOIN = -0.35  # what it is worth less if two texts belong to one
FULL = 0.35  # a likeness as good as any higher one
_PART = 0.25  # how much each of two texts must share with the one text they belong to
_SHORT = 30  # letters; the likeness of a shorter text tells little


@dataclass(frozen=True, slots=True)
class BookText:
    """A text of a book.

    `kind` tells what it is, `level` the level of a heading (0 for other texts). `hints` are English words
    that its translation is expected to have.
    """

    text: str
    kind: str = "paragraph"
    level: int = 0
    hints: str = ""


def features(text: str, hints: str = "") -> Counter[str]:
    """What a text may share with its translation, with how often it occurs.

    Numbers start with #, names with @; the others are the first letters of words.
    """
    found: Counter[str] = Counter()
    for number in _NUMBER.findall(text):
        found["#" + re.sub(r"\D", "", number)] += 1
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    for word in words:
        letters = plain(word)
        if word[0].isupper() and len(word) > 1:
            found["@" + letters] += 1
        if len(letters) > _STEM:
            found[letters[:_STEM]] += 1
    for word in _WORD.findall(hints):
        if len(word) >= _STEM:
            found[plain(word)[:_STEM]] += 1
    return found


def _is_number(name: str) -> bool:
    return name[0] == "#" and len(name) > 2


def plain(word: str) -> str:
    """A word in lower case, without accents and ligatures of o and e."""
    return unaccented(word.lower().replace("œ", "oe"))


class Compared:
    """The texts of two books, and how alike any of them are. The methods take indexes of texts."""

    def __init__(self, source: Sequence[BookText], target: Sequence[BookText]) -> None:
        self.source, self.target = source, target
        ours = [features(one.text, one.hints) for one in source]
        theirs = [features(one.text) for one in target]
        held = Counter(name for each in (*ours, *theirs) for name in each)
        everything = len(ours) + len(theirs)
        # Rare features tell most; a single digit, or a word on every page, hardly anything.
        self._weight = {
            name: math.log(1 + everything / count) * (0.3 if re.fullmatch(r"#\d", name) else 1)
            for name, count in held.items()
        }
        self._sizes = self._sums(ours), self._sums(theirs)
        self._having: dict[str, list[int]] = defaultdict(list)
        for index, each in enumerate(theirs):
            for name in each:
                self._having[name].append(index)
        self._ours, self._theirs = ours, theirs
        self._numbers = [[frozenset(filter(_is_number, each)) for each in side] for side in (ours, theirs)]
        self._common: dict[int, dict[int, float]] = {}
        letters = sum(len(one.text) for one in source), sum(len(one.text) for one in target)
        self._ratio = letters[1] / letters[0] if all(letters) else 1.0

    def _sums(self, found: Iterable[Counter[str]]) -> list[float]:
        return [sum(self._weight[name] * count for name, count in each.items()) for each in found]

    def common(self, ours: int) -> dict[int, float]:
        """The target texts that share anything with a source text, and the weight of what they share."""
        if ours not in self._common:
            found: dict[int, float] = defaultdict(float)
            for name, count in self._ours[ours].items():
                for theirs in self._having.get(name, ()):
                    found[theirs] += self._weight[name] * min(count, self._theirs[theirs][name])
            self._common[ours] = found
        return self._common[ours]

    def likeness(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """How much of what the texts have they share, from 0 to 1."""
        both = sum(self.common(one).get(other, 0.0) for one in ours for other in theirs)
        size = sum(self._sizes[0][one] for one in ours) + sum(self._sizes[1][one] for one in theirs)
        return min(1.0, 2 * both / size) if size else 0.0

    def misfit(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """How far the ratio of lengths is from the usual one, in standard deviations."""
        one = sum(len(self.source[index].text) for index in ours)
        other = sum(len(self.target[index].text) for index in theirs)
        usual = math.log((other + 3) / (self._ratio * one + 3))
        return abs(usual) / (0.16 + 1.6 / math.sqrt(one + 3))

    def differ(self, ours: int, theirs: int) -> float:
        """How much the kinds of two texts differ, from 0 for the same kind to 1."""
        one, other = self.source[ours], self.target[theirs]
        if one.level != other.level:
            return 0.4 if one.level and other.level else 1.0
        return 0.0 if one.kind == other.kind else 0.6

    def doubt(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """What speaks against a pair: long texts that share little, and numbers that only one has."""
        like = min(1.0, self.likeness(ours, theirs) / FULL)
        long = min(1.0, sum(len(self.source[index].text) for index in ours) / 100)
        one = frozenset[str]().union(*(self._numbers[0][index] for index in ours))
        other = frozenset[str]().union(*(self._numbers[1][index] for index in theirs))
        alone = len(one ^ other) / len(one | other) if one or other else 0.0
        return long * max(0.0, 0.3 - like) / 0.3 + 0.6 * alone

    def worth(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """What pairing texts is worth; with `ours` or `theirs` empty, what leaving texts alone is worth."""
        if not ours or not theirs:
            return _GAP * (len(ours) + len(theirs))
        like = min(1.0, self.likeness(ours, theirs) / FULL)
        misfit = min(3.0, self.misfit(ours, theirs))
        worth = 2.2 * like - 0.35 * misfit - self.doubt(ours, theirs)
        worth -= max(self.differ(one, other) for one in ours for other in theirs)
        if len(ours) + len(theirs) == 2:
            return worth
        return worth + _JOIN - 1.2 * max(0.0, 1 - self._weakest(ours, theirs) / _PART)

    def _weakest(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """The least part of one of several texts that the single text on the other side shares with it."""
        if len(ours) > 1:
            common = [self.common(one).get(theirs[0], 0.0) for one in ours]
            sizes = [self._sizes[0][one] for one in ours]
        else:
            common = [self.common(ours[0]).get(other, 0.0) for other in theirs]
            sizes = [self._sizes[1][other] for other in theirs]
        return min(both / size if size else 0.0 for both, size in zip(common, sizes, strict=True))

    def sure(self, ours: Sequence[int], theirs: Sequence[int], near: float) -> int:
        """How sure it is that texts belong together, from 0 to 100.

        `near` tells how well their neighbours fit together, from 0 to 1.
        """
        like = min(1.0, self.likeness(ours, theirs) / FULL)
        fit = math.exp(-(self.misfit(ours, theirs) ** 2) / 4)
        same = 1 - max(self.differ(one, other) for one in ours for other in theirs)
        short = sum(len(self.source[index].text) for index in ours) < _SHORT
        sure = 0.22 * fit + 0.13 * same + ((0.25, 0.40) if short else (0.47, 0.18))[0] * like
        sure += (0.40 if short else 0.18) * near
        sure -= 0.25 * self.doubt(ours, theirs)
        return round(100 * max(0.0, sure - (0.1 if len(ours) + len(theirs) > 2 else 0.0)))
