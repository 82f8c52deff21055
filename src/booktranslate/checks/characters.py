"""Invisible and unwanted characters.

Names: `zero-width-space` is Weblate's, `corrupted` Okapi's (CORRUPTED_CHARACTERS).
"""

import re
import unicodedata
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS, LABELS
from booktranslate.language.spaces import NO_BREAK

_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
# Our typography uses a word joiner to keep a dash or ellipsis on the line of its word (UAX #14, WJ).
_JOINED = re.compile("\u2060(?=\\s?\u2060?[–—…/-])|(?<=[–—…/-])\u2060")
_DIRECTION = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SOFT_HYPHEN = "\u00ad"
# UTF-8 that was read as Windows-1252: Ã©, â€™, Â followed by a space or «.
_MISREAD = re.compile(r"Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ˜“”¦]|Â(?=[\u00a0«»°])")
# Code points that are reserved for emoji (UTS #51, Extended_Pictographic); Python may not know them yet.
_FUTURE_EMOJI = re.compile("[\U0001f000-\U0001faff\U0001fc00-\U0001fffd]")
_NO_BREAK = re.compile(rf"((?<!\S)\S+)[{NO_BREAK}]+(?=(\S+))")
# English too has a no-break space after these: titles, abbreviations before numbers, initials, labels.
_ABBREVIATED = re.compile(
    rf"^[(“‘]*(?:{BEFORE_NAMES}|{BEFORE_NUMBERS}|[A-Z](?:[.-]+[A-Z])*)\.?$"
    rf"|^[(“‘]*(?:{LABELS}|i)$",
    re.IGNORECASE,
)


def zero_width(pair: Pair) -> Iterator[Flaw]:
    """A zero-width character or a soft hyphen is in the translation, but not in the French text."""
    text = _JOINED.sub("", pair.target)
    for character in dict.fromkeys(text):
        if character in _ZERO_WIDTH + _SOFT_HYPHEN and character not in pair.source:
            yield _unwanted(character, pair.target)


def direction(pair: Pair) -> Iterator[Flaw]:
    """A character changes the direction of writing, so that a text can appear in a different order."""
    for character in dict.fromkeys(pair.target):
        if character in _DIRECTION and character not in pair.source:
            yield _unwanted(character, pair.target)


def corrupted(pair: Pair) -> Iterator[Flaw]:
    """Characters come from reading a file in the wrong encoding, or are control characters."""
    reported: set[str] = set()
    for found in _MISREAD.finditer(pair.target):
        if found[0] not in pair.source and found[0] not in reported:
            reported.add(found[0])
            message = f"“{found[0]}” comes from a file read in the wrong encoding; type the right character."
            yield Flaw(message, found.span())
    for character in dict.fromkeys(pair.target):
        if character not in pair.source and _is_unwanted(character):
            yield _unwanted(character, pair.target)


def no_break_space(pair: Pair) -> Iterator[Flaw]:
    """A no-break space between two words is left over from French."""
    for found in _NO_BREAK.finditer(pair.target):
        before, after = found.groups()
        known = any(f"{before}{space}{after}" in pair.source for space in NO_BREAK)
        between_words = before[-1:].isalpha() and after[:1].isalpha()
        if between_words and not known and not _ABBREVIATED.match(before):
            message = f"“{before} {after}” has a no-break space; English uses an ordinary space there."
            yield Flaw(message, (found.end(1), found.end()), suggestion=" ")


def _is_unwanted(character: str) -> bool:
    if character in "\n\t\r":
        return False
    if _FUTURE_EMOJI.match(character):
        return False
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")


def _unwanted(character: str, text: str) -> Flaw:
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    at = text.index(character)
    around = text[max(0, at - 15) : at] + text[at + 1 : at + 16]
    message = f"There is an unwanted character ({name}) in “{around.strip()}”; delete it."
    return Flaw(message, (at, at + 1), suggestion="")


CHECKS = (
    Check("zero-width-space", "warning", "There is an invisible character.", each(zero_width)),
    Check(
        "bidi-control",
        "error",
        "There is a character that changes the direction of writing.",
        each(direction),
    ),
    Check("corrupted", "error", "Characters come from a wrong encoding.", each(corrupted)),
    Check("no-break-space", "note", "A no-break space is left from French.", each(no_break_space)),
)
