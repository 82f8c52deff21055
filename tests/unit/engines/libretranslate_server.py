"""A small LibreTranslate on this machine that keeps to its documented API, limits and errors included.

    with LibreTranslateServer(char_limit=500) as server:      # server.url, server.log

It "translates" word by word: from a little dictionary, else in capitals. As the real server does
(LibreTranslate 1.9.6, run with a small model and compared), it

- translates HTML between two tags at a time, and undoes the entities of its answers;
- gives the answer to a plain text the letter case and the last sign of that text;
- has one message for too many texts and for too long a text, and counts texts and not requests;
- answers 400 when the key is missing, and takes any key when it wants none;
- has a page in HTML for an address that it does not know.

A `Fault` goes wrong at chosen requests.
"""

import json
import re
import time
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from typing import Any

from tests.unit.engines.local_http import LocalFault, LocalHandler, LocalServer

WORDS = {
    "les": "the",
    "la": "the",
    "une": "a",
    "entreprise": "company",
    "entreprises": "companies",
    "innovante": "innovative",
    "et": "and",
    "avec": "with",
    "nous": "we",
    "françaises": "French",
}


@dataclass(frozen=True)
class Fault(LocalFault):
    """A fault of LibreTranslate; `error` is what it says with a status.

    Damage to the answer: `count`, `no texts`, `numbers`, `tokens` (lost), `tags` (lost), `crossed`,
    `doubled` (tokens), `blank`.
    """

    error: str = ""


class RefusalError(Exception):
    """An answer with an error."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status, self.error = status, error


@dataclass
class LibreTranslateServer(LocalServer):
    """The server. Limits as those of its command line: -1 is none; `per_minute` counts texts, in all."""

    key: str = ""
    char_limit: int = -1
    batch_limit: int = -1
    per_minute: int = -1
    languages: tuple[str, ...] = ("en", "fr")
    faults: list[Fault] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    spent: int = 0

    def spend(self, texts: int) -> None:
        """Count texts. More than are left in the minute are translated and not counted, as there."""
        with self.lock:
            if self.spent + texts <= self.per_minute:
                self.spent += texts

    def answer(self, body: dict[str, Any]) -> list[str] | str:
        """The translation of a request."""
        if self.key and body.get("api_key") and body["api_key"] != self.key:
            raise RefusalError(403, "Invalid API key")
        if self.key and not body.get("api_key"):
            raise RefusalError(400, "Please contact the server operator to get an API key")
        for name in ("q", "source", "target"):
            if not body.get(name):
                raise RefusalError(400, f"Invalid request: missing {name} parameter")
        texts = body["q"] if isinstance(body["q"], list) else [body["q"]]
        if self.batch_limit != -1 and len(texts) > self.batch_limit:
            raise RefusalError(400, too_much(len(texts), self.batch_limit))
        for text in texts:
            if self.char_limit != -1 and len(text) > self.char_limit:
                raise RefusalError(400, too_much(len(text), self.char_limit))
        for name in ("source", "target"):
            if body[name] not in self.languages:
                raise RefusalError(400, f"{body[name]} is not supported")
        form = body.get("format", "text")
        if form not in ("text", "html"):
            raise RefusalError(400, f"{form} format is not supported")
        answers = [
            unescape(in_html(text) if form == "html" else formatted(text, word_by_word(text)))
            for text in texts
        ]
        return answers if isinstance(body["q"], list) else answers[0]


def too_much(size: int, limit: int) -> str:
    return f"Invalid request: request ({size}) exceeds text limit ({limit})"


def word_by_word(text: str) -> str:
    words = re.sub(r"\w+", lambda word: WORDS.get(word[0].lower(), word[0].upper()), text)
    return words.replace("company innovative", "innovative company")


def formatted(source: str, answer: str) -> str:
    """`improve_translation_formatting` of LibreTranslate, but for single words that it takes for noise."""
    source, signs = source.strip(), "!?.,;。"
    if not source or not answer:
        return source
    if source[-1] != answer[-1] and (source[-1] in signs or answer[-1] in signs):
        answer = answer.rstrip(signs) + (source[-1] if source[-1] in signs else "")
    if source.islower() or source.isupper():
        return answer.lower() if source.islower() else answer.upper()
    if source[0].islower() or source[0].isupper():
        return (answer[0].lower() if source[0].islower() else answer[0].upper()) + answer[1:]
    return answer


def in_html(text: str) -> str:
    parser = Stretches()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


class Stretches(HTMLParser):
    """Each stretch of text translated, tags as they are."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(word_by_word(data), quote=False))


def damaged(what: str, texts: list[str]) -> list[Any]:
    """The answers, spoilt in every text or in their number."""
    if what == "count":
        return texts[1:]
    if what == "numbers":
        return list(range(len(texts)))
    change = {
        "tokens": lambda text: re.sub(r" ?\[X\d+X\]", "", text),
        "doubled": lambda text: re.sub(r"(\[X\d+X\])", r"\1 \1", text),
        "tags": lambda text: re.sub(r"</?g\d+>", "", text),
        "crossed": lambda text: re.sub(r"(<g1>)(.*)(</g1>)", r"\3\2\1", text),
        "blank": lambda text: " ",
    }[what]
    return [change(text) for text in texts]


class Handler(LocalHandler):
    def do_GET(self) -> None:  # noqa: N802 (http.server calls it so)
        listed = [{"code": code, "targets": list(self.owner.languages)} for code in self.owner.languages]
        self.reply(200 if self.path == "/languages" else 404, listed, None)

    def do_POST(self) -> None:  # noqa: N802
        libre: LibreTranslateServer = self.owner
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        with libre.lock:
            libre.log.append(body)
            number = len(libre.log)
        fault = next((fault for fault in libre.faults if number in fault.at), None)
        try:
            if self.path != "/translate":
                return self.reply(404, None, Fault("not json", ()))
            if fault and isinstance(fault.what, int):
                raise RefusalError(fault.what, fault.error or f"Fault {fault.what}")
            if libre.per_minute != -1 and libre.spent >= libre.per_minute:
                raise RefusalError(429, f"Slowdown: {libre.per_minute} per 1 minute")
            answer = libre.answer(body)
            libre.spend(len(body["q"]) if isinstance(body["q"], list) else 1)
            self.reply(200, {"translatedText": answer}, fault)
        except RefusalError as refusal:
            libre.spend(1)
            self.reply(refusal.status, {"error": refusal.error}, fault)

    def reply(self, status: int, body: Any, fault: Fault | None) -> None:
        if fault and fault.what == "delay":
            time.sleep(fault.seconds)
        damage = fault.damage if fault else ""
        if damage == "no texts":
            body = {"translatedText": None}
        elif damage and status == 200:
            body["translatedText"] = damaged(damage, body["translatedText"])
        if not (fault and fault.what == "drop"):
            self.owner.statuses.append(status)
        moved = {"Location": f"{self.owner.url}/elsewhere"} if 300 < status < 400 else {}
        self.send(status, body, fault, moved)


LibreTranslateServer.handler = Handler
