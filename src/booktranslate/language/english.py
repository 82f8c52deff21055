"""The forms of an English term: its plural, its verb forms, and a pattern that finds them."""

import re
from functools import cache
from typing import TYPE_CHECKING

from booktranslate.language import english_verbs, words

if TYPE_CHECKING:
    from pluralizer import Pluralizer

# The head, which takes the plural, ends before the first of these: "calls for projects", "directors general".
_HEAD = re.compile(r"\s(?:as|at|between|by|for|from|in|of|on|to|under|with)\s|\sgeneral$")
_HYPHENED_HEAD = re.compile(r"(?<=passer|runner)-(?:by|up)$|-in-(?:chief|law)$")
# Singulars in -s besides those in -ss, -us and -is.
_IN_S = frozenset(words("alias atlas bias canvas Christmas gas lens"))
# What the library does not know: nouns without a plural, and nouns whose ending misleads it.
_UNCOUNTABLE = words(
    "awareness feedback governance knowledge machinery manpower mentoring personnel recycling training"
)
_PLURALS = {
    "agenda": "agendas",
    "bias": "biases",
    "corpus": "corpora",
    "focus": "focuses",
    "gulf": "gulfs",
    "lens": "lenses",
    "memorandum": "memoranda",
    **{noun: f"{noun}s" for noun in words("german norman ottoman roman shaman talisman")},
}
# Plurals that are as good as the first: by that one.
_AS_GOOD = {
    "appendices": "appendixes",
    "corpora": "corpuses",
    "curricula": "curriculums",
    "focuses": "foci",
    "formulas": "formulae",
    "forums": "fora",
    "indices": "indexes",
    "matrices": "matrixes",
    "mediums": "media",
    "memoranda": "memorandums",
    "people": "persons",
    "referendums": "referenda",
    "syllabuses": "syllabi",
    "syllabi": "syllabuses",
}


@cache
def plural(phrase: str) -> str:
    """The plural of a noun phrase; one that is already plural is returned as it is."""
    found = _HEAD.search(phrase) or _HYPHENED_HEAD.search(phrase)
    head, rest = (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")
    last = re.split(r"[\s-]", head)[-1]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in _IN_S:
        return phrase
    if last[-1:].isupper() or not last[-1:].isalpha():  # SMEs, R&Ds
        return f"{head}s{rest}"
    return f"{head.removesuffix(last)}{_pluralizer().plural(last)}{rest}"


def plurals(phrase: str) -> tuple[str, ...]:
    """The plurals of a noun phrase that are in use, `plural` first: indices, indexes."""
    first = plural(phrase)
    others = (re.sub(rf"{one}\b", other, first, flags=re.IGNORECASE) for one, other in _AS_GOOD.items())
    return tuple(dict.fromkeys((first, *others)))


def verb_parts(phrase: str) -> english_verbs.Parts:
    """The forms of a verb phrase, with or without "to", each in its role: ran a network is a past."""
    verb, space, rest = phrase.removeprefix("to ").partition(" ")
    made = english_verbs.parts(verb)
    return english_verbs.Parts(
        made.base + space + rest,
        made.third + space + rest,
        *(
            tuple(form + space + rest for form in forms)
            for forms in (made.present, made.past, made.participle)
        ),
    )


def verb_forms(phrase: str) -> tuple[str, ...]:
    """The forms of a verb phrase, with or without "to": run, runs, running, ran a network.

    Where British and American English differ, they are those of both.
    """
    made = verb_parts(phrase)
    return tuple(dict.fromkeys((made.base, made.third, *made.present, *made.past, *made.participle)))


@cache
def pattern(forms: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    """A pattern that finds any of the forms as whole words; `exact` makes it respect case.

    Spaces and hyphens count as the same, and so do both apostrophes.
    """
    alternatives = "|".join(
        re.sub(r"(?:\\?[\s-])+", r"[\\s‐‑–-]+", re.sub(r"['’]", "['’]", re.escape(form)))
        for form in sorted(forms, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


@cache
def _pluralizer() -> "Pluralizer":
    from pluralizer import Pluralizer  # most commands need no plural

    made = Pluralizer()  # type: ignore[no-untyped-call]
    for noun in _UNCOUNTABLE:
        made.add_uncountable_rule(noun)
    for noun, several in _PLURALS.items():
        made.add_irregular_rule(noun, several)
    made.add_plural_rule("(.*virus)", "$1es")
    return made
