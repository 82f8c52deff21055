"""Tags and terms through an engine that translates plain sentences and knows neither.

Each sentence is sent whole, without its tags, so that its English is as good as it can be. A term, an address
or a footnote travels as a *token*, `[X1X]`, which such engines copy. The words inside a pair of tags are
sent once more, alone: where their translation is found in that of the sentence, the tags are set round it.

What does not come back so is asked for in HTML, if the engine takes it, and at last in fragments: each
stretch between two marks alone. That is rougher English, but nothing can be lost.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from booktranslate.engines.markup import flat, repair
from booktranslate.engines.markup.flat import (
    BREAKS,
    PRIVATE,
    UNKNOWN,
    Atom,
    Flat,
    Shield,
    addresses,
    article_before_mark,
    framed,
    glued,
)
from booktranslate.engines.markup.marks import MARK, with_initial, with_outer_spaces
from booktranslate.engines.markup.nesting import balanced
from booktranslate.engines.markup.placing import LostError, Place, Region, regions, widened, with_tags
from booktranslate.glossary import Glossary, Match
from booktranslate.language.sentences import beginnings
from booktranslate.language.spaces import SPACE
from booktranslate.model import Close, Open, TaggedText

# Part of the identity of each engine that stands on this module: raise it when its drafts change.
RULES = 3

_Part = TypeVar("_Part")
Ask = Callable[[list[str]], list[str]]

# `&`, `<` and `>` would be taken for HTML, and come back as it or not.
_ODD = f"(?:[&<>]|{PRIVATE})"
_STOPS = r"\s?[.!?…]+"
_TOKEN = re.compile(r"(\s*)\[\s?X\s?(\d{1,4})\s?X\s?\](\s*)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)


def translate(
    batch: Sequence[TaggedText], glossary: Glossary, ask: Ask, ask_html: Ask | None = None
) -> list[TaggedText]:
    """Translate each text through `ask`: same length, same order, tags kept, terms of the glossary enforced.

    `ask` and `ask_html` are given different plain texts (HTML, with `<g1>…</g1>` for tags) and give back
    their translations; what they raise comes through. A text that comes back blank stays as it is.
    """
    flats = [_flattened(text, glossary) for text in batch]
    texts = [[_Sentence.of(part, flat) for part in _cut(flat)] for flat in flats]
    due = [sentence for sentences in texts for sentence in sentences if _wordy(sentence.core)]
    forms = [(_whole, ask), (_in_html, ask_html), (_in_fragments, ask)]
    for form, asking in forms:
        if asking:
            due = list(form(due, asking))
    return [
        _finished(text, flat, "".join(map(str, sentences)))
        for text, flat, sentences in zip(batch, flats, texts, strict=True)
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the white space behind it."""
    places = beginnings(text)
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


def in_parts(parts: Sequence[Sequence[_Part]], ask: Callable[[list[_Part]], list[str]]) -> list[str]:
    """The answer for each text, when a model is asked for its parts: all in one call, joined by spaces."""
    answers = iter(ask([part for each in parts for part in each]))
    return [" ".join(filter(None, (next(answers).strip() for _ in each))) for each in parts]


def _flattened(text: TaggedText, glossary: Glossary) -> Flat:
    def spans(flat: Flat, terms: list[tuple[int, int, Match]]) -> Iterator[flat.Span]:
        yield from addresses(flat)
        for start, end, match in terms:
            yield start, end, Shield(UNKNOWN, flat.term(start, end, _english(match)), term=True)
        yield from glued(flat)

    return flat.flatten(text, glossary.find(text.plain), spans, _ODD)


def _english(match: Match) -> str:
    """The term; a capital that begins the French sentence may stand anywhere in the English one."""
    english = match.target
    if match.capitals == "initial" and not match.term.keep:
        english = match.term.target[:1] + english[1:]
    return english


def _cut(flat: Flat) -> list[str]:
    """The flattened text in sentences, and in lines, but never inside a pair of tags."""
    places = set(beginnings(flat.text))
    depth, cuts = 0, [0]
    for place, character in enumerate(flat.text):
        entry = flat.marks.get(character)
        if depth == 0 and (place in places or entry in BREAKS):
            cuts.append(place)
        depth += isinstance(entry, Open)
        depth -= isinstance(entry, Close)
    return [flat.text[start:end] for start, end in zip(cuts, [*cuts[1:], len(flat.text)], strict=True)]


