"""The commands for Git's merge driver, which merges PO files entry by entry."""

from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options, shown
from booktranslate.config import Project, find
from booktranslate.errors import ExitCode
from booktranslate.model import counted

_FILE = click.Path(path_type=Path)


@click.group("merge-driver", epilog=EXAMPLES + "  booktranslate merge-driver install")
def merge_driver() -> None:
    """Have Git merge PO files entry by entry, so that reviewers can work on branches."""


@merge_driver.command(epilog=EXAMPLES + "  booktranslate merge-driver install")
@command_options
def install(console: Console) -> int:
    """Set up this clone of the repository; run it once in each clone.

    The command changes .gitattributes, which names the files to merge: commit it. It also changes Git's
    configuration in this clone, which names the program. In a clone without it, Git merges PO files as text.
    """
    from booktranslate.steps.merge_driver import install as step

    root = find(console.project_folder) or console.project_folder
    attributes, settings = step(root)
    if attributes:
        console.say(f"Updated {shown(attributes, Project(root))}; commit it.")
    if settings:
        console.say("Git now merges the PO files of this clone entry by entry.")
    if not (attributes or settings):
        console.say("Nothing to do: Git already merges the PO files of this clone entry by entry.")
    console.json({"attributes": attributes, "settings": settings})
    return ExitCode.OK


@merge_driver.command(epilog=EXAMPLES + "  booktranslate merge-driver run old.po ours.po theirs.po 7 book.po")
@click.argument("ancestor", type=_FILE)
@click.argument("ours", type=_FILE)
@click.argument("theirs", type=_FILE)
@click.argument("marker", type=int)
@click.argument("name")
@click.option(
    "--ancestor",
    "for_ancestor",
    is_flag=True,
    help="Merge common ancestors, in a merge with several of them.",
)
@command_options
def run(
    console: Console, ancestor: Path, ours: Path, theirs: Path, marker: int, name: str, for_ancestor: bool
) -> int:
    """Merge three versions of a PO file; Git runs this.

    The result is written into OURS, and is always a valid PO file. Exit code 1, which Git reports as a
    conflict, means that two people translated a text differently. Such an entry keeps the translation of the
    current branch, with the other one in its comment, and is marked "Needs Work". A file that is not valid PO
    is merged as text.
    """
    from booktranslate.steps.merge_driver import run as step

    result = step(ancestor, ours, theirs, marker, name, for_ancestor=for_ancestor)
    if result.fault:
        console.warn(f"{result.fault} It is merged as text, not entry by entry.", always=True)
    elif result.is_conflict:
        number = counted(len(result.conflicts), "text")
        console.warn(
            f"{name}: two people translated {number} differently. Look at each in Poedit, where it says "
            "Needs Work; the other translation is in its comment. Then `git add` the file.",
            always=True,
        )
        for entry in result.conflicts:
            console.warn(f"  {', '.join(entry.unit.locations) or entry.unit.source}", always=True)
    conflicts = [str(entry.unit.source) for entry in result.conflicts]
    console.json({"is_conflict": result.is_conflict, "conflicts": conflicts, "fault": result.fault})
    return ExitCode.FINDINGS if result.is_conflict else ExitCode.OK
