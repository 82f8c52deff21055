"""Remove the marks of comments (ECMA-376-1 §17.13.4) from text."""

from booktranslate.docx.opc.xml import Element, name, remove

_MARKS = ("{*}commentRangeStart", "{*}commentRangeEnd", "{*}commentReference")
# The ends of the content types of further parts for comments, which newer versions of Word add.
MORE = ("commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml")


def uncomment(root: Element) -> bool:
    """Remove the marks of comments from a part with running text; returns whether there were any."""
    marks = [mark for mark in root.iter(*_MARKS) if name(mark.tag).startswith("w:")]
    for mark in marks:
        run = mark.getparent()
        remove(mark)
        if run is not None and name(run.tag) == "w:r" and all(name(item.tag) == "w:rPr" for item in run):
            remove(run)
    return bool(marks)
