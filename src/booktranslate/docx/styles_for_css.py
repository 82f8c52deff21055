"""What styles look like in simple CSS, for an EPUB: bold, italic, capitals, alignment."""

from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import Element, attribute, child, children, is_on, parse
from booktranslate.errors import InputError

_TOGGLES = {
    "w:b": "font-weight: bold",
    "w:i": "font-style: italic",
    "w:caps": "text-transform: uppercase",
    "w:smallCaps": "font-variant: small-caps",
}
_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_DEEPEST = 20


def style_looks(package: Package) -> dict[str, tuple[str, ...]]:
    """The CSS declarations of paragraph and character styles, by the names of the styles; those without are
    left out."""
    links = package.relationships(package.main_part)
    part = next((item.target for item in links if item.kind == "styles" and item.target in package), "")
    try:
        root = parse(package.read(part), part) if part else None
    except InputError:
        root = None
    styles = {
        attribute(item, "w:styleId") or "": item
        for item in (children(root, "w:style") if root is not None else ())
    }
    found: dict[str, tuple[str, ...]] = {}
    for item in styles.values():
        label = child(item, "w:name")
        looks = tuple(_looks(styles, item))
        if label is not None and looks and attribute(item, "w:type") in {"paragraph", "character"}:
            found[attribute(label, "w:val") or ""] = looks
    return found


def _looks(styles: dict[str, Element], style: Element) -> list[str]:
    chain = [style]
    while len(chain) < _DEEPEST and (parent := child(chain[-1], "w:basedOn")) is not None:
        following = styles.get(attribute(parent, "w:val") or "")
        if following is None:
            break
        chain.append(following)
    looks: list[str] = []
    for kind, declaration in _TOGGLES.items():
        setting = next((found for each in chain if (found := _of(each, "w:rPr", kind)) is not None), None)
        if is_on(setting):
            looks.append(declaration)
    aligned = next((found for each in chain if (found := _of(each, "w:pPr", "w:jc")) is not None), None)
    side = _ALIGNED.get(attribute(aligned, "w:val") or "") if aligned is not None else None
    return [*looks, f"text-align: {side}"] if side else looks


def _of(style: Element, group: str, kind: str) -> Element | None:
    properties = child(style, group)
    return child(properties, kind) if properties is not None else None
