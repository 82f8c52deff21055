"""What a language model is asked with: the table `[engine.llm]`, the key, the address of the server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

from booktranslate.engines import EngineSettings, Tariff, destinations, keys
from booktranslate.errors import UsageError

Api = Literal["openai", "ollama"]

APIS = ("openai", "ollama")
SPELLINGS = ("ise", "ize")
URLS: Mapping[str, str] = {"openai": "https://api.openai.com/v1", "ollama": "http://localhost:11434"}
INSTRUCTIONS = (
    "Keep the register of each speaker: spoken interviews sound spoken, official texts sound official.",
    "Keep the names of people, places and organisations as they are in the source.",
    "Write natural English for readers, not a word-for-word rendering; add nothing, leave nothing out.",
)
BATCH_TOKENS = 1_500
CONTEXT_TOKENS = 8_192
TIMEOUT = 300.0
MAX_CONCURRENCY = 8


@dataclass(frozen=True, slots=True)
class Options:
    """The settings, checked. Prices are for a million tokens; `concurrency` is how many requests at once."""

    api: Api
    url: str
    model: str
    price_in: float
    price_out: float
    spelling: str
    instructions: tuple[str, ...]
    temperature: float
    batch_tokens: int
    context_tokens: int
    thinking_tokens: int
    timeout: float
    ask_again: bool
    concurrency: int
    allow_http: tuple[str, ...]

    @property
    def tariff(self) -> Tariff:
        """What is billed: tokens, in the cheaper kind of those that cost something."""
        base = min((price for price in (self.price_in, self.price_out) if price), default=0.0)
        unit = "token" if not base else "input token" if base == self.price_in else "output token"
        return Tariff(unit, base)

    def billed(self, read: int, written: int) -> int:
        """Tokens that the model has read and written, in units of the tariff."""
        base = self.tariff.per_million
        if not base:
            return read + written
        return round((read * self.price_in + written * self.price_out) / base)


def read(settings: EngineSettings) -> Options:
    """The options of the engine. Raises UsageError, with the name of the key."""
    table = {key.replace("-", "_"): value for key, value in settings.options.items()}
    api = _choice(table, "api", APIS)
    url = _url(table.pop("url", "") or URLS[api])
    options = Options(
        api="ollama" if api == "ollama" else "openai",
        url=url,
        model=_text(table.pop("model", ""), "model"),
        price_in=_number(table.pop("price_in", 0.0), "price-in", 0, 1e6),
        price_out=_number(table.pop("price_out", 0.0), "price-out", 0, 1e6),
        spelling=_choice(table, "spelling", SPELLINGS),
        instructions=_instructions(table.pop("instructions", list(INSTRUCTIONS))),
        temperature=_number(table.pop("temperature", 0.0), "temperature", 0, 2),
        batch_tokens=_whole(table.pop("batch_tokens", BATCH_TOKENS), "batch-tokens", 100, 100_000),
        context_tokens=_whole(table.pop("context_tokens", CONTEXT_TOKENS), "context-tokens", 2_000, 10**7),
        thinking_tokens=_whole(table.pop("thinking_tokens", 0), "thinking-tokens", 0, 10**6),
        timeout=_number(table.pop("timeout", TIMEOUT), "timeout", 0.01, 3600),
        ask_again=_switch(table.pop("ask_again", True), "ask-again"),
        concurrency=_whole(table.pop("concurrency", 1), "concurrency", 1, MAX_CONCURRENCY),
        allow_http=destinations.allowed_hosts(table.pop("allow_http", []), "llm"),
    )
    for key in table:
        raise UsageError(
            f"engine.llm.{key} is not a known setting.",
            hint="See docs/reference/configuration.md. The key of the account never stands in this file.",
        )
    destinations.require_safe(url, options.allow_http, "llm", "engine.llm.url")
    if not options.model and not settings.offline:
        raise UsageError(
            "engine.llm.model is not set.",
            hint='Name a model that the server has under [engine.llm] in booktranslate.toml: model = "…".',
        )
    return options


def key(options: Options) -> str:
    """The account's key: LLM_API_KEY, else the system's keyring; empty for a server of one's own without
    one. Raises UsageError when a server elsewhere has none."""
    found = (os.environ.get("LLM_API_KEY") or keys.from_keyring("llm") or "").strip()
    host = (urlsplit(options.url).hostname or "").lower()
    if not found and not destinations.is_this_machine(host) and host not in options.allow_http:
        raise UsageError(
            "there is no key for the language model.",
            hint=f"Get one from whoever runs {host}, and set it in the environment variable LLM_API_KEY, or "
            "store it with `keyring set booktranslate llm`.",
        )
    keys.require_sendable(found, "the language model", "LLM_API_KEY")
    return found


def _choice(table: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = table.pop(key, choices[0])
    if value not in choices:
        raise UsageError(f"engine.llm.{key} is {value!r}.", hint=f"Choose one of: {', '.join(choices)}.")
    return str(value)


def _url(value: Any) -> str:
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            "engine.llm.url is not the address of a server.",
            hint=f"Give one such as {URLS['openai']}, without a name or a password.",
        )
    return str(value).rstrip("/")


def _text(value: Any, key: str) -> str:
    if not isinstance(value, str):
        raise UsageError(f"engine.llm.{key} must be a text.")
    return value.strip()


def _number(value: Any, key: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise UsageError(f"engine.llm.{key} must be a number from {least:g} to {most:g}.")
    return float(value)


def _whole(value: Any, key: str, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise UsageError(f"engine.llm.{key} must be a whole number from {least:,} to {most:,}.")
    return value


def _switch(value: Any, key: str) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"engine.llm.{key} must be true or false.")
    return value


def _instructions(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(line, str) and line for line in value):
        raise UsageError("engine.llm.instructions must be a list of texts.")
    return tuple(value)
