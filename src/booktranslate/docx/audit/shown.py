"""What the pages of a document show, by paragraph: all letters that a PDF or EPUB of it must have.

This reads the XML independently of the reader of passages, to find what that misses. Equations, charts and
diagrams are only counted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from booktranslate.docx.audit.confined import NOTHING, Confined, by_box, by_frame, by_row
from booktranslate.docx.audit.fonts import Fonts
from booktranslate.docx.audit.languages import Languages, hyphenates
from booktranslate.docx.document import Document
from booktranslate.docx.formatting.hidden import is_hidden
from booktranslate.docx.generated.by_page import paragraphs_by_page
from booktranslate.docx.opc.xml import Element, attribute, child, is_on, name
from booktranslate.docx.passages import Reading
from booktranslate.docx.properties import UNBOUND

_SKIPPED = {"w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:sdtPr", "w:sectPr", "m:t"}
_DRAWN = {"m:oMath": "equations", "c:chart": "charts", "cx:chart": "charts", "dgm:relIds": "diagrams"}
_COMPUTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "PRINTDATE", "EDITTIME")
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_MARKS = {
    *_NOTES,
    "w:footnoteRef",
    "w:endnoteRef",
    "w:sym",
    "w:commentReference",
    "w:annotationRef",
    "m:oMath",
}
# The characters of these fonts are signs (ticked boxes, arrows); programs replace them by other characters.
_SYMBOLS = ("symbol", "wingdings", "webdings", "zapf dingbats", "zapfdingbats", "marlett")
_RUNNING = {"header", "footer"}
_LONG = 80


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as a page shows it.

    `pieces` are its text, divided where the page shows something that is not in the document (the number of a
    note or a page). `kind` is "paragraph", "heading", "table cell", "text box", "footnote", "endnote",
    "contents" (a line that lists pages), "header" or "footer"; `level` is that of a heading, or 0, and
    `heading` the heading above it. `confined` says what may cut it off; paragraphs in the same box or
    confined cell have the same `group`. `anchor` is the index, in `Pages.paragraphs`, of the paragraph to
    which a note or text box belongs; `table` the numbers of its table and its row, from 0. -1 stands for
    none. `fonts` are the names of its fonts, in order, and `languages` the codes of its languages, each with
    the number of its characters.
    """

    kind: str
    pieces: tuple[str, ...]
    level: int = 0
    heading: str = ""
    confined: Confined = NOTHING
    group: int = -1
    anchor: int = -1
    table: tuple[int, int] = (-1, -1)
    fonts: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        """All of its text, on one line."""
        return " ".join(" ".join(self.pieces).split())


@dataclass(frozen=True)
class Pages:
    """What a document shows: its paragraphs, and by name the numbers of things whose words are not checked.

    `margins` are the shares of the height of the page that headers and footers have; `hyphenates` says
    whether words are hyphenated at the ends of lines.
    """

    paragraphs: tuple[Shown, ...]
    drawn: dict[str, int]
    margins: tuple[float, float]
    hyphenates: bool = False


def shown(path: Path) -> Pages:
    """What a finished document shows. Raises InputError if it cannot be read."""
    document = Document(path, Reading(hidden=True), UNBOUND)
    package = document.package
    walk = _Walk(document, Fonts(package), Languages(package))
    walk.body()
    margins = _margins(document.root(document.main_part))
    return Pages(tuple(walk.found), dict(walk.drawn), margins, hyphenates(package))


@dataclass(frozen=True, slots=True)
class _Around:
    kind: str = "paragraph"
    confined: Confined = NOTHING
    group: int = -1
    anchor: int = -1
    table: tuple[int, int] = (-1, -1)


@dataclass
class _Field:
    """An open field: its instruction, and whether we are past it."""

    code: str = ""
    in_result: bool = False

    @property
    def is_computed(self) -> bool:
        return self.code.split(None, 1)[:1] != [] and self.code.split(None, 1)[0].upper() in _COMPUTED


