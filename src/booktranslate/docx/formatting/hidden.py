"""Letters that a page does not show (ECMA-376-1 §17.3.2.41 vanish)."""

from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, child, name


def is_hidden(run: Element, styles: Styles) -> bool:
    """Whether a `w:r` is hidden, by what document defaults, styles and its own properties say together.

    As for passages, a run in a table whose style has a say in it is not (see `formats.seen`). Nor is one with
    `w:webHidden`, which hides text in web pages only (§17.3.2.44), or `w:specVanish`, which is for paragraph
    marks only (§17.3.2.36).
    """
    paragraph: Element | None = None
    table = ""
    for around in run.iterancestors("{*}p", "{*}tbl", "{*}txbxContent"):
        kind = name(around.tag)
        if kind == "w:p" and paragraph is None:
            paragraph = around
        elif kind == "w:txbxContent":
            break
        elif kind == "w:tbl":
            table = styles.of_table(around)
            break
    style = styles.of(paragraph).id if paragraph is not None else styles.default
    cache = styles.caches.of(style, table)
    properties = child(run, "w:rPr")
    return (cache.format(properties) if properties is not None else cache.plain).hidden
