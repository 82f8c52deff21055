"""The command that undoes what a command did to PO files."""

from dataclasses import asdict, replace
from pathlib import Path

import click

from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    command_options,
    shown,
)
from booktranslate.errors import ExitCode, UsageError


@click.command(
    epilog=EXAMPLES + "  booktranslate undo              # list what can be undone\n  booktranslate undo 1"
)
@click.argument("number", type=click.IntRange(1), required=False)
@command_options
def undo(console: Console, number: int | None) -> int:
    """List the commands that changed PO files, or undo one of them.

    1 is the latest command. Translations that people have written since stay.
    """
    from booktranslate.steps.undo import undo as step

    project = console.project
    with console.workspace.lock():  # before the numbers are looked up: another command would change them
        if number is not None:
            console = _at_its_target(console, number)
        with console.workspace.reconciler("undo") as reconciler:
            backups = reconciler.history.backups()
            if number is None:
                for place, backup in enumerate(backups, 1):
                    console.say(
                        f"{place:3}  {backup.moment} UTC  {backup.command}: {', '.join(backup.files)}"
                    )
                if not backups:
                    console.say("No command has changed a PO file yet.")
                console.json([asdict(backup) for backup in backups])
                return ExitCode.OK
            if number > len(backups):
                raise UsageError(
                    f"there is no command number {number}.", hint="`booktranslate undo` lists the commands."
                )
            results = step(console.project, backups[number - 1], reconciler)
    for result in results:
        console.say(f"{shown(result.file, project)}: {result.what}")
        for finding in result.findings:
            console.warn(f"  {finding.where}: {finding.message}", always=True)
    console.json([asdict(result) for result in results])
    return ExitCode.OK


def _at_its_target(console: Console, number: int) -> Console:
    """The console at the target whose files the command with this number changed."""
    project = console.project
    with console.workspace.reconciler("undo") as reconciler:
        backups = reconciler.history.backups()
    files = backups[number - 1].files if number <= len(backups) else ()
    folders = {Path(project.paths.translations, target): target for target in project.targets}
    target = next((folders[up] for file in files for up in Path(file).parents if up in folders), "")
    return replace(console, target=target)
