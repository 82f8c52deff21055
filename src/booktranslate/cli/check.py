"""The command that checks the translations."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli import options
from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    command_options,
    shown,
)
from booktranslate.cli.po_changes import look, say
from booktranslate.cli.targets import at_targets
from booktranslate.config import Project
from booktranslate.errors import ExitCode, UsageError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.po_files.reconciling import Reconciler
    from booktranslate.steps.check import Located


@click.command(
    epilog=EXAMPLES
    + "  booktranslate check\n"
    + "  booktranslate check --only numbers --only missing-tag\n"
    + '  booktranslate check --chapter "Anne"\n'
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
    help="The format of the findings.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the findings to a file.")
@click.option(
    "--only", multiple=True, help="Run only this check, or these: a,b (can be given several times)."
)
@options.chapter
@click.option(
    "--all", "each_note", is_flag=True, help="Show every note, not only the number of notes of each check."
)
@click.option("--fix", is_flag=True, help="Fix typography (spaces, quotation marks, numbers …).")
@click.option("--yes", is_flag=True, help="With --fix: do not ask for confirmation.")
@click.option("--notes", is_flag=True, help="Write the findings into the notes of the PO files, for Poedit.")
@click.option("--list", "listing", is_flag=True, help="List all checks, and exit.")
@command_options
@at_targets
def check(
    console: Console,
    documents: tuple[str, ...],
    kind: str,
    out: Path | None,
    only: tuple[str, ...],
    chapter: str,
    each_note: bool,
    fix: bool,
    yes: bool,
    notes: bool,
    listing: bool,
) -> int:
    """Check the translations for errors.

    Errors come first, then warnings. For notes (matters of taste, or worth a look), only their number is
    shown. With --notes, errors and warnings are written into the notes that reviewers see in Poedit; from
    then on `extract` and `combine` keep them up to date. The command exits with 1 if there are errors. To
    silence a wrong finding, add a comment to the entry: `booktranslate: ignore=name`.
    """
    from booktranslate.checks import installed, nearest
    from booktranslate.cli.findings import FORMATS, as_lines, summary
    from booktranslate.files import write_atomic
    from booktranslate.po_files import layout
    from booktranslate.steps.check import check as step
    from booktranslate.steps.check import note_findings
    from booktranslate.style import doubts, shortfall

    if listing:
        for item in installed():
            console.say(f"{item.name:24} {item.severity:8} {item.summary}")
        console.json([{"name": i.name, "severity": i.severity, "summary": i.summary} for i in installed()])
        return ExitCode.OK
    wanted = frozenset(name.strip() for each in only for name in each.split(","))
    for name in sorted(wanted - {item.name for item in installed()}):
        meant = f"Did you mean {', '.join(near)}? " if (near := nearest(name)) else ""
        raise UsageError(
            f"unknown check “{name}”.", hint=f"{meant}`booktranslate check --list` lists all checks."
        )
    parts: list[tuple[Console, list[Located]]] = []
    consoles = console.at_each_target()
    for each in consoles:
        project, paths = each.project, each.documents(documents)
        for doubt in doubts(project):
            each.warn_once(doubt)
        if fix:
            each.begin_target()
            with each.workspace.lock(), each.workspace.reconciler("check --fix") as reconciler:
                _fix(each, project, paths, reconciler, yes, chapter)
            continue
        if notes:
            with each.workspace.lock(), each.workspace.reconciler("check --notes") as reconciler:
                say(each, reconciler.look([layout.load_extracted(project, path) for path in paths]))
                for path in note_findings(project, each.glossary, reconciler):
                    each.say(f"Updated {shown(path, project)}")
        look(each, paths)
        parts.append((each, step(project, paths, each.glossary, only=wanted, chapter=chapter)))
    if fix:
        console.json_of(consoles)
        return ExitCode.OK
    found = [item for _, items in parts for item in items]
    if kind == "text" and not console.as_json:  # --only also shows notes: they are what was asked for
        told = [
            (each, as_lines(items, each.project, each_note=each_note or bool(only))) for each, items in parts
        ]
        several = len(parts) > 1  # targets
        text = "\n".join(f"{each.target}:\n{lines}" if several else lines for each, lines in told if lines)
    else:
        text = FORMATS["json" if console.as_json else kind](found, console.project)
    if out:
        write_atomic(out, (text + "\n").encode())
    elif text:
        click.echo(text)
    if kind == "text" and not console.as_json:
        for each, items in parts:
            console.say(f"{each.target}: {summary(items)}" if len(parts) > 1 else summary(items), bold=True)
            if missing := shortfall(each.project, named=True):
                console.say(missing)
    return ExitCode.FINDINGS if any(item.finding.severity == "error" for item in found) else ExitCode.OK


def _fix(
    console: Console, project: Project, paths: list[Path], reconciler: "Reconciler", yes: bool, chapter: str
) -> None:
    from booktranslate.po_files import layout
    from booktranslate.steps.check import apply_fixes, fixes

    say(console, reconciler.look([layout.load_extracted(project, path) for path in paths]))
    glossary = console.glossary
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
