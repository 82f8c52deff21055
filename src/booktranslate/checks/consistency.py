"""Consistency over the whole book: the same French translated in two ways, two French texts in one.

Names: Weblate's `inconsistent` and `reused`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from booktranslate.checks.pairs import Check, Found, Pair, quoted, start
from booktranslate.language.roman_numerals import ROMAN
from booktranslate.language.sentences import ended
from booktranslate.model import State

_REMARK = 7  # words of a short remark, at most
_MOST = 3  # other translations that a message quotes
_LONG = 25  # characters; shorter texts may well share a translation: « Oui. » and « Si. » are both "Yes."


def inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """The same French text has a different translation elsewhere."""
    for index, others in _otherwise(pairs, _same):
        if not _is_said(pairs[index].source):
            yield index, f"The same French text is translated as {others} elsewhere; choose one."


def perhaps_inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """A short remark (« Très bien. »), or a text that differs only in its figures, is translated differently
    elsewhere."""
    reported = set()
    for index, others in _otherwise(pairs, _same):
        reported.add(index)
        if _is_said(pairs[index].source):
            yield index, f"The same French text is translated as {others} elsewhere; is this intended?"
    for index, others in _otherwise(pairs, _without_figures):
        if index not in reported and re.search(r"\d", pairs[index].source):
            yield (
                index,
                f"A French text that differs only in its figures is translated as {others}; choose one.",
            )


def _otherwise(pairs: Sequence[Pair], same: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """The indexes of texts that share their French but not their translation; the other translations, quoted.

    `same` reduces a text to what is compared.
    """
    for group in _groups(pairs, lambda pair: (pair.unit.context, same(pair.source))):
        ways = {same(pair.target): pair.target.strip() for _, pair in group}
        if len(ways) > 1:
            for index, pair in group:
                others = [way for key, way in ways.items() if key != same(pair.target)]
                yield index, quoted(map(start, others[:_MOST]))


def _is_said(text: str) -> bool:
    """Whether a text is a number of a section, or a short remark whose translation depends on the context."""
    if re.search(r"[^\W\d_]{3}", text) is None or re.fullmatch(rf"{ROMAN}\W*", text.strip()):
        return True
    return len(text.split()) <= _REMARK and (ended(text) or _BEFORE_SPEECH.match(text) is not None)


# How a novel introduces speech: « Il reprit : ».
_BEFORE_SPEECH = re.compile(r"\W*(?:[Ii]ls?|[Ee]lles?|[Oo]n|[Jj]e|[Jj][’'])\b.*:\s*$")


def _without_figures(text: str) -> str:
    """Like `_same`, but with # for every figure; a text without a word keeps its figures."""
    same = _same(text)
    return re.sub(r"\d[\d ]*", "# ", same) if re.search(r"[^\W\d_]{3}", same) else same


def reused(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """A different French text has the same translation."""
    for group in _groups(pairs, lambda pair: _same(pair.target)):
        sources = {_same(pair.source): pair.source.strip() for _, pair in group}
        if len(sources) > 1 and all(len(source) >= _LONG for source in sources):
            for index, pair in group:
                others = [source for key, source in sources.items() if key != _same(pair.source)]
                yield (
                    index,
                    (
                        f"Another French text, {quoted(map(start, others))}, has the same translation; "
                        "make sure that neither was pasted by mistake."
                    ),
                )


def _groups(pairs: Sequence[Pair], key: Callable[[Pair], object]) -> Iterator[list[tuple[int, Pair]]]:
    groups: dict[object, list[tuple[int, Pair]]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        # A draft is still to be reviewed, which `fuzzy` reports already.
        if pair.translated and pair.translation.state is not State.DRAFT and _same(pair.source):
            groups[key(pair)].append((index, pair))
    return (group for group in groups.values() if len(group) > 1)


def _same(text: str) -> str:
    """The words of a text, regardless of case, spaces and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


CHECKS = (
    Check("inconsistent", "warning", "The same French text is translated in two ways.", inconsistent),
    Check("perhaps-inconsistent", "note", "A short remark is translated in two ways.", perhaps_inconsistent),
    Check("reused", "note", "Two French texts have the same translation.", reused),
)
