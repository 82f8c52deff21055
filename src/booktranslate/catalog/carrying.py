"""An old entry's words for a new unit: as a draft, with the text that they were made for."""

from dataclasses import replace

from booktranslate import notes
from booktranslate.catalog.conflicts import Remembered, is_machines
from booktranslate.catalog.corrections import shown_changes
from booktranslate.catalog.entries import UNTRANSLATED, Entry
from booktranslate.model import State, TaggedText, Translation, Unit, parse


def with_changes(entry: Entry) -> Entry:
    """The entry with a note that shows how its text differs from the one that its draft was made for."""
    if entry.state is not State.DRAFT or not entry.previous:
        return entry
    words = shown_changes(parse(entry.previous).plain, entry.unit.source.plain)
    if not words:
        return entry
    told = notes.read(entry.unit.notes)
    rest = told.without(notes.Change, notes.Suggestion, notes.Found)
    lines = rest.adding(notes.Change(words), *told.suggestions, *told.found).lines
    return replace(entry, unit=replace(entry.unit, notes=lines))


def drafted(source: Entry, unit: Unit, target: TaggedText, known: Remembered) -> Entry:
    """The entry of a new unit with words that were made for another one."""
    if not target:
        return replace(source, unit=unit, translation=UNTRANSLATED, previous="", previous_context="")
    earlier = made_for(source)
    # What a person accepted or changed is no longer an engine's draft.
    origin = source.translation.origin if is_machines(source, known) else ""
    moved = source.unit.context != unit.context
    return replace(
        source,
        unit=unit,
        translation=Translation(target, State.DRAFT, origin),
        previous=earlier if moved or earlier != unit.key[1] else "",
        previous_context=source.unit.context if moved else "",
    )


def made_for(entry: Entry) -> str:
    """The source text of an entry's words: for a draft that was carried over before, an earlier one."""
    return entry.previous if entry.state is State.DRAFT and entry.previous else entry.key[1]
