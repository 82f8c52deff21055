"""Read the children of a paragraph as nodes (ECMA-376-1 §17.3; DrawingML text: §21.1.2)."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from booktranslate.docx.formatting.format_cache import FormatCache
from booktranslate.docx.formatting.formats import Format, drawing_format
from booktranslate.docx.opc.xml import PROPERTIES, SPACE, Element, attribute, child, name
from booktranslate.docx.paragraphs.folding import field_node, fold
from booktranslate.docx.paragraphs.nodes import (
    Anchor,
    Barrier,
    Blank,
    FieldMark,
    FieldState,
    Fragment,
    Node,
    Run,
    Thing,
    Wrapper,
    are_runs,
    has_barrier,
    is_text,
    letters_in,
)
from booktranslate.language.letters import plain

# Left out, as Word writes proofErr and lastRenderedPageBreak again (§17.13.8.1, §17.3.3.13).
_NOISE = {"", "w:proofErr", "w:lastRenderedPageBreak", "w:rPr", "w:pPr", *PROPERTIES}
_RANGE_STARTS = {"w:bookmarkStart": "bookmark", "w:commentRangeStart": "comment", "w:permStart": "permission"}
_RANGE_ENDS = {"w:bookmarkEnd": "bookmark", "w:commentRangeEnd": "comment", "w:permEnd": "permission"}
# Wrappers that show nothing, and the tags of the content controls in which Google Docs keeps its comments.
_UNSEEN = {"w:smartTag", "w:customXml"}
_OF_GOOGLE = re.compile("goog_rdk_")
_XML_SPACE = " \t\r\n"
_TO_SPACE = {ord("\t"): " ", ord("\r"): " ", ord("\n"): " "}


class Reader:
    """Reads the paragraphs of one part in order, as a field may go on from one to the next."""

    def __init__(
        self,
        cache: FormatCache,
        *,
        hidden_text: bool = False,
        referred: frozenset[str] = frozenset(),
        links: Mapping[str, str] | None = None,
    ) -> None:
        """`cache`: the formats of paragraphs without a style; `hidden_text`: whether hidden text is read;
        `referred`: the bookmarks that something refers to, in lower case; `links`: the targets of the part's
        relationships."""
        self._cache = cache
        self._hidden_text = hidden_text
        self._referred = referred
        self._links = links or {}
        self._fields = FieldState()
        self._marks: set[str | None] = set()  # ids of ranges that need no tag

    def paragraph(self, holder: Element, cache: FormatCache | None = None) -> list[Node]:
        """The nodes of a `w:p`, or of another element that contains runs, with the formats of `cache`."""
        outer, self._cache = self._cache, cache or self._cache
        try:
            return self._nodes(holder, self._fields)
        finally:
            self._cache = outer

    def apart(self, holder: Element, cache: FormatCache | None = None) -> list[Node]:
        """The nodes of a paragraph inside a shape, to which the fields around the shape do not extend."""
        outer, self._fields = self._fields, FieldState()
        try:
            return self.paragraph(holder, cache)
        finally:
            self._fields = outer

    def _nodes(self, holder: Element, fields: FieldState) -> list[Node]:
        items = self._items(holder)
        if are_runs(items) and not fields.in_code:
            return cast(list[Node], items)
        return _joined_links(fold(items, fields), self._links)

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
                items.append(self._wrapper("a", item, item, own_base=True))
            elif kind == "w:sdt":
                items.append(
                    self._wrapper("c", item, child(item, "w:sdtContent"), unseen=_is_of_google(item))
                )
            elif kind in _UNSEEN or kind in {"w:dir", "w:bdo"}:
                items.append(self._wrapper("x", item, item, unseen=kind in _UNSEEN))
            elif kind in {"m:oMath", "m:oMathPara"}:
                items.append(Thing("x", (Fragment(item),)))
            else:
                items.append(Thing("x", (Fragment(item),), loose=True))
        return items

    def _range_start(self, item: Element, kind: str) -> Anchor:
        key = f"{_RANGE_STARTS[kind]} {attribute(item, 'w:id')}"
        is_unseen = kind == "w:permStart" or (
            kind == "w:bookmarkStart" and (attribute(item, "w:name") or "").lower() not in self._referred
        )
        if is_unseen:
            self._marks.add(key)
            return Anchor("point", "range", (Fragment(item),))
        return Anchor("start", key, (Fragment(item),))

    def _range_end(self, item: Element, kind: str) -> Anchor:
        key = f"{_RANGE_ENDS[kind]} {attribute(item, 'w:id')}"
        if key in self._marks:
            return Anchor("point", "range", (Fragment(item),), "after")
        return Anchor("end", key, (Fragment(item),), "after")

    def _wrapper(
        self,
        prefix: str,
        outer: Element,
        holder: Element | None,
        *,
        own_base: bool = False,
        unseen: bool = False,
    ) -> Node:
        if holder is None:
            return Thing("x", (Fragment(outer),), loose=True)
        nodes = self._nodes(holder, FieldState())
        if not is_text(letters_in(nodes)):
            if has_barrier(nodes):
                return Barrier((Fragment(outer),))
            if nodes and all(isinstance(node, Anchor) for node in nodes):
                return Anchor("point", "wrapper", (Fragment(outer),))
            if not (unseen and any(isinstance(node, Run | Thing) for node in nodes)):
                return Thing("x", (Fragment(outer),), loose=True)
        return Wrapper(prefix, nodes, own_base, outer, holder, unseen=unseen)

    def _simple_field(self, item: Element) -> Node:
        result = fold(self._items(item), FieldState())
        whole = (Fragment(item),)
        node = field_node(attribute(item, "w:instr") or "", result, (), (), whole)
        return Wrapper(node.prefix, result, True, item, item) if isinstance(node, Wrapper) else node

    def _run(self, run: Element, items: list[Node | FieldMark]) -> None:
        format_ = self._cache.plain
        hidden = format_.hidden and not self._hidden_text
        for item in run:
            kind = name(item.tag)
            if kind == "w:rPr":  # it comes first (§17.3.2.28)
                format_ = self._cache.format(item)
                if format_.directed and not self._cache.wide and not _has_letters(run):
                    before = next((one.format for one in reversed(items) if isinstance(one, Run)), format_)
                    format_ = before if before.same_apart_from_script(format_) else format_
                hidden = format_.hidden and not self._hidden_text
            elif kind == "w:t" and not hidden:
                items.append(Run(plain(_letters(item)), format_, (Fragment(item, run),)))
            elif kind == "w:fldChar":
                mark = attribute(item, "w:fldCharType")
                if mark in {"begin", "separate", "end"}:
                    items.append(FieldMark(mark, (Fragment(item, run),)))  # type: ignore[arg-type]
            elif kind == "w:instrText":
                items.append(FieldMark("code", (Fragment(item, run),), item.text or ""))
            elif kind in _NOISE:
                continue
            elif hidden:
                items.append(Anchor("point", "hidden", (Fragment(item, run),)))
            else:
                items.append(_leaf(kind, item, format_, (Fragment(item, run),)))


def _has_letters(run: Element) -> bool:
    """Whether a run has a letter or digit. Without one, it looks like the text before it, whatever its
    direction."""
    return any(letter.isalnum() for item in run for letter in item.text or "")


def _is_of_google(control: Element) -> bool:
    properties = child(control, "w:sdtPr")
    tag = child(properties, "w:tag") if properties is not None else None
    return tag is not None and _OF_GOOGLE.match(attribute(tag, "w:val") or "") is not None


def _joined_links(nodes: list[Node], links: Mapping[str, str]) -> list[Node]:
    """The nodes, with adjacent links to the same target as one link."""
    found: list[Node] = []
    for node in nodes:
        last = found[-1] if found else None
        if (
            isinstance(node, Wrapper)
            and isinstance(last, Wrapper)
            and _target(node, links) == _target(last, links) != ()
        ):
            found[-1] = replace(last, nodes=[*last.nodes, *node.nodes])
            continue
        found.append(node)
    return found


def _target(wrapper: Wrapper, links: Mapping[str, str]) -> tuple[str, ...]:
    """What tells links to different targets apart; empty for other wrappers."""
    if wrapper.prefix != "a":
        return ()
    if wrapper.outer is not None:
        said = {name(key): str(value) for key, value in wrapper.outer.items() if name(key) != "w:history"}
        if "r:id" in said:
            said["r:id"] = links.get(said["r:id"], said["r:id"])
        return tuple(f"{key} {value}" for key, value in sorted(said.items()))
    return tuple(
        fragment.element.text or ""
        for fragment in wrapper.before
        if name(fragment.element.tag) == "w:instrText"
    )


def _letters(item: Element) -> str:
    """The text of a `w:t` as Word reads it: white space at its ends counts only with `xml:space="preserve"`,
    and a line break or tab in it is a space."""
    text = item.text or ""
    stripped = text.strip(_XML_SPACE)
    if len(stripped) < len(text) and not _keeps_space(item):
        text = stripped
    return text.translate(_TO_SPACE) if "\n" in text or "\t" in text or "\r" in text else text


def _keeps_space(item: Element) -> bool:
    mode = item.get(SPACE)
    if mode == "preserve":
        return True
    if mode is None:
        modes = (element.get(SPACE) for element in item.iterancestors())
        mode = next((mode for mode in modes if mode is not None), None)
    return mode == "preserve"


def _leaf(kind: str, item: Element, format_: Format, fragments: tuple[Fragment, ...]) -> Node:
    match kind:
        case "w:noBreakHyphen":
            return Run("\u2011", format_, fragments)
        case "w:softHyphen":
            return Run("\u00ad", format_, fragments)
        case "w:tab":
            return Blank("tab", format_, fragments)
        case "w:cr":
            return Blank("br", format_, fragments)
        case "w:br":
            if attribute(item, "w:type") in {"page", "column"}:
                return Barrier(fragments)
            if attribute(item, "w:clear") not in {None, "none"}:  # the text goes on below a floating picture
                return Thing("x", fragments, loose=True)
            return Blank("br", format_, fragments)
        case "w:footnoteReference":
            return Thing("fn", fragments)
        case "w:endnoteReference":
            return Thing("en", fragments)
        case "w:commentReference":
            return Anchor("point", f"comment {attribute(item, 'w:id')}", fragments, "after")
        case _:
            return Thing("x", fragments, loose=True)


def drawing_paragraph(holder: Element) -> list[Node]:
    """The nodes of an `a:p`, as in titles of charts, SmartArt, and shapes of other programs."""
    nodes: list[Node] = []
    for item in holder:
        kind = name(item.tag)
        format_ = drawing_format(child(item, "a:rPr")) if kind in {"a:r", "a:br"} else None
        fragments = (Fragment(item),)
        if kind == "a:r" and format_ is not None:
            text = child(item, "a:t")
            nodes.append(Run(plain(text.text or "") if text is not None else "", format_, fragments))
        elif kind == "a:br" and format_ is not None:
            nodes.append(Blank("br", format_, fragments))
        elif kind == "a:fld":
            nodes.append(Thing("f", fragments))
        elif kind not in {"", "a:pPr", "a:endParaRPr"}:
            nodes.append(Thing("x", fragments, loose=True))
    return nodes
