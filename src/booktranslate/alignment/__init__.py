"""Which text of a translation is that of which text of the book, when nothing but the two books says so."""

from booktranslate.alignment.course import BESIDE, Bead, align
from booktranslate.alignment.likeness import Segment

__all__ = ["BESIDE", "Bead", "Segment", "align"]
