"""*.po → findings, and `fix`: what is mechanical mended in the translations.

The checks themselves are in `booktranslate.checks`; here they meet the files: which entry a finding is of,
and the line where an editor opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.references import grown_references
from booktranslate.catalog import Catalog, Entry
from booktranslate.checks import CheckSettings, run
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.style import check_settings, polished, typographic_changes
from booktranslate.typography import Change


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
    settings = check_settings(project)
    findings = run(
        [(entry.unit, entry.translation) for _, entry in entries],
        glossary,
        settings,
        [entry.ignored for _, entry in entries],
    )
    findings += _grown_references(project, documents, entries, settings)
    located = []
    for index, finding in sorted(findings, key=lambda found: found[0]):
        path, entry = entries[index]
        place = replace(finding, where=f"{path}:{entry.line}")
        target = str(entry.translation.target)
        located.append(Located(path, entry.line, str(entry.unit.source), target, place))
    return located


def _grown_references(
    project: Project,
    documents: Sequence[Path],
    entries: Sequence[tuple[Path, Entry]],
    settings: CheckSettings,
) -> list[tuple[int, Finding]]:
    """What only the document tells: a cross-reference that would show more than in the source."""
    name = "grown-reference"
    severity = settings.severities.get(name, "warning")
    found = []
    for document in documents if name not in settings.off else ():
        files = set(layout.po_files(project, document))
        order = {entry.key: index for index, (path, entry) in enumerate(entries) if path in files}
        targets = {key: entries[index][1].translation.target for key, index in order.items()}
        for key, message in grown_references(project, document, targets):
            if name not in entries[order[key]][1].ignored:
                found.append((order[key], Finding(name, severity, message)))
    return found


def fixes(project: Project, documents: Sequence[Path], glossary: Glossary) -> list[Fix]:
    """What the typography rules would change in the translations; nothing is written."""
    found = []
    for path, entry in _entries(project, documents):
        target = entry.translation.target
        if entry.state is State.EMPTY or target == entry.unit.source:
            continue
        better = polished(project, glossary, target)
        if better != target:
            why = tuple(typographic_changes(project, glossary, target))
            found.append(Fix(path, entry.line, entry.key, str(target), str(better), why))
    return found


def apply_fixes(
    project: Project, chosen: Sequence[Fix], glossary: Glossary, reconciler: Reconciler
) -> list[Path]:
    """Write the fixes that a person has seen. A translation that was changed in the meantime stays."""
    written = []
    for path in dict.fromkeys(fix.file for fix in chosen):
        wanted = {fix.key: fix.before for fix in chosen if fix.file == path}

        def fixed(entry: Entry, wanted: dict[tuple[str, str], str] = wanted) -> Entry:
            translation = entry.translation
            if wanted.get(entry.key) != str(translation.target):
                return entry
            better = polished(project, glossary, translation.target)
            return replace(entry, translation=replace(translation, target=better))

        def all_fixed(catalog: Catalog, fixed: Callable[[Entry], Entry] = fixed) -> Catalog:
            return replace(catalog, entries=tuple(map(fixed, catalog.entries)))

        if reconciler.change(path, all_fixed):
            written.append(path)
    return written


def _entries(project: Project, documents: Sequence[Path]) -> list[tuple[Path, Entry]]:
    return [located for document in documents for located in layout.load_extracted(project, document).located]
