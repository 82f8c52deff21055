"""The commands. Steps and libraries are imported inside them, so that `--help` is instant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from booktranslate import __version__
from booktranslate.cli.assembling import assemble
from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    chosen,
    command_options,
    ending_well,
    glossary_of,
    outside_data,
    shown,
)
from booktranslate.cli.converting import convert
from booktranslate.cli.cost import cost, show_estimate
from booktranslate.cli.drafting import (
    budget_of,
    choice,
    engine_name,
    engine_settings,
    look,
    memory_of,
    reconciler_of,
    say,
)
from booktranslate.cli.engine import engine as engines
from booktranslate.cli.glossary import glossary
from booktranslate.cli.looking import inspect, status
from booktranslate.cli.memory import memory
from booktranslate.cli.pictures import pictures
from booktranslate.cli.report import report
from booktranslate.cli.review import check, combine, undo
from booktranslate.config import TARGETS
from booktranslate.errors import ExitCode
from booktranslate.model import counted


class _Ordered(click.Group):
    """Lists the commands in the order of the pipeline."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Ordered,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command has --help with examples. Shell completion: see docs/how-to/completion.md.",
)
@click.version_option(__version__, prog_name="booktranslate")
def cli() -> None:
    """Turn a French book in Word into an English book in Word and PDF.

    \b
    How a book is made:
      source/*.docx  --extract-->    translations/en-GB/*.po
                     --translate-->  drafts in the .po files (DeepL; Firefox or Apertium offline)
                     people review the .po files in Poedit
                     --assemble-->   build/en-GB/*.docx and *.pdf

    Every command can be run again at any time and loses nobody's work.
    """


@ending_well
def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point. Exits with the codes of `booktranslate.errors.ExitCode`."""
    result = cli.main(args=arguments, prog_name="booktranslate", standalone_mode=False)
    return result if isinstance(result, int) else ExitCode.OK


@cli.command(epilog=EXAMPLES + "  booktranslate init my-book\n  booktranslate init my-book --target en-US")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option(
    "--target", type=click.Choice(TARGETS), default="en-GB", show_default=True, help="The English to write."
)
@command_options
def init(console: Console, folder: Path, target: str) -> int:
    """Make a project folder: configuration, glossary, places for the book and its translation."""
    from booktranslate.steps.start import start

    made = start(console.project_folder / folder, target)
    for path in made:
        console.say(f"Made {path}")
    if not made:
        console.say("Everything is there already; nothing was changed.")
    console.say("Next: put the French book into source/ and run `booktranslate extract`.")
    console.json({"made": made})
    return ExitCode.OK


cli.add_command(convert)


@cli.command(
    epilog=EXAMPLES
    + "  booktranslate extract\n"
    + "  booktranslate extract book.docx\n"
    + "  booktranslate extract --check   # what would change?"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 when the PO files are not up to date."
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="How many documents to read at once [default: one per core]."
)
@command_options
def extract(console: Console, documents: tuple[str, ...], check: bool, jobs: int | None) -> int:
    """Update the PO files from the Word documents of source/.

    What people translated stays: a changed text keeps its translation as "Needs Work", a removed one
    becomes obsolete and comes back when its text comes back.
    """
    from booktranslate.book.documents import source_documents
    from booktranslate.files import locked
    from booktranslate.po_files.layout import without_document
    from booktranslate.steps.extract import extract as step

    project = console.project
    paths = chosen(project, documents, console)
    terms = glossary_of(project)
    with (
        locked(project.state / "lock"),
        reconciler_of(project, "extract", make=project.translations.is_dir()) as reconciler,
        console.progress("Extracting") as progress,
    ):
        results = step(project, paths, terms, reconciler, dry_run=check, progress=progress, jobs=jobs)
    if not documents and not check:
        for path in without_document(project, paths):
            console.warn(
                f"{shown(path, project)} belongs to no document of the source folder. It stays as it is, and "
                "new texts are looked up in it."
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
        "Next: `booktranslate translate` drafts what has no translation, or open the files in Poedit."
    )
    return ExitCode.OK


@cli.command(
    epilog=EXAMPLES
    + "  booktranslate translate                     # the best engine that is ready, see `engine list`\n"
    + "  booktranslate translate --dry-run           # what would it cost?\n"
    + "  booktranslate translate --budget 20EUR      # and no more\n"
    + "  booktranslate translate --engine firefox    # offline\n"
    + "  booktranslate translate --engine pseudo     # see what would stay French"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--engine",
    help="deepl, firefox, apertium, pseudo, or an engine that you installed [default: as configured].",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Only say what would be drafted and billed; no key and no engine is needed.",
)
@click.option("--budget", help="Bill no more than this: characters (50000) or an amount (20EUR).")
@command_options
def translate(
    console: Console, documents: tuple[str, ...], engine: str | None, dry_run: bool, budget: str | None
) -> int:
    """Draft every text that has no translation; the drafts are marked "Needs Work".

    What a person wrote is never touched. A run that was stopped goes on where it was. Drafts that nobody
    has touched are made again when the glossary has changed for them.
    """
    from contextlib import closing

    from booktranslate.engines import create
    from booktranslate.files import locked
    from booktranslate.steps.translate import translate as step

    project = console.project
    paths = chosen(project, documents, console)
    name = engine_name(project, engine)
    if (engine or project.engine) == "auto":
        console.say(f"Drafting with {name}: {choice(project)[1]}.")
    bound = None if budget is None else budget_of(budget, project.cost)
    if dry_run:
        look(console, paths)
        return show_estimate(console, paths, name, bound)
    settings = engine_settings(project, name)
    with (
        locked(project.state / "lock"),
        closing(create(name, settings)) as made,
        closing(memory_of(project)) as base,
        console.progress("Drafting") as progress,
    ):
        result = step(project, paths, made, base, glossary=settings.glossary, budget=bound, progress=progress)
    billed = f", {result.billed:,} billed" if result.billed else ""
    size = counted(result.characters, "character")
    console.say(
        f"Drafted {counted(result.drafted, 'text')} with {result.engine} ({size}{billed}); "
        f"{result.from_memory} came from the memory."
    )
    say(console, result.notices)
    if result.redone:
        console.say(
            f"{counted(result.redone, 'draft')} redone because the French or a term of the glossary changed."
        )
    if result.reviewed:
        console.say(f"Taken from translations that somebody has reviewed elsewhere: {result.reviewed}.")
    if result.numbers:
        console.say(f"Written the English way, as they have figures only: {result.numbers}.")
    if result.unanswered:
        console.warn(f"Came back empty, and still untranslated: {result.unanswered}.")
    console.say("Next: review the files in translations/ with Poedit, or run `booktranslate assemble --pdf`.")
    console.json(asdict(result))
    return ExitCode.OK


cli.add_command(assemble)
cli.add_command(status)
cli.add_command(check)
cli.add_command(combine)
cli.add_command(undo)
cli.add_command(glossary)
cli.add_command(pictures)
cli.add_command(memory)
cli.add_command(engines)
cli.add_command(cost)
cli.add_command(report)
cli.add_command(inspect)
