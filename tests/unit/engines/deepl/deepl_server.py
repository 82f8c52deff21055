"""A small DeepL on this machine that keeps to DeepL's documentation, limits and errors included.

    with DeepLServer() as server:                  # in tests; server.url, server.log, server.billed …
    python deepl_server.py --port 3000 --key K     # beside the tool: DEEPL_SERVER_URL=http://localhost:3000

It "translates" word by word: from a little dictionary, else in capitals; glossary terms come first. Source
characters are billed as Unicode code points, tags are free. A `Fault` goes wrong at chosen requests.
The rules, with their sources, are in deepl_rules.
"""

import argparse
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.unit.engines.deepl.deepl_requests import faults
from tests.unit.engines.deepl.deepl_rules import (
    MAX_BODY,
    MAX_DICTIONARY,
    RefusalError,
    check_parameters,
    check_xml,
    counted,
    described,
    dictionary,
    named,
    tokens,
    word_by_word,
)
from tests.unit.engines.local_http import LocalFault, LocalHandler, LocalServer

KEY = "0a1b2c3d-4e5f-secret-key"


@dataclass(frozen=True)
class Fault(LocalFault):
    """A fault of DeepL: `at` counts the requests to `path`; a status is not billed.

    Damage to the answer: `count`, `no numbers`, `malformed`, `lost`, `doubled`, `twice`, `emptied`,
    `crossed`, `invented`, `spaces`, `blank`.
    """

    path: str = "/v2/translate"


@dataclass
class Entry:
    """One request in the log; never the key. `at_once` are those under way when it came, with it."""

    method: str
    path: str
    body: dict[str, Any]
    user_agent: str
    size: int
    status: int = 0
    billed: int = 0
    at_once: int = 0


def _at_once(number: int) -> None:
    """Hold no answer."""


