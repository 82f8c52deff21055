"""The commands for the glossary."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options, shown
from booktranslate.cli.targets import at_each_target, at_one_target
from booktranslate.errors import ExitCode
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.engines import GlossaryEngine

_COLOURS = {"error": "red", "warning": "yellow"}


@click.group(epilog=EXAMPLES + "  booktranslate glossary check\n  booktranslate glossary impact filière")
def glossary() -> None:
    """The glossary: synchronise it with DeepL, check it, find new terms, import and export it."""


@glossary.command(epilog=EXAMPLES + "  booktranslate glossary sync")
@command_options
@at_each_target
def sync(console: Console) -> int:
    """Synchronise DeepL's glossary with glossary.csv (`translate` does it automatically)."""
    from booktranslate.engines import glossary_engine

    workspace = console.workspace
    with workspace.engine(glossary_engine(workspace.choice().name)) as made:
        engine = cast("GlossaryEngine", made)
        done, service = engine.sync_glossary(), engine.title
    words = {"none": f"There are no terms, and no glossary at {service}.", "unchanged": "Already up to date."}
    console.say(words.get(done.action, f"The glossary at {service} was {done.action}."))
    for name in done.deleted:
        console.say(f"Deleted {name}, which was out of date.")
    console.json(asdict(done))
    return ExitCode.OK


@glossary.command(epilog=EXAMPLES + "  booktranslate glossary check\n  booktranslate glossary check --all")
@click.option("--all", "everything", is_flag=True, help="Also show notes: unused terms, single deviations.")
@command_options
@at_each_target
def check(console: Console, everything: bool) -> int:
    """Find errors in the glossary: duplicates, contradictions, clashes with reviewed translations.

    Exits with 1 if there is an error or a warning.
    """
    from booktranslate.steps.glossary_check import check_glossary

    project = console.project
    own = console.own_glossary
    with console.workspace.memory(make=False) as base:
        findings = check_glossary(project, console.documents(), own, base)
    if project.federation:
        from booktranslate.federation import conflicts

        findings += conflicts(project, own, project.glossary.name)
    grave = [finding for finding in findings if finding.severity != "note"]
    for finding in findings if everything else grave:
        text = f"{finding.where}: {finding.severity}: {finding.message} [{finding.name}]"
        console.say(text, colour=_COLOURS.get(finding.severity))
    notes = len(findings) - len(grave)
    console.say(
        f"{counted(len(grave), 'fault')}; {counted(notes, 'note')}"
        f"{'' if everything else ' (--all shows them)'}."
    )
    console.json([asdict(finding) for finding in findings])
    return ExitCode.FINDINGS if grave else ExitCode.OK


@glossary.command(
    epilog=EXAMPLES
    + "  booktranslate glossary suggest\n  booktranslate glossary suggest --at-least 5 --most 20"
)
@click.argument("documents", nargs=-1)
@click.option(
    "--at-least",
    "fewest",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="List only terms that occur this often.",
)
@click.option(
    "--most", type=click.IntRange(1), default=50, show_default=True, help="List at most this many terms."
)
@command_options
def suggest(console: Console, documents: tuple[str, ...], fewest: int, most: int) -> int:
    """List terms and acronyms of the book that are missing in the glossary."""
    from booktranslate.steps.glossary_suggest import suggest as step

    project = console.project
    found = step(project, console.documents(documents), console.glossary, fewest)
    for candidate in found.terms[:most]:
        console.say(f"{candidate.count:4} × {candidate.term}{'  (a name)' if candidate.is_name else ''}")
        for context in candidate.contexts:
            console.detail(f"         {context.where}: {context.text}")
    if found.acronyms:
        console.say("Acronyms:", bold=True)
    for acronym in found.acronyms[:most]:
        meaning = f"  {acronym.expansion}" if acronym.expansion else ""
        console.say(f"{acronym.count:4} × {acronym.short}{meaning}")
        console.detail(f"         {acronym.where}")
    console.say("Next: add the important ones to glossary.csv. Use -v to see where they occur.")
    console.json(asdict(found))
    return ExitCode.OK


@glossary.command(
    epilog=EXAMPLES
    + "  booktranslate glossary impact           # of what changed since the drafts were made\n"
    + "  booktranslate glossary impact filière   # of one term"
)
@click.argument("term", required=False)
@click.option("--engine", help="The engine that made the drafts [default: as configured].")
@command_options
@at_each_target
def impact(console: Console, term: str | None, engine: str | None) -> int:
    """Show which texts a changed term affects.

    The next `translate` redoes drafts that nobody has edited. Texts that a person wrote stay, and `check`
    reports those that use the old term.
    """
    from booktranslate.steps.glossary_impact import impact as step

    project = console.project
    name = console.workspace.choice(engine).name
    with console.workspace.memory(make=False) as base:
        found = step(project, console.documents(), console.glossary, base, name, term)
    for each in found.terms:
        change = f"“{each.old}” → “{each.new}”" if each.old and each.new else f"“{each.new or each.old}”"
        console.say(f"{each.term} ({each.change}): {change}", bold=True)
        for label, touched in (
            ("drafts that will be redone", each.redone),
            ("drafts that a person edited: check them", each.edited),
            ("reviewed texts without the term: check them", each.reviewed),
        ):
            console.say(f"  {label}: {len(touched):,}")
            for text in touched:
                console.detail(f"         {text.where}: {text.source[:80]}")
        console.say(f"  translations that agree: {each.fine:,}; untranslated: {each.untranslated:,}")
    redone = {touched.where: touched.source for each in found.terms for touched in each.redone}
    cost = console.workspace.price(name, list(redone.values()))
    if found.terms:
        console.say(
            f"{counted(found.texts, 'draft')}, {counted(found.characters, 'character')} to translate again "
            f"with {name}: "
            f"{cost:.2f} {project.cost.currency}."
        )
    else:
        console.say(f"No term has changed since {name} made the drafts.")
    console.json(asdict(found) | {"engine": name, "price": cost, "currency": project.cost.currency})
    return ExitCode.OK


@glossary.command("import", epilog=EXAMPLES + "  booktranslate glossary import terms.tbx")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@command_options
def import_(console: Console, file: Path) -> int:
    """Add the terms of a TBX, DeepL (.tsv), CSV or Excel file to the glossary; its own lines stay."""
    from booktranslate.glossary import store
    from booktranslate.steps.glossary_exchange import import_terms

    project = console.project
    with console.workspace.lock():
        done = import_terms(project, file, console.own_glossary)
    console.say(
        f"Added {counted(len(done.added), 'term')} to {shown(store.load(project.glossary).path, project)}; "
        f"{done.same} already there."
    )
    for note in done.notes:
        console.warn(note)
    for term, other in done.different:
        console.warn(
            f"“{term.source}” stays “{term.target}” (line {term.line}); the file has “{other.target}”."
        )
    console.json(
        {
            "added": [term.source for term in done.added],
            "same": done.same,
            "different": [term.source for term, _ in done.different],
        }
    )
    return ExitCode.OK


@glossary.command(
    epilog=EXAMPLES + "  booktranslate glossary export terms.tbx\n  booktranslate glossary export deepl.tsv"
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command_options
@at_one_target
def export(console: Console, file: Path) -> int:
    """Write the glossary as TBX-Basic (.tbx), for DeepL's website (.tsv), or as a table (.csv, .xlsx)."""
    from booktranslate.steps.glossary_exchange import export_terms

    project = console.project
    count = export_terms(project, file, console.glossary)
    console.say(f"Wrote {counted(count, 'term')} to {shown(file, project)}.")
    console.json({"file": file, "terms": count})
    return ExitCode.OK
