"""The engine `llm`: send texts to a language model in batches, and judge every answer."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from booktranslate.engines import EngineSettings, Meter, Tariff
from booktranslate.engines.llm import answers, options, prompt
from booktranslate.engines.llm.client import RefusedError
from booktranslate.engines.llm.model import Model
from booktranslate.engines.llm.prompt import Item, Question
from booktranslate.engines.markup import repair
from booktranslate.errors import EngineError
from booktranslate.glossary import used_in
from booktranslate.model import TaggedText, parse, tagged

MAX_TEXTS = 50
_FAILURES = 3  # texts in a row without a translation, after which the model is considered unable to translate
_UNAFFORDABLE = "the allowance does not cover another request"


@dataclass(frozen=True, slots=True)
class _Draft:
    text: TaggedText
    faults: int = 0


class LLMEngine:
    """The engine `llm`.

    If an answer breaks off or lacks texts, the missing ones are sent again, in halves if none came; never the
    same batch. A text whose tags or terms are damaged is sent once more, in another form; the better answer
    is returned. A text that also fails by itself comes back empty.
    """

    name = "llm"
    title = "a language model"
    max_texts = MAX_TEXTS
    asks_a_server = True
    key_variable = "LLM_API_KEY"
    Options = options.Options

    def __init__(self, settings: EngineSettings) -> None:
        """Create the engine, without sending anything.

        Raises UsageError for a bad option, a missing key or a bad address.
        """
        self._settings = settings
        self._options = options.read(settings)
        self._style = prompt.Style(
            settings.source, settings.target, self._options.spelling, self._options.instructions
        )
        self.concurrency = self._options.concurrency
        key = "" if settings.offline else options.key(self._options)
        self._model = Model(self._options, self._style, key, self._one_at_a_time)
        self._failures = _Failures()

    @property
    def identity(self) -> str:
        """Model, languages, server, temperature and prompt, as `llm/<model>/<fr>-<en-GB>/<digest>`."""
        rest = [self._options.url, self._options.temperature, self._style.system("schema"), prompt.RULES]
        digest = hashlib.sha256(json.dumps(rest).encode()).hexdigest()[:12]
        pair = f"{self._settings.source}-{self._settings.target}"
        return f"llm/{' '.join(self._options.model.split())}/{pair}/{digest}"

    @property
    def tariff(self) -> Tariff:
        """How it bills: tokens, at the prices in the settings."""
        return self._options.tariff

    def billing(self, batch: Sequence[TaggedText], context: str = "", labels: Sequence[str] = ()) -> int:
        """What translating the batch will bill, estimated a little high, in units of the tariff."""
        todo, total = self._items(batch, labels), 0
        while todo:
            count = max(1, self._count(todo, context))
            total += self._model.estimate(self._model.question(todo[:count], context))
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

        A text without a letter or digit is its own translation. Raises EngineError or QuotaError only if
        there is no translation at all: any that came before an error are returned, as they are billed, and
        the next call will raise the error.
        """
        call = _Call(self._model, self._failures, self._options.ask_again, context, meter or Meter())
        todo = self._items(batch, labels)
        found = {item.place: TaggedText() for item in todo}
        while todo:
            count = self._count(todo, context)
            try:
                if count:
                    found |= {place: draft.text for place, draft in call.drafts(todo[:count]).items()}
                else:
                    found[todo[0].place] = self._in_halves(todo[0], context, call.meter)
            except EngineError:
                if not any(found.values()):
                    raise
                break
            todo = todo[max(1, count) :]
        return [found.get(place, text) for place, text in enumerate(batch)]

    def fitting(self, batch: Sequence[TaggedText], context: str = "") -> int:
        """How many texts from the start of the batch go into one request; 0 if the first is too long."""
        items = self._items(batch[:MAX_TEXTS], ())
        count = self._count(items, context)
        if count == len(items):
            return min(len(batch), MAX_TEXTS)
        return items[count].place

    def usage(self) -> tuple[int, int] | None:
        """Raise EngineError, because servers of language models do not report their usage."""
        raise EngineError("language model servers do not report it.", hint="See the website of the service.")

    def close(self) -> None:
        """Close the connections."""
        self._model.close()

    # Batches

    def _items(self, batch: Sequence[TaggedText], labels: Sequence[str]) -> list[Item]:
        return [
            Item(
                place,
                text,
                repair.as_is(text),
                labels[place] if place < len(labels) else "",
                tuple(dict.fromkeys(match.term for match in self._settings.glossary.find(text.plain))),
            )
            for place, text in enumerate(batch)
            if repair.has_words(text)
        ]

    def _count(self, items: Sequence[Item], context: str) -> int:
        """How many items from the start go into one request; 0 if the first does not fit into the context."""
        size = 0
        for count, item in enumerate(items):
            size += prompt.reply_tokens(item.form.text)
            if count and (size > self._options.batch_tokens or count >= MAX_TEXTS):
                return count
            if not self._model.has_room(self._model.question(items[: count + 1], context)):
                return count
        return len(items)

    def _in_halves(self, item: Item, context: str, meter: Meter) -> TaggedText:
        halves = repair.halves(item.source)
        if halves is None:
            raise EngineError(
                f"a paragraph of {len(item.source.plain):,} characters without a full stop is too long for "
                f"a context of {self._options.context_tokens:,} tokens.",
                where=f"“{item.source.plain[:60]}…”",
                hint="Raise engine.llm.context-tokens if the model has a larger context, or divide the "
                "paragraph in Word.",
            )
        both = self.translate(halves, context, meter, (item.label, item.label))
        pairs = zip(halves, both, strict=True)
        if any(repair.has_words(half) and not repair.has_words(answer) for half, answer in pairs):
            return TaggedText()
        return tagged(piece for half in both for piece in half)

    def _one_at_a_time(self) -> None:
        self.concurrency = 1


