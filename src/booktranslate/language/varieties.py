"""British and American spelling: words that are right in one variety only, and how the other spells them.

british_american.csv lists certain differences: each word is right in the Hunspell dictionary of one variety
and wrong in that of the other. It leaves out words that are also good British English (a story, to draft,
judgment). New Hart's Rules prefer -ize, most British publishers -ise, so both are right. American English has
only -ize.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_IZE = re.compile(
    r"([a-z-]{3,}?)i([sz])(?:e|ed|es|ing|ers?|able|ability|ations?|ational(?:ly)?|ation-[a-z-]+)"
)
# The beginnings of words that always have an s (advise, enterprise, otherwise) or always a z (capsize).
_ALWAYS_S = re.compile(
    r"(?:.*-|un|in|re|pre|dis|mis|over|micro|immuno|im)*(?:absc|adv|advert|affranch|appra|bra|bru|cer|cha|chast|chem"
    r"|circumc|compr|comprom|conc|cru|dem|desp|dev|disgu|empr|enfranch|enterpr|exc|exerc|exorc|expert|fra"
    r"|franch|improv|inc|lia|mala|marqu|merchand|metropol|mort|parad|pelv|pract|pra|prec|prem|prev|prom|rem|repr|rev"
    r"|sub|superv|surm|surpr|telev|torto|treat|turquo|upr|val|r|sunr|moonr|.*(?:[aeiou]nna|ra|no|po|w))"
)
_ALWAYS_Z = re.compile(r"ass|caps|mispr|hypostas|(?:.*-|down|file|out|over|re|super|under|up|mid|un)s|.*-pr")
# British English has "program" for computers, and "programme" for everything else.
_COMPUTING = re.compile(
    r"\b(?:comput|software|cod(?:e|es|ed|ing)\b|programm(?:er|ing)|application|app\b|data|algorithm|files?\b|server)",
    re.IGNORECASE,
)
_METERS = re.compile(r"(?:\d|\b(?:square|cubic|hundred|thousand|few))\s+(meters?)\b")
# In British English the noun is licence, the verb license; the noun practice, the verb practise.
_LICENCE_NOUN = (
    r"\b(?:an?|the|this|that|each|any|every|no|its|our|your|their|his|her|another|same|of|under|by|with|without)"
    r"\s+(?:(?!(?:to|will|may|can|must|not|and|or|you|we|they)\b)[\w’'-]+\s+){0,4}?WORD\b"
    r"(?!\s+(?:the|an?|it|them|its|your|our|their|this)\b)"
)
_LICENCE = re.compile("licences?", re.IGNORECASE)
_PRACTISE_VERB = (
    r"\b(?:to|will|can|must|may|should|would|they|we|you|I|who)\s+WORD"
    r"(?=\s+(?:the|an?|it|their|his|her|my|our|your|what|law|medicine)\b)"
)


def respelt(word: str, *, british: bool, text: str, source: str) -> str | None:
    """The British (or American) spelling of a word of the other variety; None for any other word.

    `text` is the English text with the word, `source` its French: they show, for example, whether a program
    is one for computers. For words with -ise or -ize see `ending`.
    """
    lower = word.lower()
    if british and lower in ("program", "programs"):
        about_computers = _COMPUTING.search(text) or not re.search("programmes?", source, re.I)
        right = None if about_computers else lower.replace("program", "programme")
    elif british and word in ("license", "licenses") and _LICENCE.search(source):
        right = word.replace("license", "licence") if _always(_LICENCE_NOUN, word, text) else None
    elif british and word == "practice":
        right = "practise" if _always(_PRACTISE_VERB, word, text) else None
    elif british and lower in ("meter", "meters") and lower == word:
        right = lower.replace("meter", "metre") if _METERS.search(text) else None
    else:
        right = _table(british).get(lower)
    return None if right is None else cased(right, word)


def _always(use: str, word: str, text: str) -> bool:
    """Whether a text has a word, and all its occurrences match `use`, a pattern with WORD for the word."""
    used = re.findall(use.replace("WORD", word), text)
    return len(used) == len(re.findall(rf"(?<![\w-]){word}(?![\w-])", text)) > 0


def ending(word: str) -> str:
    """The letter, s or z, of a word with -ise or -ize that could have either; "" for other words."""
    found = _IZE.fullmatch(word.lower())
    if not found:
        return ""
    never = (_ALWAYS_S if found[2] == "s" else _ALWAYS_Z).fullmatch(found[1])
    return "" if never else found[2]


def with_ending(word: str, letter: str) -> str:
    """A word that has an `ending`, with this letter in its place; other words unchanged."""
    found = _IZE.fullmatch(word.lower())
    if not found:
        return word
    at = found.start(2)
    return word[:at] + (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def cased(words: str, like: str) -> str:
    """Words with capitals like those of other words: the first letter, or all; else as they are."""
    if like.isupper() and len(like) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if like[:1].isupper() else words


@cache
def _table(british: bool) -> Mapping[str, str]:
    """The words that are wrong in British (or American) English, with the right ones."""
    text = files("booktranslate.language").joinpath("british_american.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    if british:
        return {row["american"]: row["british"] for row in rows if row["wrong in"] != "US"}
    return {row["british"]: row["american"] for row in rows if row["wrong in"] != "GB"}
