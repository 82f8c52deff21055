"""The checks that a professional would run on a translation: pure functions, one module a family.

Each has a stable name, by which it is configured, switched off or ignored for one entry. The names are
those of other tools where they have the check: translate-toolkit's pofilter, Weblate, Okapi CheckMate.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from booktranslate.checks import (
    addresses,
    articles,
    characters,
    consistency,
    false_friends,
    gender,
    leftovers,
    length,
    names,
    numbers,
    punctuation,
    residual,
    spelling,
    state,
    tags,
    terms,
    units,
    variants,
)
from booktranslate.checks.pairs import Check, CheckSettings, Pair
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.language.letters import composed
from booktranslate.model import Finding, Translation, Unit, respelt

__all__ = ["CHECKS", "Check", "CheckSettings", "nearest", "run"]

_MECHANICAL = (
    state,
    tags,
    numbers,
    units,
    addresses,
    names,
    terms,
    consistency,
    punctuation,
    length,
    characters,
    leftovers,
)
_OF_LANGUAGE = (residual, variants, spelling, articles, gender, false_friends)
_FAMILIES = (*_MECHANICAL, *_OF_LANGUAGE)
CHECKS: tuple[Check, ...] = tuple(check for family in _FAMILIES for check in family.CHECKS)


def nearest(name: str) -> list[str]:
    """The names of the checks that somebody may have meant by a name that no check has."""
    known = [check.name for check in CHECKS]
    stem = name.lower().rstrip("s")
    holding = [each for each in known if stem and stem in each]
    return list(dict.fromkeys([*holding, *get_close_matches(name.lower(), known, n=3)]))


def run(
    units: Sequence[tuple[Unit, Translation]],
    glossary: Glossary,
    settings: CheckSettings,
    ignored: Sequence[frozenset[str]] = (),
) -> list[tuple[int, Finding]]:
    """What the checks find, with the index of the unit, in the order of the units.

    `units` are those of the whole book, for some checks compare them. `ignored` gives for each unit the
    names of the checks that a person silenced there; without it none is. Where a finding stands (its
    `where`) is left to the caller, who knows the files.

    Raises UsageError when the settings name a check that does not exist.
    """
    known = {check.name for check in CHECKS}
    if unknown := (settings.off | settings.severities.keys()) - known:
        raise UsageError(
            f"There is no check called {', '.join(sorted(unknown))}.",
            hint=f"The checks are: {', '.join(sorted(known))}.",
        )
    pairs = [
        Pair(
            replace(unit, source=respelt(unit.source, composed)),
            replace(translation, target=respelt(translation.target, composed)),
            glossary,
            settings,
        )
        for unit, translation in units
    ]
    findings = [
        (index, Finding(check.name, settings.severities.get(check.name, check.severity), message))
        for check in CHECKS
        if check.name not in settings.off
        for index, message in check.function(pairs)
        if not ignored or check.name not in ignored[index]
    ]
    return sorted(findings, key=lambda found: found[0])
