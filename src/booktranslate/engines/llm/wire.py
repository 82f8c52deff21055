"""The two interfaces of servers: OpenAI's `/chat/completions` and Ollama's `/api/chat`.

Ollama also has a route like OpenAI's, but there the size of the context cannot be set, and what is too long
is silently cut. `num_ctx` is possible only on its own route.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from booktranslate.engines.llm.options import Options
from booktranslate.engines.llm.prompt import SCHEMA, Question
from booktranslate.errors import EngineError

_WINDOW_STEP = 2_048  # tokens; Ollama reloads a model when the size of its context changes
_MARGIN = 256


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters that a server accepts: the name of the one that limits the answer, and `temperature`."""

    limit: Literal["max_tokens", "max_completion_tokens", ""] = "max_tokens"
    temperature: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, whether it was cut off, and the tokens that it has read and written, if known.

    `refusal` is its reason for refusing, "" if it has not refused.
    """

    content: str
    cut: bool = False
    refusal: str = ""
    read: int | None = None
    written: int | None = None


def path(options: Options) -> str:
    """The address for requests."""
    return f"{options.url}/chat/completions" if options.api == "openai" else f"{options.url}/api/chat"


def window(question: Question, limit: int) -> int:
    """The size of context to request from Ollama, in tokens; `limit` is that of the answer."""
    needed = question.tokens + limit + _MARGIN
    return -(-needed // _WINDOW_STEP) * _WINDOW_STEP


def body(question: Question, options: Options, parameters: Parameters, limit: int, room: int) -> Any:
    """The body of a request; `limit` is the answer's, `room` the size of Ollama's context, in tokens."""
    messages = [
        {"role": "system", "content": question.system},
        {"role": "user", "content": question.user},
    ]
    asked: dict[str, Any] = {"model": options.model, "messages": messages}
    if options.api == "ollama":
        settings: dict[str, Any] = {"num_ctx": room, "num_predict": limit}
        if parameters.temperature:
            settings["temperature"] = options.temperature
        asked |= {"stream": False, "options": settings}
        if question.rung != "lines":
            asked["format"] = SCHEMA if question.rung == "schema" else "json"
        return asked
    if parameters.temperature:
        asked["temperature"] = options.temperature
    if parameters.limit:
        asked[parameters.limit] = limit
    if question.rung == "schema":
        form = {"name": "translations", "strict": True, "schema": SCHEMA}
        asked["response_format"] = {"type": "json_schema", "json_schema": form}
    elif question.rung == "object":
        asked["response_format"] = {"type": "json_object"}
    return asked


def reply(answer: Any, options: Options, where: str) -> Reply:
    """The reply in a server's answer. Raises EngineError if it is not the answer of such a server."""
    try:
        if options.api == "ollama":
            return _from_ollama(answer)
        return _from_openai(answer)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise EngineError(
            "the answer does not come from a language model server.",
            where=where,
            hint="Check api and url under [engine.llm] in booktranslate.toml.",
        ) from None


def _from_openai(answer: Any) -> Reply:
    choice = answer["choices"][0]
    message, why = choice["message"], choice.get("finish_reason")
    usage = answer.get("usage") or {}
    return Reply(
        _words(message.get("content")),
        why == "length",
        str(message.get("refusal") or ("a content filter stopped it" if why == "content_filter" else "")),
        _count(usage, "prompt_tokens"),
        _count(usage, "completion_tokens"),
    )


def _from_ollama(answer: Any) -> Reply:
    return Reply(
        _words(answer["message"]["content"]),
        answer.get("done_reason") == "length",
        "",
        _count(answer, "prompt_eval_count"),
        _count(answer, "eval_count"),
    )


def _words(content: Any) -> str:
    """The text of a content, which is a string, or a list of texts and thoughts."""
    if content is None:
        return ""
    if isinstance(content, list):
        return "".join(part["text"] for part in content if part.get("type") == "text")
    if not isinstance(content, str):
        raise TypeError
    return content


def _count(table: Mapping[str, Any], name: str) -> int | None:
    value = table.get(name)
    return value if type(value) is int and value >= 0 else None
