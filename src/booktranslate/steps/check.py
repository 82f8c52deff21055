"""*.po → findings, and typographic fixes of the translations.

The checks themselves are in `booktranslate.checks`. This module relates their findings to files: the entry
that a finding is about, and the line and columns at which an editor opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path

from booktranslate import notes
from booktranslate.book.documents import source_documents
from booktranslate.book.references import grown_references
from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.places import Region, region
from booktranslate.checks import CheckSettings, installed, run
from booktranslate.checks.dictionaries import keep_answers
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import SEVERITIES, STATE_CHECKS, Finding, Key, State, TaggedText
from booktranslate.po_files import chapters, layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.style import check_settings, polished, typographic_changes
from booktranslate.typography import Change


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its place.

    `line` is that of the entry's msgid; `number` counts the entries of the file from 1, as the rows of Poedit
    in file order. `region` is the place in the file of the words of the translation that the finding is
    about, if it names any.
    """

    file: Path
    line: int
    number: int
    chapter: str
    source: str
    target: str
    finding: Finding
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A translation as it is and as the typography rules would have it, and what each rule changes."""

    file: Path
    line: int
    key: tuple[str, str]
    before: str
    after: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry, and where it is; `number` counts the entries of the file from 1."""

    document: Path
    file: Path
    number: int
    entry: Entry
    chapter: str


def check(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    *,
    only: frozenset[str] = frozenset(),
    chapter: str = "",
) -> list[Located]:
    """The findings of the checks on the book: errors, warnings, notes, each in the order of the book.

    With `only`, no other checks run. With `chapter`, the findings are those of the chapters that it names
    (`chapters.named`); the texts of the whole book are still read, as some checks compare them.

    Raises InputError for a PO file that cannot be read, UsageError for a check or a chapter that does not
    exist.
    """
    places = _places(project, documents)
    wanted = _chapters(places, chapter)
    settings = check_settings(project)
    if only:
        settings = replace(settings, off=frozenset(check.name for check in installed()) - only)
    findings = _run(project, places, glossary, settings)
    findings += _grown_references(project, documents, places, settings)
    lines = lru_cache(None)(_lines)
    located = []
    for index, finding in sorted(findings, key=itemgetter(0)):
        place = places[index]
        if wanted is None or (place.document, place.chapter) in wanted:
            at = f"{place.file}:{place.entry.line}"
            span = finding.span
            region_ = region(lines(place.file), place.entry.line, "msgstr", span) if span else None
            located.append(_located(place, replace(finding, where=at), region_))
    return sorted(located, key=lambda item: SEVERITIES.index(item.finding.severity))


def note_findings(project: Project, glossary: Glossary, reconciler: Reconciler) -> list[Path]:
    """Write errors and warnings into the notes of their entries, where reviewers see them, and remove those
    that no longer apply. Returns the files written.

    The checks run on all documents, as some compare texts. Raises InputError for a PO file that cannot be
    read, UsageError for a check in the settings that does not exist, and OutputError.
    """
    documents = [each for each in source_documents(project).documents if layout.po_files(project, each)]
    places = _places(project, documents)
    told: dict[tuple[Path, Key, TaggedText], list[notes.Found]] = {}
    for index, finding in _run(project, places, glossary, check_settings(project)):
        if finding.severity != "note" and finding.name not in STATE_CHECKS:
            path, entry = places[index].file, places[index].entry
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

    changed = dict.fromkeys(each.file for each in places if noted(each.file, each.entry) != each.entry)
    return [path for path in changed if reconciler.change(path, partial(change, path=path))]


def _run(
    project: Project, places: Sequence[_Place], glossary: Glossary, settings: CheckSettings
) -> list[tuple[int, Finding]]:
    pairs = [(place.entry.unit, place.entry.translation) for place in places]
    found = run(pairs, glossary, settings, [place.entry.ignored for place in places])
    keep_answers()
    return found


def _grown_references(
    project: Project,
    documents: Sequence[Path],
    places: Sequence[_Place],
    settings: CheckSettings,
) -> list[tuple[int, Finding]]:
    """The one check that needs the document: a cross-reference that would show more than in the source."""
    name = "grown-reference"
    severity = settings.severities.get(name, "warning")
    found = []
    for document in documents if name not in settings.off else ():
        files = set(layout.po_files(project, document))
        order = {each.entry.key: index for index, each in enumerate(places) if each.file in files}
        targets = {key: places[index].entry.translation.target for key, index in order.items()}
        for key, message in grown_references(project, document, targets):
            if name not in places[order[key]].entry.ignored:
                found.append((order[key], Finding(name, severity, message)))
    return found


def fixes(project: Project, documents: Sequence[Path], glossary: Glossary, *, chapter: str = "") -> list[Fix]:
    """What the typography rules would change in the translations; nothing is written."""
    places = _places(project, documents)
    wanted = _chapters(places, chapter)
    found = []
    for place in places:
        entry = place.entry
        target = entry.translation.target
        if entry.state is State.EMPTY or target == entry.unit.source:
            continue
        if wanted is not None and (place.document, place.chapter) not in wanted:
            continue
        better = polished(project, glossary, target)
        if better != target:
            why = tuple(typographic_changes(project, glossary, target))
            found.append(Fix(place.file, entry.line, entry.key, str(target), str(better), why))
    return found


def apply_fixes(
    project: Project, chosen: Sequence[Fix], glossary: Glossary, reconciler: Reconciler
) -> list[Path]:
    """Apply fixes that a person has seen; returns the files written.

    A translation that was changed in the meantime stays as it is. Raises InputError and OutputError.
    """
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


def _places(project: Project, documents: Sequence[Path]) -> list[_Place]:
    found = []
    for document in documents:
        loaded = layout.load_extracted(project, document)
        single = layout.single_file(project, document)
        numbers = {
            (path, entry.key): number
            for path, catalog in loaded.catalogs
            for number, entry in enumerate(catalog.entries, 1)
        }
        found += [
            _Place(document, path, numbers[path, entry.key], entry, chapters.title_of(entry, path, single))
            for path, entry in loaded.located
        ]
    return found


def _chapters(places: Sequence[_Place], words: str) -> frozenset[tuple[Path, str]] | None:
    """The chapters that these words name; None for all. Raises UsageError."""
    titles: dict[Path, list[str]] = {}
    for place in places:
        titles.setdefault(place.document, []).append(place.chapter)
    return chapters.named(words, titles)


def _located(place: _Place, finding: Finding, region_: Region | None) -> Located:
    entry = place.entry
    return Located(
        place.file,
        entry.line,
        place.number,
        place.chapter,
        str(entry.unit.source),
        str(entry.translation.target),
        finding,
        region_,
    )


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8-sig").split("\n")
