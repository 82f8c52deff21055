"""A model on a server: what it has shown that it takes, and one question to it at a time.

A server that refuses the form of a request is asked in a plainer one, and so from then on.
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

_MARGIN = 256  # tokens that the frame of the messages may take
_LONGER = 4  # how many times the room of an answer a text has that is asked for alone, at last


class Model:
    """The model that the options name. `too_many` is called when the server is asked too often."""

    def __init__(self, options: Options, style: Style, key: str, too_many: Callable[[], None]) -> None:
        self._options = options
        self._style = style
        self._where = wire.path(options)
        self._client = Client(self._where, key, options.timeout, too_many)
        self._lock = Lock()  # of what the server has shown
        self._rung: Rung = prompt.RUNGS[0]
        self._parameters = Parameters()
        self._window = 0
        self._proven = False

    def question(self, items: Sequence[Item], context: str, rung: Rung | None = None) -> Question:
        """What it would be asked for some items."""
        room = self._options.context_tokens // 4 * 3  # bytes: a quarter of the tokens
        return prompt.question(items, _end(context, room), self._style, rung or self._rung)

    def has_room(self, asked: Question) -> bool:
        """Whether a question and its answer fit into the context."""
        return asked.tokens + self._limit(asked, 1) + _MARGIN <= self._options.context_tokens

    def estimate(self, asked: Question) -> int:
        """What a question and its answer will have billed."""
        return self._options.billed(asked.tokens, asked.reply_tokens + 16 + self._options.thinking_tokens)

    def ask(
        self, items: Sequence[Item], context: str, meter: Meter, *, alone: bool = False
    ) -> tuple[Question, Reply]:
        """One answer; for a text that is asked for alone, at last, in lines and with more room for it.

        Raises RefusedError when the request is too long or its words are refused, else EngineError.
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
                if self._yielded(refusal.why, rung, parameters):
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
                # It has cut the beginning, and says so nowhere.
                raise RefusedError(
                    "too long", EngineError("the request was larger than the model's context.")
                )
            return asked, reply

    def step_down(self, rung: Rung) -> bool:
        """Go from a rung to the next lower one; whether there is one."""
        with self._lock:
            return self._stepped_down(rung)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _limit(self, asked: Question, times: int) -> int:
        return (2 * asked.reply_tokens + 64) * times + self._options.thinking_tokens

    def _yielded(self, why: str, rung: Rung, parameters: Parameters) -> bool:
        """Whether something was given up that the server refuses; another thread may have done so already."""
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
    """The end of the context, nearest to the text, if it is too long."""
    while len(context.encode("utf-8", "surrogatepass")) > size:
        context = context[len(context) // 2 :]
    return context
