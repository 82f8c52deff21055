"""A Word file that came back, opened by our own reader, which accepts tracked changes."""

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
    """The document. Raises InputError, with the name, for what is not a sound Word file."""
    with tempfile.TemporaryDirectory(prefix="booktranslate-") as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(data)
        try:
            yield Document(path, reading or Reading(), bounds)
        except InputError as error:
            error.where = error.where.replace(str(path), name).replace(path.name, name)
            raise


def is_word(data: bytes) -> bool:
    """Whether data may be a Word file."""
    return bool(_parts(data, _MAIN))


def text_of(data: bytes) -> str:
    """The letters of the main part of a Word file, tags left out; empty for another file."""
    return "".join(_parts(data, _MAIN))


def around(data: bytes) -> str:
    """The letters of headers, footers and properties."""
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
