"""The engine `firefox`: a neural model of Firefox Translations, without a network.

The model is downloaded once (`download`, `store`) and run with Mozilla's engine, in the package
`fxtranslate`, by one process per core (`workers`). It does not know tags: see `markup/plain_sentences.py`.
"""

from collections.abc import Sequence

from booktranslate.engines import EngineSettings
from booktranslate.engines.firefox import installing
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox.records import Options
from booktranslate.engines.firefox.workers import Workers, require_library
from booktranslate.engines.markup import plain_sentences
from booktranslate.errors import MissingToolError
from booktranslate.model import TaggedText

GET = "Run `booktranslate engine get firefox` once (it downloads about 30 MB)"


class FirefoxEngine:
    """The engine `firefox`."""

    name = "firefox"
    title = "the models of Firefox Translations"
    max_texts = 100
    Options = Options
    model = installing.FirefoxModel

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine; the model is loaded when it is first needed.

        Raises SettingError for a bad option, MissingToolError without the library or the model, InputError
        when the record of the model is damaged.
        """
        self._settings = settings
        settings.read(Options, self.name)
        source, target = firefox_store.languages(settings.source, settings.target)
        self._model = firefox_store.find(source, target)
        if settings.offline:
            return
        require_library()
        if self._model is None:
            raise MissingToolError(
                f"Firefox's model from {source} to {target} is not on this machine.",
                hint=f"{GET}, or set a key for DeepL (DEEPL_AUTH_KEY).",
            )
        self._workers = Workers(self._model)

    @property
    def identity(self) -> str:
        """Model and version of our rules."""
        return f"firefox {self._model.label if self._model else '?'} rules={plain_sentences.RULES}.1"

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text; see `Engine.translate`. Raises EngineError, or InputError for a bad model."""
        return plain_sentences.translate(batch, self._settings.glossary, self._ask)

    def close(self) -> None:
        """End the processes."""
        if not self._settings.offline:
            self._workers.close()

    def _ask(self, texts: list[str]) -> list[str]:
        chunks = [[sentence.strip() for sentence in plain_sentences.sentences(text)] for text in texts]
        return plain_sentences.in_chunks(chunks, self._workers.translate)
