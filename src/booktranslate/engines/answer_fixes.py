"""Correct the answers of all engines: translated addresses, wrong capitals, tags that left their pair."""

import re
from collections.abc import Callable, Iterator

from booktranslate.engines.markup.edge_tags import moved_back
from booktranslate.language.addresses import addresses_in
from booktranslate.language.letters import UPPER
from booktranslate.language.sentences import ended
from booktranslate.language.spaces import S
from booktranslate.language.titles import CONTRACTED
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# Words that keep their lower-case letters in a text in capitals: Mr DUPONT, SMEs.
_KEPT = re.compile(f"{CONTRACTED}|St|[A-Z]{{2,}}s")
_IN_CAPITALS = re.compile(
    rf"(?<![\w’'&.-])[{UPPER}]{{2,}}(?:[’'][{UPPER}]+)?(?:{S}+(?:[{UPPER}]{{2,}}|I|A)\b)*(?![\w&-])"
)
_START = re.compile(r"\W*([^\W\d_]+)")
_LONG = 4  # letters; a shorter word in capitals may well be an English acronym


def finished(source: TaggedText, answer: TaggedText, is_english: Callable[[str], bool]) -> TaggedText:
    """The answer with the addresses of the source, capitals only where the source has them, and tags at the
    edge of a pair moved back into it.

    `is_english` tells whether a lower-case word is English.
    """
    answer = tagged(moved_back(source.pieces, answer.pieces))
    return begun(source.plain, _recased(source.plain, _readdressed(source, answer), is_english))


def begun(source: str, answer: TaggedText) -> TaggedText:
    """The answer with a first capital if the source has one, unless its first word is in the source."""
    ours, theirs = _START.match(source), _START.match(answer.plain)
    if not ours or not theirs or source.isupper():
        return answer  # a single acronym may have been spelt out
    if not ours[1][0].isupper() or not theirs[1][0].islower():
        return answer
    if theirs[1] in _WORD.findall(source) or theirs.start(1) in dict(addresses_in(answer.plain)):
        return answer
    pieces = list(answer)
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text) and (first := re.search(r"[^\W\d_]", piece.value)):
            at = first.start()
            pieces[index] = Text(piece.value[:at] + first[0].upper() + piece.value[at + 1 :])
            break
    return tagged(pieces)


def _readdressed(source: TaggedText, answer: TaggedText) -> TaggedText:
    """The answer with the addresses of the source in place of its own, if there are equally many."""
    wanted, found = list(_addresses(source)), list(_addresses(answer))
    if wanted == found or len(wanted) != len(found) or sorted(wanted) == sorted(found):
        return answer
    following = iter(wanted)

    def own(text: str) -> str:
        output, end = [], 0
        for start, stop in addresses_in(text):
            output += [text[end:start], next(following)]
            end = stop
        return "".join([*output, text[end:]])

    return tagged(Text(own(piece.value)) if isinstance(piece, Text) else piece for piece in answer)


def _addresses(text: TaggedText) -> Iterator[str]:
    for piece in text:
        if isinstance(piece, Text):
            yield from (piece.value[start:end] for start, end in addresses_in(piece.value))


def _recased(source: str, answer: TaggedText, is_english: Callable[[str], bool]) -> TaggedText:
    words = _WORD.findall(source)
    if source.isupper() and (len(words) > 1 or (words and _is_one_word(answer))):
        return _spelt(answer, _capitals)
    if source.isupper():
        return answer  # a single acronym may have been spelt out

    own = {word.lower(): word for word in words} | {"i": "I"}

    def without_capitals(value: str, before: str) -> str:
        def lowered(found: re.Match[str]) -> str:
            run = _WORD.findall(found[0])
            if not any(len(word) >= _LONG and is_english(word.lower()) for word in run):
                return found[0]
            if any(word in words for word in run if len(word) > 1):
                return found[0]  # the source has capitals there too
            text = _WORD.sub(lambda word: own.get(word[0].lower(), word[0].lower()), found[0])
            start = before + value[: found.start()]
            first = not start.strip(" «“‘\"'(—–-") or ended(start)
            return text[:1].upper() + text[1:] if first else text

        return _IN_CAPITALS.sub(lowered, value)

    pieces: list[Piece] = []
    before = ""
    for piece in answer:
        pieces.append(Text(without_capitals(piece.value, before)) if isinstance(piece, Text) else piece)
        before += piece.value if isinstance(piece, Text) else ""
    return tagged(pieces)


def _is_one_word(answer: TaggedText) -> bool:
    return len(_WORD.findall(answer.plain)) == 1


def _spelt(text: TaggedText, spelling: Callable[[str], str]) -> TaggedText:
    pieces: list[Piece] = []
    for piece in text:
        match piece:
            case Open() | Close() | Placeholder():
                pieces.append(piece)
            case Text(value):
                output, end = [], 0
                for start, stop in addresses_in(value):
                    output += [spelling(value[end:start]), value[start:stop]]
                    end = stop
                pieces.append(Text("".join([*output, spelling(value[end:])])))
    return tagged(pieces)


def _capitals(text: str) -> str:
    return _WORD.sub(lambda found: found[0] if _KEPT.fullmatch(found[0]) else found[0].upper(), text)
