"""What the memory suggests for an entry, as lines of its notes (`#.`), where Poedit shows them.

`extract` writes all other notes again and keeps these lines; `translate` replaces these lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from booktranslate import notes
from booktranslate.catalog.entries import Catalog, Entry
from booktranslate.model import Key

_LONGEST_SOURCE = 240


def suggestion(score: int, source: str, target: str) -> str:
    """The line for a similar text with its reviewed translation; the translation is never shortened."""
    if len(source) > _LONGEST_SOURCE:
        source = source[: _LONGEST_SOURCE - 1].rstrip() + "…"
    return " ".join(str(notes.Suggestion(score, source, target)).split())


def suggestions(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of notes that are suggestions."""
    return tuple(map(str, notes.read(lines).suggestions))


def with_suggestions(catalog: Catalog, found: Mapping[Key, Sequence[str]]) -> Catalog:
    """The catalog with just these suggestions; an entry that is not named has none."""

    def suggested(entry: Entry) -> Entry:
        wanted = tuple(found.get(entry.key, ()))
        if suggestions(entry.unit.notes) == wanted:
            return entry
        told = notes.read(entry.unit.notes)
        others = told.without(notes.Suggestion, notes.Found).lines
        found_last = tuple(map(str, told.found))  # as extraction and `check --notes` have it
        return replace(entry, unit=replace(entry.unit, notes=others + wanted + found_last))

    return replace(catalog, entries=tuple(map(suggested, catalog.entries)))
