"""A document with replaced texts, ready to be saved."""

from dataclasses import dataclass
from pathlib import Path

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.signatures import signature_parts, unsigned
from booktranslate.docx.passages import Passage
from booktranslate.errors import InputError
from booktranslate.model import Finding


@dataclass(frozen=True, eq=False)
class Edition:
    """A document with replaced texts, ready to be saved: its package, and the members that change.

    `findings` are warnings from writing the texts; `comments` is the number of comments left in the source
    language. `grown` are passages of which cross-references now show more than in the source, each with a
    message.
    """

    package: Package
    changed: dict[str, bytes]
    findings: tuple[Finding, ...]
    comments: int = 0
    grown: tuple[tuple[Passage, str], ...] = ()

    def save(self, path: Path, *, drop_signature: bool = False) -> None:
        """Write the document. Raises OutputError if it cannot be written.

        A digital signature is not valid for a changed document: raises InputError for a signed one, unless
        `drop_signature` removes it. An unchanged document keeps it.
        """
        signatures = signature_parts(self.package)
        if not self.changed or not signatures:
            self.package.write(path, self.changed)
            return
        if not drop_signature:
            raise InputError(
                "is digitally signed, and the signature is not valid for a translation.",
                where=str(self.package.path),
                hint="Use --drop-signature (the original keeps its signature), or an unsigned copy.",
            )
        rest = unsigned(self.package, signatures, self.changed)
        self.package.write(path, {**self.changed, **rest}, signatures)
