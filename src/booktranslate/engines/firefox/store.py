"""The store of Firefox's models on this machine.

It is in the user's cache folder, not in a project. `fr-en.json`, the record of a model, names its folder and
its files, with their digests. It is written last, so that no incomplete model is ever found.
"""

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from booktranslate import files
from booktranslate.engines.firefox import zstd_frame
from booktranslate.errors import InputError, OutputError, UsageError

AGAIN = "Run `booktranslate engine get firefox` to download it again."
# The first word in the name of each file. Most pairs of languages share one vocabulary.
KINDS = ("model", "vocab", "srcvocab", "trgvocab", "lex")
_LIMIT = 1 << 30  # bytes of a file; the largest of Mozilla's has 60 million


@dataclass(frozen=True, slots=True)
class Model:
    """A model in the store: its languages (`fr`, `en`), version, architecture, origin, folder, and its files
    with their SHA-256."""

    source: str
    target: str
    version: str
    architecture: str
    origin: str
    folder: Path
    files: Mapping[str, str]

    @property
    def label(self) -> str:
        """A text that identifies the model: languages, version, architecture, and a digest of its files."""
        words = (f"{self.source}-{self.target}", self.version, self.architecture, self.folder.name)
        return " ".join(filter(None, words))

    @property
    def size(self) -> int:
        """The bytes on disk; 0 if the folder is missing."""
        return sum(path.stat().st_size for path in self.folder.iterdir()) if self.folder.is_dir() else 0

    def read(self) -> dict[str, bytes]:
        """Its files by their kind (`KINDS`). Raises InputError if one is missing or damaged."""
        found = {}
        for name, digest in self.files.items():
            path = self.folder / name
            try:
                data = path.read_bytes()
            except OSError as error:
                raise InputError("cannot be read.", where=str(path), hint=AGAIN) from error
            if hashlib.sha256(data).hexdigest() != digest:
                raise InputError("is damaged: its digest differs.", where=str(path), hint=AGAIN)
            found[kind(name)] = data
        return found


def kind(name: str) -> str:
    """The kind of a file, by its name: one of `KINDS`, or ""."""
    word = name.partition(".")[0]
    return word if word in KINDS else ""


def missing(names: Mapping[str, Any]) -> str:
    """The name, with … for the languages, of a file that some files lack to be a model; "" if none."""
    there = set(map(kind, names))
    if "model" not in there:
        return "model.….intgemm.alphas.bin"
    return "" if "vocab" in there or {"srcvocab", "trgvocab"} <= there else "vocab.….spm"


def folder() -> Path:
    """The folder of the store: `booktranslate/firefox` in the platform's cache folder."""
    return files.cache_folder() / "firefox"


def find(source: str, target: str) -> Model | None:
    """The model in use for two languages; None if there is none. Raises InputError for a damaged record."""
    path = _record(source, target)
    try:
        kept = json.loads(path.read_text("utf-8"))
        place = folder() / kept.pop("folder")
        model = Model(folder=place, **kept)
        sound = place.parent == folder() and all(Path(name).name == name for name in model.files)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        sound = False
    if not sound:
        raise InputError("does not describe a model.", where=str(path), hint=AGAIN)
    return model


