"""Requests to a Weblate server (Weblate's documentation, "REST API").

The token is in the environment variable WEBLATE_TOKEN or in the system's password store. It is sent only to
the address that the user named, and only encrypted (or to this machine).
"""

import io
import json
import os
import time
import zipfile
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

import requests
from requests.exceptions import RequestException, Timeout

from booktranslate.engines import allowed_servers, keys
from booktranslate.errors import EngineError, UsageError
from booktranslate.version import __version__
from booktranslate.weblate.components import as_form

_SECONDS = 300.0  # for an answer: Weblate reads the files first
_PATIENCE = 120.0  # seconds to wait for what it does in the background
_PAUSE = 0.5  # seconds between two questions
_SHOWN = 500  # characters of an error message
_TOKEN = "Copy it from your profile in Weblate, under “API access”, into WEBLATE_TOKEN."  # noqa: S105


def connect(address: str) -> "Server":
    """The server at an address; nothing is sent yet.

    Raises UsageError for a bad or unencrypted address, and if there is no valid token.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(
            f"{address!r} is not the address of a server.", hint="Write it as https://weblate.example.org."
        )
    if parts.scheme == "http" and not allowed_servers.is_this_machine(parts.hostname):
        raise UsageError(
            f"{address} is plain http: anybody on the way could read the book and the token.",
            hint="Use https.",
        )
    token = os.environ.get("WEBLATE_TOKEN", "").strip() or keys.from_keyring("weblate")
    if not token:
        raise UsageError("there is no token for Weblate.", hint=_TOKEN)
    keys.require_sendable(token, "Weblate", "WEBLATE_TOKEN")
    return Server(address.rstrip("/"), token)


class Server:
    """A Weblate server, with our token. All methods raise EngineError if it refuses or fails.

    Projects and components are named by their slugs.
    """

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"booktranslate/{__version__}"
        self._session.auth = _Token(token)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def project(self, slug: str) -> dict[str, Any] | None:
        """What the API says about a project; None if it does not exist."""
        return self._found("projects", slug)

    def make_project(self, settings: Mapping[str, Any]) -> None:
        """Create a project."""
        self._send("POST", "projects", json=dict(settings))

    def components(self, project: str) -> dict[str, dict[str, Any]]:
        """The components of a project by their slugs, with the glossary."""
        return {one["slug"]: one for one in self._pages("projects", project, "components")}

    def make_component(self, project: str, settings: Mapping[str, Any], file: str, data: bytes) -> None:
        """Create a component with a file, which Weblate keeps in a local repository."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(file, data)
        files = {"zipfile": ("files.zip", packed.getvalue(), "application/zip")}
        self._send("POST", "projects", project, "components", data=as_form(settings), files=files)

    def make_linked_component(self, project: str, settings: Mapping[str, Any]) -> None:
        """Create a component whose file is in a Git repository."""
        self._send("POST", "projects", project, "components", json=dict(settings))

    def change_component(self, project: str, component: str, settings: Mapping[str, Any]) -> None:
        """Change some settings of a component."""
        self._send("PATCH", "components", project, component, json=dict(settings))

    def lock(self, project: str, component: str, locked: bool) -> None:
        """Lock a component, so that nobody can translate it, or unlock it."""
        self._send("POST", "components", project, component, "lock", json={"lock": locked})

    def await_translation(self, project: str, component: str, language: str) -> dict[str, Any]:
        """Wait for the translation of a component, which Weblate may still be creating; what the API says
        about it."""
        end = time.monotonic() + _PATIENCE
        while (found := self._found("translations", project, component, language)) is None:
            if time.monotonic() > end:
                raise EngineError(
                    f"Weblate has not created the translation {language} of {component} yet.",
                    where=self.address,
                    hint="Check the component in Weblate, then run the command again.",
                )
            time.sleep(_PAUSE)
        return found

    def download(self, project: str, component: str, language: str) -> bytes:
        """The file of a translation, with everything that people have saved."""
        return self._send("GET", "translations", project, component, language, "file").content

    def upload(
        self, project: str, component: str, language: str, name: str, data: bytes, method: str
    ) -> dict[str, Any]:
        """Send a file for a translation, and return what the API says about the result.

        `method` is `replace` (the whole file) or `add` (only texts that are not there).
        """
        files = {"file": (name, data)}
        words = ("translations", project, component, language, "file")
        found = self._json(self._send("POST", *words, data={"method": method}, files=files))
        return found if isinstance(found, dict) else {}

    def texts(self, project: str, component: str, language: str) -> Iterator[tuple[str, str]]:
        """The source texts of a component, each with its translation; of plural forms only the first."""
        for unit in self._pages("translations", project, component, language, "units"):
            yield _first(unit.get("source")), _first(unit.get("target"))

    def _found(self, *words: str) -> dict[str, Any] | None:
        response = self._ask("GET", words)
        if response.status_code == HTTPStatus.NOT_FOUND:
            return None
        found = self._json(self._checked(response))
        return found if isinstance(found, dict) else None

    def _pages(self, *words: str) -> Iterator[dict[str, Any]]:
        """All items of a list that the API returns page by page."""
        page = 1
        while True:
            answer = self._json(self._send("GET", *words, params={"page": page, "page_size": 200}))
            if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
                raise self._strange("a list without results")
            yield from answer["results"]
            if not answer.get("next"):
                return
            page += 1

    def _send(self, method: str, *words: str, **options: Any) -> requests.Response:
        return self._checked(self._ask(method, words, **options))

    def _ask(self, method: str, words: tuple[str, ...], **options: Any) -> requests.Response:
        url = f"{self.address}/api/{'/'.join(quote(word, safe='') for word in words)}/"
        try:
            return self._session.request(method, url, timeout=_SECONDS, allow_redirects=False, **options)
        except Timeout as error:
            raise EngineError(
                f"Weblate did not answer in {_SECONDS:.0f} seconds.",
                where=self.address,
                hint="Try again later. Work done so far is kept.",
            ) from error
        except RequestException as error:
            raise EngineError(
                f"Weblate cannot be reached ({type(error).__name__}).",
                where=self.address,
                hint="Check the address, and that it opens in a browser.",
            ) from error

    def _checked(self, response: requests.Response) -> requests.Response:
        status = response.status_code
        if response.is_redirect:
            where = response.headers.get("Location", "")
            hint = "Give the address that a browser shows when Weblate is open."
            raise allowed_servers.redirected("Weblate", self.address, status, where, hint)
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            said = _details(response)
            raise EngineError(
                f"Weblate refuses: {said or 'the token has no permission for this'}.",
                where=self.address,
                hint=f"Check that the token is right and that its owner may add projects. {_TOKEN}",
            )
        if status >= HTTPStatus.BAD_REQUEST:
            hint = "Wait, then run the command again." if status == HTTPStatus.TOO_MANY_REQUESTS else ""
            said = _details(response) or response.reason
            raise EngineError(f"Weblate refuses ({status}): {said}.", where=self.address, hint=hint)
        return response

    def _json(self, response: requests.Response) -> Any:
        try:
            return response.json()
        except requests.exceptions.JSONDecodeError as error:
            raise self._strange("a page instead of JSON") from error

    def _strange(self, what: str) -> EngineError:
        return EngineError(
            f"the server answers with {what}.",
            where=self.address,
            hint="Check that this is the address of a Weblate server.",
        )


class _Token(requests.auth.AuthBase):
    """The token as a header; without this class, requests would use a password for the host from ~/.netrc."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Token {self._token}"
        return request


def _first(value: Any) -> str:
    """The first of the plural forms of a text, which Weblate returns as a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _details(response: requests.Response) -> str:
    """Weblate's reasons for a refusal: each a field and what is wrong with it."""
    try:
        answer = response.json()
    except ValueError:
        return ""
    found = answer.get("errors") if isinstance(answer, dict) else None
    said = [
        ": ".join(str(each) for each in (one.get("attr"), one.get("detail")) if each)
        for one in (found if isinstance(found, list) else [])
        if isinstance(one, dict)
    ]
    text = "; ".join(said) or (json.dumps(answer, ensure_ascii=False) if answer else "")
    return text[:_SHOWN].rstrip(".")
