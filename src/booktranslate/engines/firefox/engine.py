"""Firefox Translations: Mozilla's neural models on this machine, without a network.

The model is downloaded once (`firefox_store`, `firefox_download`) and run with Mozilla's engine, the package
`fxtranslate`, in a process a core (`firefox_workers`). It knows no tags: see `neural`.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.engines import EngineSettings
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox.workers import Workers
from booktranslate.engines.markup import plain_sentences
from booktranslate.errors import MissingToolError
from booktranslate.model import TaggedText
from booktranslate.settings import setting

GET = "Run `booktranslate engine get firefox` once (it downloads about 30 MB)"


@dataclass(frozen=True, slots=True)
class Options:
    """The table `[engine.firefox]`."""

    records: str = setting(
        "",
        "Where `booktranslate engine get firefox` finds the list of models; it begins with `https://`. "
        "Empty: `FXTRANSLATE_RECORDS_URL`, else Mozilla's server.",
    )


class FirefoxEngine:
    """The engine `firefox`."""

    name = "firefox"
    max_texts = 100
    Options = Options

    def __init__(self, settings: EngineSettings) -> None:
        """Raises UsageError for a bad option, MissingToolError without the library or the model, InputError
        when what describes the model is damaged. The model is loaded when it is first needed."""
        self._settings = settings
        settings.read(Options, self.name)
        source, target = languages(settings.source, settings.target)
        self._model = firefox_store.find(source, target)
        if settings.offline:
            return
        require_library()
        if self._model is None:
            raise MissingToolError(
                f"the model of Firefox from {source} to {target} is not on this machine.",
                hint=f"{GET}, or set a key for DeepL (DEEPL_AUTH_KEY).",
            )
        self._workers = Workers(self._model)

    @property
    def identity(self) -> str:
        """Model and rules."""
        return f"firefox {self._model.label if self._model else '?'} rules={plain_sentences.RULES}.1"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text; see `Engine.translate`. Raises EngineError, or InputError for a bad model."""
        return plain_sentences.translate(batch, self._settings.glossary, self._ask)

    def close(self) -> None:
        """End the processes that hold the model."""
        if not self._settings.offline:
            self._workers.close()

    def _ask(self, texts: list[str]) -> list[str]:
        parts = [[sentence.strip() for sentence in plain_sentences.sentences(text)] for text in texts]
        answers = iter(self._workers.translate([sentence for each in parts for sentence in each]))
        return [" ".join(filter(None, (next(answers).strip() for _ in each))) for each in parts]


def languages(source: str, target: str) -> tuple[str, str]:
    """The codes that the models have; they know no variants of English."""
    return source.partition("-")[0].lower(), target.partition("-")[0].lower()


def is_installed() -> bool:
    """Whether the package fxtranslate, which runs the models, is installed."""
    try:
        return importlib.util.find_spec("fxtranslate") is not None
    except ValueError:
        return False


def require_library() -> None:
    """Raises MissingToolError when the package fxtranslate is not installed."""
    if not is_installed():
        raise MissingToolError(
            "the engine firefox needs the library fxtranslate; it is not ready-made for every computer.",
            hint="With Rust and a C++ compiler installed, `pip install fxtranslate` builds it beside "
            "booktranslate; or use another engine (`booktranslate engine list`).",
        )
