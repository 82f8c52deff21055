"""The default engine: the best that is ready, or that can be made ready.

That is DeepL if there is a key, else Firefox's model, else Apertium.
"""

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass

from booktranslate.engines import EngineSettings, create
from booktranslate.engines.firefox import store as firefox_store
from booktranslate.engines.firefox import workers as firefox_workers
from booktranslate.engines.firefox.installing import FirefoxModel
from booktranslate.engines.models import Progress
from booktranslate.errors import BooktranslateError, InputError, MissingToolError, UsageError


@dataclass(frozen=True, slots=True)
class Choice:
    """The name of an engine, and why it was chosen."""

    name: str
    why: str


def best(source: str, target: str) -> Choice:
    """The best engine that is ready; `apertium`, ready or not, if no better one is.

    Raises InputError when the record of Firefox's model is damaged.
    """
    if os.environ.get("DEEPL_AUTH_KEY"):
        return Choice("deepl", "DEEPL_AUTH_KEY holds a key")
    if firefox_workers.is_installed() and firefox_store.find(*firefox_store.languages(source, target)):
        return Choice("firefox", "its model is on this machine, and there is no key for DeepL")
    return Choice(
        "apertium",
        "there is no key for DeepL and no Firefox model; `booktranslate engine get firefox` downloads it",
    )


def obtained(settings: Callable[[str], EngineSettings], progress: Progress) -> Choice:
    """The best engine, after downloading Firefox's model if that is better than what is ready.

    `settings` gives the settings of an engine by its name. A failed download is not an error, but is
    mentioned in the `why` of the next best engine. Raises MissingToolError when no engine is ready,
    UsageError for a bad option.
    """
    firefox = settings("firefox")
    with suppress(InputError):  # a damaged model is downloaded again
        choice = best(firefox.source, firefox.target)
        if choice.name == "deepl" or FirefoxModel(firefox).sound():
            return choice
    try:
        FirefoxModel(firefox).get(None, progress)
        return Choice("firefox", "its model is now on this machine, and there is no key for DeepL")
    except UsageError:
        raise
    except BooktranslateError as error:
        refused = error.what
    try:
        with closing(create("apertium", settings("apertium"))):
            return Choice(
                "apertium", f"there is no key for DeepL, and Firefox's model is not available ({refused})"
            )
    except MissingToolError as error:
        raise MissingToolError(
            f"no engine is ready: no key for DeepL, no Firefox model ({refused}), no Apertium.",
            hint="Connect to the network and run `booktranslate engine get firefox`, or put a key into "
            "DEEPL_AUTH_KEY.",
        ) from error
