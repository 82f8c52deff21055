"""The command that creates a project folder."""

from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.errors import ExitCode
from booktranslate.targets import require_tag


@click.command(
    epilog=EXAMPLES
    + "  booktranslate init my-book\n"
    + "  booktranslate init my-book --target en-US\n"
    + "  booktranslate init my-book --target en-GB --target en-US   # both, in one project"
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option(
    "--target",
    "targets",
    multiple=True,
    default=("en-GB",),
    show_default="en-GB",
    help="The target language: en-GB, en-US, or another one (can be given several times).",
)
@command_options
def init(console: Console, folder: Path, targets: tuple[str, ...]) -> int:
    """Create a project folder, with configuration, glossary, and folders for the book and its translation."""
    from booktranslate.steps.start import start

    for target in targets:
        require_tag(target, "--target")
    made = start(console.project_folder / folder, *dict.fromkeys(targets))
    for path in made:
        console.say(f"Made {path}")
    if not made:
        console.say("Nothing to create: the project is complete.")
    console.say("Next: put the French book into source/ and run `booktranslate extract`.")
    console.json({"made": made})
    return ExitCode.OK
