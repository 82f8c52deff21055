"""What all commands share: the project option, messages, progress, JSON, and how errors end the program."""

import atexit
import functools
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from booktranslate.config import Project, find
from booktranslate.errors import BooktranslateError, ExitCode, UsageError
from booktranslate.language import lemmas
from booktranslate.shared_settings import FILE

if TYPE_CHECKING:
    from booktranslate.book.documents import Outside
    from booktranslate.glossary import Glossary
    from booktranslate.workspace import Workspace

EXAMPLES = "\b\nExamples:\n"  # begins the epilog of a command's help
_SHOWN = 10  # names in one line

R = TypeVar("R")


@dataclass(frozen=True)
class Console:
    """How a command talks.

    `quiet`: only errors; `verbose`: also details; `as_json`: one JSON value on standard output.
    """

    project_folder: Path = Path()
    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    target: str = ""
    is_of_several: bool = False  # the command works on several targets, this console on one of them
    results: dict[str, Any] | None = None  # of several targets, for one JSON value
    warned: set[str] = field(default_factory=set)  # what concerns all targets is said once

    @cached_property
    def workspace(self) -> "Workspace":
        """The project of the command, opened: that of its folder, or of a folder above.

        Raises UsageError when there is none, and for a bad configuration; an engine in it that is not
        installed here is only warned of: who reviews the book does not need it.
        """
        from booktranslate.workspace import open_workspace

        workspace = open_workspace(self.project_folder, self.target)
        kept = workspace.project.state / "lemmas.txt"
        lemmas.keep_in(kept)
        click.get_current_context().call_on_close(functools.partial(_keep_lemmas, kept))
        if engines := {workspace.project.engine, *workspace.project.engines} - {"auto"}:
            from booktranslate.engines import names

            for name in sorted(engines - set(names())):
                self.warn_once(f"{FILE} names the engine {name!r}, which is not installed on this machine.")
        return workspace

    @property
    def workspace_or_defaults(self) -> "Workspace":
        """The project of the command, or the default settings where there is none."""
        from booktranslate.workspace import Workspace

        if find(self.project_folder):
            return self.workspace
        default = Project(self.project_folder)
        return Workspace(replace(default, target_lang=self.target or default.target_lang))

    @property
    def project(self) -> Project:
        """The configuration of the project. Raises as `workspace`."""
        return self.workspace.project

    @cached_property
    def own_glossary(self) -> "Glossary":
        """The terms of the book's own file; none without a file. Raises InputError with the line.

        What is to be said of its file (which of two is read, in which charset) is warned of, once.
        """
        stored = self.workspace.stored_glossary
        languages = {one.language for term in stored.glossary.terms for one in term.others}
        strange = sorted(languages - set(self.workspace.targets))
        for note in stored.notes:
            self.warn_once(note)
        if strange:
            self.warn_once(
                f"{stored.path.name} has columns for languages that are not targets: {', '.join(strange)}."
            )
        return self.workspace.own_glossary

    @cached_property
    def glossary(self) -> "Glossary":
        """As `own_glossary`, with the terms of the federation under them, if the book is of one."""
        _ = self.own_glossary
        return self.workspace.glossary

    def documents(self, names: Sequence[str] = ()) -> list[Path]:
        """The documents that the user named, or all of the source folder; what else is there is warned of.

        Raises UsageError, InputError.
        """
        from booktranslate.workspace import named

        folder = self.workspace.sources()
        _warn_of(folder.outside, self)
        return named(self.project, folder.documents, names)

    def budget(self, text: str | None, engine: str) -> int | None:
        """What `--budget` says, in units of an engine's tariff. Raises UsageError."""
        try:
            return None if text is None else self.workspace.budget(text, engine)
        except UsageError as error:
            error.what = error.what.replace("the budget", "--budget", 1)
            raise

    def say(self, text: str = "", *, bold: bool = False, colour: str | None = None) -> None:
        """A line of result, for people."""
        if not self.quiet and not self.as_json:
            click.secho(text, bold=bold, fg=colour)

    def detail(self, text: str) -> None:
        """A line for those who asked for details."""
        if self.verbose and not self.as_json:
            click.echo(text)

    def warn(self, text: str, *, always: bool = False) -> None:
        """A line on standard error that should not be overlooked; `always`: in a quiet run neither."""
        if always or not self.quiet:
            click.secho(text, fg="yellow", err=True)

    def warn_once(self, text: str) -> None:
        """A warning that would be the same at each target."""
        if text not in self.warned:
            self.warned.add(text)
            self.warn(text)

    def json(self, value: Any) -> None:
        """The result, for scripts."""
        if self.as_json and self.results is not None:
            self.results[self.target] = value
        elif self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def at_each_target(self) -> "list[Console]":
        """This console at the target that was asked for, or else at each target of the project."""
        if self.target or not find(self.project_folder) or len(self.workspace.targets) == 1:
            return [self]
        found: dict[str, Any] | None = {} if self.as_json else None
        return [
            replace(self, target=one, is_of_several=True, results=found) for one in self.workspace.targets
        ]

    def json_of(self, consoles: "Sequence[Console]") -> None:
        """What a command said at several targets, as one value; at one it has been said."""
        if consoles[0].results is not None:
            self.json(consoles[0].results)

    def begin_target(self) -> None:
        """Say at which target the command works now, where it works on several."""
        if self.is_of_several:
            click.get_current_context().obj = self
            self.say(f"{self.target}:", bold=True)

    def require_one_target(self) -> None:
        """Raises UsageError when the project has several targets and the user named none of them."""
        if not self.target and find(self.project_folder) and len(self.workspace.targets) > 1:
            names = " or ".join(f"--target {one}" for one in self.workspace.targets)
            raise UsageError("the project has several targets.", hint=f"Name one: {names}.")

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """A progress bar on a terminal; elsewhere nothing."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            yield lambda done, total: None
            return
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def update(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            yield update


def _keep_lemmas(path: Path) -> None:
    """Write what the lemmatiser has answered. A file that cannot be written costs time, nothing else."""
    from booktranslate.files import write_atomic

    if path.parent.is_dir() and (text := lemmas.news()):
        with suppress(BooktranslateError):
            write_atomic(path, text.encode())


class NamedPath(click.Path):
    """A path that the user typed: found under its name however the accents of it are coded on disk."""

    def __init__(self, *, exists: bool = False, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(exists=exists, file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from booktranslate.files import as_on_disk

        return super().convert(as_on_disk(Path(value)), param, ctx)


def command_options(function: Callable[..., R]) -> Callable[..., R]:
    """The options of every command on a project; the command gets a Console as its first argument."""
    return click.option(
        "-C",
        "--project",
        "project_folder",
        type=NamedPath(exists=True, file_okay=False),
        default=Path(),
        show_default="the current folder",
        help="The project folder.",
    )(output_options(function))


def output_options(function: Callable[..., R]) -> Callable[..., R]:
    """How a command talks: the options of each; it gets a Console as its first argument."""

    @click.option(
        "-q", "--quiet", is_flag=True, help="Print only errors and warnings about people's translations."
    )
    @click.option("-v", "--verbose", is_flag=True, help="Print more detail.")
    @click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
    @functools.wraps(function)
    def with_console(
        *args: Any,
        quiet: bool,
        verbose: bool,
        as_json: bool,
        project_folder: Path = Path(),
        **options: Any,
    ) -> R:
        console = Console(project_folder, quiet, verbose, as_json)
        click.get_current_context().obj = console
        return function(console, *args, **options)

    return with_console


def ending_well(run: Callable[[Sequence[str] | None], int]) -> Callable[..., NoReturn]:
    """Turn every end of a run into a message and a stable exit code; no traceback reaches a user."""

    @functools.wraps(run)
    def ended(arguments: Sequence[str] | None = None) -> NoReturn:
        given = list(sys.argv[1:] if arguments is None else arguments)
        try:
            code = run(arguments)
        except click.exceptions.Exit as leaving:
            code = leaving.exit_code
        except click.ClickException as error:
            error.show()
            code = ExitCode.USAGE
        except BooktranslateError as error:
            click.secho(f"Error: {error}", fg="red", err=True)
            code = error.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.secho("Interrupted. Finished work is on disk; run the command again to continue.", err=True)
            code = ExitCode.INTERRUPTED
            # At its very end Python no longer catches Ctrl+C: a process was seen to end by the signal, after
            # this message. We leave before that, once everything is closed.
            atexit.register(_leave, code)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output went away: there is nobody to tell
            code = ExitCode.OK
        except OSError as error:
            code = _refused(error) if error.filename else _fault(error, given)
        except Exception as error:
            code = _fault(error, given)
        sys.exit(int(code))

    return ended


def _leave(code: int) -> None:
    with suppress(OSError, ValueError):  # nobody may be reading any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _refused(error: OSError) -> ExitCode:
    """The end of a run at a file or folder of the user's for which no step has words of its own."""
    from booktranslate.files import unreadable

    refused = unreadable(Path(os.fsdecode(error.filename)), error)
    click.secho(f"Error: {refused}", fg="red", err=True)
    return refused.exit_code


