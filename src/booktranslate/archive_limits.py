"""Limits for zip archives from strangers, checked before anything is unpacked."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.errors import InputError

_RATIO_MATTERS_FROM = 16 * 2**20  # bytes: small members of repetitive text compress well and do no harm
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError),
)
"""What `zipfile` raises for a damaged, encrypted or oddly packed member."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large an archive may be: its number of entries, its megabytes when unpacked, and the ratio of the
    unpacked to the packed size, of an entry and of the whole."""

    entries: int = 10_000
    megabytes: int = 1_000
    ratio: int = 200


def read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The content of a member, at most as many bytes as the directory says.

    Raises one of `UNREADABLE` if it is damaged. (`ZipFile.read` would unpack everything, up to 2 GB, before
    it looks at the size.)
    """
    with archive.open(info) as stream:
        return stream.read(max(info.file_size, 1))


def require_bounds(infos: Sequence[zipfile.ZipInfo], bounds: Bounds, where: str, hint: str) -> None:
    """Raises InputError for a directory (`ZipFile.infolist`) that no honest archive has, or, with the hint,
    for one beyond the bounds. The sizes that it states are enforced by `read`."""
    if len(infos) > bounds.entries:
        raise InputError(
            f"holds {len(infos):,} entries; the limit is {bounds.entries:,}.", where=where, hint=hint
        )
    seen = set()
    total = 0
    for info in infos:
        member = info.filename
        if not member:
            raise InputError("holds an entry without a name.", where=where)
        if member in seen:
            raise InputError(f"holds two entries named {member!r}.", where=where)
        seen.add(member)
        if (
            member.startswith("/")
            or "\\" in (getattr(info, "orig_filename", member) or member)
            or ":" in member.split("/")[0]
            or ".." in member.split("/")
        ):
            raise InputError(
                f"holds an entry whose path points outside the archive ({member!r}).", where=where
            )
        if info.flag_bits & 0x1:
            raise InputError(f"holds an encrypted entry ({member!r}).", where=where)
        total += info.file_size
        if info.file_size > _RATIO_MATTERS_FROM and info.file_size > bounds.ratio * max(
            info.compress_size, 1
        ):
            raise InputError(
                f"holds {member}, which unpacks to more than {bounds.ratio} times its size.",
                where=where,
                hint=hint,
            )
    packed = sum(info.compress_size for info in infos)
    if total > _RATIO_MATTERS_FROM and total > bounds.ratio * max(packed, 1):
        raise InputError(f"unpacks to more than {bounds.ratio} times its size.", where=where, hint=hint)
    if total > bounds.megabytes * 2**20:
        raise InputError(
            f"unpacks to {total / 2**20:,.0f} MB; the limit is {bounds.megabytes:,}.", where=where, hint=hint
        )
