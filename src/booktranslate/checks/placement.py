"""What stands at the wrong words: a footnote behind another sentence, bold or italics on another word.

Our own names; a tag that is missing or in another order is the matter of tags.py.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import sentences
from booktranslate.model import Close, Open, Placeholder, Span, TaggedText, emphasis

_NOTE = re.compile("(?:fn|en)[0-9]+")
_WORD = re.compile(r"[^\W_][\w’'.-]*[^\W_]|\d")
_LONG = 4  # letters of a word that is the same in both languages by more than chance


def note_places(pair: Pair) -> Iterator[Flaw]:
    """A footnote stands behind another sentence than in the French text, which has as many."""
    ours, theirs = list(sentences.spans(pair.source)), list(sentences.spans(pair.target))
    if len(ours) < 2 or len(ours) != len(theirs):
        return
    there = dict(_notes(pair.translation.target))
    for name, at in _notes(pair.unit.source):
        if name in there:
            wanted, found = _sentence(ours, at), _sentence(theirs, there[name])
            if wanted != found:
                message = (
                    f"The note <{name}/> is in sentence {found + 1}; in the French text it is in sentence "
                    f"{wanted + 1}."
                )
                yield Flaw(message, (there[name], there[name]), (at, at))


def _notes(text: TaggedText) -> Iterator[tuple[str, int]]:
    """The marks of notes, each with its place in the plain text."""
    for index, piece in enumerate(text.pieces):
        if isinstance(piece, Placeholder) and _NOTE.fullmatch(piece.name):
            yield piece.name, len(TaggedText(text.pieces[:index]).plain)


def _sentence(spans: list[Span], at: int) -> int:
    """The number of the sentence in which, or behind whose end, a place is."""
    return max((index for index, (start, _) in enumerate(spans) if start < at), default=0)


def emphasised(pair: Pair) -> Iterator[Flaw]:
    """Bold or italics are on other words: a name, a figure or a term that is emphasised in the French text
    stands in the translation, and not in the stretch that is emphasised there."""
    theirs = dict(_stretches(pair.translation.target))
    for name, (start, end) in _stretches(pair.unit.source):
        if name not in theirs or theirs[name][0] == theirs[name][1]:
            continue
        here = pair.target[slice(*theirs[name])]
        signs = _signs(pair, start, end)
        if not signs or any(_has(here, sign) for sign in signs):
            continue
        elsewhere = [sign for sign in signs if _has(pair.target, sign)]
        # A sign that the French text has outside too may well be meant there.
        if elsewhere and all(pair.source.count(sign) <= 1 for sign in elsewhere):
            yield Flaw(
                f"<{name}> is around “{here}”; in the French text it is around “{pair.source[start:end]}”.",
                theirs[name],
                (start, end),
            )


def _stretches(text: TaggedText) -> Iterator[tuple[str, Span]]:
    """The stretches in bold or italics by the name of their tag, when the name stands for one stretch."""
    opened: dict[str, int] = {}
    found: dict[str, list[Span]] = {}
    at = 0
    for piece in text.pieces:
        if isinstance(piece, Open) and emphasis(piece.name):
            opened[piece.name] = at
        elif isinstance(piece, Close) and piece.name in opened:
            found.setdefault(piece.name, []).append((opened.pop(piece.name), at))
        at += len(TaggedText((piece,)).plain)
    return ((name, spans[0]) for name, spans in found.items() if len(spans) == 1)


def _signs(pair: Pair, start: int, end: int) -> list[str]:
    """What of an emphasised stretch can be known again: figures, names, long words that both languages have,
    and what the glossary says for its terms."""
    words = [found[0] for found in _WORD.finditer(pair.source[start:end])]
    same = [word for word in words if word[0].isdigit() or (len(word) >= _LONG and word[0].isupper())]
    terms = [match.term.target for match in pair.terms if start <= match.start and match.end <= end]
    return [sign for sign in (*same, *terms) if sign]


def _has(text: str, sign: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(sign)}s?(?!\w)", text, re.IGNORECASE) is not None


CHECKS = (
    Check("note-place", "warning", "A footnote is in another sentence.", each(note_places)),
    Check("emphasis-place", "warning", "Bold or italics are on other words.", each(emphasised)),
)
