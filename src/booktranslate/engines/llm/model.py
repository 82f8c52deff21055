"""A model on a server: ask it questions, and learn which form of request the server accepts.

If a server refuses the form of a request, a plainer one is used from then on.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from booktranslate.engines import Meter
from booktranslate.engines.llm import prompt, wire
from booktranslate.engines.llm.client import Client, RefusedError
from booktranslate.engines.llm.options import Options
from booktranslate.engines.llm.prompt import Item, Question, Rung, Style
from booktranslate.engines.llm.wire import Parameters, Reply
from booktranslate.errors import EngineError

_MARGIN = 256  # tokens for what surrounds the messages
_LONGER = 4  # how many times the usual room an answer has in the last try, for a single text


class Model:
    """The model that the options name. `too_many` is called after an answer "too many requests"."""

    def __init__(self, options: Options, style: Style, key: str, too_many: Callable[[], None]) -> None:
        self._options = options
        self._style = style
        self._where = wire.path(options)
        self._client = Client(self._where, key, options.timeout, too_many)
        self._lock = Lock()  # for the fields below, which tell what the server accepts
        self._rung: Rung = prompt.RUNGS[0]
        self._parameters = Parameters()
        self._window = 0
        self._proven = False

    def question(self, items: Sequence[Item], context: str, rung: Rung | None = None) -> Question:
        """The question for some items, without asking it."""
        room = self._options.context_tokens // 4 * 3  # bytes: a quarter of the tokens
        return prompt.question(items, _end(context, room), self._style, rung or self._rung)

    def has_room(self, asked: Question) -> bool:
        """Whether a question and its answer fit into the model's context."""
        return asked.tokens + self._limit(asked, 1) + _MARGIN <= self._options.context_tokens

    def estimate(self, asked: Question) -> int:
        """What a question and its answer will bill, in units of the tariff."""
        return self._options.billed(asked.tokens, asked.reply_tokens + 16 + self._options.thinking_tokens)

    def ask(
        self, items: Sequence[Item], context: str, meter: Meter, *, alone: bool = False
    ) -> tuple[Question, Reply]:
        """Ask for the translation of some items; return the question as it was asked, and the reply.

        With `alone`, the last try for a single text, the reply is in lines, and has more room. Raises
        RefusedError if the request is too long or its content is refused, else EngineError.
        """
        while True:
            rung, parameters = self._rung, self._parameters
            asked = self.question(items, context, prompt.RUNGS[-1] if alone else rung)
            limit = self._limit(asked, _LONGER if alone else 1)
            with self._lock:
                self._window = window = max(self._window, wire.window(asked, limit))
            try:
                answer = self._client.send(wire.body(asked, self._options, parameters, limit, window))
            except RefusedError as refusal:
                if self._has_given_up(refusal.why, rung, parameters):
                    continue
                if refusal.why in ("too long", "filtered"):
                    raise
                raise refusal.error from None
            self._proven = True
            reply = wire.reply(answer, self._options, self._where)
            read = asked.tokens if reply.read is None else reply.read
            written = prompt.tokens(reply.content) if reply.written is None else reply.written
            meter.billed += self._options.billed(read, written)
            if self._options.api == "ollama" and read + written >= window:
                # Ollama has cut off the beginning, without telling so.
                raise RefusedError(
                    "too long", EngineError("the request was larger than the model's context.")
                )
            return asked, reply

    def step_down(self, rung: Rung) -> bool:
        """Go from a rung to the next lower one; return whether there is one."""
        with self._lock:
            return self._stepped_down(rung)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _limit(self, asked: Question, times: int) -> int:
        return (2 * asked.reply_tokens + 64) * times + self._options.thinking_tokens

    def _has_given_up(self, why: str, rung: Rung, parameters: Parameters) -> bool:
        """Give up what the server refuses; return whether this, or another thread, could do so."""
        with self._lock:
            curable = why in ("form", "request", "limit", "temperature")
            if curable and (self._rung, self._parameters) != (rung, parameters):
                return True
            if why == "form" or (why == "request" and not self._proven):
                return self._stepped_down(rung)
            if why == "limit" and parameters.limit and self._options.api == "openai":
                first = parameters.limit == "max_tokens"
                self._parameters = replace(parameters, limit="max_completion_tokens" if first else "")
                return True
            if why == "temperature" and parameters.temperature:
                self._parameters = replace(parameters, temperature=False)
                return True
            return False

    def _stepped_down(self, rung: Rung) -> bool:
        lower = prompt.RUNGS[prompt.RUNGS.index(rung) + 1 :]
        if lower and self._rung == rung:
            self._rung = lower[0]
        return bool(lower)


def _end(context: str, size: int) -> str:
    """The context, or its end, which is nearest to the text, if it has more than `size` bytes."""
    while len(context.encode("utf-8", "surrogatepass")) > size:
        context = context[len(context) // 2 :]
    return context
