"""Leftovers: placeholders of an engine or template, and notes of a translator who was not sure."""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each

_LEFT = re.compile(
    r"\[X\d+X\]|\bX\d+X\b|\b(?:TODO|FIXME|TBC|XXX+|TKTK)\b|\?{3,}|(?i:lorem ipsum)|⟦[^⟧]*⟧|__\w+__|%%\w+%%"
    r"|\{\{[^{}]*\}\}|(?i:\[(?:à traduire|to translate|translator|NdT|trad\.|insert|check|missing)\b[^\]]*\])"
)
# A blank of a form, for its reader to fill in: [INSÉRER UNE ADRESSE], [INSERT AN ADDRESS].
_BLANK = re.compile(r"\[[^\W\d_]{3}[^\[\]]{0,60}\]")


def leftovers(pair: Pair) -> Iterator[Flaw]:
    """A personal note or a placeholder is in the translation, but not in the French text."""
    blanks = len(_BLANK.findall(pair.source))
    for found in _LEFT.finditer(pair.target):
        if blanks and _BLANK.fullmatch(found[0]):
            blanks -= 1
        elif found[0] not in pair.source:
            message = f"“{found[0]}” was left in the translation; complete the sentence, or remove it."
            yield Flaw(message, found.span())


CHECKS = (Check("leftover", "warning", "A personal note or an engine's code is left.", each(leftovers)),)
