"""How far the review is, for those who pay for it or wait for it: a page to print, and the same as JSON.

values       what a report says
gathering    what PO files, checks, glossary and ledger say today
certificates what was proved about the finished book
history      what earlier reports said
page         the HTML page (page.html), with its plots (plots)
"""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from booktranslate.checks import CheckSettings
from booktranslate.config import Project
from booktranslate.files import write_atomic
from booktranslate.glossary import Glossary
from booktranslate.review.people import holdings
from booktranslate.review.signed import standings
from booktranslate.steps.report import gathering, history, page
from booktranslate.steps.report.certificates import proofs
from booktranslate.steps.report.values import Report, as_data

__all__ = ["WORDS_PER_HOUR", "Report", "as_data", "report", "report_page"]

WORDS_PER_HOUR = 500


def report_page(project: Project) -> Path:
    """Where the page is written unless the user says else: with several targets, each has its own."""
    folder = project.build if len(project.targets) > 1 else project.root / project.paths.build
    return folder / "report.html"


def report(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    settings: CheckSettings,
    out: Path,
    *,
    words_per_hour: int = WORDS_PER_HOUR,
    now: datetime | None = None,
) -> Report:
    """Write the page to `out` and its data beside it (`.json`), and keep the figures for the next report.

    Raises InputError if a document has no PO file or a file cannot be read, and OutputError if a file cannot
    be written.
    """
    now = now or datetime.now().astimezone()
    book = gathering.texts(project, documents)
    seen = history.extended(history.read(project.target_state), book, now)
    found = gathering.findings(book, glossary, settings)
    made = Report(
        project=gathering.shown(project.root.resolve().name),
        source_lang=project.source_lang,
        target_lang=project.target_lang,
        made=now.date(),
        texts=len(book),
        words=gathering.words(book),
        words_per_hour=words_per_hour,
        documents=gathering.progress(book, found),
        reviewers=gathering.reviewers(book),
        sent=tuple(holdings(project)),
        signed=tuple(each for each in standings(project, documents) if each.signed or each.void),
        findings=gathering.faults(finding for _, finding in found),
        kinds=gathering.kinds(book, found),
        attention=gathering.attention(book, found),
        terms=gathering.terms(book, glossary, found) if glossary.terms else None,
        cost=gathering.cost(project),
        changes=history.changes(seen, book),
        history=seen.points,
        proofs=proofs(project, documents),
    )
    write_atomic(out, page.rendered(made).encode())
    data = json.dumps(as_data(made), ensure_ascii=False, indent=2)
    write_atomic(out.with_suffix(".json"), f"{data}\n".encode())
    history.save(project.target_state, seen)
    return made
