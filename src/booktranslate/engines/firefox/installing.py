"""Install Firefox's model: download it, try it out, and only then put it into use."""

from pathlib import Path

from booktranslate.engines import EngineSettings
from booktranslate.engines.firefox import download as firefox_download
from booktranslate.engines.firefox import records as firefox_records
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox import workers
from booktranslate.engines.firefox.store import Model
from booktranslate.engines.models import Progress
from booktranslate.errors import InputError
from booktranslate.locks import locked

_AT_WORK = "downloading or removing a model"  # what another booktranslate is doing, for `locked`


class FirefoxModel:
    """The model for the languages of a project, as the protocol `engines.models.KeptModel`."""

    title = "Firefox's model"

    def __init__(self, settings: EngineSettings) -> None:
        """Note the languages, without reading anything."""
        self._settings = settings
        self._pair = firefox_store.languages(settings.source, settings.target)

    def find(self) -> Model | None:
        """The model; None if it is not installed. Raises InputError when its record is damaged."""
        return firefox_store.find(*self._pair)

    def get(self, given: Path | None, progress: Progress) -> tuple[Model, bool]:
        """Install the model; return it, and whether it was already installed. See `KeptModel.get`."""
        options = self._settings.read(firefox_records.Options, "firefox")
        address = firefox_records.records_address(options.records)
        workers.require_library()
        with locked(firefox_store.folder() / "lock", _AT_WORK):
            if not given and (sound := self.sound()):
                return sound, True
            model = (
                self._copied(given) if given else firefox_download.download(*self._pair, address, progress)
            )
            workers.try_out(model)
            firefox_store.establish(model)
            return model, False

    def remove(self) -> int:
        """Remove the model and incomplete downloads; return the bytes freed. Raises OutputError."""
        with locked(firefox_store.folder() / "lock", _AT_WORK):
            return firefox_store.remove(*self._pair)

    def sound(self) -> Model | None:
        """The model, if it is installed and its files are undamaged; else None."""
        try:
            model = self.find()
            if model:
                model.read()
        except InputError:
            return None
        return model

    def _copied(self, given: Path) -> Model:
        """The model in a folder, copied into the store.

        Its files are checked against the `records.json` beside them, if there is one.
        """
        source, target = self._pair
        contents = firefox_store.files_in(given, source, target)
        version, architecture = "", ""
        if (records := given / "records.json").exists():
            version, architecture = firefox_records.described(contents, records, source, target)
        return firefox_store.keep(source, target, contents, version, architecture, str(given.resolve()))
