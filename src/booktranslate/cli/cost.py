"""What drafting will cost (`translate --dry-run`) and has cost (`cost`)."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.errors import BooktranslateError, ExitCode, MissingToolError, OutputError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.workspace import Workspace


@click.command(epilog=EXAMPLES + "  booktranslate cost\n  booktranslate cost --json")
@command_options
def cost(console: Console) -> int:
    """Show what drafting has cost: each run, document and engine, with the characters billed."""
    project = console.project
    with console.workspace.memory(make=False) as memory:
        ledger = memory.spent()
    currency = project.cost.currency
    bills = {name: console.workspace.tariff(name) for name in {one.engine for one in ledger}}
    prices = [bills[one.engine].price(one.billed) for one in ledger]
    rows: list[list[Any]] = [
        [
            one.run[:16],
            one.document,
            one.engine,
            one.texts,
            one.characters,
            one.billed,
            f"{bills[one.engine].unit}s",
            price,
        ]
        for one, price in zip(ledger, prices, strict=True)
    ]
    units = {bills[one.engine].unit for one in ledger if one.billed}
    billed = sum(one.billed for one in ledger) if len(units) < 2 else None  # different units do not add up
    sums = sum(one.texts for one in ledger), sum(one.characters for one in ledger)
    everything = (*sums, "" if billed is None else billed, f"{units.pop()}s" if len(units) == 1 else "")
    total = round(sum(prices), 4)
    if rows:
        titles = ("run (UTC)", "document", "engine", "texts", "characters", "billed", "", currency)
        table(console, titles, [*rows, ["All", "", "", *everything, total]])
    else:
        console.say("Nothing has been drafted yet.")
    shared = _federation(console)
    console.json(
        {
            "currency": currency,
            "lines": [
                asdict(one) | {"unit": bills[one.engine].unit, "price": price}
                for one, price in zip(ledger, prices, strict=True)
            ],
            "billed": billed,
            "price": total,
        }
        | ({"federation": shared} if shared else {})
    )
    return ExitCode.OK


def _federation(console: Console) -> dict[str, Any]:
    """Show what all books of the federation have cost, by book, engine and month, and return it for JSON.

    Empty if the book is in no federation, or that has no ledger.
    """
    project, workspace = console.project, console.workspace
    if project.federation is None or project.federation.ledger is None:
        return {}
    from booktranslate import federation

    try:
        with workspace.memory(make=False) as memory:
            federation.enter(project, memory)
    except OutputError as error:
        console.warn(f"The cost of this book could not be recorded for all books: {error}")
    found = federation.sums(project.federation)
    bills = {name: workspace.tariff(name) for name in {one.engine for one in found}}
    prices = [bills[one.engine].price(one.billed) for one in found]
    console.say(f"\nAll books of the federation ({project.federation.ledger}):")
    rows: list[list[Any]] = [[*astuple(one), price] for one, price in zip(found, prices, strict=True)]
    texts, characters, billed = (
        sum(getattr(one, name) for one in found) for name in ("texts", "characters", "billed")
    )
    titles = ("book", "engine", "month", "texts", "characters", "billed", project.cost.currency)
    table(console, titles, [*rows, ["All", "", "", texts, characters, billed, round(sum(prices), 4)]])
    name = workspace.choice().name
    rest = workspace.left(name)
    if rest is not None:
        left = counted(rest, workspace.tariff(name).unit)
        console.say(f"{left} of the budget of {project.federation.budget} are left.")
    return {"lines": [asdict(one) for one in found], "billed": billed, "left": rest}


def show_estimate(console: Console, documents: Sequence[Path], name: str, budget: int | None) -> int:
    """Show what `translate` would bill, what the memory has, and what the account has left (`--dry-run`)."""
    from booktranslate.engines import tariff_of
    from booktranslate.steps.estimate import estimate, total

    project = console.project
    workspace, terms = console.workspace, console.glossary
    with workspace.engine(name, offline=True) as engine, workspace.memory(make=False) as memory:
        parts = estimate(project, documents, engine, memory, terms)
        tariff = tariff_of(engine, project.cost.per_million_characters)
    everything = total(parts)
    rows = [
        [p.document or "All", p.texts, p.characters, p.billed, p.from_memory, p.reviewed, p.numbers, p.redone]
        for p in [*parts, everything]
    ]
    titles = ("", "to draft", "characters", "billed", "from memory", "reviewed", "numbers", "terms changed")
    table(console, titles, rows)
    amount = tariff.price(everything.billed)
    left, reason = _left(workspace, name)
    console.say(
        f"{name} would bill {counted(everything.billed, tariff.unit)}, {amount:.2f} {project.cost.currency}."
    )
    if left is not None:
        console.say(f"The account has {counted(left, 'character')} left.")
    elif reason:
        console.say(reason)
    for bound, whose in ((left, "account"), (budget, "budget")):
        if bound is not None and bound < everything.billed:
            missing = everything.billed - bound
            console.warn(
                f"The {whose} is {counted(missing, tariff.unit)} short: `translate` would stop there."
            )
    console.say("Nothing was sent and nothing was changed.")
    console.json(
        {
            "engine": name,
            "documents": [asdict(part) for part in parts],
            "billed": everything.billed,
            "unit": tariff.unit,
            "price": amount,
            "currency": project.cost.currency,
            "left": left,
        }
    )
    return ExitCode.OK


def _left(workspace: "Workspace", name: str) -> tuple[int | None, str]:
    """The characters that the account has left; None, with the reason, if that is unlimited or unknown."""
    from booktranslate.engines import MeteredEngine

    try:
        with workspace.engine(name) as engine:
            if not isinstance(engine, MeteredEngine):
                return None, ""
            usage = engine.usage()
    except MissingToolError as error:
        return None, f"This engine is not ready: {error}"
    except BooktranslateError as error:
        return None, f"The remaining quota of the account is unknown: {error}"
    if usage is None:
        return None, "The account has no limit."
    return max(usage[1] - usage[0], 0), ""


def table(console: Console, titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Show a table; columns of words are aligned left, those of numbers right, by the first row."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]
    left = [isinstance(value, str) for value in rows[0]]
    for index, row in enumerate([list(titles), *cells]):
        line = "  ".join(
            cell.ljust(width) if is_left else cell.rjust(width)
            for cell, width, is_left in zip(row, widths, left, strict=True)
        )
        console.say(line.rstrip(), bold=index == 0)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
