"""Something left out or added, judged by the length of a text and its number of sentences.

Names: pofilter's `short`, `long` and `sentencecount`. English is a little shorter than French: 0.95 times as
many characters in the sample book, 0.7 to 1.3 in single paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from booktranslate.checks import clauses
from booktranslate.checks.pairs import Check, Flaw, Found, Pair, each
from booktranslate.language import addresses, sentences
from booktranslate.model import Span, counted

_MIN = 40  # characters; a shorter text may well double or halve its length
_SHORT, _LONG = 0.55, 1.7  # ratios of length at which a translation is too short or too long
_SURE, _SHORTER = 80, 0.5  # below _SURE characters, only below the ratio _SHORTER: a heading may well halve
_LABEL = 140  # characters of a label, at most
_LEAST_OF_LABEL = 0.22  # a ratio of length that is too short even for a label
_ENOUGH = 30  # long texts that are needed to know what ratio is usual in a book

# How much shorter than usual a translation is, in standard deviations of the book, which grow with the square
# root of the length (Gale and Church 1993). If no sentence is missing, it must be shorter by _NONE_MISSING
# more. In 5,570 segments of professional translation _LIKELY finds 10 and _PERHAPS 21; of dropped last
# sentences they find 81 and 85 %.
_LIKELY, _PERHAPS, _NONE_MISSING = 2.8, 2.2, 1.2
_SENTENCE = 3.2  # the same for one sentence, compared with its French sentence
_ROOM = 0.8  # the same for a text in which a clause may be missing
_LONG_ENOUGH = 60  # characters of such a text
_SHOWN = 80  # characters of a clause that a message quotes
_REGULAR = 0.8  # the least standard deviation that a book is taken to have
_LEAST = 0.8  # of the usual length; a longer text is not reported, however regular the book


_WORDY = re.compile(r"\b[Ee]st-ce qu(?:e\s|[’'])")  # has no counterpart in English


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a book: the ratio of lengths, and its standard deviation for a text of one letter."""

    ratio: float
    deviation: float

    def shortness(self, pair: Pair) -> float:
        """How many deviations a translation is too short; 0 if the French is short, or little is missing.

        If no sentence is missing, _NONE_MISSING is subtracted.
        """
        ours, theirs = len(_read(pair.source)), len(_read(pair.target))
        if ours < _MIN or theirs >= ours * self.ratio * _LEAST:
            return 0
        missing = len(sentences.split(pair.source)) > len(sentences.split(pair.target))
        return self.away(pair) if missing else self.away(pair) - _NONE_MISSING

    def away(self, pair: Pair) -> float:
        """How many deviations a translation is shorter than usual; negative if it is longer."""
        ours, theirs = len(_read(pair.source)), len(_read(pair.target))
        return (self.ratio * ours - theirs) / (self.deviation * sqrt(ours)) if ours else 0


