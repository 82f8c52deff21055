"""A server of language models over HTTP: repeat requests after temporary errors, and distinguish refusals.

Redirects are not followed, because key and texts would go to a server that nobody named.
"""

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import requests
from requests import PreparedRequest, Response
from requests.auth import AuthBase
from requests.exceptions import RequestException, Timeout

from booktranslate.engines import allowed_servers, requesting
from booktranslate.errors import EngineError, QuotaError
from booktranslate.version import __version__

TRIES = 5
MAX_WAIT = 120  # seconds to wait at most for a Retry-After

_PASSING = (408, 425, 429, 500, 502, 503, 504, 529)
_SPENT = re.compile(r"insufficient[_ ]quota|insufficient (?:credits?|balance|funds)")
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|too many tokens|"
    r"(?:prompt|input|request)[\w ]{0,20} too (?:long|large)|"
    r"exceeds? the (?:available |maximum )?(?:context|number of tokens)"
)
_FILTERED = re.compile(r"content[_ ](?:filter|policy|management)|safety system|responsibleai")
_FORM = re.compile(
    r"response_format|response format|json_schema|json_object|structured output|schema|grammar"
)
_OLLAMA_FORM = re.compile(r"\bformat\b")
_LIMIT = re.compile(r"max_(?:completion_)?tokens|num_predict")
_AGAIN = re.compile(r"(?:try again|retry) in (\d{1,4}(?:\.\d+)?) ?s")
_ADDRESS = "Check url under [engine.llm]: the address may have changed, or need https."
_KEY = "Check the environment variable LLM_API_KEY, and the permissions of your account."


class RefusedError(Exception):
    """The server does not accept the request as it is.

    `why` is `form`, `limit`, `temperature`, `too long`, `filtered`, or `request` if the server does not tell.
    `error` is the error to raise if no other request helps.
    """

    def __init__(self, why: str, error: EngineError) -> None:
        super().__init__(why)
        self.why = why
        self.error = error


class Client:
    """The connection to one server. `too_many` is called after an answer "too many requests"."""

    def __init__(self, url: str, key: str, timeout: float, too_many: Callable[[], None]) -> None:
        self._url = url
        self._key = key
        self._timeout = timeout
        self._too_many = too_many
        self._session = requests.Session()
        # Not as a header: without authentication of the session, requests would use a password from .netrc.
        self._session.auth = _Bearer(key)
        self._session.headers["User-Agent"] = f"booktranslate/{__version__}"

    def send(self, body: Any) -> Any:
        """The answer to a request, from JSON.

        Raises RefusedError if another request may be accepted, QuotaError when nothing is left to spend, and
        EngineError for any other failure.
        """
        response = self._response(body)
        if response.is_redirect:
            where = response.headers.get("Location", "")
            raise allowed_servers.redirected(
                "The language model", self._url, response.status_code, where, _ADDRESS
            )
        try:
            answer = response.json()
        except ValueError:
            answer = None
        reported = answer.get("error") if isinstance(answer, dict) else None
        if response.status_code == HTTPStatus.OK and not reported:
            if answer is None:
                raise EngineError("the answer is not JSON.", where=self._url, hint=_ADDRESS)
            return answer
        status = response.status_code
        if status == HTTPStatus.OK and isinstance(reported, dict):  # so OpenRouter reports others' errors
            code = reported.get("code")
            status = code if isinstance(code, int) else HTTPStatus.BAD_GATEWAY
        raise self._error(status, answer, response.reason or "")

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _response(self, body: Any) -> Response:
        for trial in range(1, TRIES + 1):
            wait, message = float(2 ** (trial - 1)), ""
            try:
                response = self._session.post(
                    self._url, json=body, timeout=(30, self._timeout), allow_redirects=False
                )
            except RequestException as error:
                if trial == TRIES or not requesting.passes(error):
                    raise self._unreachable(error) from None
            else:
                if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                    message, wait = response.text.casefold(), wait * 10  # limits are per minute
                    if _SPENT.search(message):
                        return response
                    self._too_many()
                if trial == TRIES or response.status_code not in _PASSING:
                    return response
                wait = min(_pause(response.headers.get("Retry-After"), message, wait), MAX_WAIT)
            time.sleep(wait)
        raise AssertionError("the last trial returns or raises")

    def _error(self, status: int, answer: Any, reason: str) -> EngineError | RefusedError:
        message = self._message(answer, reason)
        low = f"{message} {_code(answer)}".casefold()
        what = f"the language model did not translate: {message} ({status})."
        if status == HTTPStatus.PAYMENT_REQUIRED or _SPENT.search(low):
            return QuotaError(
                what, where=self._url, hint="Add credit to your account, then run the command again."
            )
        error = EngineError(what, where=self._url, hint=_hint(status))
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return RefusedError("too long", error)
        if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY):
            for why, pattern in (
                ("too long", _TOO_LONG),  # before "limit", because vLLM mentions max_tokens then too
                ("limit", _LIMIT),
                ("filtered", _FILTERED),
                ("temperature", re.compile("temperature")),
                ("form", _OLLAMA_FORM if self._url.endswith("/api/chat") else _FORM),
            ):
                if pattern.search(low):
                    return RefusedError(why, error)
            if status != HTTPStatus.NOT_FOUND:
                return RefusedError("request", error)
        return error

    def _message(self, answer: Any, reason: str) -> str:
        """The server's message, without the key, which a careless server may repeat."""
        reported = answer.get("error", answer) if isinstance(answer, dict) else None
        if isinstance(reported, dict):
            reported = reported.get("message") or reported.get("detail")
        message = str(reported or reason)
        if self._key:
            message = message.replace(self._key, "[key]")
        # OpenAI shows some characters of a wrong key.
        message = re.sub(r"\b(?:sk|key)-[\w*.-]{4,}", "[key]", message)
        return " ".join(message.split())[:300].rstrip(".") or "it gave no reason"

    def _unreachable(self, error: RequestException) -> EngineError:
        if isinstance(error, Timeout):
            return EngineError(
                f"the language model gave no answer within {self._timeout:g} seconds.",
                where=self._url,
                hint="Raise timeout, or lower batch-tokens, under [engine.llm] in booktranslate.toml.",
            )
        if requesting.is_absent(error):
            hint = "Start it (Ollama: `ollama serve`), or check url under [engine.llm] in booktranslate.toml."
            return EngineError("no language model server answers.", where=self._url, hint=hint)
        return EngineError(
            f"the connection to the language model broke ({type(error).__name__}).",
            where=self._url,
            hint="Check the network connection, then run the command again.",
        )


class _Bearer(AuthBase):
    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request


def _code(answer: Any) -> str:
    error = answer.get("error") if isinstance(answer, dict) else None
    return f"{error.get('code')} {error.get('type')} {error.get('param')}" if isinstance(error, dict) else ""


def _hint(status: int) -> str:
    if status in (401, 403):
        return _KEY
    if status in (404, 405):
        return "Check url and model under [engine.llm]. For Ollama, `ollama pull` downloads a model."
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "Wait some minutes, then run the command again. Translations so far are kept."
    if status in (400, 422):
        return "Check [engine.llm] in booktranslate.toml, and that the server knows the model."
    return "Run the command again. Translations so far are kept."


def _pause(after: str | None, message: str, otherwise: float) -> float:
    """The seconds to wait before the next request, by the header, else by the message, else `otherwise`."""
    if (seconds := requesting.retry_after(after)) is not None:
        return seconds
    found = _AGAIN.search(message)
    return float(found[1]) + 1 if found else otherwise
