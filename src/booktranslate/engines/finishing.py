"""What is put right in the answers of all engines: addresses, capitals that the source does not have, and a
field or note that left the pair of tags which it stood at the edge of."""

import re
from collections.abc import Callable, Iterator

from booktranslate.engines.markup.edge_tags import taken_in
from booktranslate.language.addresses import addresses_in
from booktranslate.language.letters import UPPER
from booktranslate.language.sentences import ended
from booktranslate.language.spaces import S
from booktranslate.language.titles import CONTRACTED
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, tagged

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# What keeps its small letters among capitals: Mr DUPONT, SMEs.
_KEPT = re.compile(f"{CONTRACTED}|St|[A-Z]{{2,}}s")
_SHOUTED = re.compile(
    rf"(?<![\w’'&.-])[{UPPER}]{{2,}}(?:[’'][{UPPER}]+)?(?:{S}+(?:[{UPPER}]{{2,}}|I|A)\b)*(?![\w&-])"
)
_START = re.compile(r"\W*([^\W\d_]+)")
_LONG = 4  # letters: shorter words in capitals may well be acronyms of English


def finished(source: TaggedText, answer: TaggedText, is_english: Callable[[str], bool]) -> TaggedText:
    """The answer with the addresses of the source, and in capitals where the source is, and only there.

    `is_english` says whether a word in small letters is one of English.
    """
    answer = tagged(taken_in(source.pieces, answer.pieces))
    return begun(source.plain, _recased(source.plain, _readdressed(source, answer), is_english))


def begun(source: str, answer: TaggedText) -> TaggedText:
    """A capital at the start where the source has one; a word that the source has too stays as it is."""
    ours, theirs = _START.match(source), _START.match(answer.plain)
    if not ours or not theirs or source.isupper():
        return answer  # an acronym alone may well have been spelt out
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
    """Addresses that were translated, as they were: where the answer has as many as the source, in order."""
    wanted, found = list(_addresses(source)), list(_addresses(answer))
    if wanted == found or len(wanted) != len(found) or sorted(wanted) == sorted(found):
        return answer
    following = iter(wanted)

    def own(text: str) -> str:
        parts, end = [], 0
        for start, stop in addresses_in(text):
            parts += [text[end:start], next(following)]
            end = stop
        return "".join([*parts, text[end:]])

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
        return answer  # an acronym alone may well have been spelt out

    own = {word.lower(): word for word in words} | {"i": "I"}

    def quiet(value: str, before: str) -> str:
        def lowered(found: re.Match[str]) -> str:
            run = _WORD.findall(found[0])
            if not any(len(word) >= _LONG and is_english(word.lower()) for word in run):
                return found[0]
            if any(word in words for word in run if len(word) > 1):
                return found[0]  # the source shouts there, too
            text = _WORD.sub(lambda word: own.get(word[0].lower(), word[0].lower()), found[0])
            start = before + value[: found.start()]
            first = not start.strip(" «“‘\"'(—–-") or ended(start)
            return text[:1].upper() + text[1:] if first else text

        return _SHOUTED.sub(lowered, value)

    pieces: list[Piece] = []
    before = ""
    for piece in answer:
        pieces.append(Text(quiet(piece.value, before)) if isinstance(piece, Text) else piece)
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
                parts, end = [], 0
                for start, stop in addresses_in(value):
                    parts += [spelling(value[end:start]), value[start:stop]]
                    end = stop
                pieces.append(Text("".join([*parts, spelling(value[end:])])))
    return tagged(pieces)


def _capitals(text: str) -> str:
    return _WORD.sub(lambda found: found[0] if _KEPT.fullmatch(found[0]) else found[0].upper(), text)
