"""What of a document is text to translate, what is not, and why; who asks and answers; what lacks words."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.book.interview import Understood
from booktranslate.book.units import interview_of, open_document
from booktranslate.config import Project
from booktranslate.docx.audit.inventory import Inventory, inventory
from booktranslate.docx.audit.pictures import Silent, silent


@dataclass(frozen=True, slots=True)
class Inspected:
    """The completeness certificate of a document, who asks and answers in it, and what a screen reader would
    pass over."""

    inventory: Inventory
    interview: Understood
    silent: tuple[Silent, ...]


def inspect(project: Project, document: Path) -> Inspected:
    """Account for every visible character of any Word document. Raises InputError."""
    opened = open_document(project, document)
    understood = interview_of(project, opened)
    nothing_said = silent(opened)
    return Inspected(inventory(opened), understood, nothing_said)
