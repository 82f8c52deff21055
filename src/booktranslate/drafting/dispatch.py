"""Asking an engine: as many requests at once as it takes, and none that the budget does not cover.

What is under way when a run is killed is paid for and lost. So each answer is handed over as soon as it
comes, in the thread of the caller, and before another request is sent in its place.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from operator import attrgetter
from queue import SimpleQueue
from threading import Thread

from booktranslate.drafting.columns import drafted
from booktranslate.drafting.plan import Request
from booktranslate.engines import (
    Engine,
    InstructedEngine,
    Meter,
    MeteredEngine,
    billing,
    makes_english,
    tariff_of,
)
from booktranslate.engines.finishing import finished
from booktranslate.errors import QuotaError
from booktranslate.language.lexicons import is_english
from booktranslate.model import TaggedText, counted

Keep = Callable[[Request, Sequence[TaggedText], int], None]
Turn = Callable[[], AbstractContextManager[object]]
"""What a request is sent in: others who use the same account may wait meanwhile. Its end raises nothing."""

_PATIENCE = 5.0  # seconds after Ctrl+C for what is under way


@dataclass(slots=True)
class Budget:
    """What may be billed in a run (None: no bound), and what was, in the units of an engine's tariff.

    `due` are the characters still to be drafted, by the engine or else; `cost` tells what a request bills.
    """

    bound: int | None
    due: int = 0
    billed: int = 0
    unit: str = "character"
    cost: Callable[[Request], int] = attrgetter("characters")
    _reserved: int = 0  # what the requests under way may cost
    _under_way: int = 0  # the characters of their texts

    @classmethod
    def of(cls, engine: Engine, bound: int | None) -> "Budget":
        """The budget for an engine; none binds one that is free."""

        def cost(request: Request) -> int:
            return billing(engine, request.texts, request.context, request.labels)

        if not isinstance(engine, MeteredEngine):
            return cls(None)
        return cls(bound, unit=tariff_of(engine, 0).unit, cost=cost)

    def covers(self, request: Request) -> bool:
        """Whether the request can be paid for, whatever those under way will cost."""
        return self.bound is None or self.cost(request) <= self.bound - self.billed - self._reserved

    def reserve(self, request: Request) -> Meter:
        """What the request may cost: all texts that wait come before asking again for one of them."""
        meter = Meter()
        if self.bound is not None:
            cost = self.cost(request)
            # What waits is taken to cost as much for each character as this request.
            waiting = (self.due - self._under_way) * cost // max(1, request.characters)
            spare = self.bound - self.billed - self._reserved - waiting
            meter.allowance = cost + min(max(0, spare), cost)
            self._reserved += meter.allowance
        self._under_way += request.characters
        return meter

    def settle(self, request: Request, meter: Meter) -> None:
        """Enter what the request has cost."""
        self._under_way -= request.characters
        self._reserved -= meter.allowance or 0
        self.billed += meter.billed

    def spent(self) -> QuotaError:
        """The error when it does not cover the next request."""
        bound = self.bound or 0
        left = f"need {counted(self.due - (bound - self.billed), 'character')} more"
        if self.unit != "character":
            left = f"have {counted(self.due, 'character')}"
        return QuotaError(
            f"the budget of {counted(bound, self.unit)} is spent ({self.billed:,} billed): "
            f"the remaining texts {left}.",
            hint="All drafts so far are in the PO files. Run the command again with a larger --budget.",
        )


def ask(
    engine: Engine, requests: Iterable[Request], budget: Budget, keep: Keep, turn: Turn = nullcontext
) -> None:
    """Send the requests, and give each answer to `keep`, with the characters that were billed for it.

    `keep` gets no texts for a request that failed and was billed. After an error, the engine's, the budget's
    or one of `keep`, nothing more is sent; what is under way is waited for and kept; then that first error
    is raised. After Ctrl+C what comes within some seconds is kept.
    """
    line = _Line(engine, budget, keep, turn)
    try:
        for request in requests:
            while line.is_busy_for(request):
                line.take()
            line.send(request)
        while line.under_way:
            line.take()
    except BaseException as error:
        line.take_rest(None if isinstance(error, Exception) else _PATIENCE)
        raise


@dataclass(slots=True)
class _Answer:
    """What has become of a request."""

    request: Request
    meter: Meter
    texts: Sequence[TaggedText] = ()
    error: BaseException | None = None


class _Line:
    """The line to the engine, with the requests under way on it."""

    def __init__(self, engine: Engine, budget: Budget, keep: Keep, turn: Turn) -> None:
        self._engine = engine
        self._metered = engine if isinstance(engine, MeteredEngine) else None
        self._budget = budget
        self._keep = keep
        self._turn = turn
        self._answers: SimpleQueue[_Answer] = SimpleQueue()
        self.under_way = 0

    def is_busy_for(self, request: Request) -> bool:
        """Whether an answer has to be taken before it is sent. Raises QuotaError when none would help."""
        covered = self._budget.covers(request)
        if not self.under_way and not covered:
            raise self._budget.spent()
        return not covered or self.under_way >= self._concurrency or not self._answers.empty()

    def send(self, request: Request) -> None:
        """Send a request; if the engine takes one at a time, wait for the answer and take it."""
        answer = _Answer(request, self._budget.reserve(request))
        if self._concurrency > 1:
            # A daemon: the end of the program does not wait for it.
            Thread(target=self._ask, args=(answer,), daemon=True).start()
            self.under_way += 1
        else:
            self._ask(answer)
            self.under_way += 1
            self.take()

    def take(self, seconds: float | None = None) -> None:
        """Keep the next answer. Raises what the engine raised in its place, Empty when none comes in time."""
        answer = self._answers.get(timeout=seconds)
        self.under_way -= 1
        self._budget.settle(answer.request, answer.meter)
        # Also when it failed: a bad answer may have been billed.
        if answer.texts or answer.meter.billed:
            self._keep(answer.request, answer.texts, answer.meter.billed)
        if isinstance(answer.error, QuotaError):
            self.take_rest(None)
            answer.error.what += (
                f" The texts that are still untranslated have {counted(self._budget.due, 'character')}."
            )
        if answer.error:
            raise answer.error

    def take_rest(self, seconds: float | None) -> None:
        """Keep what is under way, after an error that counts more than any that comes now."""
        end = None if seconds is None else time.monotonic() + seconds
        while self.under_way and (end is None or time.monotonic() < end):
            with suppress(Exception):
                self.take(None if end is None else max(0.0, end - time.monotonic()))

    @property
    def _concurrency(self) -> int:
        return self._metered.concurrency if self._metered else 1

    def _ask(self, answer: _Answer) -> None:
        request = answer.request
        try:
            with self._turn():
                if isinstance(self._engine, InstructedEngine):
                    told = request.texts, request.context, answer.meter, request.labels
                    answer.texts = self._engine.translate(*told)
                else:
                    answer.texts = drafted(request.texts, self._engine.max_texts, self._asking(answer))
            if makes_english(self._engine.name):
                pairs = zip(request.texts, answer.texts, strict=True)
                answer.texts = [finished(source, text, is_english) for source, text in pairs]
        except BaseException as error:
            answer.error = error
        self._answers.put(answer)

    def _asking(self, answer: _Answer) -> Callable[[Sequence[TaggedText]], Sequence[TaggedText]]:
        context = answer.request.context
        if self._metered:
            metered = self._metered
            return lambda texts: metered.translate(texts, context, answer.meter)
        return lambda texts: self._engine.translate(texts, context)
