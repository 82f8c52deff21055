"""Walk a part with running text and find every place of text, in reading order.

Such a part is the body, a header, the notes or the comments. Besides its paragraphs, words are found in the
attributes of shapes, links and controls. Other kinds of parts are read by `part_texts`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from booktranslate.docx.field_code_places import CodePlace
from booktranslate.docx.fields.instructions import MARKS, instructions
from booktranslate.docx.formatting.looks import is_wide
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.generated.lines import Line, LineSlot
from booktranslate.docx.opc.xml import Element, attribute, child, children, name, namespace
from booktranslate.docx.paragraphs.nodes import Barrier, Blank, are_runs
from booktranslate.docx.paragraphs.ranges import untangled
from booktranslate.docx.paragraphs.reading import Reader, drawing_paragraph
from booktranslate.docx.paragraphs.tagging import is_translatable, stretches
from booktranslate.docx.text_places import (
    AttributePlace,
    DrawingPlace,
    DropCapPlace,
    ParagraphPlace,
    PlainPlace,
    TextPlace,
    is_file_name,
)
from booktranslate.language.calendar import is_dates
from booktranslate.model import TaggedText, Text


@dataclass(slots=True, eq=False)  # not frozen: see nodes.py
class Place:
    """Something found in a story: text (`slot`), or only a reference to text elsewhere.

    `kind` tells a translator what the text is ("heading", "table cell", "footnote" …); `style` is the name
    of its paragraph style; `level` its heading level, or 0. A `copy` repeats another place, as the second
    branch of an AlternateContent does. `refers` names what a reader meets here: `footnote 2`, `part rId7`.
    `owner` is the note that contains the place, named in the same way.
    """

    slot: TextPlace | None
    kind: str = "paragraph"
    style: str = ""
    level: int = 0
    copy: bool = False
    refers: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """What encloses a paragraph."""

    kind: str = "paragraph"
    copy: bool = False
    owner: str = ""
    table: str = ""  # the style of the innermost table


# Elements that contain none of the author's text.
_SKIPPED = {
    "w:sectPrChange",
    "w:pPrChange",
    "w:rPrChange",
    "w:docPartObj",
    "w:instrText",
    "w:tblGrid",
    "m:oMath",
    "m:oMathPara",
}
_TELLING = {"w:hyperlink", "w:ffData"}  # have words in attributes, their own or their children's
_NOTES = {"w:footnote": "footnote", "w:endnote": "endnote", "w:comment": "comment"}
_ALTERNATIVE = {"descr", "title"}


@dataclass(eq=False)
class Walker:
    """Finds the places of one story part."""

    styles: Styles
    reader: Reader
    kind: str = "paragraph"
    lines: Mapping[Element, Line] = field(default_factory=dict)  # of contents and indexes
    dates: bool = False  # whether a date in figures is text to translate
    _places: list[Place] = field(default_factory=list)  # found so far
    _cap: Place | None = None  # a drop cap that waits for its paragraph
    _wide: bool = False  # whether the part has letters of scripts other than the Latin one

    def story(self, root: Element) -> list[Place]:
        """The places under an element. Raises RecursionError if its elements are nested too deeply."""
        self._places = []
        self._wide = is_wide(root)
        self._children(root, _Around(self.kind))
        self._add_waiting_cap()
        return self._places

    def _children(self, parent: Element, around: _Around) -> None:
        for item in parent:
            self._element(item, around)

    def _element(self, item: Element, around: _Around) -> None:
        kind = name(item.tag)
        if kind in _SKIPPED:
            return
        match kind:
            case "w:p":
                self._paragraph(item, around)
            case "a:p":
                drawn = DrawingPlace(item, drawing_paragraph(item))
                self._places.append(Place(drawn, self._named(around, "drawing"), copy=around.copy))
            case "w:tbl":
                self._children(item, replace(around, table=self.styles.of_table(item)))
            case "w:tc":
                self._children(item, replace(around, kind=self._named(around, "table cell")))
            case "w:txbxContent":
                self._children(item, replace(around, kind="text box", table=""))
            case "w:footnote" | "w:endnote" | "w:comment":
                owner = f"{_NOTES[kind]} {attribute(item, 'w:id')}"
                self._children(item, replace(around, kind=_NOTES[kind], owner=owner))
            case "mc:AlternateContent":
                self._alternatives(item, around)
            case "w:headerReference" | "w:footerReference":
                self._places.append(Place(None, refers=(f"part {attribute(item, 'r:id')}",)))
            case "c:chart" | "cx:chart" if attribute(item, "r:id"):
                self._places.append(Place(None, refers=(f"part {attribute(item, 'r:id')}",)))
            case "dgm:relIds":
                refers = tuple(
                    f"part {value!s}" for key, value in item.attrib.items() if name(key) in {"r:dm", "r:lo"}
                )
                self._places.append(Place(None, refers=refers))
            case "w:sdtPr":
                self._control(item, around)
            case "w:tblPr":
                self._table(item, around)
            case "w:ruby":
                for half in ("w:rt", "w:rubyBase"):
                    holder = child(item, half)
                    if holder is not None:
                        slot = self._apart(holder)
                        self._places.append(Place(slot, self._named(around, "ruby"), copy=around.copy))
            case _:
                if kind in _TELLING or not kind.startswith("w:"):
                    self._places += attribute_places(item, copy=around.copy)
                self._children(item, around)

    def _apart(self, holder: Element) -> ParagraphPlace:
        cache = self.styles.caches.of(self.styles.default)
        nodes = untangled(self.reader.apart(holder, cache))
        return ParagraphPlace(holder, stretches(nodes, cache), cache)

    def _paragraph(self, paragraph: Element, around: _Around) -> None:
        own = self.styles.of(paragraph)
        wide = self._wide and is_wide(paragraph)
        cache = self.styles.caches.of(own.id, around.table, wide=wide)
        read = self.reader.apart if around.kind == "text box" else self.reader.paragraph
        nodes = read(paragraph, cache)
        plain = are_runs(nodes)
        if around.kind in {"header", "footer"}:
            # Tabs separate the left, middle and right of a running head, which are separate texts.
            nodes = [
                Barrier(node.fragments) if isinstance(node, Blank) and node.kind == "tab" else node
                for node in nodes
            ]
        line = self.lines.get(paragraph)
        if line is not None:
            slot: ParagraphPlace = LineSlot(line, nodes, cache)
            kind = line.kind
        else:
            found = stretches(nodes if plain else untangled(nodes), cache)
            slot = ParagraphPlace(paragraph, found, cache)
            is_running = around.kind == "paragraph" or own.kind == "table of contents"
            kind = own.kind if own.kind and is_running else around.kind
        texts = slot.texts
        if not self.dates and texts and all(map(_is_dates, texts)):
            slot.leave()
            texts = ()
        refers, codes = ((), []) if plain else _marks(paragraph)
        level = own.level if kind == "heading" else 0
        place = Place(slot, kind, own.name, level, around.copy, refers, around.owner)
        cap = self._cap
        if cap is not None and texts and isinstance(cap.slot, ParagraphPlace) and _follows(slot, cap.slot):
            self._cap = None
            whole = DropCapPlace(cap.slot, slot)
            self._places.append(replace(place, slot=whole, refers=(*cap.refers, *refers)))
        else:
            if cap is not None:
                self._add_waiting_cap()
            if own.is_drop_cap and len(texts) == 1 and not texts[0].tags:
                self._cap = place
            else:
                self._places.append(place)
        for code in codes:
            self._places.append(Place(code, code.use, copy=around.copy))
        if plain and not own.ends_section:
            return  # nothing but runs of letters
        for item in paragraph:
            if name(item.tag) != "w:pPr":
                self._inside(item, around)
            elif own.ends_section:
                self._children(item, around)

    def _add_waiting_cap(self) -> None:
        """Add a drop cap that no text followed as a place of its own."""
        cap, self._cap = self._cap, None
        if cap is not None:
            self._places.append(cap)

    def _inside(self, item: Element, around: _Around) -> None:
        """Find what a child of a paragraph contains besides the paragraph's own text."""
        kind = name(item.tag)
        if kind == "w:r":
            for inner in item:
                if name(inner.tag) not in {"w:t", "w:rPr", "w:tab", "w:br"}:
                    self._element(inner, around)
        elif kind:
            self._element(item, around)

    def _alternatives(self, item: Element, around: _Around) -> None:
        """All branches but the first are copies: an application shows only one (ECMA-376-3 §7.7)."""
        choices = [branch for branch in item if name(branch.tag) in {"mc:Choice", "mc:Fallback"}]
        for place, branch in enumerate(choices):
            inside = replace(around, copy=around.copy or place > 0)
            if child(branch, "w:r") is not None:  # the element is in a paragraph, around runs
                slot = self._apart(branch)
                self._places.append(Place(slot, around.kind, copy=inside.copy))
            for text in children(branch, "w:t"):  # the element is in a run
                if is_translatable(text.text or ""):
                    self._places.append(Place(PlainPlace(text), around.kind, copy=inside.copy))
            self._children(branch, inside)

    def _control(self, properties: Element, around: _Around) -> None:
        for item in properties:
            kind = name(item.tag)
            if kind in {"w:dropDownList", "w:comboBox"}:
                for entry in children(item, "w:listItem"):
                    self._list_item(entry, around)
            elif kind == "w:alias" and shows_title(properties):
                self._places += _named_attributes(item, {"w:val"}, "control title", around.copy)
            elif kind == "w15:repeatingSection":
                for title in children(item, "w15:sectionTitle"):
                    self._places += _named_attributes(title, {"w15:val"}, "control title", around.copy)

    def _list_item(self, entry: Element, around: _Around) -> None:
        """Add an item of a drop-down list; without a text it shows its value (ECMA-376-1 §17.5.2.21)."""
        value = attribute(entry, "w:value") or ""
        if attribute(entry, "w:displayText") is not None:
            self._places += _named_attributes(entry, {"w:displayText"}, "drop-down item", around.copy)
        elif is_translatable(value):
            slot = AttributePlace(entry, f"{{{namespace(entry)}}}displayText", value)
            self._places.append(Place(slot, "drop-down item", copy=around.copy))

    def _table(self, properties: Element, around: _Around) -> None:
        for item in properties:
            if name(item.tag) in {"w:tblCaption", "w:tblDescription"}:
                self._places += _named_attributes(item, {"w:val"}, "alternative text", around.copy)

    def _named(self, around: _Around, kind: str) -> str:
        return kind if around.kind == "paragraph" else around.kind


