"""What of a document is text to translate, what is not, and why; and who asks and answers in it."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.book.interview import Understood
from booktranslate.book.units import interview_of, open_document
from booktranslate.config import Project
from booktranslate.docx.audit.inventory import Inventory, inventory


@dataclass(frozen=True, slots=True)
class Inspected:
    """The completeness certificate of a document, and who asks and answers in it."""

    inventory: Inventory
    interview: Understood


def inspect(project: Project, document: Path) -> Inspected:
    """Account for every visible character of any Word document. Raises InputError."""
    opened = open_document(project, document)
    understood = interview_of(project, opened)
    return Inspected(inventory(opened), understood)
