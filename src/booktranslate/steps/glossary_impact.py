"""What a change of the glossary does to the book: which drafts are made again, and what people have to see."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate import shelf
from booktranslate.catalog import Entry
from booktranslate.config import Project
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary, used_in
from booktranslate.glossary.changes import Kind, affected, changes
from booktranslate.memory import Memory
from booktranslate.model import State
from booktranslate.outdated import glossary_before, is_untouched


@dataclass(frozen=True, slots=True)
class Touched:
    """A text in which a term stands."""

    where: str
    source: str
    characters: int


@dataclass(frozen=True, slots=True)
class Impact:
    """What one term touches.

    `redone` are drafts that the next `translate` makes again, `edited` drafts that a person (or another
    engine) has written, `reviewed` translations without the new target: `check` finds them. `fine` counts
    the translations that have it already, `untranslated` the texts that have none.
    """

    term: str
    change: Kind | None
    old: str
    new: str
    redone: tuple[Touched, ...] = ()
    edited: tuple[Touched, ...] = ()
    reviewed: tuple[Touched, ...] = ()
    fine: int = 0
    untranslated: int = 0


@dataclass(frozen=True, slots=True)
class Impacts:
    """The impact of each term, and the characters of all drafts that are made again, each counted once."""

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

    With `term`, of that French term, changed or not: as if it were changed now. Raises UsageError when the
    glossary does not have it, InputError for files.
    """
    found: dict[str, list[tuple[Entry, str, bool]]] = {}
    changed = {}
    for document in documents:
        before = glossary_before(document.name, engine, memory)
        after = glossary
        if term is not None:
            after = glossary
            before = Glossary(tuple(t for t in glossary.terms if t.source.casefold() != term.casefold()))
            if len(before.terms) == len(glossary.terms):
                raise UsageError(f"the glossary has no term “{term}”.", hint=f"See {project.glossary}.")
        if before is None or before.digest == after.digest:
            continue
        changed |= {change.source: change for change in changes(before, after)}
        for path, catalog in shelf.load_extracted(project, document).catalogs:
            for entry in catalog.entries:
                for source in affected(before, after, entry.unit.source.plain):
                    untouched = is_untouched(entry, engine, memory)
                    found.setdefault(source, []).append((entry, f"{path.name}:{entry.line}", untouched))
    redone = {
        where: entry.unit.source.characters
        for touched in found.values()
        for entry, where, untouched in touched
        if untouched
    }
    impacts = []
    for source, change in changed.items():
        new = change.new
        parts: dict[str, list[Touched]] = {"redone": [], "edited": [], "reviewed": []}
        fine = untranslated = 0
        for entry, where, untouched in found.get(source, ()):
            text = entry.unit.source
            target = entry.translation.target.plain
            kind = "redone" if untouched else "edited" if entry.state is State.DRAFT else "reviewed"
            if entry.state is State.EMPTY:
                untranslated += 1
            elif kind != "redone" and (new is None or used_in(new, target)):
                fine += 1
            else:
                parts[kind].append(Touched(where, text.plain, text.characters))
        impacts.append(
            Impact(
                source,
                None if term is not None else change.kind,
                change.old.target if change.old else "",
                new.target if new else "",
                *(tuple(parts[kind]) for kind in ("redone", "edited", "reviewed")),
                fine,
                untranslated,
            )
        )
    return Impacts(tuple(impacts), len(redone), sum(redone.values()))
