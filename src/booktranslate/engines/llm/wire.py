"""The two ways to ask: OpenAI's `/chat/completions` and Ollama's `/api/chat`.

Ollama has a route like OpenAI's too, but that one ignores the size of the context and cuts what is too long
in silence: `num_ctx` can be given on its own route alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from booktranslate.engines.llm.options import Options
from booktranslate.engines.llm.prompt import SCHEMA, Question
from booktranslate.errors import EngineError

_WINDOW_STEP = 2_048  # Ollama loads a model anew for another window
_MARGIN = 256


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a server has shown that it takes: the name of the bound on the answer, and the temperature."""

    limit: Literal["max_tokens", "max_completion_tokens", ""] = "max_tokens"
    temperature: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, why it stopped, and what that took; `refusal` is what it said instead."""

    content: str
    cut: bool = False
    refusal: str = ""
    read: int | None = None
    written: int | None = None


def path(options: Options) -> str:
    """The address that is asked."""
    return f"{options.url}/chat/completions" if options.api == "openai" else f"{options.url}/api/chat"


def window(question: Question, limit: int) -> int:
    """The size of the context that Ollama is asked for."""
    needed = question.tokens + limit + _MARGIN
    return -(-needed // _WINDOW_STEP) * _WINDOW_STEP


def body(question: Question, options: Options, parameters: Parameters, limit: int, room: int) -> Any:
    """The request; `limit` bounds the tokens of the answer, `room` is the context's size for Ollama."""
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
    """What a server answered. Raises EngineError for what is not an answer of such a server."""
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
    """The content: a text, or parts of which some are texts (and others thoughts)."""
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
