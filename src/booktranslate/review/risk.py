"""How urgently a draft needs review, from 0 to 1: what people are likely to change comes first.

Each sign of risk multiplies the trust in a draft by a factor, as if the signs were independent. A long text
has more to change, a text whose words were not in any reviewed text has more than others, and a finding of
the checks is direct evidence. `benchmarks/risk.py` measures the result: with Apertium, whose drafts need
changes in seven words of ten everywhere, length tells by far the most.
"""

import re
from collections.abc import Iterable, Sequence
from math import exp

from booktranslate import notes
from booktranslate.catalog import Entry
from booktranslate.language import letters
from booktranslate.model import Finding, State

_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURES = re.compile(r"\d")
_LEFT = {"error": 0.4, "warning": 0.7, "note": 0.9}  # the trust that is left, by the severity of a finding
_LONG = 40  # words: a draft of this length keeps e⁻¹ of the trust
_TERM = _NUMBER = _TAG = 0.97
_NEW = 0.3  # if none of the words has been reviewed anywhere
_EVERY_DRAFT = {"fuzzy", "untranslated"}  # findings that every draft has


class Risk:
    """The risk of drafts, given which texts of the project people have reviewed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._known = {
            word
            for entry in entries
            if entry.state is State.REVIEWED
            for word in _words(entry.unit.source.plain)
        }

    def of(self, entry: Entry, findings: Sequence[Finding] = ()) -> float:
        """The risk of an entry with these findings: 0 if it is reviewed, 1 if it is untranslated."""
        if entry.state is not State.DRAFT:
            return float(entry.state is State.EMPTY)
        source = entry.unit.source
        trust = exp(-source.words / _LONG)
        for finding in findings:
            if finding.name in _EVERY_DRAFT:
                continue
            trust *= _LEFT[finding.severity]
        trust *= _TERM ** len(notes.read(entry.unit.notes).terms)
        trust *= _NUMBER ** bool(_FIGURES.search(source.plain))
        trust *= _TAG ** (len(source.tags) + (source.tags != entry.translation.target.tags))
        words = _words(source.plain)
        unseen = len(words - self._known) / len(words) if words else 0.0
        trust *= 1 - (1 - _NEW) * unseen
        return round(1 - trust, 3)


def _words(plain: str) -> set[str]:
    return set(_WORD.findall(letters.plain(plain).casefold()))
