"""Alphabetical indexes (ECMA-376-1 §17.16.5.29 INDEX, §17.16.5.79 XE): which entry a line repeats.

A line has one level of an entry (`XE "filière:bois"` has two), then the numbers of its pages, or the text of
the switch `\\t` instead.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from booktranslate.docx.fields.instructions import MARKS, Pieces, arguments, code_of, instructions, kind_of
from booktranslate.docx.fields.spans import Field, fields_over
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.generated.lines import Line, Words, Zone, folded, letters_of
from booktranslate.docx.opc.xml import Element
from booktranslate.docx.paragraphs.reading import Reader
from booktranslate.docx.paragraphs.tagging import is_translatable

_COLON = re.compile(r"(?<!\\):")
_OF_LEVEL = re.compile(r"index (\d)$")
# What follows the words of a line: signs and page numbers.
_PAGES = re.compile(r"(?:[\W_]|(?<![^\W_])(?:(?:[a-z]{1,2}\W?)?\d+|[ivxlcdm]+)(?![^\W_]))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An XE field. Its properties follow its instruction, which may have been translated."""

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
        """What is shown instead of the page, such as « voir pôle »."""
        return self._argument("t").strip()

    @property
    def look(self) -> frozenset[str]:
        """The format of its page number: `b` for bold, `i` for italic."""
        return frozenset(look for look in "bi" if f"\\{look}" in self._switches)

    @property
    def _switches(self) -> list[str]:
        return re.sub(r'"(?:\\.|[^"\\])*"', "", self.code).lower().split()

    @property
    def mark(self) -> Element:
        """The first element of its instruction."""
        return next(piece for piece in self.pieces if piece is not None)


def entries(roots: Iterable[Element]) -> list[Entry]:
    """The index entries of some parts, in order."""
    return [
        Entry(pieces) for root in roots for pieces in instructions(root.iter(*MARKS)) if _is_entry(pieces)
    ]


def _is_entry(pieces: Pieces) -> bool:
    return kind_of("".join(code_of(piece) for piece in pieces)) == "XE" and any(
        piece is not None for piece in pieces
    )


@dataclass(frozen=True, slots=True, eq=False)
class IndexLine:
    """A line of an index: its level, its zones, and the entries whose pages it gives.

    Level 1 is the outermost. 0 is a letter above a group, or an empty line; -1 a line that is not understood.
    """

    paragraph: Element
    level: int
    zones: tuple[Zone, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """An index: its INDEX field and its lines."""

    field: Field
    lines: tuple[IndexLine, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all lines are understood, so that they can be sorted."""
        return all(line.level >= 0 for line in self.lines)


def indexes(root: Element, roots: Iterable[Element], styles: Styles, reader: Reader) -> list[Index]:
    """The indexes of a part, which repeat the entries in the parts `roots`."""
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
    """The entries by their folded words, level by level."""

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
        """The entries of which a path has all levels."""
        return tuple(entry for entry, place in self._paths[path] if len(entry.path) == place + 1)

    def path(self, text: str, around: tuple[str, ...], level: int) -> tuple[str, ...] | None:
        """The path of a line after a line with the path `around`; None if it does not begin with an entry.

        `level` is that of its style, or 0.
        """
        line = folded(text).text.lstrip()
        depths = [level - 1] if level else range(len(around), -1, -1)
        for depth in depths:
            for words in _beginnings(line):
                if (*around[:depth], words) in self._paths:
                    return (*around[:depth], words)
        return None

    def zones(self, text: str, path: tuple[str, ...]) -> tuple[Zone, ...] | None:
        """The zones of a line with that path; None if it has words that are in no entry."""
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
        """What may follow the words of a line at `start`: a reference to another entry, or a subentry (INDEX
        \\r).

        Returns its length and its origin, or None.
        """
        for words in _beginnings(line[start:]):
            if words in self._instead:
                return len(words), partial(_instead, self._instead[words])
            if (*path, words) in self._paths:
                return len(words), partial(_level, *self._paths[(*path, words)][0])
        return None


def _beginnings(line: str) -> list[str]:
    """What may be the entry of a line: from its start to the end of one of its first words or signs, longest
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
    """The same line as those of other generated lists."""
    return Line(line.paragraph, "index", line.zones)
