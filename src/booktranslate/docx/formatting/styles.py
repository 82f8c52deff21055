"""What the styles part says about names, heading levels and the looks of text."""

from dataclasses import dataclass, field
from functools import cached_property

from booktranslate.docx.formatting.format_cache import FormatCaches
from booktranslate.docx.formatting.style_sheet import StyleSheet
from booktranslate.docx.opc.xml import Element, attribute, child, children, name


@dataclass(frozen=True, eq=False)
class Styles:
    """The styles of a document by id: `names` as Word shows them, the ids of the default styles, and `caches`
    with the formats of their paragraphs."""

    names: dict[str, str] = field(default_factory=dict)
    caches: FormatCaches = field(default_factory=lambda: FormatCaches(StyleSheet()))
    default: str = ""
    default_table: str = ""
    _elements: dict[str, Element] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, int | None, bool, bool], "ParagraphStyle"] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def name(self, style: str) -> str:
        """The name that Word shows for a style id; the id if it is unknown."""
        return self.names.get(style, style)

    def of_table(self, table: Element) -> str:
        """The id of the style of a table."""
        properties = child(table, "w:tblPr")
        style = child(properties, "w:tblStyle") if properties is not None else None
        return (attribute(style, "w:val") if style is not None else None) or self.default_table

    def of(self, paragraph: Element) -> "ParagraphStyle":
        """The style of a paragraph, and what its own properties say."""
        properties = next(paragraph.iterchildren("{*}pPr"), None)
        style, level, is_cap, has_section = self.default, None, False, False
        for item in properties if properties is not None else ():
            kind = name(item.tag)
            if kind == "w:pStyle":
                style = attribute(item, "w:val") or style
            elif kind == "w:outlineLvl":
                level = _level(item)
            elif kind == "w:framePr":
                is_cap = attribute(item, "w:dropCap") in {"drop", "margin"}
            elif kind == "w:sectPr":
                has_section = True
        known = style, level, is_cap, has_section
        found = self._known.get(known)
        if found is None:
            level = self._level(style) if level is None else level
            found = ParagraphStyle(style, self.name(style), level, is_cap, has_section)
            self._known[known] = found
        return found

    def _level(self, style: str) -> int:
        setting = self._inherited(style, "w:pPr", "w:outlineLvl")
        return _level(setting) if setting is not None else 0

    def _inherited(self, style: str, group: str, setting: str) -> Element | None:
        """A property of a style, or of the nearest style that it is based on (§17.7.4.3); None if none has
        it."""
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            properties = child(self._elements[style], group)
            value = child(properties, setting) if properties is not None else None
            if value is not None:
                return value
            parent = child(self._elements[style], "w:basedOn")
            style = (attribute(parent, "w:val") or "") if parent is not None else ""
        return None


@dataclass(frozen=True, eq=False)
class ParagraphStyle:
    """A paragraph's style by its id and the name that Word shows; its outline level, 1 to 9, or 0 for body
    text (the value 9 of §17.3.1.20); whether it is the frame of a drop cap (§17.3.1.11); whether a section
    ends with it."""

    id: str
    name: str
    level: int = 0
    is_drop_cap: bool = False
    ends_section: bool = False

    @cached_property
    def kind(self) -> str:
        """What the paragraph is by its style: "heading", "caption", "table of contents" or ""."""
        if self.level:
            return "heading"
        if self.name.lower() == "caption":
            return "caption"
        return "table of contents" if is_of_contents(self.name) else ""


def is_of_contents(style: str) -> bool:
    """Whether a style, by its name, is one of those of the lines in a table of contents or of figures."""
    return style.lower().startswith(("toc ", "table of figures"))


def read_styles(root: Element | None, sheet: StyleSheet) -> Styles:
    """The styles of a document with its style sheet; with `root` None, as there is no styles part, none."""
    if root is None:
        return Styles(caches=FormatCaches(sheet))
    found = {attribute(item, "w:styleId") or "": item for item in children(root, "w:style")}
    names: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for style, item in found.items():
        named = child(item, "w:name")
        names[style] = (attribute(named, "w:val") or style) if named is not None else style
        if attribute(item, "w:default") in {"1", "true", "on"}:
            defaults[attribute(item, "w:type") or ""] = style
    return Styles(
        names,
        FormatCaches(sheet),
        defaults.get("paragraph", ""),
        defaults.get("table", ""),
        found,
    )


def _level(element: Element) -> int:
    value = attribute(element, "w:val") or ""
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0
