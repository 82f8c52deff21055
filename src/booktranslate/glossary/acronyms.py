"""The acronyms of a book that its glossary lacks, with the words that they stand for.

The method is that of Schwartz and Hearst (2003): the long form stands before the short one in brackets, or
the other way round.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from booktranslate.glossary.collection import Glossary
from booktranslate.glossary.mining import Passage, is_known
from booktranslate.language import addresses, french, word_set
from booktranslate.language.exonyms import ENGLISH_ACRONYMS
from booktranslate.language.letters import bare


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym, what it stands for ("" if unknown), how often it occurs, and where it is first."""

    short: str
    expansion: str
    count: int
    where: str


_ACRONYM = re.compile(r"(?<![\w.-])[A-ZÀ-Ý][A-ZÀ-Ý0-9&]*[A-ZÀ-Ý0-9](?!\w)")
_ALONE = re.compile(r"[A-Z]{2,6}|[A-Z]{1,3}&[A-Z]{1,3}")
_WITH_ACCENTS = {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùû"}
# Function words that the lemmatiser leaves out.
_FUNCTION_WORDS = word_set(
    "au aux beaucoup dont du déjà ex jamais nb non ok oui ou où pas peu tres très trop"
)
_SMALL = re.compile("aux?|dans|d|de|des|du|en|et|l|la|les?|ou|par|pour|sur")
_ARTICLE = re.compile("^(?:[ld]['’]|l[ae]s? )", re.IGNORECASE)
_LONGEST = 12  # words of an expansion
_IN_BRACKETS = re.compile(r"\(\s*([^()]{2,120}?)\s*[),;:]")


def acronyms(passages: Iterable[Passage], known: Glossary) -> list[Acronym]:
    """The acronyms in the passages that are not in the glossary, the most frequent first."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    expansions: dict[str, str] = {}
    for passage in passages:
        text = addresses.blanked(passage.text)
        if text.isupper() and re.search(r"[^\W\d_]{7}", text):
            continue  # a title in capitals
        for match in _ACRONYM.finditer(text):
            counts[match[0]] += 1
            first.setdefault(match[0], passage.where)
        for short, expansion in _expansions(text):
            expansions.setdefault(short, expansion)
    return [
        Acronym(short, expansions.get(short, ""), count, first[short])
        for short, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        if not is_known(short, known)
    ]


def acronyms_alone(texts: Sequence[str], known: Glossary) -> frozenset[str]:
    """The texts that are only an acronym, whose meaning no engine can know.

    These are texts in capitals that are not French words, or that are also in a sentence of the book.
    Acronyms in ENGLISH_ACRONYMS or in the glossary are left out.
    """
    alone = {text.strip() for text in texts if _ALONE.fullmatch(text.strip())} - ENGLISH_ACRONYMS.keys()
    if not alone:
        return frozenset()
    sentences = [text for text in texts if not text.isupper()]
    in_sentences = {found[0] for text in sentences for found in _ACRONYM.finditer(text)} & alone
    return frozenset(
        text for text in alone if (text in in_sentences or not is_word(text)) and not known.find(text)
    )


@lru_cache(4096)
def is_word(capitals: str) -> bool:
    """Whether up to six capitals spell a French word, perhaps without its accents (DUREE, METIER)."""
    plain = capitals.lower()
    if plain in _FUNCTION_WORDS:
        return True
    spelt = product(*(letter + _WITH_ACCENTS.get(letter, "") for letter in plain))
    return any(french.simplemma().is_known("".join(letters), lang="fr") for letters in spelt)


def _expansions(text: str) -> Iterator[tuple[str, str]]:
    for bracket in _IN_BRACKETS.finditer(text):
        inside, before = bracket[1], text[: bracket.start()].rstrip()
        if _ACRONYM.fullmatch(inside):
            words = before.split()[-_LONGEST:]
            for start in range(len(words) - 1, -1, -1):  # the shortest that fits
                expansion = _ARTICLE.sub("", " ".join(words[start:]))
                if stands_for(inside, expansion):
                    yield inside, expansion
                    break
        elif (
            (short := re.search(r"(\S+)$", before))
            and _ACRONYM.fullmatch(short[1])
            and stands_for(short[1], inside)
        ):
            yield short[1], inside


def stands_for(short: str, words: str) -> bool:
    """Whether the letters of an acronym begin the words, in order; only function words may be skipped."""
    if not french.WORD.search(words):
        return False
    letters = [letter for letter in french.fold(short) if letter.isalnum()]
    for word in french.WORD.finditer(words):
        plain = bare(word[1])
        if letters and plain.startswith(bare(letters[0])):
            letters.pop(0)
        elif not _SMALL.fullmatch(plain):
            return False
    return not letters and bare(french.WORD.findall(words)[0][0])[:1] == bare(short[0])
