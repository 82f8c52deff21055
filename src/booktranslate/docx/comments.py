"""The comments of a document (ECMA-376-1 §17.13.4): their marks in the text, and a text without them."""

from booktranslate.docx.opc.xml import Element, name, remove

_MARKS = ("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")
# Parts that newer versions of Word add, which say more of comments.
MORE = ("commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml")


def uncomment(root: Element) -> bool:
    """Take the marks of comments out of a part of running text; whether there were any."""
    marks = [mark for mark in root.iter(*_MARKS) if name(mark.tag).startswith("w:")]
    for mark in marks:
        run = mark.getparent()
        remove(mark)
        if run is not None and name(run.tag) == "w:r" and all(name(item.tag) == "w:rPr" for item in run):
            remove(run)
    return bool(marks)
