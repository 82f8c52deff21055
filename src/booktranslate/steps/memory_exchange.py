"""Steps of the memory itself: exchange with other tools, and removal of what is old."""

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
    """Import the translations in a TMX file as reviewed, and return their number. Raises InputError.

    Translations into the English of another target are kept as such: they become drafts for texts that have
    no translation into this one.
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
    """Write all reviewed translations to a TMX file, and return their number. Raises OutputError.

    `level` is as in `tmx.dump`.
    """
    reviewed = memory.reviewed(languages(project.source_lang, project.target_lang))
    data = tmx.dump(reviewed, project.source_lang, project.target_lang, level=level)
    write_atomic(path, data)
    return len(reviewed)


def collect_garbage(project: Project, memory: Memory, days: int, *, reviewed: bool) -> tuple[int, int]:
    """Remove answers (with `reviewed`, translations too) that are older than `days` and in no PO file.

    Returns the numbers of answers and of reviewed texts that were removed. Obsolete entries count as used.
    Raises InputError for a PO file that cannot be read, as we cannot know what it uses.
    """
    used: set[Key] = set()
    for path in sorted((project.root / project.paths.translations).rglob("*.po")):
        catalog = read(path)
        used.update(entry.key for entry in (*catalog.entries, *catalog.obsolete))
    return memory.forget(used, days, reviewed=reviewed)