@dataclass(slots=True)
class _Sentence:
    """A sentence: what is before and after its words, a footnote mark before its full stop, its `draft`."""

    flat: Flat
    before: str
    core: str
    note: str
    after: str
    draft: str = ""
    numbers: dict[str, int] = field(default_factory=dict)  # of tokens

    @classmethod
    def of(cls, text: str, flat: Flat) -> "_Sentence":
        """The sentence, taken apart: no token can get lost that is not sent."""
        atoms = "".join(mark for mark, entry in flat.marks.items() if isinstance(entry, Atom))
        core = text.lstrip(f"{atoms}\t\n{SPACE}")
        before = text[: len(text) - len(core)]
        kept = core.rstrip(f"{atoms}\t\n{SPACE}")
        after, core, note = core[len(kept) :], kept, ""
        if atoms and (found := re.search(f"(\\s*[{atoms}]+)({_STOPS})$", core)):
            core, note = core[: found.start()] + found[2], found[1]
        tokens = [mark for mark in re.findall(MARK, core) if isinstance(flat.marks.get(mark), Shield | Atom)]
        numbers = {mark: number for number, mark in enumerate(tokens, 1)}
        return cls(flat, before, core, note, after, core, numbers)

    def __str__(self) -> str:
        words = self.draft
        if self.note:
            words = re.sub(f"(?:{_STOPS})?$", "", self.draft, count=1)
        return f"{self.before}{words}{self.note}{self.draft[len(words) :]}{self.after}"

    def sent(self, text: str, tag: Callable[[str], str] = lambda _: "") -> str:
        """A part of the core as the engine gets it: marks as tokens, tags as `tag` writes them."""
        parts: list[str] = []
        for place, character in enumerate(text):
            if character in self.numbers:
                space = " " if parts and parts[-1][-1:].isalnum() else ""
                follower = text[place + 1 : place + 2]
                room = " " if follower.isalnum() or follower in self.numbers else ""
                parts.append(f"{space}[X{self.numbers[character]}X]{room}")
            elif character in self.flat.marks:
                parts.append(tag(character))
            else:
                parts.append(character)
        return "".join(parts)

    def received(self, answer: str) -> str:
        """The answer with marks for its tokens, spaced as in the source. Raises LostError for others."""
        marks = {number: mark for mark, number in self.numbers.items()}

        def marked(token: re.Match[str]) -> str:
            mark = marks.get(int(token[2]))
            if mark is None:
                raise LostError
            left, right = token[1], token[3]
            at = self.core.index(mark)
            follower, next_there = self.core[at + 1 : at + 2], answer[token.end() : token.end() + 1]
            # What was glued to a word (a footnote, a sign) is so again, but joins no two words.
            atom = isinstance(self.flat.marks[mark], Atom)
            if atom and self.core[at - 1 : at].strip():
                left = ""
            if (atom and follower.strip()) or follower in self.numbers:
                right = "" if follower.isalnum() or not next_there.isalnum() else right
            return f"{left}{mark}{right}"

        return _TOKEN.sub(marked, answer)

    def check(self, draft: str) -> str:
        """The draft, if it has the marks of the source. Raises LostError."""
        if sorted(re.findall(MARK, draft)) != sorted(re.findall(MARK, self.core)) or not _wordy(draft):
            raise LostError
        return draft


