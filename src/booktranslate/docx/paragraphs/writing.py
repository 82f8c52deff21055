"""Write a translated paragraph: turn tagged text back into runs, with the elements that its tags stand for.

Any translation gives a valid paragraph. Tags may be reordered, nested differently, left out or repeated. What
cannot be done as asked (a footnote is missing, a tag is unknown) is done in the safest way, with a finding.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, repeat
from typing import Literal

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format, FormatMark, is_additive
from booktranslate.docx.opc.xml import child
from booktranslate.docx.paragraphs.edges import Point
from booktranslate.docx.paragraphs.likeness import Spaces, like_places
from booktranslate.docx.paragraphs.nodes import Anchor, Blank, Node, Wrapper
from booktranslate.docx.paragraphs.run_writers import RunWriter
from booktranslate.docx.paragraphs.tagging import Edge, Fixed, Stretch, TextStretch
from booktranslate.docx.paragraphs.wrappers import as_it_was, enter, holds, leave, second_copy
from booktranslate.model import Close, Finding, Open, Piece, Placeholder, TaggedText, Text


def write(
    sink: RunWriter, stretches: Sequence[tuple[Stretch, TaggedText | None]], cache: FormatCache
) -> list[Finding]:
    """Write all stretches of a paragraph into an emptied holder, each with its translation; if that is None,
    as it was. Returns what could not be done as asked."""
    findings: list[Finding] = []
    for stretch, target in stretches:
        if isinstance(stretch, Edge):
            (enter if stretch.opens else leave)(sink, stretch.wrapper)
        elif isinstance(stretch, Fixed) or target is None:
            for node in stretch.nodes:
                as_it_was(sink, node)
        elif not stretch.core and len(target.pieces) == 1 and isinstance(words := target.pieces[0], Text):
            _write_words(sink, stretch, words.value)
        else:
            findings += _Writer(sink, stretch, cache).write(target)
    return findings


def _write_words(sink: RunWriter, stretch: TextStretch, words: str) -> None:
    """Write a translation without tags of a text of one format, as most texts are."""
    for node in stretch.lead:
        as_it_was(sink, node)
    sink.text(words, stretch.base)
    for node in stretch.trail:
        as_it_was(sink, node)


@dataclass(eq=False)
class _Level:
    """An open tag of the translation: a mark, a wrapper, or a tag that does nothing."""

    label: str
    mark: FormatMark | None = None
    wrapper: Wrapper | None = None


@dataclass(eq=False)
class _Writer:
    sink: RunWriter
    stretch: TextStretch
    cache: FormatCache
    stack: list[_Level] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    points: list[tuple[int, Point]] = field(default_factory=list)  # to come, the next one last, by letters
    letters: int = 0  # written so far
    blanks: dict[str, Iterator[Blank]] = field(default_factory=dict)  # of the source, to be written again

    def write(self, target: TaggedText) -> list[Finding]:
        stretch = self.stretch
        for lead, wrapper, _ in stretch.shells:
            self._fixed(lead)
            enter(self.sink, wrapper)
        self._fixed(stretch.lead)
        lost = self._lost(target)
        points = sorted([*stretch.points, *lost], key=lambda point: point.place) if lost else stretch.points
        if points:
            places = like_places(points, stretch.text, target)
            self.points = list(zip(places, points, strict=True))[::-1]
        self._pieces(target)
        self._fixed(point.anchor for _, point in reversed(self.points))
        for label in stretch.things:
            if label not in self.used:
                self._say("missing-tag", f"The translation has no <{label}/>; it was put at the end.")
                self._thing(label)
        for label in (*stretch.wrappers, *stretch.marks):
            if label not in self.used:
                self._say(
                    "missing-tag",
                    f"The translation has no <{label}>; its text has lost the formatting or link.",
                )
        self._fixed(stretch.trail)
        for _, wrapper, trail in reversed(stretch.shells):
            leave(self.sink, wrapper)
            self._fixed(trail)
        return self.findings

    def _lost(self, target: TaggedText) -> list[Point]:
        """The ends of the ranges whose tags are not in the target, as points in the source."""
        stretch = self.stretch
        if not stretch.wrappers:
            return []
        names = {piece.name for piece in target.pieces if isinstance(piece, Open)}
        lost = {
            label: wrapper
            for label, wrapper in stretch.wrappers.items()
            if wrapper.prefix == "m" and label not in names
        }
        points: list[Point] = []
        place = depth = 0
        for piece in stretch.text.pieces if lost else ():
            label = piece.name if isinstance(piece, Open | Close) else ""
            if isinstance(piece, Text):
                place += len(piece.value)
            elif isinstance(piece, Placeholder):
                place += 1
            elif label in lost and isinstance(piece, Open):
                points.append(Point(place, Anchor("start", label, lost[label].before), depth))
                self._say(
                    "missing-tag", f"The translation has no <{label}>; it was put at the corresponding place."
                )
                self.used.add(label)
            elif label in lost:
                points.append(Point(place, Anchor("end", label, lost[label].after), depth))
            elif label in stretch.wrappers and stretch.wrappers[label].prefix != "m":
                depth += 1 if isinstance(piece, Open) else -1
        return points

    def _pieces(self, target: TaggedText) -> None:
        stretch = self.stretch
        spaces = Spaces.of(stretch.core, stretch.base, stretch.text)
        self.blanks = spaces.blanks(target) if spaces else {}
        formats = spaces.texts(target) if spaces else repeat([])
        empty = _empty(target.pieces) if stretch.wrappers else set()
        for place, piece in enumerate(target.pieces):
            match piece:
                case Text(value):
                    if value:
                        self._text(value, next(formats))
                case Placeholder("br" | "tab" as kind):
                    self._blank(kind)
                case Placeholder(label):
                    self._flush()
                    self._placeholder(label)
                    self.letters += 1
                case Open(label):
                    self._open(label, empty=place in empty)
                case Close(label):
                    self._close(label)
        while self.stack:
            self._say("unclosed-tag", f"<{self.stack[-1].label}> is never closed; it was closed at the end.")
            self._end()

    def _text(self, value: str, spaces: list[Format | None]) -> None:
        format_ = self._format()
        if not spaces and not self.points:  # as most texts are
            self.sink.text(value, format_)
            self.letters += len(value)
            return
        known = iter(spaces)
        changed = any(space is not None and space != format_ for space in spaces)
        start = 0
        while start < len(value):
            end = self._next_point(start, len(value))
            if not changed and start < end:
                self.sink.text(value[start:end], format_)
            else:
                for is_space, letters in groupby(value[start:end], str.isspace):
                    word = "".join(letters)
                    if not is_space:
                        self.sink.text(word, format_)
                        continue
                    for letter, space in zip(word, known, strict=False):
                        self.sink.text(letter, space if space is not None else format_)
            self.letters += end - start
            start = end
            if end < len(value):
                self._fixed([self.points.pop()[1].anchor])

    def _next_point(self, start: int, end: int) -> int:
        """Where in the text from `start` to `end` the next point is to be put; `end` if not in this text.

        A point that was outside a link, field or control is not put inside: Word may compute the field again.
        """
        if not self.points or self._depth > self.points[-1][1].depth:
            return end
        place = max(start, self.points[-1][0] - self.letters + start)
        return min(place, end)

    @property
    def _depth(self) -> int:
        return sum(level.wrapper is not None and level.wrapper.prefix != "m" for level in self.stack)

    def _flush(self, *, edge: bool = False) -> None:
        """Write the points whose place is here; at the edge of a wrapper, only those of its depth."""
        while self.points and self.points[-1][0] <= self.letters:
            depth, its_depth = self._depth, self.points[-1][1].depth
            if depth > its_depth or (edge and depth < its_depth):
                return
            self._fixed([self.points.pop()[1].anchor])

    def _blank(self, kind: Literal["br", "tab"]) -> None:
        self._flush()
        format_ = self._format()
        known = next(self.blanks.get(kind, iter(())), None)
        self.letters += 1
        if known is not None and _is_web_hidden(known):
            self._fixed([known])
        else:
            self.sink.blank(kind, known.format if known is not None else format_)

    def _format(self) -> Format:
        base = self.stretch.base
        marks: tuple[FormatMark, ...] = ()
        for level in self.stack:
            if level.mark is not None:
                marks += (level.mark,)
            elif level.wrapper is not None and level.wrapper.own_base:
                base = self.stretch.bases[level.label]
                marks = tuple(mark for mark in marks if is_additive(mark))
        return self.cache.applied(base, marks)

    def _placeholder(self, label: str) -> None:
        if label not in self.stretch.things:
            self._say("unknown-tag", f"<{label}/> is not in the source; it was left out.")
        elif label in self.used:
            self._say("doubled-tag", f"<{label}/> occurs twice; the second was left out.")
        else:
            self._thing(label)

    def _thing(self, label: str) -> None:
        self.used.add(label)
        self._fixed([self.stretch.things[label]])

    def _open(self, label: str, empty: bool) -> None:
        mark = self.stretch.marks.get(label)
        wrapper = self.stretch.wrappers.get(label)
        if mark is None and label == "sup":
            mark = self.cache.raised  # 20th, in a house style with raised endings
        if mark is None and wrapper is None:
            self._say("unknown-tag", f"<{label}> is not in the source; it was left out.")
        if mark is not None:
            self.used.add(label)
        if wrapper is not None:
            if self._is_in_another_link(wrapper):
                self._say("nested-link", f"<{label}> is inside another link; it was left out.")
                wrapper = None
            elif empty and wrapper.prefix != "m":
                self._say("empty-tag", f"<{label}> has no text; it was left out.")
                self.used.add(label)
                wrapper = None
            elif label in self.used:
                self._say("doubled-tag", f"<{label}> occurs twice.")
                wrapper = second_copy(wrapper)
            self.used.add(label)
        level = _Level(label, mark, wrapper)
        self.stack.append(level)
        if wrapper is not None:
            self.stack.pop()
            self._flush(edge=True)
            self.stack.append(level)
            enter(self.sink, wrapper)

    def _is_in_another_link(self, wrapper: Wrapper) -> bool:
        """Whether a link would be inside another that does not contain it in the source too (§17.16.22)."""
        around = [
            level.wrapper for level in self.stack if level.wrapper is not None and level.wrapper.prefix == "a"
        ]
        return wrapper.prefix == "a" and not all(holds(outer, wrapper) for outer in around)

    def _close(self, label: str) -> None:
        if self.stack and self.stack[-1].label == label:  # as nearly always
            self._end()
            return
        if all(level.label != label for level in self.stack):
            self._say("unopened-tag", f"</{label}> has no opening tag; it was left out.")
            return
        self._say("nesting", f"</{label}> crosses another tag; the tags were nested.")
        reopened: list[_Level] = []
        while self.stack[-1].label != label:
            if self.stack[-1].wrapper is None:
                reopened.append(self.stack[-1])
            self._end()
        self._end()
        self.stack += reversed(reopened)

    def _end(self) -> None:
        """End the innermost open tag."""
        self._flush(edge=True)
        level = self.stack.pop()
        if level.wrapper is not None:
            leave(self.sink, level.wrapper)
            self._flush()

    def _fixed(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            as_it_was(self.sink, node)

    def _say(self, label: str, message: str) -> None:
        self.findings.append(Finding(label, "warning", message))


def _is_web_hidden(blank: Blank) -> bool:
    """Whether Word's web view hides it (§17.3.2.44), such as the tab in a line of a table of contents."""
    properties = (child(fragment.run, "w:rPr") for fragment in blank.fragments if fragment.run is not None)
    return any(item is not None and child(item, "w:webHidden") is not None for item in properties)


def _empty(pieces: Sequence[Piece]) -> set[int]:
    """The indexes of the opening tags that have no text or thing before their closing tag."""
    found: set[int] = set()
    solid = len(pieces)  # the next text or thing
    closing: dict[str, int] = {}
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if isinstance(piece, Close):
            closing[piece.name] = place
        elif isinstance(piece, Open):
            if closing.get(piece.name, len(pieces)) <= solid:
                found.add(place)
        elif not isinstance(piece, Text) or piece.value:
            solid = place
    return found
