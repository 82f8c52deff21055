"""Who a file belongs to: the identity of a project, in its PO files, and that of a pack, in each form of it.

The identity of a project stands in the header of all its PO files, so that it travels with them. A pack shows
the identities of both as one line, `booktranslate:7f3a…:09bc…`, in its properties or in plain sight: programs
drop properties, and nobody needs to read the line.
"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from booktranslate.catalog import Catalog
from booktranslate.config import Project
from booktranslate.model import Key
from booktranslate.po_files.layout import PoSet

if TYPE_CHECKING:  # it comes with the memory, which a book is made without
    from booktranslate.po_files.reconciling import Reconciler

PROJECT_FIELD = "X-Booktranslate-Project"
PACK_FIELD = "X-Booktranslate-Pack"

_ID = re.compile("[0-9a-f]{12}")
_FIELD = re.compile(rf"{PROJECT_FIELD}:\s*([0-9a-f]{{12}})\b".encode())
_HEADER = 20_000  # bytes of a file that hold its header
_MARK = re.compile("booktranslate:([0-9a-f]{12}):([0-9a-f]{12})")


def new_id() -> str:
    """A new identity: twelve random hexadecimal digits."""
    return os.urandom(6).hex()


def is_id(text: str) -> bool:
    """Whether a text can be an identity, of a project, a pack or a text."""
    return bool(_ID.fullmatch(text))


def text_id(key: Key) -> str:
    """The id of a text in all forms: the first twelve hexadecimal digits of a digest of its key.

    Another context or another word of the source gives another id, so that an answer can only be laid beside
    the French that the reviewer read.
    """
    context, source = key
    return sha256(f"{context}\x04{source}".encode()).hexdigest()[:12]


def mark(project: str, pack: str) -> str:
    """The line by which a pack is known again."""
    return f"booktranslate:{project}:{pack}"


def marked(text: str) -> tuple[str, str] | None:
    """The identities of project and pack in a text that has such a line; the first of several."""
    found = _MARK.search(text)
    return (found[1], found[2]) if found else None


def project_of(project: Project) -> str:
    """The identity that the PO files of a project have: that of most of them; empty when none has one.

    Where none of this target has one, those of its other targets tell. Files are only looked at, so that one
    that cannot be read stands in nobody's way.
    """
    others = (target for target in project.targets if target != project.target_lang)
    folders = (project.translations, *(project.translations.parent / target for target in others))
    return next((found for folder in folders if (found := _identity_in(folder))), "")


def _identity_in(folder: Path) -> str:
    found: Counter[str] = Counter()
    for path in filter(Path.is_file, folder.rglob("*.po")):  # a pipe would never end
        with suppress(OSError), path.open("rb") as stream:
            found.update(match[1].decode() for match in [_FIELD.search(stream.read(_HEADER))] if match)
    return min(found, key=lambda each: (-found[each], each), default="")


def field_of(catalog: Catalog, name: str) -> str:
    """A field of the header of a PO file; empty when it has none of that name."""
    return dict(catalog.header).get(name, "")


def with_fields(catalog: Catalog, **fields: str) -> Catalog:
    """The catalog with the identities of `project` and `pack` in its header."""
    names = {"project": PROJECT_FIELD, "pack": PACK_FIELD}
    header = dict(catalog.header) | {names[key]: value for key, value in fields.items()}
    return replace(catalog, header=tuple(header.items()))


def ensure(po_sets: Sequence[PoSet], reconciler: "Reconciler") -> str:
    """The identity of the project; when it has none, a new one that is written into its PO files.

    Raises OutputError.
    """
    if known := project_of(reconciler.project):
        return known
    made = new_id()
    for each in po_sets:
        for path, _ in each.catalogs:
            reconciler.change(path, lambda catalog: with_fields(catalog, project=made))
    return made
