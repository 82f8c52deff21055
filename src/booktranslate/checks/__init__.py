"""The checks that a professional would run on a translation: pure functions, one module a family.

Each has a stable name, by which it is configured, switched off or ignored for one entry. The names are
those of other tools where they have the check: translate-toolkit's pofilter, Weblate, Okapi CheckMate.
`registry` has them all; `pairs` has what they look at and what they give.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from booktranslate.checks.pairs import Check, CheckSettings, Flaw, Found, Pair, each
from booktranslate.checks.registry import CHECKS, fitting, installed, nearest
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.language.letters import composed
from booktranslate.model import Finding, Severity, Span, Translation, Unit, respelt

__all__ = [
    "CHECKS",
    "Check",
    "CheckSettings",
    "Flaw",
    "Pair",
    "each",
    "fitting",
    "installed",
    "nearest",
    "run",
]


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
    checks = installed()
    known = {check.name for check in checks}
    if unknown := (settings.off | settings.severities.keys()) - known:
        raise UsageError(
            f"Unknown check: {', '.join(sorted(unknown))}.",
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
        (
            index,
            _finding(
                check, settings.severities.get(check.name, check.severity), flaw, units[index], pairs[index]
            ),
        )
        for check in checks
        if check.name not in settings.off
        for index, flaw in check.function(pairs)
        if not ignored or check.name not in ignored[index]
    ]
    return sorted(findings, key=lambda found: found[0])


def _finding(
    check: Check, severity: Severity, flaw: Found, unit: tuple[Unit, Translation], pair: Pair
) -> Finding:
    """The flaw with the name of its check, its places counted in the texts as they are written."""
    if isinstance(flaw, str):
        return Finding(check.name, severity, flaw)
    return Finding(
        check.name,
        severity,
        flaw.message,
        span=_as_written(flaw.span, pair.target, unit[1].target.plain),
        source_span=_as_written(flaw.source_span, pair.source, unit[0].source.plain),
        term=flaw.term,
        suggestion=flaw.suggestion,
    )


def _as_written(span: Span | None, read: str, written: str) -> Span | None:
    """A place of the text that the checks read, in the one whose letters may be composed otherwise."""
    if span is None or read == written:
        return span
    start, end = 0, len(written)
    for _, at, until, other, its_end in SequenceMatcher(None, read, written, autojunk=False).get_opcodes():
        same = until - at == its_end - other
        if at <= span[0] < until:
            start = other + (span[0] - at if same else 0)
        if at < span[1] <= until:
            end = other + span[1] - at if same else its_end
    return start, end
