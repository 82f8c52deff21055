"""The texts of a document as values, and the settings for what counts as text."""

from collections.abc import Callable
from dataclasses import dataclass

from booktranslate.docx.formatting.appearance import OUTSIDE, Cell
from booktranslate.model import Comments, Revisions, TaggedText


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether hidden text, link targets and dates in figures count as text, and what happens to comments and
    tracked changes."""

    hidden: bool = False
    comments: Comments = "keep"
    link_targets: bool = False
    revisions: Revisions = "accept"
    dates: bool = False


@dataclass(slots=True, eq=False)  # not frozen: see paragraphs/nodes.py
class Passage:
    """One text at its place in the document; the same words at another place are another passage.

    `number` counts the texts of its part from 1; `kind`, `style` and `level` are as in `stories.Place`.
    `look` is what is conspicuous in its base format, `cell` its position in a table (see `appearance`). A
    `copy` repeats an earlier passage (a text box for old programs).
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
