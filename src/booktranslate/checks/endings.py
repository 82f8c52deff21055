"""The mark that ends a text, in a whole book: one that is left out often is left out on purpose.

Names: pofilter's `endpunc`, and our `end-style` for what is as often as not the house style.
"""

import re
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.checks.punctuation import end, end_style
from booktranslate.language import sentences
from booktranslate.language.spaces import SPACE

_FEW = 3  # texts that tell nothing of the style of a book yet
_USUAL = 0.1  # of the texts of one sentence; in books 1 to 5 % have lost their full stop, in forms 10 to 60
_CUT = re.compile(r"\(\w{1,6}\.\)$")  # rue (cont.)
_CLOSERS = f"»”’\"')]}}*_{SPACE}\t\n"


def ends(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A sentence lost the mark that ends it, and those beside it did not."""
    for index, flaw, usual in _ends(pairs):
        if not usual:
            yield index, flaw


def end_styles(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """The text ends with another mark, or with none as many others do."""
    yield from ((index, flaw) for index, flaw, usual in _ends(pairs) if usual)
    for index, pair in enumerate(pairs):
        if pair.translated:
            yield from ((index, flaw) for flaw in end_style(pair))


def _ends(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw, bool]]:
    """The marks that are lost, and whether this book does without them: the messages of a form, items."""
    found = [
        (index, flaw)
        for index, flaw in each(end)(pairs)
        if isinstance(flaw, Flaw) and not _CUT.search(pairs[index].source)
    ]
    stops = [pair for pair in pairs if pair.translated and _is_one_sentence(pair)]
    lost = sum(_is_one_sentence(pairs[index]) for index, _ in found)
    usual = lost >= _FEW and lost >= _USUAL * len(stops)
    bare = {index for index, _ in found if _is_one_sentence(pairs[index])}
    for index, flaw in found:
        # The items of a list go together.
        listed = pairs[index].source[:1].islower() or not bare.isdisjoint((index - 1, index + 1))
        yield index, flaw, (usual or listed) and index in bare


def _is_one_sentence(pair: Pair) -> bool:
    return pair.source.rstrip(_CLOSERS).endswith(".") and len(sentences.split(pair.target)) == 1


CHECKS = (
    Check("endpunc", "warning", "A sentence has lost its final punctuation mark.", ends),
    Check("end-style", "note", "The text ends with a different punctuation mark.", end_styles),
)
