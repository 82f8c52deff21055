"""The command for words in pictures."""

from dataclasses import asdict
from pathlib import Path

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options, shown
from booktranslate.cli.targets import at_each_target
from booktranslate.errors import ExitCode
from booktranslate.model import counted


@click.command(
    epilog=EXAMPLES
    + "  booktranslate pictures                       # which there are, and which are translated\n"
    + "  booktranslate pictures --ocr                 # what words they show (with Tesseract)\n"
    + "  booktranslate pictures --save pictures/fr    # the originals, to work from"
)
@click.argument("documents", nargs=-1)
@click.option("--ocr", is_flag=True, help="Read the words in the pictures, with Tesseract.")
@click.option(
    "--save",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pictures of the source into this folder.",
)
@command_options
@at_each_target
def pictures(console: Console, documents: tuple[str, ...], ocr: bool, save: Path | None) -> int:
    """List the pictures of the book, by their names in the Word file.

    `assemble` replaces a picture of the book by the one in pictures/en-GB/ (or your language) that has the
    same name and format.
    """
    from booktranslate.book.pictures import folder_of, unmatched
    from booktranslate.steps.pictures import list_pictures, save_pictures

    project = console.project
    paths = console.documents(documents)
    with console.progress("Looking at pictures") as progress:
        listed = list_pictures(project, paths, ocr=ocr, progress=progress)
    for each in listed:
        medium = each.medium
        size = f", {medium.width} × {medium.height} pixels" if medium.width else ""
        under = f", under “{medium.heading}”" if medium.heading else ""
        console.say(f"{each.document.name}: {medium.name}{size}{under}")
        if each.words:
            console.say(f"  words: {each.words}")
        if each.replacement is not None:
            console.say(f"  translated: {shown(each.replacement, project)}")
        if each.stretched:
            console.warn(
                f"{shown(each.replacement or Path(), project)} has other proportions than the original; "
                f"it will be stretched."
            )
    for path in unmatched(project, paths) if not documents else ():
        console.warn(f"{shown(path, project)} matches no picture: no picture of the book has this name.")
    if save is not None:
        made = save_pictures(project, listed, console.project_folder / save)
        console.say(f"Saved {counted(len(made), 'picture')} in {save}.")
    console.say(
        f"{counted(len(listed), 'picture')}. Put translated ones into {shown(folder_of(project), project)}/, "
        "under the same names."
    )
    console.json(
        [
            asdict(each.medium)
            | {
                "document": each.document.name,
                "words": each.words,
                "replacement": shown(each.replacement, project) if each.replacement else None,
                "stretched": each.stretched,
            }
            for each in listed
        ]
    )
    return ExitCode.OK