def attribute_places(item: Element, *, copy: bool) -> Iterator[Place]:
    """The texts in the attributes of an element; for a form field, also in those of its descendants.

    `copy` says that the element is in a copy of another place.
    """
    kind = name(item.tag)
    local = kind.rpartition(":")[2].rpartition("}")[2]
    if local in {"docPr", "cNvPr"}:
        yield from _named_attributes(item, _ALTERNATIVE, "alternative text", local == "cNvPr" or copy)
    elif kind == "v:textpath":
        yield from _named_attributes(item, {"string"}, "watermark", copy)
    elif kind.startswith("v:"):
        yield from _named_attributes(item, {"alt", "title"}, "alternative text", copy)
    elif kind == "w:hyperlink":
        yield from _named_attributes(item, {"w:tooltip"}, "tooltip", copy)
    elif kind in {"a:hlinkClick", "a:hlinkHover"}:
        yield from _named_attributes(item, {"tooltip"}, "tooltip", True)
    elif kind == "w:ffData":
        for entry in item.iter():
            if name(entry.tag) in {"w:listEntry", "w:default", "w:helpText", "w:statusText"}:
                yield from _named_attributes(entry, {"w:val"}, "form field", copy)


def _named_attributes(item: Element, wanted: set[str], kind: str, copy: bool) -> Iterator[Place]:
    for key, value in item.attrib.items():
        if name(key) in wanted and is_translatable(str(value)) and not is_file_name(str(value)):
            yield Place(AttributePlace(item, str(key)), kind, copy=copy)


