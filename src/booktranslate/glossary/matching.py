"""Find terms in French texts in all their forms.

A glossary is prepared once: every term is split into words, and indexed by the forms of its first word. A
text is then read word by word, so that the time depends on the text and hardly on the glossary.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import eq

from booktranslate.glossary import inflection
from booktranslate.glossary.terms import Capitals, Match, Term
from booktranslate.language import addresses, french, sentences
from booktranslate.language.french import Word

_PREFIXED = re.compile(
    r"\b(agro|aéro|audio|auto|bio|co|éco|électro|géo|hydro|infra|inter|macro|méso|méta|micro|mini|mono|multi|nano|"
    r"photo|pluri|poly|psycho|radio|socio|techno|télé|thermo|trans|ultra|vidéo|visio)([^\W\d_]{5,})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term as words, with the accepted forms of each word, and what stands between the words.

    The first `heads` words are the head of the term, several if it has hyphens (sous-traitant). If the head
    is plural, the term is.
    """

    term: Term
    order: int
    heads: int
    words: tuple[str, ...]
    forms: tuple[frozenset[str], ...]
    participles: frozenset[str]  # of the first word, if it may be a verb
    joints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    pattern: _Pattern
    first: int
    last: int
    rank: tuple[int, int, bool, int]


class _Starts(dict[str, tuple[_Pattern, ...]]):
    """For each word of a book, as it is spelt there, the terms that may start with it."""

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self._by_form: dict[str, list[_Pattern]] = defaultdict(list)
        self._by_bare: dict[str, list[_Pattern]] = defaultdict(list)  # without accents, for text in capitals
        for order, term in enumerate(terms):
            for spelling in _spellings(term):
                pattern = _pattern(term, order, spelling)
                if pattern.words:
                    for form in pattern.forms[0] | pattern.participles:
                        self._by_form[form].append(pattern)
                        if (bare := french.bare(form)) != form:
                            self._by_bare[bare].append(pattern)

    def __missing__(self, word: str) -> tuple[_Pattern, ...]:
        bases = french.bases(word)
        found = [pattern for form in bases for pattern in self._by_form.get(form, ())]
        if word.isupper():
            found += [pattern for form in bases for pattern in self._by_bare.get(french.bare(form), ())]
        self[word] = patterns = tuple(dict.fromkeys(found))
        return patterns


