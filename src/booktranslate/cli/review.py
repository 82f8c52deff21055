"""Commands for the work of reviewers."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    NamedPath,
    chosen,
    command_options,
    glossary_of,
    shown,
)
from booktranslate.cli.drafting import look, reconciler_of, say
from booktranslate.config import Project
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.po_files.reconciling import Reconciler
    from booktranslate.steps.combine import Received


@click.command(
    epilog=EXAMPLES
    + "  booktranslate combine ~/from-anna/\n"
    + "  booktranslate combine ~/Downloads/mail.eml ~/Downloads/chapters.zip\n"
    + "  booktranslate combine ~/from-anna/book.po --base ~/sent-out/book.po"
)
@click.argument("copies", type=NamedPath(exists=True), nargs=-1, required=True)
@click.option(
    "--base",
    type=NamedPath(exists=True),
    help="The files as they were sent to the reviewer.",
)
@command_options
def combine(console: Console, copies: tuple[Path, ...], base: Path | None) -> int:
    """Merge what reviewers send back: PO files, folders, zip archives, mails (.eml).

    Files are known by the texts in them, whatever their names. Reviewed texts win over drafts. Where two
    people wrote differently, yours stays and theirs is kept in a comment of the entry; each such place is
    listed, and the command exits with 1, as it does for a file that is not of this book.
    """
    from booktranslate.files import locked
    from booktranslate.steps.combine import combine as step

    project = console.project
    paths = chosen(project, (), console)
    with locked(project.state / "lock"), reconciler_of(project, "combine") as reconciler:
        result = step(project, paths, copies, reconciler, [base] if base else [])
    say(console, result.notices)
    for file in result.received:
        _say_received(console, file)
    for path in result.written:
        console.say(f"Updated {shown(path, project)}")
    for finding in result.findings:
        console.warn(f"  {finding.where}: {finding.message}", always=True)
    console.json(asdict(result))
    strange = any(file.is_po and not file.is_ours for file in result.received)
    conflicts = any(finding.severity == "warning" for finding in result.findings)
    return ExitCode.FINDINGS if strange or conflicts else ExitCode.OK


def _say_received(console: Console, file: "Received") -> None:
    if not file.is_po:
        console.say(f"{file.name}: not a PO file, passed over")
    elif not file.is_ours:
        console.warn(
            f"{file.name}: NOT OF THIS BOOK: none of its texts is in it. Nothing was taken from it.",
            always=True,
        )
    elif file.taken:
        reviewed = counted(file.reviewed, "reviewed text")
        console.say(f"{file.name}: taken: {counted(file.taken, 'change')}, {reviewed}")
    else:
        console.say(f"{file.name}: nothing new")
    if file.note:
        console.warn(f"{file.name}: {file.note}")


@click.command(
    epilog=EXAMPLES + "  booktranslate undo              # list what can be undone\n  booktranslate undo 1"
)
@click.argument("number", type=click.IntRange(1), required=False)
@command_options
def undo(console: Console, number: int | None) -> int:
    """List the commands that changed PO files, or take back what one of them did.

    1 is the latest. What people have written since stays in the files.
    """
    from booktranslate.files import locked
    from booktranslate.steps.undo import undo as step

    project = console.project
    with locked(project.state / "lock"), reconciler_of(project, "undo") as reconciler:
        backups = reconciler.history.backups()
        if number is None:
            for place, backup in enumerate(backups, 1):
                console.say(f"{place:3}  {backup.moment} UTC  {backup.command}: {', '.join(backup.files)}")
            if not backups:
                console.say("No command has changed a PO file yet.")
            console.json([asdict(backup) for backup in backups])
            return ExitCode.OK
        if number > len(backups):
            raise UsageError(
                f"there is no number {number}.", hint="`booktranslate undo` lists what there is."
            )
        results = step(project, backups[number - 1], reconciler)
    for result in results:
        console.say(f"{shown(result.file, project)}: {result.what}")
        for finding in result.findings:
            console.warn(f"  {finding.where}: {finding.message}", always=True)
    console.json([asdict(result) for result in results])
    return ExitCode.OK


@click.command(
    epilog=EXAMPLES
    + "  booktranslate check\n"
    + "  booktranslate check --only numbers --only missing-tag\n"
    + '  booktranslate check --chapter "Énergie"\n'
    + "  booktranslate check --format sarif --out findings.sarif\n"
    + "  booktranslate check --fix            # fix typography, after showing what would change\n"
    + "  booktranslate check --list           # the names of the checks"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the findings to a file.")
@click.option("--only", multiple=True, help="Run only this check (can be given several times).")
@click.option("--chapter", default="", help="Only chapters whose title has these words.")
@click.option("--fix", is_flag=True, help="Fix what is mechanical (spaces, quotes, numbers …).")
@click.option("--yes", is_flag=True, help="With --fix: do not ask.")
@click.option("--list", "listing", is_flag=True, help="List the checks and end.")
@command_options
def check(
    console: Console,
    documents: tuple[str, ...],
    kind: str,
    out: Path | None,
    only: tuple[str, ...],
    chapter: str,
    fix: bool,
    yes: bool,
    listing: bool,
) -> int:
    """Check the translations for errors.

    Exits with 1 when there are errors. A finding that is wrong is silenced with a comment on the entry:
    `booktranslate: ignore=name`.
    """
    from booktranslate.checks import installed, nearest
    from booktranslate.cli.findings import FORMATS, summary
    from booktranslate.files import locked, write_atomic
    from booktranslate.steps.check import check as step

    if listing:
        for item in installed():
            console.say(f"{item.name:24} {item.severity:8} {item.summary}")
        console.json([{"name": i.name, "severity": i.severity, "summary": i.summary} for i in installed()])
        return ExitCode.OK
    for name in sorted(set(only) - {item.name for item in installed()}):
        meant = f"Did you mean {', '.join(near)}? " if (near := nearest(name)) else ""
        raise UsageError(f"there is no check {name}.", hint=f"{meant}`booktranslate check --list` has all.")
    project = console.project
    paths = chosen(project, documents, console)
    if fix:
        with locked(project.state / "lock"), reconciler_of(project, "check --fix") as reconciler:
            return _fix(console, project, paths, reconciler, yes, chapter)
    look(console, paths)
    found = step(project, paths, glossary_of(project), only=frozenset(only), chapter=chapter)
    text = FORMATS["json" if console.as_json else kind](found, project)
    if out:
        write_atomic(out, (text + "\n").encode())
    elif text:
        click.echo(text)
    if kind == "text" and not console.as_json:
        console.say(summary(found), bold=True)
    return ExitCode.FINDINGS if any(item.finding.severity == "error" for item in found) else ExitCode.OK


def _fix(
    console: Console,
    project: Project,
    paths: list[Path],
    reconciler: "Reconciler",
    yes: bool,
    chapter: str,
) -> int:
    from booktranslate.po_files import layout
    from booktranslate.steps.check import apply_fixes, fixes

    say(console, reconciler.look([layout.load_extracted(project, path) for path in paths]))
    glossary = glossary_of(project)
    found = fixes(project, paths, glossary, chapter=chapter)
    for item in found:
        console.say(
            f"{shown(item.file, project)}:{item.line}: {', '.join(sorted({c.rule for c in item.changes}))}"
        )
        console.say(f"- {item.before}", colour="red")
        console.say(f"+ {item.after}", colour="green")
    console.json([asdict(item) for item in found])
    if not found:
        console.say("Nothing to fix.")
    elif yes or (not console.as_json and click.confirm(f"Fix {counted(len(found), 'translation')}?")):
        written = apply_fixes(project, found, glossary, reconciler)
        console.say(f"Fixed {counted(len(found), 'translation')} in {counted(len(written), 'file')}.")
    return ExitCode.OK
