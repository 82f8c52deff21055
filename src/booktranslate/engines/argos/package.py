"""The packages of Argos Translate: find one, and read it.

A package is a folder, or a zip archive of it (`.argosmodel`), with `metadata.json`, a SentencePiece model and
a CTranslate2 model in `model/` (https://argos-translate.readthedocs.io). Archives are not unpacked to the
disk.
"""

import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booktranslate import archive_limits
from booktranslate.archive_limits import UNREADABLE, Bounds, require_bounds
from booktranslate.errors import InputError, MissingToolError, SettingError

_INDEX = "https://www.argosopentech.com/argospm/index/"
_BOUNDS = Bounds(entries=1_000, megabytes=4_000)  # the largest model has a few hundred megabytes
_AGAIN = "Download it again, or name another package under [engine.argos] in booktranslate.toml."


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its path, its languages (`fr`, `en`), its version, and the prefix that some models need."""

    path: Path
    source: str
    target: str
    version: str
    prefix: str = ""

    @property
    def label(self) -> str:
        """A text that identifies the package: its name and version."""
        return f"{self.path.stem if self.path.is_file() else self.path.name}={self.version or '?'}"

    def tokenizer(self) -> bytes:
        """The SentencePiece model. Raises InputError when it is missing or cannot be read."""
        return self._file("sentencepiece.model")

    def model(self) -> Mapping[str, bytes]:
        """The files of the CTranslate2 model by name. Raises InputError if there are none, or bad ones."""
        files = {
            name.removeprefix("model/"): self._file(name)
            for name in _names(self.path)
            if name.startswith("model/")
        }
        if not files:
            raise InputError("has no model.", where=str(self.path), hint=_AGAIN)
        return files

    def _file(self, name: str) -> bytes:
        return _read(self.path, name)


def find(named: str, project: Path, source: str, target: str) -> Package:
    """The package to use: the one that is `named`, else the latest installed one for the two languages.

    `named` is a path, relative to the folder `project` if it is not absolute, or the name of an installed
    package. Raises SettingError for a relative path that leaves the project folder, MissingToolError when
    there is no package, InputError when the named one cannot be read.
    """
    if named:
        given = Path(named).expanduser()
        path = project / given
        if not given.is_absolute() and not path.resolve().is_relative_to(project.resolve()):
            raise SettingError(
                "engine.argos.package",
                f"leaves the project folder ({named}).",
                hint="Name a place inside it, or give the full path.",
            )
        if not path.exists():
            path = folder() / named
        if not path.exists():
            raise MissingToolError(f"unknown Argos Translate package {named!r}.", hint=_advice())
        return read(path)
    fitting = [package for package in installed() if (package.source, package.target) == (source, target)]
    if not fitting:
        raise MissingToolError(
            f"no package of Argos Translate from {source} to {target} is installed.", hint=_advice()
        )
    return max(fitting, key=lambda package: [int(number) for number in re.findall(r"\d+", package.version)])


def folder() -> Path:
    """The folder of installed packages: `ARGOS_PACKAGES_DIR`, else the default of Argos Translate."""
    if named := os.environ.get("ARGOS_PACKAGES_DIR"):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "argos-translate" / "packages"


def installed() -> list[Package]:
    """The installed packages that can be read."""
    packages = []
    for path in sorted(folder().glob("*")):
        try:
            packages.append(read(path))
        except InputError:
            continue
    return packages


def read(path: Path) -> Package:
    """Read the package at a path. Raises InputError, with the path, if it is not one."""
    try:
        metadata: Any = json.loads(_read(path, "metadata.json"))
        source, target = metadata["from_code"], metadata["to_code"]
        version, prefix = metadata.get("package_version", ""), metadata.get("target_prefix", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError("is not a package of Argos Translate.", where=str(path), hint=_AGAIN) from None
    return Package(path, str(source), str(target), str(version), str(prefix or ""))


def _names(path: Path) -> list[str]:
    """The files of a package, relative to its top folder, which an archive has as its only one."""
    try:
        if path.is_dir():
            return sorted(file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
        with _opened(path) as archive:
            names = archive.namelist()
    except (OSError, *UNREADABLE) as error:
        raise InputError(f"cannot be read ({error}).", where=str(path), hint=_AGAIN) from error
    return [name.partition("/")[2] for name in names if not name.endswith("/")]


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            file = path / name
            if file.exists() and not file.is_file():
                raise InputError(f"has a {name} that is not a file.", where=str(path), hint=_AGAIN)
            return file.read_bytes()
        with _opened(path) as archive:
            inside = next((full for full in archive.namelist() if full.partition("/")[2] == name), name)
            return archive_limits.read(archive, archive.getinfo(inside))
    except (FileNotFoundError, KeyError):
        raise InputError(f"has no {name}.", where=str(path), hint=_AGAIN) from None
    except (OSError, *UNREADABLE) as error:
        raise InputError(f"cannot be read ({error}).", where=str(path), hint=_AGAIN) from error


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if path.exists() and not path.is_file():  # a device or a pipe may have no end
        raise InputError("is neither a folder nor a file.", where=str(path), hint=_AGAIN)
    with zipfile.ZipFile(path) as archive:
        require_bounds(archive.infolist(), _BOUNDS, str(path), _AGAIN)
        yield archive


def _advice() -> str:
    there = ", ".join(package.path.name for package in installed())
    return (
        f"Download one from {_INDEX} and give its path as package under [engine.argos] in "
        f"booktranslate.toml, or install it with Argos Translate. Installed in {folder()}: {there or 'none'}."
    )
