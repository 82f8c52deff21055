"""What PO files said before: as the project last saw them, and as each command found and left them.

    .booktranslate/seen/translations/en-GB/livre.po
    .booktranslate/copies/2026-11-26 15.04.05.123/translations/en-GB/livre.po
    .booktranslate/backups/2026-11-26 15.04.05.123 extract/before/translations/en-GB/livre.po
    .booktranslate/backups/2026-11-26 15.04.05.123 extract/after/translations/en-GB/livre.po

They are plain copies, so that a person can take one back by hand. A file that only `before` holds was removed
by the command, one that only `after` holds was made by it. `copies` are files that somebody put in place
of others, and that no command has combined with them yet.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from booktranslate.files import write_atomic

_MOST = 40
_MOST_BYTES = 300_000_000
_FEWEST = 5  # these are kept, however large they are
_MOMENT = "%Y-%m-%d %H.%M.%S.%f"


@dataclass(frozen=True, slots=True, eq=False)
class Backup:
    """What one command replaced; `files` are relative to the project folder."""

    folder: Path
    command: str
    moment: str  # UTC, 2026-11-26 15:04:05
    files: tuple[str, ...]

    def before(self, file: str) -> Path:
        """The file as the command found it; there is none when it made the file."""
        return self.folder / "before" / file

    def after(self, file: str) -> Path:
        """The file as the command left it; there is none when it removed the file."""
        return self.folder / "after" / file


class History:
    """The history of a project's PO files, and of the command that is at work. Methods raise OutputError."""

    def __init__(self, root: Path, state: Path, command: str) -> None:
        self._root = root
        self._seen = state / "seen"
        self._backups = state / "backups"
        self._copies = state / "copies"
        self._command = command

    def seen(self, path: Path) -> Path:
        """Where the copy of a file is, as the project last saw it; the copy may not be there."""
        return self._seen / path.relative_to(self._root)

    def is_as_seen(self, path: Path) -> bool:
        """Whether a file that is there is as the project last saw it."""
        copy = self.seen(path)
        try:
            return (
                path.is_file()  # a pipe has no end
                and copy.is_file()
                and path.stat().st_size == copy.stat().st_size
                and path.read_bytes() == copy.read_bytes()
            )
        except OSError:
            return False

    def accept(self, path: Path) -> None:
        """The file as it is now is what the project has seen."""
        if not self.is_as_seen(path):
            write_atomic(self.seen(path), path.read_bytes())

    def keep_copy(self, path: Path) -> None:
        """Keep a file as it is now among its versions."""
        _make_room(self._copies)
        write_atomic(self._copies / _now() / path.relative_to(self._root), path.read_bytes())

    def forget(self, path: Path) -> None:
        """The file is no longer one of the project."""
        self.seen(path).unlink(missing_ok=True)

    def rename(self, path: Path, new: Path) -> None:
        """The file has another name now."""
        copy = self.seen(path)
        if not self.seen(new).exists():
            write_atomic(self.seen(new), copy.read_bytes())
        copy.unlink(missing_ok=True)

    def tracked(self, folder: Path) -> list[Path]:
        """The files of a folder that the project has seen, whether they are still there or not."""
        copies = self.seen(folder)
        return sorted(folder / copy.relative_to(copies) for copy in copies.rglob("*.po"))

    def replacing(self, path: Path) -> None:
        """Keep what the command is about to replace or remove: the first time only."""
        name = path.relative_to(self._root)
        if (self._folder / "before" / name).exists() or (self._folder / "after" / name).exists():
            return
        if path.exists():
            write_atomic(self._folder / "before" / name, path.read_bytes())

    def replaced(self, path: Path) -> None:
        """Keep what the command has made of the file."""
        copy = self._folder / "after" / path.relative_to(self._root)
        if path.exists():
            self.accept(path)  # first: a command that is killed has left nothing that looks like another copy
            write_atomic(copy, path.read_bytes())
        else:
            copy.unlink(missing_ok=True)
            self.forget(path)

    def versions(self, path: Path) -> list[Path]:
        """What is kept of the file, the latest first."""
        name = path.relative_to(self._root)
        places = [(folder.name, folder) for folder in _folders(self._copies)]
        folders = _folders(self._backups)
        for folder in folders:
            # What a command was about to replace when it was killed is no earlier edition: it is there still.
            if folder != folders[-1] or (folder / "after" / name).is_file():
                places.append((f"{folder.name} 1", folder / "before"))
            places.append((f"{folder.name} 2", folder / "after"))
        copies = [folder / name for _, folder in sorted(places, reverse=True)]
        return [copy for copy in copies if copy.is_file()]

    def backups(self) -> list[Backup]:
        """What the commands replaced, the latest first."""
        folders = reversed(_folders(self._backups))
        return [backup for folder in folders if (backup := _backup(folder)).files]

    def has_news(self, paths: Iterable[Path]) -> bool:
        """Whether one of the files is not as the project last saw it."""
        return not all(map(self.is_as_seen, paths))

    @cached_property
    def _folder(self) -> Path:
        """The backup of the command that is at work; older ones make room for it."""
        _make_room(self._backups)
        return self._backups / f"{_now()} {self._command}"


def _now() -> str:
    return datetime.now(UTC).strftime(_MOMENT)[:-3]


def _make_room(place: Path) -> None:
    """Delete the oldest folders of a place while there are too many, or they are too large."""
    while _is_full(kept := _folders(place)):
        shutil.rmtree(kept[0], ignore_errors=True)
        if kept[0].exists():  # a program has a file of it open
            return


def _is_full(kept: list[Path]) -> bool:
    if len(kept) <= _FEWEST:
        return False
    size = sum(file.stat().st_size for folder in kept for file in folder.rglob("*.po"))
    return len(kept) >= _MOST or size > _MOST_BYTES


def _folders(place: Path) -> list[Path]:
    return sorted(folder for folder in place.iterdir() if folder.is_dir()) if place.is_dir() else []


def _backup(folder: Path) -> Backup:
    date, _, rest = folder.name.partition(" ")
    time, _, command = rest.partition(" ")
    files = {
        file.relative_to(folder / side).as_posix()
        for side in ("before", "after")
        for file in (folder / side).rglob("*.po")
    }
    return Backup(folder, command, f"{date} {time[:8].replace('.', ':')}", tuple(sorted(files)))
