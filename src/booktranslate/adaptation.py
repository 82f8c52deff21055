"""Adapt a British text to American English by rule, or back: spelling, dates, quotation marks, titles.

Words for things (a lift, an elevator) stay, unless the glossary has both, and so do 24-hour times, units and
numbers. The rules work on a flattened text, like those of typography, so that no tag is lost and no address
or kept name is changed. If a rule cannot know what is right (a comma that may belong to the quotation), the
text stays.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from booktranslate.glossary import Glossary
from booktranslate.language import english, sentences, text_before, varieties
from booktranslate.language.calendar import DAY, EN_DAYS, EN_MONTH, FIGURE_DATE, YEAR, month_first
from booktranslate.language.english_verbs import Parts
from booktranslate.language.letters import UPPER
from booktranslate.language.ordinals import ENGLISH_ORDINAL
from booktranslate.language.titles import CONTRACTED
from booktranslate.model import Quotes, TaggedText
from booktranslate.typography import kept, polish, quotation
from booktranslate.typography.flat import KEPT, OBJECT, OPAQUE, Edit, flatten, line
from booktranslate.typography.rule import S, Style, edit, replaced

_ROUNDS = 5

# A stop inside a quotation: one that has more than one sentence is not just a part of a sentence.
_STOP_WITHIN = re.compile(r"[.!?…][’”)]*\s")
_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY = "|".join(EN_DAYS)
_ORDINAL = rf"(?:{ENGLISH_ORDINAL}\b)?"
_FURTHER = rf"(?:(?:–|-|{S}(?:and|or|to|&){S}){DAY}(?!\d))?"
_BRITISH_DATE = re.compile(
    rf"(?<![\w.,/–-])(?:(?:{_WEEKDAY})(,?{S}))?({DAY})({_ORDINAL})({_FURTHER}){S}({EN_MONTH})(?!\w)"
    rf"(?:{S}{YEAR}(?![\w])|(?!{S}\d))"
)
# Without a year, "In March 12 members joined" is not a date.
_AMERICAN_DATE = re.compile(
    rf"(?:\b(?:{_WEEKDAY})(,{S}))?(?<!\w)({EN_MONTH}){S}({DAY})(?!\d)({_ORDINAL})({_FURTHER})"
    rf"(?:(,?){S}{YEAR}(?!\w)|(?![\w,.%]*\d|{S}\d|\w|%))"
)
_IN = re.compile(rf"\b[Ii]n{S}$")
_TITLE = re.compile(rf"(?<!\w)({CONTRACTED})(?={S}[{UPPER}{KEPT}])")
_DOTTED_TITLE = re.compile(rf"(?<!\w)(?:{CONTRACTED})(\.)(?={S}[{UPPER}{KEPT}])")
_PER_CENT = re.compile(rf"\b[Pp]er({S})cent\b")
_PERCENT = re.compile(r"\b[Pp]e(r)cent\b")
_LATIN = re.compile(rf"(?<!\w)(?:e\.g|i\.e)(\.)(?={S})")
_LATIN_COMMA = re.compile(rf"(?<!\w)(?:e\.g|i\.e)\.(,)(?={S})")
_MILLIONS = re.compile(r"(?<=[€$£])\d+(?:[.,]\d+)*(m|bn)(?!\w)")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is adapted to, and what we know about it.

    `american`: to American English, otherwise to British. `source` is the French that it translates, `words`
    maps terms of the other English to those of this one, if more than the spelling differs.
    """

    american: bool
    quotes: Quotes = "double"
    source: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


def adapted(
    text: TaggedText,
    target_lang: str,
    source: str,
    *,
    quotes: Quotes = "double",
    off: Set[str] = frozenset(),
    protected: Glossary | None = None,
    words: Mapping[str, str] | None = None,
) -> TaggedText:
    """The text in the English of `target_lang`, with its typography; `source` is the plain French text.

    `off` are typography rules that are not applied, `protected` is a glossary whose kept terms stay, and
    `words` renames terms. A text that has been adapted already stays as it is.
    """
    wanted = Wording(target_lang == "en-US", quotes, source, words or {})
    names = protected.kept if protected else ()
    for _ in range(_ROUNDS):
        before = text
        text = polish(text, target_lang, quotes=quotes, off=off, protected=protected)
        for rule in _RULES:
            text = _applied(rule, text, wanted, names)
        if text == before:
            break
    return text


