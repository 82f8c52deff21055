"""Several requests at once: what becomes of those under way when something stops the run."""

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from threading import Event

import pytest

from booktranslate.catalog import Entry
from booktranslate.drafting import dispatch
from booktranslate.drafting.dispatch import Budget, ask
from booktranslate.drafting.plan import Request
from booktranslate.engines import Meter
from booktranslate.errors import EngineError, OutputError
from booktranslate.model import TaggedText, Unit, parse

REQUESTS = [Request((Entry(Unit(parse(f"texte {number}"))),)) for number in range(9)]


@dataclass
class Slow:
    """A metered engine that answers with the text itself after a while; never to the texts of `mute`."""

    name: str = "slow"
    identity: str = "slow"
    max_texts: int = 1
    concurrency: int = 4
    mute: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    end: Event = field(default_factory=Event)

    def translate(
        self, batch: Sequence[TaggedText], context: str = "", meter: Meter | None = None
    ) -> list[TaggedText]:
        (text,) = batch
        self.asked.append(str(text))
        self.end.wait(60 if str(text) in self.mute else 0.1)
        return [text]

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        return 1

    def usage(self) -> None:
        """Without a limit."""

    def close(self) -> None:
        self.end.set()


@pytest.fixture
def engine() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.close()


@pytest.mark.parametrize("error", [OutputError("the disk is full."), KeyboardInterrupt()])
def test_what_is_under_way_is_kept_when_the_first_answer_stops_the_run(
    engine: Slow, error: BaseException
) -> None:
    kept: list[str] = []

    def keep(request: Request, texts: Sequence[TaggedText], billed: int) -> None:
        kept.extend(map(str, texts))
        raise error if len(kept) == 1 else OutputError("this comes too late.")

    with pytest.raises(type(error)) as caught:
        ask(engine, REQUESTS, Budget(None), keep)
    assert caught.value is error
    assert len(kept) == 4
    assert sorted(kept) == sorted(engine.asked)


def test_ctrl_c_does_not_wait_for_ever(engine: Slow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "_PATIENCE", 0.4)
    engine.mute = ("texte 2",)
    kept: list[str] = []

    def keep(request: Request, texts: Sequence[TaggedText], billed: int) -> None:
        kept.extend(map(str, texts))
        raise KeyboardInterrupt if len(kept) == 1 else OutputError("this comes too late.")

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        ask(engine, REQUESTS, Budget(None), keep)
    assert time.monotonic() - started < 20
    assert sorted(kept) == ["texte 0", "texte 1", "texte 3"]


@pytest.mark.parametrize("concurrency", [1, 4])
def test_each_request_is_sent_in_a_turn_of_its_own(engine: Slow, concurrency: int) -> None:
    engine.concurrency = concurrency
    turns: list[str] = []

    @contextmanager
    def turn() -> Iterator[None]:
        turns.append("begun")
        yield
        turns.append("ended")

    kept: list[Request] = []
    ask(engine, REQUESTS[:3], Budget.of(engine, None), lambda request, *_: kept.append(request), turn)
    assert (turns.count("begun"), turns.count("ended"), len(kept)) == (3, 3, 3)

    def refused() -> AbstractContextManager[None]:
        raise EngineError("there is no turn.")

    with pytest.raises(EngineError, match="there is no turn"):
        ask(engine, REQUESTS[3:], Budget.of(engine, None), lambda request, *_: kept.append(request), refused)
    assert len(engine.asked) == 3
