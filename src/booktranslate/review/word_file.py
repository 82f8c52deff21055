"""Opening a Word file that came back; our reader accepts tracked changes."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from booktranslate import archive_limits
from booktranslate.archive_limits import UNREADABLE, Bounds, require_bounds
from booktranslate.docx import Document, Reading
from booktranslate.errors import InputError

_MAIN = re.compile(r"[^/]+/document[^/]*\.xml")
_RUNNING = re.compile(r"[^/]+/(?:header|footer)[^/]*\.xml|docProps/(?:core|custom)\.xml")
_TAG = re.compile(r"<[^<>]*>")


@contextmanager
def opened(
    name: str, data: bytes, reading: Reading | None = None, bounds: Bounds | None = None
) -> Iterator[Document]:
    """Open a Word file from its bytes. Raises InputError, with the name, if it is damaged or not Word."""
    with tempfile.TemporaryDirectory(prefix="booktranslate-") as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(data)
        try:
            yield Document(path, reading or Reading(), bounds)
        except InputError as error:
            error.where = error.where.replace(str(path), path.name).replace(path.name, name)
            raise


def is_word(data: bytes) -> bool:
    """Whether data can be a Word file: a zip archive that has a main part with text."""
    return bool(_parts(data, _MAIN))


def text_of(data: bytes) -> str:
    """The characters of the main part of a Word file, without tags; empty for any other file."""
    return "".join(_parts(data, _MAIN))


def around(data: bytes) -> str:
    """The characters of headers, footers and properties, without tags; empty for any other file."""
    return "\n".join(_parts(data, _RUNNING))


def _parts(data: bytes, wanted: re.Pattern[str]) -> list[str]:
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            require_bounds(archive.infolist(), Bounds(), "", "")
            found = [each for each in archive.infolist() if wanted.fullmatch(each.filename)]
            return [
                _TAG.sub("", archive_limits.read(archive, each).decode("utf-8", "replace")) for each in found
            ]
    except (*UNREADABLE, OSError, InputError):
        return []