def spelt(words: str, target_lang: str) -> str:
    """The words of a term in the spelling of `target_lang`."""
    wanted = Wording(target_lang == "en-US")
    return _WORD.sub(lambda found: _respelt(found[0], wanted, words), words)


def _applied(
    rule: Callable[[str, Wording], Iterator[Edit]], text: TaggedText, wanted: Wording, names: Sequence[str]
) -> TaggedText:
    whole = line(text)
    spans = kept.spans(whole, names, kept.SIGNS)
    flat = flatten(text, whole, spans, opaque=not OPAQUE.isdisjoint(whole))
    edits = list(rule(flat.text, wanted))
    return flat.edited(edits).expand() if edits else text


def _terms(text: str, wanted: Wording) -> Iterator[Edit]:
    """The terms of the other English in this one: a secondary school, a high school."""
    for there, here in wanted.words.items():
        pattern = re.compile(rf"(?<![\w-]){re.escape(there)}(?![\w-])", re.IGNORECASE)
        again = re.compile(rf"(?<![\w-]){re.escape(here)}(?![\w-])", re.IGNORECASE)
        here_already = [found.span() for found in again.finditer(text)]
        for found in pattern.finditer(text):
            if not any(start <= found.start() < end for start, end in here_already):
                yield from edit(*found.span(), found[0], varieties.cased(here, found[0]))


def _spelling(text: str, wanted: Wording) -> Iterator[Edit]:
    """The spelling of the variety, except in names, addresses and French phrases."""
    french = f" {' '.join(_WORD.findall(wanted.source.lower()))} "
    found = list(_WORD.finditer(text))
    for place, match in enumerate(found):
        word = match[0]
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 2]
        if around[0] in (".", "@") or re.match(r"\.\w", around[1]):
            continue  # a part of an address
        before = text[: match.start()].replace(OBJECT, "")
        if word[0].isupper() and not word.isupper() and not sentences.starts(before + word, len(before)):
            continue  # a name
        beside = (found[max(0, place - 1) : place + 1], found[place : place + 2])
        if any(len(two) > 1 and f" {two[0][0]} {two[1][0]} ".lower() in french for two in beside):
            continue  # a part of a French phrase: <i>centre de gestion</i>
        yield from edit(*match.span(), word, _respelt(word, wanted, text))


def _respelt(word: str, wanted: Wording, text: str) -> str:
    for _ in range(_ROUNDS):  # anaesthetised, anaesthetized, anesthetized
        before = word
        letter = "z" if wanted.american else "s"
        if varieties.ending(word) not in ("", letter):
            word = varieties.with_ending(word, letter)
        british = not wanted.american
        word = varieties.respelt(word, british=british, text=text, source=wanted.source) or word
        if word == before:
            break
    return word


def _dates(text: str, wanted: Wording) -> Iterator[Edit]:
    """12 March 2026 in British English, March 12, 2026 in American English."""
    if wanted.american:
        for found in _BRITISH_DATE.finditer(text):
            _, day, _, further, month = found.groups()
            year = "," if re.search(r"\d$", found[0]) else ""
            new = (", ", month, "", "", f"{day}{further}{year}")
            yield from _group_edits(found, new)
    else:
        for found in _AMERICAN_DATE.finditer(text):
            _, month, day, _, further, _ = found.groups()
            if re.search(rf"{S}{YEAR}$", found[0]) or not _IN.search(text_before(text, found.start())):
                yield from _group_edits(found, (" ", f"{day}{further}", month, "", "", ""))


def _group_edits(found: re.Match[str], new: Sequence[str]) -> Iterator[Edit]:
    for group, value in enumerate(new, 1):
        if found[group]:
            yield from edit(*found.span(group), found[group], value)


def _figure_dates(text: str, wanted: Wording) -> Iterator[Edit]:
    """The month first, in American English, in a numeric date that is written as in the French text."""
    if not wanted.american:
        return
    french = {found[0] for found in FIGURE_DATE.finditer(wanted.source)}
    turned = {month_first(one) for one in french}
    for found in FIGURE_DATE.finditer(text):
        if found[0] in french - turned:
            yield from edit(*found.span(), found[0], month_first(found[0]))


