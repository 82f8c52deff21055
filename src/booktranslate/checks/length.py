"""Something left out or added: the length of the text and the number of its sentences.

Names: pofilter's `short`, `long` and `sentencecount`. English runs a little shorter than French (0.95
of its characters in the sample book; single paragraphs from 0.7 to 1.3).
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

_MIN = 40  # characters; a short text may well double or halve
_SHORT, _LONG = 0.55, 1.7
_SURE, _SHORTER = 80, 0.5  # a heading may well halve
_LABEL = 140  # characters of a line
_LEAST_OF_LABEL = 0.22
_ENOUGH = 30  # long texts that tell how long translations are in this book

# How much shorter than usual, when a sentence is missing as well; when none is, it must be more. In standard
# deviations of this book, which grow with the root of the length (Gale and Church 1993). Of 5,570 segments of
# professional translation the first finds 10, the second 21; of dropped last sentences 81 and 85 %.
_LIKELY, _PERHAPS, _NONE_MISSING = 2.8, 2.2, 1.2
_SENTENCE = 3.2  # the same of one sentence beside its French one
_ROOM = 0.8  # the same of a text in which a clause may have no translation
_LONG_ENOUGH = 60  # characters of such a text
_SHOWN = 80  # characters of a clause
_REGULAR = 0.8  # no book is more regular than that
_LEAST = 0.8  # of the usual length: less is nothing to speak of, however regular the book


_WORDY = re.compile(r"\b[Ee]st-ce qu(?:e\s|[’'])")  # English has no words for it


@dataclass(frozen=True, slots=True)
class _Usual:
    """The usual length of a translation: characters for a French one, and how far a text of one differs."""

    ratio: float
    deviation: float

    def shortness(self, pair: Pair) -> float:
        """How many deviations a translation is shorter than it should be; 0 when that is nothing."""
        ours, theirs = len(_read(pair.source)), len(_read(pair.target))
        if ours < _MIN or theirs >= ours * self.ratio * _LEAST:
            return 0
        missing = len(sentences.split(pair.source)) > len(sentences.split(pair.target))
        return self.away(pair) if missing else self.away(pair) - _NONE_MISSING

    def away(self, pair: Pair) -> float:
        """How many deviations a translation is shorter than usual, however much that is."""
        ours, theirs = len(_read(pair.source)), len(_read(pair.target))
        return (self.ratio * ours - theirs) / (self.deviation * sqrt(ours)) if ours else 0


def short(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The translation is much shorter than those of this book, or, in a small one, than the French text."""
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
    """Whether a text is a heading or an item of a list: a thing may have a far shorter name in English."""
    return len(text) < _LABEL and not sentences.ended(text) and len(sentences.split(text)) == 1


def perhaps_short(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The translation is rather shorter than translations of this book are."""
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
    """Which sentence is much shorter than the French one, in a text that has as many; 0 when none is."""
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
    """The clause of a text that has nothing in the translation, where this is at all short."""
    if len(pair.source) < _LONG_ENOUGH or usual.away(pair) < _ROOM:
        return None
    return clauses.lost(pair.source, pair.target, usual.ratio, usual.deviation)


def _usual(pairs: Sequence[Pair]) -> _Usual | None:
    """What is usual in a book; None when it has too few texts to tell."""
    long = [
        ratio for pair in pairs if len(pair.source) >= _SURE and pair.translated and (ratio := _ratio(pair))
    ]
    if len(long) < _ENOUGH:
        return None
    ratio = median(long)
    lengths = [(len(_read(pair.source)), len(_read(pair.target))) for pair in pairs if _ratio(pair)]
    away = median(abs(theirs - ratio * ours) / sqrt(ours) for ours, theirs in lengths if theirs)
    return _Usual(ratio, max(1.4826 * away, _REGULAR))  # of a normal distribution


def long(pair: Pair) -> Iterator[Found]:
    """The translation is much longer than the French text."""
    if (ratio := _ratio(pair)) and ratio > _LONG:
        yield f"The translation has {ratio:.0%} of the length of the French text; was something added?"


def sentence_count(pair: Pair) -> Iterator[Found]:
    """The translation has far fewer, or far more, sentences."""
    source, target = (len(sentences.split(text)) for text in (pair.source, pair.target))
    # Translators join and split: what counts is a loss of about half.
    if max(source, target) >= 4 and (target * 2 <= source or source * 2 <= target):
        yield f"The French text has {counted(source, 'sentence')}, the translation {target}; is one missing?"


def _read(text: str) -> str:
    """What is read of a text: an address is as long as it happens to be."""
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
