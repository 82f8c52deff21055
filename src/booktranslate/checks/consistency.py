"""Over the whole book: one source translated in two ways, two sources translated in one.

Names: Weblate's `inconsistent` and `reused`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from booktranslate.checks.pairs import Check, Found, Pair, quoted
from booktranslate.language.roman_numerals import ROMAN
from booktranslate.language.sentences import ended
from booktranslate.model import State

_REMARK = 7  # words
_MOST = 3
_LONG = 25  # characters: below, « Oui. » and « Si. » may well both be "Yes."


def inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The same French text has another translation elsewhere."""
    for index, others in _otherwise(pairs, _same):
        if not _is_said(pairs[index].source):
            yield index, f"The same French text is translated as {others} elsewhere; choose one."


def perhaps_inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The same short remark has another translation elsewhere (« Très bien. »), or a text that differs in its
    figures only."""
    told = set()
    for index, others in _otherwise(pairs, _same):
        told.add(index)
        if _is_said(pairs[index].source):
            yield index, f"The same French text is translated as {others} elsewhere; is this intended?"
    for index, others in _otherwise(pairs, _without_figures):
        if index not in told and re.search(r"\d", pairs[index].source):
            yield (
                index,
                f"A French text that differs only in its figures is translated as {others}; choose one.",
            )


def _otherwise(pairs: Sequence[Pair], same: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """The texts whose French is that of others and whose translation is not, with these translations."""
    for group in _groups(pairs, lambda pair: (pair.unit.context, same(pair.source))):
        ways = {same(pair.target): pair.target.strip() for _, pair in group}
        if len(ways) > 1:
            for index, pair in group:
                others = [way for key, way in ways.items() if key != same(pair.target)]
                yield index, quoted(map(_short, others[:_MOST]))


def _is_said(text: str) -> bool:
    """Whether it is the number of a part, or a short remark, translated by what was said before."""
    if re.search(r"[^\W\d_]{3}", text) is None or re.fullmatch(rf"{ROMAN}\W*", text.strip()):
        return True
    return len(text.split()) <= _REMARK and (ended(text) or _BEFORE_SPEECH.match(text) is not None)


# What a story puts before what somebody says: « Il reprit : ».
_BEFORE_SPEECH = re.compile(r"\W*(?:[Ii]ls?|[Ee]lles?|[Oo]n|[Jj]e|[Jj][’'])\b.*:\s*$")


def _without_figures(text: str) -> str:
    """As `_same`, every figure alike; a text of figures alone is like no other."""
    same = _same(text)
    return re.sub(r"\d[\d ]*", "# ", same) if re.search(r"[^\W\d_]{3}", same) else same


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
    Check("perhaps-inconsistent", "note", "A short remark is translated in two ways.", perhaps_inconsistent),
    Check("reused", "note", "Two French texts have the same translation.", reused),
)
