"""Translation engines behind one small protocol, found by name through entry points.

A third-party engine is a class that follows the protocol `Engine`, registered in the entry-point group
`booktranslate.engines`. It must pass the test suite `booktranslate.engines.testing`. It declares its settings
as `Options`, with `booktranslate.config_fields`.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, cast, runtime_checkable

from booktranslate.config_fields import read
from booktranslate.errors import BooktranslateError, SettingError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.model import TaggedText
from booktranslate.shared_settings import file_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "booktranslate.engines"

_Options = TypeVar("_Options")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """The arguments from which an engine is created.

    Languages are codes (`fr`, `en-GB`). `options` is the engine's table in the configuration, unchanged (see
    `read`); relative paths in it start at `folder`, the project folder. With `offline` nothing will be sent,
    so an engine must not ask for a key.
    """

    source: str
    target: str
    glossary: Glossary
    project: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    offline: bool = False
    folder: Path = Path()

    def read(self, options: type[_Options], engine: str, hint: str = "") -> _Options:
        """Read the engine's table as `options`, the dataclass that declares it.

        Raises SettingError, with the file; `hint` is added for an undeclared key.
        """
        try:
            return read(options, self.options, f"engine.{engine}", hint)
        except SettingError as error:
            raise self.placed(error) from error

    def placed(self, error: SettingError) -> SettingError:
        """The error with the file that has the key, if it does not name a place yet."""
        if not error.where:
            error.at(str(file_of(self.folder, error.key)))
        return error


class Engine(Protocol):
    """Translates texts from the source language into the target language.

    `name` is the name of its entry point; `max_texts` is the largest number of texts in one call; `Options`
    is the frozen dataclass that declares its settings (`booktranslate.config_fields`), without fields if it
    has none.
    """

    name: str
    max_texts: int
    Options: type

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine, without translating or billing anything.

        Raises SettingError for a bad option (`settings.read(Options, name)`), UsageError for a missing key or
        unsupported languages, MissingToolError for a missing program, library or model, EngineError when the
        service refuses.
        """

    @property
    def identity(self) -> str:
        """Everything that affects its answers (route, model, options), as a short stable text on one line.

        Leave out glossary terms that occur in a text: the memory distinguishes answers by them anyway.
        """

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text: same length, same order, tags kept by name.

        `context` is surrounding prose that is not translated; an engine that cannot use it ignores it. Terms
        of the glossary are enforced. Raises EngineError, in particular QuotaError when nothing is left to
        spend.
        """

    def close(self) -> None:
        """Release processes and connections."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """How an engine bills: the unit that its meter counts, and the price of a million units."""

    unit: str = "character"
    per_million: float = 0.0

    def price(self, billed: int) -> float:
        """The price of `billed` units, in the currency of the configuration."""
        return round(billed * self.per_million / 1_000_000, 4)


@dataclass(slots=True)
class Meter:
    """What one call of an engine has billed, and may bill (`allowance`; None for no limit), in units of the
    engine's tariff."""

    allowance: int | None = None
    billed: int = 0

    def covers(self, more: int) -> bool:
        """Whether this much more may be billed."""
        return self.allowance is None or self.billed + more <= self.allowance


@runtime_checkable
class MeteredEngine(Protocol):
    """The additional members of an engine whose answers cost money and benefit from context.

    `concurrency` is the number of calls of `translate` at once, from as many threads. The engine may lower it
    during a run if the service is overloaded.
    """

    name: str
    concurrency: int

    def translate(
        self, batch: Sequence[TaggedText], context: str = "", meter: Meter | None = None
    ) -> list[TaggedText]:
        """As `Engine.translate`; afterwards, also after an error, `meter` holds the amount billed.

        No text is sent more than twice. A damaged answer is not requested again if the allowance does not
        cover it.
        """

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        """How many texts from the start of the batch go into one request; 0 if the first is too long."""

    def usage(self) -> tuple[int, int] | None:
        """Characters used and allowed in this billing period; None without a limit. Raises EngineError."""


@runtime_checkable
class InstructedEngine(MeteredEngine, Protocol):
    """A metered engine that reads instructions: a language model.

    It is told what each text is, and its context may come from the whole chapter. It bills input and output
    by its own `tariff`.
    """

    max_texts: int

    @property
    def tariff(self) -> Tariff:
        """How it bills."""

    def billing(self, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()) -> int:
        """What translating the batch will bill, estimated a little high, in units of the tariff."""

    def translate(
        self,
        batch: Sequence[TaggedText],
        context: str = "",
        meter: Meter | None = None,
        labels: Sequence[str] = (),
    ) -> list[TaggedText]:
        """As `MeteredEngine.translate`; `labels` tell what each text is, such as a heading or whose answer.

        A text that cannot be translated comes back empty.
        """


