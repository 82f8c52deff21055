"""What comes back from reviewers, recognised by its content: PO files, also in folders, archives and mails.

Mail programs rename attachments ("livre (1).po"), people zip folders: the name says nothing.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from pathlib import Path

from booktranslate.errors import InputError

_MOST_BYTES = 200_000_000  # of all files together
_MOST_FILES = 10_000
_DEEPEST = 5  # archives and mails inside each other
_NOISE = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db", "desktop.ini", "~$", ".~lock.")


# The first lines of a saved mail are fields, and one says that it may have attachments (RFC 2045 §4).
_MAIL = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,200}?MIME-Version:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that came in: its name, with the archives and mails around it, and its content."""

    name: str
    data: bytes

    @property
    def is_po(self) -> bool:
        """Whether it is a PO file, by its content."""
        start = self.data[:200_000].lstrip(b"\xef\xbb\xbf")
        return b"\nmsgid " in b"\n" + start and b"msgstr" in start


def incoming(paths: list[Path]) -> list[Incoming]:
    """All files in the files, folders, archives and mails named.

    Raises InputError for what cannot be read, and for more than 200 MB or 10,000 files.
    """
    found: list[Incoming] = []
    size = 0
    for path in paths:
        for one in _in_path(path):
            size += len(one.data)
            if size > _MOST_BYTES or len(found) == _MOST_FILES:
                raise InputError(
                    "holds more than 200 MB or 10,000 files.",
                    where=str(path),
                    hint="Name only the files that came back from reviewers.",
                )
            found.append(one)
    return found


def _in_path(path: Path) -> Iterator[Incoming]:
    if path.is_dir():
        for each in sorted(path.rglob("*")):
            if each.is_file() and not _is_noise(each.relative_to(path).as_posix()):
                yield from _opened(each.relative_to(path).as_posix(), _content(each), 0)
    else:
        yield from _opened(path.name, _content(path), 0)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise InputError("is not a file.", where=str(path))
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("is larger than 200 MB.", where=str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}).", where=str(path)) from error


def _opened(name: str, data: bytes, depth: int) -> Iterator[Incoming]:
    if depth < _DEEPEST and data.startswith(b"PK\x03\x04") and not _is_office(data):
        yield from _in_zip(name, data, depth)
    elif depth < _DEEPEST and (name.lower().endswith(".eml") or _MAIL.match(data)):
        yield from _in_mail(name, data, depth)
    else:
        yield Incoming(name, data)


def _is_office(data: bytes) -> bool:
    """Whether a zip is itself a document of an office program, rather than one that holds such a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())
    except zipfile.BadZipFile:
        return False


def _in_zip(name: str, data: bytes, depth: int) -> Iterator[Incoming]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if sum(member.file_size for member in members) > _MOST_BYTES or len(members) > _MOST_FILES:
                raise InputError("holds more than 200 MB or 10,000 files.", where=name)
            for member in members:
                if not _is_noise(member.filename):
                    yield from _opened(f"{name}/{member.filename}", archive.read(member), depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        hint = "Ask for it again; an archive with a password must be unpacked first."
        raise InputError(f"is not a readable archive ({error}).", where=name, hint=hint) from error


def _in_mail(name: str, data: bytes, depth: int) -> Iterator[Incoming]:
    try:
        for item in message_from_bytes(data, policy=policy.default).walk():
            if item.is_multipart() or not (attached := item.get_filename()):
                continue
            content = item.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from _opened(f"{name}/{attached}", content, depth + 1)
    except (MessageError, LookupError, ValueError) as error:
        raise InputError(f"is not a readable mail ({error}).", where=name) from error


def _is_noise(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith(_NOISE) or ".booktranslate" in name.split("/")
