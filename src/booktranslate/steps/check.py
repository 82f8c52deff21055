"""*.po → findings, and `fix`: what is mechanical mended in the translations.

The checks themselves are in `booktranslate.checks`; here they meet the files: which entry a finding is of,
and the line where an editor opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from booktranslate import notes
from booktranslate.book.documents import source_documents
from booktranslate.book.references import grown_references
from booktranslate.catalog import Catalog, Entry
from booktranslate.checks import run
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, Key, State, TaggedText
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.style import check_settings, polished, typographic_changes
from booktranslate.typography import Change

_MARK = b"#. Check: "
_STATES = frozenset({"untranslated", "fuzzy"})  # Poedit shows them by itself


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
    findings = [*_run(project, entries, glossary), *_grown_references(project, documents, entries)]
    located = []
    for index, finding in sorted(findings, key=lambda found: found[0]):
        path, entry = entries[index]
        place = replace(finding, where=f"{path}:{entry.line}")
        target = str(entry.translation.target)
        located.append(Located(path, entry.line, str(entry.unit.source), target, place))
    return located


def note_findings(
    project: Project, glossary: Glossary, reconciler: Reconciler, *, only_where_used: bool = False
) -> list[Path]:
    """Write errors and warnings into the notes of their entries, where reviewers see them, and take out those
    that no longer hold; the files written.

    All documents are looked at, for some checks compare texts. `only_where_used`: nothing is done unless a PO
    file has such notes. Raises as `check`, and OutputError.
    """
    documents = [each for each in source_documents(project).documents if layout.po_files(project, each)]
    files = [path for each in documents for path in layout.po_files(project, each)]
    if only_where_used and not any(_MARK in path.read_bytes() for path in files):
        return []
    entries = _entries(project, documents)
    told: dict[tuple[Path, Key, TaggedText], list[notes.Found]] = {}
    for index, finding in _run(project, entries, glossary):
        if finding.severity != "note" and finding.name not in _STATES:
            path, entry = entries[index]
            note = notes.Found(finding.name, " ".join(finding.message.split()))
            told.setdefault((path, entry.key, entry.translation.target), []).append(note)

    def noted(path: Path, entry: Entry) -> Entry:
        now = notes.read(entry.unit.notes)
        wanted = tuple(told.get((path, entry.key, entry.translation.target), ()))
        if now.found == wanted:
            return entry
        lines = now.without(notes.Found).adding(*wanted).lines
        return replace(entry, unit=replace(entry.unit, notes=lines))

    def change(catalog: Catalog, path: Path) -> Catalog:
        return replace(catalog, entries=tuple(noted(path, entry) for entry in catalog.entries))

    changed = dict.fromkeys(path for path, entry in entries if noted(path, entry) != entry)
    return [path for path in changed if reconciler.change(path, partial(change, path=path))]


def _grown_references(
    project: Project,
    documents: Sequence[Path],
    entries: Sequence[tuple[Path, Entry]],
) -> list[tuple[int, Finding]]:
    """What only the document tells: a cross-reference that would show more than in the source."""
    settings = check_settings(project)
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


def _run(
    project: Project, entries: Sequence[tuple[Path, Entry]], glossary: Glossary
) -> list[tuple[int, Finding]]:
    pairs = [(entry.unit, entry.translation) for _, entry in entries]
    return run(pairs, glossary, check_settings(project), [entry.ignored for _, entry in entries])


def _entries(project: Project, documents: Sequence[Path]) -> list[tuple[Path, Entry]]:
    return [located for document in documents for located in layout.load_extracted(project, document).located]
