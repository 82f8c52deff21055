"""Inline tags as elements of XLIFF.

The name of a tag is the id of its element: `<b>` is `b`, a second `<b>` in the same text `b-2`. So the ids
that the standard requires tell us the names again when the text comes back. A pair of tags that nests is one
element around its words; a pair that crosses another is two empty elements, a start and an end, and a tag
without a partner is one of these.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import SubElement

from booktranslate.interchange import Element, local
from booktranslate.model import Close, Open, Piece, Placeholder, TaggedText, Text, parse

Shape = Literal["nested", "crossing", "alone"]
"""Whether a tag belongs to a pair that nests, to a pair that crosses another, or has no partner."""


@dataclass(frozen=True, slots=True)
class Code:
    """A tag as an element; both tags of a pair have the same id."""

    piece: Open | Close | Placeholder
    id: str
    shape: Shape

    @property
    def kind(self) -> str:
        """The name without its number: `fn` for `<fn1/>`."""
        return self.piece.name.rstrip("0123456789")

    @property
    def native(self) -> str:
        """The tag as our texts show it."""
        return str(TaggedText((self.piece,)))


def codes(text: TaggedText) -> list[Text | Code]:
    """The pieces of a text, its tags with their ids and shapes."""
    partners = text.partners
    crossing = _crossing(text, partners)
    seen: Counter[str] = Counter()
    ids: dict[int, str] = {}
    found: list[Text | Code] = []
    for index, piece in enumerate(text):
        if isinstance(piece, Text):
            found.append(piece)
            continue
        first = min(index, partners.get(index, index))
        if first not in ids:
            seen[piece.name] += 1
            count = seen[piece.name]
            ids[first] = piece.name if count == 1 else f"{piece.name}-{count}"
        shape: Shape = "alone" if index not in partners else "crossing" if first in crossing else "nested"
        found.append(Code(piece, ids[first], shape))
    return found


def _crossing(text: TaggedText, partners: Mapping[int, int]) -> set[int]:
    """The indexes of the opening tags of pairs that have to be written as crossing."""
    open_now: list[int] = []
    crossing = set()
    for index, piece in enumerate(text):
        if index not in partners:
            continue
        if isinstance(piece, Open):
            open_now.append(index)
        elif open_now[-1] == partners[index]:
            open_now.pop()
        else:
            open_now.remove(partners[index])
            crossing.add(partners[index])
    return crossing


def fill(parent: Element, text: TaggedText, element: Callable[[Code], tuple[str, dict[str, str]]]) -> None:
    """Put a text into an element; `element` returns the name and attributes of the element for a tag."""
    around = [parent]
    for code in codes(text):
        if isinstance(code, Text):
            _append(around[-1], code.value)
        elif code.shape == "nested" and isinstance(code.piece, Close):
            around.pop()
        else:
            name, attributes = element(code)
            made = SubElement(around[-1], name, attributes)
            if code.shape == "nested":
                around.append(made)


def _append(parent: Element, value: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + value
    else:
        parent.text = (parent.text or "") + value


Reader = Callable[[Element], Iterator[Piece]]
"""A function that reads an element which stands for a tag."""


def pieces(element: Element, readers: Mapping[str, Reader]) -> Iterator[Piece]:
    """The pieces in an element. `readers`, by the name of the element, read those that stand for tags.

    Of other elements (a tool's markers for segments, terms and the like) only the words are read.
    """
    yield Text(element.text or "")
    for child in element:
        read = readers.get(local(child))
        yield from read(child) if read else pieces(child, readers)
        yield Text(child.tail or "")


def tag(native: str | None) -> Open | Close | Placeholder | None:
    """The tag of a text that is nothing but a tag; None for any other text."""
    shown = parse(native or "").pieces
    return shown[0] if len(shown) == 1 and not isinstance(shown[0], Text) else None


def named(id_: str | None, native: str | None) -> str:
    """The name of the tag that an element stands for, from its `native` form or else its id; "" if unclear.

    The id comes second, as tools may renumber or copy elements.
    """
    if shown := tag(native):
        return shown.name
    name = (id_ or "").partition("-")[0]
    return name if tag(f"<{name}/>") else ""
