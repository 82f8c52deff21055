"""Getting the model of Firefox onto this machine: downloaded, tried, and only then used."""

from booktranslate.engines import EngineSettings
from booktranslate.engines.firefox import download as firefox_download
from booktranslate.engines.firefox import engine as firefox
from booktranslate.engines.firefox import records as firefox_records
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox import workers
from booktranslate.engines.firefox.download import Progress
from booktranslate.errors import InputError


def sound(source: str, target: str) -> firefox_store.Model | None:
    """The model for two languages, if it is there and as it was when it was kept."""
    try:
        model = firefox_store.find(*firefox.languages(source, target))
        if model:
            model.read()
    except InputError:
        return None
    return model


def address(settings: EngineSettings) -> str:
    """Where the engine's options say that the list of models is. Raises UsageError."""
    return firefox_records.records_address(settings.read(firefox.Options, "firefox").records)


def download(settings: EngineSettings, progress: Progress) -> firefox_store.Model:
    """Download the model that the engine's options point to, and use it from now on.

    The caller holds the lock of the store. Raises UsageError for a bad option, MissingToolError without the
    library, EngineError when the servers refuse, InputError for a model that gives no translation,
    OutputError.
    """
    where = address(settings)
    firefox.require_library()
    model = firefox_download.download(*firefox.languages(settings.source, settings.target), where, progress)
    workers.try_out(model)
    firefox_store.establish(model)
    return model
