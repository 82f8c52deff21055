"""What a change of the glossary does to the book: drafts that will be redone, and texts for people to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.drafting.outdated import glossary_before, is_untouched
from booktranslate.drafting.plan import characters, place_of
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary, used_in
from booktranslate.glossary.changes import Kind, TermChange, affected, changes
from booktranslate.memory import Memory
from booktranslate.model import State
from booktranslate.po_files import layout


@dataclass(frozen=True, slots=True)
class Touched:
    """A text that has a term: its place (`file:line`), its words, and its length for the engine."""

    where: str
    source: str
    characters: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change of one term affects.

    `redone` are drafts that the next `translate` will redo. `edited` are drafts that a person (or another
    engine) has written, and `reviewed` translations, both without the new target: `check` finds them. `fine`
    is the number of translations that have it already, `untranslated` of texts that have none.
    """

    term: str
    change: Kind
    old: str
    new: str
    redone: tuple[Touched, ...] = ()
    edited: tuple[Touched, ...] = ()
    reviewed: tuple[Touched, ...] = ()
    fine: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class Impacts:
    """The impact of each term, and the number of drafts to redo and their characters, each counted once."""

    terms: tuple[Impact, ...]
    texts: int
    characters: int


def impact(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    memory: Memory,
    engine: str,
    term: str | None = None,
) -> Impacts:
    """The impact of every term that changed since the engine (by name) drafted the documents.

    With `term`, the impact of that French term, as if it were new. Raises UsageError if the glossary does not
    have it, and InputError for PO files that cannot be read.
    """
    changed: dict[str, TermChange] = {}
    hits: dict[str, list[_Hit]] = {}
    for document in documents:
        before = (
            glossary_before(place_of(project, document.name), engine, memory)
            if term is None
            else _without(glossary, term)
        )
        if before is None or before.digest == glossary.digest:
            continue
        changed |= {change.source: change for change in changes(before, glossary)}
        for path, catalog in layout.load_extracted(project, document).catalogs:
            for entry in catalog.entries:
                for source in affected(before, glossary, entry.unit.source.plain):
                    place = f"{path.name}:{entry.line}"
                    hits.setdefault(source, []).append(
                        _Hit(place, entry, is_untouched(entry, engine, memory))
                    )
    redone = {hit.where: hit.entry for each in hits.values() for hit in each if hit.untouched}
    impacts = tuple(_impact(change, hits.get(source, ())) for source, change in changed.items())
    return Impacts(impacts, len(redone), characters(list(redone.values())))


@dataclass(frozen=True, slots=True)
class _Hit:
    where: str
    entry: Entry
    untouched: bool


def _without(glossary: Glossary, term: str) -> Glossary:
    others = tuple(other for other in glossary.terms if other.source.casefold() != term.casefold())
    if len(others) == len(glossary.terms):
        raise UsageError(f"the glossary has no term “{term}”.", hint="`glossary suggest` finds new ones.")
    return Glossary(others)


def _impact(change: TermChange, hits: Sequence[_Hit]) -> Impact:
    redone, edited, reviewed = [], [], []
    fine = untranslated = 0
    for hit in hits:
        text = hit.entry.unit.source
        touched = Touched(hit.where, text.plain, text.characters)
        if hit.untouched:
            redone.append(touched)
        elif hit.entry.state is State.EMPTY:
            untranslated += 1
        elif change.new is None or used_in(change.new, hit.entry.translation.target.plain):
            fine += 1
        elif hit.entry.state is State.DRAFT:
            edited.append(touched)
        else:
            reviewed.append(touched)
    old, new = (term.target if term else "" for term in (change.old, change.new))
    parts = tuple(redone), tuple(edited), tuple(reviewed)
    return Impact(change.source, change.kind, old, new, *parts, fine, untranslated)
