"""The page about all books: one self-contained HTML file, with its data beside it."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from booktranslate.files import write_atomic
from booktranslate.publishing.html import environment
from booktranslate.shelf.tasks import Outcome
from booktranslate.steps import report

_COUNTS = ("units", "words", "untranslated", "drafted", "reviewed", "reviewed_words")
_KINDS = ("errors", "warnings", "notes")


@dataclass(frozen=True, slots=True)
class Line:
    """A book on the page, at one of its targets: its name, the link to its report, what `report` found."""

    name: str
    link: str
    data: Mapping[str, Any]


def write(page: Path, outcomes: Sequence[Outcome], words_per_hour: int, now: datetime | None = None) -> None:
    """Write the page and its data (`.json`) from the outcomes of `report`. Raises OutputError."""
    lines = [
        Line(each.task.edition, _link(page, Path(each.data["report"])), each.data)
        for each in outcomes
        if each.is_done
    ]
    made = {
        "made": (now or datetime.now().astimezone()).date().isoformat(),
        "words_per_hour": words_per_hour,
        "books": [{"book": each.task.book} | dict(each.data) for each in outcomes if each.is_done],
        "failed": [{"book": each.task.edition, "error": each.error} for each in outcomes if not each.is_done],
        "all": _sums(lines),
    }
    # The folder of the report has the style sheet.
    templates = environment(Path(__file__).parent, Path(report.__file__).parent)
    templates.filters["money"] = lambda amount: f"{amount:,.2f}"
    number = len({each.task.book for each in outcomes if each.is_done})
    shown = templates.get_template("shelf.html").render(lines=lines, number=number, **made)
    write_atomic(page, shown.encode())
    data = json.dumps(made, ensure_ascii=False, indent=2)
    write_atomic(page.with_suffix(".json"), f"{data}\n".encode())


def _sums(lines: Sequence[Line]) -> dict[str, Any]:
    sums: dict[str, Any] = {name: sum(line.data[name] for line in lines) for name in _COUNTS}
    sums["percent"] = round(100 * sums["reviewed_words"] / sums["words"], 1) if sums["words"] else 100.0
    sums["findings"] = {kind: sum(line.data["findings"][kind] for line in lines) for kind in _KINDS}
    prices: dict[str, float] = {}
    for line in lines:
        cost = line.data["cost"]
        if cost["engines"]:
            prices[cost["currency"]] = prices.get(cost["currency"], 0.0) + cost["price"]
    sums["cost"] = {currency: round(price, 4) for currency, price in sorted(prices.items())}
    return sums


def _link(page: Path, to: Path) -> str:
    """The address of a file relative to the page, or an absolute one if it is on another drive."""
    try:
        return quote(Path(os.path.relpath(to, page.resolve().parent)).as_posix())
    except ValueError:
        return to.as_uri()
