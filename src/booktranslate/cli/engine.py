"""The commands for engines: which there are, and the models that some of them keep on this machine."""

from contextlib import closing
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.console import EXAMPLES, Console, NamedPath, command_options
from booktranslate.cli.targets import at_first_target
from booktranslate.errors import BooktranslateError, ExitCode, UsageError

if TYPE_CHECKING:
    from booktranslate.engines.models import KeptModel
    from booktranslate.workspace import Workspace


@click.group(epilog=EXAMPLES + "  booktranslate engine list\n  booktranslate engine get firefox")
def engine() -> None:
    """The engines that draft, and Firefox's model.

    Firefox's engine works on this machine, without a key. It needs the network once, to download its model.
    """


@engine.command("list", epilog=EXAMPLES + "  booktranslate engine list")
@command_options
@at_first_target
def list_(console: Console) -> int:
    """List all engines: which are ready, what the others need, and which one is used."""
    from booktranslate.engines import names

    workspace = console.workspace_or_defaults
    found = {name: _state(name, workspace) for name in names()}
    states = {name: lacking for name, (lacking, _) in found.items()}
    width = max(map(len, states))
    for name, (lacking, asks_a_server) in found.items():
        ready = "ready (its server was not asked)" if asks_a_server else "ready"
        console.say(f"{name:{width}}  {f'not ready: {lacking}' if lacking else ready}")
    used, why = astuple(workspace.choice())
    console.say(f"Used: {used}, because {why}.")
    labels = []
    for name in names():
        kept = _kept(name, workspace)
        if kept and (model := kept.find()):
            about = f"{model.label}, {_size(model.size)}, from {model.origin}, in {model.folder}"
            console.say(f"{kept.title}: {about}")
            labels.append(model.label)
    console.json(
        {
            "engines": [
                {"name": name, "ready": not lacking, "lacking": lacking} for name, lacking in states.items()
            ],
            "used": used,
            "reason": why,
            "model": labels[0] if labels else None,
        }
    )
    return ExitCode.OK


@engine.command(
    epilog=EXAMPLES
    + "  booktranslate engine get firefox\n"
    + "  booktranslate engine get firefox --from ~/Downloads/firefox-models"
)
@click.argument("name")
@click.option(
    "--from",
    "given",
    type=NamedPath(exists=True, file_okay=False),
    help="Use the files in this folder instead of downloading them.",
)
@command_options
@at_first_target
def get(console: Console, name: str, given: Path | None) -> int:
    """Download the model of an engine (firefox: about 30 MB) to this machine, once for all books.

    An interrupted download continues where it stopped. After the download, the engine needs no network.
    """
    from booktranslate.engines.models import required_model

    kept = required_model(name, console.workspace_or_defaults.settings(name))
    with console.progress("Downloading") as progress:
        model, was_there = kept.get(given, progress)
    if was_there:
        console.say(f"{kept.title} is already installed: {model.label}, {_size(model.size)}.")
    else:
        console.say(f"{kept.title} is ready: {model.label}, {_size(model.size)}, from {model.origin}.")
    console.json({"engine": name, "model": model.label, "bytes": model.size, "folder": model.folder})
    return ExitCode.OK


@engine.command(epilog=EXAMPLES + "  booktranslate engine remove firefox")
@click.argument("name")
@command_options
@at_first_target
def remove(console: Console, name: str) -> int:
    """Remove the model of an engine and any interrupted downloads from this machine."""
    from booktranslate.engines.models import required_model

    kept = required_model(name, console.workspace_or_defaults.settings(name))
    size = kept.remove()
    console.say(f"Removed {_size(size)}." if size else f"{kept.title} was not on this machine.")
    console.json({"engine": name, "bytes": size})
    return ExitCode.OK


def _kept(name: str, workspace: "Workspace") -> "KeptModel | None":
    from booktranslate.engines.models import kept_model

    try:
        return kept_model(name, workspace.settings(name))
    except UsageError:  # the engine cannot be loaded; `_state` reports that
        return None


def _state(name: str, workspace: "Workspace") -> tuple[str, bool]:
    """What an engine still needs, as far as we can tell without asking a server (empty if it is ready), and
    whether it uses a server."""
    from booktranslate.engines import asks_a_server, create
    from booktranslate.glossary import Glossary

    try:
        with closing(create(name, replace(workspace.settings(name), glossary=Glossary()))) as made:
            return "", asks_a_server(made)
    except BooktranslateError as error:
        return error.what, False


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"
