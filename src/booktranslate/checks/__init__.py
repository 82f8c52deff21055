"""The checks that a professional would run on a translation, one module per family.

Each check has a stable name, under which it is configured, switched off, or ignored for one entry. Where
another tool has the same check (translate-toolkit's pofilter, Weblate, Okapi CheckMate), the name is taken
from there. `registry` lists all checks; `pairs` defines what they look at and what they return.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from booktranslate.checks.pairs import Check, CheckSettings, Flaw, Found, Pair, Pairs, each
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
    """Run all checks that are not switched off; return the findings, each with the index of its unit.

    The findings are in the order of the units. `units` must be those of the whole book, because some checks
    compare them. `ignored` gives for each unit the names of the checks that a person silenced there; if it
    is empty, nothing is silenced. The caller, who knows the files, fills in the `where` of the findings.

    Raises UsageError when the settings name a check that does not exist, or an installed check cannot be
    loaded or fails; InputError when a pattern of the project's `checks.csv` cannot be used.
    """
    checks = installed()
    known = {check.name for check in checks}
    if unknown := (settings.off | settings.severities.keys()) - known:
        raise UsageError(
            f"Unknown check: {', '.join(sorted(unknown))}.",
            hint=f"The checks are: {', '.join(sorted(known))}.",
        )
    pairs = Pairs(
        Pair(
            replace(unit, source=respelt(unit.source, composed)),
            replace(translation, target=respelt(translation.target, composed)),
            glossary,
            settings,
        )
        for unit, translation in units
    )
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
    """The flaw as a finding of its check, with its spans converted to the texts as written."""
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
    """A span of the text that the checks read, as a span of the text as written.

    The two differ where a written letter is decomposed: e and a combining accent for é.
    """
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
