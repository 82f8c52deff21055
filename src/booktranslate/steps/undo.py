"""Restore the PO files as they were before a command; what people have written since stays."""

from dataclasses import dataclass, replace
from pathlib import Path

from booktranslate.catalog import Catalog, read
from booktranslate.catalog.combining import bring_together
from booktranslate.config import Project
from booktranslate.files import stamp, write_atomic
from booktranslate.model import Finding
from booktranslate.po_files.backups import Backup
from booktranslate.po_files.reconciling import Reconciler


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of one PO file: restored, removed (if the command created it) or left unchanged."""

    file: Path
    what: str
    findings: tuple[Finding, ...] = ()


def undo(project: Project, backup: Backup, reconciler: Reconciler) -> list[Undone]:
    """Undo what a command did to PO files.

    A file that nobody has saved since is restored byte for byte. In one that somebody has saved since, what
    people wrote after the command stays. Raises InputError or OutputError.
    """
    return [
        _undone(project.root / name, backup.before(name), backup.after(name), reconciler)
        for name in backup.files
    ]


def _undone(path: Path, before: Path, after: Path, reconciler: Reconciler) -> Undone:
    seen = stamp(path)
    untouched = seen == stamp(after)
    if untouched and before.is_file():
        reconciler.history.replacing(path)
        write_atomic(path, before.read_bytes(), seen=seen)
        reconciler.history.replaced(path)
        return Undone(path, "restored")
    if untouched and seen:
        reconciler.remove(path, read(path))
        return Undone(path, "removed")
    if not before.is_file():
        return Undone(path, "left unchanged, because somebody has saved it since")
    if not seen:
        reconciler.write(path.stem, path, replace(read(before), stamp=""))
        return Undone(path, "restored")
    now = read(path)
    then = replace(read(before), stamp=now.stamp, form=now.form)
    ancestor: Catalog | None = read(after) if after.is_file() else None
    merged, findings = bring_together(then, now, ancestor, reconciler.known)
    reconciler.write(path.stem, path, merged)
    return Undone(path, "restored, keeping what people have written since", tuple(findings))
