"""The commands for review outside a PO editor."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

import click

from booktranslate.cli import options
from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    NamedPath,
    command_options,
    shown,
)
from booktranslate.cli.po_changes import say
from booktranslate.cli.review_serve import serve
from booktranslate.cli.targets import at_one_target
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted
from booktranslate.review.forms import FORMS

F = TypeVar("F", bound=Callable[..., int])


@click.group()
def review() -> None:
    """Review in Word, Excel or a browser instead of Poedit; `combine` merges the files that come back."""


def _forms(function: F) -> F:
    """Add an option for each form."""
    for form in reversed(FORMS.values()):
        function = click.option(f"--{form.name}", is_flag=True, help=f"Make {form.what}.")(function)
    return function


@review.command(
    epilog=EXAMPLES
    + "  booktranslate review export --html                       # a page for each chapter\n"
    + "  booktranslate review export --docx                       # all of the book, as Word tables\n"
    + '  booktranslate review export --xlsx --chapter "Anne" --to "Zoé Exemple"\n'
    + "  booktranslate review export --xlsx --unreviewed --riskiest"
)
@click.argument("documents", nargs=-1)
@_forms
@options.chapter
@click.option("--to", "reviewer", default="", help="The name of the reviewer, for their comments.")
@options.unreviewed
@options.riskiest
@click.option(
    "-o",
    "--out",
    type=NamedPath(file_okay=False),
    help="The folder for the files  [default: review/ in the folder of the finished book].",
)
@command_options
@at_one_target
def export(
    console: Console,
    documents: tuple[str, ...],
    chapter: str,
    reviewer: str,
    unreviewed: bool,
    riskiest: bool,
    out: Path | None,
    **chosen_forms: bool,
) -> int:
    """Write files for a reviewer who works without Poedit.

    Send the files by mail. Merge the files that come back, under any name, with `booktranslate combine`.
    """
    from booktranslate.po_files import layout
    from booktranslate.review.gathering import Wanted
    from booktranslate.steps.export import export as step

    project = console.project
    forms = [form for name, form in FORMS.items() if chosen_forms.get(name)]
    if not forms:
        raise UsageError("no form is named.", hint=f"Add {' or '.join(f'--{n}' for n in FORMS)}.")
    paths = console.documents(documents)
    with console.workspace.lock(), console.workspace.reconciler("review export") as reconciler:
        say(console, reconciler.look([layout.load_extracted(project, path) for path in paths]))
        wanted = Wanted(chapter, unreviewed=unreviewed, riskiest=riskiest)
        folder = out or project.build / "review"
        made = step(project, paths, console.glossary, reconciler, forms, wanted, reviewer, folder)
    for each in made:
        console.say(f"Made {shown(each.path, project)} ({counted(each.texts, 'text')})")
    if not made:
        console.say("There are no texts to review.")
    console.json([asdict(each) for each in made])
    return ExitCode.OK


review.add_command(serve)
