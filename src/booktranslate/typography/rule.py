"""What a rule is, and what rules are written with."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.language.spaces import NO_BREAK as NO_BREAK
from booktranslate.language.spaces import S as S
from booktranslate.model import Quotes
from booktranslate.typography.flat import KEPT, Edit

W = rf"[\w\u0300-\u036f{KEPT}]"  # a letter, an accent apart, a digit, or a stretch that is kept


@dataclass(frozen=True, slots=True)
class Style:
    """What the rules aim at: British or American English, and the marks of an outer quotation."""

    american: bool = False
    quotes: Quotes = "double"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule of typography.

    `name` is stable: settings use it. `source` says where the rule is from, British then American.
    `apply` finds what to change in a flattened text; one that has none of the `signs` (if
    there are any) has nothing to change.
    """

    name: str
    summary: str
    source: str
    apply: Callable[[str, Style], Iterable[Edit]]
    signs: frozenset[str] = frozenset()


def replaced(
    pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], Sequence[str | None]]
) -> Iterator[Edit]:
    """The edits that give the groups of each match new texts: one for each group, None for no change."""
    for match in pattern.finditer(text):
        for group, value in enumerate(new(match), 1):
            if value is not None and match[group]:
                yield from edit(*match.span(group), match[group], value)


def edit(start: int, stop: int, old: str, new: str) -> Iterator[Edit]:
    """The edit, or none when nothing changes, cut down to what changes so that tags keep their place."""
    if old == new:
        return
    while len(old) > 1 and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while len(old) > 1 and new and old[-1] == new[-1]:
        old, new, stop = old[:-1], new[:-1], stop - 1
    yield start, stop, new
