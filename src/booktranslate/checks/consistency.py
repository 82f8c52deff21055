"""Over the whole book: one source translated in two ways, two sources translated in one.

Names: Weblate's `inconsistent` and `reused`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from booktranslate.checks.pairs import Check, Found, Pair, quoted
from booktranslate.model import State

_LONG = 25  # characters: below, « Oui. » and « Si. » may well both be "Yes."


def inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The same French text has another translation elsewhere."""
    for group in _groups(pairs, lambda pair: (pair.unit.context, _same(pair.source))):
        ways = {_same(pair.target): pair.target.strip() for _, pair in group}
        if len(ways) > 1:
            for index, pair in group:
                others = [way for key, way in ways.items() if key != _same(pair.target)]
                yield (
                    index,
                    (
                        f"The same French text is translated as {quoted(map(_short, others))} elsewhere; "
                        "choose one."
                    ),
                )


def reused(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """Another French text has the same translation."""
    for group in _groups(pairs, lambda pair: _same(pair.target)):
        sources = {_same(pair.source): pair.source.strip() for _, pair in group}
        if len(sources) > 1 and all(len(source) >= _LONG for source in sources):
            for index, pair in group:
                others = [source for key, source in sources.items() if key != _same(pair.source)]
                yield (
                    index,
                    (
                        f"Another French text, {quoted(map(_short, others))}, has the same translation; "
                        "make sure that neither was pasted by mistake."
                    ),
                )


def _groups(pairs: Sequence[Pair], key: Callable[[Pair], object]) -> Iterator[list[tuple[int, Pair]]]:
    groups: dict[object, list[tuple[int, Pair]]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        # A draft is still to be read; to compare it would double what is said of it.
        if pair.translated and pair.translation.state is not State.DRAFT and _same(pair.source):
            groups[key(pair)].append((index, pair))
    return (group for group in groups.values() if len(group) > 1)


def _same(text: str) -> str:
    """The words of a text: case, spaces and punctuation do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


CHECKS = (
    Check("inconsistent", "warning", "The same French text is translated in two ways.", inconsistent),
    Check("reused", "note", "Two French texts have the same translation.", reused),
)
