"""Put tags back round the right words of a translation, in flattened texts (`flat.py`)."""

import re
from dataclasses import dataclass

from booktranslate.engines.markup.flat import Flat, Shield
from booktranslate.model import Close, Open

Place = tuple[int, int]


class LostError(Exception):
    """An answer has lost a tag or a protected stretch; the text must be sent in another form."""


_ARTICLES = re.compile(r"(?:(?:les?|la|des?|du|une?|aux?|à|en|dans|chez|sur)\b|[ld]['’])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the source between an opening and a closing tag, given by their stand-ins.

    `children` are the opening stand-ins of the regions directly inside. `article` tells whether the first
    word is an article or preposition. `lead` and `trail` count the characters before and after its words,
    without spaces and tags.
    """

    opening: str
    closing: str
    children: tuple[str, ...]
    article: bool
    lead: int
    trail: int


def regions(source: str, flat: Flat) -> list[Region]:
    """The tagged stretches of the source, inner ones before outer ones."""
    found: list[Region] = []
    opened: list[tuple[str, int, list[str]]] = []
    for position, character in enumerate(source):
        original = flat.originals.get(character)
        if isinstance(original, Open):
            opened.append((character, position, []))
        elif isinstance(original, Close):
            opening, start, children = opened.pop()
            inside = source[start + 1 : position]
            lead, trail = _count_before_words(inside, flat), _count_before_words(inside[::-1], flat)
            article = bool(_ARTICLES.match(inside.lstrip("".join(flat.originals) + "“‘( ")))
            found.append(Region(opening, character, tuple(children), article, lead, trail))
            if opened:
                opened[-1][2].append(opening)
    return found


def _count_before_words(text: str, flat: Flat) -> int:
    """The number of characters before the first word, without spaces and tags."""
    count = 0
    for character in text:
        if is_word(character, flat):
            break
        count += not character.isspace() and not isinstance(flat.originals.get(character), Open | Close)
    return count


def is_word(character: str, flat: Flat) -> bool:
    """Whether a character belongs to a word, or stands in for words."""
    return character.isalnum() or isinstance(flat.originals.get(character), Shield)


def widened(text: str, start: int, end: int, region: Region, flat: Flat) -> Place:
    """The place of a region, extended over as many quotation marks and notes as it had at its edges."""
    for _ in range(region.lead):
        if start and not text[start - 1].isspace() and not is_word(text[start - 1], flat):
            start -= 1
    for _ in range(region.trail):
        if end < len(text) and not text[end].isspace() and not is_word(text[end], flat):
            end += 1
    return start, end


def with_tags(text: str, regions: list[Region], places: dict[str, Place]) -> str:
    """The text with the tags of `regions`, whose places are given by their opening stand-ins.

    Raises LostError if a region is empty, or two cross.
    """
    events: list[tuple[int, int, str]] = []
    for depth, region in enumerate(reversed(regions)):  # outer regions first
        start, end = places[region.opening]
        if start >= end:
            raise LostError
        events += [(start, 1 + depth, region.opening), (end, -depth, region.closing)]
    closing = {region.opening: region.closing for region in regions}
    output, position, opened = [], 0, []
    for place, order, stand_in in sorted(events):
        output += [text[position:place], stand_in]
        position = place
        if order > 0:
            opened.append(closing[stand_in])
        elif opened.pop() != stand_in:
            raise LostError
    return "".join(output) + text[position:]
