"""Carry tags and terms through an engine that translates plain sentences and knows neither.

Each sentence is sent whole, without its tags, so that its English is as good as possible. A term, an address
or a footnote is sent as a *token*, `[X1X]`, which such engines copy. The words inside a pair of tags are also
sent by themselves: if their translation is found in that of the sentence, the tags are put round it.

A sentence that loses a tag or token that way is sent as HTML, if the engine takes that, and as a last resort
in fragments: each stretch between two stand-ins by itself. That makes rougher English, but loses nothing.
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
    framed,
    glued,
    with_fitting_articles,
)
from booktranslate.engines.markup.framing import with_initial, with_outer_spaces
from booktranslate.engines.markup.nesting import balanced
from booktranslate.engines.markup.placing import LostError, Place, Region, regions, widened, with_tags
from booktranslate.engines.markup.stand_ins import STAND_IN
from booktranslate.glossary import Glossary, Match
from booktranslate.language.sentences import beginnings
from booktranslate.language.spaces import SPACE
from booktranslate.model import Close, Open, TaggedText

# Part of the identity of all engines that use this module: raise it when their drafts change.
RULES = 3

_Chunk = TypeVar("_Chunk")
Ask = Callable[[list[str]], list[str]]

# `&`, `<` and `>` might be taken for HTML.
_SPECIAL = f"(?:[&<>]|{PRIVATE})"
_STOPS = r"\s?[.!?…]+"
_TOKEN = re.compile(r"(\s*)\[\s?X\s?(\d{1,4})\s?X\s?\](\s*)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?) (?=\S)", re.IGNORECASE)


def translate(
    batch: Sequence[TaggedText], glossary: Glossary, ask: Ask, ask_html: Ask | None = None
) -> list[TaggedText]:
    """Translate each text with `ask`: same length, same order, tags kept, terms of the glossary enforced.

    `ask` translates different plain texts, `ask_html` HTML with `<g1>…</g1>` for tags. Raises what they
    raise. Sentences without a letter, or whose translation is blank, stay as they are.
    """
    flats = [_flattened(text, glossary) for text in batch]
    texts = [[_Sentence.of(chunk, flat) for chunk in _cut(flat)] for flat in flats]
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
    """The sentences of a text, each with the white space after it."""
    places = beginnings(text)
    return [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]


def in_chunks(chunks: Sequence[Sequence[_Chunk]], ask: Callable[[list[_Chunk]], list[str]]) -> list[str]:
    """The translation of each text: those of its chunks, joined by spaces. `ask` is called once for all."""
    answers = iter(ask([chunk for each in chunks for chunk in each]))
    return [" ".join(filter(None, (next(answers).strip() for _ in each))) for each in chunks]


def _flattened(text: TaggedText, glossary: Glossary) -> Flat:
    def spans(flat: Flat, terms: list[tuple[int, int, Match]]) -> Iterator[flat.Span]:
        yield from addresses(flat)
        for start, end, match in terms:
            yield start, end, Shield(UNKNOWN, flat.term(start, end, _english(match)), term=True)
        yield from glued(flat)

    return flat.flatten(text, glossary.find(text.plain), spans, _SPECIAL)


def _english(match: Match) -> str:
    """The English term, without a capital that only begins the French sentence: the word order may change."""
    english = match.target
    if match.capitals == "initial" and not match.term.keep:
        english = match.term.target[:1] + english[1:]
    return english


def _cut(flat: Flat) -> list[str]:
    """The flattened text, cut into sentences and lines, but never inside a pair of tags."""
    places = set(beginnings(flat.text))
    depth, cuts = 0, [0]
    for place, character in enumerate(flat.text):
        original = flat.originals.get(character)
        if depth == 0 and (place in places or original in BREAKS):
            cuts.append(place)
        depth += isinstance(original, Open)
        depth -= isinstance(original, Close)
    return [flat.text[start:end] for start, end in zip(cuts, [*cuts[1:], len(flat.text)], strict=True)]


@dataclass(slots=True)
class _Sentence:
    """A sentence of a flattened text.

    `core` is the words, `before` and `after` what surrounds them, `footnote` a footnote mark before the full
    stop, which is taken out of `core`. `draft` is the translation of `core`, and `core` itself until there is
    one. `numbers` has the number of the token for each stand-in in `core` that is not a tag.
    """

    flat: Flat
    before: str
    core: str
    footnote: str
    after: str
    draft: str = ""
    numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, flat: Flat) -> "_Sentence":
        """Take a sentence apart, so that as few tokens as possible are sent, and could be lost."""
        atoms = "".join(one for one, original in flat.originals.items() if isinstance(original, Atom))
        core = text.lstrip(f"{atoms}\t\n{SPACE}")
        before = text[: len(text) - len(core)]
        kept = core.rstrip(f"{atoms}\t\n{SPACE}")
        after, core, footnote = core[len(kept) :], kept, ""
        if atoms and (last := re.search(f"(\\s*[{atoms}]+)({_STOPS})$", core)):
            core, footnote = core[: last.start()] + last[2], last[1]
        found = re.findall(STAND_IN, core)
        tokens = [one for one in found if isinstance(flat.originals.get(one), Shield | Atom)]
        numbers = {stand_in: number for number, stand_in in enumerate(tokens, 1)}
        return cls(flat, before, core, footnote, after, core, numbers)

    def __str__(self) -> str:
        words = self.draft
        if self.footnote:
            words = re.sub(f"(?:{_STOPS})?$", "", self.draft, count=1)
        return f"{self.before}{words}{self.footnote}{self.draft[len(words) :]}{self.after}"

    def sent(self, text: str, tag: Callable[[str], str] = lambda _: "") -> str:
        """A stretch of the core as the engine gets it: stand-ins as tokens, tags as `tag` writes them."""
        output: list[str] = []
        for place, character in enumerate(text):
            if character in self.numbers:
                space = " " if output and output[-1][-1:].isalnum() else ""
                follower = text[place + 1 : place + 2]
                room = " " if follower.isalnum() or follower in self.numbers else ""
                output.append(f"{space}[X{self.numbers[character]}X]{room}")
            elif character in self.flat.originals:
                output.append(tag(character))
            else:
                output.append(character)
        return "".join(output)

    def received(self, answer: str) -> str:
        """The answer with stand-ins for its tokens, spaced as in the source. Raises LostError for others."""
        stand_ins = {number: stand_in for stand_in, number in self.numbers.items()}

        def restored(token: re.Match[str]) -> str:
            stand_in = stand_ins.get(int(token[2]))
            if stand_in is None:
                raise LostError
            left, right = token[1], token[3]
            at = self.core.index(stand_in)
            follower, next_there = self.core[at + 1 : at + 2], answer[token.end() : token.end() + 1]
            # A footnote or character that was next to a word is so again, unless that would join two words.
            atom = isinstance(self.flat.originals[stand_in], Atom)
            if atom and self.core[at - 1 : at].strip():
                left = ""
            if (atom and follower.strip()) or follower in self.numbers:
                right = "" if follower.isalnum() or not next_there.isalnum() else right
            return f"{left}{stand_in}{right}"

        return _TOKEN.sub(restored, answer)

    def check(self, draft: str) -> str:
        """The draft. Raises LostError if its stand-ins are not those of the source, or it has no letter."""
        there, here = (sorted(re.findall(STAND_IN, text)) for text in (self.core, draft))
        if here != there or not _wordy(draft):
            raise LostError
        return draft


def _wordy(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _answers(ask: Ask, texts: Iterable[str]) -> dict[str, str]:
    """The answer for each text, asked for once; a text without words is its own answer."""
    different = dict.fromkeys(text for text in texts if text)
    wordy = [text for text in different if _wordy(re.sub(_TOKEN, "", text))]
    given = dict(zip(wordy, ask(wordy), strict=True)) if wordy else {}
    return {text: given.get(text, text).strip() for text in different}


def _whole(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Translate each sentence without its tags, and put them back; yield those that have lost something."""
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
                stand_in: sentence.received(answers[text.strip()])
                for stand_in, text in inside.items()
                if text.strip()
            }
            sentence.draft = sentence.check(_with_pairs(sentence, answer, inside, expected))
        except LostError:
            yield sentence


