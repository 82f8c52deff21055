"""What of a document is text to translate, what is not, and why: the completeness certificate."""

from pathlib import Path

from booktranslate.book import open_document
from booktranslate.config import Project
from booktranslate.docx.inventory import Inventory, inventory


def inspect(project: Project, document: Path) -> Inventory:
    """Account for every visible character of any Word document. Raises InputError."""
    return inventory(open_document(project, document))
