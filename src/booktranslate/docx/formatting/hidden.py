"""Letters that a page does not show (ECMA-376-1 §17.3.2.41 vanish), by their own format or by a style."""

from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, attribute, child, is_on


def is_hidden(run: Element, styles: Styles) -> bool:
    """Whether a run is hidden, as far as its own properties and its style say."""
    properties = child(run, "w:rPr")
    if properties is None:
        return False
    own = child(properties, "w:vanish")
    if own is not None:
        return is_on(own)
    style = child(properties, "w:rStyle")
    return style is not None and (attribute(style, "w:val") or "") in styles.hidden
