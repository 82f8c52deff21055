"""Find translations that make a cross-reference show more than in the source, before the book is made."""

from collections.abc import Mapping
from pathlib import Path

from booktranslate.book.units import keys, open_document
from booktranslate.config import Project
from booktranslate.docx import Passage
from booktranslate.errors import InputError
from booktranslate.model import Key, TaggedText


def grown_references(
    project: Project, path: Path, targets: Mapping[Key, TaggedText]
) -> list[tuple[Key, str]]:
    """The keys of units whose translation does so, each with a message.

    Empty if the document cannot be read; other steps report that.
    """
    try:
        document = open_document(project, path)
    except InputError:
        return []
    if not document.has_references:
        return []
    key_of = {(passage.part, passage.number): key for passage, key in keys(project, document)}

    def lookup(passage: Passage) -> TaggedText | None:
        return targets.get(key_of[passage.part, passage.number]) or None

    edition = document.replace(lookup, project.target_lang, project.source_lang)
    found = [(key_of[passage.part, passage.number], message) for passage, message in edition.grown]
    return list(dict.fromkeys(found))
