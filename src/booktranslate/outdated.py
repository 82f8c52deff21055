"""Drafts that were made when the glossary said something else: which, and by which change.

Shared by the steps that make them again (translate), count their cost (estimate) and tell (glossary impact).
"""

from collections.abc import Sequence

from booktranslate.catalog import Entry
from booktranslate.engines import Engine
from booktranslate.glossary import Glossary
from booktranslate.glossary.changes import affected
from booktranslate.glossary.csv_file import parse
from booktranslate.memory import Memory
from booktranslate.model import Key, State, TaggedText


def outdated(
    document: str, entries: Sequence[Entry], engine: Engine, memory: Memory, glossary: Glossary
) -> dict[Key, TaggedText]:
    """The untouched drafts of the engine about whose text the glossary has changed, with what they say."""
    before = glossary_before(document, engine.name, memory)
    if before is None or before.digest == glossary.digest:
        return {}
    return {
        entry.key: entry.translation.target
        for entry in entries
        if is_untouched(entry, engine.name, memory) and affected(before, glossary, entry.unit.source.plain)
    }


def glossary_before(document: str, engine: str, memory: Memory) -> Glossary | None:
    """The glossary that the drafts of an engine in a document agree with; None before there are any."""
    content = memory.glossary(document, engine)
    return None if content is None else parse(content, lenient=True)


def is_untouched(entry: Entry, engine: str, memory: Memory) -> bool:
    """Whether an entry is a draft that says, to the letter, what the engine answered."""
    return (
        entry.state is State.DRAFT
        and entry.translation.origin == engine
        and memory.is_answer(entry.key, str(entry.translation.target))
    )
