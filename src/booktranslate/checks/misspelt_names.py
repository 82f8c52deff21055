"""Names that a book writes once in another way than everywhere else: Bovay, in a book of Bovary."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from booktranslate.checks.dictionaries import has
from booktranslate.checks.pairs import Pair
from booktranslate.language.letters import unaccented
from booktranslate.language.lexicons import is_english

_NAME = re.compile(r"(?<![^\W_])[A-ZÀ-ÝŒ][a-zß-ÿœ]{4,}(?![^\W_])")
_OFTEN = 3  # times as often as the slip: then it is no other name


def slips(pairs: Sequence[Pair]) -> Iterator[tuple[int, str, str]]:
    """The index of a text, the name that is meant there, and how it is written.

    A slip has a letter less or more than the name, or two that change places, not at the end, where English
    and French differ; it is in no dictionary and nowhere in the French book.
    """
    counts = Counter(name for pair in pairs if pair.translated for name in _NAME.findall(pair.target))
    sources = Counter(name for pair in pairs for name in _NAME.findall(pair.source))
    bare = {_bare(name) for name in sources}
    for index, pair in enumerate(pairs):
        if not pair.translated:
            continue
        here = set(_NAME.findall(pair.source))
        for name in dict.fromkeys(_NAME.findall(pair.target)):
            if _bare(name) in bare or has(name, pair.settings.target_lang) or is_english(name.lower()):
                continue
            for other in _neighbours(name, counts.keys() | here):
                usual = sources[other] and counts[other] >= _OFTEN * counts[name]
                # Open Source Initiative: English in the French text, too, and no other spelling of a name.
                english = other in here and other not in pair.target and has(other, pair.settings.target_lang)
                if english or (usual and (other in here or counts[other] > _OFTEN)):
                    yield index, other, name
                    break


def _neighbours(name: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are one slip of typing away."""
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


def _bare(word: str) -> str:
    return unaccented(word).casefold()
