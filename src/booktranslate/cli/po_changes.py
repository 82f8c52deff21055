"""What people did to PO files between two commands: record it in the project, and say it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.cli.console import Console, shown
from booktranslate.errors import OutputError

if TYPE_CHECKING:
    from booktranslate.po_files.reconciling import Notice


def look(console: Console, documents: Sequence[Path]) -> None:
    """Record in the project what people wrote in its PO files, and say what happened to the files.

    This is for commands that only read: if the project cannot be written, there is only a warning.
    """
    from booktranslate.po_files import layout
    from booktranslate.po_files.backups import History
    from booktranslate.processes import undisturbed

    project = console.project
    history = History(project.root, project.state, "look")
    with undisturbed():
        try:
            for document in documents:
                if history.has_news(layout.po_files(project, document)):
                    say(console, console.workspace.look(layout.load(project, document)))
        except OutputError as error:
            console.warn(f"The state of the PO files could not be recorded in .booktranslate/: {error}")


def say(console: Console, notices: Iterable["Notice"]) -> None:
    """Say what happened to PO files."""
    for notice in notices:
        console.warn(f"{shown(notice.file, console.project)}: {notice.message}", always=True)
