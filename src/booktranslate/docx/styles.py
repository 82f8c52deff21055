"""What the styles part says: names, heading levels, which styles hide text or stand for bold and italic."""

from dataclasses import dataclass, field

from booktranslate.docx.tagging import Emphasis
from booktranslate.docx.xml import Element, attribute, child, children, is_on

# The built-in names (ECMA-376-1 §17.7.4.9 keeps them in English in every language version of Word).
_STRONG = {"strong"}
_EMPHASIS = {"emphasis"}


@dataclass(frozen=True)
class Styles:
    """Styles by id."""

    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    emphasis: Emphasis = field(default_factory=Emphasis)
    default: str = ""

    def name(self, style: str) -> str:
        """The name that Word shows for a style id; the id when it is unknown."""
        return self.names.get(style, style)

    def level(self, paragraph: Element) -> int:
        """The outline level of a paragraph, 1 to 9; 0 for body text (§17.3.1.20: 9 means none)."""
        properties = child(paragraph, "w:pPr")
        if properties is None:
            return self.levels.get(self.default, 0)
        own = child(properties, "w:outlineLvl")
        if own is not None:
            return _level(own)
        return self.levels.get(style_id(paragraph) or self.default, 0)


def style_id(paragraph: Element) -> str:
    """The id of a paragraph's style; "" for the default."""
    properties = child(paragraph, "w:pPr")
    style = child(properties, "w:pStyle") if properties is not None else None
    return (attribute(style, "w:val") or "") if style is not None else ""


def read_styles(root: Element | None) -> Styles:
    """The styles of a document; with no styles part, none."""
    if root is None:
        return Styles()
    found = {attribute(item, "w:styleId") or "": item for item in children(root, "w:style")}
    names: dict[str, str] = {}
    levels: dict[str, int] = {}
    hidden: set[str] = set()
    default = ""
    for style, item in found.items():
        named = child(item, "w:name")
        names[style] = (attribute(named, "w:val") or style) if named is not None else style
        level = _inherited(found, style, "w:pPr", "w:outlineLvl")
        if level is not None and _level(level):
            levels[style] = _level(level)
        if is_on(_inherited(found, style, "w:rPr", "w:vanish")):
            hidden.add(style)
        if attribute(item, "w:type") == "paragraph" and attribute(item, "w:default") in {"1", "true", "on"}:
            default = style
    characters = {style for style, item in found.items() if attribute(item, "w:type") == "character"}
    strong = frozenset(style for style in characters if names[style].lower() in _STRONG)
    emphasis = frozenset(style for style in characters if names[style].lower() in _EMPHASIS)
    return Styles(names, levels, frozenset(hidden), Emphasis(strong, emphasis), default)


def _inherited(found: dict[str, Element], style: str, group: str, setting: str) -> Element | None:
    """A property of a style, or of the nearest style that it is based on (§17.7.4.3)."""
    seen: set[str] = set()
    while style in found and style not in seen:
        seen.add(style)
        properties = child(found[style], group)
        value = child(properties, setting) if properties is not None else None
        if value is not None:
            return value
        parent = child(found[style], "w:basedOn")
        style = (attribute(parent, "w:val") or "") if parent is not None else ""
    return None


def _level(element: Element) -> int:
    value = attribute(element, "w:val") or ""
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0
