"""Where sentences begin and end, in French and English texts."""

import re
from collections.abc import Iterator

from booktranslate.language.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS
from booktranslate.language.letters import UPPER
from booktranslate.language.spaces import S

Span = tuple[int, int]
# Private-use characters and U+FFFC stand for tags and objects.
_CLOSING = '[»”’")\\]\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]'
_MARKS = rf"(?<![.!?…])[.!?…]++{_CLOSING}*+(?:{S}»)?"
# Strings, so that they are compiled only in a run that uses them.
_END = rf"{_MARKS}(?=\s|$)|\n"
_LAST = rf"{_MARKS}\s*$"
# Abbreviations that never end a sentence: titles, references, initials.
_GOES_ON = re.compile(
    rf"(?<!\w)(?:{BEFORE_NAMES}|{BEFORE_NUMBERS}|cf|ex|env|éd|e\.g|i\.e|[{UPPER}](?:[.-]+[{UPPER}])*)\.$"
)
# Abbreviations that may end a sentence, if a capital follows.
_MAY_END = re.compile(
    rf"(?<!\w)(?:etc|Inc|Ltd|Co|Cie|Jr|Sr|[ap]\.\s?m|av|apr|J\.-C|[{UPPER}](?:\.[{UPPER}])+)\.$"
)
# Not the abbreviations before numbers: no and art are also words.
_ABBREVIATED_END = rf"{_MAY_END.pattern}|(?<!\w)(?:{BEFORE_NAMES}|e\.g|i\.e|[{UPPER}])\.$"
_START = r"(?:^|[.!?…][\s»”’\")]*|[:;•–—/(\[«“\"‹*\n])[\s«“‘’\"'(\[–—-]*$"
_NAMING = re.compile(rf"(?<!\w)(?:{BEFORE_NAMES})\.\s+$")  # Mr. Gray
_SPACES = re.compile(r"\s*")
_FOLLOWING = re.compile(r"[\s«“‘\"'(\[]*+[a-zß-öø-ÿœ]")


def spans(text: str) -> Iterator[Span]:
    """The spans of the sentences of a text: with their final marks, without the spaces between them.

    A sentence does not end before a lower-case letter: « Quoi ? » demanda-t-il. A line break ends one.
    """
    start = _behind_spaces(text, 0)
    for found in re.finditer(_END, text):
        after = _behind_spaces(text, found.end())
        if found[0] != "\n" and not _ends(text, max(0, start), found, after):
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


def beginnings(text: str) -> list[int]:
    """The places where the sentences of a text begin, without that of the first."""
    return [start for start, _ in spans(text)][1:]


def starts(text: str, at: int) -> bool:
    """Whether a sentence, line, list item or quotation begins at a place, so that any word has a capital."""
    before = text[max(0, at - 40) : at]
    return not at or (re.search(_START, before) is not None and not _NAMING.search(before))


def ended(text: str) -> bool:
    """Whether a text ends like a sentence, and not with an abbreviation or initial."""
    found = re.search(_LAST, text)
    return found is not None and not (found[0].rstrip() == "." and _GOES_ON.search(text[: found.start() + 1]))


def abbreviated(text: str) -> bool:
    """Whether a text ends with an abbreviation or initial, whose full stop may also end a sentence."""
    return re.search(_ABBREVIATED_END, text.rstrip()) is not None


def stops_at(text: str, end: int) -> bool:
    """Whether the full stop just before `end` ends a sentence, and not only an abbreviation."""
    found = re.compile(_END).match(text, end - 1)
    if found is None:
        return False
    after = _behind_spaces(text, found.end())
    return after == len(text) or _ends(text, 0, found, after)


def _ends(text: str, start: int, found: re.Match[str], after: int) -> bool:
    if _FOLLOWING.match(text, after):
        return False
    before = text[max(start, found.end() - 12) : found.end()]
    return found[0] != "." or not _is_abbreviation(before, text[after : after + 1])


def _is_abbreviation(before: str, after: str) -> bool:
    if _MAY_END.search(before):
        return after != "" and not after.isupper()
    return after != "" and _GOES_ON.search(before) is not None


def _behind_spaces(text: str, at: int) -> int:
    found = _SPACES.match(text, at)
    return found.end() if found else at
