"""PO files: read, written, brought up to date with the book, brought together. The only user of polib.

The PO file is where translations and their states live. Anything else that writes it (Poedit, msgcat,
msgmerge, Weblate, translate-toolkit) may wrap and order it as it likes: files are compared by what they say.

    read / write          a file to a Catalog and back
    merge                 the entries of an earlier edition, carried over to the units of the book of today
    with_drafts           machine drafts, for entries that have no translation
    bring_together        two reviewers' copies of one file
"""

from booktranslate.catalog.entries import Catalog, Entry, with_drafts
from booktranslate.catalog.merging import Change, Kind, MergeReport, merge
from booktranslate.catalog.reading import read
from booktranslate.catalog.together import bring_together
from booktranslate.catalog.writing import write

__all__ = [
    "Catalog",
    "Change",
    "Entry",
    "Kind",
    "MergeReport",
    "bring_together",
    "merge",
    "read",
    "with_drafts",
    "write",
]
