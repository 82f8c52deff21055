"""The command that makes a project folder."""

from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.errors import ExitCode
from booktranslate.sections import TARGETS


@click.command(epilog=EXAMPLES + "  booktranslate init my-book\n  booktranslate init my-book --target en-US")
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
        console.say("Nothing to create: everything is there.")
    console.say("Next: put the French book into source/ and run `booktranslate extract`.")
    console.json({"made": made})
    return ExitCode.OK
