"""Where words of a text stand in its PO file: line and column, for editors and other tools.

The words are counted in the plain text, without tags; in the file there are tags, entities, escapes and
line breaks between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from booktranslate.catalog.syntax import string_line
from booktranslate.model import TAG_OR_ENTITY, Span, parse


@dataclass(frozen=True, slots=True)
class Region:
    """From a character of a file to the one behind the last; lines and columns count from 1."""

    start_line: int
    start_column: int
    end_line: int
    end_column: int


def region(lines: Sequence[str], line: int, field: str, span: Span) -> Region | None:
    """Where `span` of the plain text stands in a file of these lines; `line` is that of the entry's msgid.

    `field` is `msgid` or `msgstr`. None when the file is not as it was when the entry was read.
    """
    raw, places = _strings(lines, line, field)
    plain = _plain_places(raw)
    start, end = span
    if not 0 <= start <= end <= len(plain) or not places:
        return None
    if start == end:  # a place between two characters
        first = places[plain[start]][:2] if start < len(plain) else _behind(places[-1])
        return Region(*first, *first)
    return Region(*places[plain[start]][:2], *_behind(places[plain[end - 1]]))


def _behind(place: tuple[int, int, int]) -> tuple[int, int]:
    line, column, width = place
    return line, column + width


def _strings(lines: Sequence[str], line: int, field: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The text of a field, and for each of its characters the line, the column and the width."""
    raw: list[str] = []
    places: list[tuple[int, int, int]] = []
    here = ""
    for number in range(line, len(lines) + 1):
        found = string_line(lines[number - 1])
        if found is None:
            break
        word, column, string = found
        if here == "msgstr" and word:
            break
        here = word or here
        if here != field:
            continue
        for character, width in string:
            raw.append(character)
            places.append((number, column, width))
            column += width
    return "".join(raw), places


def _plain_places(text: str) -> list[int]:
    """For each character of the plain text of a tagged text, its index in the text as it is written."""
    places: list[int] = []
    end = 0
    for match in TAG_OR_ENTITY.finditer(text):
        places += range(end, match.start())
        held = parse(match[0]).plain  # empty for a tag, but a space for a line break
        places += [match.start()] * len(held)
        end = match.end()
    places += range(end, len(text))
    return places
