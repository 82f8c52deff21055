"""A small server of language models here: OpenAI's `/v1/chat/completions` and Ollama's `/api/chat`.

    with LLMServer() as server:      # server.url, server.log, server.read, server.written

It keeps to what the two document: required and known fields, strict schemas, `finish_reason`, `usage`, error
bodies; Ollama's window is 4,096 tokens unless `num_ctx` says else, and it cuts what is too long in silence.
The "model" translates word by word, with the terms that it is given, and answers in the form that is asked
for. A `Fault` goes wrong at chosen requests, as models and servers are known to do.
"""

import json
import re
import time
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from tests.unit.engines.deepl.deepl_rules import tokens as tags_and_words
from tests.unit.engines.deepl.deepl_rules import word_by_word
from tests.unit.engines.deepl.deepl_server import damaged as damaged_text
from tests.unit.engines.local_http import LocalFault, LocalHandler, LocalServer

KEY = "llm-0a1b2c3d-secret-key"
FORMS = ("json_schema", "json_object", "text")
OPENAI = {
    "model", "messages", "temperature", "max_tokens", "max_completion_tokens", "response_format",
    "top_p", "seed", "stop", "stream", "n", "user",
}  # fmt: skip
OLLAMA = {"model", "messages", "stream", "format", "options", "keep_alive", "tools", "think"}


@dataclass(frozen=True)
class Fault(LocalFault):
    """A fault of a server or model; `error` is what it says with a status, under `code`.

    Damage to the answer: `length`, `refusal`, `filter`, `schema`, `invented`, `missing`, `merged`, `twice`,
    `empty`, `null`, `fenced`, `think`, `think-on`, `prose`, `source`, `short`, `long`, `numbers`, `terms`;
    those of deepl_server to the tags of each text; `no choices` and `error` to the body.
    """

    error: str = ""
    code: str | None = None


