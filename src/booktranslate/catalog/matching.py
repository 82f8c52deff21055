"""Which old text a new one comes from: likeness of texts, and the best pairs among many.

Texts are compared word by word: two French paragraphs that have nothing in common share half of their
letters in order, but only a third of their words (measured on the sample book). Each distinct word is coded
as one character, so that rapidfuzz compares words as fast as it compares characters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from booktranslate.catalog.folding import folded

# On the sample book unrelated paragraphs stay below 50, sentences of the same mould come to 56.
CUTOFF = 60.0
_SHORT = 5  # Words; below it letters say more than words …
_SHORT_CUTOFF = 70.0  # … and unrelated titles come to 65.
_WITHIN = 0.75  # How much of a text must be in the longer one, to speak of a split or a join.
_CANDIDATES = 8
_RARE = 12
_COMMON = 50

_WORD = re.compile(r"\w+|[^\w\s]")
_MARKS = re.compile(r"[\W_]+")


def is_minor(old: str, new: str) -> bool:
    """Whether only punctuation, capitals or a slip of one or two letters was corrected, and no number."""
    old, new = folded(old), folded(new)
    if re.findall(r"\d+", old) != re.findall(r"\d+", new):
        return False
    same_words = re.findall(r"\w+", old.lower()) == re.findall(r"\w+", new.lower())
    return same_words or Levenshtein.distance(old, new, score_cutoff=2) <= 2


@dataclass(frozen=True, slots=True)
class Match:
    """Old texts (by index) that became new ones: one to one, one to several (split) or the reverse."""

    score: float
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Coded:
    """A text in three forms: folded, with one character for each word, and only its letters and figures."""

    text: str
    words: str
    bare: str


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of one side that are still without a partner.

    `places` says where each stands in its book; only neighbours, whose places differ by one, can have been
    split or joined.
    """

    texts: Sequence[str]
    places: Sequence[int]


def best_matches(old: Side, new: Side, expected: Sequence[int], ranks: Sequence[int]) -> list[Match]:
    """The matches worth having, best first; no text is in two of them.

    `expected` is the place in the old book where each new text would stand, judging by what surrounds it;
    `ranks` says which of two equally good old texts is worth more.
    """
    codes: dict[str, str] = {}
    before = [_coded(text, codes) for text in old.texts]
    after = [_coded(text, codes) for text in new.texts]
    old_at = {place: index for index, place in enumerate(old.places)}
    new_at = {place: index for index, place in enumerate(new.places)}

    found: set[Match] = set()
    for there, here in _candidates(before, after, expected, old_at):
        score = _likeness(before[there], after[here])
        if score:
            found.add(Match(score, (there,), (here,)))
        split = _grown(before[there], after, new.places, new_at, here)
        if split:
            found.add(Match(split[0], (there,), split[1]))
        join = _grown(after[here], before, old.places, old_at, there)
        if join:
            found.add(Match(join[0], join[1], (here,)))

    def worth(match: Match) -> tuple[float, int, int, tuple[int, ...], tuple[int, ...]]:
        rank = max(ranks[index] for index in match.old)
        distance = abs(old.places[match.old[0]] - expected[match.new[0]])
        return -match.score, -rank, distance, match.old, match.new

    used_old: set[int] = set()
    used_new: set[int] = set()
    chosen = []
    for match in sorted(found, key=worth):
        if used_old.isdisjoint(match.old) and used_new.isdisjoint(match.new):
            used_old.update(match.old)
            used_new.update(match.new)
            chosen.append(match)
    return chosen


def _coded(plain: str, codes: dict[str, str]) -> _Coded:
    text = folded(plain)
    words = _WORD.findall(text.lower())
    coded = "".join(codes.setdefault(word, chr(len(codes) + 1)) for word in words)
    return _Coded(text, coded, _MARKS.sub("", text))


def _likeness(one: _Coded, other: _Coded) -> float:
    # A mark or a space that came or went makes other words: "Lappel", once "L’appel".
    if one.bare == other.bare != "" or max(len(one.words), len(other.words)) < _SHORT:
        return fuzz.ratio(one.text, other.text, score_cutoff=_SHORT_CUTOFF)
    return 100 * Indel.normalized_similarity(one.words, other.words, score_cutoff=CUTOFF / 100)


def _candidates(
    before: Sequence[_Coded], after: Sequence[_Coded], expected: Sequence[int], old_at: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Pairs that may be worth comparing: those that share rare words, and those at the same place.

    The bounds keep this linear in the length of the book even when every paragraph is new.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for index, coded in enumerate(before):
        for word in set(coded.words):
            having[word].append(index)
    for here, coded in enumerate(after):
        known = sorted((len(having[word]), word) for word in set(coded.words) if word in having)
        shared = Counter(there for _, word in known[:_RARE] for there in having[word][:_COMMON])
        likely = {there for there, _ in shared.most_common(_CANDIDATES)}
        near = (old_at.get(expected[here] + shift) for shift in (-1, 0, 1))
        likely.update(there for there in near if there is not None)
        for there in sorted(likely):
            yield there, here


def _grown(
    whole: _Coded, texts: Sequence[_Coded], places: Sequence[int], at: dict[int, int], start: int
) -> tuple[float, tuple[int, ...]] | None:
    """The neighbours that `texts[start]` makes `whole` with, itself among them, and their score, if any."""
    if not _is_within(texts[start], whole):
        return None
    span = [start]
    words = texts[start].words
    score = Indel.normalized_similarity(whole.words, words)
    for step in (1, -1):
        while True:
            edge = span[-1] if step > 0 else span[0]
            following = at.get(places[edge] + step)
            if following is None or not _is_within(texts[following], whole):
                break
            longer = words + texts[following].words if step > 0 else texts[following].words + words
            better = Indel.normalized_similarity(whole.words, longer)
            if better <= score:
                break
            words, score = longer, better
            span = [*span, following] if step > 0 else [following, *span]
    if len(span) < 2 or 100 * score < _SHORT_CUTOFF:
        return None
    return 100 * score, tuple(span)


def _is_within(text: _Coded, whole: _Coded) -> bool:
    if not 0 < len(text.words) < len(whole.words):
        return False
    return LCSseq.similarity(text.words, whole.words) >= _WITHIN * len(text.words)
