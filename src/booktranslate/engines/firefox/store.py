"""Models of Firefox Translations on this machine: where they are kept, and how they get there.

They lie in the cache folder of the user, not in a project: `fr-en.json` names the files of a model with
their digests, and the folder that they are in. It is written last, so that a model is there whole or not.
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
from booktranslate.errors import InputError, OutputError, UsageError

AGAIN = "Run `booktranslate engine get firefox` to download it again."
# The first word of the name of each file says what it is; most pairs share one vocabulary.
KINDS = ("model", "vocab", "srcvocab", "trgvocab", "lex")
_LIMIT = 1 << 30  # bytes of a file: the largest of Mozilla's has 60 million


@dataclass(frozen=True, slots=True)
class Model:
    """A model that is there: languages (`fr`, `en`), version, architecture, where it came from, its folder
    and its files with their SHA-256."""

    source: str
    target: str
    version: str
    architecture: str
    origin: str
    folder: Path
    files: Mapping[str, str]

    @property
    def label(self) -> str:
        """What tells one model from another: languages, version, kind, and a digest of all its files."""
        words = (f"{self.source}-{self.target}", self.version, self.architecture, self.folder.name)
        return " ".join(filter(None, words))

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir()) if self.folder.is_dir() else 0

    def read(self) -> dict[str, bytes]:
        """Its files by their kind (`KINDS`). Raises InputError when one is gone or is not what was kept."""
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
    """What a file is, by its name: one of `KINDS`, or nothing."""
    word = name.partition(".")[0]
    return word if word in KINDS else ""


def missing(names: Mapping[str, Any]) -> str:
    """What a set of files lacks to be a model; empty when nothing."""
    there = set(map(kind, names))
    if "model" not in there:
        return "model.….intgemm.alphas.bin"
    return "" if "vocab" in there or {"srcvocab", "trgvocab"} <= there else "vocab.….spm"


def folder() -> Path:
    """Where models are kept: `booktranslate/firefox` in the cache folder of the platform."""
    return files.cache_folder() / "firefox"


def find(source: str, target: str) -> Model | None:
    """The model for two languages, if it is there. Raises InputError when what describes it is damaged."""
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
    """Write the files of a model; it is not found yet, see `establish`. Raises OutputError."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    together = hashlib.sha256("".join(digests.values()).encode()).hexdigest()
    place = folder() / together[:16]
    for name, data in contents.items():
        files.write_atomic(place / name, data)
    return Model(source, target, version, architecture, origin, place, digests)


def establish(model: Model) -> None:
    """Let the model be found from now on, and remove the one that it replaces. Raises OutputError."""
    data = asdict(model) | {"folder": model.folder.name}
    files.write_atomic(_record(model.source, model.target), json.dumps(data, indent=1).encode())
    for place in folder().iterdir():
        if place.is_dir() and place not in _in_use():
            shutil.rmtree(place, ignore_errors=True)  # what another process still reads goes the next time


def remove(source: str, target: str) -> int:
    """Remove the model for two languages, and what is left of cut downloads; gives how many bytes.

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


def taken(place: Path, source: str, target: str) -> dict[str, bytes]:
    """The files of a model from a folder, with Mozilla's names, unpacked if they end in .gz or .zst.

    Raises UsageError when there is no model for the two languages, InputError for a file that cannot be read.
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


def unzstd(data: bytes, digest: str = "") -> bytes:
    """What is packed with Zstandard. Raises ValueError when it cannot be unpacked, or has another SHA-256."""
    from fxtranslate import discovery

    try:
        return discovery.verify_and_decompress(data, digest or None)
    except (Exception, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as panic:  # of Rust
        raise ValueError(str(panic)) from None


def _unpacked(path: Path) -> bytes:
    files.require_regular(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(_LIMIT)
        if path.suffix == ".gz":
            with gzip.open(path) as unzipped:
                data = unzipped.read(_LIMIT)
        elif path.suffix == ".zst":
            data = unzstd(data)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(
            f"cannot be read or unpacked ({error}).", where=str(path), hint="Copy the file again."
        ) from error
    return data


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
    """The codes that the models have; they know no variants of English."""
    return source.partition("-")[0].lower(), target.partition("-")[0].lower()
