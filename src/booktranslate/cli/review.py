"""Commands for the work of reviewers."""

from dataclasses import asdict
from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, chosen, command_options, shown
from booktranslate.errors import ExitCode


@click.command(
    epilog=EXAMPLES
    + "  booktranslate combine ~/from-anna/\n"
    + "  booktranslate combine ~/from-anna/book.po --base ~/sent-out/book.po"
)
@click.argument("copies", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--base",
    type=click.Path(path_type=Path, exists=True),
    help="The files as they were sent to the reviewer.",
)
@command_options
def combine(console: Console, copies: Path, base: Path | None) -> int:
    """Bring a reviewer's copy of the PO files into the project.

    Reviewed texts win over drafts. Where two people wrote differently, yours stays and theirs is kept in a
    comment of the entry; each such place is listed, and the command exits with 1.
    """
    from booktranslate.files import locked
    from booktranslate.steps.combine import combine as step

    project = console.project
    with locked(project.state / "lock"):
        results = step(project, chosen(project, (), console), copies, base)
    for result in results:
        console.say(
            f"{shown(result.file, project)}: {'brought together' if result.written else 'nothing new'}"
        )
        for finding in result.findings:
            console.warn(f"  {finding.where or shown(result.file, project)}: {finding.message}")
    console.json([asdict(result) for result in results])
    return ExitCode.FINDINGS if any(result.findings for result in results) else ExitCode.OK
