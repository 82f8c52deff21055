"""The commands. Steps and libraries are imported inside them, so that `--help` is instant."""

from collections.abc import Sequence

import click

from booktranslate.cli.adopt import adopt
from booktranslate.cli.assemble import assemble
from booktranslate.cli.check import check
from booktranslate.cli.combine import combine
from booktranslate.cli.console import ending_well
from booktranslate.cli.convert import convert
from booktranslate.cli.cost import cost
from booktranslate.cli.engine import engine
from booktranslate.cli.extract import extract
from booktranslate.cli.glossary import glossary
from booktranslate.cli.init import init
from booktranslate.cli.inspect import inspect
from booktranslate.cli.make import make
from booktranslate.cli.memory import memory
from booktranslate.cli.merge_driver import merge_driver
from booktranslate.cli.pictures import pictures
from booktranslate.cli.report import report
from booktranslate.cli.review import review
from booktranslate.cli.review_serve import serve
from booktranslate.cli.send import send
from booktranslate.cli.shelf import shelf
from booktranslate.cli.sign_off import sign_off
from booktranslate.cli.status import status
from booktranslate.cli.translate import translate
from booktranslate.cli.undo import undo
from booktranslate.cli.weblate import weblate
from booktranslate.errors import ExitCode
from booktranslate.version import __version__


class _Ordered(click.Group):
    """Lists the commands in the order of the pipeline."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Ordered,
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

    Every command can be run again at any time and loses nobody's work.
    """


@ending_well
def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point. Exits with the codes of `booktranslate.errors.ExitCode`."""
    result = cli.main(args=arguments, prog_name="booktranslate", standalone_mode=False)
    return result if isinstance(result, int) else ExitCode.OK


review.add_command(serve)
for _command in (
    init, make, convert, extract, translate, assemble, adopt, status, check, review, send, combine, sign_off,
    undo, merge_driver, weblate, shelf, glossary, pictures, memory, engine, cost, report, inspect,
):  # fmt: skip
    cli.add_command(_command)
