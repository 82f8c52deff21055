"""Find paragraphs that list pages (tables of contents or figures, indexes …), and their headings.

They are useless without pages, as in an EPUB.
"""

from booktranslate.docx.fields.spans import fields_over
from booktranslate.docx.formatting.styles import Styles
from booktranslate.docx.opc.xml import Element, attribute, name

_KINDS = ("TOC", "INDEX", "TOA")
_HEADINGS = {"toc heading", "contents heading", "index heading", "toa heading"}
_GALLERY = "Table of Contents"


def paragraphs_by_page(root: Element, styles: Styles) -> set[Element]:
    """The paragraphs of a part that list pages, or are the heading of such a list."""
    found: set[Element] = set()
    for kind in _KINDS:
        for field in fields_over(root, kind):
            found.update(field.paragraphs[:-1])
            found.update(item for item in field.paragraphs[-1:] if not _goes_on(item))
    for gallery in root.iter("{*}docPartGallery"):
        if attribute(gallery, "w:val") == _GALLERY:
            control = next(gallery.iterancestors("{*}sdt"), None)
            found.update(control.iter("{*}p") if control is not None else ())
    found.update(item for item in root.iter("{*}p") if styles.of(item).name.lower() in _HEADINGS)
    return found


def _goes_on(paragraph: Element) -> bool:
    """Whether there is text after the last end of a field in a paragraph."""
    ended = False
    for item in paragraph.iter("{*}fldChar", "{*}t"):
        if name(item.tag) == "w:fldChar":
            ended = attribute(item, "w:fldCharType") == "end"
        elif ended and (item.text or "").strip():
            return True
    return False
