"""*.po → findings, and `fix`: what is mechanical mended in the translations.

The checks themselves are in `booktranslate.checks`; here they meet the files: which entry a finding is of,
and the line where an editor opens it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from booktranslate import shelf
from booktranslate.catalog import Catalog, Entry, read, write
from booktranslate.checks import CheckSettings, false_friends, run, spelling
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, Severity, State
from booktranslate.typography import Change, changes, polish


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its entry: the file and the line of the entry's msgid."""

    file: Path
    line: int
    source: str
    target: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Fix:
    """A translation as it is and as the typography rules would have it, and which rules say so."""

    file: Path
    line: int
    key: tuple[str, str]
    before: str
    after: str
    changes: tuple[Change, ...]


def check(project: Project, documents: Sequence[Path], glossary: Glossary) -> list[Located]:
    """The findings of all checks on the whole book, in the order of the book.

    Raises InputError for a PO file that cannot be read, UsageError for a check that does not exist.
    """
    entries = _entries(project, documents)
    findings = run(
        [(entry.unit, entry.translation) for _, entry in entries],
        glossary,
        _settings(project),
        [entry.ignored for _, entry in entries],
    )
    located = []
    for index, finding in findings:
        path, entry = entries[index]
        place = replace(finding, where=f"{path}:{entry.line}")
        target = str(entry.translation.target)
        located.append(Located(path, entry.line, str(entry.unit.source), target, place))
    return located


def fixes(project: Project, documents: Sequence[Path], glossary: Glossary) -> list[Fix]:
    """What the typography rules would change in the translations; nothing is written."""
    rules = _rules(project, glossary)
    found = []
    for path, entry in _entries(project, documents):
        target = entry.translation.target
        if entry.state is State.EMPTY or target == entry.unit.source:
            continue
        better = polish(target, project.target_lang, **rules)
        if better != target:
            why = tuple(changes(target, project.target_lang, **rules))
            found.append(Fix(path, entry.line, entry.key, str(target), str(better), why))
    return found


def apply_fixes(project: Project, chosen: Sequence[Fix], glossary: Glossary) -> list[Path]:
    """Write the fixes that a person has seen. A translation that was changed meanwhile stays as it is."""
    rules = _rules(project, glossary)
    written = []
    for path in dict.fromkeys(fix.file for fix in chosen):
        wanted = {fix.key: fix.before for fix in chosen if fix.file == path}

        def fixed(entry: Entry, wanted: dict[tuple[str, str], str] = wanted) -> Entry:
            translation = entry.translation
            if wanted.get(entry.key) != str(translation.target):
                return entry
            better = polish(translation.target, project.target_lang, **rules)
            return replace(entry, translation=replace(translation, target=better))

        catalog: Catalog = read(path, project.target_lang)
        if write(path, replace(catalog, entries=tuple(map(fixed, catalog.entries)))):
            written.append(path)
    return written


def _entries(project: Project, documents: Sequence[Path]) -> list[tuple[Path, Entry]]:
    return [
        (path, entry)
        for document in documents
        for path, catalog in shelf.load_extracted(project, document).catalogs
        for entry in catalog.entries
    ]


def _rules(project: Project, glossary: Glossary) -> dict[str, Any]:
    settings = project.typography
    return {"protected": glossary, "quotes": settings.quotes, "off": frozenset(settings.off)}


def _settings(project: Project) -> CheckSettings:
    severities: dict[str, Severity] = {}
    for names, severity in (
        (project.checks.errors, "error"),
        (project.checks.warnings, "warning"),
        (project.checks.notes, "note"),
    ):
        severities |= dict.fromkeys(names, severity)  # type: ignore[arg-type]
    return CheckSettings(
        project.source_lang,
        project.target_lang,
        frozenset(project.checks.off),
        severities,
        words=spelling.read_words(project.root / spelling.FILE),
        false_friends=false_friends.read(project.root / false_friends.FILE),
    )
