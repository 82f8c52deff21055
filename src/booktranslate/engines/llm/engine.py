"""The engine `llm`: texts in batches to a language model, and every answer judged before it counts."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from booktranslate.engines import EngineSettings, Meter, Tariff, tags
from booktranslate.engines.llm import answers, options, prompt, wire
from booktranslate.engines.llm.client import Client, RefusedError
from booktranslate.engines.llm.prompt import Item, Question, Rung
from booktranslate.engines.llm.wire import Parameters, Reply
from booktranslate.errors import EngineError
from booktranslate.glossary import used_in
from booktranslate.model import TaggedText, parse, tagged

MAX_TEXTS = 50
_FAILURES = 3  # texts in a row that get no translation: then the model cannot do it
_LONGER = 4  # how many times more a single text may have for its answer at the second time


@dataclass(frozen=True, slots=True)
class _Draft:
    text: TaggedText
    faults: int = 0


class _UnaffordableError(Exception):
    """The allowance does not cover another request."""


class LLMEngine:
    """The engine `llm`: see `options` for its table in the configuration, `[engine.llm]`.

    A batch whose answer breaks off or lacks texts is asked for again without what came, or in halves; never
    as it was. A text whose answer is damaged is asked for once more, in another form; the better one is
    given. One that fails alone, too, comes back empty.
    """

    name = "llm"
    max_texts = MAX_TEXTS
    asks_a_server = True

    def __init__(self, settings: EngineSettings) -> None:
        """Raises UsageError for a bad option, a missing key or a bad address. Sends nothing."""
        self._settings = settings
        self._options = options.read(settings)
        self._style = prompt.Style(
            settings.source, settings.target, self._options.spelling, self._options.instructions
        )
        self.concurrency = self._options.concurrency
        self._lock = Lock()  # of what the server has shown
        self._rung: Rung = prompt.RUNGS[0]
        self._parameters = Parameters()
        self._room = 0
        self._proven = False
        self._failures = 0
        key = "" if settings.offline else options.key(self._options)
        self._where = wire.path(self._options)
        self._client = Client(self._where, key, self._options.timeout, self._one_at_a_time)

    @property
    def identity(self) -> str:
        """Model, languages and what the prompt says, as `llm/<model>/<fr>-<en-GB>/<digest>`."""
        told = [self._options.url, self._options.temperature, self._style.system("schema"), prompt.RULES]
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]
        pair = f"{self._settings.source}-{self._settings.target}"
        return f"llm/{' '.join(self._options.model.split())}/{pair}/{digest}"

    @property
    def tariff(self) -> Tariff:
        """What it bills: tokens."""
        return self._options.tariff

    def billing(self, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()) -> int:
        """What translating the batch will have billed, estimated a little high."""
        todo, total = self._items(batch, labels), 0
        while todo:
            count = max(1, self._count(todo, context))
            total += self._estimate(self._question(todo[:count], context))
            todo = todo[count:]
        return total

    def translate(
        self,
        batch: Sequence[TaggedText],
        context: str = "",
        meter: Meter | None = None,
        labels: Sequence[str] = (),
    ) -> list[TaggedText]:
        """Translate each text: same length, same order; one that cannot be translated comes back empty.

        A text without a letter or digit is its own translation. Raises EngineError, QuotaError.
        """
        run = _Run(self, context, meter or Meter())
        found = list(batch)
        todo = self._items(batch, labels)
        while todo:
            count = self._count(todo, context)
            if count:
                some, todo = todo[:count], todo[count:]
                for item in some:
                    found[item.place] = TaggedText()
                for place, draft in run.drafts(some).items():
                    found[place] = draft.text
            else:
                item, todo = todo[0], todo[1:]
                found[item.place] = self._in_halves(item, context, run.meter)
        return found

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        """How many texts from the start of the batch go into one request; 0 if the first is too long."""
        items = self._items(batch[:MAX_TEXTS], ())
        count = self._count(items, context)
        if count == len(items):
            return min(len(batch), MAX_TEXTS)
        return items[count].place

    def usage(self) -> tuple[int, int] | None:
        """Raises EngineError: servers of language models do not tell it."""
        raise EngineError("servers of language models do not say it.", hint="See the account's page.")

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    # Batches

    def _items(self, batch: Sequence[TaggedText], labels: Sequence[str]) -> list[Item]:
        return [
            Item(
                place,
                text,
                tags.as_is(text),
                labels[place] if place < len(labels) else "",
                tuple(dict.fromkeys(match.term for match in self._settings.glossary.find(text.plain))),
            )
            for place, text in enumerate(batch)
            if tags.has_words(text)
        ]

    def _count(self, items: Sequence[Item], context: str) -> int:
        """How many items from the start go into one request; 0 if the first is too long for the context."""
        size = 0
        for count, item in enumerate(items):
            size += prompt.reply_tokens(item.form.text)
            if count and (size > self._options.batch_tokens or count >= MAX_TEXTS):
                return count
            if not self._has_room(items[: count + 1], context):
                return count
        return len(items)

    def _has_room(self, items: Sequence[Item], context: str) -> bool:
        asked = self._question(items, context)
        return asked.tokens + self._limit(asked) + 256 <= self._options.context_tokens

    def _question(self, items: Sequence[Item], context: str, rung: Rung | None = None) -> Question:
        room = self._options.context_tokens // 4 * 3  # bytes: a quarter of the tokens
        return prompt.question(items, _end(context, room), self._style, rung or self._rung)

    def _limit(self, asked: Question, times: int = 1) -> int:
        return (2 * asked.reply_tokens + 64) * times + self._options.thinking_tokens

    def _estimate(self, asked: Question) -> int:
        return self._options.billed(asked.tokens, asked.reply_tokens + 16 + self._options.thinking_tokens)

    def _in_halves(self, item: Item, context: str, meter: Meter) -> TaggedText:
        halves = tags.halves(item.source)
        if halves is None:
            raise EngineError(
                f"a paragraph of {len(item.source.plain):,} characters without a full stop is too long for "
                f"a context of {self._options.context_tokens:,} tokens.",
                where=f"“{item.source.plain[:60]}…”",
                hint="Raise engine.llm.context-tokens if the model has a larger context, or divide the "
                "paragraph in Word.",
            )
        both = self.translate(halves, context, meter, (item.label, item.label))
        if not all(tags.has_words(half) or not tags.has_words(of) for half, of in zip(both, halves, strict=True)):
            return TaggedText()
        return tagged(piece for half in both for piece in half)

    # Requests

    def _one_at_a_time(self) -> None:
        self.concurrency = 1

    def _ask(self, items: Sequence[Item], context: str, meter: Meter, times: int) -> tuple[Question, Reply]:
        """One answer of the model. A server that refuses the form is asked in the next one, and from then on.

        Raises RefusedError when the request is too long or its words are refused, else EngineError.
        """
        while True:
            rung, parameters = self._rung, self._parameters
            asked = self._question(items, context, rung)
            limit = self._limit(asked, times)
            with self._lock:
                self._room = room = max(self._room, wire.window(asked, limit))
            try:
                answer = self._client.send(wire.body(asked, self._options, parameters, limit, room))
            except RefusedError as refusal:
                if not self._yielded(refusal.why, rung, parameters):
                    raise
                continue
            self._proven = True
            reply = wire.reply(answer, self._options, self._where)
            read = asked.tokens if reply.read is None else reply.read
            written = prompt.tokens(reply.content) if reply.written is None else reply.written
            meter.billed += self._options.billed(read, written)
            if self._options.api == "ollama" and read + limit > room:
                reply = replace(reply, cut=True)  # Ollama has cut the beginning, and says so nowhere
            return asked, reply

    def _yielded(self, why: str, rung: Rung, parameters: Parameters) -> bool:
        """Whether something was given up that the server refuses; another thread may have done so already."""
        with self._lock:
            known = why in ("form", "request", "limit", "temperature")
            if known and (self._rung, self._parameters) != (rung, parameters):
                return True
            if why == "form" or (why == "request" and not self._proven):
                return self._step_down(rung)
            if why == "limit" and parameters.limit and self._options.api == "openai":
                after = "max_completion_tokens" if parameters.limit == "max_tokens" else ""
                self._parameters = replace(self._parameters, limit=after)
                return True
            if why == "temperature" and parameters.temperature:
                self._parameters = replace(self._parameters, temperature=False)
                return True
            return False

    def _step_down(self, rung: Rung) -> bool:
        lower = prompt.RUNGS[prompt.RUNGS.index(rung) + 1 :]
        if lower and self._rung == rung:
            self._rung = lower[0]
        return bool(lower)


class _Run:
    """One call of `translate`: its context, its meter, and whether it has sent anything yet."""

    def __init__(self, engine: LLMEngine, context: str, meter: Meter) -> None:
        self._engine = engine
        self._context = context
        self.meter = meter
        self._begun = False

    def drafts(self, items: Sequence[Item]) -> dict[int, _Draft]:
        """The drafts of items that fit into one request, by their places; damaged ones asked for twice."""
        engine = self._engine
        found = self._asked(items)
        damaged = [
            replace(item, form=tags.numbered(item.source), must=_missing_terms(item, found[item.place].text))
            for item in items
            if item.place in found and found[item.place].faults
        ]
        if damaged and engine._options.ask_again:
            try:
                again = self._asked(damaged, last=True)
            except EngineError:
                return found  # they are paid for; the next request will meet the same error
            for place, draft in again.items():
                if draft.faults < found[place].faults:
                    found[place] = draft
        return found

    def _asked(self, items: Sequence[Item], *, last: bool = False) -> dict[int, _Draft]:
        """What the model gives for the items; what it does not give is asked for in smaller requests."""
        found, fault = self._once(items)
        rest = [item for item in items if item.place not in found]
        if not rest:
            self._engine._failures = 0
            return found
        if last or fault == "":
            return found
        if len(rest) < len(items):
            return found | self._asked(rest)
        if len(rest) > 1:
            middle = len(rest) // 2
            return self._asked(rest[:middle]) | self._asked(rest[middle:])
        other = replace(rest[0], form=tags.numbered(rest[0].source))
        found, fault = self._once([other], times=_LONGER)
        self._count_failure(rest[0], fault, failed=not found)
        return found

    def _once(self, items: Sequence[Item], times: int = 1) -> tuple[dict[int, _Draft], str]:
        """The good drafts of one request, and why others are missing; no reason: nothing more to be had."""
        engine = self._engine
        asked = engine._question(items, self._context)
        if self._begun and not self.meter.covers(engine._estimate(asked)):
            return {}, ""
        self._begun = True
        try:
            asked, reply = engine._ask(items, self._context, self.meter, times)
        except RefusedError as refusal:
            if refusal.why not in ("too long", "filtered"):
                raise
            return {}, refusal.what
        if reply.refusal:
            return {}, f"it refused: {reply.refusal}"
        told = answers.read(reply.content, asked.items)
        if told.fault == answers.ECHOED:
            with engine._lock:
                engine._step_down(asked.rung)
        return _judged(asked, told, cut=reply.cut)

    def _count_failure(self, item: Item, fault: str, *, failed: bool) -> None:
        engine = self._engine
        engine._failures = engine._failures + 1 if failed else 0
        if failed and engine._failures >= _FAILURES:
            engine._failures = 0
            raise EngineError(
                f"the language model gave no translation for {_FAILURES} texts in a row; of the last one: "
                f"{' '.join(fault.split())[:200].rstrip('.')}.",
                where=f"“{item.source.plain[:60]}”",
                hint="Try another model, or set engine.llm.thinking-tokens for one that thinks first.",
            )


def _judged(asked: Question, told: answers.Answers, *, cut: bool) -> tuple[dict[int, _Draft], str]:
    """The answers that can be translations, by the places of their texts, and what is wrong with the rest."""
    found: dict[int, _Draft] = {}
    fault = "its answer broke off" if cut and told.fault else told.fault
    names = list(asked.items)
    for index, name in enumerate(names):
        if name not in told.texts:
            continue
        item = asked.items[name]
        draft = tags.repair(item.form.text, parse(told.texts[name]))
        faults = len(tags.faults(item.form.text, draft))
        restored = item.form.restored(draft)
        neighbours = names[max(0, index - 1) : index] + names[index + 1 : index + 2]
        wrong = answers.implausible(item.source, restored)
        if not wrong and set(neighbours) - told.texts.keys() and answers.seems_merged(item.source, restored):
            wrong = "two texts were merged"
        if wrong:
            fault = wrong
        else:
            found[item.place] = _Draft(restored, faults + len(_missing_terms(item, restored)))
    return found, fault


def _missing_terms(item: Item, draft: TaggedText) -> tuple[str, ...]:
    """The translations of terms that a draft lacks. Verbs may have become nouns: they are not counted."""
    return tuple(
        term.target
        for term in item.terms
        if term.part_of_speech != "verb" and not used_in(term, draft.plain)
    )


def _end(context: str, size: int) -> str:
    """The end of the context, nearest to the text, if it is too long."""
    while len(context.encode("utf-8", "surrogatepass")) > size:
        context = context[len(context) // 2 :]
    return context
