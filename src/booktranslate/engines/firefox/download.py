"""Download the models of Firefox Translations, from Mozilla's servers or mirrors of them.

`fxtranslate` can download too, but it follows any redirect, does not continue incomplete downloads, and
always takes the files from Mozilla, although its author asks programs with many users not to. No file is used
whose SHA-256 differs from that in the list (`records`).
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests.exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    ContentDecodingError,
    RequestException,
    Timeout,
)

from booktranslate import files
from booktranslate.engines import requesting
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox.records import MAX_BYTES, MOZILLA, OTHERWISE, Attachment, chosen, failed
from booktranslate.engines.models import Progress
from booktranslate.errors import EngineError, OutputError
from booktranslate.version import __version__

TIMEOUT = 30.0  # seconds without a byte
CONNECT_TIMEOUT = 10.0  # seconds; a firewall that drops packets must not delay `make` for long
TRIES = 4
PAUSE = 1.0  # seconds before the second try; twice as long before each further one
_REDIRECTS = 3
_CHUNK = 1 << 16


def download(source: str, target: str, address: str, progress: Progress) -> firefox_store.Model:
    """Download the model for two languages into the store, where it is not in use yet: see `establish`.

    An incomplete download is continued. Raises EngineError when the servers cannot be reached, refuse, or
    send something else, OutputError when a file cannot be written.
    """
    with requests.Session() as session:
        session.headers["User-Agent"] = f"booktranslate/{__version__}"
        client = _Client(session, address)
        attachments = chosen(client.records(), source, target, address)
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


def _add(progress: Progress, before: int, total: int, here: int) -> None:
    progress(before + here, max(total, before + here))


class _Client:
    """Downloads from the servers, and turns their failures into EngineErrors."""

    def __init__(self, session: requests.Session, address: str) -> None:
        self._session, self._address = session, address

    def records(self) -> bytes:
        """The list of models, as sent."""
        for trial in range(1, TRIES + 1):
            try:
                with self._open(self._address) as response:
                    body = b""
                    for chunk in response.iter_content(_CHUNK):
                        body += chunk
                        if len(body) > MAX_BYTES:
                            raise failed("the list of models is far too long.", self._address)
                    return body
            except RequestException as error:
                if trial == TRIES or not _passes(error):
                    raise _unreachable(self._address, error) from None
            time.sleep(PAUSE * 2 ** (trial - 1))
        raise AssertionError("the last trial returns or raises")

    def file(self, attachment: Attachment, part: Path, progress: Callable[[int], None]) -> bytes:
        """The file, unpacked. The packed file grows in `part`, where an earlier run may have begun it."""
        whole = False  # whether all of it was downloaded now, so that no older file can be mixed in
        while True:
            whole |= not part.exists()
            data = self._packed(attachment, part, progress)
            content = _unpacked(data, attachment)
            if content is not None:
                return content
            part.unlink(missing_ok=True)
            if whole:
                raise failed(
                    f"{attachment.name} is not the file that the list of models describes (its SHA-256 "
                    f"differs); it was not kept.",
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
        # A download that is compressed on the way could not be continued.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
        with self._open(attachment.address, headers) as response:
            if response.status_code != HTTPStatus.PARTIAL_CONTENT:
                done = 0
            with part.open("ab" if done else "wb") as stream:
                for chunk in response.iter_content(_CHUNK):
                    stream.write(chunk)
                    done += len(chunk)
                    if done > (attachment.size or MAX_BYTES):
                        break  # more than announced, so its digest will differ
                    progress(done)
        if done < attachment.size:
            raise ChunkedEncodingError("the download is incomplete")

    @contextmanager
    def _open(self, address: str, headers: dict[str, str] | None = None) -> Iterator[requests.Response]:
        """The response to a GET, after redirects to Mozilla's hosts or the server of the records only."""
        for _ in range(_REDIRECTS):
            with self._answer(address, headers) as response:
                if response.is_redirect:
                    address = self._redirected(address, response.headers.get("Location", ""))
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
        raise failed("the server redirects the download in a loop.", address)

    def _answer(self, address: str, headers: dict[str, str] | None) -> requests.Response:
        try:
            # By itself, requests would follow redirects to any address.
            return self._session.get(
                address,
                headers=headers,
                stream=True,
                timeout=(CONNECT_TIMEOUT, TIMEOUT),
                allow_redirects=False,
            )
        except RequestException:
            raise
        except ValueError:  # requests parses the address of a redirect all the same
            raise failed("the server redirects the download to an invalid address.", address) from None

    def _redirected(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        ours, parts = urlsplit(self._address), urlsplit(target)
        same = parts.scheme == ours.scheme and parts.netloc == ours.netloc
        if same or (parts.scheme == "https" and parts.hostname in MOZILLA):
            return target
        host = (parts.hostname or "its own address without encryption")[:200]
        raise failed(f"the server redirects the download to {host}, which is not a known server.", address)


def _unpacked(data: bytes, attachment: Attachment) -> bytes | None:
    """The file, unpacked; None if it is not the one that is described. Raises EngineError for a huge one."""
    if attachment.packed and hashlib.sha256(data).hexdigest() != attachment.packed:
        return None
    try:
        return firefox_store.unzstd(data, attachment.digest)
    except firefox_store.TooLargeError as error:
        raise failed(f"{attachment.name} was not kept: {error}.", attachment.address) from error
    except ValueError:
        return None


@contextmanager
def _writing(part: Path) -> Iterator[None]:
    try:
        yield
    except RequestException:
        raise  # it is also an OSError
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror or error}).",
            where=str(part),
            hint=f"Make room on the disk (100 MB), then run the command again. {OTHERWISE}",
        ) from error


def _passes(error: RequestException) -> bool:
    """Whether another try may help: after a lost connection or a damaged answer, but not an unknown host."""
    return isinstance(error, ContentDecodingError) or requesting.passes(error)


def _unreachable(address: str, error: RequestException) -> EngineError:
    host = urlsplit(address).hostname
    if isinstance(error, requests.exceptions.ConnectTimeout):
        what = f"{host} cannot be reached; is there a network?"
    elif isinstance(error, Timeout):
        what = f"{host} has sent nothing for {TIMEOUT:g} seconds."
    elif isinstance(error, requests.exceptions.SSLError):
        what = f"the certificate of {host} is not valid here."
    elif _passes(error):
        reason = error.args[0] if error.args and isinstance(error.args[0], str) else "the answer was cut off"
        what = f"the connection to {host} broke several times ({reason})."
        return failed(what, address, "The part downloaded so far is kept: run the command again to continue.")
    else:
        what = f"{host} cannot be reached; is there a network?"
    return failed(what, address)


def _refused(address: str, status: int) -> EngineError:
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "?"
    return failed(f"the server refuses the download ({status} {phrase}).", address)