def _pairs(sentence: _Sentence) -> dict[str, str]:
    """The words inside each pair of tags, as they are sent, by the opening stand-in."""
    return {
        region.opening: sentence.sent(_inside(sentence.core, region))
        for region in regions(sentence.core, sentence.flat)
    }


def _inside(core: str, region: Region) -> str:
    return core[core.index(region.opening) + 1 : core.index(region.closing)]


def _with_pairs(sentence: _Sentence, answer: str, inside: dict[str, str], expected: dict[str, str]) -> str:
    """The answer with each pair of tags around its words.

    `inside` has these words in French, `expected` in English, both by the opening stand-in. Raises LostError
    if the words do not occur in the answer as often as there are pairs around them.
    """
    pairs = regions(sentence.core, sentence.flat)
    everything = sentence.sent(sentence.core).strip()
    places: dict[str, Place] = {}
    waiting: dict[str, list[str]] = {}  # the pairs with the same words inside, in order
    for region in pairs:
        if inside[region.opening].strip() == everything:
            places[region.opening] = (0, len(answer))
        elif expected.get(region.opening):
            waiting.setdefault(expected[region.opening], []).append(region.opening)
        else:
            raise LostError
    for words, stand_ins in waiting.items():
        outer = [stand_in for stand_in in stand_ins if not _holds_one_of(stand_ins, stand_in, pairs)]
        found = _occurrences(words, answer)
        if len(found) != len(outer):
            raise LostError
        places |= dict(zip(outer, found, strict=True))
    for region in pairs:
        if region.opening not in places:  # at the same place as the pair inside it, which has the same words
            places[region.opening] = places[region.children[0]]
        else:
            places[region.opening] = widened(answer, *places[region.opening], region, sentence.flat)
    return with_tags(answer, pairs, places)


