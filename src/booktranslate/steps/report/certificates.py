"""What the certificates beside the finished documents say (`assemble --certify`)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project


@dataclass(frozen=True, slots=True)
class Proof:
    """A file made from the finished book: how many letters of the book it has to have, and has."""

    file: str
    letters: int
    found: int
    pages: int


def proofs(project: Project, documents: Sequence[Path]) -> tuple[Proof, ...]:
    """The files that certificates speak of, in the order of the documents. A certificate that cannot be read
    says nothing, as one that was never made."""
    return tuple(
        proof
        for document in documents
        for proof in _proofs(project.build / document.with_suffix(".certificate.json").name)
    )


def _proofs(path: Path) -> Iterator[Proof]:
    if not path.is_file():
        return
    try:
        files = json.loads(path.read_text("utf-8"))["files"]
        yield from [
            Proof(str(file["file"]), int(file["letters"]), int(file["found"]), int(file["pages"]))
            for file in files
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return
