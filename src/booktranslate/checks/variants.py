"""British or American spelling, as the target language says, and one spelling of -ise or -ize in a book.

british_american.csv lists what differs for certain: each word in it is right in the Hunspell dictionary of
one variety and wrong in that of the other. Left out is what is good British English too (a story, to draft,
judgment). New Hart's Rules take -ize, most British publishers -ise: either will do, both in one book are a
slip. American English has -ize only.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from booktranslate.checks.pairs import Check, Flaw, Pair, place
from booktranslate.language import addresses, sentences

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_IZE = re.compile(
    r"([a-z-]{3,}?)i([sz])(?:e|ed|es|ing|ers?|able|ability|ations?|ational(?:ly)?|ation-[a-z-]+)"
)
# Beginnings of words that never have a z (advise, enterprise, otherwise) and never an s (capsize).
_ALWAYS_S = re.compile(
    r"(?:.*-|un|in|re|pre|dis|mis|over|micro|immuno|im)*(?:absc|adv|advert|affranch|appra|bra|bru|cer|cha|chast|chem"
    r"|circumc|compr|comprom|conc|cru|dem|desp|dev|disgu|empr|enfranch|enterpr|exc|exerc|exorc|expert|fra"
    r"|franch|improv|inc|lia|mala|marqu|merchand|metropol|mort|parad|pelv|pract|pra|prec|prem|prev|prom|rem|repr|rev"
    r"|sub|superv|surm|surpr|telev|torto|treat|turquo|upr|val|r|sunr|moonr|.*(?:[aeiou]nna|ra|no|po|w))"
)
_ALWAYS_Z = re.compile(r"ass|caps|mispr|hypostas|(?:.*-|down|file|out|over|re|super|under|up|mid|un)s|.*-pr")
# A computer's program is one in British English too; elsewhere « programme » is a programme.
_COMPUTING = re.compile(
    r"\b(?:comput|software|cod(?:e|es|ed|ing)\b|programm(?:er|ing)|application|app\b|data|algorithm|files?\b|server)",
    re.IGNORECASE,
)
_METERS = re.compile(r"(?:\d|\b(?:square|cubic|hundred|thousand|few))[\s\u00a0\u202f]+(meters?)\b")


def variants(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A word has the spelling of the other variety of English."""
    for index, pair in enumerate(pairs):
        for word in dict.fromkeys(_words(pair)):
            if (right := _respelt(word, pair)) is not None:
                ours, theirs = ("British", "American") if _british(pair) else ("American", "British")
                message = f"“{word}” is the {theirs} spelling; in {ours} English it is “{right}”."
                yield index, Flaw(message, place(pair.target, word), suggestion=right)
            elif not _british(pair) and _ending(word) == "s":
                message = f"“{word}” is a British spelling; in American English it has a z."
                yield index, Flaw(message, place(pair.target, word))


def mixed(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """Both -ise and -ize are in a British book. Each word is reported once, at its first place."""
    endings = [
        (index, word, letter)
        for index, pair in enumerate(pairs)
        if _british(pair)
        for word in _words(pair)
        if _respelt(word, pair) is None and (letter := _ending(word))
    ]
    counts = Counter(letter for _, _, letter in endings)
    if len(counts) == 2:
        usual = "s" if counts["s"] >= counts["z"] else "z"
        rare = "z" if usual == "s" else "s"
        first = {word.lower(): (index, word) for index, word, letter in reversed(endings) if letter == rare}
        for index, word in sorted(first.values()):
            score = f"{counts[rare]} to {counts[usual]} times"
            message = (
                f"“{word}” has -i{rare}-, where the book has -i{usual}- ({score}). "
                "Both are British; keep to one."
            )
            yield index, Flaw(message, place(pairs[index].target, word))


def _british(pair: Pair) -> bool:
    return pair.settings.target_lang != "en-US"


def _words(pair: Pair) -> Iterator[str]:
    """The words that a translator spells: not those of addresses and names, nor what is as in the French."""
    text = addresses.blanked(pair.target)
    for name in {match.term.target for match in pair.terms if match.term.keep}:
        text = text.replace(name, "\ufffc")
    source = set(_WORD.findall(pair.source))
    for found in _WORD.finditer(text):
        word = found[0]
        if text[found.start() - 1 : found.start()] == "." or re.match(r"\.\w", text[found.end() :]):
            continue  # of an address: exemple.center.org
        named = word[0].isupper() and not word.isupper() and not sentences.starts(text, found.start())
        if not named and word not in source:
            yield word


def _respelt(word: str, pair: Pair) -> str | None:
    """The word as it should be, when it is of the other variety."""
    lower = word.lower()
    if _british(pair) and lower in ("program", "programs"):
        about_computers = _COMPUTING.search(pair.target) or not re.search("programmes?", pair.source, re.I)
        right = None if about_computers else lower.replace("program", "programme")
    elif _british(pair) and lower in ("meter", "meters") and lower == word:
        right = lower.replace("meter", "metre") if _METERS.search(pair.target) else None
    else:
        right = _table(_british(pair)).get(lower)
    if right is None:
        return None
    return right.upper() if word.isupper() else right.capitalize() if word[0].isupper() else right


def _ending(word: str) -> str:
    """The letter, s or z, where there is a choice."""
    found = _IZE.fullmatch(word.lower())
    if not found:
        return ""
    never = (_ALWAYS_S if found[2] == "s" else _ALWAYS_Z).fullmatch(found[1])
    return "" if never else found[2]


@cache
def _table(british: bool) -> Mapping[str, str]:
    """Words that are wrong in British (or American) English, with what is right."""
    text = files("booktranslate.checks").joinpath("british_american.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    if british:
        return {row["american"]: row["british"] for row in rows if row["wrong in"] != "US"}
    return {row["british"]: row["american"] for row in rows if row["wrong in"] != "GB"}


CHECKS = (
    Check("british-american", "warning", "A word of the other variety of English.", variants),
    Check("ise-ize", "note", "Both -ise and -ize are in the book.", mixed),
)