@dataclass
class _Paragraph:
    """What is collected from one paragraph."""

    element: Element
    pieces: list[str] = field(default_factory=lambda: [""])
    fonts: list[tuple[str, int]] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    boxes: list[tuple[Element, _Around]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Walk:
    def __init__(self, document: Document, fonts: Fonts, languages: Languages) -> None:
        self.document = document
        self.fonts, self.languages = fonts, languages
        self.found: list[Shown] = []
        self.drawn: Counter[str] = Counter()
        self._heading = ""
        self._tables = 0
        self._groups = count()
        self._fields: list[_Field] = []
        self._by_page: set[Element] = set()
        self._notes = {
            f"{kind} {attribute(note, 'w:id')}": (kind, note)
            for kind, root in document.note_parts()
            for note in root
            if attribute(note, "w:type") in {None, "normal"}
        }

    def body(self) -> None:
        document = self.document
        root = document.root(document.main_part)
        self._by_page = paragraphs_by_page(root, document.styles)
        self._blocks(root, _Around())
        even = _has_even_headers(document)
        running: dict[str, str] = {}
        links = {link.id: link.target for link in document.package.relationships(document.main_part)}
        for section in root.iter("{*}sectPr"):
            first = is_on(child(section, "w:titlePg"))
            for item in section:
                kind = {"w:headerReference": "header", "w:footerReference": "footer"}.get(name(item.tag))
                use = attribute(item, "w:type") or "default"
                if kind and (use == "default" or (use == "first" and first) or (use == "even" and even)):
                    running.setdefault(links.get(attribute(item, "r:id") or "", ""), kind)
        for part, kind in running.items():
            if part in document.parts:
                self._heading = ""
                self._blocks(document.root(part), _Around(kind))

    def _blocks(self, parent: Element, around: _Around) -> None:
        for item in parent:
            kind = name(item.tag)
            if kind == "w:p":
                self._paragraph(item, around)
            elif kind == "w:tbl":
                self._table(item, around)
            elif kind == "mc:AlternateContent":
                for branch in list(item)[:1]:
                    self._blocks(branch, around)
            elif kind and kind not in _SKIPPED:
                self._blocks(item, around)

    def _table(self, table: Element, around: _Around) -> None:
        number, self._tables = self._tables, self._tables + 1
        for place, row in enumerate(item for item in table.iter("{*}tr") if _table_of(item) is table):
            confined = by_row(row)
            kind = "table cell" if around.kind == "paragraph" else around.kind
            for cell in row:
                inside = _Around(kind, around.confined, around.group, around.anchor, (number, place))
                if confined is not NOTHING:
                    inside = replace(inside, confined=confined, group=next(self._groups))
                self._blocks(cell, inside)

    def _paragraph(self, element: Element, around: _Around) -> None:
        own = self.document.styles.of(element)
        made = _Paragraph(element)
        self._inline(element, made, around)
        level = own.level if around.kind == "paragraph" else 0
        kind = "heading" if level else around.kind
        confined, group = around.confined, around.group
        if (frame := by_frame(element)) is not NOTHING:
            confined, group = frame, next(self._groups)
        shown = Shown(
            "contents" if element in self._by_page else kind,
            tuple(piece for piece in made.pieces if piece.strip()),
            level,
            self._heading,
            confined,
            group,
            around.anchor,
            around.table,
            tuple(made.fonts),
            tuple(made.languages.items()),
        )
        if level and shown.text:
            self._heading = shown.text[:_LONG]
        place = len(self.found)
        if shown.pieces:
            self.found.append(shown)
        anchor = max(0, place if shown.pieces else place - 1)
        for box, inside in made.boxes:
            self._blocks(box, _Around(inside.kind, inside.confined, inside.group, anchor))
        for label in made.notes:
            kind, note = self._notes.pop(label, ("", None))
            if note is not None:
                self._blocks(note, _Around(kind, anchor=anchor))

    def _inline(self, parent: Element, made: _Paragraph, around: _Around) -> None:
        for item in parent:
            kind = name(item.tag)
            if kind in _DRAWN:
                self.drawn[_DRAWN[kind]] += 1
            if kind in _MARKS:
                made.pieces.append("")
            match kind:
                case "w:r":
                    if not is_hidden(item, self.document.styles):
                        self._inline(item, made, around)
                case "w:t" if not self._in_code():
                    self._letters(item, made)
                case "w:tab" | "w:br" | "w:cr" | "w:noBreakHyphen" | "w:ptab":
                    made.pieces[-1] += " "
                case "w:fldChar":
                    self._field(item, made)
                case "w:instrText" if self._fields:
                    self._fields[-1].code += item.text or ""
                case "w:fldSimple":
                    code = _Field(attribute(item, "w:instr") or "", in_result=True)
                    self._fields.append(code)
                    self._inline(item, made, around)
                    self._fields.pop()
                    if code.is_computed:
                        made.pieces.append("")
                case "w:footnoteReference" | "w:endnoteReference":
                    made.notes.append(f"{_NOTES[kind]} {attribute(item, 'w:id')}")
                case "w:txbxContent":
                    kind = around.kind if around.kind in _RUNNING else "text box"
                    made.boxes.append((item, _Around(kind, by_box(item), next(self._groups))))
                case "w:p":  # a paragraph in a paragraph, as bad programs write it
                    made.pieces.append("")
                    self._inline(item, made, around)
                    made.pieces.append("")
                case "w:ruby":
                    for half in item:
                        made.pieces.append("")
                        self._inline(half, made, around)
                    made.pieces.append("")
                case "mc:AlternateContent":
                    for branch in list(item)[:1]:
                        self._inline(branch, made, around)
                case _ if kind and kind not in _SKIPPED and kind != "m:oMath":
                    self._inline(item, made, around)

    def _letters(self, item: Element, made: _Paragraph) -> None:
        text = item.text or ""
        run = item.getparent()
        font = self.fonts.of(run, made.element) if run is not None else ""
        if font.lower().startswith(_SYMBOLS):
            made.pieces.append("")
            return
        made.pieces[-1] += text
        if text.strip():
            made.languages[self.languages.of(run, made.element) if run is not None else ""] += len(text)
            if made.fonts and made.fonts[-1][0] == font:
                made.fonts[-1] = font, made.fonts[-1][1] + len(text)
            else:
                made.fonts.append((font, len(text)))

    def _field(self, mark: Element, made: _Paragraph) -> None:
        match attribute(mark, "w:fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].in_result = True
            case "end" if self._fields and self._fields.pop().is_computed:
                made.pieces.append("")

    def _in_code(self) -> bool:
        return any(not each.in_result or each.is_computed for each in self._fields)


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors("{*}tbl"), None)


def _has_even_headers(document: Document) -> bool:
    links = document.package.relationships(document.main_part)
    part = next((link.target for link in links if link.kind == "settings"), "")
    data = document.package.read(part) if part in document.package else b""
    return b"evenAndOddHeaders" in data


def _margins(root: Element) -> tuple[float, float]:
    """The smallest shares of a page's height above and below the text, which are for headers and footers."""
    found = list(_section_margins(root))
    if not found:
        return 0.0, 0.0
    return min(top for top, _ in found), min(bottom for _, bottom in found)


def _section_margins(root: Element) -> Iterator[tuple[float, float]]:
    for section in root.iter("{*}sectPr"):
        size, margin = child(section, "w:pgSz"), child(section, "w:pgMar")
        if size is None or margin is None:
            continue
        try:
            height = float(attribute(size, "w:h") or "")
            top, bottom = (abs(float(attribute(margin, f"w:{side}") or "0")) for side in ("top", "bottom"))
            yield top / height, bottom / height
        except (ValueError, ZeroDivisionError):
            continue