def _abbreviations(text: str, wanted: Wording) -> Iterator[Edit]:
    """Mr Roux, 5 per cent, e.g. this, €12m in British English; Mr., percent, e.g., million in American."""
    if wanted.american:
        yield from replaced(_TITLE, text, lambda found: (f"{found[1]}.",))
        yield from replaced(_PER_CENT, text, lambda found: ("",))
        yield from replaced(_LATIN, text, lambda found: (".,",))
        yield from replaced(_MILLIONS, text, lambda found: (" million" if found[1] == "m" else " billion",))
    else:
        yield from replaced(_DOTTED_TITLE, text, lambda found: ("",))
        yield from replaced(_PERCENT, text, lambda found: ("r ",))
        yield from replaced(_LATIN_COMMA, text, lambda found: ("",))


def _stops(text: str, wanted: Wording) -> Iterator[Edit]:
    """Full stops and commas: in American English before the closing quotation mark; in British English after
    it, if the quotation is a part of the sentence around it."""
    pairs = quotation.quotations(text, Style(wanted.american, wanted.quotes))
    closers = {closer for _, closer in pairs}
    for opener, closer in pairs:
        if wanted.american:
            first = closer
            while first - 1 in closers:
                first -= 1
            if closer + 1 in closers or text[closer + 1 : closer + 2] not in (".", ","):
                continue
            stop, after = text[closer + 1], text[closer + 2 : closer + 3]
            if after and (after.isalnum() or after in ".,…"):
                continue
            before, marks = text[first - 1], text[first : closer + 1]
            if before in "?!…" and stop == ",":
                continue
            yield first, closer + 2, marks if stop == "." and before in ".?!…" else stop + marks
        elif _is_part(text[opener + 1 : closer]) and text[closer + 1 : closer + 2] not in (".", ","):
            yield closer - 1, closer + 1, text[closer] + text[closer - 1]


def _is_part(quoted: str) -> bool:
    """Whether a quotation is a part of a sentence, and the stop at its end belongs to that sentence."""
    plain = quoted.lstrip(OBJECT)
    if quoted[-1:] not in (".", ",") or not plain[:1].islower() or quoted[-2:-1] in ".,?!…":
        return False
    is_abbreviated = quoted.endswith(".") and not sentences.ended(quoted)
    return not (_STOP_WITHIN.search(quoted) or is_abbreviated or sentences.abbreviated(quoted))


_RULES = (_terms, _spelling, _dates, _figure_dates, _abbreviations, _stops)


def renamed(source: str, there: Glossary, here: Glossary) -> dict[str, str]:
    """For the terms in a French text: their English in the glossary `there`, mapped to that in `here`.

    Plurals and verb forms are included; the longest come first. Terms that are the same in both glossaries
    are left out, and so is a verb form that could be two of the other verb: “let” is rent or rented.
    """
    known = {term.source: term for term in here.terms}
    found: dict[str, str] = {}
    for match in there.find(source):
        term, other = match.term, known.get(match.term.source)
        if other is None or term.keep or other.keep or term.target == other.target:
            continue
        if term.part_of_speech == "verb":
            found.update(_verb_forms(english.verb_parts(term.target), english.verb_parts(other.target)))
            continue
        found[term.target] = other.target
        if term.countable:
            found[english.plural(term.target)] = english.plural(other.target)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _verb_forms(there: Parts, here: Parts) -> dict[str, str]:
    """The forms of a verb, mapped to those of another in the same role."""
    roles = [
        *(((there.base,), here.base), ((there.third,), here.third), (there.present, here.present[0])),
        *((there.past, here.past[0]), (there.participle, here.participle[0])),
    ]
    found: dict[str, set[str]] = {}
    for forms, right in roles:
        for form in forms:
            found.setdefault(form, set()).add(right)
    certain = {form: rights.pop() for form, rights in found.items() if len(rights) == 1}
    return certain if there.base in certain else certain | {f"to {there.base}": f"to {here.base}"}
