"""Align the texts of a book with those of its translation, from the two books alone.

Texts that belong together share numbers, names, cognates (« coopérative », cooperative) and words that are
known to translate them (`hints`); their lengths fit, and they are at about the same place. Chapters are
paired first, so that they may be in a different order. Within a pair of chapters the best alignment is found
by dynamic programming (Gale and Church, 1993); a text may have no partner, or two. The remaining texts are
then compared throughout the book.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booktranslate.alignment.likeness import FULL, BookText, Compared

_BAND = 150  # how many texts an alignment may lie off the diagonal
_MOVED = 0.30  # texts more alike than this belong together wherever they are
_AGAIN = 60  # how sure a pair must be that was not found within a pair of chapters


@dataclass(frozen=True, slots=True)
class Bead:
    """The indexes of texts that belong together, and how sure that is, from 0 to 100.

    `source` or `target` is empty for a text without a partner.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    sure: int = 0


def align(source: Sequence[BookText], target: Sequence[BookText]) -> list[Bead]:
    """Align two books: every text of both is in exactly one bead.

    The beads are in the order of the source; target texts without a partner come last.
    """
    compared = Compared(source, target)
    beads: list[Bead] = []
    for ours, theirs in _chapters(source, target, compared):
        beads += _course(ours, theirs, compared)
    beads = _moved(_again(beads, compared), compared)
    return sorted(beads, key=lambda bead: (bead.source[:1] or (len(source),), bead.target))


def _chapters(
    source: Sequence[BookText], target: Sequence[BookText], compared: Compared
) -> list[tuple[list[int], list[int]]]:
    """Pairs of chapters that belong together, as indexes of their texts; the last pairs chapters left over.

    Each kind of text in BESIDE (notes, headers …) is treated as a chapter.
    """
    ours, theirs = _by_kind(source), _by_kind(target)
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
        # Chapters may have lost their headings in one of the books: those left over are aligned as one.
        rest = (
            [i for chapter in left.values() for i in chapter],
            [i for chapter in right.values() for i in chapter],
        )
        pairs.append(rest)
    return pairs


def _by_kind(texts: Sequence[BookText]) -> dict[str, list[list[int]]]:
    """The chapters of the body, under "", and the texts of each kind in BESIDE as one chapter."""
    found: dict[str, list[list[int]]] = {}
    for index, one in enumerate(texts):
        name = one.kind if one.kind in BESIDE else ""
        chapters = found.setdefault(name, [[]])
        if one.level == 1 and not name and chapters[-1]:
            chapters.append([])
        chapters[-1].append(index)
    return found


BESIDE = {"footnote", "endnote", "comment", "header", "footer", "property", "table of contents", "index"}
"""Kinds of texts that are not part of the running text."""


def _alike(ours: Sequence[int], chapters: Sequence[Sequence[int]], compared: Compared) -> list[float]:
    """How alike a chapter is to each of `chapters`: its texts' likeness to their best partner, by length."""
    chapter_of = {index: number for number, chapter in enumerate(chapters) for index in chapter}
    sums = [0.0] * len(chapters)
    whole = 0.0
    for one in ours:
        best = [0.0] * len(chapters)
        for other in compared.common(one):
            if (number := chapter_of.get(other)) is not None:
                best[number] = max(best[number], compared.likeness([one], [other]))
        length = len(compared.source[one].text)
        whole += length
        for number, likeness in enumerate(best):
            sums[number] += length * min(1.0, likeness / FULL)
    return [each / whole if whole else 0.0 for each in sums]


def _course(ours: Sequence[int], theirs: Sequence[int], compared: Compared) -> list[Bead]:
    """The beads of the alignment that is worth most."""
    steps = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
    rows, columns = len(ours), len(theirs)
    slope = columns / rows if rows else 0.0
    band = max(_BAND, math.ceil(slope))  # the columns of a row must reach those of the next
    best: list[dict[int, tuple[float, int, int]]] = [{} for _ in range(rows + 1)]
    best[0][0] = 0.0, 0, 0
    for row in range(rows + 1):
        middle = round(row * slope)
        first, last = max(0, middle - band), min(columns, middle + band)
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


def _judged(beads: list[Bead], compared: Compared) -> list[Bead]:
    """The beads, each with how sure it is, which also depends on its neighbours."""

    def good(bead: Bead) -> float:
        if not bead.source or not bead.target:
            return 0.0
        like = min(1.0, compared.likeness(bead.source, bead.target) / FULL)
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


def _again(beads: list[Bead], compared: Compared) -> list[Bead]:
    """The beads after aligning all texts left over, such as a chapter that has lost its heading."""
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


def _moved(beads: list[Bead], compared: Compared) -> list[Bead]:
    """The beads after texts left over are paired wherever they are, if they are very much alike."""
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
