"""Acronyms in English texts, and the words that they stand for, if one of the two is in brackets.

The method is that of `acronyms` (Schwartz and Hearst, 2003), but in English the part of a word after a hyphen
need not have a letter in the acronym: small and medium-sized enterprises (SMEs).
"""

import re
from collections.abc import Iterable, Iterator

from booktranslate.language.spaces import SPACE

_ACRONYM = re.compile(r"([A-Z][A-Z0-9&]*[A-Z0-9])s?")
_IN_BRACKETS = re.compile(r"\(\s*([^()]{2,120}?)\s*[),;:]")
_SMALL = {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"}
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LONGEST = 12  # words of an expansion
_EDGES = f"{SPACE}\t,.;:“”‘’\"'"


def expansions(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The acronyms and the words that they stand for, wherever a text has both side by side."""
    for text in texts:
        for bracket in _IN_BRACKETS.finditer(text):
            inside, before = bracket[1], text[: bracket.start()].rstrip()
            if short := _ACRONYM.fullmatch(inside):
                words = before.split()[-_LONGEST:]
                for start in range(len(words) - 1, -1, -1):  # the shortest that fits
                    expansion = _ARTICLE.sub("", " ".join(words[start:]).strip(_EDGES))
                    if stands_for(short[1], expansion):
                        yield short[1], expansion
                        break
            elif (
                (last := re.search(r"(\S+)$", before))
                and (short := _ACRONYM.fullmatch(last[1]))
                and stands_for(short[1], inside)
            ):
                yield short[1], inside


def stands_for(short: str, words: str) -> bool:
    """Whether the letters of an acronym begin the words, in order; only function words may be skipped."""
    letters = [sign.lower() for sign in short if sign.isalnum()]
    given = words.lower().split()
    if len(letters) < 2 or not given or not given[0].startswith(letters[0]):
        return False
    for word in given:
        if letters and word.startswith(letters[0]):
            letters.pop(0)
            for part in re.split(r"[-‐‑–/]", word)[1:]:
                if letters and part.startswith(letters[0]):
                    letters.pop(0)
        elif word not in _SMALL:
            return False
    return not letters
