"""Getting the model of Firefox onto this machine: downloaded, tried, and only then used."""

from collections.abc import Mapping
from typing import Any

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


def download(source: str, target: str, options: Mapping[str, Any], progress: Progress) -> firefox_store.Model:
    """Download the model that the engine's options point to, and use it from now on.

    The caller holds the lock of the store. Raises UsageError for a bad option, MissingToolError without the
    library, EngineError when the servers refuse, InputError for a model that gives no translation,
    OutputError.
    """
    address = firefox_records.records_address(firefox.records(options))
    firefox.require_library()
    model = firefox_download.download(*firefox.languages(source, target), address, progress)
    workers.try_out(model)
    firefox_store.establish(model)
    return model
