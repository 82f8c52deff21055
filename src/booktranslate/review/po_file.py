"""A pack as a PO file, for a reviewer who works in Poedit.

Its header has the identities of project and pack, so that `combine` finds what was sent without `--base`. PO
files that come back are read in `recognising`, as they may be any copy, not only a pack.
"""

from pathlib import Path

from booktranslate.catalog import Catalog, Entry
from booktranslate.catalog import write as write_catalog
from booktranslate.files import remove, stamp
from booktranslate.model import Translation, Unit
from booktranslate.review.identity import with_fields
from booktranslate.review.values import Pack, Returned


def catalog_of(pack: Pack) -> Catalog:
    """The texts of a pack as a catalog, with the identities of project and pack."""
    entries = tuple(
        Entry(
            Unit(row.source, row.key[0], (), row.notes.lines),
            Translation(row.target, row.state),
            row.comment,
        )
        for row in pack.rows
    )
    made = Catalog(pack.source_lang, pack.target_lang, entries)
    return with_fields(made, project=pack.project, pack=pack.id)


def write(pack: Pack, path: Path) -> None:
    """Write a pack as a PO file, in the place of an earlier one. Raises OutputError."""
    remove(path, seen=stamp(path))
    write_catalog(path, catalog_of(pack))


def recognises(data: bytes) -> bool:
    """Never: `recognising` reads PO files."""
    return False


def read(name: str, data: bytes) -> Returned:
    """Never called, as nothing is recognised as this form."""
    return Returned(name, "", "", ())
