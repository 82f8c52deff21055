"""The memory's own steps: exchange with other tools, and what can go."""

from pathlib import Path

from booktranslate.catalog import read
from booktranslate.config import Project
from booktranslate.drafting.reviewed import languages
from booktranslate.errors import InputError
from booktranslate.files import write_atomic
from booktranslate.interchange import content
from booktranslate.memory import Memory, tmx
from booktranslate.model import Key


def import_tmx(project: Project, path: Path, memory: Memory) -> int:
    """Import the translations in a TMX file as reviewed ones; how many there are. Raises InputError.

    A file of another English is kept as such: its translations become drafts where this one has none.
    """
    data = content(path)
    refused = None
    for target in (project.target_lang, *project.sister_targets):
        try:
            found = tmx.load(data, path.name, project.source_lang, target)
        except InputError as error:
            refused = refused or error
            continue
        memory.remember(languages(project.source_lang, target), found)
        return len(found)
    raise refused or InputError("is not a TMX file.", where=str(path))


def export_tmx(project: Project, path: Path, memory: Memory, *, level: tmx.Level = 1) -> int:
    """Write all reviewed translations to a TMX file; how many there are. Raises OutputError.

    `level` as in `tmx.dump`.
    """
    reviewed = memory.reviewed(languages(project.source_lang, project.target_lang))
    data = tmx.dump(reviewed, project.source_lang, project.target_lang, level=level)
    write_atomic(path, data)
    return len(reviewed)


def collect_garbage(project: Project, memory: Memory, days: int, *, reviewed: bool) -> tuple[int, int]:
    """Drop what is older than some days and in no PO file; how many answers and reviewed texts went.

    Texts that left the book but wait in a PO file (obsolete) count as used. Raises InputError for a PO file
    that cannot be read: what it uses is not known then.
    """
    used: set[Key] = set()
    for path in sorted((project.root / project.paths.translations).rglob("*.po")):
        catalog = read(path)
        used.update(entry.key for entry in (*catalog.entries, *catalog.obsolete))
    return memory.forget(used, days, reviewed=reviewed)