def _wordy(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _answers(ask: Ask, texts: Iterable[str]) -> dict[str, str]:
    """The answer for each different text that has words; the others answer for themselves."""
    different = dict.fromkeys(text for text in texts if text)
    wordy = [text for text in different if _wordy(re.sub(_TOKEN, "", text))]
    given = dict(zip(wordy, ask(wordy), strict=True)) if wordy else {}
    return {text: given.get(text, text).strip() for text in different}


# --- whole sentences -------------------------------------------------------------------------------------


def _whole(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Each sentence without its tags, which are put back after; those that lost something are given back."""
    pairs = [(sentence, _pairs(sentence)) for sentence in due]
    answers = _answers(
        ask,
        (
            text.strip()
            for sentence, inside in pairs
            for text in (sentence.sent(sentence.core), *inside.values())
        ),
    )
    for sentence, inside in pairs:
        try:
            answer = sentence.received(answers[sentence.sent(sentence.core).strip()])
            expected = {
                mark: sentence.received(answers[text.strip()])
                for mark, text in inside.items()
                if text.strip()
            }
            sentence.draft = sentence.check(_with_pairs(sentence, answer, inside, expected))
        except LostError:
            yield sentence


def _pairs(sentence: _Sentence) -> dict[str, str]:
    """What stands in each pair of tags, by the mark that opens it, as it is sent."""
    return {
        region.opening: sentence.sent(_inside(sentence.core, region))
        for region in regions(sentence.core, sentence.flat)
    }


def _inside(core: str, region: Region) -> str:
    return core[core.index(region.opening) + 1 : core.index(region.closing)]


def _with_pairs(sentence: _Sentence, answer: str, inside: dict[str, str], expected: dict[str, str]) -> str:
    """The answer with the tags round the words that are `expected` in them. Raises LostError."""
    pairs = regions(sentence.core, sentence.flat)
    everything = sentence.sent(sentence.core).strip()
    places: dict[str, Place] = {}
    waiting: dict[str, list[str]] = {}  # the marks of pairs that have the same words inside, in order
    for region in pairs:
        if inside[region.opening].strip() == everything:
            places[region.opening] = (0, len(answer))
        elif expected.get(region.opening):
            waiting.setdefault(expected[region.opening], []).append(region.opening)
        else:
            raise LostError
    for words, marks in waiting.items():
        outer = [mark for mark in marks if not _holds_one_of(marks, mark, pairs)]
        found = _occurrences(words, answer)
        if len(found) != len(outer):
            raise LostError
        places |= dict(zip(outer, found, strict=True))
    for region in pairs:
        if region.opening not in places:  # as the one that it holds, which has the same words
            places[region.opening] = places[region.children[0]]
        else:
            places[region.opening] = widened(answer, *places[region.opening], region, sentence.flat)
    return with_tags(answer, pairs, places)


def _holds_one_of(marks: list[str], mark: str, pairs: list[Region]) -> bool:
    children = next(region.children for region in pairs if region.opening == mark)
    return len(children) == 1 and children[0] in marks


def _occurrences(words: str, text: str) -> list[Place]:
    """Where the words stand; if nowhere, where they stand without their article."""
    words = re.sub(r"^[^\w\U00100000-\U0010fffd]+|[^\w\U00100000-\U0010fffd]+$", "", words)
    for candidate in filter(None, dict.fromkeys((words, _ARTICLE.sub("", words, count=1)))):
        for flags in (re.NOFLAG, re.IGNORECASE):
            found = list(re.finditer(rf"(?<!\w){re.escape(candidate)}(?!\w)", text, flags))
            if found:
                return [match.span() for match in found]
    return []


# --- HTML ------------------------------------------------------------------------------------------------


def _in_html(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Each sentence that has tags as HTML; those that lost something, or have none, are given back."""
    tagged: list[tuple[_Sentence, str, dict[str, str]]] = []
    for sentence in due:
        names = _tag_names(sentence)
        if names:
            tagged.append((sentence, sentence.sent(sentence.core, names.__getitem__), names))
        else:
            yield sentence
    answers = _answers(ask, (text for _, text, _ in tagged))
    for sentence, text, names in tagged:
        answer = answers[text]
        for mark, name in names.items():
            answer = answer.replace(name, mark)
        try:
            draft = sentence.check(sentence.received(html.unescape(answer)))
            if not flat.tags_balanced(sentence.flat, draft):
                raise LostError
            sentence.draft = draft
        except LostError:
            yield sentence


def _tag_names(sentence: _Sentence) -> dict[str, str]:
    names: dict[str, str] = {}
    for number, region in enumerate(regions(sentence.core, sentence.flat), 1):
        names[region.opening], names[region.closing] = f"<g{number}>", f"</g{number}>"
    return names


# --- fragments -------------------------------------------------------------------------------------------


def _in_fragments(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Each stretch between two marks alone: nothing can be lost, so that nothing is given back."""
    parts = [re.split(f"({MARK})", sentence.core) for sentence in due]
    answers = _answers(ask, (part.strip() for text in parts for part in text if _wordy(part)))
    for sentence, text in zip(due, parts, strict=True):
        sentence.draft = "".join(_fragment(part, answers) if _wordy(part) else part for part in text)
    yield from ()


def _fragment(part: str, answers: dict[str, str]) -> str:
    answer = re.sub(PRIVATE, "", answers[part.strip()])
    return with_outer_spaces(part, with_initial(part, answer if answer.strip() else part))


def _finished(source: TaggedText, flat: Flat, draft: str) -> TaggedText:
    for start in (0, *beginnings(draft)):
        before = re.split(r"\w", draft[start:], maxsplit=1)[0]
        first = next((mark for mark in before if isinstance(flat.marks.get(mark), Shield)), "")
        flat.capitals |= {first}
    draft = article_before_mark(framed(source, flat, draft), flat)
    finished = flat.expand(draft)
    return repair.repair(source, finished) if balanced(source) else finished
