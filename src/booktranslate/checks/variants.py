"""British or American spelling, depending on the target language, and a uniform -ise or -ize in a book.

`language.varieties` knows which words differ. British English allows both -ise and -ize, but not in one book.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from booktranslate.checks.pairs import Check, Flaw, Pair
from booktranslate.language import addresses, sentences
from booktranslate.language.varieties import ending, respelt
from booktranslate.model import Span

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CODE = re.compile(r"`[^`\n]+`")


def variants(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A word is spelt as in the other variety of English."""
    for index, pair in enumerate(pairs):
        for word in dict.fromkeys(_words(pair)):
            if (right := _respelt(word, pair)) is not None:
                ours, theirs = ("British", "American") if _british(pair) else ("American", "British")
                message = f"“{word}” is the {theirs} spelling; in {ours} English it is “{right}”."
                yield index, Flaw(message, _place(pair.target, word), suggestion=right)
            elif not _british(pair) and ending(word) == "s":
                message = f"“{word}” is a British spelling; in American English it has a z."
                yield index, Flaw(message, _place(pair.target, word))


def mixed(pairs: Sequence[Pair]) -> Iterator[tuple[int, Flaw]]:
    """A British book has both -ise and -ize. Each word with the rarer ending is reported once."""
    endings = [
        (index, word, letter)
        for index, pair in enumerate(pairs)
        if _british(pair)
        for word in _words(pair)
        if _respelt(word, pair) is None and (letter := ending(word))
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
                "Both are British; use one of the two."
            )
            yield index, Flaw(message, _place(pairs[index].target, word))


def _place(text: str, word: str) -> Span | None:
    """The span of the first occurrence of a whole word: license, not licensed; None if there is none."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    return found.span() if found else None


def _british(pair: Pair) -> bool:
    return pair.settings.target_lang != "en-US"


def _words(pair: Pair) -> Iterator[str]:
    """The words that a translator chose to spell: without addresses, code, names, and words of the French."""
    text = _CODE.sub("\ufffc", addresses.blanked(pair.target))
    for name in {match.term.target for match in pair.terms if match.term.keep}:
        text = text.replace(name, "\ufffc")
    source = set(_WORD.findall(pair.source))
    for found in _WORD.finditer(text):
        word = found[0]
        if text[found.start() - 1 : found.start()] == "." or re.match(r"\.\w", text[found.end() :]):
            continue  # part of an address: exemple.center.org
        named = word[0].isupper() and not word.isupper() and not sentences.starts(text, found.start())
        if not named and word not in source:
            yield word


def _respelt(word: str, pair: Pair) -> str | None:
    """The right spelling of a word of the other variety; None if it needs no change."""
    return respelt(word, british=_british(pair), text=pair.target, source=pair.source)


CHECKS = (
    Check("british-american", "warning", "A word belongs to the other variety of English.", variants),
    Check("ise-ize", "note", "The book has both -ise and -ize.", mixed),
)
