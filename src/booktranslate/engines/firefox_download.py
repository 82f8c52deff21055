"""The models of Firefox Translations from Mozilla's servers, or from others that serve what these do.

Mozilla's Remote Settings (https://remote-settings.readthedocs.io) has one record for each file: its name,
kind, languages, version, and in `attachment` where it is, packed with Zstandard, with its size and SHA-256;
`decompressedHash` is that of the file itself. Nothing is used whose digest is another.

`fxtranslate` can download, too, but goes wherever it is sent, forgets in the next run what came in the last,
and always takes the files from Mozilla, although its author asks programs with many users not to.
"""

import hashlib
import ipaddress
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    ContentDecodingError,
    RequestException,
    Timeout,
)

from booktranslate import __version__, files
from booktranslate.engines import firefox_store
from booktranslate.errors import EngineError, InputError, OutputError, UsageError

RECORDS = (
    "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
)
ATTACHMENTS = "https://firefox-settings-attachments.cdn.mozilla.net/"
MOZILLA = tuple(urlsplit(url).hostname for url in (RECORDS, ATTACHMENTS))
OTHERWISE = (
    "Without it: set a key for DeepL (DEEPL_AUTH_KEY), use Apertium (Debian, Ubuntu), or get the files from "
    "somebody who has them, then `booktranslate engine get firefox --from FOLDER`."
)
TIMEOUT = 30.0  # seconds without a byte
TRIES = 4
PAUSE = 1.0  # seconds before the second try; each next one is twice as long
_REDIRECTS = 3
_CHUNK = 1 << 16
_LIMIT = 1 << 29  # bytes of a download
# Of two models of one version, the better one (`benchmarks` of Mozilla: COMET 0.886 and 0.882 from French).
_BEST = ("base", "base-memory", "tiny")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a model, as its record describes it. Its SHA-256: `packed` as it comes, `digest` unpacked."""

    name: str
    version: str
    architecture: str
    address: str
    size: int
    packed: str
    digest: str


def records_address(configured: str) -> str:
    """Where the records are: as configured, else as FXTRANSLATE_RECORDS_URL says, else at Mozilla's."""
    address = configured or os.environ.get("FXTRANSLATE_RECORDS_URL") or RECORDS
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        safe = parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))
        if host and safe and not (parts.username or parts.password) and parts.port != 0:
            return address
    except ValueError:
        pass
    raise UsageError(
        f"the address of the records is {address!r}.",
        hint="Give one that begins with https://, without a name or a password, as records under "
        "[engine.firefox] or in FXTRANSLATE_RECORDS_URL.",
    )


def download(source: str, target: str, address: str, progress: Progress) -> firefox_store.Model:
    """Download the model for two languages into the store; it is not found there yet, see `establish`.

    What was downloaded before a cut is not downloaded again. Raises EngineError when the servers refuse or
    serve something else, OutputError when the disk is full.
    """
    with requests.Session() as session:
        session.headers["User-Agent"] = f"booktranslate/{__version__}"
        client = _Client(session, address)
        attachments = _chosen(client.records(), source, target, address)
        total, before = sum(each.size for each in attachments), 0
        contents, parts = {}, []
        for each in attachments:
            part = firefox_store.folder() / f"{each.packed or each.digest}.part"
            contents[each.name] = client.file(each, part, partial(_add, progress, before, total))
            before += each.size
            parts.append(part)
    first = attachments[0]
    model = firefox_store.keep(
        source, target, contents, first.version, first.architecture, urlsplit(address).hostname or ""
    )
    for part in parts:
        part.unlink(missing_ok=True)
    return model


def described(contents: Mapping[str, bytes], records: Path, source: str, target: str) -> tuple[str, str]:
    """Version and architecture of files that somebody has given us, by the list that lies beside them.

    Raises InputError when the list cannot be read, or describes a file of that name with another digest.
    """
    known: dict[str, list[dict[str, Any]]] = {}
    try:
        for record in json.loads(records.read_bytes())["data"]:
            if (record.get("sourceLanguage"), record.get("targetLanguage")) == (source, target):
                known.setdefault(str(record.get("name")), []).append(record)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "is no list of models.", where=str(records), hint="Copy it again, or remove it."
        ) from None
    of_model = ("", "")
    for name, data in contents.items():
        digest = hashlib.sha256(data).hexdigest()
        fitting = [record for record in known.get(name, []) if record.get("decompressedHash") == digest]
        if not fitting:
            raise InputError(
                f"the file that {records.name} describes has another SHA-256, or is not in it.",
                where=str(records.parent / name),
                hint="Copy the file again, or remove the list if it belongs to another model.",
            )
        if firefox_store.kind(name) == "model":
            of_model = str(fitting[0].get("version") or ""), str(fitting[0].get("architecture") or "")
    return of_model