@dataclass
class DeepLServer(LocalServer):
    """The server; `limit` are the characters of the account, `mock` answers each text "proton beam".

    Before it answers a translation, it calls `hold` with the number of the request, from 1.
    """

    key: str = KEY
    port: int = 0
    limit: int | None = 500_000
    max_glossaries: int = 1000
    mock: bool = False
    styles: set[str] = field(default_factory=set)
    rules: list[tuple[str, str, str]] = field(default_factory=list)  # style rules: id, name, language
    undescribed: list[str] = field(default_factory=list)  # what was sent that DeepL does not describe
    faults: list[Fault] = field(default_factory=list)
    log: list[Entry] = field(default_factory=list)
    billed: int = 0
    under_way: int = 0
    hold: Callable[[int], None] = _at_once
    glossaries: dict[str, dict[str, Any]] = field(default_factory=dict)
    made: int = 0

    def requests(self, path: str = "/v2/translate", method: str = "") -> list[Entry]:
        """The logged requests whose path begins so."""
        return [e for e in self.log if e.path.startswith(path) and method in ("", e.method)]

    def fault(self, path: str) -> Fault | None:
        """What is to go wrong with the request that was logged last."""
        for fault in self.faults:
            if path.startswith(fault.path) and len(self.requests(fault.path)) in fault.at:
                return fault
        return None

    def answer(self, entry: Entry, query: dict[str, list[str]]) -> tuple[int, Any]:
        """Status and JSON body for a request that is authorised and well-formed."""
        if wrong := faults(entry.method, entry.path, query, entry.body):
            if "booktranslate/" in entry.user_agent:  # and not a test that tries this server
                self.undescribed += wrong
            raise RefusalError(400, f"Bad request. Reason: {wrong[0]}")
        match (entry.method, *entry.path.strip("/").split("/")):
            case ("POST", "v2", "translate"):
                return 200, {"translations": self.translate(entry)}
            case ("GET", "v2", "usage"):
                return 200, {"character_count": self.billed} | (
                    {} if self.limit is None else {"character_limit": self.limit}
                )
            case ("GET", "v3", "style_rules"):
                size = int(query.get("page_size", ["10"])[0])
                start = int(query.get("page", ["0"])[0]) * size
                return 200, {"style_rules": [style(*each) for each in self.rules[start : start + size]]}
            case ("GET", "v3", "glossaries"):
                return 200, {"glossaries": [described(g) for g in self.glossaries.values()]}
            case ("POST", "v3", "glossaries"):
                return 201, described(self.create(entry.body))
            case (method, "v3", "glossaries", name, *rest):
                if name not in self.glossaries:
                    raise RefusalError(404, "Glossary not found")
                return self.on_glossary(method, self.glossaries[name], rest, entry.body, query)
        raise RefusalError(404, "Not found")

    # Glossaries, v3

    def create(self, body: dict[str, Any]) -> dict[str, Any]:
        if len(self.glossaries) >= self.max_glossaries:
            raise RefusalError(456, "Too many glossaries")
        dictionaries: dict[tuple[str, str], dict[str, str]] = {}
        for given in body.get("dictionaries") or []:
            pair, entries = dictionary(given)
            if pair in dictionaries:
                raise RefusalError(400, "Duplicate dictionary for the same language pair")
            dictionaries[pair] = entries
        if not dictionaries:
            raise RefusalError(400, "Bad request", "dictionaries must not be empty")
        self.made += 1
        made = {"id": f"glossary-{self.made:04}", "name": named(body), "dictionaries": dictionaries}
        self.glossaries[made["id"]] = made
        return made

    def on_glossary(
        self,
        method: str,
        glossary: dict[str, Any],
        rest: list[str],
        body: dict[str, Any],
        query: dict[str, Any],
    ) -> tuple[int, Any]:
        dictionaries = glossary["dictionaries"]
        match (method, *rest):
            case ("GET",):
                return 200, described(glossary)
            case ("DELETE",):
                del self.glossaries[glossary["id"]]
                return 204, None
            case ("GET", "entries") | ("DELETE", "dictionaries"):
                pair = tuple(query.get(name, [""])[0].lower() for name in ("source_lang", "target_lang"))
                if pair not in dictionaries:
                    raise RefusalError(404, "Dictionary not found")
                if method == "DELETE":
                    del dictionaries[pair]
                    return 204, None
                tsv = "\n".join(f"{source}\t{target}" for source, target in dictionaries[pair].items())
                entries = {
                    "source_lang": pair[0],
                    "target_lang": pair[1],
                    "entries": tsv,
                    "entries_format": "tsv",
                }
                return 200, {"dictionaries": [entries]}
            case ("PUT", "dictionaries"):  # replaces
                pair, terms = dictionary(body)
                dictionaries[pair] = terms
                return 200, counted(pair, terms)
            case ("PATCH",):  # merges
                if len(body.get("dictionaries", [])) > 1:
                    raise RefusalError(400, "Only one dictionary can be updated at once")
                for pair, terms in map(dictionary, body.get("dictionaries", [])):
                    dictionaries[pair] = dictionaries.get(pair, {}) | terms
                if "name" in body:
                    glossary["name"] = named(body)
                return 200, described(glossary)
        raise RefusalError(405, "Method not allowed")

    # Translation

    def translate(self, entry: Entry) -> list[dict[str, Any]]:
        body = entry.body
        check_parameters(body)
        language = body["target_lang"].lower().partition("-")[0]
        styles = self.styles | {name for name, _, of in self.rules if of == language}
        if "style_id" in body and body["style_id"] not in styles:
            raise RefusalError(404, "Style rule not found")
        terms = self.terms(body)
        tagged = body.get("tag_handling") == "xml"
        texts = [tokens(text) if tagged else [text] for text in body["text"]]
        if tagged and body.get("tag_handling_version") == "v2":
            for text in body["text"]:
                check_xml(text)
        lengths = [sum(len(unescape(part) if tagged else part) for part in parts[::2]) for parts in texts]
        if self.limit is not None and self.billed + sum(lengths) > self.limit:
            raise RefusalError(456, "Quota exceeded")
        self.billed += sum(lengths)
        entry.billed = sum(lengths)
        answers = []
        for parts, length in zip(texts, lengths, strict=True):
            done = [
                (word_by_word(unescape(part), terms) if at % 2 == 0 else part)
                for at, part in enumerate(parts)
            ]
            text = "".join(escape(part, quote=False) if at % 2 == 0 else part for at, part in enumerate(done))
            answer = {"detected_source_language": "FR", "text": "proton beam" if self.mock else text.strip()}
            if body.get("show_billed_characters"):
                answer |= {"billed_characters": length}
            if "model_type" in body:
                answer |= {"model_type_used": "quality_optimized"}
            answers.append(answer)
        return answers

    def terms(self, body: dict[str, Any]) -> dict[str, str]:
        if "glossary_id" in body and "glossary_ids" in body:
            raise RefusalError(400, "glossary_id and glossary_ids exclude each other")
        terms: dict[str, str] = {}
        wanted = body.get("glossary_ids", [body["glossary_id"]] if "glossary_id" in body else [])
        if wanted and "source_lang" not in body:
            raise RefusalError(400, "Value for 'source_lang' is required with a glossary")
        for name in reversed(wanted[:5]):
            if name not in self.glossaries:
                raise RefusalError(404, "Glossary not found")
            pair = (body["source_lang"].lower(), body["target_lang"].lower().partition("-")[0])
            if pair not in self.glossaries[name]["dictionaries"]:
                raise RefusalError(400, "The glossary has no dictionary for the language pair")
            terms |= self.glossaries[name]["dictionaries"][pair]
        return terms


