"""Numbers written as words, in French and in English: soixante-dix, une quarantaine, thirty-one, ninth."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import takewhile
from math import prod

from booktranslate.language import words

_FR_UNITS = words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_FR_SMALL = {word: value for value, word in enumerate(_FR_UNITS)} | {
    "une": 1, "premier": 1, "première": 1, "second": 2, "seconde": 2,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "nonante": 90,
}  # fmt: skip
_FR_SCALES = {
    "cent": 100, "cents": 100, "centaine": 100, "centaines": 100, "mille": 1000, "millier": 1000,
    "milliers": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
    "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12,
}  # fmt: skip
_FR_ABOUT = {
    "huitaine": 8, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60,
}  # fmt: skip
_EN_UNITS = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_SMALL = {word: value for value, word in enumerate(_EN_UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), _EN_TENS, strict=True)
}
_EN_IRREGULAR = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    "once": 1, "twice": 2, "a": 1, "an": 1,
}  # fmt: skip
_EN_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12,
    "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "dozens": 12,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def _french_ordinals() -> dict[str, int]:
    stems = {"neuf": "neuv", "cinq": "cinqu"}
    counted = {
        word: value for word, value in _FR_SMALL.items() if value and word not in ("premier", "première")
    }
    return {f"{stems.get(word, word.removesuffix('e'))}ième": value for word, value in counted.items()}


def _english_ordinals() -> dict[str, int]:
    plain = {f"{word}th": value for word, value in _EN_SMALL.items() if value not in (1, 2, 3, 5, 8, 9, 12)}
    tens = {f"{word[:-1]}ieth": _EN_SMALL[word] for word in _EN_TENS}
    decades = {f"{word[:-1]}ies": _EN_SMALL[word] for word in _EN_TENS}  # the eighties
    return plain | tens | decades | _EN_IRREGULAR


_FR = _FR_SMALL | _FR_ABOUT | _french_ordinals()
_EN = _EN_SMALL | _english_ordinals()


def french(text: str) -> frozenset[Decimal]:
    """The values of the numbers in words in a French text, in all ways of reading them."""
    half = re.search(r"\bdemie?s?\b", text) is not None
    found = _values(text, _FR, _FR_SCALES, "et", half) | frozenset(_fractions(text))
    # « centaines de millions » may be 100 and 1,000,000, or 100 million.
    joined = _TIMES.sub(r"\1 ", text)
    return found if joined == text else found | _values(joined, _FR, _FR_SCALES, "et", half)


_TIMES = re.compile(
    r"\b((?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier)s?)"
    r" de (?=(?:mille|milliers|millions?|milliards?)\b)"
)


_FIVE_AND_TWENTY = re.compile(
    rf"\b({'|'.join(_EN_UNITS[1:10])})[- ]and[- ]({'|'.join(_EN_TENS)})\b", re.IGNORECASE
)


def english(text: str) -> frozenset[Decimal]:
    """The values of the numbers in words in an English text, in all ways of reading them."""
    text = _FIVE_AND_TWENTY.sub(r"\2-\1", text)
    text = re.sub(r" and a half (hundred|thousand|million|billion)", r" \1, half", text)
    return _values(text, _EN, _EN_SCALES, "and", re.search(r"\bhalf\b", text) is not None)


def _values(
    text: str, small: Mapping[str, int], scales: Mapping[str, int], joint: str, half: bool
) -> frozenset[Decimal]:
    runs = _runs(text, small, scales, joint)
    found = {Decimal(value) for run, _, _ in runs for value in _read(run, small, scales)}
    found |= set(map(Decimal, _shared(text, small, scales)))
    if half:  # five and a half days; deux millions et demi
        found |= {value + Decimal(_scale(value)) / 2 for value in found} | {
            value + Decimal("0.5") for value in found
        }
        found.add(Decimal("0.5"))
    return frozenset(found)


def _scale(value: Decimal) -> int:
    return next(scale for scale in (10**9, 10**6, 1000, 100, 1) if value % scale == 0)


_BETWEEN = re.compile(r"\s*(?:,|\b(?:et|ou|à|and|or|to)\b)\s*")
_TENTHS = re.compile(r"[\s-]+(dix|cent|mill)ièmes?\b")
_TENTH = {"dix": 10, "cent": 100, "mill": 1000}
_FAR = 30  # characters between a number and its tenths: quarante mètres cubes et trois dixièmes


def _shared(text: str, small: Mapping[str, int], scales: Mapping[str, int]) -> Iterator[int]:
    """The values of numbers whose hundred or thousand follows only the next number: two or three thousand."""
    scale, after, start = 0, 0, len(text)
    for run, begins, ends in reversed(list(_runs(text, small, scales, ""))):
        joined = scale and _BETWEEN.fullmatch(text[ends:start]) is not None
        *_, value = _read(run, small, scales)
        if run[-1] in scales:
            scale = prod(scales[word] for word in takewhile(scales.__contains__, reversed(run)))
            if joined:
                yield from (value, after)  # « cent et deux cents » is not a single number
            after = value
        elif joined and value < scale:
            yield value * scale
        else:
            scale = 0
        start = begins


def _fractions(text: str) -> Iterator[Decimal]:
    """The values of French numbers with tenths, hundredths or thousandths: six mètres et trois dixièmes."""
    runs = list(_runs(text, _FR, _FR_SCALES, "et"))
    for index, (run, begins, ends) in enumerate(runs):
        if found := _TENTHS.match(text, ends):
            *before, over = _read(run, _FR, _FR_SCALES)
            if not before and index and begins - runs[index - 1][2] <= _FAR:
                before = list(_read(runs[index - 1][0], _FR, _FR_SCALES))
            if before:
                yield before[-1] + Decimal(over) / _TENTH[found[1]]


Run = tuple[list[str], int, int]


def _runs(text: str, small: Mapping[str, int], scales: Mapping[str, int], joint: str) -> Iterator[Run]:
    """Runs of number words with only spaces or hyphens between them, with their start and end."""
    run: list[str] = []
    end = begins = ends = 0
    for match in _WORD.finditer(text.lower()):
        word = match[0]
        close = re.fullmatch(r"[\s-]*", text[end : match.start()]) is not None
        end = match.end()
        counts = word in small or word in scales
        # "a" can begin a number, but not continue one: a million a year.
        if run and (not close or word in ("a", "an") or not (counts or word == joint)):
            yield run, begins, ends
            run = []
        if counts:
            begins, ends = begins if run else match.start(), match.end()
            run.append(word)
    if run:
        yield run, begins, ends


def _read(run: list[str], small: Mapping[str, int], scales: Mapping[str, int]) -> Iterator[int]:
    """The values of a run: one if its words form a single number, else several."""
    total = current = 0
    for word in run:
        if word in scales:
            scale = scales[word]
            if scale == 100 and current % 100 < 20:
                current = (current or 1) * 100
            else:
                # « douze mille millions » is twelve thousand times a million.
                over = 0 < total < scale
                total, current = (total + current) * scale if over else total + (current or 1) * scale, 0
        else:
            value = small[word]
            rest = current % 100
            if word.startswith("vingt") and rest == 4:
                current += 76  # quatre-vingts
            elif (
                rest == 0
                or (rest >= 20 and rest % 10 == 0 and value < 10)
                or (rest in (60, 80) and 10 <= value < 20)  # soixante-dix, quatre-vingt-onze
                or (rest in (70, 90) and 7 <= value < 10)  # soixante-dix-sept
                or (rest == 10 and 7 <= value < 10)  # dix-sept
            ):
                current += value
            else:
                yield total + current
                total, current = 0, value
    yield total + current
