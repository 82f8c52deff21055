"""What commands that draft, estimate or look at drafts share: engine, memory, money."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.cli.console import Console, glossary_of, shown
from booktranslate.config import Project
from booktranslate.errors import BooktranslateError, OutputError, UsageError

if TYPE_CHECKING:
    from booktranslate.engines import Engine, EngineSettings, Tariff
    from booktranslate.memory import Memory
    from booktranslate.po_files.reconciling import Notice, Reconciler
    from booktranslate.steps.glossary_impact import Impacts


def engine_name(project: Project, asked: str | None = None) -> str:
    """The engine that the user asked for, or that is configured, or that `choice` gives for "auto"."""
    name = asked or project.engine
    return choice(project)[0] if name == "auto" else name


def choice(project: Project) -> tuple[str, str]:
    """The best engine that is ready here, and why it is that one, as `preference.best`. Raises InputError."""
    from booktranslate.engines import preference

    best = preference.best(project.source_lang, project.target_lang)
    return best.name, best.why


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


def redrafting_price(project: Project, name: str, impacts: "Impacts") -> float:
    """What it costs to make drafts again; nothing with an engine that is free, or not installed here."""
    from booktranslate.engines import billing, tariff_of
    from booktranslate.model import parse

    texts = {touched.where: touched.source for each in impacts.terms for touched in each.redone}
    try:
        with closing(create_offline(name, engine_settings(project, name))) as engine:
            billed = billing(engine, [parse(text) for text in texts.values()])
            return tariff_of(engine, project.cost.per_million_characters).price(billed)
    except BooktranslateError:
        return 0.0


def memory_of(project: Project, *, make: bool = True) -> "Memory":
    """The project's memory; without `make` an empty one stands in for one that is not there. OutputError."""
    from booktranslate.memory import Memory

    path = project.state / "memory.sqlite"
    return Memory(path if make or path.exists() else None)


@contextmanager
def reconciler_of(project: Project, command: str, *, make: bool = True) -> Iterator["Reconciler"]:
    """The PO files of the project, for one command. Raises OutputError; `make` as for `memory_of`."""
    from booktranslate.po_files.reconciling import Reconciler

    with closing(memory_of(project, make=make)) as memory:
        yield Reconciler(project, memory, command)


def look(console: Console, documents: Sequence[Path]) -> None:
    """Let the project remember what people wrote in its PO files, and say what happened to these.

    For commands that only read: a project that cannot be written can still be looked at.
    """
    from booktranslate.po_files import layout
    from booktranslate.po_files.history import History

    project = console.project
    history = History(project.root, project.state, "look")
    if all(history.is_as_seen(path) for document in documents for path in layout.po_files(project, document)):
        return
    po_sets = [layout.load(project, document) for document in documents]
    try:
        with reconciler_of(project, "look") as reconciler:
            say(console, reconciler.look(po_sets))
    except OutputError as error:
        console.warn(f"What people wrote in the PO files could not be noted in .booktranslate/: {error}")


def say(console: Console, notices: Iterable["Notice"]) -> None:
    """What happened to PO files."""
    for notice in notices:
        console.warn(f"{shown(notice.file, console.project)}: {notice.message}", always=True)


def budget_of(text: str, tariff: "Tariff", currency: str) -> int:
    """`50000`, `50_000`, `50 000` units of a tariff, or `20EUR`, in units. Raises UsageError."""
    found = re.fullmatch(r"(\d+(?:[ _,]\d{3})*)|(\d+(?:[.,]\d+)?)\s*([A-Za-z]{3}|[€$£])", text.strip())
    if not found:
        raise UsageError(
            f"--budget is {text!r}.", hint=f"Give {tariff.unit}s (50000) or an amount (20{currency})."
        )
    if found[1]:
        return int(re.sub(r"\D", "", found[1]))
    given = {"€": "EUR", "$": "USD", "£": "GBP"}.get(found[3], found[3].upper())
    if given != currency.upper():
        raise UsageError(
            f"--budget is in {given}, the price in {currency}.",
            hint="See cost.currency in docs/reference/configuration.md.",
        )
    if not tariff.per_million:
        raise UsageError(
            f"--budget is an amount, but {tariff.unit}s cost nothing by the settings.",
            hint="Set the prices: see cost and the engine in docs/reference/configuration.md.",
        )
    return int(float(found[2].replace(",", ".")) / tariff.per_million * 1_000_000 + 1e-6)
