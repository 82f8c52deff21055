"""What a file that came back is, by its content: a PO file, a form of a pack, or nothing of ours.

Whatever it is, it becomes a `Copy`, which is combined with the PO files of the project like any other copy.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.catalog import Catalog, parse_po
from booktranslate.config import Project
from booktranslate.errors import InputError
from booktranslate.po_files.incoming import Incoming
from booktranslate.review import finished, labels
from booktranslate.review.answers import Copy, as_copy
from booktranslate.review.damage import without_damage
from booktranslate.review.edition import FORM
from booktranslate.review.forms import FORMS
from booktranslate.review.identity import PACK_FIELD, PROJECT_FIELD, field_of, text_id
from booktranslate.review.sent import Sent, Store
from booktranslate.review.values import Returned
from booktranslate.review.word_file import text_of

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # .doc, .xls, .msg, and whatever has a password
_OUTLOOK = "__substg1.0_".encode("utf-16-le")  # a stream of a mail [MS-OXMSG §2.2.1]
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b")
_ROW = re.compile(rb"\b[0-9a-f]{12}-[0-9a-f]{6}\b")  # an id of the table and the sheet
_FORMAT = (
    "The format is not supported: ask for a .docx or .xlsx file without a password, or open the file in "
    "Word, Excel or LibreOffice and save it as one."
)
_TEXT_TABLE = (
    "It is a table saved as text (CSV), which can lose letters: ask for the .xlsx file in which the reviewer "
    "worked."
)
_MEMORY = re.compile(r"((?:.*/)?)omegat/project_save\.tmx")  # what a translator does in OmegaT is kept there
_MADE = re.compile(r"((?:.*/)?)target/.*")
_UNFINISHED = (
    "It is the memory of a project in which OmegaT has not made the translated files: open the project, "
    "choose Project > Create Translated Documents, and merge the files in target/."
)
_BILINGUAL = (
    "It is the bilingual edition, which is for reading: corrections in it are not imported. Enter them in "
    "the English book (Word) or in a file of `booktranslate review export`, and merge that."
)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that came back.

    `catalog` is the content of a PO file, `returned` that of another form; both are None for a file that is
    neither. `sent` is what was sent to the reviewer, if it is kept. `fault` says why nothing can be read from
    a file that may well contain somebody's work. `is_foreign`: it names another project.
    """

    name: str
    catalog: Catalog | None = None
    returned: Returned | None = None
    sent: Sent | None = None
    fault: str = ""
    is_foreign: bool = False

    @property
    def is_ours(self) -> bool:
        """Whether texts can be read from it."""
        return self.catalog is not None or self.returned is not None

    def copy(self, current: Sequence[Catalog]) -> Copy | None:
        """Its texts as a copy of the PO files, `current` being those of the project; None if it has none."""
        if self.returned is not None:
            here = {text_id(entry.key): entry for each in current for entry in each.all_entries}
            sent = self.sent.entries if self.sent else {}
            return as_copy(without_damage(self.returned, here | sent), self.sent, current)
        if self.catalog is None:
            return None
        return Copy(self.catalog, self.sent.catalog if self.sent else None, frozenset(), (), ())


def arrive(project: Project, files: Sequence[Incoming], current: Sequence[Catalog]) -> list[Arrived]:
    """Read all files that came back. Raises InputError for a pack of another project or target, or a damaged
    one."""
    store = Store(project)
    own = {field for each in current if (field := field_of(each, PROJECT_FIELD))}
    found = [_arrived(project, file, store, own) for file in files]
    made = {of[1] for each in found if each.is_ours and (of := _MADE.fullmatch(each.name))}
    return [
        replace(each, fault=_UNFINISHED) if _is_unfinished(file, made) else each
        for file, each in zip(files, found, strict=True)
    ]


def _is_unfinished(file: Incoming, made: Collection[str]) -> bool:
    """Whether it is the memory of a project of OmegaT from which no translated file came; `made` are the
    folders of the others."""
    found = _MEMORY.fullmatch(file.name)
    return found is not None and found[1] not in made and b"<tu" in file.data


