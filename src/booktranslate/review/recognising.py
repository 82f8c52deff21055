"""What a file that came in is, told by its content: a PO file, a form of review, or nothing of ours.

Whatever comes in leaves as a `Copy`, which is combined with the PO files of the project as any other copy is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from booktranslate.catalog import Catalog, parse_po
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.po_files.incoming import Incoming
from booktranslate.review import finished
from booktranslate.review.answers import Copy, as_copy
from booktranslate.review.edition import FORM
from booktranslate.review.forms import FORMS
from booktranslate.review.identity import PACK_FIELD, PROJECT_FIELD, field_of
from booktranslate.review.sent import Sent, Store
from booktranslate.review.values import Returned

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # .doc, .xls, and whatever has a password


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came in. `catalog` is what a PO file holds, `returned` what another form holds; a file that
    is neither has none of both. `sent` is what was sent to the reviewer, if it is kept. `fault` says why
    nothing can be read in a file in which somebody may have written."""

    name: str
    catalog: Catalog | None = None
    returned: Returned | None = None
    sent: Sent | None = None
    fault: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it is a file in which texts can come back."""
        return self.catalog is not None or self.returned is not None

    def copy(self, current: Sequence[Catalog]) -> Copy | None:
        """Its texts beside those of the project; None for a file that has none."""
        if self.returned is not None:
            return as_copy(self.returned, self.sent, current)
        if self.catalog is None:
            return None
        return Copy(self.catalog, self.sent.catalog if self.sent else None, frozenset(), (), ())


def arrive(project: Project, files: Sequence[Incoming], current: Sequence[Catalog]) -> list[Arrived]:
    """Read all files that came in. Raises InputError for a pack of another project, or a damaged one."""
    store = Store(project)
    own = {field for each in current if (field := field_of(each, PROJECT_FIELD))}
    return [_arrived(project, file, store, own) for file in files]


def _arrived(project: Project, file: Incoming, store: Store, own: Collection[str]) -> Arrived:
    if file.is_po:
        catalog = parse_po(file.data, Path(file.name), project.target_lang)
        sent = store.find(field_of(catalog, PACK_FIELD))
        if field_of(catalog, PACK_FIELD):
            _require_own(file.name, field_of(catalog, PROJECT_FIELD), own, sent)
        return Arrived(file.name, catalog, sent=sent)
    returned = read(file.name, file.data, store)
    if returned is None:
        return Arrived(file.name, fault=_fault(file.data))
    sent = store.find(returned.pack)
    _require_own(file.name, returned.project, own, sent)
    return Arrived(file.name, returned=returned, sent=sent or likely(returned, store))


def read(name: str, data: bytes, store: Store) -> Returned | None:
    """What came back in a file of one of the forms; None when it is none of them. Raises InputError."""
    for form in FORMS.values():
        if form.recognises(data):
            return form.read(name, data)
    return finished.read(name, data, store)


def _fault(data: bytes) -> str:
    """Why a document of an office program says nothing; empty for any other file."""
    if data.startswith(_OLE) or (data.startswith(b"PK") and b"mimetypeapplication/vnd." in data[:200]):
        return "The format is not supported: ask for a .docx or .xlsx file without a password."
    if data.startswith(b"PK"):
        return "It is an office document without any text of this book."
    return ""


def _require_own(name: str, project: str, own: Collection[str], sent: Sent | None) -> None:
    """Where the PO files lost the identity, what was sent tells, or the texts do."""
    if project and own and project not in own and (sent is None or sent.project != project):
        raise InputError(
            "comes from another project.",
            where=name,
            hint="Nothing was changed. Run the command in the folder of that project.",
        )


def likely(returned: Returned, store: Store) -> Sent | None:
    """What was sent, for a file that lost the line that says so: what holds the most of its texts, the latest
    of several."""
    if returned.pack:  # it is known, and no longer kept
        return None
    ids = {answer.id for answer in returned.answers}
    packs = [sent for sent in store.all() if FORM not in sent.forms]
    found = [(len(ids & set(sent.texts)), place, sent) for place, sent in enumerate(packs)]
    count, _, sent = max(found, key=lambda each: each[:2], default=(0, 0, None))
    return sent if count else None
