"""A Word file as an OPC package (ECMA-376 Part 2): members of a zip, content types, relationships.

Members that are not changed are written back as they were read. Files that could fill the memory or the disk,
or write into other folders, are refused here, before any part is parsed.
"""

import mmap
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from booktranslate import archive_limits
from booktranslate.archive_limits import UNREADABLE, Bounds, require_bounds
from booktranslate.docx.opc.prolog import declares_type
from booktranslate.docx.opc.xml import name, parse
from booktranslate.errors import InputError
from booktranslate.files import require_regular, unreadable, writing

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_HARDLY_SMALLER = 0.8
_RAISE = "If you trust this file, raise the limit in booktranslate.toml, section [limits]."
_PIECE = 2**20
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_MAIN_TYPES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


@dataclass(frozen=True, slots=True, eq=False)
class Relationship:
    """A relationship of a part; `target` is the name of a part or, if `external`, a URL."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of its type, such as `footnotes`, which is the same in Transitional and Strict
        documents."""
        return self.type.rpartition("/")[2]


class Package:
    """A Word file. Members are read when they are asked for; the file is open only then, or inside
    `opened`."""

    def __init__(self, path: Path, bounds: Bounds | None = None) -> None:
        """Read the directory. Raises InputError if the file is not a valid package within the bounds."""
        self.path = path
        self._infos = _directory(path, bounds or Bounds())
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self._archive: zipfile.ZipFile | None = None
        self._sound: set[str] = set()  # members that have been read completely, and so checked

    @property
    def names(self) -> tuple[str, ...]:
        """The members, in the order of the file."""
        return tuple(self._infos)

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def size(self, part: str) -> int:
        """The number of bytes of a member, unpacked."""
        return self._infos[part].file_size

    def start(self, part: str, count: int) -> bytes:
        """The first bytes of a member, fewer if it is shorter, none if it is damaged.

        Raises InputError if the file can no longer be read.
        """
        with self.opened() as archive:
            try:
                with archive.open(self._infos[part]) as stream:
                    return stream.read(count)
            except (*UNREADABLE, OSError):  # `read` and `check` report it with its reason
                return b""

    def read(self, part: str) -> bytes:
        """The bytes of a member. Raises InputError if it is damaged or missing."""
        if part not in self._infos:
            raise InputError("is missing from the file.", where=f"{self.path.name}: {part}")
        with self.opened() as archive:
            return self._member(archive, part)

    @contextmanager
    def opened(self) -> Iterator[zipfile.ZipFile]:
        """Keep the file open for several reads, as opening it reads the whole directory. Raises
        InputError."""
        if self._archive is not None:
            yield self._archive
            return
        try:
            archive = zipfile.ZipFile(self.path)
        except (*UNREADABLE, OSError) as error:
            raise InputError(f"can no longer be read ({error}).", where=str(self.path)) from error
        with archive:
            self._archive = archive
            try:
                yield archive
            finally:
                self._archive = None

    def _member(self, archive: zipfile.ZipFile, part: str) -> bytes:
        with self._undamaged(part):
            data = archive_limits.read(archive, self._infos[part])
        self._sound.add(part)
        return data

    @contextmanager
    def _undamaged(self, part: str) -> Iterator[None]:
        try:
            yield
        except (*UNREADABLE, OSError) as error:
            raise InputError(
                f"is damaged ({error}).", where=f"{self.path.name}: {part}", hint="Copy or download it again."
            ) from error

    def check(self) -> None:
        """Read the members that have not been read yet, so that `zipfile` verifies their checksums.

        Raises InputError for a damaged member. Otherwise, a damaged picture would be noticed only when the
        document is written.
        """
        with self.opened() as archive:
            for part in [member for member in self._infos if member not in self._sound]:
                with self._undamaged(part), archive.open(self._infos[part]) as stream:
                    while stream.read(_PIECE):
                        pass
                self._sound.add(part)

    @cached_property
    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        if "[Content_Types].xml" not in self:
            raise InputError(
                "is a zip file but not a Word document ([Content_Types].xml is missing).",
                where=str(self.path),
            )
        root = parse(self.read("[Content_Types].xml"), f"{self.path.name}: [Content_Types].xml")
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for item in root:
            kind = str(item.get("ContentType", ""))
            if name(item.tag) == "ct:Default":
                defaults[str(item.get("Extension", "")).lower()] = kind
            elif name(item.tag) == "ct:Override":
                overrides[str(item.get("PartName", "")).lstrip("/").lower()] = kind
        return defaults, overrides

    def content_type(self, part: str) -> str:
        """The media type of a part; "" if none is declared. Case does not matter in part names (OPC
        §7.2.3.5)."""
        defaults, overrides = self._types
        return overrides.get(part.lower()) or defaults.get(part.rpartition(".")[2].lower(), "")

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """The relationships of a part, or with "" of the package itself. Raises InputError if they are
        damaged."""
        if part not in self._relationships:
            self._relationships[part] = tuple(self._read_relationships(part))
        return self._relationships[part]

    def _read_relationships(self, part: str) -> list[Relationship]:
        folder, _, file = part.rpartition("/")
        member = posixpath.join(folder, "_rels", f"{file}.rels")
        if member not in self:
            return []
        root = parse(self.read(member), f"{self.path.name}: {member}")
        found = []
        for item in root:
            if name(item.tag) != "rel:Relationship":
                continue
            external = item.get("TargetMode") == "External"
            target = str(item.get("Target", ""))
            if not external:
                target = self._resolve(folder, target)
            found.append(Relationship(str(item.get("Id", "")), str(item.get("Type", "")), target, external))
        return found

    def _resolve(self, folder: str, target: str) -> str:
        try:
            raw = urlsplit(target).path
        except ValueError:  # a bad URL must not stop the program
            raw = target
        joined = posixpath.normpath(posixpath.join("/" + folder, raw)).lstrip("/")
        if joined in self:
            return joined
        # Case does not matter in part names, and they may be percent-encoded (OPC §7.2.3.5, §A.2).
        return self._by_lower_name.get(unquote(joined).lower(), unquote(joined))

    @cached_property
    def _by_lower_name(self) -> dict[str, str]:
        return {part.lower(): part for part in self._infos}

    @cached_property
    def main_part(self) -> str:
        """The name of the main part (often, but not always, `word/document.xml`).

        Raises InputError if there is none, or if its type is not that of a Word document.
        """
        targets = [item.target for item in self.relationships() if item.kind == "officeDocument"]
        part = next((target for target in targets if target in self), "")
        if not part:
            part = next((item for item in self.names if self.content_type(item) in _MAIN_TYPES), "")
        if not part:
            raise InputError(
                "has no main part: it is a zip file but not a Word document.", where=str(self.path)
            )
        if self.content_type(part) not in _MAIN_TYPES:
            raise InputError(
                f"is not a Word document (the type of its main part {part} is "
                f"{self.content_type(part) or 'none'!r}).",
                where=str(self.path),
                hint="Open it in the program that made it and save it as a Word document (.docx).",
            )
        return part

    def write(self, path: Path, changed: Mapping[str, bytes], dropped: frozenset[str] = frozenset()) -> None:
        """Write the package with some members replaced, added or left out; the rest byte for byte as it was.

        With nothing changed the result is the very file. Raises OutputError when it cannot be written and
        InputError when a member of the source is damaged; then nothing is written.
        """
        with writing(path) as temporary:
            if not changed and not dropped:
                temporary.write_bytes(self.path.read_bytes())
                return
            with self.opened() as source, zipfile.ZipFile(temporary, "w") as target:
                for member, info in self._infos.items():
                    if member in dropped:
                        continue
                    copy = zipfile.ZipInfo(info.filename, _FIXED_DATE)
                    copy.compress_type = zipfile.ZIP_DEFLATED if member in changed else info.compress_type
                    copy.external_attr = info.external_attr
                    data = changed[member] if member in changed else self._member(source, member)
                    target.writestr(copy, data, compresslevel=_level(info))
                for member in sorted(changed.keys() - self._infos.keys() - dropped):
                    new = zipfile.ZipInfo(member, _FIXED_DATE)
                    new.compress_type = zipfile.ZIP_DEFLATED
                    target.writestr(new, changed[member])


