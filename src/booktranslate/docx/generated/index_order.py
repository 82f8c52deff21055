"""Sort the lines of an alphabetical index again after its translation."""

import copy
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from booktranslate.docx.generated.indexes import Index
from booktranslate.docx.opc.xml import Element, attribute, child, inner_text, name, namespace, remove


def _key(text: str) -> str:
    """The sort key of an English index: letter by letter, regardless of case, accents and signs before the
    words."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(sign)
    )
    return plain.lstrip(" \t\"'“”‘’«»([-–—")


@dataclass(slots=True, eq=False)
class _Item:
    """A line to be sorted, with those of its subentries."""

    key: str
    content: list[Element]
    below: "list[_Item]" = field(default_factory=list)

    def all(self) -> Iterator[list[Element]]:
        yield self.content
        for item in sorted(self.below, key=lambda item: item.key):
            yield from item.all()


def sort(index: Index) -> bool:
    """Sort the lines of an index by their present words, under the letters with which they begin.

    Returns whether that was possible. The marks of the field and the ends of sections keep their places.
    """
    shells = [line.paragraph for line in index.lines]
    parted = [_parted(shell) for shell in shells]
    if not index.is_whole or any(part is None for part in parted):
        return False
    top = _Item("", [])
    branch = [top]
    heads: list[list[Element]] = []
    first_is_head = bool(index.lines) and index.lines[0].level == 0
    empty: list[list[Element]] = []  # at the end: the paragraph in which the field ends
    for place, (line, part) in enumerate(zip(index.lines, parted, strict=True)):
        _, content, _ = part  # type: ignore[misc]
        if not line.level:
            is_last = all(not later.level for later in index.lines[place:])
            (empty if is_last and place else heads).append(content)
            continue
        item = _Item(_key(_text(content)), content)
        del branch[line.level :]
        branch[-1].below.append(item)
        branch.append(item)
    order: list[list[Element]] = []
    letter = None if first_is_head else _initial(min((item.key for item in top.below), default=""))
    for item in sorted(top.below, key=lambda item: item.key):
        if heads and _initial(item.key) != letter:
            order.append(_head(heads[0], _initial(item.key)))
        letter = _initial(item.key)
        order += item.all()
    _fill(shells, parted, [*order, *empty])  # type: ignore[arg-type]
    return True


def _initial(key: str) -> str:
    return key[:1].upper()


def _text(content: list[Element]) -> str:
    return inner_text([item for item in content if name(item.tag) != "w:pPr"], "w:t")


def _head(content: list[Element], letter: str) -> list[Element]:
    made = [copy.deepcopy(item) for item in content]
    texts = [text for item in made for text in item.iter("{*}t") if (text.text or "").strip()]
    for place, text in enumerate(texts):
        text.text = letter if place == 0 else ""
    return made


_Parted = tuple[list[Element], list[Element], list[Element]]


def _parted(paragraph: Element) -> _Parted | None:
    """The children of a paragraph in three lists: marks of a field that begins in it and goes on after it,
    its properties and words, and marks of a field that ends in it. None if a run has both such a mark and
    words."""
    open_: list[tuple[int, int]] = []  # where a field begins, and where its result does
    ends: list[int] = []
    for place, item in enumerate(paragraph):
        for mark in item.iter("{*}fldChar"):
            kind = attribute(mark, "w:fldCharType")
            if kind == "begin":
                open_.append((place, place))
            elif kind == "separate" and open_:
                open_[-1] = (open_[-1][0], place)
            elif kind == "end" and open_:
                open_.pop()
            elif kind == "end":
                ends.append(place)
    begins = {place for start, last in open_ for place in range(start, last + 1)}
    items = list(paragraph)
    if inner_text([items[place] for place in (*begins, *ends)], "w:t"):
        return None
    content = [item for place, item in enumerate(items) if place not in begins and place not in ends]
    return [items[place] for place in sorted(begins)], content, [items[place] for place in ends]


def content_of(content: list[Element]) -> list[Element]:
    """The content of a paragraph without its properties."""
    return [item for item in content if name(item.tag) != "w:pPr"]


def _fill(shells: Sequence[Element], parted: Sequence[_Parted], order: list[list[Element]]) -> None:
    """Put contents into the paragraphs `shells`, in order. Paragraphs are added after the first one, or those
    without marks and ends of sections removed, to have the same number."""
    places = list(zip(shells, parted, strict=True))
    while len(places) > len(order):
        spare = next(
            (
                place
                for place in reversed(places)
                if not place[1][0] and not place[1][2] and not _ends(place[0])
            ),
            None,
        )
        if spare is None:
            order = [*order, *([[]] * (len(places) - len(order)))]
            break
        places.remove(spare)
        parent = spare[0].getparent()
        if parent is not None:
            parent.remove(spare[0])
    while len(places) < len(order):
        made = copy.deepcopy(places[0][0])
        del made[:]
        places[0][0].addnext(made)
        places.insert(1, (made, ([], [], [])))
    sections = [_ends(shell) for shell, _ in places]
    for section in sections:
        if section is not None:
            remove(section)
    for (shell, (before, _, behind)), section, content in zip(places, sections, order, strict=True):
        del shell[:]
        properties = [item for item in content if name(item.tag) == "w:pPr"]
        if section is not None:
            properties = properties or [_properties(shell)]
            properties[0].append(section)
        shell[:] = [*properties, *before, *content_of(content), *behind]


def _ends(paragraph: Element) -> Element | None:
    """The properties of the section that ends with a paragraph; None if none does."""
    properties = child(paragraph, "w:pPr")
    return child(properties, "w:sectPr") if properties is not None else None


def _properties(paragraph: Element) -> Element:
    return etree.Element(f"{{{namespace(paragraph)}}}pPr")
