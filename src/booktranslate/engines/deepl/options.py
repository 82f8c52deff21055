"""What DeepL is asked with: the table `[engine.deepl]`, the key, the address of the server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from booktranslate.engines import EngineSettings, destinations, keys
from booktranslate.engines.deepl.account import MAX_GLOSSARIES, Named
from booktranslate.errors import UsageError

MODELS = ("quality_optimized", "latency_optimized", "prefer_quality_optimized")
FORMALITIES = ("default", "more", "less", "prefer_more", "prefer_less")
FORMAL = ("DE", "ES", "FR", "IT", "JA", "NL", "PL", "PT", "RU")  # targets that know formality
INSTRUCTED = ("DE", "EN", "ES", "FR", "IT", "JA", "KO", "ZH")  # targets that take instructions
INSTRUCTIONS = (
    "Keep the register of each speaker: spoken interviews sound spoken, official texts sound official.",
    "Keep the names of people, places and organisations as they are in the source.",
)
SPELLING = {
    "EN-GB": "Use British spelling and punctuation.",
    "EN-US": "Use American spelling and punctuation.",
}
TIMEOUT = 60.0
MAX_CONCURRENCY = 8


@dataclass(frozen=True, slots=True)
class Options:
    """Parameters of every request, as the SDK names them; seconds to wait; whether to ask twice; how many
    requests at once; servers that may be asked without encryption; what is to be taken of the account."""

    parameters: Mapping[str, Any]
    timeout: float
    ask_again: bool
    concurrency: int
    allow_http: tuple[str, ...] = ()
    named: Named = field(default_factory=Named)


def read(settings: EngineSettings) -> Options:
    """The options of the engine. Raises UsageError, with the name of the key, for what DeepL would refuse."""
    table = {key.replace("-", "_"): value for key, value in settings.options.items()}
    target = settings.target.upper()
    if target in ("EN", "PT"):
        raise UsageError(
            f"DeepL needs a variant of the target language {settings.target!r}.",
            hint="Choose en-GB or en-US (pt-PT or pt-BR).",
        )
    parameters: dict[str, Any] = {
        "source_lang": settings.source.upper().partition("-")[0],
        "target_lang": target,
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        # A unit is one paragraph: its tags are inline, and its line breaks do not end sentences.
        "outline_detection": False,
        "split_sentences": "nonewlines",
        "model_type": _choice(table, "model_type", MODELS),
    }
    formality = _choice(table, "formality", FORMALITIES)
    knows_formality = target.partition("-")[0] in FORMAL
    if formality in ("more", "less") and not knows_formality:
        raise UsageError(
            f"engine.deepl.formality is {formality!r}, but {settings.target} has no formality in DeepL.",
            hint="Say it in engine.deepl.custom_instructions.",
        )
    if formality != "default" and knows_formality:
        parameters["formality"] = formality
    instructions = table.pop("custom_instructions", None)
    if instructions is None:
        instructions = _instructions(target, parameters["model_type"])
    if instructions := _checked(instructions):
        parameters["custom_instructions"] = instructions
    style = table.pop("style_id", "")
    if not isinstance(style, str):
        raise UsageError("engine.deepl.style_id must be a text, the id of a style rule.")
    if style:
        parameters["style_rule"] = style
    named = table.pop("style", "")
    if not isinstance(named, str) or (named and style):
        raise UsageError("engine.deepl.style must be a text, the name of a style rule, in place of style-id.")
    others = table.pop("glossaries", [])
    if not isinstance(others, list) or not all(isinstance(name, str) and name for name in others):
        raise UsageError("engine.deepl.glossaries must be a list of texts, names or IDs.")
    if len(set(others)) != len(others) or len(others) > MAX_GLOSSARIES:
        raise UsageError(
            "engine.deepl.glossaries names a glossary twice, or too many.",
            hint="DeepL takes five in all, with that of the project.",
        )
    timeout = table.pop("timeout", TIMEOUT)
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not 0 < timeout <= 600:
        raise UsageError("engine.deepl.timeout must be a number of seconds, up to 600.")
    ask_again = table.pop("ask_again", True)
    if not isinstance(ask_again, bool):
        raise UsageError("engine.deepl.ask_again must be true or false.")
    concurrency = table.pop("concurrency", 1)
    if type(concurrency) is not int or not 1 <= concurrency <= MAX_CONCURRENCY:
        raise UsageError(f"engine.deepl.concurrency must be a whole number from 1 to {MAX_CONCURRENCY}.")
    allow_http = destinations.allowed_hosts(table.pop("allow_http", []), "deepl")
    for key in table:
        raise UsageError(
            f"engine.deepl.{key} is not a known setting.",
            hint="See docs/reference/configuration.md. The key of the account never stands in this file.",
        )
    return Options(parameters, timeout, ask_again, concurrency, allow_http, Named(tuple(others), named))


def _choice(table: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value = table.pop(key, choices[0])
    if value not in choices:
        raise UsageError(f"engine.deepl.{key} is {value!r}.", hint=f"Choose one of: {', '.join(choices)}.")
    return str(value)


def _instructions(target: str, model: str) -> list[str]:
    # Instructions need the better model: DeepL has refused them with `latency_optimized`.
    if target.partition("-")[0] not in INSTRUCTED or model == "latency_optimized":
        return []
    return [*INSTRUCTIONS, *([SPELLING[target]] if target in SPELLING else [])]


def _checked(instructions: Any) -> list[str]:
    if not isinstance(instructions, list) or not all(isinstance(line, str) and line for line in instructions):
        raise UsageError("engine.deepl.custom_instructions must be a list of texts.")
    if len(instructions) > 10 or any(len(line) > 300 for line in instructions):
        raise UsageError(
            "engine.deepl.custom_instructions is too long.",
            hint="DeepL takes 10 instructions of 300 characters each.",
        )
    return instructions


def key() -> str:
    """The account's key: DEEPL_AUTH_KEY, else the system's keyring. Raises UsageError without one."""
    found = (os.environ.get("DEEPL_AUTH_KEY") or keys.from_keyring("deepl") or "").strip()
    if not found:
        raise UsageError(
            "there is no key for DeepL.",
            hint="Copy it from https://www.deepl.com/your-account/keys (a DeepL API account) and set it in"
            " the environment variable DEEPL_AUTH_KEY, or store it with `keyring set booktranslate deepl`.",
        )
    keys.require_sendable(found, "DeepL", "DEEPL_AUTH_KEY")
    return found


def server(allow_http: tuple[str, ...]) -> str | None:
    """The address in DEEPL_SERVER_URL; None for DeepL's own. Raises UsageError if it is none, or plain http
    to another machine that is not allowed by name."""
    url = os.environ.get("DEEPL_SERVER_URL", "").strip()
    if not url:
        return None
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise UsageError(
            "DEEPL_SERVER_URL is not an address.",
            hint="Give one such as http://localhost:3000, or unset it to use DeepL itself.",
        )
    destinations.require_safe(url, allow_http, "deepl", "DEEPL_SERVER_URL")
    return url.rstrip("/") + "/"
