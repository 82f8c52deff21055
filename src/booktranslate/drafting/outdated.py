"""Outdated drafts: unedited ones that were made for a different French text or different terms.

Shared by the steps that redo them (translate), estimate their cost (estimate) and report them (glossary
impact).
"""

from collections.abc import Sequence

from booktranslate.catalog import Entry
from booktranslate.catalog.retagging import renumbered
from booktranslate.engines import Engine
from booktranslate.glossary import Glossary
from booktranslate.glossary.changes import affected
from booktranslate.glossary.csv_file import parse as parse_glossary
from booktranslate.memory import Memory
from booktranslate.model import Key, State, TaggedText, parse


def outdated(
    document: str, entries: Sequence[Entry], engine: Engine, memory: Memory, glossary: Glossary
) -> dict[Key, TaggedText]:
    """The outdated drafts of a document, by key, with their translations.

    These are the unedited drafts of any engine whose French text has changed, and those of `engine` for whose
    text the glossary has changed.
    """
    found = {
        entry.key: entry.translation.target for entry in entries if is_for_an_earlier_text(entry, memory)
    }
    before = glossary_before(document, engine.name, memory)
    if before is None or before.digest == glossary.digest:
        return found
    return found | {
        entry.key: entry.translation.target
        for entry in entries
        if is_untouched(entry, engine.name, memory) and affected(before, glossary, entry.unit.source.plain)
    }


def glossary_before(document: str, engine: str, memory: Memory) -> Glossary | None:
    """The glossary with which an engine made its drafts in a document; None if it has made none."""
    content = memory.glossary(document, engine)
    return None if content is None else parse_glossary(content, lenient=True)


def is_untouched(entry: Entry, engine: str, memory: Memory) -> bool:
    """Whether an entry is an unedited draft: exactly what the engine answered."""
    return (
        entry.state is State.DRAFT
        and entry.translation.origin == engine
        and str(entry.translation.target) in memory.answers(entry.key)
    )


def is_for_an_earlier_text(entry: Entry, memory: Memory) -> bool:
    """Whether an entry is an unedited draft of any engine for its previous French text."""
    if entry.state is not State.DRAFT or not entry.previous:
        return False
    before = parse(entry.previous)
    answers = memory.answers((entry.previous_context or entry.unit.context, entry.previous))
    return any(
        renumbered(before, entry.unit.source, parse(answer)) == entry.translation.target for answer in answers
    )