class Matcher:
    """The terms of a glossary, prepared for searching many texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._starts = _Starts(terms)

    def find(self, text: str) -> list[Match]:
        """The terms in a text, in text order; where terms overlap, only the longest."""
        searched = addresses.blanked(text)
        spelt = french.spellings(searched)
        possible = [
            (pattern, at)
            for at, word in enumerate(spelt)
            for pattern in self._starts[word]
            if _has_forms(pattern, spelt, at)
        ]
        if not possible:
            return []
        words = list(french.words(searched))
        candidates = [
            _Candidate(pattern, at, at + len(pattern.words), _rank(pattern, words, at))
            for pattern, at in possible
            if _fits(pattern, searched, words, at)
        ]
        taken = bytearray(len(words))
        matches = []
        for found in sorted(candidates, key=lambda candidate: candidate.rank):
            if not any(taken[found.first : found.last]):
                taken[found.first : found.last] = b"\1" * (found.last - found.first)
                matches.append(_match(found, searched, words))
        return sorted(matches, key=lambda match: match.start)


def _spellings(term: Term) -> list[str]:
    """The spellings of a term with and without inner hyphens: start-up, startup; agro-alimentaire.

    Only one for a term that is kept or case-sensitive.
    """
    if term.keep or term.case_sensitive:
        return [term.source]
    joined = re.sub(rf"(?<=\w)[{french.HYPHENS}](?=\w)", "", term.source)
    divided = _PREFIXED.sub(r"\1-\2", term.source)
    return list(dict.fromkeys((term.source, joined, divided)))


def _pattern(term: Term, order: int, spelling: str) -> _Pattern:
    found = list(french.words(spelling))
    words = tuple(spelling[word.start : word.end] if word.ending else word.plain for word in found)
    joints = tuple(french.joint(spelling[left.end : right.start]) for left, right in pairwise(found))
    verbal = term.part_of_speech in inflection.VERBAL and not term.keep
    participles = inflection.participles(words[0]) if verbal and words else frozenset[str]()
    forms = tuple(_accepted(term, word, first=not index) for index, word in enumerate(words))
    first_space = re.search(r"\s|$", spelling)
    heads = sum(word.start < first_space.start() for word in found) if first_space else 1
    return _Pattern(term, order, heads, words, forms, participles, joints)


def _accepted(term: Term, word: str, *, first: bool) -> frozenset[str]:
    own = frozenset({french.fold(word)})
    if term.keep or word.isupper():
        return own
    if term.part_of_speech != "verb":
        own |= inflection.nouns(word)
    if first and term.part_of_speech in inflection.VERBAL:
        own |= inflection.first_persons(word)
    # Words after the first may be singular or plural: appel à projet(s), grappe d'entreprise(s).
    return own if first or word[-1] not in "sx" else own | french.bases(word)


def _rank(pattern: _Pattern, words: Sequence[Word], at: int) -> tuple[int, int, bool, int]:
    """A key that sorts better candidates first: longer, closer to the term, case-sensitive, earlier."""
    last = at + len(pattern.words)
    length = words[last - 1].end - words[at].start
    same = sum(sum(map(eq, word.plain, own)) for word, own in zip(words[at:last], pattern.words, strict=True))
    return -length, -same, not pattern.term.case_sensitive, pattern.order


def _has_forms(pattern: _Pattern, spelt: Sequence[str], at: int) -> bool:
    """Whether words of a text, by their spellings, are forms of those of a term; the last is seldom one."""
    last = at + len(pattern.words)
    return last <= len(spelt) and all(
        _is_form(pattern, index, spelt[at + index]) for index in reversed(range(len(pattern.words)))
    )


def _fits(pattern: _Pattern, text: str, words: Sequence[Word], at: int) -> bool:
    """Whether words of the right forms are a term by what stands between and around them."""
    for index, joint in enumerate(pattern.joints):
        left, right = words[at + index], words[at + index + 1]
        between = french.joint(text[left.end : right.start])
        if between != joint and not (
            joint == " " and between in ("/", "–") and left.plain.isupper() and pattern.words[index].isupper()
        ):  # PME-PMI is also written PME/PMI and « PME – PMI »
            return False
    last = at + len(pattern.words) - 1
    is_part = _within_compound(text, words[at].start, words[last].end)
    return (pattern.term.source.isupper() or not is_part) and _is_fitting_participle(pattern, text, words, at)


def _is_form(pattern: _Pattern, index: int, word: str) -> bool:
    own, term = pattern.words[index], pattern.term
    if term.keep:
        return (
            word in (own, own.upper())
            or (index == 0 and word == own[0].upper() + own[1:])
            or (word.isupper() and french.lacks_accents(french.fold(word), french.fold(own)))
        )
    if term.case_sensitive:
        if own.isupper():
            return word in (own, f"{own}s")
        if not (word.isupper() or word[0].isupper() == own[0].isupper()):
            return False
    if term.part_of_speech not in inflection.VERBAL and not french.is_noun_form(word, own):
        return False
    bases, forms = french.bases(word), pattern.forms[index]
    if not forms.isdisjoint(bases):
        return True
    folded = french.fold(word)
    if index == 0 and folded in pattern.participles:
        return True
    if not word.isupper() or own.isupper() or (len(pattern.words) == 1 and french.is_spelt_so(word)):
        return False
    return any(french.lacks_accents(base, form) for base in bases for form in forms) or (
        index == 0 and any(french.lacks_accents(folded, form) for form in pattern.participles)
    )


def _within_compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins the words to another word: non-adhérent; but not cette filière-là."""
    ties = f"{french.HYPHENS}_"
    before = start > 1 and text[start - 1] in ties and text[start - 2].isalnum()
    after = text[end : end + 1] in ties and text[end + 1 : end + 2].isalnum()
    return before or (after and not re.match(r"(?:là|ci)\b", text[end + 1 : end + 4]))


