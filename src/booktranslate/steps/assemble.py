"""source/*.docx + translations → build/<language>/*.docx, with every formatting kept."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate import shelf
from booktranslate.book import keys, open_document
from booktranslate.config import Project
from booktranslate.docx import Passage
from booktranslate.glossary import Glossary
from booktranslate.house_style import polished
from booktranslate.model import Finding, State, TaggedText
from booktranslate.steps import Progress, in_parallel, silent

_PSEUDO = "pseudo"


@dataclass(frozen=True, slots=True)
class Assembled:
    """One finished document; how many of its texts are in which state there, and what tags could not do."""

    document: Path
    output: Path
    reviewed: int
    drafted: int
    untranslated: int
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """How many texts the document has."""
        return self.reviewed + self.drafted + self.untranslated

    @property
    def is_final(self) -> bool:
        """Whether a person has accepted every text."""
        return self.drafted == self.untranslated == 0


def assemble(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    *,
    reviewed_only: bool = False,
    drop_signature: bool = False,
    jobs: int | None = None,
    progress: Progress = silent,
) -> list[Assembled]:
    """Write the book in the target language; a text without translation stays as it is in the source.

    The typography rules of the project are applied to drafts and to people's words alike.

    With `reviewed_only` drafts are not used. Raises InputError (the document it names is then not written)
    or OutputError.
    """
    work = [(project, document, glossary, reviewed_only, drop_signature) for document in documents]
    return in_parallel(_assemble, work, jobs, progress)


def _assemble(
    project: Project, path: Path, glossary: Glossary, reviewed_only: bool, drop_signature: bool
) -> Assembled:
    found = shelf.load_extracted(project, path)
    document = open_document(project, path)
    translations = {entry.key: entry.translation for entry in found.entries}
    used = {State.REVIEWED} if reviewed_only else {State.REVIEWED, State.DRAFT}
    states: dict[tuple[str, str], State] = {}
    targets: dict[int, TaggedText] = {}
    for passage, key in keys(project, document):
        translation = translations.get(key)
        states[key] = translation.state if translation is not None else State.EMPTY
        if translation is None or states[key] not in used or translation.target == passage.text:
            continue
        target = translation.target
        # The pseudo language is no English: it shows the texts as they are.
        targets[id(passage)] = (
            target if translation.origin == _PSEUDO else polished(project, glossary, target)
        )

    def lookup(passage: Passage) -> TaggedText | None:
        return targets.get(id(passage))

    edition = document.replace(lookup, project.target_lang, project.source_lang)
    output = project.build / path.name
    edition.save(output, drop_signature=drop_signature)
    counts = Counter(states.values())
    return Assembled(
        path, output, counts[State.REVIEWED], counts[State.DRAFT], counts[State.EMPTY], edition.findings
    )