class RefusalError(Exception):
    def __init__(self, status: int, message: str, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.param = status, message, code, param


@dataclass
class LLMServer(LocalServer):
    """The server; `forms` are the kinds of response_format that it takes, `limits` the names of the bound.

    `window` is the context of the model (of OpenAI's kind), `gullible` a model that obeys its texts.
    """

    key: str = ""
    model: str = "small"
    forms: tuple[str, ...] = FORMS
    limits: tuple[str, ...] = ("max_tokens", "max_completion_tokens")
    temperature: bool = True
    window: int = 128_000
    gullible: bool = False
    usage: bool = True
    says: str = ""  # in place of its own words, when a form is refused
    refusal: int = 400  # the status then
    faults: list[Fault] = field(default_factory=list)
    log: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    read: int = 0
    written: int = 0
    under_way: int = 0
    at_once: list[int] = field(default_factory=list)

    def texts(self, number: int = -1) -> list[str]:
        """The texts of a request, in order."""
        return [text["text"] for text in self.data(number)["texts"]]

    def data(self, number: int = -1) -> dict[str, Any]:
        """What the message of the user holds in a request."""
        told: dict[str, Any] = json.loads(self.log[number]["messages"][-1]["content"])
        return told

    # OpenAI

    def openai(self, body: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
        self.check(body, OPENAI)
        for name in {"max_tokens", "max_completion_tokens"} & body.keys():
            if name not in self.limits:
                other = f" Use '{self.limits[0]}' instead." if self.limits else ""
                message = f"Unsupported parameter: '{name}' is not supported with this model.{other}"
                raise RefusalError(400, message, "unsupported_parameter", name)
        if "temperature" in body and not self.temperature:
            message = "Unsupported value: 'temperature' does not support 0.0 with this model."
            raise RefusalError(400, message, "unsupported_value", "temperature")
        form = body.get("response_format", {"type": "text"})
        self.check_form(form)
        system, user = (message["content"] for message in body["messages"])
        read = count(system) + count(user)
        most = body.get("max_completion_tokens", body.get("max_tokens", self.window - read))
        if read + most > self.window:
            message = f"This model's maximum context length is {self.window} tokens."
            raise RefusalError(400, message, "context_length_exceeded", "messages")
        content, why = self.written_by_model(user, form["type"], fault, most)
        message = {"role": "assistant", "content": content, "refusal": None}
        if why == "refusal":
            message |= {"content": None, "refusal": "I cannot help with that."}
        choice = {"index": 0, "message": message, "finish_reason": "stop" if why == "refusal" else why}
        written = count(message["content"] or "")
        self.read, self.written = self.read + read, self.written + written
        usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
        answer = {"id": "chatcmpl-1", "object": "chat.completion", "model": self.model, "choices": [choice]}
        return answer | ({"usage": usage} if self.usage else {})

    def check_form(self, form: dict[str, Any]) -> None:
        if form["type"] not in self.forms:
            message = f"Invalid parameter: 'response_format' of type '{form['type']}' is not supported."
            raise RefusalError(
                self.refusal, self.says or message, None, None if self.says else "response_format"
            )
        if form["type"] == "json_schema":
            given = form["json_schema"]
            assert given["strict"] is True
            assert re.fullmatch(r"[\w-]{1,64}", given["name"])
            check_strict(given["schema"])

    # Ollama

    def ollama(self, body: dict[str, Any], fault: Fault | None) -> dict[str, Any]:
        self.check(body, OLLAMA)
        assert body["stream"] is False, "a stream of objects is not read"
        form = body.get("format", "")
        kind = "json_schema" if isinstance(form, dict) else {"json": "json_object", "": "text"}[form]
        if kind not in self.forms:
            raise RefusalError(400, "json: cannot unmarshal object into Go field ChatRequest.format")
        settings = body.get("options", {})
        window = settings.get("num_ctx", 4096)
        system, user = (message["content"] for message in body["messages"])
        read = count(system) + count(user)
        if read > window:
            user = user[(read - window) * 4 :]  # in silence
            read = window
        most = min(settings.get("num_predict", 10**9), window - read + 4)
        content, why = self.written_by_model(user, kind, fault, most)
        written = count(content or "")
        self.read, self.written = self.read + read, self.written + written
        message = {"role": "assistant", "content": content or ""}
        done = {"done": True, "done_reason": "length" if why == "length" else "stop"}
        return {
            "model": self.model,
            "message": message,
            "prompt_eval_count": read,
            "eval_count": written,
        } | done

    # Both

    def check(self, body: dict[str, Any], known: set[str]) -> None:
        for name in body.keys() - known:
            raise RefusalError(400, f"Unrecognized request argument supplied: {name}", None, name)
        if body.get("model") != self.model:
            message = f"The model '{body.get('model')}' does not exist or you do not have access to it."
            raise RefusalError(404, message, "model_not_found")
        assert [message["role"] for message in body["messages"]] == ["system", "user"]

    def written_by_model(
        self, user: str, form: str, fault: Fault | None, most: int
    ) -> tuple[str | None, str]:
        """What the model writes, and why it stops."""
        damage = fault.damage if fault else ""
        try:
            data = json.loads(user)
        except ValueError:
            return "I am sorry, but that is not JSON.", "stop"
        terms = {
            term["source"]: term.get("translation", term["source"])
            for term in data.get("terms", [])
            if damage != "terms"
        }
        given = [(text["id"], self.translated(text["text"], terms, damage)) for text in data["texts"]]
        content = printed(reshaped(given, data, damage), form)
        if damage in ("refusal", "empty", "null", "filter"):
            stops = {"refusal": "refusal", "filter": "content_filter"}
            return {"refusal": "I cannot.", "empty": " "}.get(damage), stops.get(damage, "stop")
        if damage == "schema":
            return json.dumps({"type": "object", "properties": {"translations": {"type": "array"}}}), "stop"
        content = wrapped(content, damage)
        if damage == "length":
            return content[: len(content) * 2 // 3], "length"
        if count(content) > most:
            return content[: most * 4], "length"
        return content, "stop"

    def translated(self, text: str, terms: dict[str, str], damage: str) -> str:
        if self.gullible and (order := re.search(r"(?i)ignore|system|réponds|answer", text)):
            return f"OK ({order[0]})"
        if damage in ("source", "short", "long"):
            return {"source": text, "short": "Yes.", "long": text * 5}[damage]
        parts = tags_and_words(text)
        done = "".join(
            escape(word_by_word(unescape(part), terms), quote=False) if at % 2 == 0 else part
            for at, part in enumerate(parts)
        )
        known = ("lost", "doubled", "twice tag", "emptied", "crossed", "malformed", "invented tag", "blank")
        hurt = damage in known and ("<" in text or damage == "blank")
        return damaged_text(damage.removesuffix(" tag"), done) if hurt else done


def count(text: str) -> int:
    """Tokens: one for four letters."""
    return len(text) // 4 + 1


def check_strict(schema: dict[str, Any]) -> None:
    """The rules for strict schemas: all properties required, no others allowed."""
    if schema["type"] == "object":
        assert schema["additionalProperties"] is False
        assert sorted(schema["required"]) == sorted(schema["properties"])
        for inner in schema["properties"].values():
            check_strict(inner)
    elif schema["type"] == "array":
        check_strict(schema["items"])


def reshaped(given: list[tuple[str, str]], data: dict[str, Any], damage: str) -> list[tuple[str, Any]]:
    """The answers as a model gives them that does not count well."""
    if damage == "missing":
        return given[1:]
    if damage == "invented":
        return [("zz-99", "Something else."), *given[1:]]
    if damage == "merged" and len(given) > 1:
        return [(given[0][0], f"{given[0][1]} {given[1][1]}"), *given[2:]]
    if damage == "twice":
        return [*given, (given[0][0], "Something else.")]
    if damage == "numbers":
        return [(name, 7) for name, _ in given]
    return list(given)


def printed(given: list[tuple[str, Any]], form: str) -> str:
    if form == "text":
        return "\n".join(f"[{name}] {text}" for name, text in given)
    return json.dumps({"translations": [{"id": n, "text": t} for n, t in given]}, ensure_ascii=False)


def wrapped(content: str, damage: str) -> str:
    return {
        "fenced": f"```json\n{content}\n```",
        "think": f'<think>\nThe user wants {{"translations": []}}.\n</think>\n\n{content}',
        "think-on": f"<think>\n{content}",
        "prose": f"Here is the translation {{as asked}}:\n\n{content}\n\nIs there anything else?",
    }.get(damage, content)


class Handler(LocalHandler):
    def do_POST(self) -> None:  # noqa: N802 (http.server calls it so)
        server: LLMServer = self.owner
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        with server.lock:
            server.log.append(body)
            server.headers.append(dict(self.headers))
            number = len(server.log)
            server.under_way += 1
            server.at_once.append(server.under_way)
        fault = next((fault for fault in server.faults if number in fault.at), None)
        try:
            if server.key and self.headers.get("Authorization") != f"Bearer {server.key}":
                said = f"Incorrect API key provided: {self.headers.get('Authorization')}."
                raise RefusalError(401, said, "invalid_api_key")
            if fault and isinstance(fault.what, int):
                raise RefusalError(fault.what, fault.error or f"Fault {fault.what}", fault.code)
            route = {"/v1/chat/completions": server.openai, "/api/chat": server.ollama}.get(self.path)
            if route is None:
                raise RefusalError(404, "404 page not found")
            answer, status = route(body, fault), 200
            if fault and fault.damage == "no choices":
                answer = {"object": "chat.completion", "choices": []}
            if fault and fault.damage == "error":
                answer = {"error": {"code": 502, "message": "The provider failed."}}
        except RefusalError as refusal:
            status = refusal.status
            told = {"message": refusal.message, "type": "invalid_request_error"}
            told |= {"code": refusal.code, "param": refusal.param}
            answer = {"error": refusal.message if self.path == "/api/chat" else told}
        if fault and fault.what == "delay":
            time.sleep(fault.seconds)
        with server.lock:
            server.under_way -= 1
            server.statuses.append(status)
        self.send(status, answer, fault)


LLMServer.handler = Handler
