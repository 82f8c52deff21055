"""Tags put back round the right words of a translation, in flattened texts (`flat.py`)."""

import re
from dataclasses import dataclass

from booktranslate.engines.markup.flat import Flat, Shield
from booktranslate.model import Close, Open

Place = tuple[int, int]


class LostError(Exception):
    """A tag or a shielded stretch did not come back whole; the unit has to be translated in another form."""


_ARTICLES = re.compile(r"(?:(?:les?|la|des?|du|une?|aux?|à|en|dans|chez|sur)\b|[ld]['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """What stands between two marks of the source; `lead` and `trail` count the signs round its words.

    `article` says that its first word is an article or a preposition.
    """

    opening: str
    closing: str
    children: tuple[str, ...]
    article: bool
    lead: int
    trail: int


def regions(source: str, flat: Flat) -> list[Region]:
    """The tagged stretches of the source, inner ones before those that hold them."""
    found: list[Region] = []
    opened: list[tuple[str, int, list[str]]] = []
    for position, character in enumerate(source):
        entry = flat.marks.get(character)
        if isinstance(entry, Open):
            opened.append((character, position, []))
        elif isinstance(entry, Close):
            opening, start, children = opened.pop()
            inside = source[start + 1 : position]
            lead, trail = _signs(inside, flat), _signs(inside[::-1], flat)
            article = bool(_ARTICLES.match(inside.lstrip("".join(flat.marks) + "“‘( ")))
            found.append(Region(opening, character, tuple(children), article, lead, trail))
            if opened:
                opened[-1][2].append(opening)
    return found


def _signs(text: str, flat: Flat) -> int:
    count = 0
    for character in text:
        if is_word(character, flat):
            break
        count += not character.isspace() and not isinstance(flat.marks.get(character), Open | Close)
    return count


def is_word(character: str, flat: Flat) -> bool:
    return character.isalnum() or isinstance(flat.marks.get(character), Shield)


def widened(text: str, start: int, end: int, region: Region, flat: Flat) -> Place:
    """Signs that stood inside the region (a quotation mark, a footnote) are taken in again."""
    for _ in range(region.lead):
        if start and not text[start - 1].isspace() and not is_word(text[start - 1], flat):
            start -= 1
    for _ in range(region.trail):
        if end < len(text) and not text[end].isspace() and not is_word(text[end], flat):
            end += 1
    return start, end


def with_tags(text: str, regions: list[Region], places: dict[str, Place]) -> str:
    """The text with its tags, outer regions opened first and closed last. Raises LostError if any cross."""
    events: list[tuple[int, int, str]] = []
    for depth, region in enumerate(reversed(regions)):  # outer regions first
        start, end = places[region.opening]
        if start >= end:
            raise LostError
        events += [(start, 1 + depth, region.opening), (end, -depth, region.closing)]
    closing = {region.opening: region.closing for region in regions}
    parts, position, opened = [], 0, []
    for place, order, mark in sorted(events):
        parts += [text[position:place], mark]
        position = place
        if order > 0:
            opened.append(closing[mark])
        elif opened.pop() != mark:
            raise LostError
    return "".join(parts) + text[position:]
