"""The list of models of Firefox Translations: which files a model has, where they are, and their digests.

Mozilla's Remote Settings (https://remote-settings.readthedocs.io) has one record per file: its name, kind,
languages and version. `attachment` has the address, size and SHA-256 of the file packed with Zstandard,
`decompressedHash` the SHA-256 of the unpacked file.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from booktranslate.config_fields import setting
from booktranslate.engines.allowed_servers import is_this_machine
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.errors import EngineError, InputError, UsageError

RECORDS = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net/"
MOZILLA = tuple(urlsplit(url).hostname for url in (RECORDS, ATTACHMENTS))
MAX_BYTES = 1 << 29  # the limit of a download
OTHERWISE = (
    "Alternatives: set a key for DeepL (DEEPL_AUTH_KEY), use Apertium (Debian, Ubuntu), or get the files "
    "from somebody who has them and run `booktranslate engine get firefox --from FOLDER`."
)
# The architectures, the best first: from French, Mozilla measures COMET 0.886 for base-memory and 0.882 for
# tiny; base is larger than both.
_BEST = ("base", "base-memory", "tiny")


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.firefox]`."""

    records: str = setting(
        "",
        "The address of the list of models for `booktranslate engine get firefox`. It must begin with "
        "`https://`. Empty: `FXTRANSLATE_RECORDS_URL`, or else Mozilla's server.",
    )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a model, as its record describes it.

    `packed` is the SHA-256 of the packed file, `digest` that of the unpacked one; "" if the record lacks it.
    """

    name: str
    version: str
    architecture: str
    address: str
    size: int
    packed: str
    digest: str


def records_address(configured: str) -> str:
    """The address of the records: as `configured`, else in FXTRANSLATE_RECORDS_URL, else at Mozilla.

    Raises UsageError for an address that is invalid, has a password, or is plain http to another machine.
    """
    address = configured or os.environ.get("FXTRANSLATE_RECORDS_URL") or RECORDS
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
        if host and safe and not (parts.username or parts.password) and parts.port != 0:
            return address
    except ValueError:
        pass
    raise UsageError(
        f"the address of the records is {address!r}.",
        hint="Give one that begins with https://, without a name or a password, as records under "
        "[engine.firefox] or in FXTRANSLATE_RECORDS_URL.",
    )


def chosen(body: bytes, source: str, target: str, address: str) -> Sequence[Attachment]:
    """The files of the best model for two languages that this version of fxtranslate can run.

    `body` is the list from `address`. Raises EngineError if it is not a list, or has no complete model.
    """
    try:
        records: list[dict[str, Any]] = [each for each in json.loads(body)["data"] if isinstance(each, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise failed("the answer is not a list of models.", address) from None
    fitting: list[tuple[str, Attachment]] = []
    for record in records:
        if (record.get("sourceLanguage"), record.get("targetLanguage")) != (source, target):
            continue
        try:
            found = _attachment(record, address)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # the list may also have other things
        what = firefox_store.kind(found.name)
        if what == record.get("fileType") and _can_be_run(found.version):
            fitting.append((what, found))
    models = [found for what, found in fitting if what == "model"]
    if not models:
        raise failed(f"the list of models has none from {source} to {target}.", address)
    model = max(models, key=_worth)
    found_files = [model]
    for each in ("vocab", "srcvocab", "trgvocab", "lex"):
        others = [found for what, found in fitting if what == each]
        if others:
            found_files.append(max(others, key=lambda other: (_kin(model, other), _worth(other))))
    if lacking := firefox_store.missing({each.name: each for each in found_files}):
        raise failed(f"the list of models has no {lacking} from {source} to {target}.", address)
    return found_files


def _can_be_run(version: str) -> bool:
    """Whether the installed fxtranslate, which alone knows this, runs models of a version."""
    from fxtranslate import discovery

    languages = {"sourceLanguage": "fr", "targetLanguage": "en"}
    model = {"name": "model", "fileType": "model", "version": version, "attachment": {"location": "model"}}
    return bool(discovery.model_pairs(json.dumps({"data": [model | languages]})))


def _attachment(record: dict[str, Any], address: str) -> Attachment:
    """The attachment of a record. Raises KeyError, TypeError, ValueError or AttributeError if it has none."""
    packed = record["attachment"]
    digests = str(packed.get("hash") or "").lower(), str(record.get("decompressedHash") or "").lower()
    name, location, size = str(record["name"]), str(packed["location"]), packed.get("size") or 0
    known = [digest for digest in digests if digest]
    if not known or not all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in known):
        raise ValueError("it has no digest to verify the file")
    if (
        Path(name).name != name
        or name.startswith(".")
        or not isinstance(size, int)
        or not 0 <= size < MAX_BYTES
    ):
        raise ValueError("not the name or the size of a file")
    base = ATTACHMENTS if address == RECORDS else address
    place = urljoin(base, location)
    if urlsplit(place)[:2] != urlsplit(base)[:2]:
        raise ValueError("on an unknown server")
    version, architecture = str(record.get("version") or ""), str(record.get("architecture") or "")
    return Attachment(name, version, architecture, place, size, *digests)


def _worth(each: Attachment) -> tuple[bool, list[int], int]:
    released = re.fullmatch(r"[\d.]+", each.version) is not None
    numbers = [int(number) for number in re.findall(r"\d+", each.version)]
    rank = _BEST.index(each.architecture) if each.architecture in _BEST else len(_BEST)
    return released, numbers, -rank


def _kin(model: Attachment, other: Attachment) -> tuple[bool, bool]:
    return model.version == other.version, model.architecture == other.architecture


def described(contents: Mapping[str, bytes], records: Path, source: str, target: str) -> tuple[str, str]:
    """The version and architecture of a model that a person has copied, by the list beside its files.

    Raises InputError if the list cannot be read, or has no record of a file with this name and digest.
    """
    known: dict[str, list[dict[str, Any]]] = {}
    try:
        for record in json.loads(records.read_bytes())["data"]:
            if (record.get("sourceLanguage"), record.get("targetLanguage")) == (source, target):
                known.setdefault(str(record.get("name")), []).append(record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "is not a list of models.", where=str(records), hint="Copy it again, or remove it."
        ) from None
    of_model = ("", "")
    for name, data in contents.items():
        digest = hashlib.sha256(data).hexdigest()
        fitting = [record for record in known.get(name, []) if record.get("decompressedHash") == digest]
        if not fitting:
            raise InputError(
                f"does not match {records.name}: the file is not listed there, or its SHA-256 differs.",
                where=str(records.parent / name),
                hint="Copy the file again, or remove the list if it belongs to another model.",
            )
        if firefox_store.kind(name) == "model":
            of_model = str(fitting[0].get("version") or ""), str(fitting[0].get("architecture") or "")
    return of_model


def failed(what: str, address: str, hint: str = "") -> EngineError:
    """The error for a failed download: what happened, where, and what to do instead."""
    return EngineError(what, where=address, hint=f"{hint} {OTHERWISE}".strip())
