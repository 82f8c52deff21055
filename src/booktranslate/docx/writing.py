"""Write a translated paragraph: from tagged text back to runs, with the elements that its tags stand for.

Any translation gives a valid paragraph. Tags may be reordered, nested anew, dropped or doubled; what
cannot be done as asked (a footnote left out, a tag that the source does not have) is done in the safest
way and said in a finding.
"""

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from booktranslate.docx.formats import Format, Mark, is_additive
from booktranslate.docx.nodes import Anchor, Barrier, Blank, Box, Node, Part, Run, Thing
from booktranslate.docx.palette import Palette
from booktranslate.docx.sinks import Sink
from booktranslate.docx.tagging import Edge, Fixed, Segment, Stretch
from booktranslate.docx.xml import child
from booktranslate.model import Close, Finding, Open, Placeholder, TaggedText, Text


def write(
    sink: Sink, stretches: Sequence[tuple[Stretch, TaggedText | None]], palette: Palette
) -> list[Finding]:
    """Write all stretches of a paragraph into an emptied holder; one without a target stays as it was."""
    findings: list[Finding] = []
    for stretch, target in stretches:
        if isinstance(stretch, Edge):
            (_enter if stretch.opens else _leave)(sink, stretch.box)
        elif isinstance(stretch, Fixed) or target is None:
            for node in stretch.nodes:
                _as_it_was(sink, node)
        else:
            findings += _Writer(sink, stretch, palette).write(target)
    return findings


def _as_it_was(sink: Sink, node: Node) -> None:
    match node:
        case Run() if not node.parts:
            sink.text(node.text, node.format)
        case Box():
            _enter(sink, node)
            for inner in node.nodes:
                _as_it_was(sink, inner)
            _leave(sink, node)
        case Run() | Blank() | Thing() | Anchor() | Barrier():
            for part in node.parts:
                sink.part(part)


def _enter(sink: Sink, box: Box) -> None:
    for part in box.before:
        sink.part(part)
    if box.outer is not None and box.holder is not None:
        sink.push(box.outer, box.holder)


def _leave(sink: Sink, box: Box) -> None:
    if box.outer is not None and box.holder is not None:
        sink.pop()
    for part in box.after:
        sink.part(part)


@dataclass
class _Level:
    """An open tag of the translation: a mark, a box, or a tag that does nothing."""

    label: str
    mark: Mark | None = None
    box: Box | None = None


