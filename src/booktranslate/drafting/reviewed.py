"""Reviewed translations in PO files, as the memory stores them."""

from collections.abc import Sequence

from booktranslate.catalog import Entry
from booktranslate.memory import Reviewed
from booktranslate.model import State

FROM_REVIEWED = "memory (reviewed)"
"""The origin of a draft that was reviewed elsewhere."""


def languages(source: str, target: str) -> str:
    """The name of a pair of languages in the memory."""
    return f"{source}-{target}"


def reviewed_in(document: str, entries: Sequence[Entry]) -> tuple[list[Reviewed], list[Reviewed]]:
    """The reviewed translations in a document, which the memory should store, and its drafts, which it should
    remove, as people may have withdrawn their approval.

    Drafts that come from reviewed translations are left out, because nobody has judged them here.
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
