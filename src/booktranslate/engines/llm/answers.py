"""Find the translation of each text in a model's answer, and judge whether it can be right.

Nothing is trusted: a translation counts only if its identifier was asked for, and it is the only text with
it.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from booktranslate.engines.markup import repair
from booktranslate.language import word_set
from booktranslate.model import TaggedText

ECHOED = "it repeated the schema instead of filling it"
THOUGHT = "its thinking used all the space"
EMPTY = "its answer was empty"
CUT = "its answer was cut off"
FOREIGN = "a text came back in its own language"
UNREADABLE = "its answer was not in the requested format"

_TRIES = 40  # places at which JSON is tried
_KEY = "translations"
_FENCE = re.compile(r"^```[\w-]*[ \t]*\n(.*?)(?:\n```.*)?$", re.DOTALL)
_ITEMS = re.compile(rf'"{_KEY}"\s*:\s*\[|^\s*\[')


_FRENCH = word_set(
    "le la les l des du de d au aux et est sont dans par pour qui que qu nous vous ils elle elles une un ce "
    "cette ces ne pas plus sur avec sans leur leurs notre nos votre vos se"
)
_ENGLISH = word_set(
    "the of and to in is are was were that this these for with by not we you they she he it from our their "
    "your his her as an at be been has have had which who but or"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The texts that were found, by identifier; and why some are missing, "" if none are."""

    texts: dict[str, str] = field(default_factory=dict)
    fault: str = ""


def read(content: str, asked: Collection[str], *, cut: bool = False) -> Answers:
    """The translations in what a model wrote, as JSON or as lines.

    `asked` are the identifiers. With `cut`, the model was stopped, so the last line does not count.
    """
    words = _without_thoughts(content)
    if words is None:
        return Answers(fault=THOUGHT)
    if not words.strip():
        return Answers(fault=CUT if cut else EMPTY)
    if fenced := _FENCE.match(words.strip()):
        words = fenced[1]
    found: dict[str, set[str]] = {}
    echoed = False
    pairs: list[tuple[Any, Any]] = []
    for value in _values(words):
        echoed = echoed or (isinstance(value, dict) and "properties" in value)
        if pairs := list(_pairs(value, asked)):
            break
    if not pairs:
        lines = _lines(words, asked)
        pairs = _before_break(words) or (lines[:-1] if cut else lines)
    for name, text in pairs:
        if name in asked and isinstance(text, str):
            found.setdefault(name, set()).add(text)
    texts = {name: next(iter(each)) for name, each in found.items() if len(each) == 1}
    if len(texts) == len(asked):
        return Answers(texts)
    if not texts:
        return Answers(fault=CUT if cut else ECHOED if echoed else UNREADABLE)
    return Answers(texts, f"{len(asked) - len(texts)} of {len(asked)} texts were missing or answered twice")


def _without_thoughts(content: str) -> str | None:
    """The answer without the thinking that some models write first; None if that never ended."""
    words = content.lstrip()
    end = re.search(r"</think(?:ing)?>", words)
    if re.match(r"<think(?:ing)?>", words):
        return words[end.end() :] if end else None
    first = re.search(r"[{\[]", words)
    if end and (first is None or end.start() < first.start()):
        return words[end.end() :]
    return words


def _values(words: str) -> Iterator[Any]:
    """The JSON objects and lists in a text, in order, without those inside others."""
    decoder, position = json.JSONDecoder(), 0
    for _ in range(_TRIES):
        start = re.compile(r"[{\[]").search(words, position)
        if not start:
            return
        try:
            value, position = decoder.raw_decode(words, start.start())
            yield value
        except (ValueError, RecursionError):
            position = start.end()


def _pairs(value: Any, asked: Collection[str]) -> Iterator[tuple[Any, Any]]:
    inner = value.get(_KEY) if isinstance(value, dict) and _KEY in value else value
    if isinstance(inner, list):
        for item in inner:
            if isinstance(item, dict) and isinstance(item.get("id"), str) and "text" in item:
                yield item["id"], item["text"]
    elif isinstance(inner, dict) and inner.keys() & set(asked):
        yield from inner.items()


def _before_break(words: str) -> list[tuple[Any, Any]]:
    """The complete items of a list that breaks off."""
    found: list[tuple[Any, Any]] = []
    start = _ITEMS.search(words)
    decoder, position = json.JSONDecoder(), start.end() if start else len(words)
    while item := re.compile(r"[\s,]*(?=\{)").match(words, position):
        try:
            value, position = decoder.raw_decode(words, item.end())
        except (ValueError, RecursionError):
            break
        found += _pairs([value], ())
    return found


def _lines(words: str, asked: Collection[str]) -> list[tuple[Any, Any]]:
    """The identifier and text of lines that begin with an identifier, with the lines after each up to a blank
    one."""
    names = "|".join(map(re.escape, asked))
    chunks = re.split(
        rf"^[ \t*-]*(?:\[({names})\](?::(?= ))?|({names})[ \t]*[:.)\t ])[ \t]*", words, flags=re.MULTILINE
    )
    return [
        (bracketed or bare, re.split(r"\n[ \t]*\n", text)[0].strip())
        for bracketed, bare, text in zip(chunks[1::3], chunks[2::3], chunks[3::3], strict=True)
    ]


def implausible(source: TaggedText, answer: TaggedText) -> str:
    """Why an answer cannot be the translation of a text; "" if it can.

    What a model may write instead of a translation (a refusal, the result of an instruction, a question) is
    mostly far too short or too long, or repeats the source.
    """
    french, english = source.plain.strip(), answer.plain.strip()
    if repair.has_words(source) and not repair.has_words(answer):
        return EMPTY
    if len(english) > 2 * len(french) + 60:
        return "a translation was far too long"
    if len(french) >= 30 and len(english) < 0.3 * len(french):
        return "a translation was far too short"
    if _is_french(english) and _is_french(french):
        return FOREIGN
    return ""


def seems_merged(source: TaggedText, answer: TaggedText) -> bool:
    """Whether an answer is so long that it may also contain the translation of a neighbouring text."""
    return len(answer.plain) > 1.4 * len(source.plain) + 10


def _is_french(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    french, english = (sum(word in known for word in words) for known in (_FRENCH, _ENGLISH))
    return len(words) >= 4 and french > len(words) / 5 and french > 2 * english
