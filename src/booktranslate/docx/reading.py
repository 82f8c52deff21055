"""Read the children of a paragraph into nodes (WordprocessingML §17.3, DrawingML text §21.1.2)."""

import re

from booktranslate.docx.fields import field_node, fold
from booktranslate.docx.formats import PLAIN, Format, drawing_format, is_hidden, style_of
from booktranslate.docx.nodes import (
    Anchor,
    Barrier,
    Blank,
    Box,
    FieldMark,
    FieldState,
    Node,
    Part,
    Run,
    Thing,
    has_barrier,
    letters_in,
)
from booktranslate.docx.palette import Palette
from booktranslate.docx.xml import PROPERTIES, SPACE, Element, attribute, child, name

# Leaves no trace: Word writes these anew (ECMA-376-1 §17.13.8.1, §17.3.3.13).
_NOISE = {"", "w:proofErr", "w:lastRenderedPageBreak", "w:rPr", "w:pPr", *PROPERTIES}
_RANGE_STARTS = {"w:bookmarkStart": "bookmark", "w:commentRangeStart": "comment", "w:permStart": "permission"}
_RANGE_ENDS = {"w:bookmarkEnd": "bookmark", "w:commentRangeEnd": "comment", "w:permEnd": "permission"}
# Bookmarks that Word sets by itself where one has worked or copied: nobody refers to them.
_OF_WORD = re.compile(r"_GoBack$|_Hlk\d|OLE_LINK\d")
_XML_SPACE = " \t\r\n"
_TO_SPACE = {ord("\t"): " ", ord("\r"): " ", ord("\n"): " "}


class Reader:
    """Reads paragraphs of one part in order; it knows which fields are open from one to the next."""

    def __init__(
        self, palette: Palette, *, hidden_text: bool = False, hidden_styles: frozenset[str] = frozenset()
    ) -> None:
        """`hidden_text`: hidden text is text; `hidden_styles`: ids of styles that hide their text."""
        self._palette = palette
        self._hidden_text = hidden_text
        self._hidden_styles = hidden_styles
        self._fields = FieldState()
        self._hides = False  # whether the style of the paragraph hides its text
        self._marks: set[str | None] = set()  # ids of bookmarks that need no tag

    def paragraph(self, holder: Element, *, style: str = "") -> list[Node]:
        """The nodes of a `w:p` of that style, or of another element whose children are runs."""
        self._hides = style in self._hidden_styles
        return fold(self._items(holder), self._fields)

    def apart(self, holder: Element, *, style: str = "") -> list[Node]:
        """The nodes of a paragraph inside a shape: the fields around the shape are not its own."""
        outer, self._fields = self._fields, FieldState()
        try:
            return self.paragraph(holder, style=style)
        finally:
            self._fields = outer

    def _items(self, holder: Element) -> list[Node | FieldMark]:
        items: list[Node | FieldMark] = []
        for item in holder:
            kind = name(item.tag)
            if kind == "w:r":
                self._run(item, items)
            elif kind in _NOISE:
                continue
            elif kind in _RANGE_STARTS:
                items.append(self._range_start(item, kind))
            elif kind in _RANGE_ENDS:
                items.append(self._range_end(item, kind))
            elif kind == "w:fldSimple":
                items.append(self._simple_field(item))
            elif kind == "w:hyperlink":
                items.append(self._box("a", item, item, own_base=True))
            elif kind == "w:sdt":
                items.append(self._box("c", item, child(item, "w:sdtContent"), own_base=False))
            elif kind in {"w:smartTag", "w:customXml", "w:dir", "w:bdo"}:
                items.append(self._box("x", item, item, own_base=False))
            elif kind in {"m:oMath", "m:oMathPara"}:
                items.append(Thing("x", (Part(item),)))
            else:
                items.append(Thing("x", (Part(item),), loose=True))
        return items

    def _range_start(self, item: Element, kind: str) -> Anchor:
        identity = attribute(item, "w:id")
        if kind == "w:bookmarkStart" and _OF_WORD.match(attribute(item, "w:name") or ""):
            self._marks.add(identity)
            return Anchor("point", "bookmark", (Part(item),))
        return Anchor("start", f"{_RANGE_STARTS[kind]} {identity}", (Part(item),))

    def _range_end(self, item: Element, kind: str) -> Anchor:
        identity = attribute(item, "w:id")
        if kind == "w:bookmarkEnd" and identity in self._marks:
            return Anchor("point", "bookmark", (Part(item),), "after")
        return Anchor("end", f"{_RANGE_ENDS[kind]} {identity}", (Part(item),), "after")

    def _box(self, letters: str, outer: Element, holder: Element | None, *, own_base: bool) -> Node:
        if holder is None:
            return Thing("x", (Part(outer),), loose=True)
        nodes = fold(self._items(holder), FieldState())
        if not any(letter.isalnum() for letter in letters_in(nodes)):
            if has_barrier(nodes):
                return Barrier((Part(outer),))
            if nodes and all(isinstance(node, Anchor) for node in nodes):
                return Anchor("point", "box", (Part(outer),))
            return Thing("x", (Part(outer),), loose=True)
        return Box(letters, nodes, own_base, outer, holder)

    def _simple_field(self, item: Element) -> Node:
        result = fold(self._items(item), FieldState())
        whole = (Part(item),)
        node = field_node(attribute(item, "w:instr") or "", result, (), (), whole)
        return Box(node.letters, result, True, item, item) if isinstance(node, Box) else node

    def _run(self, run: Element, items: list[Node | FieldMark]) -> None:
        format_ = PLAIN
        hidden = self._is_hidden(format_)
        for item in run:
            kind = name(item.tag)
            if kind == "w:rPr":  # it comes first (§17.3.2.28)
                format_ = self._palette.format(item)
                hidden = self._is_hidden(format_)
            elif kind == "w:t" and not hidden:
                items.append(Run(_letters(item), format_, (Part(item, run),)))
            elif kind == "w:fldChar":
                mark = attribute(item, "w:fldCharType")
                if mark in {"begin", "separate", "end"}:
                    items.append(FieldMark(mark, (Part(item, run),)))  # type: ignore[arg-type]
            elif kind == "w:instrText":
                items.append(FieldMark("code", (Part(item, run),), item.text or ""))
            elif kind in _NOISE:
                continue
            elif hidden:
                items.append(Anchor("point", "hidden", (Part(item, run),)))
            else:
                items.append(_leaf(kind, item, format_, (Part(item, run),)))

    def _is_hidden(self, format_: Format) -> bool:
        if self._hidden_text:
            return False
        elements = format_.elements
        if "w:vanish" in elements:  # also when it says that the text is not hidden
            return is_hidden(format_)
        return self._hides or ("w:rStyle" in elements and style_of(format_) in self._hidden_styles)


