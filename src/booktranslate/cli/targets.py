"""How commands treat several targets: some work on one of them, some on all."""

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from booktranslate.cli.console import Console

R = TypeVar("R")


def at_one_target(function: Callable[..., R]) -> Callable[..., R]:
    """Make a command work on one target, which the user must name if the project has several."""

    @click.option("--target", default="", metavar="LANGUAGE", help="The target, if there are several: en-US.")
    @functools.wraps(function)
    def run(console: Console, *args: Any, target: str, **options: Any) -> R:
        console = _at(console, target)
        console.require_one_target()
        return function(console, *args, **options)

    return run


def at_each_target(function: Callable[..., int]) -> Callable[..., int]:
    """Make a command work on all targets of the project, one after the other, or on the one that is named.

    Each target has a heading; with `--json`, the value has the targets as keys. The exit code is the highest.
    """

    @_only_target
    @functools.wraps(function)
    def run(console: Console, *args: Any, target: str, **options: Any) -> int:
        consoles = _at(console, target).at_each_target()
        codes = []
        for each in consoles:
            each.begin_target()
            codes.append(function(each, *args, **options))
        console.json_of(consoles)
        return max(codes)

    return run


def at_targets(function: Callable[..., int]) -> Callable[..., int]:
    """Pass the target that is named, or none, to a command that itself works on all targets."""

    @_only_target
    @functools.wraps(function)
    def run(console: Console, *args: Any, target: str, **options: Any) -> int:
        return function(_at(console, target), *args, **options)

    return run


def at_first_target(function: Callable[..., R]) -> Callable[..., R]:
    """Make a command work on the first target, or on the one that is named."""

    @click.option("--target", default="", metavar="LANGUAGE", help="The target  [default: the first one].")
    @functools.wraps(function)
    def run(console: Console, *args: Any, target: str, **options: Any) -> R:
        return function(_at(console, target), *args, **options)

    return run


def _only_target(function: Callable[..., R]) -> Callable[..., R]:
    text = "Only this target, if there are several: en-US  [default: all]."
    return click.option("--target", default="", metavar="LANGUAGE", help=text)(function)


def _at(console: Console, target: str) -> Console:
    console = replace(console, target=target) if target else console
    click.get_current_context().obj = console
    return console
