"""The commands for the translation memory."""

from dataclasses import asdict
from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, NamedPath, command_options, shown
from booktranslate.cli.po_changes import look
from booktranslate.cli.targets import at_one_target
from booktranslate.errors import ExitCode
from booktranslate.model import counted


@click.group(epilog=EXAMPLES + "  booktranslate memory status\n  booktranslate memory export book.tmx")
def memory() -> None:
    """The translation memory: answers of engines, and reviewed translations.

    The memory is .booktranslate/memory.sqlite. `translate` stores every answer in it, so that you pay for
    nothing twice, and shows similar reviewed texts in the notes in Poedit.
    """


@memory.command(epilog=EXAMPLES + "  booktranslate memory status")
@command_options
def status(console: Console) -> int:
    """Show what the memory holds."""
    with console.workspace.memory(make=False) as base:
        held = base.contents()
    for name, count in sorted(held.answers.items()):
        console.say(f"{counted(count, 'answer')} of {name}")
    for name, count in sorted(held.reviewed.items()):
        console.say(f"{counted(count, 'reviewed translation')} of {name}")
    if not held.answers and not held.reviewed:
        console.say("The memory is empty; `booktranslate translate` fills it.")
    else:
        console.say(f"{held.size / 1_000_000:.1f} MB on disk")
    console.json(asdict(held))
    return ExitCode.OK


@memory.command("import", epilog=EXAMPLES + "  booktranslate memory import other-book.tmx")
@click.argument("file", type=NamedPath(exists=True, dir_okay=False))
@command_options
@at_one_target
def import_(console: Console, file: Path) -> int:
    """Import the translations in a TMX file (OmegaT, Trados, memoQ, po2tmx …) as reviewed.

    `translate` then uses them as drafts for the same texts, and shows similar ones to reviewers.
    """
    from booktranslate.steps.memory_exchange import import_tmx

    project = console.project
    with console.workspace.lock(), console.workspace.memory() as base:
        count = import_tmx(project, file, base)
    console.say(f"Imported {counted(count, 'translation')} from {file.name}.")
    console.json({"file": file, "translations": count})
    return ExitCode.OK


@memory.command(
    epilog=EXAMPLES
    + "  booktranslate memory export dossier.tmx\n  booktranslate memory export trados.tmx --level 2"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--level",
    type=click.Choice(["1", "2"]),
    default="1",
    show_default=True,
    help="1: tags (<b>, <fn1/>) as text, as in the PO files, for Poedit and OmegaT; 2: as elements of TMX, "
    "for tools that translate Word files.",
)
@command_options
@at_one_target
def export(console: Console, file: Path, level: str) -> int:
    """Write the reviewed translations to a TMX 1.4b file, for OmegaT, Poedit and other tools."""
    from booktranslate.steps.memory_exchange import export_tmx

    project = console.project
    if project.source.is_dir():
        look(console, console.documents())
    with console.workspace.memory(make=False) as base:
        count = export_tmx(project, file, base, level=2 if level == "2" else 1)
    console.say(f"Wrote {counted(count, 'translation')} to {shown(file, project)}.")
    if not count:
        console.say("Nobody has reviewed any texts in the PO files yet.")
    console.json({"file": file, "translations": count})
    return ExitCode.OK


@memory.command(epilog=EXAMPLES + "  booktranslate memory gc\n  booktranslate memory gc --days 30 --reviewed")
@click.option(
    "--days",
    type=click.IntRange(0),
    default=180,
    show_default=True,
    help="Only remove entries older than this.",
)
@click.option("--reviewed", is_flag=True, help="Also remove people's translations, not only engine answers.")
@command_options
def gc(console: Console, days: int, reviewed: bool) -> int:
    """Remove entries that no PO file uses, and free the space."""
    from booktranslate.steps.memory_exchange import collect_garbage

    project = console.project
    with console.workspace.lock(), console.workspace.memory() as base:
        answers, people = collect_garbage(project, base, days, reviewed=reviewed)
    console.say(
        f"Removed {counted(answers, 'answer')} of engines and {counted(people, 'reviewed translation')}."
    )
    console.json({"answers": answers, "reviewed": people})
    return ExitCode.OK