def part_of(member: str) -> str:
    """The part whose relationships are in a member `…/_rels/<part>.rels`; "" for those of the package."""
    folder, _, file = member.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _level(info: zipfile.ZipInfo) -> int:
    """The compression level (1 to 9) of a member: about that of Word, or the least for pictures."""
    return 1 if info.compress_size > _HARDLY_SMALLER * info.file_size else 2


def _directory(path: Path, bounds: Bounds) -> dict[str, zipfile.ZipInfo]:
    where = str(path)
    try:
        require_regular(path)
        with path.open("rb") as stream:
            head = stream.read(8)
        if not head:
            raise InputError("is empty (0 bytes).", where=where, hint="Copy or download it again.")
        if head == _OLE:
            raise _not_open_xml(path)
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            require_bounds(infos, bounds, where, _RAISE)
            _check_prologs(archive, path)
    except OSError as error:
        raise unreadable(path, error) from error
    except UNREADABLE as error:
        what = "is cut off or damaged" if head[:2] == b"PK" else "is not a Word document (.docx)"
        raise InputError(f"{what} ({error}).", where=where, hint="Copy or download it again.") from error
    return {info.filename: info for info in infos if not info.is_dir()}


def _check_prologs(archive: zipfile.ZipFile, path: Path) -> None:
    for info in archive.infolist():
        try:
            with archive.open(info) as stream:
                hides = declares_type(stream)
        except (*UNREADABLE, OSError):  # reported with the name of the part when it is read
            continue
        if hides:
            raise InputError(
                "has a DTD or entity declaration, which Word documents never have.",
                where=f"{path.name}: {info.filename}",
                hint="Open the file in Word and save it again; if it came from a stranger, delete it.",
            )


def _not_open_xml(path: Path) -> InputError:
    # [MS-OFFCRYPTO] §2.3: an encrypted document is an OLE file with a stream named EncryptedPackage.
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        is_encrypted = data.find("EncryptedPackage".encode("utf-16-le")) >= 0
    if is_encrypted:
        return InputError(
            "is protected with a password.",
            where=str(path),
            hint="Open it in Word, choose File > Info > Protect Document > Encrypt with Password, "
            "clear the password, and save.",
        )
    return InputError(
        "is a document of the old Word format (.doc).",
        where=str(path),
        hint="Open it in Word and save it as .docx, or run `booktranslate convert` on it.",
    )
