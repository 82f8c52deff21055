"""The command that serves the review page to several people at the same time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli import options
from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.cli.targets import at_one_target
from booktranslate.errors import ExitCode, MissingToolError

if TYPE_CHECKING:
    from booktranslate.review.serve.room import Room

PORT = 8765


@click.command(
    epilog=EXAMPLES
    + '  booktranslate review serve --person "Zoé Exemple" --person Ali\n'
    + '  booktranslate review serve --person "Zoé Exemple" --chapter 1 --host 0.0.0.0'
)
@click.argument("documents", nargs=-1)
@click.option(
    "--person",
    "names",
    multiple=True,
    help="A person who takes part (can be given several times)  [default: those who took part before].",
)
@options.chapter
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on: by default only for this computer; 0.0.0.0 for all its networks.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port; 0 for any free one.",
)
@click.option(
    "--new-links", is_flag=True, help="Make new links for these people; their old links stop working."
)
@command_options
@at_one_target
def serve(
    console: Console,
    documents: tuple[str, ...],
    names: tuple[str, ...],
    chapter: str,
    host: str,
    port: int,
    new_links: bool,
) -> int:
    """Let several people review at once in their browsers, in a network that you trust.

    Each person gets their own secret link. Their translations are saved in the PO files at once. If two
    people edit the same text, the first one to save wins, and the other translation is kept in the comment.
    Press Ctrl+C to end. Needs the extra "serve".
    """
    try:
        from booktranslate.review.serve import running
    except ImportError as error:
        raise MissingToolError(
            f"`review serve` needs the Python package {error.name}, which is not installed.",
            hint="Install booktranslate with it: uv tool install 'booktranslate[serve]'",
        ) from error
    from booktranslate.review.serve.people import people

    project = console.project
    paths = console.documents(documents)
    everybody = people(project, names, renew=new_links)
    at = running.listening(host, port)
    hosts = running.names(host)
    address = f"http://{hosts[0]}:{at.getsockname()[1]}/"
    links = [{"person": each.name, "link": f"{address}#token={each.token}"} for each in everybody]

    def ready() -> None:
        for link in links:
            console.say(f"{link['person']}: {link['link']}")
        console.json(links)
        console.say("Give each person their own link. What they write is saved at once.")
        console.say("Ctrl+C ends the review.")
        sys.stdout.flush()

    console.say("Reading and checking the texts …")
    room = _room(console, paths, chapter)
    running.serve(room, everybody, at, hosts, ready)
    console.say("The review has ended.")
    return ExitCode.OK


@contextmanager
def _room(console: Console, paths: list[Path], chapter: str) -> Iterator["Room"]:
    from booktranslate.review.gathering import Wanted
    from booktranslate.review.serve.room import Room

    with console.workspace.reconciler("review serve") as reconciler:
        yield Room(console.project, paths, console.glossary, reconciler, Wanted(chapter))
