"""Letters as a reader sees them, however they are encoded.

An é may be one character or two, fi may be a ligature, and the e of « 2ᵉ » may be superscript: the word is
the same. Texts are normalised, so that engines, glossary, checks and typography all see one spelling.
"""

import re
import unicodedata
from functools import lru_cache

from booktranslate.language.ordinals import ENGLISH_ORDINAL, FRENCH_ORDINAL
from booktranslate.language.roman_numerals import ROMAN, SMALL_ROMAN

UPPER, LOWER = "A-ZÀ-ÖØ-ÞŒŸ", "a-zß-öø-ÿœ"
"""The letters of French and English, for use inside [ ] in a pattern."""
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_FROM_LIGATURES = str.maketrans(_LIGATURES)
_RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_FROM_RAISED = str.maketrans(_RAISED, "abcdefghijklmnoprstuvwxyz")
_RAISED_LETTERS = f"[{_RAISED}]+"
_SPECIAL = re.compile(f"[{''.join(_LIGATURES)}{_RAISED}]")
# Of one character each, and none of the special ones: the letters of Europe, its punctuation, its currencies.
_ORDINARY = re.compile("[\0-\u02af\u2002-\u206f\u20a0-\u20bf]*+")

# Strings, so that they are compiled only in a run that uses them: few books have many superscript letters.
_AFTER_FIGURE = f"(?:{FRENCH_ORDINAL}|{ENGLISH_ORDINAL}|bis|ter|quater|bre)"
_AFTER_ROMAN = f"(?:{FRENCH_ORDINAL}|bre)"  # Xbre is décembre
# Neither 3,5 nor A2: a superscript letter there is the mark of a note.
_FIGURE = r"(?<!\w)(?<!\d[,.])\d+$"
_NUMERAL = rf"(?<!\w){ROMAN}$"
_SMALL_NUMERAL = rf"(?<!\w)(?=[ivxlcdm]{{2}}){ROMAN.lower()}$"
_SECOND = r"(?<!\w)(?:2|II)$"
_STEM = r"(?<!\w)[^\W\d_]+$"
_OCTAVO = r"(?i:\bin-(?:\d+|f)$)"
_WORD_ENDING = "[a-zàâçéèêëîïôûù]{2,6}"
# What French writes superscript after a single letter. After any other letter it may be an exponent.
_ABBREVIATIONS = {
    "A": "bbé",
    "B": "d on onne",
    "C": "ie ies te tes tesse el ne al",
    "D": "r rs re lle lles",
    "E": "ts",
    "É": "ts",
    "F": "g bg",
    "G": "al aux",
    "L": "t",
    "M": "me mes lle lles r rs gr grs is ise e es d de",
    "N": "o os ° º",
    "P": "r rs",
    "Q": "té",
    "S": "t te ts tes é té r",
    "V": "ve ves te tesse",
    "f": "o os",
    "n": "o os ° º",
    "r": "o",
    "v": "o",
}
_KNOWN = {(stem, ending) for stem, endings in _ABBREVIATIONS.items() for ending in endings.split()}


def composed(text: str) -> str:
    """The text in NFC, with its ligatures replaced by letters."""
    text = _nfc(text)
    return text.translate(_FROM_LIGATURES) if not text.isascii() and _SPECIAL.search(text) else text


def plain(text: str) -> str:
    """The text as from `composed`, with plain letters for superscript ones that are part of a spelling."""
    if _ORDINARY.fullmatch(text):  # as nearly every text
        return text
    text = _nfc(text)
    if not _SPECIAL.search(text):
        return text
    return re.sub(_RAISED_LETTERS, _lowered, text.translate(_FROM_LIGATURES))


def unaccented(text: str) -> str:
    """The text without accents and other marks above or below its letters."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(256)  # the same long text is asked for once per name
def bare(text: str) -> str:
    """The text without accents and capitals, to compare it with another."""
    return unaccented(text).casefold()


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _lowered(found: re.Match[str]) -> str:
    letters = found[0].translate(_FROM_RAISED)
    return (
        letters
        if is_spelling(found.string[max(0, found.start() - 24) : found.start()], letters)
        else found[0]
    )


def is_spelling(before: str, raised: str) -> bool:
    """Whether superscript letters after other text are part of its spelling, as in 2ᵉ, XXᵉ, Mᵐᵉ, nᵒ.

    They are not if they are an exponent or the mark of a note.
    """
    raised = raised.rstrip()
    if not raised or not (raised.isalpha() or raised in "°º"):
        return False
    if raised == "d":
        return bool(re.search(_SECOND, before)) or (before[-1:] == "B" and bool(re.search(_STEM, before)))
    if re.search(_FIGURE, before):
        return re.fullmatch(_AFTER_FIGURE, raised) is not None or _is_octavo(before, raised)
    if re.search(_NUMERAL, before) and re.fullmatch(_AFTER_ROMAN, raised):
        return True
    if re.search(_SMALL_NUMERAL, before) and re.fullmatch(_AFTER_ROMAN, raised):
        return True
    stem = re.search(_STEM, before)
    if stem is None:
        return False
    if len(stem[0]) == 1:
        return (stem[0], raised) in _KNOWN or _is_octavo(before, raised)
    return re.fullmatch(_WORD_ENDING, raised) is not None


def _is_octavo(before: str, raised: str) -> bool:
    return raised == "o" and re.search(_OCTAVO, before) is not None


_ORDINAL = rf"{FRENCH_ORDINAL}(?![^\W\d_])|\s+si[èe]cles?\b"


def is_century(numeral: str, after: str) -> bool:
    """Whether a Roman numeral is an ordinal, such as that of a century, by the text after it.

    Its small capitals are then part of the spelling.
    """
    numeral = numeral.strip().upper()
    if not numeral or not re.fullmatch(SMALL_ROMAN, numeral):  # enough for centuries; L and D may begin words
        return False
    return re.match(_ORDINAL, after) is not None
