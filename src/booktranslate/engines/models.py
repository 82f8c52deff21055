"""Engines with a model that is downloaded once: what the command `engine` asks of them.

The class of such an engine has a member `model`, a class with the shape of `KeptModel`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from booktranslate.engines import EngineSettings, kind, names
from booktranslate.errors import UsageError

Progress = Callable[[int, int], None]


class Model(Protocol):
    """A model on this machine."""

    @property
    def label(self) -> str:
        """What tells it from another."""

    @property
    def size(self) -> int:
        """Bytes on disk."""

    @property
    def origin(self) -> str:
        """Where it came from."""

    @property
    def folder(self) -> Path:
        """Where it is."""


class KeptModel(Protocol):
    """The model of an engine for two languages, in a folder of the user."""

    title: str

    def __init__(self, settings: EngineSettings) -> None: ...

    def find(self) -> Model | None:
        """The model, if it is there. Raises InputError when its record is damaged."""

    def get(self, given: Path | None, progress: Progress) -> tuple[Model, bool]:
        """The model, which is used from now on, and whether it was there already; `given` is a folder with
        its files, else they are downloaded. Raises UsageError, MissingToolError, EngineError, InputError,
        OutputError."""

    def remove(self) -> int:
        """Remove it and what is left of cut downloads; the bytes that this frees. Raises OutputError."""


def kept_model(name: str, settings: EngineSettings) -> KeptModel | None:
    """The model that an engine keeps; None for an engine without one. Raises UsageError as `create`."""
    made = getattr(kind(name), "model", None)
    return cast(KeptModel, made(settings)) if made else None


def required_model(name: str, settings: EngineSettings) -> KeptModel:
    """As `kept_model`. Raises UsageError for an engine that keeps none."""
    if found := kept_model(name, settings):
        return found
    having = ", ".join(each for each in names() if hasattr(kind(each), "model"))
    raise UsageError(f"the engine {name!r} has no model to download.", hint=f"Choose from: {having}.")
