"""Something left out or added: the length of the text and the number of its sentences.

Names: pofilter's `short`, `long` and `sentencecount`. English runs a little shorter than French (0.95
of its characters in the sample book; single paragraphs from 0.7 to 1.3).
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from booktranslate.checks.pairs import Check, Found, Pair, each
from booktranslate.model import counted

_MIN = 40  # characters; a short text may well double or halve
_SHORT, _LONG = 0.55, 1.7
_SURE, _SHORTER = 80, 0.5  # a heading may well halve
# Of the usual ratio of a book, when there are enough texts to tell: 1 false alarm in 2,900 segments of
# professional translation, and most dropped sentences are found.
_OF_USUAL, _ENOUGH = 0.65, 30
_ABBREVIATION = re.compile(
    r"\b(?:M|MM|Mr|Mrs|Ms|Dr|Pr|Prof|St|Ste|[Nn]os?|Messrs|vol|art|p|pp|cf|etc|env|ex|e\.g|i\.e|a\.m|p\.m|Inc|Ltd|Co"
    r"|[A-ZÀ-Ý](?:[.-]+[A-ZÀ-Ý])*)\.|\d\.(?=\d)",
)
_END = re.compile(r"(?<![.!?…])[.!?…]++(?=[»”’\")\]\u00a0\u202f ]*(?:\s|$))")


def short(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The translation is much shorter than the French text, or than those of this book are."""
    ratios = [_ratio(pair) for pair in pairs]
    sure = [ratio for ratio, pair in zip(ratios, pairs, strict=True) if ratio and len(pair.source) >= _SURE]
    usual = median(sure) if len(sure) >= _ENOUGH else 0
    for index, (pair, ratio) in enumerate(zip(pairs, ratios, strict=True)):
        least = max(_SHORT, usual * _OF_USUAL) if len(pair.source) >= _SURE else _SHORTER
        if pair.translated and ratio and ratio < least:
            yield (
                index,
                f"The translation has {ratio:.0%} of the length of the French text; is something missing?",
            )


def long(pair: Pair) -> Iterator[Found]:
    """The translation is much longer than the French text."""
    if (ratio := _ratio(pair)) and ratio > _LONG:
        yield f"The translation has {ratio:.0%} of the length of the French text; was something added?"


def sentences(pair: Pair) -> Iterator[Found]:
    """The translation has far fewer, or far more, sentences."""
    source, target = _sentences(pair.source), _sentences(pair.target)
    # Translators join and split: what counts is a loss of about half.
    if max(source, target) >= 4 and (target * 2 <= source or source * 2 <= target):
        yield f"The French text has {counted(source, 'sentence')}, the translation {target}; is one missing?"


def _ratio(pair: Pair) -> float:
    source, target = len(pair.source.strip()), len(pair.target.strip())
    return target / source if source >= _MIN else 0


def _sentences(text: str) -> int:
    text = _ABBREVIATION.sub("", text).rstrip()
    if not text:
        return 0
    return len(_END.findall(text)) + (_END.search(text[-3:]) is None)


CHECKS = (
    Check("short", "warning", "The translation is much shorter than the French text.", short),
    Check("long", "warning", "The translation is much longer than the French text.", each(long)),
    Check("sentencecount", "note", "The number of sentences differs much.", each(sentences)),
)
