"""LibreTranslate: a server of your own, or somebody else's, that translates over HTTP.

See https://docs.libretranslate.com. A server may limit the texts in a request, the characters of a text and
the requests per minute. It tells so only when a limit is exceeded, and each time counts towards a ban. Its
HTML format translates each stretch between two tags by itself, so sentences are sent as plain text first
(`markup/plain_sentences.py`). The server has already decoded the HTML entities of an answer. Verified with
LibreTranslate 1.9.6.
"""

import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

import requests
from requests.exceptions import RequestException, Timeout

from booktranslate.config_fields import setting
from booktranslate.engines import EngineSettings, allowed_servers, requesting
from booktranslate.engines.markup import plain_sentences
from booktranslate.engines.markup.framing import with_initial
from booktranslate.errors import EngineError
from booktranslate.model import TaggedText, counted
from booktranslate.version import __version__

MAX_TEXTS = 25  # in a request
MAX_CHARACTERS = 5_000  # in a request; a server without a graphics card translates them within a minute
TRIES = 4
MAX_WAIT = 120  # seconds to wait at most when the server asks for it

Format = Literal["text", "html"]

_START = (
    "Start a server with `pip install libretranslate` and `libretranslate --load-only fr,en`, "
    "or give the address of one as url under [engine.libretranslate] in booktranslate.toml."
)
_KEY = (
    "Ask the operator of the server for a key, and set it in the environment variable LIBRETRANSLATE_API_KEY."
)
_ADDRESS = "Check url under [engine.libretranslate]: the address may have changed, or need https."
_INITIAL = re.compile(r"^\W*[^\W\d_]")
_RULES = f"{plain_sentences.RULES}.1"
_TOO_MUCH = re.compile(r"request \((\d+)\) exceeds text limit \((\d+)\)")
_PER = re.compile(r"per (\d+) (second|minute|hour|day)")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.libretranslate]`."""

    url: str = setting("http://localhost:5000", "The address of the server: your own, or somebody else's.")
    timeout: float = setting(120.0, "The time limit for an answer.", unit="seconds", least=0.01, most=3600)
    allow_http: tuple[str, ...] = setting(
        (), "Servers other than this machine for which `url` may use plain `http://`."
    )


