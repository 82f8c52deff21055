"""The pipeline, a module a step; files are all that passes between them.

    start        init       a project folder
    make         make       BOOK.docx                → source/ of the project beside it
    convert      convert    *.doc, *.odt, *.rtf      → source/*.docx
    extract      extract    source/*.docx            → translations/<language>/*.po
    adopt        adopt      an English version       → drafts (fuzzy)
    translate    translate  entries without words    → drafts (fuzzy)
    estimate     translate  what that would cost (--dry-run)
    status       status     *.po                     → how far the book is
    check        check      *.po                     → findings, and fixes of typography
    combine      combine    a reviewer's *.po        → the project's *.po
    merge_driver merge-driver  three editions       → one *.po, for Git
    weblate      weblate    *.po                     ↔ a Weblate server
    assemble     assemble   source/*.docx + *.po     → build/<language>/*.docx
    bilingual    assemble   the same, French and English side by side (--bilingual)
    export_pdf   assemble   build/<language>/*.docx  → *.pdf
    epub         assemble   the same                 → *.epub (--epub)
    certify      assemble   *.docx, *.pdf, *.epub    → is every letter on a page? (--certify)
    layout       assemble   both PDFs                → what moved, grew or broke (--layout)
    report       report     *.po, findings, cost     → a page
    inspect      inspect    a document               → what is text, what is not, and why
    pictures     pictures   words in pictures, and the translated ones
    glossary_*   glossary   its faults, new terms, what a change does, exchange
    memory_exchange  memory exchange, and what can go

Steps never print: they take a callback for progress and return values. They do not know each other.
"""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


def silent(done: int, total: int) -> None:
    """A progress callback that shows nothing."""
