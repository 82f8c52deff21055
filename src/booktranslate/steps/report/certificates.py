"""What the certificates beside the finished documents say (`assemble --certify`)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.config import Project


@dataclass(frozen=True, slots=True)
class Proof:
    """A file made from the finished book: how many letters it should have, and how many were found in it."""

    file: str
    letters: int
    found: int
    pages: int


def proofs(project: Project, documents: Sequence[Path]) -> tuple[Proof, ...]:
    """The files that have certificates, in the order of the documents; a certificate that cannot be read
    counts as missing."""
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
