"""The command that merges what reviewers send back."""

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
from booktranslate.cli.targets import at_targets
from booktranslate.errors import ExitCode
from booktranslate.model import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from booktranslate.po_files.incoming import Incoming
    from booktranslate.steps.combine import Combined, Received


@click.command(
    epilog=EXAMPLES
    + "  booktranslate combine ~/from-anna/\n"
    + "  booktranslate combine ~/Downloads/mail.eml ~/Downloads/chapters.zip\n"
    + "  booktranslate combine ~/Downloads/book.docx ~/Downloads/book.review.xlsx\n"
    + "  booktranslate combine ~/from-anna/book.po --base ~/sent-out/book.po"
)
@click.argument("copies", type=NamedPath(exists=True), nargs=-1, required=True)
@click.option(
    "--base",
    type=NamedPath(exists=True),
    help="The PO files as you sent them to the reviewer; packs do not need this.",
)
@command_options
@at_targets
def combine(console: Console, copies: tuple[Path, ...], base: Path | None) -> int:
    """Merge the files that reviewers send back: PO files, the finished Word file, files made by `review
    export` or `send`; also from folders, zip archives and mails (.eml).

    Files are recognised by their content, whatever their names. Reviewed texts win over drafts. If two people
    translated a text differently, yours stays and theirs is kept in the comment of the entry. The command
    lists these texts and exits with 1. It also exits with 1 for words that have no place in the book, and for
    a file that does not belong to this book. A pack of another project or target is refused.
    """
    from booktranslate.po_files.incoming import incoming
    from booktranslate.review.returned_target import by_target

    consoles = console.at_each_target()
    if len(consoles) == 1:
        return _combine(console, copies, [base] if base else [])
    found = by_target(console.project, incoming(list(copies)))
    bases = by_target(console.project, incoming([base])) if base else {}
    concerned = [each for each in consoles if each.target in found]
    codes = []
    for each in concerned:
        each.begin_target()
        codes.append(_combine(each, found[each.target], bases.get(each.target, [])))
    adapted = [each.target for each in consoles if each.project.adapted_from in found]
    if adapted:
        console.say(f"Next: run `booktranslate translate` to adapt {', '.join(adapted)} to the changes.")
    console.json_of(consoles)
    return max(codes, default=ExitCode.OK)


def _combine(
    console: Console, copies: "Sequence[Path | Incoming]", bases: "Sequence[Path | Incoming]"
) -> int:
    """Combine the files that came back for one target."""
    from booktranslate.steps.combine import combine as step

    project = console.project
    paths = console.documents()
    with console.workspace.changing("combine") as reconciler:
        result = step(project, paths, copies, reconciler, bases)
    say(console, result.notices)
    code = say_result(console, result)
    console.json(asdict(result))
    return code


def say_result(console: Console, result: "Combined") -> ExitCode:
    """Say what became of each file, and return the exit code."""
    project = console.project
    for file in result.received:
        _say_received(console, file)
    for path in result.written:
        console.say(f"Updated {shown(path, project)}")
    for finding in result.findings:
        console.warn(f"  {finding.where}: {finding.message}", always=True)
    strange = any(
        (not file.is_ours and (file.is_po or file.note)) or file.unplaced for file in result.received
    )
    conflicts = any(finding.severity == "warning" for finding in result.findings)
    return ExitCode.FINDINGS if strange or conflicts else ExitCode.OK


def _say_received(console: Console, file: "Received") -> None:
    if not file.is_po and file.note:
        console.warn(f"{file.name}: NOTHING IMPORTED. {file.note}", always=True)
        return
    if not file.is_po:
        console.say(f"{file.name}: skipped: not a PO file or another review file")
    elif not file.is_ours:
        console.warn(
            f"{file.name}: NOTHING IMPORTED: the file belongs to another book. Few of its texts, or none, "
            f"are in this one.",
            always=True,
        )
    elif file.taken:
        reviewed = counted(file.reviewed, "reviewed text")
        console.say(f"{file.name}: imported {counted(file.taken, 'change')}, {reviewed}")
    else:
        console.say(f"{file.name}: nothing new")
    if file.note:
        console.warn(f"{file.name}: {file.note}")
    for words in file.unplaced:
        console.warn(f"{file.name}: not imported, no place in the book: {words}", always=True)
