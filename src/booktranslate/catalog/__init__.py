"""PO files: read, written, brought up to date with the book, brought together. The only user of polib.

The PO file is where translations and their states live. Anything else that writes it (Poedit, msgcat,
msgmerge, Weblate, translate-toolkit) may wrap and order it as it likes: files are compared by what they say.

    read / write          a file to a Catalog and back
    update                a file changed where it stands, whoever saves it meanwhile
    with_drafts           machine drafts, for entries that have no translation
    settle                two entries of one text made one

What few commands need is in modules of its own:

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
