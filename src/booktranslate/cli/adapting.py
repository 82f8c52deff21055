"""Several targets in one run: adaptation by rule, and one budget for all targets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.cli.console import Console
from booktranslate.cli.po_changes import say
from booktranslate.model import counted

if TYPE_CHECKING:
    from booktranslate.engines import Tariff
    from booktranslate.steps.adapt import Adapted


@dataclass
class Ledger:
    """What the earlier targets of a run have cost, each with the tariff of its engine."""

    bills: "list[tuple[Tariff, int]]" = field(default_factory=list)

    def enter(self, tariff: "Tariff", billed: int) -> None:
        """Enter what was billed for one target."""
        self.bills.append((tariff, billed))

    def left_of(self, bound: int | None, tariff: "Tariff") -> int | None:
        """What is left of a budget, in units of `tariff`; what was billed in other units counts by its price.

        None if there is no budget (`bound` is None).
        """
        if bound is None:
            return None
        used = sum(billed for other, billed in self.bills if other.unit == tariff.unit)
        money = sum(other.price(billed) for other, billed in self.bills if other.unit != tariff.unit)
        if money and tariff.per_million:
            used += round(money / tariff.per_million * 1_000_000)
        return max(0, bound - used)


def adapt(console: Console, paths: Sequence[Path], *, dry_run: bool = False) -> "Adapted":
    """Adapt the translations of another target to this one, and say what was done."""
    here = console.workspace
    console.warn_of_glossary()
    with (
        here.changing("translate", make=not dry_run, dry_run=dry_run) as reconciler,
        console.progress("Adapting") as progress,
    ):
        result = here.adapt(paths, reconciler, dry_run=dry_run, progress=progress)
    would = "Would adapt" if dry_run else "Adapted"
    console.say(
        f"{would} {counted(result.adapted + result.again, 'text')} from {result.source} by rule"
        + (f" ({result.again:,} again)" if result.again else "")
        + "; nothing is billed."
    )
    say(console, result.notices)
    if result.reviewed:
        console.say(f"Reused from translations already reviewed elsewhere: {result.reviewed}.")
    if result.kept:
        console.say(f"{counted(result.kept, 'text')} left as people wrote them.")
    if result.waiting:
        console.say(f"{counted(result.waiting, 'text')} without a translation in {result.source}.")
    return result
