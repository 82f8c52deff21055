"""The command that updates the PO files from the Word documents."""

from collections import Counter
from dataclasses import asdict

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options, outside_data, shown
from booktranslate.cli.po_changes import say
from booktranslate.cli.targets import at_each_target
from booktranslate.errors import ExitCode
from booktranslate.model import counted


@click.command(
    epilog=EXAMPLES
    + "  booktranslate extract\n"
    + "  booktranslate extract book.docx\n"
    + "  booktranslate extract --check   # what would change?"
)
@click.argument("documents", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the PO files are not up to date.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many documents to read at once [default: one per core]."
)
@command_options
@at_each_target
def extract(console: Console, documents: tuple[str, ...], check: bool, jobs: int | None) -> int:
    """Update the PO files from the Word documents in source/.

    No translation is lost: a changed text keeps its translation as "Needs Work"; a removed text becomes
    obsolete, and its translation is restored if the text comes back.
    """
    from booktranslate.book.documents import source_documents
    from booktranslate.po_files.layout import without_document
    from booktranslate.steps.extract import extract as step

    project = console.project
    paths = console.documents(documents)
    terms = console.glossary
    with (
        console.workspace.changing(
            "extract", make=project.translations.is_dir(), dry_run=check
        ) as reconciler,
        console.progress("Extracting") as progress,
    ):
        results = step(project, paths, terms, reconciler, dry_run=check, progress=progress, jobs=jobs)
    if not documents and not check:
        for path in without_document(project, paths):
            console.warn(
                f"{shown(path, project)} belongs to no document in the source folder. It is not changed; "
                f"its translations are used for new texts."
            )
    changed = False
    for result in results:
        counts = {str(kind): number for kind, number in result.report.counts.items()}
        changed = changed or bool(counts) or bool(result.written)
        changes = ", ".join(f"{number} {kind}" for kind, number in counts.items()) or "nothing changed"
        console.say(f"{result.document.name}: {counted(result.units, 'text')} ({changes})")
        for finding in result.findings:
            console.warn(f"  {finding.where}: {finding.message}")
        for finding in result.conflicts:
            console.warn(f"  {finding.where}: {finding.message}", always=True)
        say(console, result.notices)
        for place, number in Counter(c.place for c in result.report.changes if c.place).items():
            console.say(f"  {counted(number, 'translation')} moved from {place}")
        for change in result.report.changes:
            if str(change.kind) != "new":
                text = (change.new or change.old)[0][1]
                console.detail(f"  {change.kind}: {text[:80]}")
        for path in result.written if check else result.files:
            console.say(f"  {'would write ' if check else ''}{shown(path, project)}")
    outside = outside_data(source_documents(project).outside, project)
    console.json(
        [
            {
                "document": result.document.name,
                "files": [shown(path, project) for path in result.files],
                "units": result.units,
                "kept": result.report.kept,
                "changes": {str(kind): number for kind, number in result.report.counts.items()},
                "notices": [asdict(notice) for notice in result.notices],
                "conflicts": [asdict(finding) for finding in result.conflicts],
            }
            for result in results
        ]
        + outside
    )
    if check:
        return ExitCode.FINDINGS if changed else ExitCode.OK
    console.say(
        "Next: run `booktranslate translate` to draft the untranslated texts, or open the files in Poedit."
    )
    return ExitCode.OK
