"""What in a document will be translated, what will not, and why; who asks and who answers."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.book.interview import Understood
from booktranslate.book.units import interview_of, open_document
from booktranslate.config import Project
from booktranslate.docx.audit.inventory import Inventory, inventory
from booktranslate.docx.audit.pictures import Silent, silent


@dataclass(frozen=True, slots=True)
class Inspected:
    """The inventory of a document, who asks and answers in it, and what has no words for a screen reader."""

    inventory: Inventory
    interview: Understood
    silent: tuple[Silent, ...]


def inspect(project: Project, document: Path) -> Inspected:
    """Account for every visible character of a Word document, in a project or not. Raises InputError."""
    opened = open_document(project, document)
    understood = interview_of(project, opened)
    nothing_said = silent(opened)
    return Inspected(inventory(opened), understood, nothing_said)
