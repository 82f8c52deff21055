"""The commands for a team that translates in Weblate."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.combine import say_result
from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.cli.po_changes import say
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.steps.weblate import Sent

_SETUP = (
    EXAMPLES
    + "  booktranslate weblate setup\n"
    + "  booktranslate weblate setup --repo https://git.example.org/book.git --write weblate.json"
)

_url = click.option(
    "--url", envvar="WEBLATE_URL", show_envvar=True, help="The address of the Weblate server."
)
_name = click.option(
    "--name", help="The name of the book in Weblate.", show_default="that of the project folder"
)


@click.group(epilog=EXAMPLES + "  booktranslate weblate setup\n  booktranslate weblate sync")
def weblate() -> None:
    """Let a team translate in Weblate.

    The address of the server is in the environment variable WEBLATE_URL, or given with --url. The token of
    your account there is in WEBLATE_TOKEN, or in the password store of the system (`keyring set booktranslate
    weblate`).
    """


@weblate.command(epilog=_SETUP)
@_url
@_name
@click.option(
    "--web",
    help="The website of the book, which Weblate requires.",
    show_default="the project's page in Weblate",
)
@click.option("--repo", default="", help="Let Weblate read the PO files from this Git repository.")
@click.option(
    "--write",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Send nothing; write the components of --repo for Weblate's import_json.",
)
@command_options
def setup(
    console: Console, url: str | None, name: str | None, web: str | None, repo: str, path: Path | None
) -> int:
    """Set up the book in Weblate: a project, a component for each PO file, and the glossary.

    Run it again for new chapters or terms. It adds what is missing, and changes no translations.
    """
    from booktranslate.files import write_atomic
    from booktranslate.steps.weblate import described, set_up
    from booktranslate.weblate import connect

    name = name or _own_name(console)
    documents = console.documents()
    if path:
        if not repo:
            raise UsageError("--write needs --repo.", hint="import_json takes files from a repository only.")
        components = described(console.project, documents, name, repo)
        write_atomic(path, json.dumps(components, ensure_ascii=False, indent=2).encode() + b"\n")
        console.say(f"Wrote {counted(len(components), 'component')} to {path}.")
        console.json({"written": path, "components": components})
        return ExitCode.OK
    with closing(connect(_required(url))) as server, console.workspace.lock():
        done = set_up(console.project, documents, console.glossary, server, name, web, repo)
    for what, slugs in (("Made", done.made), ("Changed the settings of", done.changed)):
        for slug in slugs:
            console.say(f"{what} the component {slug}")
    if done.terms:
        console.say(f"Added {counted(done.terms, 'term')} to the glossary.")
    if not (done.made or done.changed or done.terms):
        console.say("Nothing to do: Weblate has the whole book.")
    for slug in done.strangers:
        console.warn(
            f"The component {slug} no longer belongs to a PO file of the book. Run `booktranslate weblate "
            f"sync` to merge its translations, then delete it in Weblate."
        )
    if done.different:
        console.warn(f"Weblate has other translations of these terms: {', '.join(done.different)}")
    console.json(asdict(done))
    return ExitCode.OK


@weblate.command(epilog=EXAMPLES + "  booktranslate weblate sync")
@_url
@_name
@command_options
def sync(console: Console, url: str | None, name: str | None) -> int:
    """Merge the translations from Weblate, and send your changes to Weblate.

    Translations are merged as by `combine`, compared with the last state that was sent. The components are
    locked for a few seconds while the command runs.
    """
    from booktranslate.steps.combine import combine
    from booktranslate.steps.weblate import exchange, send
    from booktranslate.weblate import connect

    project = console.project
    name = name or _own_name(console)
    documents = console.documents()
    with (
        closing(connect(_required(url))) as server,
        console.workspace.lock(),
        console.workspace.reconciler("weblate") as reconciler,
    ):
        with exchange(project, server, name) as exchanged:
            result = combine(project, documents, [exchanged.came], reconciler, exchanged.ancestors)
            console.workspace.renew_findings(reconciler)
        sent = send(project, documents, server, name, exchanged)
    say(console, result.notices)
    code = say_result(console, result)
    _say_sent(console, sent, exchanged.locked)
    console.json({**asdict(result), **asdict(sent)})
    return code


def _say_sent(console: Console, sent: "Sent", locked: Sequence[str]) -> None:
    for slug in sent.components:
        console.say(f"Sent {slug}")
    for file in sent.without:
        console.warn(f"{file} is not in Weblate yet: run `booktranslate weblate setup`.")
    for slug in sent.busy:
        console.warn(
            f"{slug} was not sent, because somebody saved a text there in the meantime. Run "
            f"`booktranslate weblate sync` again."
        )
    if locked:
        console.warn(f"Locked in Weblate by somebody, or by an interrupted run: {', '.join(locked)}")


def _own_name(console: Console) -> str:
    return console.project.root.resolve().name


def _required(url: str | None) -> str:
    if not url:
        raise UsageError("no Weblate server is named.", hint="Give its address with --url or in WEBLATE_URL.")
    return url
