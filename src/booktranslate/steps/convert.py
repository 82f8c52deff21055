"""*.doc, *.odt, *.rtf → source/*.docx, through LibreOffice in headless mode."""

import shutil
import zipfile
from pathlib import Path

from booktranslate.book.documents import CONVERTIBLE
from booktranslate.config import Project
from booktranslate.docx import Document
from booktranslate.errors import InputError, OutputError
from booktranslate.files import as_on_disk, require_regular, unreadable, writing
from booktranslate.libreoffice import libreoffice

_SECONDS = 120
_SECONDS_A_MEGABYTE = 20
_FILTER = "docx:MS Word 2007 XML"

# How files of these formats begin. LibreOffice reads anything else as plain text, even damaged files.
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_BEGINNINGS = (_OLE, _ZIP, b"{\\rtf", b"<?xml", b"\xef\xbb\xbf<?xml")
_SECTOR = 512  # streams of an OLE file begin at multiples of it ([MS-CFB] §2.2)
_FIB = b"\xec\xa5"  # the stream of a Word document begins so ([MS-DOC] §2.5.2); its flags are at byte 10
_ENCRYPTED = 0x01  # fEncrypted, in byte 11


def convert(project: Project, path: Path) -> Path:
    """Convert a file to a Word document of the same name in the source folder, and return its path.

    The file itself stays as it is. Raises InputError for a file of another format, one that cannot be read
    and one with a password; OutputError if the Word document exists or cannot be written; MissingToolError
    without LibreOffice and EngineError if it fails.
    """
    require_regular(path)
    if path.suffix.lower() not in CONVERTIBLE:
        raise InputError(
            "cannot be converted.",
            where=str(path),
            hint=f"Supported formats: {', '.join(sorted(CONVERTIBLE))}.",
        )
    target = project.source / f"{path.stem}.docx"
    if as_on_disk(target).exists():
        raise OutputError(
            "already exists, and is not overwritten.",
            where=str(as_on_disk(target)),
            hint="To convert the file again, rename this one or move it elsewhere.",
        )
    _refuse_what_is_not_sound(path)
    limit = _SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20
    with libreoffice() as office:
        source, out = office.folder / f"book{path.suffix.lower()}", office.folder / "out"
        shutil.copyfile(path, source)
        office.run(
            *("--convert-to", _FILTER, "--outdir", str(out), str(source)), seconds=limit, document=path
        )
        made = out / "book.docx"
        if not made.is_file() or made.stat().st_size == 0:
            raise _not_sound(path)
        Document(made)  # raises InputError if no other step could read it
        with writing(target) as temporary:
            shutil.copyfile(made, temporary)
    return target


def _refuse_what_is_not_sound(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
            protected = _has_password(path, head)
    except OSError as error:
        raise unreadable(path, error) from error
    if not head:
        raise InputError("is empty (0 bytes).", where=str(path), hint="Copy or download it again.")
    if not head.startswith(_BEGINNINGS):
        raise _not_sound(path)
    if protected:
        raise InputError(
            "is protected with a password.",
            where=str(path),
            hint="Open it in the program that made it, save it without the password, and convert the new "
            "file.",
        )


def _has_password(path: Path, head: bytes) -> bool:
    if head.startswith(_ZIP):  # OpenDocument 1.2 part 3 §3.4: the manifest says what is encrypted
        try:
            with zipfile.ZipFile(path) as archive, archive.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(10_000_000)
        except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError):
            return False
    if not head.startswith(_OLE):
        return False
    with path.open("rb") as stream:
        while sector := stream.read(_SECTOR):
            if "EncryptedPackage".encode("utf-16-le") in sector:
                return True
            if sector.startswith(_FIB) and len(sector) == _SECTOR:
                return bool(sector[11] & _ENCRYPTED)
    return False


def _not_sound(path: Path) -> InputError:
    return InputError(
        "is not a document that LibreOffice can read.",
        where=str(path),
        hint="Open it in the program that made it and save it as .docx, or copy or download it again.",
    )