def _is_fitting_participle(pattern: _Pattern, text: str, words: Sequence[Word], at: int) -> bool:
    """Whether a first word that looks like a participle has the same part of speech as the term.

    « en dirigeant » and « se dirigeant » are not the noun dirigeant. « un produit » is not the verb
    produire, nor « la mise en réseau » mettre en réseau; but « est produit par » and « les firmes mises
    en réseau » are.
    """
    before = _words_before(text, words, at)
    previous, second = (*before, "", "")[:2]
    word = french.fold(words[at].plain)
    gerund = previous in ("en", "se", "s", "y")  # before which no noun in -ant stands
    if word not in pattern.participles:
        return not (word.endswith("ant") and gerund)
    also_noun = french.fold(pattern.words[0]) not in french.bases(word)
    alone = len(pattern.words) == 1
    if word.endswith("ant"):
        gerund |= previous in french.PRONOUNS and second == "en"
        return gerund or not also_noun or not (alone or previous in french.DETERMINERS)
    if _has_auxiliary(before):
        return True
    if previous in french.DETERMINERS or previous == "l":  # « le fait », but also « il le fait »
        return previous in french.PRONOUNS and second in french.SUBJECTS
    if not also_noun or (at + 1 < len(words) and words[at + 1].plain == "par"):
        return True
    if previous in french.BEFORE_NOUNS:
        return not alone and word.endswith("é")
    # « les acteurs fédérés »: words in -é are seldom nouns, others (« produits », « rendus ») may be.
    return not alone or word.endswith(("é", "ée", "és", "ées"))


def _words_before(text: str, words: Sequence[Word], at: int) -> list[str]:
    """Up to four words before a word, the nearest first; only spaces and apostrophes may be between them."""
    before: list[str] = []
    for index in range(at - 1, max(at - 5, -1), -1):
        if french.joint(text[words[index].end : words[index + 1].start]) not in (" ", "'"):
            break
        before.append(words[index].plain.lower())
    return before


def _has_auxiliary(before: Sequence[str]) -> bool:
    for word in before:
        if word in french.AUXILIARIES:
            return True
        if not french.is_adverb(word):
            return False
    return False


def _match(found: _Candidate, text: str, words: Sequence[Word]) -> Match:
    start, end = words[found.first].start, words[found.last - 1].end
    plural = _is_plural(found.pattern, text, words, found.first)
    return Match(found.pattern.term, start, end, plural, _capitals(found.pattern.term, text, start, end))


def _is_plural(pattern: _Pattern, text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the head of a found term is plural."""
    has_plural_form = False
    for own, word in zip(pattern.words[: pattern.heads], words[at : at + pattern.heads], strict=True):
        if word.ending.rstrip(")").lower().endswith("s") or (own.isupper() and word.plain == f"{own}s"):
            return True
        if not own.isupper() and own[-1] not in "sxz":
            has_plural_form = True
            if word.plain[-1] in "sxSX":
                return True
    if has_plural_form:
        return False
    # PME and prix do not show their number, but words before them may (« les PME », « 38 PME »).
    for index in range(at - 1, max(at - 4, -1), -1):
        if french.joint(text[words[index].end : words[index + 1].start]) not in (" ", "'"):
            return False
        before = words[index].plain.lower()
        if before in french.PLURAL_WORDS or before in french.QUANTITIES:
            return True
        if before.isdecimal():
            return before not in ("0", "1")
        if before in french.SINGULAR_WORDS:
            return False
    return False


def _capitals(term: Term, text: str, start: int, end: int) -> Capitals:
    found = text[start:end]
    if found.isupper() and not term.source.isupper():
        return "all"
    if found[0].isupper() and term.source[0].islower() and sentences.starts(text, start):
        return "initial"
    return "as given"
