"""How much a draft needs a reader, from 0 to 1: what is likely to be changed comes first.

Each sign leaves a share of the trust in a draft, as if they were independent. A long text has more to change,
a text whose words nobody has reviewed yet more than others, and a finding of the checks says it outright.
`benchmarks/risk.py` measures it: with Apertium, which needs a change in seven words of ten wherever one
looks, length says the most by far.
"""

import re
from collections.abc import Iterable, Sequence
from math import exp

from booktranslate import letters, notes
from booktranslate.catalog import Entry
from booktranslate.model import Finding, State

_WORD = re.compile(r"[^\W\d_]{4,}")
_FIGURES = re.compile(r"\d")
_LEFT = {"error": 0.4, "warning": 0.7, "note": 0.9}  # of the trust, by the severity of a finding
_LONG = 40  # words, of which a draft has e⁻¹ of the trust
_TERM = _NUMBER = _TAG = 0.97
_NEW = 0.3  # where no word was reviewed before
_EVERY_DRAFT = {"fuzzy", "untranslated"}  # what the checks say of each draft


class Risk:
    """The risk of drafts, beside the texts of a project that people have reviewed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._known = {
            word
            for entry in entries
            if entry.state is State.REVIEWED
            for word in _words(entry.unit.source.plain)
        }

    def of(self, entry: Entry, findings: Sequence[Finding] = ()) -> float:
        """The risk of an entry with what the checks find in it: 0 for a reviewed one, 1 for an empty one."""
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
