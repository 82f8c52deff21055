"""Write the pages of the reference that repeat what the program says of itself.

python docs/generate.py      tests/test_docs.py fails when a page is not up to date
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from booktranslate.checks import CHECKS
from booktranslate.cli.app import cli
from booktranslate.typography import RULES

_FOLDER = Path(__file__).parent / "reference"
_WIDTH = 100

_COMMANDS = """\
# Commands

<!-- Made by docs/generate.py (`make docs`) from --help. Do not edit. -->

Exit codes and errors are in [errors.md](errors.md), settings in [configuration.md](configuration.md).
"""
_CHECKS = """\
# Checks

<!-- Made by docs/generate.py (`make docs`). Do not edit. -->

The checks that `booktranslate check` runs ([how to use it](../how-to/check-the-translation.md)). Where
translate-toolkit, Weblate or Okapi have the same check, it has the same name. You can change severities and
switch checks off in the [settings](configuration.md#check).

| Name | Severity | What it finds |
|---|---|---|
"""
_TYPOGRAPHY = """
## Typography

What `booktranslate check --fix` corrects, and according to which style guide.

| Rule | What it does | Source |
|---|---|---|
"""


def commands() -> str:
    """All commands with their help."""
    top = click.Context(cli, info_name="booktranslate", terminal_width=_WIDTH, **cli.context_settings)
    return _COMMANDS + "".join(f"\n## {title}\n\n```text\n{text}\n```\n" for title, text in _helps(cli, top))


def checks() -> str:
    """All checks and rules of typography."""
    found = "".join(f"| `{check.name}` | {check.severity} | {check.summary} |\n" for check in CHECKS)
    rules = "".join(f"| `{rule.name}` | {rule.summary} | {rule.source} |\n" for rule in RULES)
    return _CHECKS + found + _TYPOGRAPHY + rules


PAGES: dict[Path, Callable[[], str]] = {_FOLDER / "cli.md": commands, _FOLDER / "checks.md": checks}


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    """The words of a command and its help, then those of the commands inside it."""
    lines = command.get_help(context).splitlines()
    yield context.command_path, "\n".join(line.rstrip() for line in lines)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                yield from _helps(inner, click.Context(inner, context, name, terminal_width=_WIDTH))


if __name__ == "__main__":
    for page, text in PAGES.items():
        page.write_text(text(), "utf-8")
