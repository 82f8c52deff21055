"""PO files: reading, writing, merging with the book of today, combining copies. Only here is polib used.

The PO file is where translations and their states live. Anything else that writes it (Poedit, msgcat,
msgmerge, Weblate, translate-toolkit) may wrap and order it as it likes: files are compared by what they say.

    read / write          make a Catalog of a file, and a file of a Catalog
    update                change a file where it is, even if another program saves it in the meantime
    with_drafts           enter machine drafts where there is no translation
    settle                make one entry of two that have the same text

Few commands need the other modules, so they are imported one by one:

    merging               the entries of an earlier edition, carried over to the units of the book of today
    combining             two reviewers' copies of one file
    branch_merging        two branches of one file, as Git asks for it
    suggestions           similar texts of the memory, in the notes for the translator
"""

from booktranslate.catalog.conflicts import CONFLICT, Nothing, Remembered, is_machines, settle
from booktranslate.catalog.entries import RANK, Catalog, Entry, Form, with_drafts
from booktranslate.catalog.reading import parse_po, read
from booktranslate.catalog.writing import content, update, would_write, write

__all__ = [
    "CONFLICT",
    "RANK",
    "Catalog",
    "Entry",
    "Form",
    "Nothing",
    "Remembered",
    "content",
    "is_machines",
    "parse_po",
    "read",
    "settle",
    "update",
    "with_drafts",
    "would_write",
    "write",
]
