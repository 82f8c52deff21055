"""The signatures of a project: who approved which English, in a file to which lines are only added.

`approvals.jsonl` is beside the settings file and belongs in Git. Each line is one signature:

    {"by": "Anne Roy", "when": "2026-11-26T18:40:00Z", "document": "livre.docx", "chapter": "Préface",
     "language": "en-GB", "note": "", "texts": {"9af5cce40c02": "5f1d…"}, "previous": "…", "digest": "…"}

`texts` has a digest of the English of each text, by the id of the text. `digest` is that of the line itself,
`previous` that of the line before, so that a line that was edited, removed or inserted is noticed. This
reveals an accident, a tool or a bad merge. It is no protection against a forger, who can compute digests too.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.files import append
from booktranslate.interchange import content
from booktranslate.model import TaggedText

FILE = "approvals.jsonl"
_START = "0" * 64
_HINT = "Restore the file from Git or a copy, or delete it and sign again."


@dataclass(frozen=True, slots=True)
class Approval:
    """One signature, given by `by` at `when` (UTC, ISO 8601); `chapter` is empty for a whole document.

    `texts` are digests of the English (see `english`) by the ids of the texts.
    """

    by: str
    when: str
    document: str
    chapter: str
    language: str
    note: str
    texts: Mapping[str, str]

    @property
    def what(self) -> str:
        """What was signed: a chapter, or the whole document."""
        return f"{self.document} – {self.chapter}" if self.chapter else self.document


def english(target: TaggedText) -> str:
    """The digest of a wording; a change of one word, tag or comma changes it."""
    return sha256(str(target).encode()).hexdigest()[:16]


def read(project: Project) -> list[Approval]:
    """All signatures, in the order in which they were given; none if there is no file.

    Raises InputError, with the line, if the file is not as it was written.
    """
    return [approval for approval, _ in _lines(project.root / FILE)]


def add(project: Project, approval: Approval) -> None:
    """Write a signature after the others. Raises InputError if these are damaged, and OutputError."""
    path = project.root / FILE
    known = _lines(path)
    previous = known[-1][1] if known else _START
    fields = {**asdict(approval), "previous": previous}
    line = json.dumps({**fields, "digest": _digest(fields)}, ensure_ascii=False)
    # An editor may have removed the last line end.
    start = "\n" if known and not path.read_bytes().endswith(b"\n") else ""
    append(path, f"{start}{line}\n".encode())


def _digest(fields: Mapping[str, Any]) -> str:
    return sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _lines(path: Path) -> list[tuple[Approval, str]]:
    """The signatures, each with the digest of its line."""
    if not path.exists():
        return []
    data = content(path)
    found: list[tuple[Approval, str]] = []
    previous = _START
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        fields = _fields(line, where)
        digest = fields.pop("digest")
        if digest != _digest(fields):
            raise InputError("was edited: the signature no longer matches.", where=where, hint=_HINT)
        if fields.pop("previous") != previous:
            what = "does not follow the line before: a line is missing, or two copies were joined."
            raise InputError(what, where=where, hint=_HINT)
        found.append((Approval(**fields), digest))
        previous = digest
    return found


def _fields(line: bytes, where: str) -> dict[str, Any]:
    names = {*Approval.__dataclass_fields__, "previous", "digest"}
    try:
        fields = json.loads(line)
        is_ours = isinstance(fields, dict) and fields.keys() == names
        texts = fields["texts"] if is_ours else None
        is_ours = is_ours and isinstance(texts, dict) and all(isinstance(v, str) for v in texts.values())
        is_ours = is_ours and all(isinstance(fields[name], str) for name in names - {"texts"})
    except (ValueError, RecursionError):
        is_ours = False
    if not is_ours:
        raise InputError("is not a valid signature: the line is damaged or cut off.", where=where, hint=_HINT)
    return dict(fields)
