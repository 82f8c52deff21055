"""Acronyms and proper names of the French text.

Names: `acronyms` is pofilter's. Glossary terms are the business of terms.py: what it covers is left out here.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

from booktranslate.checks.exonyms import ACRONYMS, GENERIC, PLACES
from booktranslate.checks.pairs import Check, Pair, each, quoted, words

_ACRONYM = re.compile(r"(?<![\w.&’'-])(?:[ldLD][’'])?([A-ZÀ-Ý]{2,}(?:&[A-Z]+)?)(?![\w&]|[.-]\w)")
_NO_ACRONYM = re.compile(r"[IVXLCDM]+|XX?S|XX?L|[A-Z]{1,2}\d|OK|ISBN|ISSN|NB|PS")
_NAME = r"[A-ZÀ-ÝŒ][a-zß-ÿœšžłğşıčćęąńśźżřěůťďő]+(?:[-’'](?:[a-zß-ÿ]{1,4}[-’'])*[A-ZÀ-Ý][\wß-ÿ]+)*"
_RUN = re.compile(rf"(?<![\w.@/-])(?:[ldLDjJnNsSqQ]u?[’'])?({_NAME}(?:[ \u00a0\u202f]{_NAME})*)(?![\w@/])")
_SENTENCE_START = re.compile(r"(?:^|[.!?…][\s»”’\")]*|[:;•–—/(\[«“\"‹*\n])[\s\u00a0\u202f«“\"(\[–—-]*$")
_ARTICLES = frozenset(words("Le La Les Un Une Des Du De"))
# People of a place, and the endings that English changes: Toulousain, Bretonne, Allemands.
_PEOPLE = re.compile(
    r"\w{3,}(?:ais|aises?|ois|oises?|iens?|iennes?|éens?|éennes?|ains?|aines?|ands?|andes?|ons|onnes?)"
)
_ENDING = re.compile(
    r"(?:e|es|ie|ique|iques|aise?|oise?|ienn?e?|ains?|aine|éenn?e?|ande?|agne|ogne|ège|ée|s)$"
)
_MONTHS_AND_DAYS = frozenset(
    words(
        "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre "
        "Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche"
    )
)


def acronyms(pair: Pair) -> Iterator[str]:
    """An acronym of the French text is not in the translation, nor its English counterpart."""
    if _is_shouted(pair.source):
        return
    for match in _ACRONYM.finditer(pair.source):
        acronym = match[1]
        if _NO_ACRONYM.fullmatch(acronym) or re.match(r"\s?€", pair.source[match.end() :]):
            continue
        if _in_term(pair, match.start(1), match.end(1)):
            continue
        known = ACRONYMS.get(acronym, "")
        if not _has(rf"{re.escape(acronym)}s?" + (f"|{known}" if known else ""), pair.target):
            expected = "keep it, write its English counterpart, or put it in the glossary"
            yield f"The acronym “{acronym}” of the French text is missing; {expected}."


def names(pair: Pair) -> Iterator[str]:
    """A proper name of the French text is missing or spelt in another way."""
    if _is_shouted(pair.source):
        return
    missing = []
    for match in _RUN.finditer(pair.source):
        parts = re.split(r"[ \u00a0\u202f]", match[1])
        starts_sentence = _SENTENCE_START.search(pair.source[: match.start()][-40:]) is not None
        checked = [
            word
            for word in (parts[1:] if starts_sentence else parts)
            if not _is_common(word, alone=len(parts) == 1)
        ]
        if not checked or _in_term(pair, match.start(1), match.end(1)):
            continue
        lost = [word for word in checked if not _is_here(word, pair.target)]
        misspelt = {word: close for word in lost if (close := _close(word, pair))}
        for word, close in misspelt.items():
            yield f"The name “{word}” is spelt “{close}” here; write it as in the French text."
        # « Mme Vannina Pietrucci » may well be "Ms Pietrucci".
        if len(lost) == len(checked) and not misspelt:
            missing.append(" ".join(checked))
    if missing:
        found = dict.fromkeys(missing)
        yield (
            f"The name{'s' if len(found) > 1 else ''} {quoted(found)} of the French text "
            "cannot be found here; make sure that nothing was left out."
        )


def _is_shouted(text: str) -> bool:
    """Whether a text is in capitals, so that they tell nothing."""
    return not any(word.islower() for word in re.findall(r"[^\W\d_]{2,}", text))


def _in_term(pair: Pair, start: int, end: int) -> bool:
    return any(match.start < end and start < match.end for match in pair.terms)


def _is_common(word: str, *, alone: bool) -> bool:
    if (
        word in GENERIC
        or word in _ARTICLES
        or word in _MONTHS_AND_DAYS
        or len(word) < 3
        or word in ("Mme", "Mlle")
    ):
        return True
    return alone and word not in PLACES and _PEOPLE.fullmatch(word) is not None


def _is_here(word: str, target: str) -> bool:
    if _has(PLACES.get(word, "") or re.escape(word), target) or word.casefold() in target.casefold():
        return True
    ending = _ENDING.search(word)
    stem = _bare(word[: ending.start()]) if ending else ""
    if len(stem) < 3:
        return False
    relatives = re.findall(rf"\b{re.escape(stem)}\w*", _bare(target))
    return any(relative != _bare(word) for relative in relatives)  # the same without accents is misspelt


def _close(word: str, pair: Pair) -> str:
    """A name of the translation that looks like a misspelling of a French one."""
    candidates = set(re.findall(_NAME, pair.target)) - set(re.findall(_NAME, pair.source))
    found = get_close_matches(word, sorted(candidates), 1, 0.8)
    if not found or word in PLACES or word[0] != found[0][0]:
        return ""
    return str(found[0])


def _has(pattern: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text, re.IGNORECASE) is not None


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


CHECKS = (
    Check("acronyms", "warning", "An acronym is missing.", each(acronyms)),
    Check("names", "warning", "A proper name is missing or spelt in another way.", each(names)),
)
