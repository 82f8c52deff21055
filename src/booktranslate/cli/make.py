"""The command that does everything in one run: project, texts, drafts, checks, the English book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from booktranslate.cli.adapting import Ledger, adapt
from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    NamedPath,
    command_options,
    outside_data,
)
from booktranslate.cli.po_changes import look, say
from booktranslate.cli.printing import Wanted
from booktranslate.cli.targets import at_targets
from booktranslate.errors import (
    BooktranslateError,
    EngineError,
    ExitCode,
    InputError,
    MissingToolError,
    UsageError,
)
from booktranslate.model import STATE_CHECKS, Severity, counted

if TYPE_CHECKING:
    from booktranslate.engines import Tariff
    from booktranslate.engines.preference import Choice
    from booktranslate.memory import Spent
    from booktranslate.steps.assemble import Assembled
    from booktranslate.steps.check import Located

_PLACES = 3  # findings that are shown
_GRADES: tuple[Severity, ...] = ("error", "warning", "note")


@click.command(
    epilog=EXAMPLES
    + "  booktranslate make book.docx --pdf --epub\n"
    + "  booktranslate make book.docx --budget 20EUR   # bill no more than that\n"
    + "  booktranslate make                            # in a project: all its documents"
)
@click.argument("book", type=NamedPath(), required=False)
@click.option("--pdf", is_flag=True, help="Also make the PDF, with LibreOffice.")
@click.option("--epub", is_flag=True, help="Also make the EPUB, with pandoc.")
@click.option("--engine", help="Draft with this engine [default: the best one available].")
@click.option("--budget", help="Bill no more than this: characters (50000) or an amount (20EUR).")
@command_options
@at_targets
def make(
    console: Console, book: Path | None, pdf: bool, epub: bool, engine: str | None, budget: str | None
) -> int:
    """Make the English book of BOOK, a Word file, with one command.

    The command creates a project beside the file, in the folder NAME-english, or uses the existing one. The
    project holds the texts in PO files, drafts by the best engine available, and the English book. BOOK
    itself does not change.

    Run it again after people have reviewed texts, or when BOOK has changed. Nothing that people wrote is
    lost, and nothing is billed twice.
    """
    Wanted(pdf=pdf, epub=epub).require_tools()
    console, paths = _placed(console, book)
    consoles, spent, codes = console.at_each_target(), Ledger(), []
    for each in consoles:
        each.begin_target()
        run = _Run(each, paths, spent)
        run.extract()
        run.draft(engine, budget)
        run.check()
        run.assemble()
        run.publish(pdf, epub)
        codes.append(run.report())
    console.json_of(consoles)
    return next(filter(None, codes), ExitCode.OK)


def _placed(console: Console, book: Path | None) -> tuple[Console, list[Path]]:
    """Find or create the project of the book and copy the newest edition into it; return the console at that
    project, and the documents to work on."""
    from booktranslate.config import Project, find, load
    from booktranslate.steps.make import project_folder, require_sound, take
    from booktranslate.steps.start import start

    if book is None:
        return console, console.documents()
    if not book.exists() and find(console.project_folder):  # the name of a document, as in other commands
        return console, console.documents((str(book),))
    asked = click.get_current_context().get_parameter_source("project_folder") != ParameterSource.DEFAULT
    root = project_folder(book, console.project_folder if asked else None)
    require_sound(load(root), book)
    if find(root) != root:
        start(root, Project(root).target_lang)
        console.say(f"Made the project {_typed(root)}/, for the book and its translation.")
    console = replace(console, project_folder=root)
    click.get_current_context().obj = console
    with console.workspace.lock():
        edition = take(console.project, book)
    if edition.is_newer:
        console.say(f"Replaced {_typed(edition.document)} by the newer edition of {book}.")
    return console, console.documents((edition.document.name,))


@dataclass
class _Run:
    """What one run has made, and problems that did not stop it."""

    console: Console
    paths: list[Path]
    spent: Ledger = field(default_factory=Ledger)
    problems: list[BooktranslateError] = field(default_factory=list)
    choice: "Choice | None" = None
    tariff: "Tariff | None" = None
    billed: int = 0
    drafted: int = 0
    found: "list[Located]" = field(default_factory=list)
    books: "list[Assembled]" = field(default_factory=list)
    made: list[Path] = field(default_factory=list)

    def extract(self) -> None:
        """Create or update the PO files."""
        from booktranslate.steps.extract import extract

        console, project = self.console, self.console.project
        with (
            console.workspace.changing("make", make=project.translations.is_dir()) as reconciler,
            console.progress("Extracting") as progress,
        ):
            results = extract(project, self.paths, self.console.glossary, reconciler, progress=progress)
        for result in results:
            for finding in (*result.findings, *result.conflicts):
                console.warn(f"{finding.where}: {finding.message}", always=finding in result.conflicts)
            say(console, result.notices)

    def draft(self, asked: str | None, budget: str | None) -> None:
        """Draft what has no translation; if no engine can do that, the book is made all the same."""
        from booktranslate.steps.status import status, total

        console, project, workspace = self.console, self.console.project, self.console.workspace
        everything = total(status(project, self.paths))
        if everything.reviewed == everything.units:
            return
        if project.adapted_from:
            by_rule = adapt(console, self.paths)
            self.drafted = by_rule.adapted + by_rule.again
            return
        with workspace.memory() as memory:
            before = _spent(memory.spent())
            try:
                self.choice = self._engine(asked, needed=everything.untranslated > 0)
                name = self.choice.name
                self.tariff = workspace.tariff(name)
                bound = self.spent.left_of(console.budget(budget, name), self.tariff)
                console.say(f"Drafting with {name}: {self.choice.why}.")
                with console.progress("Drafting") as progress:
                    result = workspace.draft(self.paths, name, bound, progress=progress)
                say(console, result.notices)
                if result.unanswered:
                    console.warn(
                        f"{counted(result.unanswered, 'text')} came back empty and remain untranslated."
                    )
            except (UsageError, EngineError, MissingToolError) as error:
                self.problems.append(error)
            after = _spent(memory.spent())
            self.drafted, self.billed = after[0] - before[0], after[1] - before[1]
            if self.tariff:
                self.spent.enter(self.tariff, self.billed)

    def _engine(self, asked: str | None, *, needed: bool) -> "Choice":
        from booktranslate.engines import preference

        workspace, project = self.console.workspace, self.console.project
        if (asked or project.engine) != "auto":
            return workspace.choice(asked)
        if not needed:  # nothing is untranslated: redoing some drafts does not justify a download
            with suppress(InputError):
                return workspace.choice()
        with self.console.progress("Downloading a model") as progress:
            return preference.obtained(workspace.settings, progress)

    def check(self) -> None:
        """Check the translations; the most serious findings come first."""
        from booktranslate.steps.check import check

        look(self.console, self.paths)
        found = check(self.console.project, self.paths, self.console.glossary)
        self.found = [item for item in found if item.finding.name not in STATE_CHECKS]

    def assemble(self) -> None:
        """Write the English book."""
        from booktranslate.steps.assemble import assemble

        console, project = self.console, self.console.project
        with self.console.workspace.lock(), console.progress("Assembling") as progress:
            self.books = assemble(
                project,
                self.paths,
                self.console.glossary,
                colophon=project.colophon.add,
                annexes=project.annexes.add,
                progress=progress,
            )
        for book in self.books:
            self.made.append(book.output)
            if book.comments:
                console.warn(
                    f"{book.output.name} has {counted(book.comments, 'comment')} in French. Translate or "
                    "remove them with `comments` in [extract] of booktranslate.toml."
                )
            for finding in book.findings:
                console.warn(f"{finding.where}: {finding.message}")

    def publish(self, pdf: bool, epub: bool) -> None:
        """Make the PDF and the EPUB of each book."""
        from booktranslate.book.units import bounds

        project = self.console.project
        for book in self.books:
            if pdf:
                from booktranslate.steps.export_pdf import export_pdf

                with self._telling("Making the PDF"):
                    pages = export_pdf(
                        book.output, bounds=bounds(project), credits=book.credits, warn=self.console.warn
                    )
                    self.made.append(pages)
            if epub:
                from booktranslate.steps.epub import export_epub

                with self._telling("Making the EPUB"):
                    self.made.append(export_epub(project, book.output, book.credits, draft=book.mark))

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        """Show progress, and keep the failure of a program as a problem to report at the end."""
        try:
            with self.console.progress(what):
                yield
        except EngineError as error:
            self.problems.append(error)

    def report(self) -> int:
        """Say what was made, what it cost, what to look at first and what to do next; returns the exit code.

        That is the code of the first problem, if there was one.
        """
        from booktranslate.po_files.layout import po_files

        console, project = self.console, self.console.project
        reviewed, drafted, untranslated = (
            sum(getattr(book, state) for book in self.books)
            for state in ("reviewed", "drafted", "untranslated")
        )
        pos = [path for document in self.paths for path in po_files(project, document)]
        console.say(f"Made:    {', '.join(map(_typed, self.made))}", bold=True)
        console.say(
            f"         {counted(reviewed + drafted + untranslated, 'text')}: {reviewed:,} reviewed, "
            f"{drafted:,} drafted, {untranslated:,} untranslated (left in French)"
        )
        price = self.tariff.price(self.billed) if self.tariff else 0.0
        unit = self.tariff.unit if self.tariff else "character"
        amount = f"{counted(self.billed, unit)} billed, {price:.2f} {project.cost.currency}"
        cost = amount if self.billed else "nothing"
        console.say(f"Cost:    {cost} ({counted(self.drafted, 'text')} drafted in this run)")
        grades = Counter(item.finding.severity for item in self.found)
        counts = ", ".join(counted(grades[grade], grade) for grade in _GRADES)
        console.say(f"Look at: {counts}{'; first:' if self.found else ''}")
        for item in self.found[:_PLACES]:
            finding = item.finding
            console.say(
                f"         {_typed(item.file)}:{item.line}: {finding.severity}: {finding.message} "
                f"[{finding.name}]"
            )
        place = _typed(pos[0]) if len(pos) == 1 else f"the files of {_typed(project.translations)}/"
        todo = "correct each text that is marked “Needs Work” or accept it (Ctrl+Enter)"
        todo = todo if drafted else "translate the texts"
        if drafted or untranslated:
            console.say(f"Review:  open {place} in Poedit, {todo}, save, and run this command again.")
        else:
            console.say("Review:  done. Run this command again when the French book changes.")
        for problem in self.problems:
            console.warn(f"NOT DONE: {problem}", always=True)
        from booktranslate.book.documents import source_documents

        console.json(
            {
                "project": project.root.resolve(),
                "made": [path.resolve() for path in self.made],
                "translations": [path.resolve() for path in pos],
                "engine": asdict(self.choice) if self.choice else None,
                "texts": {"reviewed": reviewed, "drafted": drafted, "untranslated": untranslated},
                "drafted": self.drafted,
                "billed": self.billed,
                "price": price,
                "currency": project.cost.currency,
                "findings": {grade: grades[grade] for grade in _GRADES},
                "first": [asdict(item) for item in self.found[:_PLACES]],
                "problems": [str(problem) for problem in self.problems],
                "outside": outside_data(source_documents(project).outside, project),
            }
        )
        return self.problems[0].exit_code if self.problems else ExitCode.OK


def _spent(ledger: "Sequence[Spent]") -> tuple[int, int]:
    return sum(one.texts for one in ledger), sum(one.billed for one in ledger)


def _typed(path: Path) -> str:
    """A path relative to the current folder if it is in there, else as it is."""
    here = Path.cwd()
    return str(path.resolve().relative_to(here)) if path.resolve().is_relative_to(here) else str(path)
