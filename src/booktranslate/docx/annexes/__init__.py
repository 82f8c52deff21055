"""Pages at the end of the finished book that look as the book does: heading, text, tables.

values        what is on them
models        what the book's own headings, paragraphs and tables look like
writing       the pages, behind all that the book has
listing       their lines in the book's tables of contents
"""

from booktranslate.docx.annexes.values import Annex, Listing
from booktranslate.docx.annexes.writing import with_annexes

__all__ = ["Annex", "Listing", "with_annexes"]
