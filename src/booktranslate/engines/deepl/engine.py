"""The engine `deepl`, which uses DeepL's own SDK.

It relies on these facts (https://developers.deepl.com): a request has at most 50 texts and a body of 128 KiB;
source characters are billed, tags and `context` are not; tag handling v2 refuses XML that is not well-formed.
"""

import hashlib
import json
import re
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from threading import Lock
from typing import Any

import deepl
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ChunkedEncodingError, ConnectionError, RequestException
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from booktranslate.engines import EngineSettings, Meter, Synced, allowed_servers
from booktranslate.engines.deepl import account as deepl_account
from booktranslate.engines.deepl import glossary as deepl_glossary
from booktranslate.engines.deepl import options as deepl_options
from booktranslate.engines.markup import repair
from booktranslate.errors import EngineError, QuotaError
from booktranslate.model import Close, Open, Piece, TaggedText, Text, counted, parse, tagged
from booktranslate.version import __version__

MAX_TEXTS = 50
# 413 has been seen just under the documented 128 KiB.
MAX_BODY = 120 * 1024
MAX_CONTEXT = 32 * 1024
MAX_WAIT = 120  # seconds to wait at most for a Retry-After


class DeepLEngine:
    """The engine `deepl`."""

    name = "deepl"
    title = "DeepL"
    max_texts = MAX_TEXTS
    asks_a_server = True
    key_variable = "DEEPL_AUTH_KEY"
    Options = deepl_options.Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine, without sending anything.

        Raises UsageError for a bad option, a missing key or a bad server address.
        """
        options = deepl_options.read(settings)
        self.concurrency = options.concurrency
        self._settings = settings
        self._ask_again = options.ask_again
        self._parameters = deepl_options.parameters(options, settings)
        self._key = "offline" if settings.offline else deepl_options.key()
        self._named = options.named
        self._glossary: Synced | None = None
        self._of_account: dict[str, Any] | None = None
        self._account_lock = Lock()
        self._client = deepl.DeepLClient(
            self._key, server_url=deepl_options.server(options.allow_http), send_platform_info=False
        )
        self._client.set_app_info("booktranslate", __version__)
        # The session is private in the SDK, so pyproject.toml limits the SDK's version.
        for scheme in ("https://", "http://"):
            self._client._client._session.mount(scheme, _PatientAdapter(options.timeout, self._one_at_a_time))

    @property
    def identity(self) -> str:
        """Model, languages and options, as `deepl/<model>/<fr>-<en-GB>/<digest>`."""
        parameters = json.dumps({**self._parameters, **self._named.in_identity}, sort_keys=True)
        digest = hashlib.sha256(parameters.encode()).hexdigest()[:12]
        pair = f"{self._settings.source}-{self._settings.target}"
        return f"deepl/{self._parameters['model_type']}/{pair}/{digest}"

    def translate(
        self, batch: Sequence[TaggedText], context: str = "", meter: Meter | None = None
    ) -> list[TaggedText]:
        """Translate each text: same length, same order. A batch too large for one request takes several.

        A text whose tags cannot be repaired is sent once more, in another form; the better answer is
        returned. A text without a letter or digit is its own translation. Raises EngineError, QuotaError, and
        UsageError when the account does not have what the settings name.
        """
        meter = meter or Meter()
        answers = list(batch)
        todo = [index for index, text in enumerate(batch) if repair.has_words(text)]
        while todo:
            count = self.fitting([batch[index] for index in todo], context)
            if count:
                drafts = self._drafts([batch[index] for index in todo[:count]], context, meter)
            else:
                drafts = [self._in_halves(batch[todo[0]], context, meter)]
            for index, draft in zip(todo, drafts, strict=False):
                answers[index] = draft
            todo = todo[len(drafts) :]
        return answers

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        """How many texts from the start of the batch go into one request; 0 if the first is too long."""
        size = _size(self._parameters) + _size(_shortened(context)) + 1024
        for count, text in enumerate(batch[:MAX_TEXTS]):
            # 8 more bytes per tag, because tags may be sent again under longer names.
            size += _size(_xml(repair.as_is(text).text)) + 8 * len(text.tags) + 2
            if size > MAX_BODY:
                return count
        return min(len(batch), MAX_TEXTS)

    def sync_glossary(self) -> Synced:
        """Synchronise DeepL's glossary with the project's. Raises EngineError, InputError."""
        with self._errors("The glossary could not be synchronised"):
            settings = self._settings
            self._glossary = deepl_glossary.sync(
                self._client, settings.project, settings.source, settings.target, settings.glossary
            )
        return self._glossary

    def usage(self) -> tuple[int, int] | None:
        """Characters used and allowed in this billing period; None if the account has no limit."""
        with self._errors("DeepL's usage could not be read"):
            detail = self._client.get_usage().character
        return None if detail.count is None or detail.limit is None else (detail.count, detail.limit)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()  # type: ignore[no-untyped-call]

    def _drafts(self, texts: list[TaggedText], context: str, meter: Meter) -> list[TaggedText]:
        first = self._ask([repair.as_is(text) for text in texts], context, meter)
        drafts = [draft for draft, _ in first]
        damaged = [index for index, (_, faults) in enumerate(first) if faults]
        cost = sum(texts[index].characters for index in damaged)
        if damaged and self._ask_again and meter.covers(cost):
            try:
                again = self._ask([repair.numbered(texts[index]) for index in damaged], context, meter)
            except EngineError:
                return drafts  # they are billed; the next request will raise the same error
            for index, (draft, faults) in zip(damaged, again, strict=True):
                if faults < first[index][1]:
                    drafts[index] = draft
        return drafts

    def _in_halves(self, text: TaggedText, context: str, meter: Meter) -> TaggedText:
        halves = repair.halves(text)
        if halves is None:
            raise EngineError(
                f"a paragraph of {len(text.plain):,} characters without a full stop is too long for DeepL.",
                where=f"“{text.plain[:60]}…”",
                hint="Divide it into paragraphs in Word.",
            )
        return tagged(piece for half in self.translate(halves, context, meter) for piece in half)

    def _ask(self, forms: list[repair.Form], context: str, meter: Meter) -> list[tuple[TaggedText, int]]:
        """The answers, repaired, each with the number of faults that are left."""
        drafts = []
        answers = self._request([_xml(form.text) for form in forms], context, meter)
        for form, answer in zip(forms, answers, strict=True):
            read = _read(answer)
            draft = repair.repair(form.text, read or parse(answer))
            faults = len(repair.faults(form.text, draft)) + (read is None)
            drafts.append((form.restored(draft), faults))
        return drafts

    def _request(self, texts: list[str], context: str, meter: Meter) -> list[str]:
        with self._account_lock:
            self._of_account = self._of_account or self._resolved()
        with self._errors("DeepL did not translate"):
            try:
                results = self._client.translate_text(
                    texts, context=_shortened(context) or None, **self._of_account, **self._parameters
                )
            except deepl.QuotaExceededException as error:
                needed = sum(len(parse(text).plain) for text in texts)
                raise self._quota(error, needed) from None
            except deepl.DeepLException as error:
                if error.http_status_code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE or len(texts) == 1:
                    raise
                middle = len(texts) // 2
                halves = texts[:middle], texts[middle:]
                return [answer for half in halves for answer in self._request(half, context, meter)]
        answers = results if isinstance(results, list) else [results]
        meter.billed += sum(answer.billed_characters for answer in answers)
        if len(answers) != len(texts):
            raise EngineError(
                f"DeepL was sent {counted(len(texts), 'text')} and answered with {len(answers)}.",
                hint="Run the command again. You do not pay twice for earlier translations.",
            )
        return [answer.text for answer in answers]

    def _resolved(self) -> dict[str, Any]:
        """The parameters for glossaries and style rules of the account. Raises UsageError, EngineError."""
        settings, named = self._settings, self._named
        own = (self._glossary or self.sync_glossary()).glossary_id
        with self._errors("DeepL's glossaries and style rules could not be listed"):
            return deepl_account.parameters(self._client, own, named, settings.source, settings.target)

    def _one_at_a_time(self) -> None:
        self.concurrency = 1

    def _quota(self, error: deepl.QuotaExceededException, needed: int) -> EngineError:
        """The error, with the characters that are left and needed, if DeepL tells them."""
        quota = mapped(error, "DeepL did not translate", self._key)
        with suppress(EngineError):
            if usage := self.usage():
                left = max(usage[1] - usage[0], 0)
                quota.what += f" {counted(left, 'character')} left; the next request needs {needed:,}"
                quota.what += f", {needed - left:,} more." if needed > left else "."
        return quota

    @contextmanager
    def _errors(self, doing: str) -> Iterator[None]:
        try:
            yield
        except deepl.DeepLException as error:
            # Without the cause, in which a proxy or server may have repeated the key.
            if isinstance(error.__cause__, _RedirectedError):
                raise error.__cause__.explained from None
            raise mapped(error, doing, self._key) from None
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            # The SDK does not check the form of an answer.
            raise EngineError(
                f"{doing}: the answer does not follow DeepL's documentation ({type(error).__name__}).",
                hint="Check DEEPL_SERVER_URL, if you set it, and run the command again.",
            ) from None


def mapped(error: deepl.DeepLException, doing: str, key: str) -> EngineError:
    """Our error for one of the SDK, without the key. `doing` tells what has failed."""
    hint = STATUS_HINTS.get(error.http_status_code or 0) or HINTS.get(
        type(error), HINTS[deepl.DeepLException]
    )
    kind = QuotaError if isinstance(error, deepl.QuotaExceededException) else EngineError
    reason = str(error).replace(key, "[key]")[:300].rstrip(".")
    return kind(f"{doing}: {reason}.", hint=hint)


# One line for each exception of the SDK; a test fails if the SDK has another one.
HINTS: Mapping[type[deepl.DeepLException], str] = {
    deepl.AuthorizationException: "DeepL refuses the key: copy it from your account into DEEPL_AUTH_KEY.",
    deepl.QuotaExceededException: "Raise the limit of the account, or continue in the next billing period.",
    deepl.TooManyRequestsException: "Wait some minutes, then run the command again.",
    deepl.ConnectionException: "Check the network connection, then run the command again.",
    deepl.GlossaryNotFoundException: "Somebody deleted the glossary in the meantime: run the command again.",
    # For documents, which we do not send; but a server may answer anything.
    deepl.DocumentTranslationException: "Run the command again.",
    deepl.DocumentNotReadyException: "Run the command again.",
    deepl.DeepLException: "Run the command again. If the error persists, see https://www.deeplstatus.com.",
}

# For statuses where trying again does not help, whatever the exception.
STATUS_HINTS: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "Check [engine.deepl] in booktranslate.toml, and the features of your plan.",
    HTTPStatus.NOT_FOUND: "Check style_id in booktranslate.toml; if the glossary was deleted, run again.",
}


class _RedirectedError(RequestException):
    """The server redirects to another address, which must not get the texts; `explained` is our error."""

    def __init__(self, response: Response) -> None:
        super().__init__("redirected")
        location = response.headers["Location"]
        hint = "Check DEEPL_SERVER_URL, if you set it, and any proxy between you and DeepL."
        status = response.status_code
        self.explained = allowed_servers.redirected("DeepL", response.url, status, location, hint)


class _PatientAdapter(HTTPAdapter):
    """Waits as `Retry-After` says, which the SDK does not, before the SDK tries again; refuses redirects.

    It waits `timeout` seconds for an answer: after its own 10 seconds, the SDK would repeat a request that is
    only slow, which would be billed twice. An answer that breaks off raises ConnectionError, so that the SDK
    tries again then too. `too_many` is called after an answer "too many requests".
    """

    def __init__(self, timeout: float, too_many: Callable[[], None]) -> None:
        super().__init__()
        self._timeout = timeout
        self._too_many = too_many

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        response = super().send(request, *args, **kwargs | {"timeout": self._timeout})
        if response.is_redirect:
            response.close()
            raise _RedirectedError(response)
        try:
            response.content  # noqa: B018 (reads it)
        except ChunkedEncodingError as error:
            raise ConnectionError(error) from error
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            self._too_many()
        after = response.headers.get("Retry-After")
        if after and response.status_code in (429, 503):
            with suppress(InvalidHeader):
                time.sleep(min(Retry().parse_retry_after(after), MAX_WAIT))
        return response


def _xml(text: TaggedText) -> str:
    # XML 1.0, section 2.2: characters that are not allowed in a document.
    return _NOT_XML.sub("", text.xml)


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _read(content: str) -> TaggedText | None:
    """The pieces of XML content, however its tags and entities are written; None if it is not well-formed."""
    try:
        root = ElementTree.fromstring(f"<t>{content}</t>")
    except ElementTree.ParseError:
        return None
    return tagged(_content(root))


def _content(element: ElementTree.Element) -> Iterator[Piece]:
    yield Text(element.text or "")
    for child in element:
        yield Open(child.tag)
        yield from _content(child)
        yield Close(child.tag)
        yield Text(child.tail or "")


def _size(value: object) -> int:
    """The bytes of a value in a body. The SDK sends ASCII, in which an accented letter takes six."""
    return len(json.dumps(value))


def _shortened(context: str) -> str:
    """The context, or its end, which is nearest to the text, if all of it is too long."""
    while _size(context) > MAX_CONTEXT:
        context = context[len(context) // 2 :]
    return context