@dataclass(slots=True)
class _Failures:
    """How many texts in a row got no translation, over all calls of an engine."""

    in_a_row: int = 0


class _Call:
    """One call of `translate`: its context, its meter, the drafts so far (`_kept`), and whether anything has
    been sent (`_begun`). With `ask_again`, texts with a damaged draft are sent once more."""

    def __init__(
        self, model: Model, failures: _Failures, ask_again: bool, context: str, meter: Meter
    ) -> None:
        self._model = model
        self._failures = failures
        self._ask_again = ask_again
        self._context = context
        self.meter = meter
        self._begun = False
        self._kept: dict[int, _Draft] = {}

    def drafts(self, items: Sequence[Item]) -> dict[int, _Draft]:
        """The drafts of items that fit into one request, by place; damaged ones are requested once more."""
        self._kept = {}
        try:
            found = self._asked(items)
        except EngineError:
            if not self._kept:
                raise
            return self._kept  # they are billed; the next request will raise the same error
        damaged = [
            replace(
                item, form=repair.numbered(item.source), must=_missing_terms(item, found[item.place].text)
            )
            for item in items
            if item.place in found and found[item.place].faults
        ]
        if damaged and self._ask_again:
            try:
                again, _ = self._once(damaged)
            except EngineError:
                return found
            for place, draft in again.items():
                if draft.faults < found[place].faults:
                    found[place] = draft
        return found

    def _asked(self, items: Sequence[Item]) -> dict[int, _Draft]:
        """The drafts of items; texts that are missing in the answer are sent again in smaller requests."""
        found, fault = self._once(items)
        self._kept |= found
        rest = [item for item in items if item.place not in found]
        if not rest:
            self._failures.in_a_row = 0
            return found
        if fault == _UNAFFORDABLE:
            return found
        if len(rest) < len(items):
            return found | self._asked(rest)
        if len(rest) > 1:
            middle = len(rest) // 2
            return self._asked(rest[:middle]) | self._asked(rest[middle:])
        other = replace(rest[0], form=repair.numbered(rest[0].source))
        found, fault = self._once([other], alone=True)
        self._kept |= found
        self._count_failure(rest[0], fault, failed=not found)
        return found

    def _once(self, items: Sequence[Item], *, alone: bool = False) -> tuple[dict[int, _Draft], str]:
        """The plausible drafts of one request, and why others are missing.

        With `alone`, the last try for a single text, it is sent without context, and the answer is in lines,
        with more room.
        """
        model = self._model
        context = "" if alone else self._context
        if self._begun and not self.meter.covers(model.estimate(model.question(items, context))):
            return {}, _UNAFFORDABLE
        self._begun = True
        try:
            asked, reply = model.ask(items, context, self.meter, alone=alone)
        except RefusedError as refusal:
            return {}, refusal.error.what
        if reply.refusal:
            return {}, f"it refused: {reply.refusal}"
        found = answers.read(reply.content, asked.items, cut=reply.cut)
        if found.fault in (answers.ECHOED, answers.UNREADABLE) and not reply.cut:
            model.step_down(asked.rung)
        return _judged(asked, found, last=alone)

    def _count_failure(self, item: Item, fault: str, *, failed: bool) -> None:
        self._failures.in_a_row = self._failures.in_a_row + 1 if failed else 0
        if failed and self._failures.in_a_row >= _FAILURES:
            raise EngineError(
                f"the language model gave no translation for {_FAILURES} texts in a row. The last one: "
                f"{' '.join(fault.split())[:200].rstrip('.')}.",
                where=f"“{item.source.plain[:60]}”",
                hint="Try another model, or set engine.llm.thinking-tokens for a model that thinks first.",
            )


def _judged(asked: Question, given: answers.Answers, *, last: bool = False) -> tuple[dict[int, _Draft], str]:
    """The plausible translations, by the places of their texts, and why others are missing.

    In the `last` try a text may stay in its own language: it may be a name, and the checks will report it.
    """
    found: dict[int, _Draft] = {}
    fault = given.fault
    names = list(asked.items)
    for index, name in enumerate(names):
        if name not in given.texts:
            continue
        item = asked.items[name]
        draft = repair.repair(item.form.text, parse(given.texts[name]))
        faults = len(repair.faults(item.form.text, draft))
        restored = item.form.restored(draft)
        neighbours = names[max(0, index - 1) : index] + names[index + 1 : index + 2]
        wrong = answers.implausible(item.source, restored)
        if last and wrong == answers.FOREIGN:
            wrong = ""
        if not wrong and set(neighbours) - given.texts.keys() and answers.seems_merged(item.source, restored):
            wrong = "two texts were merged"
        if wrong:
            fault = wrong
        else:
            found[item.place] = _Draft(restored, faults + len(_missing_terms(item, restored)))
    return found, fault


def _missing_terms(item: Item, draft: TaggedText) -> tuple[str, ...]:
    """The translations of terms that a draft lacks, except verbs, which may have become nouns."""
    return tuple(
        term.target for term in item.terms if term.part_of_speech != "verb" and not used_in(term, draft.plain)
    )
