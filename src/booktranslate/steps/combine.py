"""Bring the copies of two reviewers together, without losing the words of either."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate import shelf
from booktranslate.catalog import bring_together, read, write
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.model import Finding


@dataclass(frozen=True, slots=True)
class Combined:
    """One PO file of the project, the copy that was brought into it, and what a person should look at."""

    file: Path
    copy: Path
    written: bool
    findings: tuple[Finding, ...]


def combine(
    project: Project, documents: Sequence[Path], copies: Path, ancestors: Path | None = None
) -> list[Combined]:
    """Bring the PO files under `copies` (a file or a folder) into those of the same name of the project.

    `ancestors` holds the files as they were sent out; with it a change back to an older wording is seen as
    a change. All files are read before the first is written. Raises InputError or OutputError.
    """
    found = []
    for document in documents:
        for path, ours in shelf.load_extracted(project, document).catalogs:
            copy = _same(path, project.translations, copies)
            if copy is None:
                continue
            base = _same(path, project.translations, ancestors) if ancestors is not None else None
            theirs = read(copy, project.target_lang)
            ancestor = read(base, project.target_lang) if base is not None else None
            found.append((path, copy, *bring_together(ours, theirs, ancestor)))
    if not found:
        raise InputError(
            "holds no PO file with the name of one of the project.",
            where=str(copies),
            hint=f"The names must be as in {project.translations}.",
        )
    return [
        Combined(path, copy, write(path, catalog), tuple(findings)) for path, copy, catalog, findings in found
    ]


def _same(path: Path, root: Path, other: Path) -> Path | None:
    """The file that stands for `path` (under `root`) in another place."""
    if other.is_file():
        return other if other.name == path.name else None
    for candidate in (other / path.relative_to(root), other / path.name):
        if candidate.is_file():
            return candidate
    return None