@dataclass(frozen=True, slots=True)
class Synced:
    """The result of a synchronisation: the ID of the glossary to translate with (None without terms), what
    happened to it, and the names of the stale glossaries that were deleted."""

    glossary_id: str | None
    action: Literal["none", "unchanged", "created", "replaced"]
    deleted: tuple[str, ...] = ()


class GlossaryEngine(Engine, Protocol):
    """An engine whose service keeps its own glossary."""

    title: str

    def sync_glossary(self) -> Synced:
        """Synchronise the service's glossary with the project's. Raises EngineError, InputError."""


def glossary_engine(chosen: str) -> str:
    """The name of an engine whose service keeps a glossary: the chosen one if it does, else the first.

    Raises UsageError when none does.
    """
    for name in (chosen, *names()):
        if name in names() and hasattr(kind(name), "sync_glossary"):
            return name
    raise UsageError("no installed engine keeps a glossary.", hint="Install an engine that does.")


def tariff_of(engine: Engine | None, character_price: float) -> Tariff:
    """How an engine bills: by its own tariff, else source characters at `character_price` per million."""
    return engine.tariff if isinstance(engine, InstructedEngine) else Tariff(per_million=character_price)


def tariff(name: str, settings: EngineSettings, character_price: float) -> Tariff:
    """How the engine called `name` bills; it need not be ready, or even installed. See `tariff_of`."""
    try:
        with closing(create(name, replace(settings, offline=True))) as engine:
            return tariff_of(engine, character_price)
    except BooktranslateError:
        return tariff_of(None, character_price)


def billing(
    engine: Engine, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()
) -> int:
    """What an engine will bill for a batch, in units of its tariff; 0 if it is free."""
    if isinstance(engine, InstructedEngine):
        return engine.billing(batch, context, labels)
    return sum(text.characters for text in batch) if isinstance(engine, MeteredEngine) else 0


def asks_a_server(engine: Engine) -> bool:
    """Whether an engine sends the texts to a server: then its attribute `asks_a_server` is true."""
    return bool(getattr(engine, "asks_a_server", False))


def key_variable(engine: Engine) -> str:
    """The environment variable with the key of an engine: its attribute `key_variable`; "" if it has none."""
    return str(getattr(engine, "key_variable", ""))


@cache
def makes_english(name: str) -> bool:
    """Whether the drafts of an engine are English, so that they may be corrected, listed and counted as such.

    They are, unless its class has `makes_english = False`. The engine need not be installed.
    """
    try:
        return bool(getattr(kind(name), "makes_english", True))
    except UsageError:
        return True


def title(name: str) -> str:
    """The name of an engine for people: the `title` of its class, else `name`."""
    try:
        return str(getattr(kind(name), "title", name))
    except UsageError:
        return name


def names() -> tuple[str, ...]:
    """The names of the installed engines, in alphabetical order."""
    return tuple(sorted(_found()))


def options_of(name: str) -> type | None:
    """The `Options` class of an engine, which need not be ready; None if it has none.

    Raises UsageError for an unknown name, or an engine that cannot be loaded.
    """
    return cast("type | None", getattr(kind(name), "Options", None))


def create(name: str, settings: EngineSettings) -> Engine:
    """Create the engine called `name`.

    Raises UsageError for an unknown name, or an engine that cannot be loaded; and what `Engine.__init__`
    raises.
    """
    made = kind(name)
    try:
        return cast(Engine, made(settings))
    except SettingError as error:
        raise settings.placed(error) from error


def kind(name: str) -> Any:
    """The class of an engine. Raises UsageError for an unknown name, or one that cannot be loaded."""
    found = _found()
    if name not in found:
        hint = f"Choose one of: {', '.join(sorted(found))}."
        raise UsageError(f"unknown engine {name!r}.", hint=hint)
    try:
        return found[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"the engine {name!r} ({found[name].value}) cannot be loaded: {error}.",
            hint="Reinstall the package that contains it.",
        ) from error


def _found() -> "dict[str, EntryPoint]":
    from importlib.metadata import entry_points  # takes 8 ms, which commands without an engine save

    return {point.name: point for point in entry_points(group=GROUP)}
