"""The command that shows how far the book is."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booktranslate.cli import options
from booktranslate.cli.console import (
    EXAMPLES,
    Console,
    command_options,
    outside_data,
    shown,
)
from booktranslate.cli.po_changes import look
from booktranslate.cli.sign_off import standing_lines
from booktranslate.cli.targets import at_each_target
from booktranslate.errors import ExitCode
from booktranslate.model import counted

_SHOWN = 60  # characters of a text

if TYPE_CHECKING:
    from booktranslate.review.people import Holding


@click.command(
    epilog=EXAMPLES
    + "  booktranslate status\n"
    + "  booktranslate status --riskiest 20   # the drafts that most need a reader\n"
    + "  booktranslate status --json"
)
@click.argument("documents", nargs=-1)
@options.chapter
@click.option(
    "--riskiest",
    type=click.IntRange(1),
    help="Also list this many drafts, those most in need of review first, by file and line.",
)
@command_options
@at_each_target
def status(console: Console, documents: tuple[str, ...], chapter: str, riskiest: int | None) -> int:
    """Show the progress of the book (untranslated, drafted, reviewed), who reviews what, and what is
    signed."""
    from booktranslate.book.documents import source_documents
    from booktranslate.review.people import holdings
    from booktranslate.review.signed import standings
    from booktranslate.steps.status import status as step
    from booktranslate.steps.status import total
    from booktranslate.style import shortfall

    project = console.project
    paths = console.documents(documents)
    look(console, paths)
    parts = step(project, paths, chapter=chapter)
    names = [shown(part.file, project) if part.file else "" for part in parts]
    rows = [*zip(names, parts, strict=True), ("All", total(parts))]
    width = max(len(name) for name, _ in rows)
    titles = ("texts", "words", "untranslated", "drafted", "reviewed")
    console.say(
        f"{'':{width}}  " + "  ".join(f"{title:>12}" for title in titles) + "  reviewed words", bold=True
    )
    for name, part in rows:
        numbers = (part.units, part.words, part.untranslated, part.drafted, part.reviewed)
        console.say(
            f"{name:{width}}  "
            + "  ".join(f"{number:12,}" for number in numbers)
            + f"  {part.percent:13.1f}%"
        )
    if missing := shortfall(project):
        console.say(missing)
    people = holdings(project)
    for each in people:
        console.say(_holding(each))
    signed = [each for each in standings(project, paths) if each.signed or each.void]
    for standing in signed:
        for line in standing_lines(standing):
            console.say(line)
    *files, everything = [
        asdict(part) | {"file": name, "percent": round(part.percent, 1)} for name, part in rows
    ]
    listed = _riskiest(console, paths, riskiest) if riskiest else []
    outside = outside_data(source_documents(project).outside, project)
    told = [*map(asdict, people), *map(asdict, signed)]
    console.json([*files, *outside, *told, *listed, everything])
    return ExitCode.OK


def _holding(each: "Holding") -> str:
    """Who was sent what and when, and what has come back."""
    line = f"{each.reviewer}: {each.title} ({', '.join(each.forms)}), sent {each.sent[:10]}"
    if not each.back:
        return f"{line}; nothing has come back yet"
    last, taken = each.back[-1], sum(back.taken for back in each.back)
    return f"{line}; back {last.when[:10]} with {counted(taken, 'change')}"


def _riskiest(console: Console, documents: list[Path], count: int) -> list[dict[str, object]]:
    """Say which drafts need review most, and why; returns the same for scripts."""
    from booktranslate.review.gathering import riskiest

    project = console.project
    found = []
    for path, entry, row in riskiest(project, documents, console.glossary, count):
        place = f"{shown(path, project)}:{entry.line}"
        words = " ".join(row.source.plain.split())
        words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        names = ", ".join(dict.fromkeys(each.name for each in row.findings if each.name != "fuzzy"))
        console.say(f"{place}: risk {row.risk:.2f}: {words}" + (f" [{names}]" if names else ""))
        found.append({"place": place, "risk": row.risk, "source": str(row.source), "findings": names})
    return found
