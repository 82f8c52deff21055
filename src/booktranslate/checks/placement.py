"""Notes and emphasis at the wrong words: a footnote in another sentence, bold or italics on another word.

The names are our own. Tags that are missing or in a different order are left to tags.py.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import sentences
from booktranslate.model import Close, Open, Placeholder, Span, TaggedText, emphasis

_NOTE = re.compile("(?:fn|en)[0-9]+")
_WORD = re.compile(r"[^\W_][\w’'.-]*[^\W_]|\d")
_LONG = 4  # letters; a shorter word can be the same in both languages by chance


def note_places(pair: Pair) -> Iterator[Flaw]:
    """A footnote or endnote is in a different sentence than in the French text.

    Only for texts with the same number of sentences in both languages.
    """
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
    """The number of the sentence that contains a place, or ends there."""
    return max((index for index, (start, _) in enumerate(spans) if start < at), default=0)


def emphasised(pair: Pair) -> Iterator[Flaw]:
    """Bold or italics are on the wrong words.

    A name, figure or term that is emphasised in the French text is in the translation, but outside the
    emphasised stretch.
    """
    theirs = dict(_stretches(pair.translation.target))
    for name, (start, end) in _stretches(pair.unit.source):
        if name not in theirs or theirs[name][0] == theirs[name][1]:
            continue
        here = pair.target[slice(*theirs[name])]
        expected = _expected(pair, start, end)
        if not expected or any(_has(here, word) for word in expected):
            continue
        elsewhere = [word for word in expected if _has(pair.target, word)]
        # A word that the French text also has outside the stretch may correspond to that place.
        if elsewhere and all(pair.source.count(word) <= 1 for word in elsewhere):
            yield Flaw(
                f"<{name}> is around “{here}”; in the French text it is around “{pair.source[start:end]}”.",
                theirs[name],
                (start, end),
            )


def _stretches(text: TaggedText) -> Iterator[tuple[str, Span]]:
    """The stretches in bold or italics, each with the name of its tag; names used twice are left out."""
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


def _expected(pair: Pair, start: int, end: int) -> list[str]:
    """What the translation of an emphasised stretch should contain: its figures and capitalised words, and
    the English of its glossary terms."""
    words = [found[0] for found in _WORD.finditer(pair.source[start:end])]
    same = [word for word in words if word[0].isdigit() or (len(word) >= _LONG and word[0].isupper())]
    terms = [match.term.target for match in pair.terms if start <= match.start and match.end <= end]
    return [word for word in (*same, *terms) if word]


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", text, re.IGNORECASE) is not None


CHECKS = (
    Check("note-place", "warning", "A footnote is in another sentence.", each(note_places)),
    Check("emphasis-place", "warning", "Bold or italics are on other words.", each(emphasised)),
)
