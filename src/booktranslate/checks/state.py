"""The state of a translation: missing, a copy of the French text, or a draft that nobody has reviewed.

Names: `untranslated` and `unchanged` are pofilter's, `fuzzy` is gettext's flag ("Needs Work" in Poedit).
"""

import re
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Found, Pair, each, start
from booktranslate.language import addresses
from booktranslate.language.lexicons import is_english, is_french
from booktranslate.model import State

# Function words that English does not have: a text with one of them is not the same in both languages.
_FRENCH_WORD = re.compile(
    r"(?<![\w’'])(?:le|la|les|un|une|des|du|de|au|aux|et|est|sont|pour|dans|avec|sur|par|qui|que|ce|cette|nous"
    r"|vous|elle|ils?|pas|plus|leurs?|nos|notre|ses|son|sa|chez|mais|ou|où|se|ne|en|être|avoir|comme|tout)(?!\w)"
    r"|(?<!\w)(?:[ldnsmtcj]|qu)[’']",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def untranslated(pairs: Sequence[Pair]) -> Iterator[tuple[int, Found]]:
    """There is no translation."""
    for index, pair in enumerate(pairs):
        if not pair.translated and pair.unit.source:
            yield index, "There is no translation yet."


def unchanged(pair: Pair) -> Iterator[Found]:
    """The translation is the French text, although that is not just a name or number."""
    source = pair.source.strip()
    if source.casefold() != pair.target.strip().casefold():
        return
    rest = addresses.blanked(source)
    for match in reversed(pair.terms):
        if match.term.target.casefold() != match.term.source.casefold():
            yield f"The translation is the French text itself: “{start(source)}”."
            return
        rest = rest[: match.start] + rest[match.end :]
    lower = [word for word in _WORD.findall(rest) if word.islower()]
    if len(lower) >= 2 and _FRENCH_WORD.search(rest) and not _is_name(rest) and not _is_foreign(rest):
        yield f"The translation is the French text itself: “{start(source)}”."


def draft(pair: Pair) -> Iterator[Found]:
    """Nobody has approved the draft."""
    if pair.translation.state is State.DRAFT:
        origin = pair.translation.origin
        made = f" {origin if origin.startswith('adopted') else f'by {origin}'}" if origin else ""
        yield f"This is a draft{made} that nobody has approved; read it and clear “needs work” in Poedit."


def _is_foreign(text: str) -> bool:
    """Whether a text is in a third language, such as verses that both texts quote.

    At least half of its words of three letters or more are then neither French nor English.
    """
    long = [word.lower() for word in _WORD.findall(text) if len(word) > _SMALL]
    known = sum(is_french(word) or is_english(word) for word in long)
    return len(long) > 1 and known * 2 <= len(long)


_SMALL = 2  # letters; words this short occur in many languages


def _is_name(text: str) -> bool:
    """Whether all words but function words are capitalised: Banque des Territoires, Pays de la Loire."""
    return all(word[0].isupper() or _FRENCH_WORD.fullmatch(word) for word in _WORD.findall(text))


CHECKS = (
    Check("untranslated", "error", "There is no translation.", untranslated),
    Check("unchanged", "warning", "The translation is the French text.", each(unchanged)),
    Check("fuzzy", "warning", "Nobody has approved the draft.", each(draft)),
)
