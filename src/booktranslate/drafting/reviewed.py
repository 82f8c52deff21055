"""What people reviewed, as the memory takes it from PO files."""

from collections.abc import Sequence

from booktranslate.catalog import Entry
from booktranslate.memory import Reviewed
from booktranslate.model import State

FROM_REVIEWED = "memory (reviewed)"
"""The origin of a draft that is what people reviewed elsewhere."""


def languages(source: str, target: str) -> str:
    """The pair of languages, as the memory names it."""
    return f"{source}-{target}"


def reviewed_in(document: str, entries: Sequence[Entry]) -> tuple[list[Reviewed], list[Reviewed]]:
    """What the memory should take up from a document, and what people have withdrawn there.

    A draft that comes from the memory says nothing about what people think of it.
    """
    reviewed = [_reviewed(document, entry) for entry in entries if entry.state is State.REVIEWED]
    withdrawn = [
        _reviewed(document, entry)
        for entry in entries
        if entry.state is State.DRAFT and entry.translation.origin != FROM_REVIEWED
    ]
    return reviewed, withdrawn


def _reviewed(document: str, entry: Entry) -> Reviewed:
    context, source = entry.key
    return Reviewed(source, str(entry.translation.target), context, document)