def style(name: str, title: str, language: str) -> dict[str, Any]:
    return {
        "style_id": name,
        "name": title,
        "creation_time": "2026-01-01T00:00:00.000Z",
        "updated_time": "2026-01-01T00:00:00.000Z",
        "language": language,
        "version": 1,
    }


def damaged(what: str, text: str) -> str:
    """The answer with its first pair (or placeholder) damaged as translation services do."""
    pair = re.search(r"<([a-z]+\d*)>(.*?)</\1>", text)
    single = re.search(r"<[a-z]+\d*/>", text)
    if what == "blank":
        return ""
    if what == "spaces":
        return re.sub(r"\s+(<[^/])", r"\1", text)
    if what == "invented":
        return re.sub(r"(\w+)", r"<zz9>\1</zz9>", text, count=1)
    if what == "malformed":
        return re.sub(r"</[^>]*>", "", text, count=1) + " <"
    if pair is None:
        if single is None or what not in ("lost", "doubled", "twice"):
            return text
        new = {"lost": "", "doubled": single[0] * 2, "twice": f"{single[0]} and {single[0]}"}[what]
        return text.replace(single[0], new, 1)
    name, inner = pair[1], pair[2]
    new = {
        "lost": inner,
        "doubled": f"<{name}>{inner}</{name}><{name}></{name}>",
        "twice": f"<{name}>{inner}</{name}> and <{name}>{inner}</{name}>",
        "emptied": f"<{name}></{name}>{inner}",
        "crossed": f"<{name}>{inner}<zz9></{name}></zz9>",
    }[what]
    return text[: pair.start()] + new + text[pair.end() :]


class Handler(LocalHandler):
    def handle_any(self) -> None:
        deepl: DeepLServer = self.owner
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        url = urlsplit(self.path)
        with deepl.lock:
            entry = Entry(self.command, url.path, {}, self.headers.get("User-Agent", ""), len(raw))
            deepl.log.append(entry)
            fault = deepl.fault(url.path)
            number = len(deepl.requests("/v2/translate"))
            deepl.under_way += 1
            entry.at_once = deepl.under_way
            try:
                if isinstance(fault and fault.what, int):
                    raise RefusalError(int(fault.what), f"Fault {fault.what}")
                entry.body = self.received(raw, url.path)
                entry.status, body = deepl.answer(entry, parse_qs(url.query))
            except RefusalError as refusal:
                entry.status, body = refusal.status, refusal.body
        if fault and fault.what == "delay":
            time.sleep(fault.seconds)
        if url.path.startswith("/v2/translate"):
            deepl.hold(number)
        with deepl.lock:
            deepl.under_way -= 1
        self.reply(entry.status, body, fault)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any  # noqa: N815

    def received(self, raw: bytes, path: str) -> dict[str, Any]:
        if self.headers.get("Authorization") != f"DeepL-Auth-Key {self.owner.key}":
            raise RefusalError(403, "Forbidden")
        if not self.headers.get("User-Agent"):
            raise RefusalError(400, "User-Agent header missing")
        if len(raw) > (MAX_BODY if path.startswith("/v2/") else MAX_DICTIONARY):
            raise RefusalError(413, "Request entity too large")
        if not raw:
            return {}
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        if not isinstance(body, dict) or self.headers.get("Content-Type") != "application/json":
            raise RefusalError(400, "The body is no JSON object")
        return body

    def reply(self, status: int, body: Any, fault: Fault | None) -> None:
        damage = fault.damage if fault else ""
        translations = body.get("translations", []) if isinstance(body, dict) else []
        if damage == "count":
            translations.pop()
        elif damage == "no numbers":
            translations[0].pop("billed_characters")
        elif damage:
            hurt = next((t for t in translations if "<" in t["text"]), translations[0])
            hurt["text"] = damaged(damage, hurt["text"])
        self.send(status, body, fault)


DeepLServer.handler = Handler


def main() -> None:
    parser = argparse.ArgumentParser(
        description="A small DeepL on this machine, for tests and demonstrations."
    )
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--key", required=True)
    parser.add_argument("--limit", type=int, default=500_000, help="characters of the account")
    parser.add_argument("--mock", action="store_true", help='answer each text "proton beam"')
    options = parser.parse_args()
    with DeepLServer(options.key, options.port, options.limit, mock=options.mock) as server:
        print(f"DEEPL_SERVER_URL={server.url}", flush=True)
        try:
            server.thread.join()
        except KeyboardInterrupt:
            print(f"{server.billed} characters billed in {len(server.requests())} requests")


if __name__ == "__main__":
    main()
