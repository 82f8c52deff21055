"""PO files: read, written, brought up to date with the book, brought together. The only user of polib.

The PO file is where translations and their states live. Anything else that writes it (Poedit, msgcat,
msgmerge, Weblate, translate-toolkit) may wrap and order it as it likes: files are compared by what they say.

    read / write          a file to a Catalog and back
    update                a file changed where it stands, whoever saves it meanwhile
    merge                 the entries of an earlier edition, carried over to the units of the book of today
    with_drafts           machine drafts, for entries that have no translation
    with_suggestions      similar texts of the memory, in the notes for the translator
    bring_together        two reviewers' copies of one file
    merge_branches        two branches of one file, as Git asks for it
"""

from booktranslate.catalog.branches import common_ground, merge_branches
from booktranslate.catalog.changes import Change, Kind, MergeReport
from booktranslate.catalog.combining import bring_together, keeping_words
from booktranslate.catalog.entries import RANK, Catalog, Entry, Form, with_drafts
from booktranslate.catalog.folding import folded
from booktranslate.catalog.merging import merge
from booktranslate.catalog.other_documents import Elsewhere, Found, elsewhere
from booktranslate.catalog.reading import parse_po, read
from booktranslate.catalog.retagging import divided, joined, renumbered, retagged, sentences
from booktranslate.catalog.settling import CONFLICT, Nothing, Remembered, is_machines, settle
from booktranslate.catalog.suggestions import suggestion, suggestions, with_suggestions
from booktranslate.catalog.writing import content, update, would_write, write

__all__ = [
    "CONFLICT",
    "RANK",
    "Catalog",
    "Change",
    "Elsewhere",
    "Entry",
    "Form",
    "Found",
    "Kind",
    "MergeReport",
    "Nothing",
    "Remembered",
    "bring_together",
    "common_ground",
    "content",
    "divided",
    "elsewhere",
    "folded",
    "is_machines",
    "joined",
    "keeping_words",
    "merge",
    "merge_branches",
    "parse_po",
    "read",
    "renumbered",
    "retagged",
    "sentences",
    "settle",
    "suggestion",
    "suggestions",
    "update",
    "with_drafts",
    "with_suggestions",
    "would_write",
    "write",
]
