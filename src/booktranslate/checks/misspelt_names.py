"""Names that are misspelt in a few places and right everywhere else: Bovay, in a book about Bovary."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from booktranslate.checks.dictionaries import has
from booktranslate.checks.pairs import Pair
from booktranslate.language.letters import bare
from booktranslate.language.lexicons import is_english

_NAME = re.compile(r"(?<![^\W_])[A-ZÀ-ÝŒ][a-zß-ÿœ]{4,}(?![^\W_])")
_OFTEN = 3  # a name must occur this many times as often as its misspelling


def slips(pairs: Sequence[Pair]) -> Iterator[tuple[int, str, str]]:
    """Misspelt names: the index of a text, the name that is meant, and how the translation spells it.

    A misspelt name lacks a letter, has one too many, or has two swapped. An extra or missing last letter does
    not count, as English and French endings differ. It is in no dictionary and nowhere in the French book.
    """
    counts = Counter(name for pair in pairs if pair.translated for name in _NAME.findall(pair.target))
    sources = Counter(name for pair in pairs for name in _NAME.findall(pair.source))
    known = {bare(name) for name in sources}
    for index, pair in enumerate(pairs):
        if not pair.translated:
            continue
        here = set(_NAME.findall(pair.source))
        for name in dict.fromkeys(_NAME.findall(pair.target)):
            if bare(name) in known or has(name, pair.settings.target_lang) or is_english(name.lower()):
                continue
            for other in _neighbours(name, counts.keys() | here):
                usual = sources[other] and counts[other] >= _OFTEN * counts[name]
                # Open Source Initiative: an English word in the French text, misspelt in this translation.
                english = other in here and other not in pair.target and has(other, pair.settings.target_lang)
                if english or (usual and (other in here or counts[other] > _OFTEN)):
                    yield index, other, name
                    break


def _neighbours(name: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are one typing error away, in alphabetical order."""
    for other in sorted(names):
        near = abs(len(other) - len(name)) <= 1 and other[0] == name[0] and other != name
        if near and (_is_slip(name, other) or _is_slip(other, name)):
            yield other


def _is_slip(short: str, long: str) -> bool:
    at = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    if at >= len(short):
        return False
    if len(short) == len(long):
        return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return len(short) < len(long) and short[at:] == long[at + 1 :]
