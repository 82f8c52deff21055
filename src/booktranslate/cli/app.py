"""The commands. Each is imported only when it is called, and imports its steps and libraries only when it
runs, so that `--help` is instant."""

from collections.abc import Sequence
from importlib import import_module

import click

from booktranslate.cli.console import ending_well
from booktranslate.errors import ExitCode
from booktranslate.version import __version__

# Roughly in the order of the pipeline; the module of each has the same name.
_COMMANDS = (
    *("init", "make", "convert", "extract", "translate", "assemble", "adopt", "status", "check", "review"),
    *("send", "combine", "sign-off", "undo", "merge-driver", "weblate", "shelf", "glossary", "pictures"),
    *("memory", "engine", "cost", "report", "inspect"),
)


class _Lazy(click.Group):
    """Imports a command when it is called, as a run needs only one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"booktranslate.cli.{module}"), module)
        return command


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command has --help with examples. Completion in bash: "
    'eval "$(_BOOKTRANSLATE_COMPLETE=bash_source booktranslate)"',
)
@click.version_option(__version__, prog_name="booktranslate")
def cli() -> None:
    """Turn a French book in Word into an English book in Word and PDF.

    \b
    How a book is made:
      source/*.docx  --extract-->    translations/en-GB/*.po
                     --translate-->  drafts in the .po files (DeepL; Firefox or Apertium offline)
                     people review the .po files in Poedit
                     --assemble-->   build/en-GB/*.docx and *.pdf

    You can run any command again at any time without losing anybody's work.
    """


@ending_well
def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and exit with a code of `booktranslate.errors.ExitCode`."""
    result = cli.main(args=arguments, prog_name="booktranslate", standalone_mode=False)
    return result if isinstance(result, int) else ExitCode.OK
