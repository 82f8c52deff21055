"""Whether the translation follows the glossary: its terms, its forbidden words, the names that it keeps.

Names: `terminology` is Okapi's, `notranslatewords` pofilter's; Weblate's `check_glossary` does both.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from booktranslate.checks.pairs import Check, Flaw, Pair, each, quoted
from booktranslate.glossary import Match, Term, used_in
from booktranslate.language.letters import UPPER
from booktranslate.model import Span

_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
# An English name in a French text, as a small English word shows: Ideas on Stage.
_CAPITAL = rf"[{UPPER}][\w’'-]*"
_LINK = "(?:and|at|by|for|from|in|of|on|the|to|with)"
_ENGLISH_NAME = re.compile(
    rf"(?<![\w-]){_CAPITAL}(?:\s{_CAPITAL})*\s{_LINK}(?:\s(?:{_LINK}|{_CAPITAL}))*\s{_CAPITAL}"
)
_STEM = 5  # first letters, at least, that another form of an English word shares with it


def terminology(pair: Pair) -> Iterator[Flaw]:
    """A term is not translated as the glossary says."""
    for match in _found(pair):
        term = match.term
        if not term.keep and not _is_used(term, pair.target):
            others = _QUOTED.findall(term.note)
            or_else = f" (or {quoted(others)}, see its note)" if others else ""
            message = f"The glossary translates “{term.source}” as “{term.target}”{or_else}; that is missing."
            yield _flaw(message, match)


def repeated(pair: Pair) -> Iterator[Flaw]:
    """A term's translation occurs fewer times than the term: perhaps it was translated differently elsewhere.

    A pronoun in its place is good English too, so this is a note.
    """
    for match in _found(pair):
        term = match.term
        wanted = [other for other in pair.terms if other.term == term]
        if term.keep or len(wanted) < 2 or _QUOTED.search(term.note):
            continue
        uses = _uses(term, pair.target)
        if 0 < uses < len(wanted):
            message = (
                f"“{term.source}” stands {len(wanted)} times in the French text, “{term.target}” "
                f"{'once' if uses == 1 else f'{uses} times'} here; did you use another word elsewhere?"
            )
            yield _flaw(message, wanted[uses])


def forbidden(pair: Pair) -> Iterator[Flaw]:
    """The translation has a word that the glossary forbids for a term."""
    target = pair.target
    for name in _english_names(pair):
        target = target.replace(name[0], "\ufffc" * len(name[0]))
    for match in _found(pair):
        term = match.term
        for wrong in term.forbidden:
            here = _pattern(wrong).search(target)
            if here and not _is_part_of_allowed(wrong, target, pair):
                message = f"The glossary forbids “{wrong}” for “{term.source}”; write “{term.target}”."
                yield _flaw(message, match, here.span(), term.target)


def kept(pair: Pair) -> Iterator[Flaw]:
    """A name that the glossary keeps is not in the translation."""
    for match in _found(pair):
        term = match.term
        if term.keep and not used_in(term, pair.target) and not _has(term.source, pair.target):
            yield _flaw(f"“{term.source}” stays the same in English, but is missing here.", match)


def _flaw(message: str, match: Match, span: Span | None = None, suggestion: str | None = None) -> Flaw:
    return Flaw(message, span, (match.start, match.end), match.term.source, suggestion)


def _found(pair: Pair) -> Iterable[Match]:
    """The terms in the French text, each once, at its first place; none that is a word of an English name."""
    names = _english_names(pair)
    matches = (
        match
        for match in reversed(pair.terms)
        if not any(name.start() <= match.start and match.end <= name.end() for name in names)
    )
    return {match.term: match for match in matches}.values()


def _english_names(pair: Pair) -> list[re.Match[str]]:
    """The English names in the French text that the translation has too."""
    return [name for name in _ENGLISH_NAME.finditer(pair.source) if name[0] in pair.target]


def _uses(term: Term, target: str) -> int:
    words = [word for word in re.findall(r"[^\W\d_]+", term.target) if len(word) > 3]
    stems = [
        _pattern(word if word.isupper() else word[: max(_STEM, len(word) * 2 // 3)], stem=True)
        for word in words or [term.target]
    ]
    return max(len(stem.findall(target)) for stem in stems)


def _is_used(term: Term, target: str) -> bool:
    if used_in(term, target) or any(_has(other, target) for other in _QUOTED.findall(term.note)):
        return True
    # Also: another form of the words (accredit for accreditation, gender-balanced for gender balance), the
    # words of the translation apart from each other, or one of them if the French term is a single word.
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


def _is_part_of_allowed(wrong: str, text: str, pair: Pair) -> bool:
    """Whether a forbidden word occurs in a text only as part of the right translation of a term."""
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
    exact = phrase.isupper() and len(phrase) > 1  # an acronym
    return re.compile(rf"(?<!\w){body}s?(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


CHECKS = (
    Check("terminology", "warning", "A term is not translated as the glossary says.", each(terminology)),
    Check("term-repeated", "note", "A term occurs fewer times than in the French text.", each(repeated)),
    Check("forbidden", "error", "The glossary forbids the translation of a term.", each(forbidden)),
    Check(
        "notranslatewords", "error", "A name that must not be translated was changed or dropped.", each(kept)
    ),
)