def _is_dates(text: TaggedText) -> bool:
    """Whether a text consists of dates in figures, which is not asked of one that begins with a letter."""
    first = text.pieces[0]
    return not (isinstance(first, Text) and first.value[:1].isalpha()) and is_dates(text.plain)


def _follows(slot: ParagraphPlace, cap: ParagraphPlace) -> bool:
    """Whether a paragraph comes right after the frame of a drop cap."""
    for item in cap.holder.itersiblings():
        if name(item.tag) not in {"", "w:bookmarkStart", "w:bookmarkEnd", "w:proofErr"}:
            return item is slot.holder
    return False


_REFERENCES = [f"{{*}}{note}Reference" for note in ("footnote", "endnote", "comment")]


def _marks(paragraph: Element) -> tuple[tuple[str, ...], list[CodePlace]]:
    """The notes and comments that a paragraph refers to, and its field instructions that show words."""
    marks: list[Element] = []
    refers: list[str] = []
    for item in paragraph.iter(*MARKS, *_REFERENCES):
        if next(item.iterancestors("{*}p"), None) is not paragraph:  # in a shape
            continue
        kind = name(item.tag)
        if kind.endswith("Reference"):
            refers.append(f"{kind[2:].removesuffix('Reference')} {attribute(item, 'w:id')}")
        else:
            marks.append(item)
    codes = [CodePlace(pieces) for pieces in instructions(marks)]
    return tuple(refers), [code for code in codes if code.texts]


# Names given by programs: SubTitle, client_name, list[1], Data11.
_IDENTIFIER = re.compile(r"[_\[\]{}<>=|@]|[^\W\d_A-Z][A-Z]|^\S*[^\W\d_]\d\S*$")


def shows_title(properties: Element) -> bool:
    """Whether the title of a content control (ECMA-376-1 §17.5.2.1 alias) is shown, and made of words.

    Programs that fill in documents look a control up by its title, which is then an identifier or the same
    as its tag.
    """
    title, tag, appearance = (child(properties, kind) for kind in ("w:alias", "w:tag", "w15:appearance"))
    if appearance is not None and attribute(appearance, "w15:val") == "hidden":
        return False
    words = (attribute(title, "w:val") or "") if title is not None else ""
    is_tag = tag is not None and attribute(tag, "w:val") == words
    return not is_tag and _IDENTIFIER.search(words) is None
