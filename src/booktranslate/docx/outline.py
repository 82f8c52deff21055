"""The body and notes of a document as plain values: paragraphs, tables and pictures, as a reader sees them.

They are for editions that are made from scratch. A paragraph can be read again after its texts have been
replaced, as `Document.replace` keeps the elements of paragraphs in their places.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from booktranslate.docx.document import Document
from booktranslate.docx.fields.nesting import follow
from booktranslate.docx.formatting.hidden import is_hidden
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, attribute, child, children, is_on, name
from booktranslate.docx.passages import Passage

_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_INSIDE = {"w:hyperlink", "w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"}
_GRAPHICS = {"w:drawing", "w:pict", "w:object"}


@dataclass(frozen=True, slots=True)
class Look:
    """The format of text as far as such editions show it; `position` is "superscript", "subscript" or ""."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    small_caps: bool = False
    position: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look; a line break is `\\n`, a tab `\\t`."""

    text: str
    look: Look = field(default_factory=Look)


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The place of a note; its `label` is its name in `Outline.notes`, such as `footnote 2`."""

    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its part, and its size in English Metric Units (0: as in the file)."""

    part: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Graphic:
    """A chart or diagram: the part with its words."""

    part: str


Inline = Words | NoteMark | Picture | Graphic


@dataclass(frozen=True, eq=False)
class Paragraph:
    """A paragraph: its elements (a drop cap is one more), its content, the name of its style, its heading
    level, its kind (see `styles.ParagraphStyle`), and its translatable texts."""

    holders: tuple[Element, ...]
    content: tuple[Inline, ...]
    style: str
    level: int
    kind: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and how many columns it spans."""

    blocks: tuple["Block", ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> int:
        """The number of columns of its widest row."""
        return max((sum(cell.span for cell in row) for row in self.rows), default=0)


Block = Paragraph | Table


class Outline:
    """The blocks of a document: `body`, and `notes` by label."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._passages = document.passages_by_paragraph
        self._links = {
            link.id: link.target
            for link in document.package.relationships(document.main_part)
            if not link.external
        }
        self.body = tuple(self._blocks(document.root(document.main_part)))
        self.notes: dict[str, tuple[Block, ...]] = {}
        for kind, root in document.note_parts():
            for note in children(root, f"w:{kind}"):
                self.notes[f"{kind} {attribute(note, 'w:id')}"] = tuple(self._blocks(note))

    def content(self, paragraph: Paragraph) -> tuple[Inline, ...]:
        """What the paragraph says now."""
        found = [item for holder in paragraph.holders for item in self._content(holder)]
        return tuple(_joined(found))

    def _blocks(self, parent: Element) -> Iterator[Block]:
        cap: tuple[Element, ...] = ()
        for item in _flat(parent):
            kind = name(item.tag)
            if kind == "w:tbl":
                yield self._table(item)
            elif kind == "w:p":
                if self._document.styles.of(item).is_drop_cap:
                    cap = (*cap, item)
                    continue
                yield self._paragraph((*cap, item))
                cap = ()
                for box in _boxes(item):
                    yield from self._blocks(box)
        if cap:
            yield self._paragraph(cap)

    def _paragraph(self, holders: tuple[Element, ...]) -> Paragraph:
        style = self._document.styles.of(holders[-1])
        places = [place for holder in holders for place in (holder, *_rubies(holder))]
        passages = [passage for place in places for passage in self._passages.get(place, ())]
        found = Paragraph(holders, (), style.name, style.level, style.kind, tuple(passages))
        return replace(found, content=self.content(found))

    def _table(self, table: Element) -> Table:
        return Table(
            tuple(
                tuple(
                    Cell(tuple(self._blocks(cell)), _span(cell))
                    for cell in _flat(row)
                    if name(cell.tag) == "w:tc"
                )
                for row in _flat(table)
                if name(row.tag) == "w:tr"
            )
        )

    def _content(self, holder: Element) -> Iterator[Inline]:
        codes: list[bool] = []  # for each open field, whether its instruction still goes on
        for run in _runs(holder):
            if name(run.tag) != "w:r":  # an equation
                yield Words("".join(item.text or "" for item in run.iter("{*}t")))
                continue
            properties = child(run, "w:rPr")
            hidden = is_hidden(run, self._document.styles)
            look = _look(properties, self._document.styles)
            for item in run:
                kind = name(item.tag)
                if kind == "w:fldChar":
                    follow(codes, attribute(item, "w:fldCharType"))
                elif not any(codes) and not hidden:
                    yield from self._leaf(kind, item, look)

    def _leaf(self, kind: str, item: Element, look: Look) -> Iterator[Inline]:
        if kind == "w:t":
            yield Words(item.text or "", look)
        elif kind in {"w:tab", "w:ptab"}:
            yield Words("\t", look)
        elif kind == "w:cr" or (kind == "w:br" and attribute(item, "w:type") not in {"page", "column"}):
            yield Words("\n", look)
        elif kind == "w:noBreakHyphen":
            yield Words("\u2011", look)
        elif kind in _NOTES:
            yield NoteMark(f"{_NOTES[kind]} {attribute(item, 'w:id')}")
        elif kind == "w:ruby":
            base, reading = child(item, "w:rubyBase"), child(item, "w:rt")
            yield from self._content(base) if base is not None else ()
            if reading is not None:  # what stands above it
                yield from (Words(" (", look), *self._content(reading), Words(")", look))
        elif kind in _GRAPHICS or kind == "mc:AlternateContent":
            yield from self._graphics(item)

    def _graphics(self, item: Element) -> Iterator[Inline]:
        extent = next(item.iter("{*}extent"), None)
        size = [_number(extent.get(key)) if extent is not None else 0 for key in ("cx", "cy")]
        for found in _drawn(item):
            kind = name(found.tag)
            identity = attribute(found, "r:embed") or attribute(found, "r:id") or attribute(found, "r:dm")
            target = self._links.get(identity or "")
            if target is None or target not in self._document.package:
                continue
            if kind in {"a:blip", "v:imagedata"}:
                yield Picture(target, *size)
            elif kind in {"c:chart", "cx:chart", "dgm:relIds"}:
                yield Graphic(target)


def _flat(parent: Element) -> Iterator[Element]:
    """The blocks, rows or cells in an element, also inside content controls and custom markup."""
    for item in parent:
        kind = name(item.tag)
        if kind == "w:sdt":
            content = child(item, "w:sdtContent")
            yield from _flat(content) if content is not None else ()
        elif kind in {"w:customXml", "w:body", "w:smartTag", "w:ins", "w:moveTo"}:
            yield from _flat(item)
        elif kind in {"w:p", "w:tbl", "w:tr", "w:tc"}:
            yield item


def _runs(holder: Element) -> Iterator[Element]:
    for item in holder:
        kind = name(item.tag)
        if kind in {"w:r", "m:oMath", "m:oMathPara"}:
            yield item
        elif kind in _INSIDE:
            yield from _runs(item)
        elif kind == "w:sdt":
            content = child(item, "w:sdtContent")
            yield from _runs(content) if content is not None else ()


def _drawn(item: Element) -> Iterator[Element]:
    """The elements of a graphic, without its text boxes and the copy for old programs (Fallback)."""
    branch = child(item, "mc:Choice") if name(item.tag) == "mc:AlternateContent" else None
    for inner in [branch] if branch is not None else item:
        if name(inner.tag) != "w:txbxContent":
            yield inner
            yield from _drawn(inner)


def _rubies(holder: Element) -> Iterator[Element]:
    """Both parts of each ruby in a paragraph, without those in its text boxes."""
    for item in holder.iter("{*}rt", "{*}rubyBase"):
        if next(item.iterancestors("{*}p"), None) is holder:
            yield item


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The outermost text boxes in a paragraph, without the copy for old programs (Fallback)."""
    for item in paragraph:
        kind = name(item.tag)
        if kind == "w:txbxContent":
            yield item
        elif kind == "mc:AlternateContent":
            branch = child(item, "mc:Choice")
            yield from _boxes(branch if branch is not None else item)
        elif kind != "w:pPr":
            yield from _boxes(item)


def _look(properties: Element | None, styles: Styles) -> Look:
    if properties is None:
        return Look()
    style = child(properties, "w:rStyle")
    named = styles.name(attribute(style, "w:val") or "").lower() if style is not None else ""
    bold, italic, caps, strike = (child(properties, f"w:{key}") for key in ("b", "i", "smallCaps", "strike"))
    line, position = child(properties, "w:u"), child(properties, "w:vertAlign")
    raised = (attribute(position, "w:val") or "") if position is not None else ""
    return Look(
        is_on(bold) or (bold is None and named == "strong"),
        is_on(italic) or (italic is None and named == "emphasis"),
        line is not None and attribute(line, "w:val") not in {None, "none"},
        is_on(strike),
        is_on(caps),
        raised if raised in {"superscript", "subscript"} else "",
    )


def _joined(items: Iterable[Inline]) -> Iterator[Inline]:
    """The content, with adjacent words of one look as one; empty words left out."""
    last: Words | None = None
    for item in items:
        if isinstance(item, Words) and last is not None and item.look == last.look:
            last = Words(last.text + item.text, last.look)
            continue
        if last is not None and last.text:
            yield last
        last = item if isinstance(item, Words) else None
        if last is None:
            yield item
    if last is not None and last.text:
        yield last


def _span(cell: Element) -> int:
    properties = child(cell, "w:tcPr")
    span = child(properties, "w:gridSpan") if properties is not None else None
    return max(1, min(_number(attribute(span, "w:val")), 60)) if span is not None else 1


def _number(value: object) -> int:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
