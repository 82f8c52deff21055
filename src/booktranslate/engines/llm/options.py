"""The options of a language model: the table `[engine.llm]`, the key, the address of the server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from booktranslate.config_fields import setting
from booktranslate.engines import EngineSettings, Tariff, allowed_servers, keys
from booktranslate.errors import SettingError, UsageError

Api = Literal["openai", "ollama"]

URLS: Mapping[str, str] = {"openai": "https://api.openai.com/v1", "ollama": "http://localhost:11434"}
INSTRUCTIONS = (
    "Keep the register of each speaker: spoken interviews sound spoken, official texts sound official.",
    "Keep the names of people, places and organisations as they are in the source.",
    "Write natural English for readers, not a word-for-word rendering; add nothing, leave nothing out.",
)


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.llm]`."""

    api: Api = setting(
        "openai", 'The interface of the server: `"openai"` (`/chat/completions`) or `"ollama"` (`/api/chat`).'
    )
    url: str = setting(
        "",
        "The address of the server. Empty: `https://api.openai.com/v1`, or `http://localhost:11434` for "
        "Ollama.",
    )
    model: str = setting("", "The name of the model, as the server knows it. Required.")
    price_in: float = setting(
        0.0,
        "The price of a million input tokens, in the currency of `[cost]`.",
        least=0,
        most=1_000_000,
    )
    price_out: float = setting(0.0, "The price of a million output tokens.", least=0, most=1_000_000)
    spelling: Literal["ise", "ize"] = setting(
        "ise", 'British spelling as in organise (`"ise"`) or organize (`"ize"`).'
    )
    instructions: tuple[str, ...] = setting(
        INSTRUCTIONS,
        "Instructions for the model, instead of the default ones (keep each speaker’s register, keep "
        "names, write natural English). `[]` for none.",
        shown="(built-in)",
    )
    temperature: float = setting(
        0.0,
        "The temperature: how freely the model chooses its words. It is left out for models that refuse it.",
        least=0,
        most=2,
    )
    batch_tokens: int = setting(
        1_500,
        "The approximate amount of text in one request. A token is three to four letters.",
        unit="tokens",
        least=100,
        most=100_000,
    )
    context_tokens: int = setting(
        8_192,
        "The size of the model's context: instructions, context, texts and answer together.",
        unit="tokens",
        least=2_000,
        most=10**7,
    )
    thinking_tokens: int = setting(
        0,
        "The allowance for thinking in each request, for models that think first. It is billed.",
        unit="tokens",
        least=0,
        most=10**6,
    )
    timeout: float = setting(300.0, "The time limit for an answer.", unit="seconds", least=0.01, most=3600)
    ask_again: bool = setting(
        True,
        "Request (and pay for) a text once more if its answer has lost tags that cannot be repaired, or "
        "terms of the glossary.",
    )
    concurrency: int = setting(
        1,
        'The number of requests sent at once. After a "too many requests" answer, the rest of the run '
        "sends one at a time.",
        unit="requests",
        least=1,
        most=8,
    )
    allow_http: tuple[str, ...] = setting(
        (),
        "Servers other than this machine for which `url` may use plain `http://`. They may be used "
        "without a key.",
    )

    @property
    def tariff(self) -> Tariff:
        """How the model bills: in input or output tokens, whichever is cheaper but not free."""
        base = min((price for price in (self.price_in, self.price_out) if price), default=0.0)
        unit = "token" if not base else "input token" if base == self.price_in else "output token"
        return Tariff(unit, base)

    def billed(self, read: int, written: int) -> int:
        """What the tokens that the model has read and written bill, in units of the tariff."""
        base = self.tariff.per_million
        if not base:
            return read + written
        return round((read * self.price_in + written * self.price_out) / base)


def read(settings: EngineSettings) -> Options:
    """Read the options of the engine; `url` is then the address of the server, also if it was not set.

    Raises SettingError for a bad option, a bad address, or if no model is named.
    """
    options = settings.read(Options, "llm", "Never write a key into this file.")
    url = options.url or URLS[options.api]
    allowed_servers.require_address(url, options.allow_http, "llm")
    model = options.model.strip()
    if not model and not settings.offline:
        raise SettingError(
            "engine.llm.model",
            "is not set.",
            hint='Name a model that the server has under [engine.llm] in booktranslate.toml: model = "…".',
        )
    return replace(options, url=url.rstrip("/"), model=model)


def key(options: Options) -> str:
    """The account's key, from LLM_API_KEY or the system's keyring.

    "" if there is none and the server is this machine or in `allow_http`. Raises UsageError for other servers
    without a key.
    """
    found = (os.environ.get("LLM_API_KEY") or keys.from_keyring("llm") or "").strip()
    host = (urlsplit(options.url).hostname or "").lower()
    allowed = map(str.lower, options.allow_http)
    if not found and not allowed_servers.is_this_machine(host) and host not in allowed:
        raise UsageError(
            "there is no key for the language model.",
            hint=f"Get one from the operator of {host}, and set it in the environment variable "
            f"LLM_API_KEY, or "
            "store it with `keyring set booktranslate llm`.",
        )
    keys.require_sendable(found, "the language model", "LLM_API_KEY")
    return found
