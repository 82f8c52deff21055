"""The forms of an English term: its plural, its verb forms, and a pattern that finds them."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pluralizer import Pluralizer

# The head, which takes the plural, ends before the first of these: "calls for projects", "directors general".
_HEAD = re.compile(r"\s(?:as|at|between|by|for|from|in|of|on|to|under|with)\s|\sgeneral$")
_VOWEL = "aeiou"
_IRREGULAR = {
    "bring": ("brought",),
    "build": ("built",),
    "draw": ("drew", "drawn"),
    "get": ("got",),
    "give": ("gave", "given"),
    "grow": ("grew", "grown"),
    "hold": ("held",),
    "lead": ("led",),
    "make": ("made",),
    "meet": ("met",),
    "put": ("put",),
    "run": ("ran", "run"),
    "set": ("set",),
    "take": ("took", "taken"),
    "win": ("won",),
    "write": ("wrote", "written"),
}


@cache
def plural(phrase: str) -> str:
    """The plural of a noun phrase; one that is already plural is returned as it is."""
    found = _HEAD.search(phrase)
    head, rest = (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")
    last = re.split(r"[\s-]", head)[-1]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and last != "gas":
        return phrase
    if last[-1:].isupper() or not last[-1:].isalpha():  # SMEs, R&Ds
        return f"{head}s{rest}"
    return f"{head.removesuffix(last)}{_pluralizer().plural(last)}{rest}"


def verb_forms(phrase: str) -> tuple[str, ...]:
    """The forms of a verb phrase, with or without "to": run, runs, running, ran a network."""
    verb, space, rest = phrase.removeprefix("to ").partition(" ")
    stem = verb.removesuffix("e") if not verb.endswith(("ee", "oe", "ye", "ie")) else verb
    if _doubles(verb):
        stem += verb[-1]
    soft = verb.endswith("y") and verb[-2:-1] not in _VOWEL
    third = (
        f"{verb[:-1]}ies" if soft else f"{verb}es" if re.search(r"(?:[sxzo]|ch|sh)$", verb) else f"{verb}s"
    )
    past = _IRREGULAR.get(verb) or (f"{verb[:-1]}ied" if soft else f"{stem.removesuffix('e')}ed",)
    return tuple(dict.fromkeys(form + space + rest for form in (verb, third, f"{stem}ing", *past)))


def _doubles(verb: str) -> bool:
    # plan → planning; in British spelling also travel → travelling. Not develop, focus, work.
    ends = re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb)
    return bool(ends) and (verb.endswith("l") or len(re.findall(r"[aeiou]+", verb)) == 1)


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

    return Pluralizer()  # type: ignore[no-untyped-call]
