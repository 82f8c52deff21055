"""*.po → findings, and `fix`: what is mechanical mended in the translations.

The checks themselves are in `booktranslate.checks`; here they meet the files: which entry a finding is of,
and the line and the columns where an editor opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog.places import Region, region
from booktranslate.checks import installed, run
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding, State
from booktranslate.po_files import chapters, layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.style import check_settings, polished, typographic_changes
from booktranslate.typography import Change

_SERIOUS = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its entry: the file, the line of its msgid, and its number in the file, from 1: the row
    of Poedit when it lists the entries as the file has them.

    `region` is where the words of the translation that it is about stand in the file, if it names some.
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
    """A translation as it is and as the typography rules would have it, and which rules say so."""

    file: Path
    line: int
    key: tuple[str, str]
    before: str
    after: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry, and where it stands."""

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
    """The findings of the checks on the whole book: errors first, then by their place in the book.

    With `only` no other checks run; with `chapter` the findings are those of the chapters whose title has
    these words, though some checks compare them with the whole book.

    Raises InputError for a PO file that cannot be read, UsageError for a check or a chapter that does not
    exist.
    """
    places = _places(project, documents)
    wanted = chapters.named(chapter, [place.chapter for place in places])
    settings = check_settings(project)
    if only:
        settings = replace(settings, off=frozenset(check.name for check in installed()) - only)
    findings = run(
        [(place.entry.unit, place.entry.translation) for place in places],
        glossary,
        settings,
        [place.entry.ignored for place in places],
    )
    lines = lru_cache(None)(_lines)
    located = []
    for index, finding in findings:
        place = places[index]
        if wanted is None or place.chapter in wanted:
            at = f"{place.file}:{place.entry.line}"
            span = finding.span
            region_ = region(lines(place.file), place.entry.line, "msgstr", span) if span else None
            located.append(_located(place, replace(finding, where=at), region_))
    return sorted(located, key=lambda item: _SERIOUS[item.finding.severity])


def fixes(project: Project, documents: Sequence[Path], glossary: Glossary, *, chapter: str = "") -> list[Fix]:
    """What the typography rules would change in the translations; nothing is written."""
    places = _places(project, documents)
    wanted = chapters.named(chapter, [place.chapter for place in places])
    found = []
    for place in places:
        entry = place.entry
        target = entry.translation.target
        if entry.state is State.EMPTY or target == entry.unit.source:
            continue
        if wanted is not None and place.chapter not in wanted:
            continue
        better = polished(project, glossary, target)
        if better != target:
            why = tuple(typographic_changes(project, glossary, target))
            found.append(Fix(place.file, entry.line, entry.key, str(target), str(better), why))
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
            _Place(path, numbers[path, entry.key], entry, chapters.title_of(entry, path, single))
            for path, entry in loaded.located
        ]
    return found


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
