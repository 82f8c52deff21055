"""source/*.docx → translations/<language>/*.po, keeping all that people have done."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate import shelf
from booktranslate.book import chapters, open_document
from booktranslate.catalog import Catalog, MergeReport, merge
from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.model import Finding
from booktranslate.processes import in_parallel
from booktranslate.steps import Progress, silent


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extraction did, or would do, for one document; `findings` name what it could not enter."""

    document: Path
    files: tuple[Path, ...]
    written: tuple[Path, ...]
    units: int
    report: MergeReport
    findings: tuple[Finding, ...] = ()


def extract(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    *,
    dry_run: bool = False,
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Extracted]:
    """Extract each document; with `dry_run` nothing is written.

    All documents and PO files are read before the first is written. Raises InputError or OutputError.
    """
    plans = in_parallel(_plan, [(project, document, glossary) for document in documents], jobs, progress)
    results = []
    for plan in plans:
        written = shelf.pending(plan.files) if dry_run else shelf.save(plan.old, plan.files)
        paths = tuple(path for path, _ in plan.files)
        results.append(
            Extracted(plan.old.document, paths, tuple(written), plan.units, plan.report, plan.findings)
        )
    return results


@dataclass(frozen=True, slots=True)
class _Plan:
    old: shelf.Shelf
    files: list[tuple[Path, Catalog]]
    units: int
    report: MergeReport
    findings: tuple[Finding, ...]


def _plan(project: Project, document: Path, glossary: Glossary) -> _Plan:
    opened = open_document(project, document)
    found = chapters(project, opened, glossary)
    old = shelf.load(project, document)
    units = [unit for chapter in found for unit in chapter.units]
    merged, report = merge(shelf.as_one(project, old), units)
    return _Plan(
        old, shelf.arranged(project, old, merged, found), len(merged.entries), report, opened.findings
    )
