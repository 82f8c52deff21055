"""The commands of the engines: which there are, and the model of Firefox."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.console import EXAMPLES, Console, NamedPath, command_options
from booktranslate.errors import BooktranslateError, ExitCode

if TYPE_CHECKING:
    from booktranslate.config import Project
    from booktranslate.engines.firefox.store import Model

_WITH_MODELS = click.Choice(["firefox"])


@click.group(epilog=EXAMPLES + "  booktranslate engine list\n  booktranslate engine get firefox")
def engine() -> None:
    """The engines that draft: which are ready, and the model of Firefox.

    Firefox's engine works on this machine, without a key and without a network, once its model is there.
    """


@engine.command("list", epilog=EXAMPLES + "  booktranslate engine list")
@command_options
def list_(console: Console) -> int:
    """Show all engines, what each still needs, and which one is used."""
    from booktranslate.engines import names

    workspace = console.workspace_or_defaults
    project = workspace.project
    found = {name: _state(name, project) for name in names()}
    states = {name: lacking for name, (lacking, _) in found.items()}
    width = max(map(len, states))
    for name, (lacking, asks_a_server) in found.items():
        ready = "ready (its server was not asked)" if asks_a_server else "ready"
        console.say(f"{name:{width}}  {f'not ready: {lacking}' if lacking else ready}")
    used, why = astuple(workspace.choice())
    console.say(f"Used: {used}, as {why}.")
    model = _model(project)
    if model:
        about = f"{model.label}, {_size(model.size)}, from {model.origin}, in {model.folder}"
        console.say(f"Firefox's model: {about}")
    console.json(
        {
            "engines": [
                {"name": name, "ready": not lacking, "lacking": lacking} for name, lacking in states.items()
            ],
            "used": used,
            "reason": why,
            "model": model.label if model else None,
        }
    )
    return ExitCode.OK


@engine.command(
    epilog=EXAMPLES
    + "  booktranslate engine get firefox\n"
    + "  booktranslate engine get firefox --from ~/Downloads/firefox-models"
)
@click.argument("name", type=_WITH_MODELS)
@click.option(
    "--from",
    "given",
    type=NamedPath(exists=True, file_okay=False),
    help="Take the files from this folder instead of downloading them.",
)
@command_options
def get(console: Console, name: str, given: Path | None) -> int:
    """Download the model of an engine to this machine, once for all books (about 30 MB).

    A download that was cut goes on where it was. After that, nothing is sent to anybody.
    """
    from booktranslate.engines.firefox import engine as firefox
    from booktranslate.engines.firefox import obtaining as firefox_obtaining
    from booktranslate.engines.firefox import store as firefox_store
    from booktranslate.engines.firefox import workers
    from booktranslate.files import locked

    workspace = console.workspace_or_defaults
    project, settings = workspace.project, workspace.settings(name)
    firefox_obtaining.address(settings)
    firefox.require_library()
    source, target = firefox.languages(project.source_lang, project.target_lang)
    with locked(firefox_store.folder() / "lock", "downloading or removing a model"):
        model = None if given else firefox_obtaining.sound(project.source_lang, project.target_lang)
        if model:
            console.say(f"Firefox's model is there already: {model.label}, {_size(model.size)}.")
        else:
            if given:
                model = _taken(given, source, target)
                workers.try_out(model)
                firefox_store.establish(model)
            else:
                with console.progress("Downloading") as progress:
                    model = firefox_obtaining.download(settings, progress)
            console.say(f"Firefox's model is ready: {model.label}, {_size(model.size)}, from {model.origin}.")
    console.json({"engine": name, "model": model.label, "bytes": model.size, "folder": model.folder})
    return ExitCode.OK


@engine.command(epilog=EXAMPLES + "  booktranslate engine remove firefox")
@click.argument("name", type=_WITH_MODELS)
@command_options
def remove(console: Console, name: str) -> int:
    """Remove the model of an engine from this machine, and what is left of cut downloads."""
    from booktranslate.engines.firefox import engine as firefox
    from booktranslate.engines.firefox import store as firefox_store
    from booktranslate.files import locked

    project = console.workspace_or_defaults.project
    with locked(firefox_store.folder() / "lock", "downloading or removing a model"):
        size = firefox_store.remove(*firefox.languages(project.source_lang, project.target_lang))
    console.say(f"Removed {_size(size)}." if size else "There was no model of Firefox.")
    console.json({"engine": name, "bytes": size})
    return ExitCode.OK


def _taken(given: Path, source: str, target: str) -> "Model":
    """The model from a folder; its files are compared with the list beside them, if there is one."""
    from booktranslate.engines.firefox import records as firefox_records
    from booktranslate.engines.firefox import store as firefox_store

    contents: Mapping[str, bytes] = firefox_store.taken(given, source, target)
    version, architecture = "", ""
    if (records := given / "records.json").exists():
        version, architecture = firefox_records.described(contents, records, source, target)
    return firefox_store.keep(source, target, contents, version, architecture, str(given.resolve()))


def _model(project: "Project") -> "Model | None":
    from booktranslate.engines.firefox import engine as firefox
    from booktranslate.engines.firefox import store as firefox_store

    return firefox_store.find(*firefox.languages(project.source_lang, project.target_lang))


def _state(name: str, project: "Project") -> tuple[str, bool]:
    """What an engine still needs, empty for one that is ready, as far as can be seen without a server; and
    whether it would ask one."""
    from booktranslate.engines import EngineSettings, asks_a_server, create
    from booktranslate.glossary import Glossary

    options = project.engines.get(name, {})
    settings = EngineSettings(
        project.source_lang, project.target_lang, Glossary(), options=options, folder=project.root
    )
    try:
        with closing(create(name, settings)) as made:
            return "", asks_a_server(made)
    except BooktranslateError as error:
        return error.what, False


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"
