"""The list of checks: those of booktranslate by family, and those of other packages.

Another package offers a `Check`, or a list or tuple of them, in the entry-point group `booktranslate.checks`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from booktranslate.checks import (
    addresses,
    articles,
    characters,
    checklist,
    consistency,
    dates_and_times,
    endings,
    false_friends,
    gender,
    leftovers,
    length,
    names,
    negation,
    numbers,
    placement,
    punctuation,
    quotation,
    residual_french,
    spelling,
    state,
    tags,
    terms,
    uniformity,
    units,
    variants,
)
from booktranslate.checks.pairs import Check, Found, OfBook, Pairs
from booktranslate.errors import BooktranslateError, UsageError
from booktranslate.language import ENGLISH, FRENCH, words

GROUP = "booktranslate.checks"
_MECHANICAL = (
    state,
    tags,
    placement,
    numbers,
    dates_and_times,
    units,
    addresses,
    names,
    terms,
    consistency,
    uniformity,
    quotation,
    punctuation,
    endings,
    length,
    characters,
    leftovers,
    checklist,
)
_OF_LANGUAGE = (residual_french, variants, spelling, articles, gender, false_friends, negation)
# Checks for any two languages: they look only at tags, characters and addresses, or at a project's own list.
_OF_ANY = frozenset(
    words(
        "untranslated unchanged fuzzy missing-tag extra-tag tag-order tag-nesting damaged-tag empty-tag "
        "grown-reference urls emails filepaths inconsistent perhaps-inconsistent reused brackets doublewords "
        "doublespacing startwhitespace endwhitespace zero-width-space bidi-control corrupted leftover "
        "checklist"
    )
)
# Checks that need only English as the target language, and only French as the source language.
_OF_ENGLISH = frozenset(
    words(
        "hyphenation heading-capitals serial-comma organisations doublequoting quote-style apostrophes "
        "puncspacing ellipsis british-american ise-ize spelling unknown-word spelling-dictionary article"
    )
)
_OF_FRENCH = frozenset(words("forbidden notranslatewords"))
CHECKS: tuple[Check, ...] = tuple(
    check for family in (*_MECHANICAL, *_OF_LANGUAGE) for check in family.CHECKS
)
"""The checks that are part of booktranslate."""


@cache
def installed() -> tuple[Check, ...]:
    """The checks of booktranslate, then those of other packages.

    Raises UsageError for a package whose check cannot be loaded, is not a check, or has the name of another.
    """
    found = list(CHECKS)
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        for check in _loaded(point):
            if any(check.name == other.name for other in found):
                raise UsageError(
                    f"the check {check.name!r} of {point.value} has the name of another check.",
                    hint="Uninstall that package, or rename its check.",
                )
            found.append(replace(check, function=_blaming_package(check, point)))
    return tuple(found)


def fitting(source: str, target: str) -> frozenset[str]:
    """The names of the checks that make sense for two languages (`fr`, `en-GB`).

    These are all checks for French and English; else those that do not depend on the language that differs.
    Checks of other packages are always included. Raises UsageError as `installed` does.
    """
    ours = frozenset(check.name for check in CHECKS)
    others = frozenset(check.name for check in installed()) - ours
    is_french, is_english = source.split("-")[0] == FRENCH, target.split("-")[0] == ENGLISH
    if is_french and is_english:
        return ours | others
    return (
        _OF_ANY
        | others
        | (_OF_ENGLISH if is_english else frozenset())
        | (_OF_FRENCH if is_french else frozenset())
    )


def nearest(name: str) -> list[str]:
    """The names of the checks that a person may have meant by an unknown name, the likeliest first.

    Raises UsageError as `installed` does.
    """
    known = [check.name for check in installed()]
    stem = name.lower().rstrip("s")
    holding = [each for each in known if stem and stem in each]
    return list(dict.fromkeys([*holding, *get_close_matches(name.lower(), known, n=3)]))


def _loaded(point: EntryPoint) -> Sequence[Check]:
    hint = "Reinstall the package that contains it, or uninstall it."
    try:
        loaded = point.load()
    except (ImportError, AttributeError) as error:
        problem = f"the check {point.name!r} ({point.value}) cannot be loaded: {error}."
        raise UsageError(problem, hint=hint) from error
    checks = [loaded] if isinstance(loaded, Check) else list(loaded) if _is_list(loaded) else []
    if not checks or not all(isinstance(check, Check) for check in checks):
        raise UsageError(
            f"{point.value} is neither a booktranslate.checks.Check nor a list of them.", hint=hint
        )
    return checks


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _blaming_package(check: Check, point: EntryPoint) -> OfBook:
    """The function of a check, with its exceptions raised as a UsageError that names its package.

    The errors of `booktranslate.errors` stay as they are.
    """

    def function(pairs: Pairs) -> Iterator[tuple[int, Found]]:
        try:
            yield from check.function(pairs)
        except BooktranslateError:
            raise  # it says what to do next
        except Exception as error:
            raise UsageError(
                f"the check {check.name!r} of {point.value} failed: {type(error).__name__}: {error}.",
                hint=f'Report it to its author; check.off = ["{check.name}"] switches it off.',
            ) from error

    return function