def keep(
    source: str, target: str, contents: Mapping[str, bytes], version: str, architecture: str, origin: str
) -> Model:
    """Write the files of a model into the store; `establish` puts it into use. Raises OutputError."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    together = hashlib.sha256("".join(digests.values()).encode()).hexdigest()
    place = folder() / together[:16]
    for name, data in contents.items():
        files.write_atomic(place / name, data)
    return Model(source, target, version, architecture, origin, place, digests)


def establish(model: Model) -> None:
    """Put a model into use, and remove the one that it replaces. Raises OutputError."""
    data = asdict(model) | {"folder": model.folder.name}
    files.write_atomic(_record(model.source, model.target), json.dumps(data, indent=1).encode())
    for place in folder().iterdir():
        if place.is_dir() and place not in _in_use():
            shutil.rmtree(place, ignore_errors=True)  # files that another process uses go the next time


def remove(source: str, target: str) -> int:
    """Remove the model for two languages and incomplete downloads; return the bytes freed.

    Raises OutputError.
    """
    size = 0
    kept = _record(source, target)
    try:
        for path in [kept, *folder().glob("*.part")]:
            if path.exists():
                size += path.stat().st_size
                path.unlink()
        for place in folder().glob("*/"):
            if place not in _in_use():
                size += sum(path.stat().st_size for path in place.iterdir())
                shutil.rmtree(place)
    except OSError as error:
        raise OutputError(
            f"cannot be removed ({error.strerror}).",
            where=str(folder()),
            hint="Close other programs that use the model, then run the command again.",
        ) from error
    return size


def files_in(place: Path, source: str, target: str) -> dict[str, bytes]:
    """The files of a model in a folder, which have Mozilla's names, by name; unpacked, without .gz or .zst.

    Raises UsageError if there is no model for the two languages, InputError for a file that cannot be read.
    """
    pair = f"{source}{target}"
    packed: dict[str, Path] = {}
    for path in sorted(place.iterdir()):
        name = re.sub(r"\.(gz|zst)$", "", path.name)
        if kind(name) and f".{pair}." in name:
            if name in packed:
                raise UsageError(
                    f"{path.name} and {packed[name].name} are the same file twice.", where=str(place)
                )
            packed[name] = path
    if lacking := missing(packed):
        raise UsageError(
            f"there is no {lacking.replace('…', pair)} in this folder.",
            where=str(place),
            hint=f"A model from {source} to {target} has the files model.{pair}.intgemm.alphas.bin, "
            f"vocab.{pair}.spm and lex.50.50.{pair}.s2t.bin, each as it is or as .gz or .zst.",
        )
    return {name: _unpacked(path) for name, path in packed.items()}


class TooLargeError(ValueError):
    """Packed data that no file of a model has: unpacked, they could fill the memory."""


def unzstd(data: bytes, digest: str = "") -> bytes:
    """Unpack data with Zstandard.

    Raises ValueError if that is impossible, or the SHA-256 of the result is not `digest`; TooLargeError,
    before anything is unpacked, if the result could be larger than any file of a model.
    """
    if zstd_frame.size_at_most(data) > _LIMIT:
        raise TooLargeError(f"it unpacks to more than {_LIMIT >> 20:,} MiB")
    from fxtranslate import discovery

    try:
        return discovery.verify_and_decompress(data, digest or None)
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as panic:  # a panic of Rust
        raise ValueError(str(panic)) from None


def _unpacked(path: Path) -> bytes:
    files.require_regular(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(_LIMIT + 1)
        if path.suffix == ".gz":
            with gzip.open(path) as unzipped:
                data = unzipped.read(_LIMIT + 1)
        elif path.suffix == ".zst" and len(data) <= _LIMIT:
            data = unzstd(data)
    except TooLargeError as error:
        raise _too_large(path) from error
    except (OSError, EOFError, ValueError) as error:
        raise InputError(
            f"cannot be read or unpacked ({error}).", where=str(path), hint="Copy the file again."
        ) from error
    if len(data) > _LIMIT:
        raise _too_large(path)
    return data


def _too_large(path: Path) -> InputError:
    return InputError(
        f"holds more than {_LIMIT >> 20:,} MiB, far more than a file of Firefox’s models.",
        where=str(path),
        hint="Copy the files of the model again, from where Mozilla publishes them.",
    )


def _record(source: str, target: str) -> Path:
    return folder() / f"{source}-{target}.json"


def _in_use() -> set[Path]:
    return set(_places())


def _places() -> Iterator[Path]:
    for path in folder().glob("*.json"):
        try:
            yield folder() / json.loads(path.read_text("utf-8"))["folder"]
        except (OSError, ValueError, TypeError, KeyError):
            continue


def languages(source: str, target: str) -> tuple[str, str]:
    """The codes of two languages in the list of models, which has no variants of English."""
    return source.partition("-")[0].lower(), target.partition("-")[0].lower()
