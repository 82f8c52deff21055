"""Where sentences end and begin, in French and in English texts."""

import re
from collections.abc import Iterator

Span = tuple[int, int]
_END = re.compile(r"(?<![.!?…])[.!?…]++[»”’\")\]\ufffc]*+(?:[\u00a0\u202f][»])?(?=\s|$)|\n")
# Titles and references, that something follows; an initial; what may end a sentence too, before a capital.
_GOES_ON = re.compile(
    r"(?<!\w)(?:MM?|Mmes?|Mlles?|Mr|Mrs|Ms|Drs?|Prs?|Profs?|St|Ste|[Nn]os?|Messrs|vol|art|pp?|cf|ex|env|fig|éd|e\.g|i\.e"
    r"|[A-ZÀ-Ý](?:[.-]+[A-ZÀ-Ý])*)\.$"
)
_MAY_END = re.compile(r"(?<!\w)(?:etc|Inc|Ltd|Co|Cie|Jr|Sr|[ap]\.\s?m|av|apr|J\.-C|[A-Z](?:\.[A-Z])+)\.$")
_START = re.compile(r"(?:^|[.!?…][\s»”’\")]*|[:;•–—/(\[«“\"‹*\n])[\s\u00a0\u202f«“‘’\"'(\[–—-]*$")
_SPACES = re.compile(r"\s*")


def spans(text: str) -> Iterator[Span]:
    """The sentences of a text, each with the marks that end it, without the spaces between them."""
    start = _behind_spaces(text, 0)
    for found in _END.finditer(text):
        after = _behind_spaces(text, found.end())
        if found[0] == "." and _is_abbreviation(
            text[max(0, start, found.end() - 12) : found.end()], text[after : after + 1]
        ):
            continue
        end = found.start() if found[0] == "\n" else found.end()
        if end > start:
            yield start, end
        start = after
    if start < len(text):
        yield start, len(text.rstrip())


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[start:end] for start, end in spans(text)]


def starts(text: str, at: int) -> bool:
    """Whether a sentence, a line, an item of a list or a quotation begins there, so that a capital tells
    nothing."""
    return _START.search(text[max(0, at - 40) : at]) is not None if at else True


def _is_abbreviation(before: str, after: str) -> bool:
    if _MAY_END.search(before):
        return after != "" and not after.isupper()
    return after != "" and _GOES_ON.search(before) is not None


def _behind_spaces(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    return found.end() if found else at
