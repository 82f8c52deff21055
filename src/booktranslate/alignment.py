"""Which text of a translation is that of which text of the book, when nothing but the two books says so.

Texts that belong together have numbers and names in common, words of one origin (« coopérative »,
cooperative), what is known of their translation (`hints`), a length that fits, and a place. Chapters are
paired first, so that they may stand in another order; inside them the best course through both is found
(dynamic programming, as Gale and Church, 1993), in which a text may have no partner, or two. What is left
over is looked for everywhere.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters that words of one origin share at their start
_GAP = -0.55  # the worth of a text without a partner
_JOIN = -0.35  # of two texts for one
_BAND = 150  # how far a course may lie off the straight one, in texts
_MOVED = 0.30  # the likeness of texts that belong together wherever they stand
_AGAIN = 60  # how sure it must be that texts belong together that were not found in their chapters
_FULL = 0.35  # the likeness that speaks for itself
_PART = 0.25  # how much of a part is found in the whole
_SHORT = 30  # letters; a shorter text says little of itself


@dataclass(frozen=True, slots=True)
class Segment:
    """A text, and what it is (`kind`; `level` of a heading, else 0); `hints`: English words known of it."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    hints: str = ""


@dataclass(frozen=True, slots=True)
class Bead:
    """Texts by their index that belong together, and how sure that is: 0 to 100."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    sure: int = 0


def align(source: Sequence[Segment], target: Sequence[Segment]) -> list[Bead]:
    """All texts of both sides, each in one bead, in the order of the source; the rest of the target last."""
    compared = _Compared(source, target)
    beads: list[Bead] = []
    for ours, theirs in _chapters(source, target, compared):
        beads += _course(ours, theirs, compared)
    beads = _moved(_again(beads, compared), compared)
    return sorted(beads, key=lambda bead: (bead.source[:1] or (len(source),), bead.target))


# --- likeness --------------------------------------------------------------------------------------------


def features(text: str, hints: str = "") -> Counter[str]:
    """What a text can have in common with its translation."""
    found: Counter[str] = Counter()
    for number in _NUMBER.findall(text):
        found["#" + re.sub(r"\D", "", number)] += 1
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    for word in words:
        plain = _plain(word)
        if word[0].isupper() and len(word) > 1:
            found["@" + plain] += 1
        if len(plain) > _STEM:
            found[plain[:_STEM]] += 1
    for word in _WORD.findall(hints):
        if len(word) >= _STEM:
            found[_plain(word)[:_STEM]] += 1
    return found


def _is_number(name: str) -> bool:
    return name[0] == "#" and len(name) > 2


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower().replace("œ", "oe"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


class _Compared:
    """The texts of both sides, with what they have in common."""

    def __init__(self, source: Sequence[Segment], target: Sequence[Segment]) -> None:
        self.source, self.target = source, target
        ours = [features(one.text, one.hints) for one in source]
        theirs = [features(one.text) for one in target]
        held = Counter(name for each in (*ours, *theirs) for name in each)
        everything = len(ours) + len(theirs)
        # Rare features tell most; a number of one figure, or a word of every page, next to nothing.
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
        """What a text has in common with each text of the target that it has something in common with."""
        if ours not in self._common:
            found: dict[int, float] = defaultdict(float)
            for name, count in self._ours[ours].items():
                for theirs in self._having.get(name, ()):
                    found[theirs] += self._weight[name] * min(count, self._theirs[theirs][name])
            self._common[ours] = found
        return self._common[ours]

    def likeness(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """0: nothing in common; 1: everything."""
        both = sum(self.common(one).get(other, 0.0) for one in ours for other in theirs)
        size = sum(self._sizes[0][one] for one in ours) + sum(self._sizes[1][one] for one in theirs)
        return min(1.0, 2 * both / size) if size else 0.0

    def misfit(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """How far the lengths are from those that are usual: in standard deviations."""
        one = sum(len(self.source[index].text) for index in ours)
        other = sum(len(self.target[index].text) for index in theirs)
        usual = math.log((other + 3) / (self._ratio * one + 3))
        return abs(usual) / (0.16 + 1.6 / math.sqrt(one + 3))

    def differ(self, ours: int, theirs: int) -> float:
        """How much what they are differs: 0 for two of a kind."""
        one, other = self.source[ours], self.target[theirs]
        if one.level != other.level:
            return 0.4 if one.level and other.level else 1.0
        return 0.0 if one.kind == other.kind else 0.6

    def doubt(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """What speaks against two texts: long ones with nothing in common, numbers that only one has."""
        like = min(1.0, self.likeness(ours, theirs) / _FULL)
        long = min(1.0, sum(len(self.source[index].text) for index in ours) / 100)
        one = frozenset[str]().union(*(self._numbers[0][index] for index in ours))
        other = frozenset[str]().union(*(self._numbers[1][index] for index in theirs))
        alone = len(one ^ other) / len(one | other) if one or other else 0.0
        return long * max(0.0, 0.3 - like) / 0.3 + 0.6 * alone

    def worth(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """What is gained by taking them for one another; less than two gaps when they are not."""
        if not ours or not theirs:
            return _GAP * (len(ours) + len(theirs))
        like = min(1.0, self.likeness(ours, theirs) / _FULL)
        misfit = min(3.0, self.misfit(ours, theirs))
        worth = 2.2 * like - 0.35 * misfit - self.doubt(ours, theirs)
        worth -= max(self.differ(one, other) for one in ours for other in theirs)
        if len(ours) + len(theirs) == 2:
            return worth
        return worth + _JOIN - 1.2 * max(0.0, 1 - self._weakest(ours, theirs) / _PART)

    def _weakest(self, ours: Sequence[int], theirs: Sequence[int]) -> float:
        """Of texts that are one on the other side: how much of the one that has least in common is there."""
        if len(ours) > 1:
            common = [self.common(one).get(theirs[0], 0.0) for one in ours]
            sizes = [self._sizes[0][one] for one in ours]
        else:
            common = [self.common(ours[0]).get(other, 0.0) for other in theirs]
            sizes = [self._sizes[1][other] for other in theirs]
        return min(both / size if size else 0.0 for both, size in zip(common, sizes, strict=True))

    def sure(self, ours: Sequence[int], theirs: Sequence[int], near: float) -> int:
        """How sure it is that they belong together, where their neighbours do so as `near` says (0 to 1)."""
        like = min(1.0, self.likeness(ours, theirs) / _FULL)
        fit = math.exp(-(self.misfit(ours, theirs) ** 2) / 4)
        same = 1 - max(self.differ(one, other) for one in ours for other in theirs)
        short = sum(len(self.source[index].text) for index in ours) < _SHORT
        sure = 0.22 * fit + 0.13 * same + ((0.25, 0.40) if short else (0.47, 0.18))[0] * like
        sure += (0.40 if short else 0.18) * near
        sure -= 0.25 * self.doubt(ours, theirs)
        return round(100 * max(0.0, sure - (0.1 if len(ours) + len(theirs) > 2 else 0.0)))


# --- chapters --------------------------------------------------------------------------------------------


def _chapters(
    source: Sequence[Segment], target: Sequence[Segment], compared: _Compared
) -> list[tuple[list[int], list[int]]]:
    """The texts of chapters that belong together; what has no partner stands alone.

    Kinds that run beside the text (notes, headers) are a chapter each.
    """
    ours, theirs = _parts(source), _parts(target)
    pairs: list[tuple[list[int], list[int]]] = []
    for name in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(name, []), theirs.get(name, [])
        if len(one) == len(other) == 1:
            pairs.append((one[0], other[0]))
            continue
        scored = sorted(
            (
                (alike - 0.1 * abs(at - there) / max(len(one), len(other)), -at, -there)
                for at, mine in enumerate(one)
                for there, alike in enumerate(_alike(mine, other, compared))
            ),
            reverse=True,
        )
        left, right = dict(enumerate(one)), dict(enumerate(other))
        for score, at, there in scored:
            if score > 0.05 and -at in left and -there in right:
                pairs.append((left.pop(-at), right.pop(-there)))
        # Without a heading of their own in one of the books, chapters are looked for as one.
        rest = [i for part in left.values() for i in part], [i for part in right.values() for i in part]
        pairs.append(rest)
    return pairs


def _parts(texts: Sequence[Segment]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for index, one in enumerate(texts):
        name = one.kind if one.kind in BESIDE else ""
        parts = found.setdefault(name, [[]])
        if one.level == 1 and not name and parts[-1]:
            parts.append([])
        parts[-1].append(index)
    return found


BESIDE = {"footnote", "endnote", "comment", "header", "footer", "property", "table of contents", "index"}
"""Kinds of texts that are not in the course of the book."""


def _alike(ours: Sequence[int], parts: Sequence[Sequence[int]], compared: _Compared) -> list[float]:
    """How much a chapter has in common with each other: the best partner of each text, by its length."""
    part_of = {index: number for number, part in enumerate(parts) for index in part}
    sums = [0.0] * len(parts)
    whole = 0.0
    for one in ours:
        best = [0.0] * len(parts)
        for other in compared.common(one):
            if (number := part_of.get(other)) is not None:
                best[number] = max(best[number], compared.likeness([one], [other]))
        length = len(compared.source[one].text)
        whole += length
        for number, likeness in enumerate(best):
            sums[number] += length * min(1.0, likeness / _FULL)
    return [each / whole if whole else 0.0 for each in sums]


# --- the course through a chapter ------------------------------------------------------------------------


def _course(ours: Sequence[int], theirs: Sequence[int], compared: _Compared) -> list[Bead]:
    """The beads of the course that is worth most."""
    steps = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
    rows, columns = len(ours), len(theirs)
    slope = columns / rows if rows else 0.0
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(rows + 1)]
    best[0][0] = 0.0, 0, 0
    for row in range(rows + 1):
        middle = round(row * slope)
        first, last = max(0, middle - _BAND), min(columns, middle + _BAND)
        for column in range(first, last + 1) if rows else range(columns + 1):
            for down, right in steps:
                before = best[row - down].get(column - right) if row >= down and column >= right else None
                if before is None:
                    continue
                some = ours[row - down : row], theirs[column - right : column]
                if down + right > 2 and not all(
                    other in compared.common(one) for one in some[0] for other in some[1]
                ):
                    continue
                worth = before[0] + compared.worth(*some)
                if column not in best[row] or worth > best[row][column][0]:
                    best[row][column] = worth, down, right
    row, column = rows, columns
    beads: list[Bead] = []
    while row or column:
        _, down, right = best[row][column]
        beads.append(Bead(tuple(ours[row - down : row]), tuple(theirs[column - right : column])))
        row, column = row - down, column - right
    return _judged(beads[::-1], compared)


def _judged(beads: list[Bead], compared: _Compared) -> list[Bead]:
    """The beads with how sure each is: also by the company that it keeps."""

    def good(bead: Bead) -> float:
        if not bead.source or not bead.target:
            return 0.0
        like = min(1.0, compared.likeness(bead.source, bead.target) / _FULL)
        return min(1.0, 0.35 + like) * math.exp(-(compared.misfit(bead.source, bead.target) ** 2) / 6)

    goodness = [good(bead) for bead in beads]
    judged = []
    for place, bead in enumerate(beads):
        if bead.source and bead.target:
            around = goodness[max(0, place - 3) : place] + goodness[place + 1 : place + 4]
            near = sum(around) / len(around) if around else 0.5
            bead = replace(bead, sure=compared.sure(bead.source, bead.target, near))
        judged.append(bead)
    return judged


def _again(beads: list[Bead], compared: _Compared) -> list[Bead]:
    """What is left over, gone through once more: a chapter that had lost its heading in one of the books."""
    ours = sorted(bead.source[0] for bead in beads if not bead.target)
    theirs = sorted(bead.target[0] for bead in beads if not bead.source)
    found = [
        bead
        for bead in _course(ours, theirs, compared)
        if bead.sure >= _AGAIN and len({compared.source[one].kind in BESIDE for one in bead.source}) == 1
    ]
    one_side = {i for bead in found for i in bead.source}, {i for bead in found for i in bead.target}
    kept = [
        bead
        for bead in beads
        if (bead.source and bead.target)
        or not (one_side[0].intersection(bead.source) or one_side[1].intersection(bead.target))
    ]
    return [*kept, *found]


def _moved(beads: list[Bead], compared: _Compared) -> list[Bead]:
    """Texts without a partner that have one, by all that they say, at another place."""
    ours = {bead.source[0] for bead in beads if not bead.target}
    theirs = {bead.target[0] for bead in beads if not bead.source}
    scored = sorted(
        (
            (compared.likeness([one], [other]), one, other)
            for one in ours
            for other in compared.common(one).keys() & theirs
        ),
        reverse=True,
    )
    found: dict[int, Bead] = {}
    taken: set[int] = set()
    for likeness, one, other in scored:
        fits = compared.misfit([one], [other]) < 1.5 and not compared.differ(one, other)
        if likeness > _MOVED and fits and one not in found and other not in taken:
            found[one] = Bead((one,), (other,), compared.sure([one], [other], 0.3))
            taken.add(other)
    kept = [bead for bead in beads if not (bead.source and not bead.target and bead.source[0] in found)]
    kept = [bead for bead in kept if not (not bead.source and bead.target[0] in taken)]
    return [*kept, *found.values()]
