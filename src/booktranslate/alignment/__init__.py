"""Align the texts of a book, or places within one text, with those of its translation."""

from booktranslate.alignment.course import BESIDE, Bead, align
from booktranslate.alignment.likeness import BookText

__all__ = ["BESIDE", "Bead", "BookText", "align"]
