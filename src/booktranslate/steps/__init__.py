"""The pipeline, one module per step; only files pass from one step to the next.

    start        init       a project folder
    make         make       BOOK.docx                → source/ of the project beside it
    convert      convert    *.doc, *.odt, *.rtf      → source/*.docx
    extract      extract    source/*.docx            → translations/<language>/*.po
    adopt        adopt      an English version       → drafts (fuzzy)
    translate    translate  untranslated entries     → drafts (fuzzy)
    adapt        translate  British English          → American English, or back, by rule
    estimate     translate  what that would cost (--dry-run)
    status       status     *.po                     → how far the book is
    check        check      *.po                     → findings, and fixes of typography
    export       review     *.po                     → files for a reviewer
    send         send       these files              → a parcel with a letter
    combine      combine    a reviewer's file        → the project's *.po
    sign_off     sign-off   a chapter                → a signature in approvals.jsonl
    undo         undo       the *.po files           → as they were before a command
    merge_driver merge-driver  three versions        → one *.po, for Git
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
    memory_exchange  memory exchange, and removal of what is old

Steps never print: they report progress through a callback and return values. They do not import each other.
"""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is in all."""


def silent(done: int, total: int) -> None:
    """A progress callback that shows nothing."""
