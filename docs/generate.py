"""Write docs/reference/cli.md from the --help of each command.

python docs/generate.py      tests/test_docs.py fails when the file is not up to date
"""

from pathlib import Path

import click

from booktranslate.cli.app import cli

TARGET = Path(__file__).parent / "reference" / "cli.md"
_WIDTH = 100
_HEAD = """\
# Commands

<!-- Made by docs/generate.py (`make docs`) from --help. Do not edit. -->

Exit codes and errors are in [errors.md](errors.md), settings in [configuration.md](configuration.md).
"""


def reference() -> str:
    """The text of the page."""
    names = ["", *cli.list_commands(click.Context(cli))]
    return _HEAD + "".join(f"\n## booktranslate {name}".rstrip() + f"\n\n{_help(name)}" for name in names)


def _help(name: str) -> str:
    context = click.Context(cli, info_name="booktranslate", terminal_width=_WIDTH, **cli.context_settings)
    command: click.Command = cli
    if name:
        found = cli.get_command(context, name)
        if found is None:
            raise LookupError(name)
        command = found
        context = click.Context(command, context, info_name=name, terminal_width=_WIDTH)
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), "utf-8")
