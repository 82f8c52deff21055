"""What of a document is text to translate, what is not, and why: the completeness certificate."""

from pathlib import Path

from booktranslate.config import Project
from booktranslate.docx import Bounds, Inventory, Reading, inventory


def inspect(project: Project, document: Path) -> Inventory:
    """Account for every visible character of any Word document. Raises InputError."""
    extract, limits = project.extract, project.limits
    return inventory(
        document,
        Reading(extract.hidden, extract.comments, extract.link_targets, extract.revisions),
        Bounds(limits.max_entries, limits.max_megabytes, limits.max_ratio),
    )
