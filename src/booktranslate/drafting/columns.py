"""Draft texts with columns made of spaces: labels over a drawing, forms, lists of figures and names.

Engines do not keep such spaces, and read the columns as one sentence. So the text of each column is drafted
by itself, with as many spaces before it as put it where it is in the source.
"""

import re
from collections.abc import Callable, Sequence

from booktranslate.language.widths import SPACE, width_of
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, cut, tagged

_LEAST = 4  # spaces; fewer are a typing error, which typography removes
_SPACES = " " * _LEAST
_GAP = re.compile(rf"(?<=\S){_SPACES} *(?=\S)")

Ask = Callable[[Sequence[TaggedText]], Sequence[TaggedText]]


def drafted(texts: Sequence[TaggedText], most: int, ask: Ask) -> list[TaggedText]:
    """The drafts of texts: same length, same order; `ask` drafts up to `most` texts at once."""
    columns = [_columns(text) for text in texts]
    if all(len(chunks) == 1 for chunks in columns):
        return list(ask(texts))
    words = [chunk for chunks in columns for chunk in chunks[::2]]
    answers: list[TaggedText] = []
    for start in range(0, len(words), most):
        answers += ask(words[start : start + most])
    following = iter(answers)
    return [_joined(chunks, [next(following) for _ in chunks[::2]]) for chunks in columns]


def _columns(text: TaggedText) -> list[TaggedText]:
    """The columns of a text, with the spaces between them; the text itself if it has no columns."""
    if _SPACES not in text.plain:
        return [text]
    kept: list[bool] = []  # for each character, whether it is an object or inside a pair of tags
    depth = 0
    for piece in text:
        depth += isinstance(piece, Open) - isinstance(piece, Close)
        kept += [depth > 0] * len(piece.value) if isinstance(piece, Text) else []
        kept += [True] if isinstance(piece, Placeholder) else []
    gaps = [found.span() for found in _GAP.finditer(text.line)]
    places = [place for start, end in gaps if not any(kept[start:end]) for place in (start, end)]
    return cut(text, places)


def _joined(chunks: list[TaggedText], answers: list[TaggedText]) -> TaggedText:
    joined = list(answers[0].pieces)
    wanted, place = width_of(chunks[0].plain), width_of(answers[0].plain)
    for gap, chunk, answer in zip(chunks[1::2], chunks[2::2], answers[1:], strict=True):
        wanted += width_of(gap.plain)
        spaces = max(_LEAST, round((wanted - place) / SPACE))
        joined += [Text(" " * spaces), *answer.pieces]
        wanted += width_of(chunk.plain)
        place += spaces * SPACE + width_of(answer.plain)
    return tagged(joined)
