"""The command that prepares files and a letter for a reviewer."""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import get_args

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
from booktranslate.cli.targets import at_one_target
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted
from booktranslate.review.forms import FORMS, Form
from booktranslate.review.parcel import Enclosure, Kind, person


@click.command(
    epilog=EXAMPLES
    + '  booktranslate send --to "Zoé Exemple <zoe@example.org>" --form docx --as eml\n'
    + '  booktranslate send --to "Zoé Exemple <zoe@example.org>" --chapter "Anne" --form docx,xlsx\n'
    + '  booktranslate send --to "Zoé Exemple" --unreviewed --form omegat --as folder',
)
@click.argument("documents", nargs=-1)
@click.option("--to", required=True, metavar="PERSON", help='The reviewer: "Name <mail>", or a name.')
@options.chapters
@click.option(
    "--form",
    "names",
    default=",".join(name for name in ("html", "docx") if name in FORMS),
    show_default=True,
    help=f"The forms, separated by commas: {', '.join(FORMS)}.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(get_args(Kind)),
    default="zip",
    show_default=True,
    help="A zip archive, a folder, or the draft of a mail.",
)
@options.unreviewed
@options.riskiest
@click.option(
    "-o",
    "--out",
    type=NamedPath(file_okay=False),
    help="The folder for the pack  [default: sent/ in the folder of the finished book].",
)
@command_options
@at_one_target
def send(
    console: Console,
    documents: tuple[str, ...],
    to: str,
    chapters: tuple[str, ...],
    names: str,
    kind: Kind,
    unreviewed: bool,
    riskiest: bool,
    out: Path | None,
) -> int:
    """Make a pack for a reviewer: the texts, and a letter with instructions in French and English.

    Nothing is mailed: send the zip archive yourself, or open the draft (.eml) in your mail program. To use
    your own letter, put `letter.txt` beside booktranslate.toml. Merge the files that come back with
    `booktranslate combine`. `booktranslate status` shows who has what.
    """
    from booktranslate.po_files import layout
    from booktranslate.review.gathering import Wanted
    from booktranslate.steps.export import export
    from booktranslate.steps.send import send as step

    project = console.project
    reviewer = person(to)
    forms = _forms(names)
    paths = console.documents(documents)
    with (
        console.workspace.lock(),
        console.workspace.reconciler("send") as reconciler,
        tempfile.TemporaryDirectory() as temporary,
    ):
        say(console, reconciler.look([layout.load_extracted(project, path) for path in paths]))
        made = []
        for chapter in chapters or ("",):
            wanted = Wanted(chapter, unreviewed=unreviewed, riskiest=riskiest)
            folder = Path(temporary)
            made += export(project, paths, console.glossary, reconciler, forms, wanted, reviewer.name, folder)
        if not made:
            raise UsageError(
                "there are no texts to review.", hint="Leave --unreviewed out to send all texts."
            )
        enclosures = [
            Enclosure(each.path, next(form.name for form in forms if each.path.name.endswith(form.ending)))
            for each in made
        ]
        packs = {each.pack: each for each in made}
        parts = ", ".join(dict.fromkeys(each.chapter for each in packs.values()))
        texts = max(sum(e.texts for e in made if e.path.name.endswith(form.ending)) for form in forms)
        sent = step(
            project, reviewer, parts, texts, enclosures, kind, out or project.build / "sent", date.today()
        )
    console.say(f"Made {shown(sent.path, project)} for {reviewer.name} ({counted(texts, 'text')}):")
    for name in sent.files:
        console.say(f"  {name}")
    console.say(
        "Nothing was mailed: send it yourself. Merge the files that come back with `booktranslate combine`."
    )
    console.json(asdict(sent) | {"path": shown(sent.path, project)})
    return ExitCode.OK


def _forms(names: str) -> list[Form]:
    """The forms named, separated by commas. Raises UsageError for an unknown one."""
    given = [name.strip() for name in names.split(",") if name.strip()]
    for name in given or [""]:
        if name not in FORMS:
            raise UsageError(
                f"--form names {name!r}, which is unknown.", hint=f"Choose from: {', '.join(FORMS)}."
            )
    return [FORMS[name] for name in dict.fromkeys(given)]
