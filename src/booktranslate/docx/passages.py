"""The texts of a document as values, and what of it counts as text."""

from collections.abc import Callable
from dataclasses import dataclass

from booktranslate.docx.formatting.appearance import OUTSIDE, Cell
from booktranslate.model import Comments, Revisions, TaggedText


@dataclass(frozen=True, slots=True)
class Reading:
    """What counts as text: hidden text, link targets, dates in figures; what becomes of comments and of
    tracked changes."""

    hidden: bool = False
    comments: Comments = "keep"
    link_targets: bool = False
    revisions: Revisions = "accept"
    dates: bool = False


@dataclass(slots=True, eq=False)  # not frozen: see paragraphs/nodes.py
class Passage:
    """One text of the document, at its place; another place is another passage, whatever it says.

    `part` and `number` say where (the number counts the texts of the part from 1); `kind`, `style` and
    `level` are as in `stories.Place`. `look` is what sets the whole of it apart, `cell` its place in a table
    (see `appearance`). A `copy` repeats a passage before it (a text box for old programs).
    """

    text: TaggedText
    part: str
    number: int
    kind: str
    style: str = ""
    level: int = 0
    copy: bool = False
    look: str = ""
    cell: Cell = OUTSIDE


Lookup = Callable[[Passage], TaggedText | None]
