"""The command that writes a progress report."""

from pathlib import Path

import click

from booktranslate.cli import options
from booktranslate.cli.console import EXAMPLES, Console, command_options, shown
from booktranslate.cli.po_changes import look
from booktranslate.cli.targets import at_each_target
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted


@click.command(
    epilog=EXAMPLES
    + "  booktranslate report                        # build/report.html, to read or to print\n"
    + "  booktranslate report --out report.html\n"
    + "  booktranslate report --json"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The page to write; its data go beside it as .json  [default: build/report.html; with several "
    "targets, report.html in the folder of each].",
)
@options.words_per_hour
@command_options
@at_each_target
def report(console: Console, out: Path | None, words_per_hour: int) -> int:
    """Write a progress report: progress, findings, terms, cost, and changes since the last report.

    The report is an HTML page, to read or to print.
    """
    from booktranslate.steps.report import as_data, report_page
    from booktranslate.steps.report import report as step
    from booktranslate.style import check_settings

    project = console.project
    if out and console.is_of_several:
        raise UsageError(
            "--out names one page, but each target has its own.", hint="Add --target, or leave --out out."
        )
    page = out or report_page(project)
    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"--out is {str(page)!r}, which is not the name of a page.", hint="End it in .html.")
    paths = console.documents()
    look(console, paths)
    made = step(
        project,
        paths,
        console.glossary,
        check_settings(project),
        page,
        words_per_hour=words_per_hour,
    )
    words, found = made.words, made.findings
    console.say(
        f"{words.percent}% of {counted(words.total, 'word')} reviewed; {words.left:,} left, "
        f"about {counted(made.hours, 'hour')} of review."
    )
    kinds = (counted(found.error, "error"), counted(found.warning, "warning"), counted(found.note, "note"))
    console.say(f"The checks find {', '.join(kinds)}.")
    console.say(f"Made {shown(page, project)} (open it in a browser) and {page.with_suffix('.json').name}.")
    console.json(as_data(made))
    return ExitCode.OK
