"""The command line itself: help, version, and nothing heavy loaded for them."""

import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from booktranslate import __version__
from booktranslate.cli.app import cli


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    """The words of each command, those inside groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield *path, name


COMMANDS = list(commands(cli))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "booktranslate", *arguments], capture_output=True, text=True, check=False
    )


def test_version() -> None:
    assert run("--version").stdout == f"booktranslate, version {__version__}\n"


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples(path: tuple[str, ...]) -> None:
    done = run(*path, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert "booktranslate " + " ".join(path) in done.stdout.partition("Examples:")[2]
    assert "--json" in done.stdout
    assert "--quiet" in done.stdout


def test_help_loads_no_library_of_a_step() -> None:
    code = (
        "import sys\n"
        "from booktranslate.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = ["lxml", "deepl", "docx", "polib", "simplemma", "rapidfuzz", "sqlite3", "requests"]
    assert [name for name in heavy if f"'{name}'" in loaded.splitlines()[-1]] == []
