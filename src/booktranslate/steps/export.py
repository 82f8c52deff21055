"""*.po → files for a reviewer (Word, Excel, a browser …); what is sent is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.book.units import slug
from booktranslate.config import Project
from booktranslate.files import make_folder
from booktranslate.glossary import Glossary
from booktranslate.po_files import layout
from booktranslate.po_files.reconciling import Reconciler
from booktranslate.review.forms import Form
from booktranslate.review.gathering import Wanted, gather
from booktranslate.review.identity import ensure
from booktranslate.review.sent import Store
from booktranslate.review.values import Pack


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for a reviewer, the id of its pack, and how many texts it has."""

    path: Path
    pack: str
    chapter: str
    texts: int


def export(
    project: Project,
    documents: Sequence[Path],
    glossary: Glossary,
    reconciler: Reconciler,
    forms: Sequence[Form],
    wanted: Wanted,
    reviewer: str,
    folder: Path,
) -> list[Exported]:
    """Write the wanted texts in each of the forms into a folder.

    A pack is recorded before its files are written, so that every file will be recognised when it comes back.
    Raises UsageError for an unknown or ambiguous chapter, InputError for a PO file that cannot be read, and
    OutputError.
    """
    identity = ensure([layout.load_extracted(project, path) for path in documents], reconciler)
    make_folder(folder)
    store = Store(project)
    made = []
    apart = {form.name: form.by_chapter and not wanted.chapter for form in forms}
    for by_chapter in sorted(set(apart.values())):
        kind = [form for form in forms if apart[form.name] is by_chapter]
        parts = replace(wanted, by_chapter=by_chapter)
        for pack in gather(project, identity, documents, glossary, parts, reviewer):
            store.keep(pack, [form.name for form in kind])
            for form in kind:
                path = folder / f"{_name(pack, is_numbered=by_chapter)}.review{form.ending}"
                form.write(pack, path)
                made.append(Exported(path, pack.id, pack.chapter, len(pack.rows)))
    return made


def _name(pack: Pack, *, is_numbered: bool) -> str:
    """The name of a file without its ending: document, chapter (with its number, if asked), reviewer."""
    document = Path(pack.document).stem
    chapter = "" if pack.chapter == document else slug(pack.chapter)
    if chapter and is_numbered:
        chapter = f"{pack.number:02}-{chapter}"
    return ".".join(filter(None, [document, chapter, slug(pack.reviewer) if pack.reviewer else ""]))
