"""Zip archives from people: what one may hold before anything of it is unpacked."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.errors import InputError

_RATIO_MATTERS_FROM = 16 * 2**20  # small members of repeated text compress well and do no harm
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError),
)
"""What `zipfile` raises for a damaged, encrypted or oddly packed member."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a file may be: entries, megabytes unpacked in all, times its packed size."""

    entries: int = 10_000
    megabytes: int = 1_000
    ratio: int = 200


def read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member; raises one of `UNREADABLE` when it is damaged or has another size than it says.

    `ZipFile.read` unpacks all that there is before it looks at the size, up to 2 GB.
    """
    with archive.open(info) as stream:
        return stream.read(max(info.file_size, 1))


def require_bounds(infos: Sequence[zipfile.ZipInfo], bounds: Bounds, where: str, hint: str) -> None:
    """Raises InputError for a directory (`ZipFile.infolist`) that no honest file has, or one beyond the
    bounds; then with the hint. `read` holds members to the sizes that stand in it."""
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
