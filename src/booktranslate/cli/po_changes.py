"""What people did to PO files between two commands: record it in the project, and say it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.cli.console import Console, shown
from booktranslate.errors import OutputError

if TYPE_CHECKING:
    from booktranslate.po_files.layout import PoSet
    from booktranslate.po_files.reconciling import Notice


def look(console: Console, documents: Sequence[Path]) -> dict[Path, "PoSet"]:
    """Record in the project what people wrote in its PO files, and say what happened to the files.

    This is for commands that only read: if the project cannot be written, there is only a warning. Returns
    the PO files by document if they had to be read, else nothing.
    """
    from booktranslate.po_files import layout
    from booktranslate.po_files.backups import History
    from booktranslate.processes import undisturbed

    project = console.project
    history = History(project.root, project.state, "look")
    if all(history.is_as_seen(path) for document in documents for path in layout.po_files(project, document)):
        return {}
    with undisturbed():
        po_sets = {document: layout.load(project, document) for document in documents}
        try:
            with console.workspace.reconciler("look") as reconciler:
                say(console, reconciler.look(po_sets.values()))
        except OutputError as error:
            console.warn(f"The state of the PO files could not be recorded in .booktranslate/: {error}")
    return po_sets


def say(console: Console, notices: Iterable["Notice"]) -> None:
    """Say what happened to PO files."""
    for notice in notices:
        console.warn(f"{shown(notice.file, console.project)}: {notice.message}", always=True)
