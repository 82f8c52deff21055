"""source/*.docx → translations/<language>/*.po; everything that people have done is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.units import chapters, open_document
from booktranslate.catalog import Catalog, would_write
from booktranslate.catalog.changes import Change, Kind, MergeReport
from booktranslate.catalog.merging import merge
from booktranslate.catalog.other_documents import Elsewhere
from booktranslate.config import Project
from booktranslate.errors import ChangedMeanwhileError
from booktranslate.glossary import Glossary
from booktranslate.model import Finding
from booktranslate.po_files import layout
from booktranslate.po_files.ownership import Book, Claim, claims, lacks_words, pool
from booktranslate.po_files.reconciling import Notice, Reconciler
from booktranslate.processes import in_parallel, undisturbed
from booktranslate.review.identity import new_id, project_of, with_fields
from booktranslate.steps import Progress, silent

_TRIES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Extracted:
    """What extraction did, or would do, for one document.

    `files` are its PO files, `written` those that had to be written; `units` is the number of texts.
    `findings` name texts that could not be extracted, `notices` say what happened to PO files (replaced,
    taken over, removed), and `conflicts` name texts with two translations of which a comment keeps one.
    """

    document: Path
    files: tuple[Path, ...]
    written: tuple[Path, ...]
    units: int
    report: MergeReport
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    conflicts: tuple[Finding, ...] = ()


def extract(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    reconciler: Reconciler,
    *,
    dry_run: bool = False,
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Extracted]:
    """Extract each document; with `dry_run` no PO file is written.

    All documents and PO files are read before the first is written; if somebody saves a PO file in between,
    the PO files are read again. Raises InputError or OutputError.
    """
    books = in_parallel(_read, [(project, document, glossary) for document in documents], jobs, progress)
    written: set[Path] = set()
    with undisturbed():
        for attempt in range(_TRIES):
            plan = _plan(project, books, glossary, reconciler)
            if dry_run:
                written = {path for path, catalog in plan.files if would_write(path, catalog)}
                break
            try:
                _write(plan, reconciler, written, project_of(project) or new_id())
                break
            except ChangedMeanwhileError:
                if attempt == _TRIES - 1:
                    raise
    return [one.result(written) for one in plan.documents]


def _read(project: Project, document: Path, glossary: Glossary) -> Book:
    opened = open_document(project, document)
    return Book(document, chapters(project, opened, glossary), opened.findings)


@dataclass(frozen=True, slots=True, eq=False)
class _Planned:
    """What becomes of the PO files of one document."""

    claim: Claim
    files: list[tuple[Path, Catalog]]
    report: MergeReport

    def result(self, written: set[Path]) -> Extracted:
        paths = tuple(path for path, _ in self.files)
        return Extracted(
            self.claim.book.document,
            paths,
            tuple(path for path in paths if path in written),
            sum(len(catalog.entries) for _, catalog in self.files),
            self.report,
            self.claim.book.findings,
            tuple(self.claim.notices),
            tuple(self.claim.conflicts),
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    documents: list[_Planned]
    others: list[tuple[Path, Catalog]]  # of no document

    @property
    def files(self) -> list[tuple[Path, Catalog]]:
        return [pair for one in self.documents for pair in one.files] + self.others


def _plan(project: Project, books: Sequence[Book], glossary: Glossary, reconciler: Reconciler) -> _Plan:
    found = claims(project, books, reconciler)
    known = pool(project, found, reconciler) if any(map(lacks_words, found.documents)) else Elsewhere()
    planned = []
    for claim in found.documents:
        merged, report = merge(
            claim.old,
            claim.book.units,
            elsewhere=replace(known, reader=claim.book.document.name),
            known=reconciler.known,
            glossary=glossary,
        )
        changes = tuple(_moved(change, claim) for change in report.changes)
        files = layout.arranged(claim.po_set, merged, claim.places)
        planned.append(_Planned(claim, files, replace(report, changes=changes)))
    if planned:
        planned[0].claim.notices += [
            Notice(path, "was deleted, and belongs to no document. It was restored, with its translations.")
            for path, _ in found.left
            if not path.exists()
        ]
    return _Plan(planned, found.left)


def _moved(change: Change, claim: Claim) -> Change:
    """The change as a move, if the text comes from a file of another name and was not out of the book."""
    place = claim.taken_over.get(change.old[0], "") if change.kind is Kind.REVIVED else ""
    return replace(change, kind=Kind.MOVED, place=place) if place else change


def _write(plan: _Plan, reconciler: Reconciler, written: set[Path], identity: str) -> None:
    """Write all files, with the identity of the project in each; only then remove the old ones.

    So a run that is killed leaves each text in at least one file.
    """
    for one in plan.documents:
        for path, catalog in one.files:
            if reconciler.write(one.claim.book.document.name, path, with_fields(catalog, project=identity)):
                written.add(path)
    for path, catalog in plan.others:
        reconciler.write(path.stem, path, with_fields(catalog, project=identity))
    for one in plan.documents:
        for path, catalog in one.claim.gone:
            if path.exists():
                reconciler.remove(path, catalog)
            else:
                reconciler.history.forget(path)
