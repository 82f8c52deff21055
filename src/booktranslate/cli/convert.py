"""The command for documents in formats other than .docx."""

from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, NamedPath, command_options, shown
from booktranslate.errors import ExitCode


@click.command(
    epilog=EXAMPLES + "  booktranslate convert annexe.doc\n  booktranslate convert ~/Downloads/preface.odt"
)
@click.argument("files", nargs=-1, required=True, type=NamedPath())
@command_options
def convert(console: Console, files: tuple[Path, ...]) -> int:
    """Convert .doc, .odt and .rtf files to Word documents (.docx) in source/, with LibreOffice.

    FILES are paths, or names of files in source/. They stay as they are, and no .docx is overwritten.
    """
    from booktranslate.files import as_on_disk
    from booktranslate.steps.convert import convert as step

    project = console.project
    paths = []
    for file in files:
        there = as_on_disk(project.source / file)
        paths.append(there if there.exists() and not file.exists() else file)
    made = []
    with console.workspace.lock():
        for path in paths:
            with console.progress("Converting"):
                target = step(project, path)
            made.append({"file": path, "made": shown(target, project)})
            console.say(f"Made {shown(target, project)} from {path.name}")
    console.say("LibreOffice may lay out pages differently: compare the new documents with the old ones.")
    console.say("Next: `booktranslate extract`.")
    console.json(made)
    return ExitCode.OK
