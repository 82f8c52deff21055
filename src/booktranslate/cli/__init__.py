"""The command line: parse, call a step, print, exit. Only this package prints, and only it uses click."""

from booktranslate.cli.app import main

__all__ = ["main"]
