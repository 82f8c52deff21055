"""What all commands share: the project option, messages, progress, JSON, and how errors end the program."""

import functools
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from booktranslate.config import FILE, Checks, Project, load
from booktranslate.errors import BooktranslateError, ExitCode, UsageError

if TYPE_CHECKING:
    from booktranslate.glossary import Glossary

EXAMPLES = "\b\nExamples:\n"  # begins the epilog of a command's help

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

    @cached_property
    def project(self) -> Project:
        """The project of the command. Raises UsageError for a bad configuration; an engine in it that is not
        installed here is only warned of: who reviews the book does not need it."""
        project = load(self.project_folder)
        if project.checks != Checks() or project.typography.off:
            from booktranslate.house_style import verify

            verify(project)
        if engines := {project.engine, *project.engines} - {"auto"}:
            from booktranslate.engines import names

            for name in sorted(engines - set(names())):
                self.warn(f"{FILE} names the engine {name!r}, which is not installed here.")
        return project

    def say(self, text: str = "", *, bold: bool = False, colour: str | None = None) -> None:
        """A line of result, for people."""
        if not self.quiet and not self.as_json:
            click.secho(text, bold=bold, fg=colour)

    def detail(self, text: str) -> None:
        """A line for those who asked for details."""
        if self.verbose and not self.as_json:
            click.echo(text)

    def warn(self, text: str) -> None:
        """A line on standard error that should not be overlooked."""
        if not self.quiet:
            click.secho(text, fg="yellow", err=True)

    def json(self, value: Any) -> None:
        """The result, for scripts."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

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


def command_options(function: Callable[..., R]) -> Callable[..., R]:
    """The options of every command; the command gets a Console as its first argument."""

    @click.option(
        "-C",
        "--project",
        "project_folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=Path(),
        show_default="the current folder",
        help="The project folder.",
    )
    @click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
    @click.option("-v", "--verbose", is_flag=True, help="Say more.")
    @click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")
    @functools.wraps(function)
    def with_console(
        *args: Any, project_folder: Path, quiet: bool, verbose: bool, as_json: bool, **options: Any
    ) -> R:
        return function(Console(project_folder, quiet, verbose, as_json), *args, **options)

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
            click.secho(
                "Interrupted. What was finished is on disk; run the command again to go on.", err=True
            )
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output went away: there is nobody to tell
            code = ExitCode.OK
        except OSError as error:
            code = _refused(error) if error.filename else _fault(error, given)
        except Exception as error:
            code = _fault(error, given)
        sys.exit(int(code))

    return ended


def _refused(error: OSError) -> ExitCode:
    """The end of a run at a file or folder of the user's for which no step has words of its own."""
    from booktranslate.files import unreadable

    refused = unreadable(Path(os.fsdecode(error.filename)), error)
    click.secho(f"Error: {refused}", fg="red", err=True)
    return refused.exit_code


def _fault(error: Exception, given: Sequence[str]) -> ExitCode:
    text = f"Error: this is a fault in booktranslate ({type(error).__name__}: {error})."
    click.secho(text, fg="red", err=True)
    click.echo("Please report it with the command that you ran; -v shows where it happened.", err=True)
    if {"-v", "--verbose"} & set(given):
        click.echo(traceback.format_exc(), err=True)
    return ExitCode.FINDINGS


def chosen(project: Project, names: Sequence[str], console: Console) -> list[Path]:
    """The documents that the user named, or all of the source folder. Raises UsageError, InputError."""
    from booktranslate.book import source_documents

    folder = source_documents(project)
    for reason in folder.skipped:
        console.warn(f"Skipped {reason}.")
    if not names:
        return list(folder.documents)
    known = {path.name: path for path in folder.documents} | {path.stem: path for path in folder.documents}
    for name in names:
        if Path(name).name not in known:
            raise UsageError(
                f"there is no document {name!r} in {project.source}.",
                hint=f"There are: {', '.join(path.name for path in folder.documents)}.",
            )
    return list(dict.fromkeys(known[Path(name).name] for name in names))


def glossary_of(project: Project) -> "Glossary":
    """The project's glossary; without a file, an empty one. Raises InputError with the line of a mistake."""
    from booktranslate.glossary import Glossary
    from booktranslate.glossary.csv_file import read

    return read(project.glossary) if project.glossary.exists() else Glossary()


def shown(path: Path, project: Project) -> str:
    """A path as a person would type it from the project folder."""
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else str(path)
