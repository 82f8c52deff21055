"""Engines with a model that is downloaded once: what the command `engine` needs of them.

The class of such an engine has a member `model`, a class that follows the protocol `KeptModel`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from booktranslate.engines import EngineSettings, kind, names
from booktranslate.errors import UsageError

Progress = Callable[[int, int], None]


class Model(Protocol):
    """A model that is on this machine."""

    @property
    def label(self) -> str:
        """A text that identifies the model."""

    @property
    def size(self) -> int:
        """Bytes on disk."""

    @property
    def origin(self) -> str:
        """Where the model came from."""

    @property
    def folder(self) -> Path:
        """The folder with its files."""


class KeptModel(Protocol):
    """The model of an engine for the languages of a project, whether it is on this machine or not."""

    title: str

    def __init__(self, settings: EngineSettings) -> None: ...

    def find(self) -> Model | None:
        """The model; None if it is not on this machine. Raises InputError when its record is damaged."""

    def get(self, given: Path | None, progress: Progress) -> tuple[Model, bool]:
        """Install the model; return it, and whether it was already installed.

        Its files come from the folder `given`; without one, they are downloaded. Raises UsageError,
        MissingToolError, EngineError, InputError, OutputError.
        """

    def remove(self) -> int:
        """Remove the model and incomplete downloads; return the bytes freed. Raises OutputError."""


def kept_model(name: str, settings: EngineSettings) -> KeptModel | None:
    """The model of an engine; None for an engine without one.

    Raises UsageError for an unknown name, or an engine that cannot be loaded.
    """
    made = getattr(kind(name), "model", None)
    return cast(KeptModel, made(settings)) if made else None


def required_model(name: str, settings: EngineSettings) -> KeptModel:
    """The model of an engine. Raises UsageError as `kept_model` does, and for an engine without a model."""
    if found := kept_model(name, settings):
        return found
    having = ", ".join(each for each in names() if hasattr(kind(each), "model"))
    raise UsageError(f"the engine {name!r} has no model to download.", hint=f"Choose from: {having}.")
