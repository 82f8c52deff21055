"""The command line: parse, call a step, print, exit. Only this package prints, and only it uses click."""

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from booktranslate.errors import ExitCode


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line (`app.main`), and exit. Ctrl+C while it is still being loaded ends it quietly."""
    # A program and a book are very many objects that live to the end: counting them this seldom is enough.
    gc.set_threshold(50_000)
    try:
        from booktranslate.cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    run(arguments)
