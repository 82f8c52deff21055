"""Translation engines behind one small protocol, found by name through entry points.

An engine of a third party is a class with the shape of `Engine`, named in the entry-point group
`booktranslate.engines`; `booktranslate.engines.testing` is the suite that it has to pass.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol, cast, runtime_checkable

from booktranslate.errors import BooktranslateError, UsageError
from booktranslate.glossary import Glossary
from booktranslate.model import TaggedText

GROUP = "booktranslate.engines"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine is made from.

    Languages are codes (`fr`, `en-GB`); `options` is the engine's table in the configuration, and relative
    paths in it start at `folder`, that of the project. With `offline` nothing will be sent, so that an engine
    asks for no key.
    """

    source: str
    target: str
    glossary: Glossary
    project: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    offline: bool = False
    folder: Path = Path()


class Engine(Protocol):
    """Turns texts of the source language into the target language.

    `name` is the name of its entry point; `max_texts` is how many texts it takes in one call.
    """

    name: str
    max_texts: int

    def __init__(self, settings: EngineSettings) -> None:
        """Raises UsageError for a bad option, MissingToolError for a missing program, EngineError
        when the service refuses. Must not translate or bill anything."""

    @property
    def identity(self) -> str:
        """All that changes its answers (route, model, options), as a short stable text.

        Not the terms of the glossary that occur in a text: the memory keeps answers apart by them anyway.
        """

    def translate(self, batch: Sequence[TaggedText], context: str = "") -> list[TaggedText]:
        """Translate each text: same length, same order, tags kept by name.

        `context` is surrounding prose that is not translated; an engine that cannot use it ignores it.
        Glossary terms are enforced. Raises EngineError (QuotaError when nothing is left to spend).
        """

    def close(self) -> None:
        """Let go of processes and connections."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """How an engine bills: what its meter counts, and what a million of that costs."""

    unit: str = "character"
    per_million: float = 0.0

    def price(self, billed: int) -> float:
        """What was billed, in the currency of the configuration."""
        return round(billed * self.per_million / 1_000_000, 4)


@dataclass(slots=True)
class Meter:
    """What one call of an engine has had billed, and what it may (None: no bound): source characters, or
    what the engine's tariff says."""

    allowance: int | None = None
    billed: int = 0

    def covers(self, more: int) -> bool:
        """Whether it may have as many more billed."""
        return self.allowance is None or self.billed + more <= self.allowance


@runtime_checkable
class MeteredEngine(Protocol):
    """What an engine has as well when its answers cost money, and gain by the context.

    `concurrency` is how many calls of `translate` it takes at once, from as many threads: a service that is
    asked too much may lower it meanwhile.
    """

    name: str
    concurrency: int

    def translate(
        self, batch: Sequence[TaggedText], context: str = "", meter: Meter | None = None
    ) -> list[TaggedText]:
        """As `Engine.translate`; `meter` says in the end, also after an error, what was billed.

        No text is sent more than twice; asking again for a damaged answer is left out when the allowance
        does not cover it.
        """

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        """How many texts from the start of the batch go into one request; 0 if the first is too long."""

    def usage(self) -> tuple[int, int] | None:
        """Characters used and allowed in this billing period; None without a limit. Raises EngineError."""


@runtime_checkable
class InstructedEngine(MeteredEngine, Protocol):
    """A metered engine that reads instructions: a language model.

    It is told what each text is, and takes a whole chapter for its context. It bills what it reads and
    writes by a `tariff` of its own.
    """

    max_texts: int

    @property
    def tariff(self) -> Tariff:
        """How it bills."""

    def billing(self, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()) -> int:
        """What translating the batch will have billed, estimated a little high, by the tariff."""

    def translate(
        self,
        batch: Sequence[TaggedText],
        context: str = "",
        meter: Meter | None = None,
        labels: Sequence[str] = (),
    ) -> list[TaggedText]:
        """As `Engine.translate`; `labels` say what each text is: a heading, whose answer. A text that it
        cannot translate comes back empty."""


def tariff_of(engine: Engine | None, character_price: float) -> Tariff:
    """How an engine bills: by its own tariff, else source characters at the price of the configuration."""
    return engine.tariff if isinstance(engine, InstructedEngine) else Tariff(per_million=character_price)


def tariff(name: str, settings: EngineSettings, character_price: float) -> Tariff:
    """How the engine of that name bills, which need not be ready, nor installed any more."""
    try:
        with closing(create(name, replace(settings, offline=True))) as engine:
            return tariff_of(engine, character_price)
    except BooktranslateError:
        return tariff_of(None, character_price)


def billing(
    engine: Engine, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()
) -> int:
    """What an engine will have billed for a batch, by its tariff; nothing if it is free."""
    if isinstance(engine, InstructedEngine):
        return engine.billing(batch, context, labels)
    return sum(text.characters for text in batch) if isinstance(engine, MeteredEngine) else 0


def asks_a_server(engine: Engine) -> bool:
    """Whether an engine sends the texts elsewhere: it has then an attribute of that name, which is true."""
    return bool(getattr(engine, "asks_a_server", False))


def names() -> tuple[str, ...]:
    """The engines that are installed, in alphabetical order."""
    return tuple(sorted(_found()))


def create(name: str, settings: EngineSettings) -> Engine:
    """The engine of that name, ready. Raises UsageError for an unknown name, or one whose module is missing;
    else as `Engine.__init__`."""
    found = _found()
    if name not in found:
        hint = f"Choose one of: {', '.join(sorted(found))}."
        raise UsageError(f"there is no engine named {name!r}.", hint=hint)
    try:
        kind = found[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"the engine {name!r} ({found[name].value}) cannot be loaded: {error}.",
            hint="Install the package that brings it again.",
        ) from error
    return cast(Engine, kind(settings))


def _found() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