def _arrived(project: Project, file: Incoming, store: Store, own: Collection[str]) -> Arrived:
    if file.is_po:
        catalog = parse_po(file.data, Path(file.name), project.target_lang)
        sent = store.find(field_of(catalog, PACK_FIELD))
        project_id = field_of(catalog, PROJECT_FIELD)
        if field_of(catalog, PACK_FIELD):
            _require_own(file.name, project_id, own, sent)
        return Arrived(file.name, catalog, sent=sent, is_foreign=_is_foreign(project_id, own))
    if _is_bilingual(project, file.data):
        return Arrived(file.name, fault=_BILINGUAL)
    returned = read(file.name, file.data, store)
    if returned is None:
        return Arrived(file.name, fault=_fault(file.data))
    sent = store.find(returned.pack)
    _require_own(file.name, returned.project, own, sent)
    _require_target(file.name, sent, project)
    if sent is None:
        sent = next(reversed(likely(returned, store, project.target_lang)), None)
    return Arrived(file.name, returned=returned, sent=sent)


def read(name: str, data: bytes, store: Store) -> Returned | None:
    """What came back in a file of any form but a PO file; None for a file of no form. Raises InputError."""
    for form in FORMS.values():
        if form.recognises(data):
            return form.read(name, data)
    return finished.read(name, data, store)


def _is_bilingual(project: Project, data: bytes) -> bool:
    """Whether it is an edition with two languages side by side: their names are above each chapter."""
    one, other = labels.sides(project.source_lang, project.target_lang)
    words = text_of(data)
    return f"{one} – {other}" in words and f"{one}{other}" in words


def _fault(data: bytes) -> str:
    """Why nothing can be read from a file in which somebody may have written; empty for any other file."""
    if not data:
        return "It is empty: ask for it again."
    if data.startswith(_OLE) and _OUTLOOK in data:
        return "It is a mail of Outlook: open it, save the files attached to it, and merge them."
    if data.startswith(_ARCHIVES):
        return "It is an archive that cannot be opened: unpack it, and merge what is in it."
    is_flat = b"office:document" in data[:2_000]
    if is_flat or (data.startswith(b"PK") and b"mimetypeapplication/vnd." in data[:200]):
        return _FORMAT
    if data.startswith((_OLE, b"{\\rtf", b"%PDF")):
        return _FORMAT
    if _ROW.search(data.replace(b"\0", b"")):  # "Unicode text" of Excel is UTF-16
        return _FORMAT if data.lstrip().startswith(b"<") else _TEXT_TABLE
    if data.startswith(b"PK"):
        return (
            "It is an office document, but not the English book or a review file of this project. Copy by "
            "hand what was written in it."
        )
    return ""


def _is_foreign(project: str, own: Collection[str]) -> bool:
    return bool(project and own) and project not in own


def _require_own(name: str, project: str, own: Collection[str], sent: Sent | None) -> None:
    """Refuse a pack of another project.

    If the project's PO files have lost their identity, what was sent decides, or nothing is refused.
    """
    if _is_foreign(project, own) and (sent is None or sent.project != project):
        raise InputError(
            "comes from another project.",
            where=name,
            hint="Nothing was changed. Run the command in the folder of that project.",
        )


def _require_target(name: str, sent: Sent | None, project: Project) -> None:
    """Refuse a pack of another target: its words would be translations into the wrong language.

    As in PO files, a bare language (`en`) is not another one.
    """
    target = project.target_lang
    if sent is None or sent.language.lower() in (target.lower(), target.lower().split("-")[0]):
        return
    own = sent.language in project.targets
    hint = f"Run the command with --target {sent.language}." if own else "Is it a file of another project?"
    raise InputError(
        f"was sent for {sent.language}, not {target}.", where=name, hint=f"Nothing was changed. {hint}"
    )


def likely(returned: Returned, store: Store, target: str = "") -> list[Sent]:
    """The packs that a file without its mark can be, the latest last, of one target or of all.

    They have most of its texts and, of these, most of its English. A file with a mark has none.
    """
    if returned.pack:  # what was sent is no longer kept: a guess would be wrong
        return []
    ids = {answer.id for answer in returned.answers}
    packs = [sent for sent in store.all() if FORM not in sent.forms and target in ("", sent.language)]
    best = _best(packs, lambda sent: len(ids & set(sent.texts)))
    return _best(best, lambda sent: _unchanged(returned, sent)) if len(best) > 1 else best


def _best(packs: Sequence[Sent], score: Callable[[Sent], int]) -> list[Sent]:
    """The packs with the highest score; none if all have 0."""
    scores = [score(sent) for sent in packs]
    most = max(scores, default=0)
    return [sent for sent, one in zip(packs, scores, strict=True) if one == most] if most else []


def _unchanged(returned: Returned, sent: Sent) -> int:
    """One more than the number of texts that came back in the English that was sent."""
    english = {id_: str(entry.translation.target).split() for id_, entry in sent.entries.items()}
    return 1 + sum(str(answer.target or "").split() == english.get(answer.id) for answer in returned.answers)