def _fault(error: Exception, given: Sequence[str]) -> ExitCode:
    text = f"Error: this is a bug in booktranslate ({type(error).__name__}: {error})."
    click.secho(text, fg="red", err=True)
    click.echo(
        "Please report it with the command that you ran. Run it with -v to see where it happened.", err=True
    )
    if {"-v", "--verbose"} & set(given):
        click.echo(traceback.format_exc(), err=True)
    return ExitCode.FAULT


def _warn_of(outside: Sequence["Outside"], console: Console) -> None:
    """Name what is in the source folder and not in the book; what is of one kind in one line."""
    kinds: dict[tuple[str, str], list[Path]] = {}
    for item in outside:
        kinds.setdefault((item.what, item.advice), []).append(item.path)
    for (what, advice), paths in kinds.items():
        names = ", ".join(path.name for path in paths[:_SHOWN])
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        console.warn_once(f"Not in the book: {names}{more} – {what}. {advice}")


def outside_data(outside: Sequence["Outside"], project: Project) -> list[dict[str, Any]]:
    """What is in the source folder and not in the book, for scripts."""
    return [
        {
            "document": shown(item.path, project),
            "skipped": item.what,
            "advice": item.advice,
            "missing": item.missing,
        }
        for item in outside
    ]


def shown(path: Path, project: Project) -> str:
    """A path as a person would type it from the project folder."""
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else str(path)
