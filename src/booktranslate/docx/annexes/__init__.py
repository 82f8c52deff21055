"""Annexes at the end of the finished book, whose headings, text and tables look like those of the book.

values        what they say
models        what the book's own headings, paragraphs and tables look like
writing       the pages
listing       their lines in the book's tables of contents
"""

from booktranslate.docx.annexes.values import Annex, Listing
from booktranslate.docx.annexes.writing import with_annexes

__all__ = ["Annex", "Listing", "with_annexes"]
