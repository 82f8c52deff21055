"""Terms of the book that are not in the glossary."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project
from booktranslate.glossary import Glossary
from booktranslate.glossary.acronyms import Acronym, acronyms
from booktranslate.glossary.mining import Candidate, Passage, candidates
from booktranslate.po_files import layout


@dataclass(frozen=True, slots=True)
class Suggested:
    """Term candidates, the best first, names last; and acronyms, the commonest first."""

    terms: tuple[Candidate, ...]
    acronyms: tuple[Acronym, ...]


def suggest(project: Project, documents: Sequence[Path], glossary: Glossary, fewest: int = 3) -> Suggested:
    """Candidates that occur at least `fewest` times, and all acronyms.

    Raises InputError for PO files that cannot be read.
    """
    passages = [
        Passage(entry.unit.source.plain, entry.unit.locations[0] if entry.unit.locations else "")
        for document in documents
        for entry in layout.load_extracted(project, document).entries
    ]
    return Suggested(tuple(candidates(passages, glossary, fewest)), tuple(acronyms(passages, glossary)))
