"""The command that drafts."""

from dataclasses import asdict, astuple
from pathlib import Path

import click

from booktranslate.cli.adapting import Ledger, adapt
from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.cli.cost import show_estimate
from booktranslate.cli.po_changes import look, say
from booktranslate.cli.targets import at_targets
from booktranslate.errors import ExitCode
from booktranslate.model import counted


@click.command(
    epilog=EXAMPLES
    + "  booktranslate translate                     # the best engine that is ready, see `engine list`\n"
    + "  booktranslate translate --dry-run           # what would it cost?\n"
    + "  booktranslate translate --budget 20EUR      # and no more\n"
    + "  booktranslate translate --engine firefox    # offline\n"
    + "  booktranslate translate --engine pseudo     # see what would stay French"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--engine",
    help="One of the engines in `engine list`: deepl, firefox, llm …  [default: as configured].",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Only show what would be drafted and billed; needs no key and no engine.",
)
@click.option("--budget", help="Bill no more than this: characters (50000; tokens for llm) or 20EUR.")
@command_options
@at_targets
def translate(
    console: Console, documents: tuple[str, ...], engine: str | None, dry_run: bool, budget: str | None
) -> int:
    """Draft every text that has no translation; the drafts are marked "Needs Work".

    Texts that a person wrote are never changed. If a run is interrupted, the next one continues where it
    stopped. Drafts that nobody has edited are redone if their glossary terms have changed.
    """
    spent = Ledger()
    consoles = console.at_each_target()
    for each in consoles:
        each.begin_target()
        paths = each.documents(documents)
        if each.project.adapted_from and not (engine and console.target):
            each.json(asdict(adapt(each, paths, dry_run=dry_run)))
        else:
            _draft(each, paths, engine, budget, spent, dry_run=dry_run)
    console.json_of(consoles)
    if not dry_run:
        console.say(
            "Next: review the files in translations/ with Poedit, or run `booktranslate assemble --pdf`."
        )
    return ExitCode.OK


def _draft(
    console: Console,
    paths: list[Path],
    engine: str | None,
    budget: str | None,
    spent: Ledger,
    *,
    dry_run: bool,
) -> None:
    """Draft one target with its engine; the budget is shared by all targets of the run."""
    project, workspace = console.project, console.workspace
    name, why = astuple(workspace.choice(engine))
    if (engine or project.engine) == "auto":
        console.say(f"Drafting with {name}: {why}.")
    bound = spent.left_of(console.budget(budget, name), workspace.tariff(name))
    if dry_run:
        look(console, paths)
        rest = [each for each in (bound, workspace.left(name)) if each is not None]
        show_estimate(console, paths, name, min(rest, default=None))
        return
    console.warn_of_glossary()
    with console.progress("Drafting") as progress:
        result = workspace.draft(paths, name, bound, progress=progress)
    spent.enter(workspace.tariff(name), result.billed)
    billed = f", {result.billed:,} billed" if result.billed else ""
    if result.billed and result.unit != "character":
        billed = f", {counted(result.billed, result.unit)} billed"
    size = counted(result.characters, "character")
    console.say(
        f"Drafted {counted(result.drafted, 'text')} with {result.engine} ({size}{billed}); "
        f"{result.from_memory} came from the memory."
    )
    if result.usage:
        used = result.usage
        console.say(
            f"The account has used {used.after:,} of {counted(used.limit, 'character')} "
            f"({used.before:,} before this run)."
        )
    say(console, result.notices)
    if result.redone:
        console.say(
            f"{counted(result.redone, 'draft')} redone because the French or a term of the glossary changed."
        )
    if result.reviewed:
        console.say(f"Reused from translations already reviewed elsewhere: {result.reviewed}.")
    if result.numbers:
        console.say(f"{counted(result.numbers, 'text')} with figures only converted by rule.")
    if result.unanswered:
        console.warn(f"{counted(result.unanswered, 'text')} came back empty and remain untranslated.")
    console.json(asdict(result))