def _add(progress: Progress, before: int, total: int, here: int) -> None:
    progress(before + here, max(total, before + here))


class _Client:
    """Asks the servers, and says in plain words what they did."""

    def __init__(self, session: requests.Session, address: str) -> None:
        self._session, self._address = session, address

    def records(self) -> bytes:
        """The body of the records."""
        for trial in range(1, TRIES + 1):
            try:
                with self._open(self._address) as response:
                    body = b""
                    for chunk in response.iter_content(_CHUNK):
                        body += chunk
                        if len(body) > _LIMIT:
                            raise _failed("the list of models is far too long.", self._address)
                    return body
            except RequestException as error:
                if trial == TRIES or not _passes(error):
                    raise _unreachable(self._address, error) from None
            time.sleep(PAUSE * 2 ** (trial - 1))
        raise AssertionError("the last trial returns or raises")

    def file(self, attachment: Attachment, part: Path, progress: Callable[[int], None]) -> bytes:
        """The file itself, unpacked. Its packed form grows in `part`, from where an earlier run was cut."""
        whole = False  # whether all of it came in one go, so that nothing of an earlier file can be in it
        while True:
            whole |= not part.exists()
            data = self._packed(attachment, part, progress)
            content = _unpacked(data, attachment)
            if content is not None:
                return content
            part.unlink(missing_ok=True)
            if whole:
                raise _failed(
                    f"{attachment.name} is not the file that the list of models describes (its SHA-256 is "
                    "another one); it was not kept.",
                    attachment.address,
                )

    def _packed(self, attachment: Attachment, part: Path, progress: Callable[[int], None]) -> bytes:
        for trial in range(1, TRIES + 1):
            try:
                with _writing(part):
                    if not attachment.size or not part.exists() or part.stat().st_size < attachment.size:
                        self._append(attachment, part, progress)
                    return part.read_bytes()
            except RequestException as error:
                if trial == TRIES or not _passes(error):
                    raise _unreachable(attachment.address, error) from None
            time.sleep(PAUSE * 2 ** (trial - 1))
        raise AssertionError("the last trial returns or raises")

    def _append(self, attachment: Attachment, part: Path, progress: Callable[[int], None]) -> None:
        files.make_folder(part.parent)
        done = part.stat().st_size if part.exists() else 0
        # Packed once more on the way, it could not be gone on with.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
        with self._open(attachment.address, headers) as response:
            if response.status_code != HTTPStatus.PARTIAL_CONTENT:
                done = 0
            with part.open("ab" if done else "wb") as stream:
                for chunk in response.iter_content(_CHUNK):
                    stream.write(chunk)
                    done += len(chunk)
                    if done > (attachment.size or _LIMIT):
                        break  # more than was promised: its digest will be another
                    progress(done)
        if done < attachment.size:
            raise ChunkedEncodingError("less came than was promised")

    @contextmanager
    def _open(self, address: str, headers: dict[str, str] | None = None) -> Iterator[requests.Response]:
        """The response to a GET. Only Mozilla's hosts and that of the records may send us on."""
        for _ in range(_REDIRECTS):
            with self._answer(address, headers) as response:
                if response.is_redirect:
                    address = self._sent_on(address, response.headers.get("Location", ""))
                    continue
                if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and headers:
                    headers = {name: value for name, value in headers.items() if name != "Range"}
                    continue
                if response.status_code not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
                    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS or response.status_code >= 500:
                        raise ConnectionError(f"{response.status_code} {response.reason}")
                    raise _refused(address, response.status_code)
                yield response
                return
        raise _failed("the server sends us on again and again.", address)

    def _answer(self, address: str, headers: dict[str, str] | None) -> requests.Response:
        try:
            # Not redirected by requests: it would go anywhere.
            return self._session.get(
                address, headers=headers, stream=True, timeout=TIMEOUT, allow_redirects=False
            )
        except RequestException:
            raise
        except ValueError:  # requests looks at the address of a redirect all the same
            raise _failed("the server sends us on to an address that is none.", address) from None

    def _sent_on(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        ours, parts = urlsplit(self._address), urlsplit(target)
        same = parts.scheme == ours.scheme and parts.netloc == ours.netloc
        if same or (parts.scheme == "https" and parts.hostname in MOZILLA):
            return target
        host = (parts.hostname or "itself, not encrypted")[:200]
        raise _failed(f"the server sends us on to {host}, which nobody has named.", address)


def _chosen(body: bytes, source: str, target: str, address: str) -> Sequence[Attachment]:
    """The files of the best model for two languages that this version of fxtranslate can run."""
    try:
        records: list[dict[str, Any]] = [each for each in json.loads(body)["data"] if isinstance(each, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _failed("the answer is no list of models.", address) from None
    fitting: list[tuple[str, Attachment]] = []
    for record in records:
        if (record.get("sourceLanguage"), record.get("targetLanguage")) != (source, target):
            continue
        try:
            found = _attachment(record, address)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # the collection may hold other things, too
        what = firefox_store.kind(found.name)
        if what == record.get("fileType") and _can_be_run(found.version):
            fitting.append((what, found))
    models = [found for what, found in fitting if what == "model"]
    if not models:
        raise _failed(f"the list of models has none from {source} to {target}.", address)
    model = max(models, key=_worth)
    chosen = [model]
    for each in ("vocab", "srcvocab", "trgvocab", "lex"):
        others = [found for what, found in fitting if what == each]
        if others:
            chosen.append(max(others, key=lambda other: (_kin(model, other), _worth(other))))
    if lacking := firefox_store.missing({each.name: each for each in chosen}):
        raise _failed(f"the list of models has no {lacking} from {source} to {target}.", address)
    return chosen


def _can_be_run(version: str) -> bool:
    """Whether this fxtranslate runs models of a version: only it knows."""
    from fxtranslate import discovery

    languages = {"sourceLanguage": "fr", "targetLanguage": "en"}
    model = {"name": "model", "fileType": "model", "version": version, "attachment": {"location": "model"}}
    return bool(discovery.model_pairs(json.dumps({"data": [model | languages]})))


def _attachment(record: dict[str, Any], address: str) -> Attachment:
    """Raises KeyError, TypeError, ValueError or AttributeError for what is no record of such a file."""
    packed = record["attachment"]
    digests = str(packed.get("hash") or "").lower(), str(record.get("decompressedHash") or "").lower()
    name, location, size = str(record["name"]), str(packed["location"]), packed.get("size") or 0
    known = [digest for digest in digests if digest]
    if not known or not all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in known):
        raise ValueError("nothing would say whether it is the right file")
    if Path(name).name != name or name.startswith(".") or not isinstance(size, int) or not 0 <= size < _LIMIT:
        raise ValueError("not the name or the size of a file")
    base = ATTACHMENTS if address == RECORDS else address
    place = urljoin(base, location)
    if urlsplit(place)[:2] != urlsplit(base)[:2]:
        raise ValueError("on a server that nobody has named")
    version, architecture = str(record.get("version") or ""), str(record.get("architecture") or "")
    return Attachment(name, version, architecture, place, size, *digests)


def _worth(each: Attachment) -> tuple[bool, list[int], int]:
    released = re.fullmatch(r"[\d.]+", each.version) is not None
    numbers = [int(number) for number in re.findall(r"\d+", each.version)]
    rank = _BEST.index(each.architecture) if each.architecture in _BEST else len(_BEST)
    return released, numbers, -rank


def _kin(model: Attachment, other: Attachment) -> tuple[bool, bool]:
    return model.version == other.version, model.architecture == other.architecture


def _unpacked(data: bytes, attachment: Attachment) -> bytes | None:
    """The file itself; None when it is not the one that was described."""
    if attachment.packed and hashlib.sha256(data).hexdigest() != attachment.packed:
        return None
    try:
        return firefox_store.unzstd(data, attachment.digest)
    except ValueError:
        return None


@contextmanager
def _writing(part: Path) -> Iterator[None]:
    try:
        yield
    except RequestException:
        raise  # it is an OSError, too
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or error}).",
            where=str(part),
            hint=f"Make room on the disk (100 MB), then run the command again. {OTHERWISE}",
        ) from error