def _letters(item: Element) -> str:
    """The text of a `w:t` as Word reads it: white space at its ends counts only with `xml:space`; a line
    break in the markup is a space."""
    text = item.text or ""
    if text != text.strip(_XML_SPACE) and not _keeps_space(item):
        text = text.strip(_XML_SPACE)
    return text if text.isprintable() else text.translate(_TO_SPACE)


def _keeps_space(item: Element) -> bool:
    mode = item.get(SPACE)
    if mode is None:
        modes = (element.get(SPACE) for element in item.iterancestors())
        mode = next((mode for mode in modes if mode is not None), None)
    return mode == "preserve"


def _leaf(kind: str, item: Element, format_: Format, parts: tuple[Part, ...]) -> Node:
    match kind:
        case "w:noBreakHyphen":
            return Run("\u2011", format_, parts)
        case "w:softHyphen":
            return Run("\u00ad", format_, parts)
        case "w:tab":
            return Blank("tab", format_, parts)
        case "w:cr":
            return Blank("br", format_, parts)
        case "w:br":
            if attribute(item, "w:type") in {"page", "column"}:
                return Barrier(parts)
            if attribute(item, "w:clear") not in {None, "none"}:  # goes on below a floating picture
                return Thing("x", parts, loose=True)
            return Blank("br", format_, parts)
        case "w:footnoteReference":
            return Thing("fn", parts)
        case "w:endnoteReference":
            return Thing("en", parts)
        case "w:commentReference":
            return Anchor("point", f"comment {attribute(item, 'w:id')}", parts, "after")
        case "w:instrText":
            return Anchor("point", "code", parts)
        case _:
            return Thing("x", parts, loose=True)


def drawing_paragraph(holder: Element) -> list[Node]:
    """The nodes of an `a:p` (chart titles, SmartArt, shapes of other programs)."""
    nodes: list[Node] = []
    for item in holder:
        kind = name(item.tag)
        format_ = drawing_format(child(item, "a:rPr")) if kind in {"a:r", "a:br"} else None
        parts = (Part(item),)
        if kind == "a:r" and format_ is not None:
            text = child(item, "a:t")
            nodes.append(Run((text.text or "") if text is not None else "", format_, parts))
        elif kind == "a:br" and format_ is not None:
            nodes.append(Blank("br", format_, parts))
        elif kind == "a:fld":
            nodes.append(Thing("f", parts))
        elif kind not in {"", "a:pPr", "a:endParaRPr"}:
            nodes.append(Thing("x", parts, loose=True))
    return nodes
