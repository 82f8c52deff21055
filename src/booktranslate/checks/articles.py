"""“A” and “an”: the right one depends on the sound that follows, not on the letter.

The name `article` is our own; LanguageTool calls the check EN_A_VS_AN.
"""

import re
from collections.abc import Iterator

from booktranslate.checks.pairs import Check, Flaw, Pair, each
from booktranslate.language import addresses
from booktranslate.language.lexicons import is_english
from booktranslate.language.spaces import S

_ARTICLE = re.compile(rf"(?<![\w.’'/&-])([Aa]n?){S}+(?=[“‘\"']?([\w]+(?:[-’'.&]\w+)*))")
# Vowel letters that sound like a consonant (a one-off, a European, a union), and a silent h.
_CONSONANT = re.compile(
    r"one(?!i)\w*|once\b|eu(?!chre)\w*|ew(?!an)\w*|u(?:biqu|fo|gand|k\b|kr|kul|nan(?!s|n)|ni(?!m|n[^g]|nt)|nil|nit|niv"
    r"|nio|nif|niq|nis|ra(?:ni|l)|r(?:e[at]|in|ol)|s(?:a(?:b|g)|e|ual|ur|u)|t(?:e|i|op)|vul)\w*|ouija|ur[il]s?|u|usb",
    re.IGNORECASE,
)
_SILENT_H = re.compile(r"(?:heir|hono[u]?r|honest|hour)\w*|homage|herbs?|herbal", re.IGNORECASE)
# Either article is good English: an historic, an hotel; a herb in Britain.
_EITHER = re.compile(
    r"(?:histor|hotel|hysteri|habitual|hypnot|horrific|heroic|herb|homage|unil|hallucin)\w*", re.IGNORECASE
)
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
_VOWEL_NUMBER = re.compile(r"8\d*|11(?:\d{3})?|18(?:\d{3})?|1[18]00")
_FUNCTION_WORD = re.compile(
    "again|also|always|and|are|as|at|by|for|from|has|if|in|into|is|of|on|or|then|to|was|were|will|with|can|may|must"
)


def article(pair: Pair) -> Iterator[Flaw]:
    """“A” is used before a vowel sound, or “an” before a consonant."""
    for found in _ARTICLE.finditer(addresses.blanked(pair.target)):
        used, word = found[1], found[2]
        right = _right(word)
        # Not an article: the letter of a list item, a grade, a French « a ».
        named = used in ("A", "a") and (len(word) == 1 or _FUNCTION_WORD.fullmatch(word))
        # Nor here: Team A, customer A.
        named = named or (used == "A" and re.search(r"[a-z]\s$", pair.target[: found.start(1)]) is not None)
        if right and used.lower() != right and not named:
            better = right if used[0] == "a" else right.capitalize()
            message = f"“{used} {word}” should be “{better} {word}”."
            yield Flaw(message, found.span(1), suggestion=better)


def _right(word: str) -> str:
    """The article that goes with a word; "" when either does, or when the pronunciation is unknown."""
    if word[0].isdigit():
        number = re.sub(r"\D.*", "", word)
        return "an" if _VOWEL_NUMBER.fullmatch(number) else "a"
    letters = re.split(r"[-’'.&\d]", word)[0]
    if letters.isupper() and len(letters) <= 5 and (len(letters) < 5 or len(word) == len(letters)):
        if len(letters) == len(word) == 1 and letters not in "FHLMNRSX":
            return ""
        if re.match(".[AEIOUY]|[FS][CHKLPRT][AEIOUY]|SQL", letters):
            return ""  # SIP, FAQ, SHA, SQL: read as letters by some, as a word by others
        return "an" if letters[0] in _LETTERS_WITH_VOWEL else "a"
    if _EITHER.match(word) or letters.isupper() or not letters.isascii() or len(letters) < 2 or "_" in word:
        return ""
    if any(letter.isupper() for letter in letters[1:]):
        return ""  # mRNA, eBay, LaTeX
    if re.match("[bcdfghjklmnpqrstvwxz]{2}", letters, re.IGNORECASE) and not is_english(letters.lower()):
        return ""  # an mbox, a pkg
    if _SILENT_H.fullmatch(letters):
        return "an"
    if word[0].lower() in "aeiou":
        return "a" if _CONSONANT.fullmatch(letters) else "an"
    return "a" if re.search("[aeiouy]", letters, re.IGNORECASE) else ""


CHECKS = (Check("article", "warning", "“A” is used instead of “an”, or “an” instead of “a”.", each(article)),)
