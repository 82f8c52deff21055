"""The command that shows which text of a Word file will be translated."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    NamedPath,
    command_options,
)
from booktranslate.errors import ExitCode
from booktranslate.model import counted

_SHOWN = 60  # characters of a text

if TYPE_CHECKING:
    from booktranslate.book.interview import Understood


@click.command(
    epilog=EXAMPLES + "  booktranslate inspect source/book.docx\n  booktranslate inspect book.docx --json"
)
@click.argument("file", type=NamedPath())
@command_options
def inspect(console: Console, file: Path) -> int:
    """Show which text of a Word file will be translated and which will not, and who asks and answers.

    FILE is any Word file, or a document of the project.
    Exits with 1 if the file has letters that no step would translate.
    """
    from booktranslate.book.documents import DOCUMENTS
    from booktranslate.config import at_target
    from booktranslate.files import as_on_disk
    from booktranslate.steps.inspect import inspect as step
    from booktranslate.style import shortfall

    project = console.workspace_or_defaults.project
    if not file.exists():  # find it in the project as other commands do, with -C from any folder
        named = (file, *(file.with_name(file.name + ending) for ending in sorted(DOCUMENTS)))
        there = map(as_on_disk, (project.root / file, *(project.source / name for name in named)))
        file = next((path for path in there if path.exists()), file)
    inspected = step(project, file)
    found = inspected.inventory
    console.say(
        f"{file.name}: {counted(found.passages, 'text')}, "
        f"{counted(found.translatable, 'character')} to translate",
        bold=True,
    )
    console.say(
        "It holds: "
        + (", ".join(f"{label} ({count:,})" for label, count in found.features.items()) or "text only")
    )
    for item in found.excluded:
        console.say(
            f"Not translated: {counted(item.characters, 'letter')}, {item.reason} "
            f"(“{item.example}” in {item.where})"
        )
    for change in found.changes:
        console.say(f"Will change: {change}")
    if not found.changes:
        console.say("Nothing but the texts will change.")
    for problem in found.problems:
        console.say(f"Note: {problem}")
    for each in inspected.silent:
        console.say(f"Accessibility: {each}")
    for target in project.targets:
        if missing := shortfall(at_target(project, target)):
            console.say(missing)
    show_interview(console, inspected.interview)
    for item in found.unreached:
        console.warn(f"NOT REACHED: {counted(item.characters, 'letter')} (“{item.example}” in {item.where})")
    if found.is_complete:
        console.say("Every visible letter is accounted for.", colour="green")
    understood = inspected.interview
    interview = {
        "questions": understood.questions,
        "answers": understood.answers,
        "speakers": understood.speakers,
        "evidence": understood.evidence,
    }
    console.json(
        asdict(found)
        | {
            "complete": found.is_complete,
            "interview": interview,
            "accessibility": [asdict(each) for each in inspected.silent],
        }
    )
    return ExitCode.OK if found.is_complete else ExitCode.FINDINGS


def show_interview(console: Console, understood: "Understood") -> None:
    """Show who asks and who answers, and how we recognised that."""
    if not understood.questions:
        why = "; ".join(understood.evidence) or "nobody asks somebody who answers"
        console.say(f"Interview: none ({why}).")
        return
    asked, answered = counted(understood.questions, "question"), counted(understood.answers, "answer")
    console.say(f"Interview: {asked} and {answered}, recognised by: {'; '.join(understood.evidence)}.")
    for name, count in understood.speakers.items():
        console.say(f"  {counted(count, 'answer')} by {name}")
    unnamed = understood.answers - sum(understood.speakers.values())
    if unnamed:
        console.say(f"  {counted(unnamed, 'answer')} without a name in the book")
    console.say("  To correct this, describe the interview in booktranslate.toml, under [interview].")
