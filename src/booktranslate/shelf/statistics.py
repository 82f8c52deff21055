"""The numbers about a book that `status`, `check` and `cost` show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from booktranslate.drafting.plan import is_of_target, tariffs
from booktranslate.review.people import holdings
from booktranslate.steps.check import check
from booktranslate.steps.status import status, total
from booktranslate.workspace import Workspace


def progress(work: Workspace, documents: Sequence[Path]) -> dict[str, Any]:
    """Numbers of texts and words by state, as in the last line of `status`. Raises InputError."""
    whole = total(status(work.project, documents))
    told = asdict(whole) | {"percent": round(whole.percent, 1)}
    del told["file"]
    return told


def findings(work: Workspace, documents: Sequence[Path]) -> dict[str, Any]:
    """The number of findings of `check` by severity. Raises InputError."""
    counts = Counter(each.finding.severity for each in check(work.project, documents, work.glossary))
    return {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}


def cost(work: Workspace, patience: float) -> dict[str, Any]:
    """What the target has cost, as in `cost`: the total price, and what each engine has billed.

    Waits up to `patience` seconds for the lock of the project: on storage that machines share, SQLite's file
    must not be open on two of them. Raises OutputError.
    """
    project = work.project
    currency = project.cost.currency
    if not (project.state / "memory.sqlite").is_file():
        return {"price": 0.0, "currency": currency, "engines": []}
    with work.lock(patience), work.memory(make=False) as memory:
        ledger = [line for line in memory.spent() if is_of_target(project, line.document)]
    bills = tariffs(project, dict.fromkeys(line.engine for line in ledger))
    engines = [
        {
            "engine": name,
            "texts": sum(line.texts for line in ledger if line.engine == name),
            "billed": sum(line.billed for line in ledger if line.engine == name),
            "unit": bills[name].unit,
            "price": round(sum(bills[name].price(e.billed) for e in ledger if e.engine == name), 4),
        }
        for name in sorted(bills)
    ]
    price = round(sum(bills[line.engine].price(line.billed) for line in ledger), 4)
    return {"price": price, "currency": currency, "engines": engines}


def people(work: Workspace) -> dict[str, Any]:
    """Who was sent what and when, and what has come back. Raises InputError."""
    return {"people": [asdict(each) for each in holdings(work.project)]}