class LibreTranslateEngine:
    """The engine `libretranslate`.

    For a server that needs a key, it is in the environment variable LIBRETRANSLATE_API_KEY.
    """

    name = "libretranslate"
    title = "LibreTranslate"
    max_texts = 50
    asks_a_server = True
    key_variable = "LIBRETRANSLATE_API_KEY"
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine, without sending anything. Raises SettingError for a bad option."""
        options = settings.read(
            Options, self.name, "Put the key into LIBRETRANSLATE_API_KEY, never into this file."
        )
        allowed_servers.require_address(options.url, options.allow_http, self.name)
        self._url, self._timeout = options.url.rstrip("/"), options.timeout
        self._settings = settings
        # LibreTranslate knows no variants of English.
        self._pair = settings.source.partition("-")[0].lower(), settings.target.partition("-")[0].lower()
        self._key = os.environ.get("LIBRETRANSLATE_API_KEY", "").strip()
        self._most = MAX_TEXTS
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"booktranslate/{__version__}"

    @property
    def identity(self) -> str:
        """Server, languages and rules; a server does not tell which models it has."""
        source, target = self._pair
        return f"libretranslate {self._url} {source}-{target} rules={_RULES}"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text; see `Engine.translate`. Raises EngineError."""
        return plain_sentences.translate(batch, self._settings.glossary, self._texts, self._html)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _texts(self, texts: list[str]) -> list[str]:
        return [answer for some in self._requests(texts) for answer in self._ask(some, "text")]

    def _html(self, texts: list[str]) -> list[str]:
        return [answer for some in self._requests(texts) for answer in self._ask(some, "html")]

    def _requests(self, texts: list[str]) -> Iterator[list[str]]:
        some: list[str] = []
        for text in texts:
            if some and (len(some) >= self._most or sum(map(len, some)) + len(text) > MAX_CHARACTERS):
                yield some
                some = []
            some.append(text)
        if some:
            yield some

    def _ask(self, texts: list[str], form: Format) -> list[str]:
        """The translations. A request that is too large for the server is divided into smaller ones."""
        source, target = self._pair
        sent = [_with_a_capital(text) for text in texts] if form == "text" else texts
        body = {"q": sent, "source": source, "target": target, "format": form}
        response = self._send(body | ({"api_key": self._key} if self._key else {}))
        if 300 <= response.status_code < 400:
            where = response.headers.get("Location", "")
            raise allowed_servers.redirected(
                "LibreTranslate", self._url, response.status_code, where, _ADDRESS
            )
        message = self._message(response)
        if response.status_code == HTTPStatus.OK:
            answers = zip(texts, sent, _answers(response, len(texts)), strict=True)
            return [
                answer if text == asked else with_initial(text, answer) for text, asked, answer in answers
            ]
        if response.status_code == HTTPStatus.BAD_REQUEST and (limit := _TOO_MUCH.search(message)):
            if len(texts) > 1:
                if int(limit[1]) == len(texts):  # the limit is for texts, not for characters
                    self._most = max(1, min(self._most, int(limit[2])))
                middle = len(texts) // 2
                return [*self._ask(texts[:middle], form), *self._ask(texts[middle:], form)]
            if form == "text" and (halves := _halves(texts[0])):
                return [" ".join(answer.strip() for half in halves for answer in self._ask([half], form))]
            if form == "html":  # it cannot be cut; a blank answer makes the caller send fragments
                return [""]
        raise self._refused(response.status_code, message)

    def _send(self, body: Mapping[str, Any]) -> requests.Response:
        """The response, after further tries if the server is busy or the connection is lost."""
        for trial in range(1, TRIES + 1):
            wait = float(2**trial)
            try:
                # A redirect would send the key and the texts to a server that nobody named.
                response = self._session.post(
                    f"{self._url}/translate", json=body, timeout=self._timeout, allow_redirects=False
                )
            except RequestException as error:
                if trial == TRIES or not requesting.passes(error):
                    raise self._unreachable(error) from None
            else:
                busy = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
                if busy:
                    wait = _pause(response.headers.get("Retry-After"), self._message(response))
                if trial == TRIES or not (busy or response.status_code >= 500) or wait > MAX_WAIT:
                    return response
            time.sleep(wait)
        raise AssertionError("the last trial returns or raises")

    def _message(self, response: requests.Response) -> str:
        """The server's message, without the key, which a careless server may repeat."""
        try:
            message = str(response.json()["error"])
        except (ValueError, KeyError, TypeError):
            message = response.reason or ""
        if self._key:
            message = message.replace(self._key, "[key]")
        return " ".join(message.split())[:300].rstrip(".") or "it gave no reason"

    def _refused(self, status: int, message: str) -> EngineError:
        if "API key" in message or status in (401, 403):
            hint = _KEY
        elif "not supported" in message or "not available" in message:
            hint = "Start the server with both languages: libretranslate --load-only fr,en"
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            hint = f"Wait, then run the command again. Translations so far are kept. {_KEY}"
        elif status in (404, 405):
            hint = _ADDRESS
        else:
            hint = "Run the command again. If the error persists, look at the output of the server."
        return EngineError(
            f"LibreTranslate did not translate: {message} ({status}).", where=self._url, hint=hint
        )

    def _unreachable(self, error: RequestException) -> EngineError:
        if isinstance(error, Timeout):
            return EngineError(
                f"LibreTranslate gave no answer within {self._timeout:g} seconds.",
                where=self._url,
                hint="Raise timeout under [engine.libretranslate] in booktranslate.toml.",
            )
        if requesting.is_absent(error):
            return EngineError("no LibreTranslate server answers.", where=self._url, hint=_START)
        return EngineError(
            f"the connection to LibreTranslate broke ({type(error).__name__}).",
            where=self._url,
            hint="Run the command again. If the error persists, look at the output of the server.",
        )


def _answers(response: requests.Response, count: int) -> list[str]:
    try:
        answers = response.json()["translatedText"]
    except (ValueError, KeyError, TypeError):
        answers = None
    if not isinstance(answers, list) or not all(isinstance(answer, str) for answer in answers):
        raise EngineError(
            "the answer does not come from LibreTranslate.",
            where=response.url,
            hint="Check url under [engine.libretranslate] in booktranslate.toml.",
        )
    if len(answers) != count:
        raise EngineError(
            f"LibreTranslate was sent {counted(count, 'text')} and answered with {len(answers)}.",
            where=response.url,
            hint="Run the command again. Translations so far are kept.",
        )
    return answers


def _with_a_capital(text: str) -> str:
    """A lower-case text with a first capital; any other text unchanged.

    The server answers a lower-case text without any capital, not even in "French" or "Monday", and a text in
    capitals with one in capitals.
    """
    raised = _INITIAL.sub(lambda initial: initial[0].upper(), text)
    return raised if text.islower() and not raised.isupper() else text


def _halves(text: str) -> tuple[str, str] | None:
    """A text cut in two, between sentences if it has several, else between words; None for a single word."""
    chunks = plain_sentences.sentences(text)
    if len(chunks) == 1:
        chunks = re.findall(r"\s*\S+", text)
    middle = len(chunks) // 2
    return ("".join(chunks[:middle]), "".join(chunks[middle:])) if middle else None


def _pause(after: str | None, message: str) -> float:
    """The seconds to wait before the next request, by the header, else by the limit ("5 per 1 minute")."""
    if (seconds := requesting.retry_after(after)) is not None:
        return seconds
    limit = _PER.search(message)
    return float(int(limit[1]) * _SECONDS[limit[2]]) if limit else 60.0
