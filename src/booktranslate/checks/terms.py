"""The glossary: its terms are used, what it forbids is not, names that it keeps are kept.

Names: `terminology` is Okapi's, `notranslatewords` pofilter's; Weblate's `check_glossary` is both.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from booktranslate.checks.pairs import Check, Pair, each, quoted
from booktranslate.glossary import Term, used_in

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\s»”’\")\]]*\s+(?=\S)")
# Words that may stand for a term that was named before.
_STANDS_FOR = re.compile(
    r"\b(?:both|each|he|her|here|him|his|it|its|latter|one|ones|other|others|our|ours|she|such|that|their|theirs|"
    r"them|there|these|they|this|those|us|we|which|who|you|your)\b",
    re.IGNORECASE,
)
_SHOWN = 60
_STEM = 5  # letters that another form of an English word shares with it at least


def terminology(pair: Pair) -> Iterator[str]:
    """A term of the glossary is translated in another way."""
    for term in _found(pair):
        if not term.keep and not _is_used(term, pair.target):
            others = _QUOTED.findall(term.note)
            or_else = f" (or {quoted(others)}, see its note)" if others else ""
            yield f"The glossary translates “{term.source}” as “{term.target}”{or_else}; it is not here."


def second_use(pair: Pair) -> Iterator[str]:
    """A term is translated as the glossary says in one sentence, and in another way in the next."""
    ours, theirs = _SENTENCE_END.split(pair.source), _SENTENCE_END.split(pair.target)
    if len(ours) < 2 or len(ours) != len(theirs):
        return  # which sentence is which is not known
    found: dict[Term, list[str]] = {}
    for one, other in zip(ours, theirs, strict=True):
        for term in dict.fromkeys(match.term for match in pair.glossary.find(one)):
            found.setdefault(term, []).append(other)
    for term, places in found.items():
        used = [_is_used(term, place) for place in places]
        if not term.keep and any(used) and not all(used):
            place = places[used.index(False)]
            if not _STANDS_FOR.search(place):
                start = place if len(place) <= _SHOWN else place[:_SHOWN] + "…"
                yield f"“{term.source}” is “{term.target}” in one sentence, but not in another: “{start}”."


def forbidden(pair: Pair) -> Iterator[str]:
    """A translation that the glossary forbids."""
    for term in _found(pair):
        for wrong in term.forbidden:
            if _has(wrong, pair.target) and not _is_part_of_allowed(wrong, pair):
                yield f"The glossary forbids “{wrong}” for “{term.source}”; write “{term.target}”."


def kept(pair: Pair) -> Iterator[str]:
    """A name that the glossary keeps is not in the translation."""
    for term in _found(pair):
        if term.keep and not used_in(term, pair.target) and not _has(term.source, pair.target):
            yield f"“{term.source}” stays as it is in English, and it is not here."


def _found(pair: Pair) -> dict[Term, None]:
    return dict.fromkeys(match.term for match in pair.terms)


def _is_used(term: Term, target: str) -> bool:
    if used_in(term, target) or any(_has(other, target) for other in _QUOTED.findall(term.note)):
        return True
    # Another form of the same words: accredit for accreditation, gender-balanced for gender balance; the
    # words of a compound apart; and one of two words where French has one: sector for filière.
    words = re.findall(r"[^\W\d_]+", term.target)
    content = [word for word in words if len(word) > 3] or words
    enough = all if re.search(r"[\s-]", term.source) else any
    return enough(_has_relative(word, target) for word in content)


def _has_relative(word: str, target: str) -> bool:
    if word.isupper():
        return _has(word, target)
    return _pattern(word[: max(_STEM, len(word) * 2 // 3)], stem=True).search(target) is not None


def _has(phrase: str, text: str) -> bool:
    return _pattern(phrase).search(text) is not None


def _is_part_of_allowed(wrong: str, pair: Pair) -> bool:
    """Whether every place of a forbidden wording lies within another term's right translation."""
    text = pair.target
    for allowed in {match.term.target for match in pair.terms}:
        if _has(wrong, allowed):
            text = _pattern(allowed).sub("\ufffc", text)
    return not _has(wrong, text)


@lru_cache(4096)
def _pattern(phrase: str, *, stem: bool = False) -> re.Pattern[str]:
    words = [re.escape(word) for word in re.split(r"[\s-]+", phrase) if word]
    body = r"[\s‐‑-]+".join(words).replace("’", "['’]")
    if stem:
        return re.compile(rf"\b{body}", re.IGNORECASE)
    exact = phrase.isupper() and len(phrase) > 1  # PME is not "pme" but an acronym
    return re.compile(rf"(?<!\w){body}s?(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


CHECKS = (
    Check("terminology", "warning", "A term is not translated as the glossary says.", each(terminology)),
    Check("terminology-again", "note", "A second use of a term is translated otherwise.", each(second_use)),
    Check("forbidden", "error", "A translation that the glossary forbids.", each(forbidden)),
    Check("notranslatewords", "error", "A name that stays as it is was changed or dropped.", each(kept)),
)
