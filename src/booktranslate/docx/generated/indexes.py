"""Alphabetical indexes (ECMA-376-1 §17.16.5.29 INDEX, §17.16.5.79 XE): which entry a line repeats, and the
order of the lines in another language.

A line says one level of an entry (`XE "filière:bois"` gives two), then the numbers of its pages, or what the
switch `\\t` says instead of them.
"""

import copy
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from lxml import etree

from booktranslate.docx.fields.instructions import MARKS, Pieces, arguments, code_of, instructions, kind_of
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.generated.contents import Field, fields_over
from booktranslate.docx.generated.lines import Line, Words, Zone, folded, letters_of
from booktranslate.docx.opc.xml import Element, attribute, child, inner_text, name, namespace, remove
from booktranslate.docx.paragraphs.reading import Reader
from booktranslate.docx.paragraphs.tagging import is_translatable

_COLON = re.compile(r"(?<!\\):")
_OF_LEVEL = re.compile(r"index (\d)$")
# What stands behind the words of a line: signs, and the numbers of pages.
_PAGES = re.compile(r"(?:[\W_]|(?<![^\W_])(?:(?:[a-z]{1,2}\W?)?\d+|[ivxlcdm]+)(?![^\W_]))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An XE field: its instruction, as it is now."""

    pieces: Pieces

    @property
    def code(self) -> str:
        return "".join(code_of(piece) for piece in self.pieces)

    def _argument(self, place: str) -> str:
        return next((item.words for item in arguments(self.code) if item.place == place), "")

    @property
    def path(self) -> tuple[str, ...]:
        """Its words, level by level."""
        levels = _COLON.split(self._argument("1"))
        return tuple(level.strip().replace("\\:", ":") for level in levels)

    @property
    def instead(self) -> str:
        """What stands instead of the page: « voir pôle »."""
        return self._argument("t").strip()

    @property
    def look(self) -> frozenset[str]:
        """How its page number is set: `b` bold, `i` italic."""
        return frozenset(look for look in "bi" if f"\\{look}" in self._switches)

    @property
    def _switches(self) -> list[str]:
        return re.sub(r'"(?:\\.|[^"\\])*"', "", self.code).lower().split()

    @property
    def is_one_page(self) -> bool:
        """Whether it gives the page where it stands: no reference, and not the pages of a bookmark."""
        return not self.instead and "\\r" not in self._switches

    @property
    def mark(self) -> Element:
        """The element of the document where it stands."""
        return next(piece for piece in self.pieces if piece is not None)


def entries(roots: Iterable[Element]) -> list[Entry]:
    """The index entries of some parts, in order."""
    found = []
    for root in roots:
        if any("XE" in (item.text or "").upper() for item in root.iter("{*}instrText")):
            found += [Entry(pieces) for pieces in instructions(root.iter(*MARKS)) if _is_entry(pieces)]
    return found


def _is_entry(pieces: Pieces) -> bool:
    return kind_of("".join(code_of(piece) for piece in pieces)) == "XE" and any(
        piece is not None for piece in pieces
    )


@dataclass(frozen=True, slots=True, eq=False)
class IndexLine:
    """A line of an index: its level (1 is the outermost; 0 the letter over a group, or a blank line), what it
    repeats, and the entries whose pages it gives."""

    paragraph: Element
    level: int
    zones: tuple[Zone, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """An index with its lines."""

    field: Field
    lines: tuple[IndexLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every line is understood, so that they can be sorted."""
        return all(line.level >= 0 for line in self.lines)


def indexes(root: Element, roots: Iterable[Element], styles: Styles, reader: Reader) -> list[Index]:
    """The indexes of a part, made from the entries in `roots`."""
    found = fields_over(root, "INDEX")
    known = entries(roots) if found else []
    return [Index(field_, tuple(_lines(field_, known, styles, reader))) for field_ in found]


def _lines(field_: Field, known: list[Entry], styles: Styles, reader: Reader) -> Iterator[IndexLine]:
    tree = _Tree(known)
    around: tuple[str, ...] = ()
    for paragraph in field_.paragraphs:
        style = styles.of(paragraph)
        text = letters_of(reader.apart(paragraph, styles.caches.of(style.id)))
        level = _OF_LEVEL.match(style.name.lower())
        path = tree.path(text, around, int(level[1]) if level else 0)
        if path is not None:
            around = path
            zones = tree.zones(text, path)
            if zones is not None:
                yield IndexLine(paragraph, len(path), zones, tree.at(path))
                continue
        if len(text.strip()) <= 1 or not is_translatable(text):
            yield IndexLine(paragraph, 0)
        else:
            yield IndexLine(paragraph, -1, (Zone(0, len(text), None),))


@dataclass
class _Tree:
    """The entries by their words, folded."""

    known: list[Entry]
    _paths: dict[tuple[str, ...], list[tuple[Entry, int]]] = field(default_factory=dict)
    _instead: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.known:
            path = tuple(folded(level).text.strip() for level in entry.path)
            for depth in range(1, len(path) + 1):
                self._paths.setdefault(path[:depth], []).append((entry, depth - 1))
            self._instead.setdefault(folded(entry.instead).text.strip(), entry)

    def at(self, path: tuple[str, ...]) -> tuple[Entry, ...]:
        """The entries that end at a path."""
        return tuple(entry for entry, place in self._paths[path] if len(entry.path) == place + 1)

    def path(self, text: str, around: tuple[str, ...], level: int) -> tuple[str, ...] | None:
        """The path that a line says, after a line of the path `around`."""
        line = folded(text).text.lstrip()
        depths = [level - 1] if level else range(len(around), -1, -1)
        for depth in depths:
            for words in _beginnings(line):
                if (*around[:depth], words) in self._paths:
                    return (*around[:depth], words)
        return None

    def zones(self, text: str, path: tuple[str, ...]) -> tuple[Zone, ...] | None:
        """The zones of a line of that path; None when it has words that no entry says."""
        line = folded(text)
        start = len(line.text) - len(line.text.lstrip())
        end = start + len(path[-1])
        found = [Zone(*line.span(start, end), partial(_level, *self._paths[path][0]))]
        while not _PAGES.fullmatch(line.text, end):
            gap = _PAGES.match(line.text, end)
            next_ = self._behind(line.text, gap.end() if gap else end, path)
            if next_ is None:
                return None
            length, origin = next_
            start = gap.end() if gap else end
            end = start + length
            found.append(Zone(*line.span(start, end), origin))
        return tuple(zone for zone in found if is_translatable(text[zone.start : zone.end]))

    def _behind(self, line: str, start: int, path: tuple[str, ...]) -> tuple[int, Callable[[], Words]] | None:
        """What may stand behind the words of a line: a reference, or an entry below (the switch \\r)."""
        for words in _beginnings(line[start:]):
            if words in self._instead:
                return len(words), partial(_instead, self._instead[words])
            if (*path, words) in self._paths:
                return len(words), partial(_level, *self._paths[(*path, words)][0])
        return None


def _beginnings(line: str) -> list[str]:
    """What of a line may be an entry: from its first letter to the end of one of its first words, the longest
    first."""
    ends = [found.start() for found in islice(re.finditer(r"(?=\W)", line), _MANY)]
    return [line[:end] for end in (len(line), *reversed(ends)) if end]


_MANY = 60  # words and signs of an entry


def _level(entry: Entry, place: int) -> Words:
    path = entry.path
    return ((path[min(place, len(path) - 1)], None),)


def _instead(entry: Entry) -> Words:
    return ((entry.instead, None),)


def line_of(line: IndexLine) -> Line:
    """The line, as a place of text."""
    return Line(line.paragraph, "index", line.zones)


def _key(text: str) -> str:
    """The order of an English index: letter by letter, whatever the case; an accent makes no difference."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(sign)
    )
    return plain.lstrip(" \t\"'“”‘’«»([-–—")


@dataclass(slots=True, eq=False)
class _Item:
    """A line that is to be put in order, with those below it."""

    key: str
    content: list[Element]
    below: "list[_Item]" = field(default_factory=list)

    def all(self) -> Iterator[list[Element]]:
        yield self.content
        for item in sorted(self.below, key=lambda item: item.key):
            yield from item.all()


def sort(index: Index) -> bool:
    """Put the lines of an index in the order of the words that they have now, under the letters that they
    begin with; whether that was done. The marks of the field and the ends of sections stay where they are."""
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
    """The marks before the words of a paragraph of a field that begins in it, its properties and words, the
    marks behind them of one that ends in it; None when marks and words stand in one run."""
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
    """What of the content of a paragraph is no property."""
    return [item for item in content if name(item.tag) != "w:pPr"]


def _fill(shells: Sequence[Element], parted: Sequence[_Parted], order: list[list[Element]]) -> None:
    """Put contents into paragraphs, in order; paragraphs are added or taken out in the middle."""
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
    """The properties of the section that ends with a paragraph."""
    properties = child(paragraph, "w:pPr")
    return child(properties, "w:sectPr") if properties is not None else None


def _properties(paragraph: Element) -> Element:
    return etree.Element(f"{{{namespace(paragraph)}}}pPr")
