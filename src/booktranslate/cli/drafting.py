"""What commands that draft, estimate or look at drafts share: engine, memory, money."""

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from booktranslate.cli.console import glossary_of
from booktranslate.config import Cost, Project
from booktranslate.errors import UsageError

if TYPE_CHECKING:
    from booktranslate.engines import Engine, EngineSettings
    from booktranslate.memory import Memory


def engine_name(project: Project, asked: str | None = None) -> str:
    """The engine that the user asked for, or that is configured; "auto" is DeepL when there is a key."""
    name = asked or project.engine
    if name != "auto":
        return name
    return "deepl" if os.environ.get("DEEPL_AUTH_KEY") else "apertium"


def engine_settings(project: Project, name: str) -> "EngineSettings":
    """What an engine is made from. Raises InputError for the glossary."""
    from booktranslate.engines import EngineSettings

    return EngineSettings(
        project.source_lang,
        project.target_lang,
        glossary_of(project),
        project.root.resolve().name,
        project.engines.get(name, {}),
        folder=project.root,
    )


def create_offline(name: str, settings: "EngineSettings") -> "Engine":
    """An engine that is only asked what it would do. Raises as `engines.create`, but for a missing key."""
    from booktranslate.engines import create

    return create(name, replace(settings, offline=True))


def memory_of(project: Project, *, make: bool = True) -> "Memory":
    """The project's memory; without `make` an empty one stands in for one that is not there. OutputError."""
    from booktranslate.memory import Memory

    path = project.state / "memory.sqlite"
    return Memory(path if make or path.exists() else None)


def budget_of(text: str, cost: Cost) -> int:
    """`50000`, `50_000`, `50 000` characters, or `20EUR`, as characters. Raises UsageError."""
    found = re.fullmatch(r"(\d+(?:[ _,]\d{3})*)|(\d+(?:[.,]\d+)?)\s*([A-Za-z]{3}|[€$£])", text.strip())
    if not found:
        raise UsageError(
            f"--budget is {text!r}.", hint=f"Give characters (50000) or an amount (20{cost.currency})."
        )
    if found[1]:
        return int(re.sub(r"\D", "", found[1]))
    currency = {"€": "EUR", "$": "USD", "£": "GBP"}.get(found[3], found[3].upper())
    if currency != cost.currency.upper():
        raise UsageError(
            f"--budget is in {currency}, the price in {cost.currency}.",
            hint="See cost.currency in docs/reference/configuration.md.",
        )
    if not cost.per_million_characters:
        raise UsageError("--budget is an amount, but characters cost nothing (cost.per-million-characters).")
    return int(float(found[2].replace(",", ".")) / cost.per_million_characters * 1_000_000 + 1e-6)


def price(characters: int, cost: Cost) -> float:
    """What characters cost, in the currency of the configuration."""
    return round(characters * cost.per_million_characters / 1_000_000, 4)
