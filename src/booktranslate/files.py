"""Files and their names: write so that a reader sees the old content or the new one, never a part of it."""

import errno
import hashlib
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booktranslate.errors import ChangedMeanwhileError, InputError, OutputError

Stamp = str
"""Tells whether a file was saved again: a digest of its content; empty if there is no file."""


def stamp(path: Path) -> Stamp:
    """The stamp of a file as it is now."""
    try:
        return stamp_of(path.read_bytes()) if path.is_file() else ""  # reading a pipe might never end
    except OSError:
        return ""


def stamp_of(data: bytes) -> Stamp:
    """The stamp of a file with this content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def write_atomic(path: Path, data: bytes, *, seen: Stamp | None = None) -> None:
    """Replace the content of `path`: write a temporary file beside it, fsync, rename.

    Raises OutputError (disk full, no permission …); the old file is then untouched. If `seen`, the stamp that
    the file had when it was read, differs from its stamp now, raises ChangedMeanwhileError.
    """
    with writing(path, seen=seen) as temporary:
        temporary.write_bytes(data)


@contextmanager
def writing(path: Path, *, seen: Stamp | None = None) -> Iterator[Path]:
    """Provide a temporary path beside `path`; if there is no error, it durably replaces `path`.

    This is for writers that need a path (zip, LibreOffice). On any error, the temporary file is removed and
    `path` is as it was. Raises as `write_atomic`, where `seen` is explained.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(path)
    except OSError as error:
        raise refused(path, error) from error
    try:
        yield temporary
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        _check_unchanged(path, seen)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def remove(path: Path, *, seen: Stamp) -> None:
    """Delete a file if it still has the stamp with which it was read. Raises as `write_atomic`."""
    _check_unchanged(path, seen)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error


def _check_unchanged(path: Path, seen: Stamp | None) -> None:
    if seen is not None and stamp(path) != seen:
        raise ChangedMeanwhileError(
            "was saved by another program in the meantime.", where=str(path), hint="Run the command again."
        )


def append(path: Path, data: bytes) -> None:
    """Add data to the end of a file, durably; what is in it is not rewritten.

    Raises OutputError (disk full, no permission …); the file then ends as before.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            end = os.fstat(handle).st_size
            try:
                if os.write(handle, data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(handle)
            except OSError:
                os.ftruncate(handle, end)
                raise
        finally:
            os.close(handle)
        _sync_folder(path.parent)
    except OSError as error:
        raise refused(path, error) from error


def make_folder(path: Path) -> None:
    """Create a folder, with its parents. Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(path, error) from error


def remove_file(path: Path) -> None:
    """Remove a file. Raises OutputError if the system refuses (as if it is open in another program)."""
    try:
        path.unlink()
    except OSError as error:
        raise OutputError(
            f"cannot be removed ({error.strerror}).",
            where=str(path),
            hint="Close it in other programs, then run the command again.",
        ) from error


def require_regular(path: Path) -> None:
    """Raises InputError for anything but a regular file: a folder, a device or a pipe (which may never end),
    a missing file, one that cannot be accessed."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise InputError("does not exist.", where=str(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if stat.S_ISDIR(mode):
        raise InputError("is a folder, not a file.", where=str(path), hint="Name a file in it.")
    if not stat.S_ISREG(mode):
        raise InputError("is a device or a pipe, not a file.", where=str(path), hint="Name a file.")


def unreadable(path: Path, error: OSError) -> InputError:
    """The error for a file or folder that the system does not let us read."""
    return InputError(
        f"cannot be read ({error.strerror or error}).", where=str(path), hint="Check its permissions."
    )


def normal_name(name: str) -> str:
    """The name of a file in the form in which names are compared: Unicode's NFC.

    macOS returns names in NFD (`e` and an accent); keyboards and zip files of Windows use NFC (`é`).
    """
    return unicodedata.normalize("NFC", name)


def same_name(one: str, other: str) -> bool:
    """Whether two file names look the same to people, even if their Unicode forms differ."""
    return normal_name(one) == normal_name(other)


def as_on_disk(path: Path) -> Path:
    """The path of what exists under this name, in whichever Unicode form; otherwise the path itself."""
    if os.path.lexists(path) or path == path.parent:
        return path
    folder = as_on_disk(path.parent)
    try:
        found = [each for each in sorted(folder.iterdir()) if same_name(each.name, path.name)]
    except OSError:
        found = []
    return found[0] if found else path


def cache_folder() -> Path:
    """This program's folder in the user's cache folder; it may not exist yet."""
    if sys.platform == "win32":
        cache = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "booktranslate"


def refused(path: Path, error: OSError) -> OutputError:
    """The error for a file that the system does not let us write: no space, no permission …"""
    reason = error.strerror or str(error)
    return OutputError(
        f"cannot be written ({reason}).",
        where=str(path),
        hint="Check the free space and the permissions, then run the command again.",
    )


def _beside(path: Path) -> Path:
    """A new, empty file beside a path.

    For a new path, the system applies the umask to its permissions. If it is to replace a file, nobody else
    can read it until then.
    """
    mode = 0o600 if path.exists() else 0o666
    temporary = path.with_name(f".{path.name[:40]}.{os.urandom(6).hex()}.tmp")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    return temporary


def _sync_folder(folder: Path) -> None:
    # POSIX: the rename is durable only when the folder itself is synced. Windows cannot open folders.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
