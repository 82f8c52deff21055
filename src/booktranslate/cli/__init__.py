"""The command line: parse, call a step, print, exit. The only place that prints; click's only user."""

from booktranslate.cli.app import main

__all__ = ["main"]
