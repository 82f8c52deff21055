"""What `translate` would do and cost; needs no key and no network, and writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.drafting import plan as drafting
from booktranslate.drafting.outdated import outdated
from booktranslate.drafting.plan import BY_RULE, characters
from booktranslate.drafting.reviewed import FROM_REVIEWED, reviewed_in
from booktranslate.engines import Engine, billing
from booktranslate.glossary import Glossary
from booktranslate.memory import Memory, Reviewed
from booktranslate.model import Key
from booktranslate.po_files import layout


@dataclass(frozen=True, slots=True)
class Due:
    """What `translate` would do in a document.

    The engine would draft `texts`, with so many `characters`; `redone` of them replace outdated drafts.
    `billed` is what would have to be paid for, in the unit of the engine's tariff: 0 if it is free. The other
    texts come `from_memory`, from translations `reviewed` elsewhere, or have `numbers` only.
    """

    document: str
    texts: int = 0
    characters: int = 0
    billed: int = 0
    redone: int = 0
    from_memory: int = 0
    reviewed: int = 0
    numbers: int = 0


def estimate(
    project: Project,
    documents: Sequence[Path],
    engine: Engine,
    memory: Memory,
    glossary: Glossary | None = None,
) -> list[Due]:
    """What each document needs, in the order in which `translate` would draft them. Raises InputError."""
    po_sets = [layout.load_extracted(project, document) for document in documents]
    reviewed = drafting.latest(_with_new(drafting.reviewed_for(project, memory), po_sets))
    terms = glossary or Glossary()
    asked: set[Key] = set()  # texts of earlier documents, which the memory will have by then
    found = []
    for each in po_sets:
        old = outdated(drafting.place_of(project, each.document.name), each.entries, engine, memory, terms)
        plan = drafting.plan(each.entries, engine, memory, terms, reviewed, old, target=project.target_lang)
        due = [entry for entry in plan.due if entry.key not in asked]
        asked.update(entry.key for entry in due)
        size = characters(due)
        found.append(
            Due(
                each.document.name,
                len(due),
                size,
                _billed(each.entries, {entry.key for entry in due}, engine),
                sum(entry.key in old for entry in due),
                plan.count(engine.name) + len(plan.due) - len(due),
                plan.count(FROM_REVIEWED),
                plan.count(BY_RULE),
            )
        )
    return found


def _billed(entries: Sequence[Entry], due: set[Key], engine: Engine) -> int:
    return sum(
        billing(engine, request.texts, request.context, request.labels)
        for request in drafting.requests(entries, due, engine)
    )


def total(parts: Sequence[Due]) -> Due:
    """The sum over documents."""
    names = ("texts", "characters", "billed", "redone", "from_memory", "reviewed", "numbers")
    return Due("", *(sum(getattr(part, name) for part in parts) for name in names))


def _with_new(known: Sequence[Reviewed], po_sets: Sequence[layout.PoSet]) -> list[Reviewed]:
    """What the memory will hold once `translate` has read the documents, the latest first."""
    held = {(one.document, one.key): one for one in reversed(known)}  # the latest stays
    held = dict(reversed(held.items()))
    latest = []
    for each in po_sets:
        taken, withdrawn = reviewed_in(each.document.name, each.entries)
        for one in withdrawn:
            held.pop((one.document, one.key), None)
        for one in taken:
            name = one.document, one.key
            if name not in held or held[name].target != one.target:
                held.pop(name, None)
                latest.append(one)
    return [*latest, *held.values()]
