"""The options of DeepL: the table `[engine.deepl]`, the key, the address of the server."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from booktranslate.config_fields import setting
from booktranslate.engines import EngineSettings, allowed_servers, keys
from booktranslate.engines.deepl.account import MAX_GLOSSARIES, Named
from booktranslate.errors import SettingError, UsageError

Model = Literal["quality_optimized", "latency_optimized", "prefer_quality_optimized"]
Formality = Literal["default", "more", "less", "prefer_more", "prefer_less"]
FORMAL = ("DE", "ES", "FR", "IT", "JA", "NL", "PL", "PT", "RU")  # target languages with formality
INSTRUCTED = ("DE", "EN", "ES", "FR", "IT", "JA", "KO", "ZH")  # target languages with instructions
INSTRUCTIONS = (
    "Keep the register of each speaker: spoken interviews sound spoken, official texts sound official.",
    "Keep the names of people, places and organisations as they are in the source.",
)
SPELLING = {
    "EN-GB": "Use British spelling and punctuation.",
    "EN-US": "Use American spelling and punctuation.",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.deepl]`."""

    model_type: Model = setting("quality_optimized", "The DeepL model to use.")
    formality: Formality = setting(
        "default",
        'How formal the translation is. English has no formality: `"more"` and `"less"` are errors there.',
    )
    custom_instructions: tuple[str, ...] | None = setting(
        None,
        "Up to 10 instructions of up to 300 characters for DeepL, instead of the default ones (keep each "
        "speaker’s register, keep names, British or American spelling). `[]` for none. With "
        '`"latency_optimized"`, the default ones are not sent.',
        shown="(built-in)",
    )
    glossaries: tuple[str, ...] = setting(
        (),
        "Other glossaries of your account, by name or ID, used with that of the project: up to four "
        '(five, if the project has no terms). `"booktranslate/NAME"` is the one that booktranslate keeps '
        "for the project in a folder of that name.",
    )
    style: str = setting("", "The name of a list of style rules in your account, in the target language.")
    style_id: str = setting("", "Or its ID.")
    timeout: float = setting(60.0, "The time limit for an answer.", unit="seconds", least=0.01, most=600)
    ask_again: bool = setting(
        True,
        "Request (and pay for) a text once more if its answer has lost tags that cannot be repaired.",
    )
    concurrency: int = setting(
        1,
        "The number of requests sent at once. Killing a run wastes at most this many paid requests. After "
        'a "too many requests" answer, the rest of the run sends one at a time.',
        unit="requests",
        least=1,
        most=8,
    )
    allow_http: tuple[str, ...] = setting(
        (),
        "Servers other than this machine for which `DEEPL_SERVER_URL` may use plain `http://`.",
    )

    @property
    def named(self) -> Named:
        """The glossaries and style rules of the account to use."""
        return Named(self.glossaries, self.style)


_VARIANTS = frozenset(("EN-GB", "EN-US", "PT-PT", "PT-BR", "ES-419", "ZH-HANS", "ZH-HANT"))


def _language(target: str) -> str:
    """DeepL's code of a target language; for most languages it has no variants (de-DE is DE)."""
    target = target.upper()
    return target if target in _VARIANTS or target in ("EN", "PT") else target.partition("-")[0]


def read(settings: EngineSettings) -> Options:
    """Read the options of the engine.

    Raises UsageError for English or Portuguese without a variant, SettingError for options that DeepL
    refuses.
    """
    target = _language(settings.target)
    if target in ("EN", "PT"):
        raise UsageError(
            f"DeepL needs a variant of the target language {settings.target!r}.",
            hint="Choose en-GB or en-US (pt-PT or pt-BR).",
        )
    options = settings.read(Options, "deepl", "Never write a key into this file.")
    if options.formality in ("more", "less") and not _knows_formality(target):
        raise SettingError(
            "engine.deepl.formality",
            f"“{options.formality}” is not possible: {settings.target} has no formality in DeepL.",
            hint="Use engine.deepl.custom-instructions instead.",
        )
    instructions = options.custom_instructions or ()
    if len(instructions) > 10 or any(len(line) > 300 for line in instructions):
        raise SettingError(
            "engine.deepl.custom-instructions",
            "is too long.",
            hint="DeepL accepts 10 instructions of 300 characters each.",
        )
    if options.style and options.style_id:
        raise SettingError(
            "engine.deepl.style", "is given beside style-id.", hint="Name the style rule in one of the two."
        )
    others = options.glossaries
    if len(set(others)) != len(others) or len(others) > MAX_GLOSSARIES:
        raise SettingError(
            "engine.deepl.glossaries",
            "names a glossary twice, or too many.",
            hint="DeepL accepts five in all, including that of the project.",
        )
    return options


def parameters(options: Options, settings: EngineSettings) -> Mapping[str, Any]:
    """The parameters of every request, under the SDK's names."""
    target = _language(settings.target)
    asked: dict[str, Any] = {
        "source_lang": settings.source.upper().partition("-")[0],
        "target_lang": target,
        "tag_handling": "xml",
        "tag_handling_version": "v2",
        # A unit is one paragraph, so its tags are inline, and its line breaks do not end sentences.
        "outline_detection": False,
        "split_sentences": "nonewlines",
        "model_type": options.model_type,
    }
    if options.formality != "default" and _knows_formality(target):
        asked["formality"] = options.formality
    if instructions := _instructions(options, target):
        asked["custom_instructions"] = instructions
    if options.style_id:
        asked["style_rule"] = options.style_id
    return asked


def _knows_formality(target: str) -> bool:
    return target.partition("-")[0] in FORMAL


def _instructions(options: Options, target: str) -> list[str]:
    if options.custom_instructions is not None:
        return list(options.custom_instructions)
    # DeepL refuses instructions with `latency_optimized`.
    if target.partition("-")[0] not in INSTRUCTED or options.model_type == "latency_optimized":
        return []
    return [*INSTRUCTIONS, *([SPELLING[target]] if target in SPELLING else [])]


def key() -> str:
    """The account's key, from DEEPL_AUTH_KEY or the system's keyring. Raises UsageError if there is none."""
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
    """The address in DEEPL_SERVER_URL; None for DeepL's own server.

    Raises UsageError if it is not an address, or plain http to another machine that is not in `allow_http`.
    """
    url = os.environ.get("DEEPL_SERVER_URL", "").strip()
    if not url:
        return None
    if not allowed_servers.is_address(url):
        raise UsageError(
            "DEEPL_SERVER_URL is not an address.",
            hint="Give one such as http://localhost:3000, or unset it to use DeepL itself.",
        )
    allowed_servers.require_safe(url, allow_http, "deepl", "DEEPL_SERVER_URL")
    return url.rstrip("/") + "/"
