"""What drafting will cost (`translate --dry-run`) and has cost (`cost`)."""

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from booktranslate.cli.console import EXAMPLES, Console, command_options
from booktranslate.cli.targets import at_targets
from booktranslate.errors import BooktranslateError, ExitCode, MissingToolError, OutputError
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.engines import Tariff
    from booktranslate.memory import Spent
    from booktranslate.workspace import Workspace


@click.command(epilog=EXAMPLES + "  booktranslate cost\n  booktranslate cost --json")
@command_options
@at_targets
def cost(console: Console) -> int:
    """Show what drafting has cost: each run, document and engine, with the characters billed.

    If there are several targets, there is a sum of each and one of all.
    """
    with console.workspace.memory(make=False) as memory:
        ledger = memory.spent()
    by_target = {each.project.target_lang: _lines(each, ledger) for each in console.at_each_target()}
    lines = [line for some in by_target.values() for line in some]
    total = _Sum.of(lines)
    currency = console.project.cost.currency
    is_told_apart = len(console.project.targets) > 1
    if lines:
        rows = []
        for target, some in by_target.items():
            rows += [line.row() for line in some]
            if is_told_apart and some:
                rows.append(_Sum.of(some).row(f"All of {target}"))
        if len(by_target) > 1 or not is_told_apart:
            rows.append(total.row("All"))
        titles = ("run (UTC)", "document", "engine", "texts", "characters", "billed", "", currency)
        table(console, titles, rows)
    else:
        console.say("Nothing has been drafted yet.")
    sums = {name: asdict(_Sum.of(some)) for name, some in by_target.items()} if is_told_apart else {}
    shared = _federation(console)
    console.json(
        {
            "currency": currency,
            "lines": [line.values() for line in lines],
            "billed": total.billed,
            "price": total.price,
        }
        | ({"targets": sums} if sums else {})
        | ({"federation": shared} if shared else {})
    )
    return ExitCode.OK


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the ledger, with its target and how its engine bills."""

    target: str
    spent: "Spent"
    tariff: "Tariff"

    @property
    def price(self) -> float:
        return self.tariff.price(self.spent.billed)

    def row(self) -> list[Any]:
        one = self.spent
        words = one.run[:16], one.document, one.engine
        return [*words, one.texts, one.characters, one.billed, f"{self.tariff.unit}s", self.price]

    def values(self) -> dict[str, Any]:
        more = {"target": self.target, "unit": self.tariff.unit, "price": self.price}
        return asdict(self.spent) | more


@dataclass(frozen=True, slots=True)
class _Sum:
    """The sum of some lines; `billed` is None if they have different units, which do not add up."""

    texts: int
    characters: int
    billed: int | None
    unit: str
    price: float

    @staticmethod
    def of(lines: Sequence[_Line]) -> "_Sum":
        units = {line.tariff.unit for line in lines if line.spent.billed}
        return _Sum(
            sum(line.spent.texts for line in lines),
            sum(line.spent.characters for line in lines),
            sum(line.spent.billed for line in lines) if len(units) < 2 else None,
            units.pop() if len(units) == 1 else "",
            round(sum(line.price for line in lines), 4),
        )

    def row(self, title: str) -> list[Any]:
        billed = "" if self.billed is None else self.billed
        unit = self.unit and f"{self.unit}s"
        return [title, "", "", self.texts, self.characters, billed, unit, self.price]


def _lines(console: Console, ledger: "Sequence[Spent]") -> list[_Line]:
    """The lines of the ledger that belong to the target of the console."""
    from booktranslate.drafting.plan import is_of_target

    found = [one for one in ledger if is_of_target(console.project, one.document)]
    bills = {name: console.workspace.tariff(name) for name in {one.engine for one in found}}
    return [_Line(console.project.target_lang, one, bills[one.engine]) for one in found]


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
