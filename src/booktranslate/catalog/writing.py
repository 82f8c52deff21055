"""Writing a catalog as a PO file that msgfmt accepts without warnings and that Poedit shows in full.

Texts are not wrapped: one paragraph is one line, as `msgcat --no-wrap` writes it. Poedit keeps that form, so
a change of one word shows as one changed line.
"""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from booktranslate.catalog.entries import Catalog, Entry, join_comment
from booktranslate.catalog.reading import read
from booktranslate.catalog.syntax import Record, printed
from booktranslate.errors import ChangedMeanwhileError
from booktranslate.files import write_atomic
from booktranslate.model import State

_TRIES = 20
_UNSAFE = re.compile(r"[\s%\\]")  # in a reference


def update(path: Path, target: str, change: Callable[[Catalog], Catalog]) -> bool:
    """Change the catalog in a file; returns whether it had to be written. Raises as `read` and `write`.

    If another program (Poedit) saves the file in the meantime, what it saved is read and changed.
    """
    for _ in range(_TRIES):
        try:
            return write(path, change(read(path, target)))
        except ChangedMeanwhileError as error:
            refused = error
    raise refused


def would_write(path: Path, catalog: Catalog) -> bool:
    """Whether `write` would write. Raises InputError when the file there cannot be read."""
    return not path.exists() or not _same(read(path), catalog)


def write(path: Path, catalog: Catalog, now: datetime | None = None) -> bool:
    """Update the file to what the catalog says; returns whether it had to be written.

    A file that says the same already, in whatever form, is left as it is to the byte; otherwise its
    revision date becomes `now`. Raises InputError when the file there cannot be read (see `read`: it is
    not ours to replace), OutputError when it cannot be written, ChangedMeanwhileError when it is not the
    one that the catalog was read from (its `stamp`). In each case the old file stays.
    """
    date = (now or datetime.now().astimezone()).strftime("%Y-%m-%d %H:%M%z")
    extracted = dict(catalog.header).get("POT-Creation-Date", date)
    if path.exists():
        old = read(path)
        if _same(old, catalog):
            return False
        if [entry.key for entry in old.entries] != [entry.key for entry in catalog.entries]:
            extracted = date
    write_atomic(path, _encoded(catalog, path.stem, date, extracted), seen=catalog.stamp)
    return True


def content(catalog: Catalog, name: str) -> bytes:
    """What the file of a catalog contains, with the dates of the catalog; `name` is that of the file."""
    dates = dict(catalog.header)
    return _encoded(catalog, name, dates.get("PO-Revision-Date", ""), dates.get("POT-Creation-Date", ""))


def _encoded(catalog: Catalog, project: str, revised: str, extracted: str) -> bytes:
    text = _rendered(catalog, project, revised, extracted).replace("\n", catalog.form.newline)
    return text.encode("utf-8-sig" if catalog.form.bom else "utf-8")


def _same(old: Catalog, new: Catalog) -> bool:
    """Whether two catalogs say the same, apart from their dates."""
    return old == new or _rendered(old, "", "", "") == _rendered(new, "", "", "")


def _rendered(catalog: Catalog, project: str, revised: str, extracted: str) -> str:
    import polib  # most commands write no PO file

    file = polib.POFile(wrapwidth=0)
    file.header = _ended(catalog.comment)
    # msgfmt -cv wants all of these; polib puts them in the usual order.
    file.metadata = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "Last-Translator": "",
        "Language-Team": "",
        **dict(catalog.header),
        "POT-Creation-Date": extracted,
        "PO-Revision-Date": revised,
        "Language": catalog.target_lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": catalog.source_lang,
        "X-Generator": "booktranslate",
    }
    header = str(file)
    return "\n".join(
        [header]
        + [printed(_record(entry, obsolete=False)) for entry in catalog.entries]
        + [printed(_record(entry, obsolete=True)) for entry in catalog.obsolete]
    )


def _record(entry: Entry, *, obsolete: bool) -> Record:
    unit, translation = entry.unit, entry.translation
    source = str(unit.source)
    empty = translation.state is State.EMPTY
    # A format flag turns a per cent sign in prose into an error of msgfmt.
    flags = [flag for flag in entry.flags if not flag.endswith("-format") or flag.startswith("no-")]
    if translation.state is State.DRAFT:
        flags.insert(0, "fuzzy")
    comment = _ended(join_comment(entry.person_comment, "" if empty else translation.origin))
    return Record(
        context=unit.context,
        source=source,
        target="" if empty else _fitted(source, str(translation.target)),
        comments=comment.split("\n") if comment else [],
        notes=[] if obsolete else [_ended(note) for note in map(_one_line, unit.notes) if note],
        references=[] if obsolete else [_reference(location) for location in unit.locations],
        flags=flags,
        previous=entry.previous,
        previous_context=entry.previous_context,
        obsolete=obsolete,
    )


def _fitted(source: str, target: str) -> str:
    """The target with line feeds at its ends where the source has them: else msgfmt -c fails."""
    start = "\n" if source.startswith("\n") else ""
    end = "\n" if source.endswith("\n") else ""
    return start + target.strip("\n") + end


def _ended(comment: str) -> str:
    """The comment with no line that ends in a backslash: gettext would take the next line for its rest."""
    return re.sub(r"\\$", r"\\ ", comment, flags=re.MULTILINE) if "\\" in comment else comment


def _one_line(text: str) -> str:
    return (text if text.isprintable() else re.sub(r"[\r\n\t]+", " ", text)).strip()


def _reference(location: str) -> str:
    """A reference without white space, which separates references; escaped as in a URL.

    GNU gettext isolates such names with U+2068 and U+2069, but before 0.22 it takes these apart itself.
    """
    return _UNSAFE.sub(lambda match: quote(match[0]), location)
