"""Which project and pack a file belongs to.

The identity of a project is in the header of all its PO files, so that it travels with them. Each form of a
pack has the identities of both as one line, `booktranslate:7f3a…:09bc…`. The line is in the properties of the
file and, as programs drop properties, in small print too.
"""

import os
import re
import unicodedata
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
_HEADER = 20_000  # the header is within so many bytes of a file
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_MARK = re.compile("booktranslate:([0-9a-f]{12}):([0-9a-f]{12})")


def new_id() -> str:
    """A new identity: twelve random hexadecimal digits."""
    return os.urandom(6).hex()


def is_id(text: str) -> bool:
    """Whether a string has the form of an identity, be it of a project, a pack or a text."""
    return bool(_ID.fullmatch(text))


def text_id(key: Key) -> str:
    """The id of a text in all forms: the first twelve hexadecimal digits of a digest of its key.

    A different context or source gives a different id, so that an answer only ever meets the French that the
    reviewer read.
    """
    context, source = key
    return sha256(f"{context}\x04{source}".encode()).hexdigest()[:12]


def unaltered(text: str) -> str:
    """The text without what programs alter: kinds of spaces, invisible characters, forms of accents."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def mark(project: str, pack: str) -> str:
    """The line by which a pack is recognised when it comes back."""
    return f"booktranslate:{project}:{pack}"


def marked(text: str) -> tuple[str, str] | None:
    """The identities of project and pack in the first such line of a text; None if there is none."""
    found = _MARK.search(text)
    return (found[1], found[2]) if found else None


def project_of(project: Project) -> str:
    """The identity that most PO files of a project have; empty if none has one.

    If no file of this target has one, those of the other targets are asked. Only the beginning of each file
    is searched and nothing is parsed, so that a damaged file does no harm.
    """
    others = (target for target in project.targets if target != project.target_lang)
    folders = (project.translations, *(project.translations.parent / target for target in others))
    return next((found for folder in folders if (found := _identity_in(folder))), "")


def _identity_in(folder: Path) -> str:
    found: Counter[str] = Counter()
    for path in filter(Path.is_file, folder.rglob("*.po")):  # reading a pipe might never end
        with suppress(OSError), path.open("rb") as stream:
            found.update(match[1].decode() for match in [_FIELD.search(stream.read(_HEADER))] if match)
    return min(found, key=lambda each: (-found[each], each), default="")


def field_of(catalog: Catalog, name: str) -> str:
    """A field of the header of a PO file; empty if there is none of that name."""
    return dict(catalog.header).get(name, "")


def with_fields(catalog: Catalog, **fields: str) -> Catalog:
    """The catalog with the identities that are given, of `project` and `pack`, in its header."""
    names = {"project": PROJECT_FIELD, "pack": PACK_FIELD}
    header = dict(catalog.header) | {names[key]: value for key, value in fields.items()}
    return replace(catalog, header=tuple(header.items()))


def ensure(po_sets: Sequence[PoSet], reconciler: "Reconciler") -> str:
    """The identity of the project; if it has none, a new one, which is written into its PO files.

    Raises OutputError.
    """
    if known := project_of(reconciler.project):
        return known
    made = new_id()
    for each in po_sets:
        for path, _ in each.catalogs:
            reconciler.change(path, lambda catalog: with_fields(catalog, project=made))
    return made
