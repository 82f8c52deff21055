"""The command for importing an English version that exists already."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    NamedPath,
    command_options,
    shown,
)
from booktranslate.cli.po_changes import say
from booktranslate.cli.targets import at_one_target
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.steps.adopt import Left

_WIDTH = 100  # characters of a text in a list


@click.command(
    epilog=EXAMPLES
    + "  booktranslate adopt old-english.docx\n"
    + "  booktranslate adopt old-english.docx --document book.docx"
)
@click.argument("english", type=NamedPath(exists=True, dir_okay=False))
@click.option("--document", help="The French document that ENGLISH translates, if the book has several.")
@command_options
@at_one_target
def adopt(console: Console, english: Path, document: str | None) -> int:
    """Import an earlier English version of the book, a Word file, as drafts.

    Its texts are matched with the French ones and marked "Needs Work", with a percentage for how certain each
    match is. Texts that people wrote in the PO files stay. Texts without a match are listed.
    """
    from booktranslate.steps.adopt import adopt as step

    project = console.project
    paths = console.documents([document] if document else ())
    if len(paths) > 1:
        names = ", ".join(path.name for path in paths)
        raise UsageError(f"the book has several documents: {names}.", hint="Name one with --document.")
    with (
        console.workspace.lock(),
        console.workspace.reconciler("adopt") as reconciler,
        console.progress("Aligning"),
    ):
        result = step(project, paths[0], english, console.glossary, reconciler)
    say(console, result.notices)
    grades = {
        "90 % or more": sum(sure >= 90 for sure in result.sure),
        "70 to 89 %": sum(70 <= sure < 90 for sure in result.sure),
        "less": sum(sure < 70 for sure in result.sure),
    }
    console.say(
        f"{counted(len(result.sure), 'text')} adopted from {english.name} as “Needs Work”. How sure: "
        + ", ".join(f"{number:,} {grade}" for grade, number in grades.items())
        + "."
    )
    if result.kept:
        console.say(
            f"{counted(result.kept, 'text')} left unchanged, because people wrote them in the PO files."
        )
    _list(console, f"without English in {english.name}", result.missing)
    _list(console, f"of {english.name} without a place in the book", result.unused)
    for path in result.written:
        console.say(f"Updated {shown(path, project)}")
    console.say("Next: run `booktranslate translate` to draft the rest, then review the files in Poedit.")
    console.json(asdict(result))
    return ExitCode.OK


def _list(console: Console, what: str, texts: "Sequence[Left]") -> None:
    if texts:
        console.say(f"{counted(len(texts), 'text')} {what}:")
    for one in texts:
        words = " ".join(one.text.split())
        console.say(f"  {one.where}: {words[:_WIDTH]}{'…' if len(words) > _WIDTH else ''}")
