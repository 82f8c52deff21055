"""Send requests to an engine: as many at once as it takes, and none that the budget does not cover.

Requests under way when a run is killed are billed and lost. So each answer is handed over as soon as it
comes, in the thread of the caller, and before the next request is sent.
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
from booktranslate.engines.answer_fixes import finished
from booktranslate.errors import QuotaError
from booktranslate.language.lexicons import is_english
from booktranslate.model import TaggedText, counted

Keep = Callable[[Request, Sequence[TaggedText], int], None]
Turn = Callable[[], AbstractContextManager[object]]
"""Gives a context to send a request in, so that other users of the account wait; its exit never raises."""

_PATIENCE = 5.0  # seconds after Ctrl+C to wait for requests under way


@dataclass(slots=True)
class Budget:
    """What a run may bill (`bound`; None for no limit), and has billed, in units of the engine's tariff.

    `unit` is the name of these units. `due` is the number of characters that are still to be drafted. `cost`
    tells what a request will bill.
    """

    bound: int | None
    due: int = 0
    billed: int = 0
    unit: str = "character"
    cost: Callable[[Request], int] = attrgetter("characters")
    _reserved: int = 0  # what the requests under way may bill
    _under_way: int = 0  # the characters of their texts

    @classmethod
    def of(cls, engine: Engine, bound: int | None) -> "Budget":
        """The budget for an engine, without a limit for one that is free."""

        def cost(request: Request) -> int:
            return billing(engine, request.texts, request.context, request.labels)

        if not isinstance(engine, MeteredEngine):
            return cls(None)
        return cls(bound, unit=tariff_of(engine, 0).unit, cost=cost)

    def covers(self, request: Request) -> bool:
        """Whether the budget covers the request, whatever those under way will bill."""
        return self.bound is None or self.cost(request) <= self.bound - self.billed - self._reserved

    def reserve(self, request: Request) -> Meter:
        """Reserve what the request may bill, and return a meter with that allowance.

        It may be twice the cost, to request a damaged text again, but only if enough is left for all other
        texts.
        """
        meter = Meter()
        if self.bound is not None:
            cost = self.cost(request)
            # The waiting texts are assumed to cost as much per character as this request.
            waiting = (self.due - self._under_way) * cost // max(1, request.characters)
            spare = self.bound - self.billed - self._reserved - waiting
            meter.allowance = cost + min(max(0, spare), cost)
            self._reserved += meter.allowance
        self._under_way += request.characters
        return meter

    def settle(self, request: Request, meter: Meter) -> None:
        """Record what the request has billed, and release what was reserved for it."""
        self._under_way -= request.characters
        self._reserved -= meter.allowance or 0
        self.billed += meter.billed

    def spent(self) -> QuotaError:
        """The error for a budget that does not cover the next request."""
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
    """Send the requests, and give each answer to `keep`, with the amount that was billed for it.

    For a request that failed but was billed, `keep` gets no texts. Raises what the engine or `keep` raises,
    and QuotaError when the budget does not cover the next request. Then nothing more is sent, but the answers
    to requests under way are waited for and kept before the first error is raised. After Ctrl+C only answers
    within _PATIENCE seconds are kept.
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
    """A request, its meter, and its answer or error."""

    request: Request
    meter: Meter
    texts: Sequence[TaggedText] = ()
    error: BaseException | None = None


class _Line:
    """The connection to the engine, with the number of requests under way."""

    def __init__(self, engine: Engine, budget: Budget, keep: Keep, turn: Turn) -> None:
        self._engine = engine
        self._metered = engine if isinstance(engine, MeteredEngine) else None
        self._budget = budget
        self._keep = keep
        self._turn = turn
        self._answers: SimpleQueue[_Answer] = SimpleQueue()
        self.under_way = 0

    def is_busy_for(self, request: Request) -> bool:
        """Whether an answer must be taken before the request can be sent.

        Raises QuotaError if the budget does not cover it, and no request is under way.
        """
        covered = self._budget.covers(request)
        if not self.under_way and not covered:
            raise self._budget.spent()
        return not covered or self.under_way >= self._concurrency or not self._answers.empty()

    def send(self, request: Request) -> None:
        """Send a request; if the engine takes only one at a time, also wait for the answer and take it."""
        answer = _Answer(request, self._budget.reserve(request))
        if self._concurrency > 1:
            # A daemon thread, so that the program can end without it.
            Thread(target=self._ask, args=(answer,), daemon=True).start()
            self.under_way += 1
        else:
            self._ask(answer)
            self.under_way += 1
            self.take()

    def take(self, seconds: float | None = None) -> None:
        """Wait for the next answer and keep it. Raises the engine's error, or Empty after `seconds`."""
        answer = self._answers.get(timeout=seconds)
        self.under_way -= 1
        self._budget.settle(answer.request, answer.meter)
        # Also after an error, because a bad answer may have been billed.
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
        """Keep the answers of the requests under way, after an error; further errors are ignored."""
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
                    answer.texts = self._engine.translate(
                        request.texts, request.context, answer.meter, request.labels
                    )
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
