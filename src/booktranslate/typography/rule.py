"""What a rule is, and functions for writing rules."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from booktranslate.language.spaces import NO_BREAK as NO_BREAK
from booktranslate.language.spaces import S as S
from booktranslate.model import Quotes
from booktranslate.typography.flat import KEPT, Edit

W = rf"[\w\u0300-\u036f{KEPT}]"  # a letter, a combining accent, a digit, or a stretch that is not changed


@dataclass(frozen=True, slots=True)
class Style:
    """What the rules are to produce: British or American English, with these outer quotation marks."""

    american: bool = False
    quotes: Quotes = "double"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of typography.

    `name` does not change, as settings use it. `source` is where the rule is from, British then American.
    `apply` gives the edits of a flattened text; if there are `signs`, a text without any of them has no
    edits.
    """

    name: str
    summary: str
    source: str
    apply: Callable[[str, Style], Iterable[Edit]]
    signs: frozenset[str] = frozenset()


def replaced(
    pattern: re.Pattern[str], text: str, new: Callable[[re.Match[str]], Sequence[str | None]]
) -> Iterator[Edit]:
    """The edits that replace the groups of each match. `new` gives a text for each group, or None to keep
    it."""
    for match in pattern.finditer(text):
        for group, value in enumerate(new(match), 1):
            if value is not None and match[group]:
                yield from edit(*match.span(group), match[group], value)


def edit(start: int, stop: int, old: str, new: str) -> Iterator[Edit]:
    """The edit, reduced to what changes so that tags keep their places; none if nothing changes."""
    if old == new:
        return
    while len(old) > 1 and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while len(old) > 1 and new and old[-1] == new[-1]:
        old, new, stop = old[:-1], new[:-1], stop - 1
    yield start, stop, new