def short(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The translation is much shorter than usual in this book or, in a small book, than the French text."""
    usual = _usual(pairs)
    for index, pair in enumerate(pairs):
        if not pair.translated:
            continue
        if _is_short(pair, usual) and (_ratio(pair) < _LEAST_OF_LABEL or not _is_label(pair.source)):
            yield (
                index,
                f"The translation has {_ratio(pair):.0%} of the length of the French text; "
                "is something missing?",
            )


def _is_short(pair: Pair, usual: _Usual | None) -> bool:
    least = _SHORT if len(pair.source) >= _SURE else _SHORTER
    return usual.shortness(pair) > _LIKELY if usual else 0 < _ratio(pair) < least


def _is_label(text: str) -> bool:
    """Whether a text looks like a heading or list item, which may be far shorter in English."""
    return len(text) < _LABEL and not sentences.ended(text) and len(sentences.split(text)) == 1


def perhaps_short(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The translation is rather shorter than usual in this book, or one of its sentences or clauses is."""
    usual = _usual(pairs)
    for index, pair in enumerate(pairs):
        if not pair.translated:
            continue
        if _is_label(pair.source) and _ratio(pair) >= _LEAST_OF_LABEL and _is_short(pair, usual):
            yield index, f"The translation has {_ratio(pair):.0%} of the length of the French text."
        if not usual:
            continue
        if (away := usual.shortness(pair)) <= _PERHAPS and (sentence := _shortened(pair, usual)):
            yield (
                index,
                f"Sentence {sentence} is much shorter than in French; is a clause missing?",
            )
        elif _PERHAPS < away <= _LIKELY:
            yield (
                index,
                f"The translation has {_ratio(pair):.0%} of the length of the French text; the usual "
                f"ratio is {usual.ratio:.0%}; is a clause missing?",
            )
        elif away <= _LIKELY and (clause := _lost(pair, usual)):
            words = pair.source[slice(*clause)]
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
            yield index, Flaw(f"Nothing seems to translate « {shown} »; is it missing?", source_span=clause)


def _shortened(pair: Pair, usual: _Usual) -> int:
    """The number, from 1, of a sentence that is much shorter than the French one; 0 if there is none.

    Also 0 if the two texts differ in their number of sentences.
    """
    ours, theirs = sentences.split(pair.source), sentences.split(pair.target)
    if len(ours) != len(theirs) or len(ours) < 2:
        return 0
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
        expected = usual.ratio * len(one)
        missing = (expected - len(other)) / (usual.deviation * sqrt(len(one)))
        if len(one) >= _SURE and len(other) < expected * _LEAST and missing > _SENTENCE:
            return number
    return 0


def _lost(pair: Pair, usual: _Usual) -> Span | None:
    """The span of a French clause that is not translated, if the translation is at all short."""
    if len(pair.source) < _LONG_ENOUGH or usual.away(pair) < _ROOM:
        return None
    return clauses.lost(pair.source, pair.target, usual.ratio, usual.deviation)


def _usual(pairs: Sequence[Pair]) -> _Usual | None:
    """What is usual in a book; None if it has too few long texts to tell."""
    long = [
        ratio for pair in pairs if len(pair.source) >= _SURE and pair.translated and (ratio := _ratio(pair))
    ]
    if len(long) < _ENOUGH:
        return None
    ratio = median(long)
    lengths = [(len(_read(pair.source)), len(_read(pair.target))) for pair in pairs if _ratio(pair)]
    away = median(abs(theirs - ratio * ours) / sqrt(ours) for ours, theirs in lengths if theirs)
    # 1.4826 times the median absolute deviation is the standard deviation of a normal distribution.
    return _Usual(ratio, max(1.4826 * away, _REGULAR))


def long(pair: Pair) -> Iterator[Found]:
    """The translation is much longer than the French text."""
    if (ratio := _ratio(pair)) and ratio > _LONG:
        yield f"The translation has {ratio:.0%} of the length of the French text; was something added?"


def sentence_count(pair: Pair) -> Iterator[Found]:
    """The translation has at most half, or at least twice, as many sentences."""
    source, target = (len(sentences.split(text)) for text in (pair.source, pair.target))
    # Translators join and split sentences, so only a factor of two counts.
    if max(source, target) >= 4 and (target * 2 <= source or source * 2 <= target):
        yield f"The French text has {counted(source, 'sentence')}, the translation {target}; is one missing?"


def _read(text: str) -> str:
    """A text without its addresses, whose length tells nothing."""
    return addresses.blanked(text).replace("\ufffc", "").strip() if "/" in text else text.strip()


def _ratio(pair: Pair) -> float:
    source, target = len(_WORDY.sub("", _read(pair.source))), len(_read(pair.target))
    return target / source if source >= _MIN else 0


CHECKS = (
    Check("short", "warning", "The translation is much shorter than the French text.", short),
    Check("perhaps-short", "note", "The translation is rather short.", perhaps_short),
    Check("long", "warning", "The translation is much longer than the French text.", each(long)),
    Check("sentencecount", "note", "The number of sentences is very different.", each(sentence_count)),
)
