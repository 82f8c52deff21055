"""What all commands share: their common options, messages, progress, JSON, and how errors end a run."""

import atexit
import functools
import os
import sys
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

EXAMPLES = "\b\nExamples:\n"  # how the epilog of a command's help begins
_SHOWN = 10  # file names in one line

R = TypeVar("R")


@dataclass(frozen=True)
class Console:
    """The project of a command, and how the command talks to the user.

    `quiet`: only errors; `verbose`: also details; `as_json`: one JSON value on standard output.
    """

    project_folder: Path = Path()
    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    target: str = ""
    is_of_several: bool = False  # whether the command works on several targets, and this console on one
    results: dict[str, Any] | None = None  # JSON values by target, to be printed as one
    warned: set[str] = field(default_factory=set)  # warnings that are not to be repeated for each target

    @cached_property
    def workspace(self) -> "Workspace":
        """The open project in the command's folder, or in a folder above it.

        Raises UsageError if there is none or its settings are wrong. An engine in the settings that is not
        installed here only causes a warning, as reviewers do not need it.
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
        """The project of the command, or one with default settings if there is none."""
        from booktranslate.workspace import Workspace

        if find(self.project_folder):
            return self.workspace
        default = Project(self.project_folder)
        return Workspace(replace(default, target_lang=self.target or default.target_lang))

    @property
    def project(self) -> Project:
        """The settings of the project. Raises UsageError, as `workspace` does."""
        return self.workspace.project

    def warn_of_glossary(self) -> None:
        """Warn, once, of anything unusual about the file of the book's own glossary, such as its character
        set, or a second file. Raises InputError, with the line."""
        stored = self.workspace.stored_glossary
        languages = {one.language for term in stored.glossary.terms for one in term.others}
        strange = sorted(languages - set(self.workspace.targets))
        for note in stored.notes:
            self.warn_once(note)
        if strange:
            self.warn_once(
                f"{stored.path.name} has columns for languages that are not targets: {', '.join(strange)}."
            )

    @property
    def own_glossary(self) -> "Glossary":
        """The terms of the book itself; none without a file. Warns and raises as `warn_of_glossary`."""
        self.warn_of_glossary()
        return self.workspace.own_glossary

    @property
    def glossary(self) -> "Glossary":
        """The book's own terms, supplemented by those of the federation, if the book belongs to one. Warns
        and raises as `warn_of_glossary`."""
        self.warn_of_glossary()
        return self.workspace.glossary

    def documents(self, names: Sequence[str] = ()) -> list[Path]:
        """The documents that the user named, or all in the source folder. Warns of other files in it.

        Raises UsageError and InputError.
        """
        from booktranslate.book.documents import named

        folder = self.workspace.sources()
        _warn_of(folder.outside, self)
        return named(self.project, folder.documents, names)

    def budget(self, text: str | None, engine: str) -> int | None:
        """The value of `--budget` in units of the engine's tariff; None without one. Raises UsageError."""
        try:
            return None if text is None else self.workspace.budget(text, engine)
        except UsageError as error:
            error.what = error.what.replace("the budget", "--budget", 1)
            raise

    def say(self, text: str = "", *, bold: bool = False, colour: str | None = None) -> None:
        """Print a line of the result, for people."""
        if not self.quiet and not self.as_json:
            click.secho(text, bold=bold, fg=colour)

    def detail(self, text: str) -> None:
        """Print a line of detail, if the user asked for that."""
        if self.verbose and not self.as_json:
            click.echo(text)

    def warn(self, text: str, *, always: bool = False) -> None:
        """Print a line on standard error; with `always`, even in a quiet run."""
        if always or not self.quiet:
            click.secho(text, fg="yellow", err=True)

    def warn_once(self, text: str) -> None:
        """Print a warning that would be the same for each target."""
        if text not in self.warned:
            self.warned.add(text)
            self.warn(text)

    def json(self, value: Any) -> None:
        """Print the result for scripts, or keep it for one value with the results of all targets."""
        if self.as_json and self.results is not None:
            self.results[self.target] = value
        elif self.as_json:
            import json  # most users are people

            click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def at_each_target(self) -> "list[Console]":
        """A console for each target of the project; only this one if a target was named or there is one."""
        if self.target or not find(self.project_folder) or len(self.workspace.targets) == 1:
            return [self]
        found: dict[str, Any] | None = {} if self.as_json else None
        return [
            replace(self, target=one, is_of_several=True, results=found) for one in self.workspace.targets
        ]

    def json_of(self, consoles: "Sequence[Console]") -> None:
        """Print the results for several targets as one value; that for a single one is printed already."""
        if consoles[0].results is not None:
            self.json(consoles[0].results)

    def begin_target(self) -> None:
        """Say on which target the command works now, if it works on several."""
        if self.is_of_several:
            click.get_current_context().obj = self
            self.say(f"{self.target}:", bold=True)

    def require_one_target(self) -> None:
        """Raises UsageError if the project has several targets and the user named none of them."""
        if not self.target and find(self.project_folder) and len(self.workspace.targets) > 1:
            names = " or ".join(f"--target {one}" for one in self.workspace.targets)
            raise UsageError("the project has several targets.", hint=f"Name one: {names}.")

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """Show a progress bar, if there is a terminal."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            yield lambda done, total: None
            return
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def update(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            yield update


def _keep_lemmas(path: Path) -> None:
    """Save new answers of the lemmatiser. If they cannot be written, the next run is slower, nothing else."""
    from booktranslate.files import write_atomic

    if path.parent.is_dir() and (text := lemmas.news()):
        with suppress(BooktranslateError):
            write_atomic(path, text.encode())


class NamedPath(click.Path):
    """A path that the user typed; it is found whichever Unicode form its accents have on disk."""

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
    """The options that say how a command talks; the command gets a Console as its first argument."""

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
    """Turn every end of a run into a message and a stable exit code; users see no traceback."""

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
            for note in getattr(error, "__notes__", ()):
                click.secho(note, fg="yellow", err=True)
            click.secho(f"Error: {error}", fg="red", err=True)
            code = error.exit_code
        except (KeyboardInterrupt, click.Abort):
            click.secho("Interrupted. Finished work is on disk; run the command again to continue.", err=True)
            code = ExitCode.INTERRUPTED
            # While it shuts down, Python no longer catches Ctrl+C, and a second one ends the process with the
            # signal instead of our exit code. We exit before that, once everything is closed.
            atexit.register(_leave, code)
        except BrokenPipeError:
            sys.stderr.close()  # whoever read our output is gone: there is nobody to tell
            code = ExitCode.OK
        except OSError as error:
            code = _refused(error) if error.filename else _fault(error, given)
        except Exception as error:
            code = _fault(error, given)
        sys.exit(int(code))

    return ended


def _leave(code: int) -> None:
    with suppress(OSError, ValueError):  # perhaps nobody is reading any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _refused(error: OSError) -> ExitCode:
    """Report an error of the operating system about a user's file that no step has handled."""
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
        import traceback

        click.echo(traceback.format_exc(), err=True)
    return ExitCode.FAULT


def _warn_of(outside: Sequence["Outside"], console: Console) -> None:
    """Name the files in the source folder that are not in the book, one line for each kind."""
    kinds: dict[tuple[str, str], list[Path]] = {}
    for item in outside:
        kinds.setdefault((item.what, item.advice), []).append(item.path)
    for (what, advice), paths in kinds.items():
        names = ", ".join(path.name for path in paths[:_SHOWN])
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        console.warn_once(f"Not in the book: {names}{more} – {what}. {advice}")


def outside_data(outside: Sequence["Outside"], project: Project) -> list[dict[str, Any]]:
    """The files in the source folder that are not in the book, for scripts."""
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
    """A path relative to the project folder if it is in there, else as it is."""
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else str(path)