def _holds_one_of(stand_ins: list[str], stand_in: str, pairs: list[Region]) -> bool:
    children = next(region.children for region in pairs if region.opening == stand_in)
    return len(children) == 1 and children[0] in stand_ins


def _occurrences(words: str, text: str) -> list[Place]:
    """The places of some words in a text; if there are none, their places without their article."""
    words = re.sub(r"^[^\w\U00100000-\U0010fffd]+|[^\w\U00100000-\U0010fffd]+$", "", words)
    for candidate in filter(None, dict.fromkeys((words, _ARTICLE.sub("", words, count=1)))):
        for flags in (re.NOFLAG, re.IGNORECASE):
            found = list(re.finditer(rf"(?<!\w){re.escape(candidate)}(?!\w)", text, flags))
            if found:
                return [match.span() for match in found]
    return []


def _in_html(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Translate sentences with tags as HTML; yield those that have lost something, and those without tags."""
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
        for stand_in, name in names.items():
            answer = answer.replace(name, stand_in)
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


def _in_fragments(due: list[_Sentence], ask: Ask) -> Iterator[_Sentence]:
    """Translate each stretch between two stand-ins by itself; that loses nothing, so nothing is yielded."""
    chunks = [re.split(f"({STAND_IN})", sentence.core) for sentence in due]
    answers = _answers(ask, (chunk.strip() for text in chunks for chunk in text if _wordy(chunk)))
    for sentence, text in zip(due, chunks, strict=True):
        sentence.draft = "".join(_fragment(chunk, answers) if _wordy(chunk) else chunk for chunk in text)
    yield from ()


def _fragment(chunk: str, answers: dict[str, str]) -> str:
    answer = re.sub(PRIVATE, "", answers[chunk.strip()])
    return with_outer_spaces(chunk, with_initial(chunk, answer if answer.strip() else chunk))


def _finished(source: TaggedText, flat: Flat, draft: str) -> TaggedText:
    for start in (0, *beginnings(draft)):
        before = re.split(r"\w", draft[start:], maxsplit=1)[0]
        first = next((one for one in before if isinstance(flat.originals.get(one), Shield)), "")
        flat.capitals |= {first}
    draft = with_fitting_articles(framed(source, flat, draft), flat)
    finished = flat.expand(draft)
    return repair.repair(source, finished) if balanced(source) else finished