@dataclass
class _Writer:
    sink: Sink
    segment: Segment
    palette: Palette
    stack: list[_Level] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    points: list[tuple[int, Anchor]] = field(default_factory=list)  # those to come, by letters of the target
    letters: int = 0  # written so far

    def write(self, target: TaggedText) -> list[Finding]:
        segment = self.segment
        for lead, box, _ in segment.shells:
            self._fixed(lead)
            _enter(self.sink, box)
        self._fixed(segment.lead)
        lost = [
            label
            for label, box in segment.boxes.items()
            if Open(label) not in target.pieces and box.letters == "m"
        ]
        for label in lost:
            self._say("missing-tag", f"The translation has no <{label}>; it was put around the whole text.")
            _enter(self.sink, segment.boxes[label])
            self.used.add(label)
        if segment.points:
            self.points = _like_places(segment, target)
        self._pieces(target)
        self._fixed(anchor for _, anchor in self.points)
        for label in segment.things:
            if label not in self.used:
                self._say("missing-tag", f"The translation has no <{label}/>; it was put at the end.")
                self._thing(label)
        for label in (*segment.boxes, *segment.marks):
            if label not in self.used:
                self._say("missing-tag", f"The translation has no <{label}>; its text stands without it.")
        for label in reversed(lost):
            _leave(self.sink, segment.boxes[label])
        self._fixed(segment.trail)
        for _, box, trail in reversed(segment.shells):
            _leave(self.sink, box)
            self._fixed(trail)
        return self.findings

    def _pieces(self, target: TaggedText) -> None:
        for place, piece in enumerate(target.pieces):
            match piece:
                case Text(value):
                    self._text(value)
                case Placeholder("br" | "tab" as kind):
                    self.sink.blank(kind, self._format())
                    self.letters += 1
                case Placeholder(label):
                    self._placeholder(label)
                case Open(label):
                    self._open(label, _is_empty(target.pieces[place + 1 :], label))
                case Close(label):
                    self._close(label)
        while self.stack:
            self._say("unclosed-tag", f"<{self.stack[-1].label}> is never closed; it was closed at the end.")
            self._end(self.stack.pop())

    def _text(self, value: str) -> None:
        format_ = self._format()
        # Not within a field, whose result Word may make anew, nor within a link or a content control.
        while self.points and all(level.box is None or level.box.letters == "m" for level in self.stack):
            cut = max(0, self.points[0][0] - self.letters)
            if cut >= len(value):
                break
            self.sink.text(value[:cut], format_)
            self._fixed([self.points.pop(0)[1]])
            self.letters += cut
            value = value[cut:]
        self.sink.text(value, format_)
        self.letters += len(value)

    def _format(self) -> Format:
        base = self.segment.base
        marks: tuple[Mark, ...] = ()
        for level in self.stack:
            if level.mark is not None:
                marks += (level.mark,)
            elif level.box is not None and level.box.own_base:
                base = self.segment.bases[level.label]
                marks = tuple(mark for mark in marks if is_additive(mark))
        return self.palette.applied(base, marks)

    def _placeholder(self, label: str) -> None:
        if label not in self.segment.things:
            self._say("unknown-tag", f"<{label}/> is not in the source; it was left out.")
        elif label in self.used:
            self._say("doubled-tag", f"<{label}/> stands twice; the second was left out.")
        else:
            self._thing(label)

    def _thing(self, label: str) -> None:
        self.used.add(label)
        self._fixed([self.segment.things[label]])

    def _open(self, label: str, empty: bool) -> None:
        mark = self.segment.marks.get(label)
        box = self.segment.boxes.get(label)
        if mark is None and label == "sup":
            mark = self.palette.raised  # 20th, in a house style that raises its letters
        if mark is None and box is None:
            self._say("unknown-tag", f"<{label}> is not in the source; it was left out.")
        if mark is not None:
            self.used.add(label)
        if box is not None:
            if self._is_in_another_link(box):
                self._say("nested-link", f"<{label}> stands inside another link; it was left out.")
                box = None
            elif empty and box.letters != "m":
                self._say("empty-tag", f"<{label}> has no text; it was left out.")
                self.used.add(label)
                box = None
            elif label in self.used:
                self._say("doubled-tag", f"<{label}> stands twice.")
                box = _second(box)
            self.used.add(label)
        level = _Level(label, mark, box)
        self.stack.append(level)
        if box is not None:
            _enter(self.sink, box)

    def _is_in_another_link(self, box: Box) -> bool:
        """Whether a link would stand in one that does not hold it in the source, as it may (§17.16.22)."""
        around = [level.box for level in self.stack if level.box is not None and level.box.letters == "a"]
        return box.letters == "a" and not all(_holds(outer, box) for outer in around)

    def _close(self, label: str) -> None:
        if all(level.label != label for level in self.stack):
            self._say("unopened-tag", f"</{label}> closes nothing; it was left out.")
            return
        if self.stack[-1].label != label:
            self._say("nesting", f"</{label}> crosses another tag; the tags were nested.")
        reopened: list[_Level] = []
        while self.stack[-1].label != label:
            level = self.stack.pop()
            self._end(level)
            if level.box is None:
                reopened.append(level)
        self._end(self.stack.pop())
        self.stack += reversed(reopened)

    def _end(self, level: _Level) -> None:
        if level.box is not None:
            _leave(self.sink, level.box)

    def _fixed(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            _as_it_was(self.sink, node)

    def _say(self, label: str, message: str) -> None:
        self.findings.append(Finding(label, "warning", message))


_WORD_START, _WORD_END = re.compile(r"\b(?=\w)"), re.compile(r"(?<=\w)\b")


def _like_places(segment: Segment, target: TaggedText) -> list[tuple[int, Anchor]]:
    """The points of a segment, each with the letters of the target before it: as far on as in the source, and
    as there behind a word or before one."""
    if target == segment.text:
        return list(segment.points)
    source, letters = segment.text.plain, target.plain
    found: list[tuple[int, Anchor]] = []
    for place, anchor in segment.points:
        edge = _WORD_END if source[place - 1].isalnum() else _WORD_START
        far = place * len(letters) / len(source)
        places = [match.start() for match in edge.finditer(letters)] or [0]
        # In the order of the source: a range ends behind its beginning.
        before = found[-1][0] if found else 0
        found.append((max(before, min(places, key=lambda at: abs(at - far))), anchor))
    return found


def _holds(outer: Box, box: Box) -> bool:
    return any(node is box or (isinstance(node, Box) and _holds(node, box)) for node in outer.nodes)


def _is_empty(rest: Sequence[object], label: str) -> bool:
    for piece in rest:
        if piece == Close(label):
            return True
        if isinstance(piece, Text | Placeholder):
            return False
    return True


def _second(box: Box) -> Box | None:
    """Another copy of a box for a tag that stands twice; None where the file may have only one."""
    if box.letters == "m":
        return None
    if box.outer is None:  # a complex field
        parts = [
            tuple(Part(copy.deepcopy(part.element), part.run) for part in parts)
            for parts in (box.before, box.after)
        ]
        return Box(box.letters, [], box.own_base, None, None, parts[0], parts[1])
    outer = copy.deepcopy(box.outer)
    holder = outer if box.holder is box.outer else child(outer, "w:sdtContent")
    properties = child(outer, "w:sdtPr")
    identity = child(properties, "w:id") if properties is not None else None
    if identity is not None and properties is not None:
        properties.remove(identity)  # ids of content controls are unique (ECMA-376-1 §17.5.2.18)
    return Box(box.letters, [], box.own_base, outer, holder)
