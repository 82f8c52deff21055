"""Find what may cut off text: rows of exact height, frames of exact height, text boxes that do not grow."""

from dataclasses import dataclass

from booktranslate.docx.opc.xml import Element, attribute, child, name

_TWIP, _EMU = 20, 12_700  # of a point
_INSET = 45_720  # EMU above and below the text of a box by default (ECMA-376-1 §21.1.2.1.1)


@dataclass(frozen=True, slots=True)
class Confined:
    """What confines a text, in words, and the height inside in points (0: not known)."""

    what: str = ""
    room: float = 0.0


NOTHING = Confined()


def by_row(row: Element) -> Confined:
    """How a table row confines its text (§17.4.80 trHeight)."""
    properties = child(row, "w:trPr")
    height = child(properties, "w:trHeight") if properties is not None else None
    if height is None or attribute(height, "w:hRule") != "exact":
        return NOTHING
    return Confined("a table row of exact height", _number(attribute(height, "w:val")) / _TWIP)


def by_frame(paragraph: Element) -> Confined:
    """How its frame confines a paragraph (§17.3.1.11 framePr)."""
    properties = child(paragraph, "w:pPr")
    frame = child(properties, "w:framePr") if properties is not None else None
    if frame is None or attribute(frame, "w:hRule") != "exact":
        return NOTHING
    return Confined("a frame of exact height", _number(attribute(frame, "w:h")) / _TWIP)


def by_box(content: Element) -> Confined:
    """How a text box confines its content, unless it grows with it (§21.1.2.1.4 spAutoFit; in VML, a
    style)."""
    for around in content.iterancestors():
        kind = name(around.tag)
        if kind == "wps:wsp":
            body = child(around, "wps:bodyPr")
            if body is not None and child(body, "a:spAutoFit") is not None:
                return NOTHING
            return Confined("a text box of fixed size", _inside(around, body))
        if kind == "v:textbox":
            style = (attribute(around, "style") or "").replace(" ", "")
            grows = "mso-fit-shape-to-text:t" in style
            return NOTHING if grows else Confined("a text box of fixed size")
    return NOTHING


def _inside(shape: Element, body: Element | None) -> float:
    """The height inside a shape in points; 0 if it is in a group, or if it or its text is rotated."""
    size = next((item for item in shape.iter() if name(item.tag) == "a:ext" and item.get("cy")), None)
    transform = size.getparent() if size is not None else None
    turned = (transform is not None and transform.get("rot", "0") != "0") or (
        body is not None and body.get("vert", "horz") != "horz"
    )
    in_group = any(name(around.tag).endswith("}wgp") for around in shape.iterancestors())
    if size is None or turned or in_group:
        return 0.0
    insets = (body.get(side) if body is not None else None for side in ("tIns", "bIns"))
    lost = sum(_INSET if each is None else _number(each) for each in insets)
    return max(0.0, (_number(size.get("cy")) - lost) / _EMU)


def _number(text: str | None) -> float:
    try:
        return float(text or "0")
    except ValueError:
        return 0.0
