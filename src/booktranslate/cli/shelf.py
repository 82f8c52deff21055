"""The commands for all books of a shelf."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from booktranslate.cli.console import EXAMPLES, Console, NamedPath, output_options
from booktranslate.cli.cost import table
from booktranslate.cli.options import words_per_hour as words_per_hour_option
from booktranslate.errors import ExitCode, MissingToolError, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.shelf.running import Workers
    from booktranslate.shelf.tasks import Options, Outcome

R = TypeVar("R")

_LABELS = {
    "extract": "Extracting",
    "translate": "Drafting",
    "assemble": "Assembling",
    "status": "Reading",
    "check": "Checking",
    "report": "Reporting",
    "glossary-impact": "Comparing",
}


@click.group(
    epilog=EXAMPLES
    + "  booktranslate shelf status books/            # all projects in a folder\n"
    + "  booktranslate shelf status books.txt         # those that a file lists, one folder per line\n"
    + "  booktranslate shelf report                   # a page that shows all books"
)
def shelf() -> None:
    """Work on all books of a shelf at once: a folder with projects in it, or a file that lists them.

    In a book with several targets, each command works on all of them. If one book fails, the others go on.
    """


def shelf_options(function: Callable[..., R]) -> Callable[..., R]:
    """The arguments of every command on a shelf: which shelf, who does the work, and how to talk."""
    place = click.argument("place", metavar="[SHELF]", type=NamedPath(exists=True), default=Path())
    jobs = click.option(
        "--jobs",
        type=click.IntRange(1, 256),
        help="How many books to work on at once [default: one per core].",
    )
    scheduler = click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Use the workers of this Dask scheduler (tcp://HOST:8786), which must see the same folders.",
    )
    return place(jobs(scheduler(output_options(function))))


@shelf.command(epilog=EXAMPLES + "  booktranslate shelf extract")
@shelf_options
def extract(console: Console, place: Path, jobs: int | None, scheduler: str | None) -> int:
    """Update the PO files of all books from their Word documents."""
    done = _run(console, "extract", place, jobs, scheduler)
    _totals(console, done, ("texts", "changes"))
    return _end(console, done)


@shelf.command(
    epilog=EXAMPLES
    + "  booktranslate shelf translate --engine deepl --budget 200EUR   # all books together\n"
    + "  booktranslate shelf translate books/ --engine deepl --scheduler tcp://desk:8786   # on many machines"
)
@click.option("--engine", help="The engine, as for `translate` [default: as each book is configured].")
@click.option("--budget", help="Bill no more than this for all books: characters (50000) or 20EUR.")
@shelf_options
def translate(
    console: Console,
    place: Path,
    jobs: int | None,
    scheduler: str | None,
    engine: str | None,
    budget: str | None,
) -> int:
    """Draft the untranslated texts of all books.

    Requests to one account are sent one at a time, for all books and machines together. The setting
    `concurrency` of the engine allows more.
    """
    done = _run(console, "translate", place, jobs, scheduler, engine=engine, budget=budget)
    columns = ("drafted", "from_memory", "reviewed", "numbers", "unanswered", "characters", "billed")
    _totals(console, done, columns)
    return _end(console, done)


@shelf.command(
    epilog=EXAMPLES
    + "  booktranslate shelf assemble\n  booktranslate shelf assemble books/ --reviewed-only --pdf"
)
@click.option(
    "--draft/--reviewed-only", default=True, help="Use drafts (default), or leave unreviewed texts in French."
)
@click.option("--pdf", is_flag=True, help="Also make the PDF, with LibreOffice.")
@shelf_options
def assemble(
    console: Console, place: Path, jobs: int | None, scheduler: str | None, draft: bool, pdf: bool
) -> int:
    """Write the English book of each project to its build/."""
    from booktranslate.shelf.tasks import Options

    if pdf and not scheduler:
        from booktranslate.steps.export_pdf import find_libreoffice

        find_libreoffice()
    options = Options(reviewed_only=not draft, pdf=pdf)
    done = _run(console, "assemble", place, jobs, scheduler, options)
    _totals(console, done, ("reviewed", "drafted", "untranslated"))
    drafts = [one for one in done if one.is_done and not one.data["final"]]
    if drafts:
        console.warn(f"NOT FINAL: {counted(len(drafts), 'document')} of {len(done):,}; the columns say why.")
    return _end(console, done)


@shelf.command(epilog=EXAMPLES + "  booktranslate shelf status\n  booktranslate shelf status books.txt")
@shelf_options
def status(console: Console, place: Path, jobs: int | None, scheduler: str | None) -> int:
    """Show the progress of each book."""
    done = _run(console, "status", place, jobs, scheduler)
    columns = ("units", "words", "untranslated", "drafted", "reviewed", "reviewed_words")
    _totals(console, done, columns, percent=True)
    return _end(console, done)


@shelf.command(epilog=EXAMPLES + "  booktranslate shelf check")
@shelf_options
def check(console: Console, place: Path, jobs: int | None, scheduler: str | None) -> int:
    """Count the findings of the checks in each book. Exits with 1 if there are errors."""
    done = _run(console, "check", place, jobs, scheduler)
    _totals(console, done, ("errors", "warnings", "notes"))
    return _end(console, done, findings=any(one.data["errors"] for one in done if one.is_done))


@shelf.command(
    epilog=EXAMPLES + "  booktranslate shelf report   # shelf.html, and build/report.html in each book"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; its data go beside it as .json [default: shelf.html beside the books].",
)
@words_per_hour_option
@shelf_options
def report(
    console: Console,
    place: Path,
    jobs: int | None,
    scheduler: str | None,
    out: Path | None,
    words_per_hour: int,
) -> int:
    """Write the report of each book, and one page for all books: progress, findings, cost, who has what."""
    from booktranslate.shelf.page import write
    from booktranslate.shelf.tasks import Options

    page = out or (place if place.is_dir() else place.parent) / "shelf.html"
    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--out is {str(page)!r}, which is not the name of a page.", hint="End it in .html.")
    done = _run(console, "report", place, jobs, scheduler, Options(words_per_hour=words_per_hour))
    write(page, done, words_per_hour)
    _totals(console, done, ("words", "untranslated", "drafted", "reviewed", "reviewed_words"), percent=True)
    console.say(f"Made {page} (open it in a browser) and {page.with_suffix('.json').name}.")
    return _end(console, done)


@shelf.command(
    "glossary-impact",
    epilog=EXAMPLES
    + "  booktranslate shelf glossary-impact   # of what changed since the drafts were made\n"
    + "  booktranslate shelf glossary-impact --term filière",
)
@click.option("--term", default="", help="Only this term, as if it were new.")
@click.option("--engine", help="The engine that made the drafts [default: as each book is configured].")
@shelf_options
def glossary_impact(
    console: Console, place: Path, jobs: int | None, scheduler: str | None, term: str, engine: str | None
) -> int:
    """Show which texts of all books a changed term affects, as `glossary impact` does for one book."""
    from booktranslate.shelf.tasks import Options

    done = _run(console, "glossary-impact", place, jobs, scheduler, Options(term=term), engine=engine)
    if term and done and all(one.is_done and one.data["unknown"] for one in done):
        raise UsageError(
            f"no glossary on this shelf has the term “{term}”.", hint="`glossary suggest` finds new ones."
        )
    rows: list[list[Any]] = [
        [
            one.task.edition,
            each["term"],
            each["new"],
            *(len(each[name]) for name in ("redone", "edited", "reviewed")),
        ]
        for one in done
        if one.is_done
        for each in one.data["terms"]
    ]
    if rows:
        titles = ("book", "term", "translation", "drafts to redo", "drafts to look at", "reviewed to look at")
        table(console, titles, rows)
    else:
        console.say("No term has changed since the drafts were made.")
    prices: dict[str, float] = {}
    for one in done:
        if one.is_done:
            currency = one.data["currency"]
            prices[currency] = prices.get(currency, 0.0) + one.data["price"]
    texts, characters = (
        sum(one.data[name] for one in done if one.is_done) for name in ("texts", "characters")
    )
    if texts:
        amounts = " and ".join(f"{price:.2f} {currency}" for currency, price in prices.items())
        console.say(
            f"{counted(texts, 'draft')}, {counted(characters, 'character')} to translate again: {amounts}."
        )
    return _end(console, done)


def _run(
    console: Console,
    step: str,
    place: Path,
    jobs: int | None,
    scheduler: str | None,
    options: "Options | None" = None,
    *,
    engine: str | None = None,
    budget: str | None = None,
) -> "list[Outcome]":
    """Do a step for all books; returns what became of each, first those that could not be started."""
    from booktranslate.shelf.catalogue import books
    from booktranslate.shelf.planning import plan
    from booktranslate.shelf.running import run
    from booktranslate.shelf.tasks import Options

    made = plan(
        step,
        books(place),
        options or Options(),
        engine=engine,
        budget=budget,
        run=secrets.token_hex(6),
    )
    for name, number in made.engines.items():
        if step == "translate":
            console.say(f"Drafting {counted(number, 'book')} with {name}.")
    done: list[Outcome] = []
    if made.total:
        at_work = _workers(jobs, made.total, scheduler)
        with at_work as workers, console.progress(_LABELS[step]) as progress:
            if workers.notice:
                console.warn(workers.notice)
            done = run(made.lanes, workers, made.total, progress)
    for outcome in done:
        for note in outcome.notes:
            console.warn(f"{outcome.task.edition}: {note}")
    return made.failed + done


def _workers(jobs: int | None, tasks: int, scheduler: str | None) -> "AbstractContextManager[Workers]":
    if scheduler is None:
        from booktranslate.shelf.local import local

        return local(jobs, tasks)
    try:
        from booktranslate.shelf.cluster import cluster
    except ImportError as error:
        raise MissingToolError(
            f"--scheduler needs the Python package {error.name}, which is not installed.",
            hint="Install booktranslate with it: uv tool install 'booktranslate[cluster]'",
        ) from error
    return cluster(scheduler)


def _totals(
    console: Console, done: "Sequence[Outcome]", columns: Sequence[str], *, percent: bool = False
) -> None:
    """Show a table of what was done: a line per book and target, which adds up its documents, and
    one for all."""
    books: dict[str, dict[str, int]] = {}
    for one in done:
        if one.is_done:
            sums = books.setdefault(one.task.edition, dict.fromkeys(columns, 0))
            for name in columns:
                sums[name] += one.data[name]
    if not books:
        return
    whole = {name: sum(each[name] for each in books.values()) for name in columns}
    rows = [[name, *each.values()] for name, each in [*books.items(), ("All", whole)]]
    titles = ["", *(name.replace("_", " ") for name in columns)]
    if percent:
        titles.append("%")
        for row, each in zip(rows, [*books.values(), whole], strict=True):
            row.append(
                f"{100 * each['reviewed_words'] / each['words'] if each['words'] else 100:.1f}".rjust(5)
            )
    table(console, titles, rows)


def _end(console: Console, done: "Sequence[Outcome]", *, findings: bool = False) -> int:
    """Name what failed, print all as JSON, and return the exit code: that of the first failure, if any."""
    failed = [one for one in done if not one.is_done]
    for one in failed:
        name = f"{one.task.edition} {one.task.document}".strip()
        console.warn(f"NOT DONE: {name}: {one.error}", always=True)
    if failed:
        books = {one.task.book for one in failed}
        console.warn(f"{counted(len(books), 'book')} failed; the others were completed.", always=True)
    console.json(
        [
            {
                "book": one.task.book,
                "folder": str(one.task.root),
                "document": one.task.document,
                "target": one.task.target,
                "code": int(one.code),
                "error": one.error,
                "said": one.notes,
            }
            | dict(one.data)
            for one in done
        ]
    )
    return failed[0].code if failed else ExitCode.FINDINGS if findings else ExitCode.OK