def _passes(error: RequestException) -> bool:
    """Whether it is worth another try: a line that was cut, a server that is busy; not a name unknown."""
    cause = getattr(error.args[0], "reason", None) if error.args else None
    return (
        isinstance(error, ConnectionError | ChunkedEncodingError | ContentDecodingError)
        and not isinstance(error, Timeout | requests.exceptions.SSLError | requests.exceptions.ProxyError)
        and cause is None
    )


def _unreachable(address: str, error: RequestException) -> EngineError:
    host = urlsplit(address).hostname
    if isinstance(error, Timeout):
        what = f"{host} has sent nothing for {TIMEOUT:g} seconds."
    elif isinstance(error, requests.exceptions.SSLError):
        what = f"the certificate of {host} is not valid here."
    elif _passes(error):
        said = error.args[0] if error.args and isinstance(error.args[0], str) else "what came was cut"
        what = f"the connection to {host} broke again and again ({said})."
        return _failed(what, address, "What came is kept: run the command again to go on.")
    else:
        what = f"{host} cannot be reached; is there a network?"
    return _failed(what, address)


def _refused(address: str, status: int) -> EngineError:
    said = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "?"
    return _failed(f"the server refuses the download ({status} {said}).", address)


def _failed(what: str, address: str, hint: str = "") -> EngineError:
    return EngineError(what, where=address, hint=f"{hint} {OTHERWISE}".strip())


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761 §6.3
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
