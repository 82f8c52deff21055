"""Accept or reject the tracked changes of a part (ECMA-376-1 §17.13.5), so that it has only one text.

A part that is not changed keeps its tracked changes; in a part that is written they are accepted or rejected,
as the project's settings say.
"""

from booktranslate.docx.opc.xml import Element, child, children, name, namespace, remove
from booktranslate.model import Revisions

_INSERTIONS = {"w:ins", "w:moveTo"}
_DELETIONS = {"w:del", "w:moveFrom"}
_MARKERS = {
    f"w:{group}Range{end}"
    for group in (
        "moveFrom",
        "moveTo",
        "customXmlIns",
        "customXmlDel",
        "customXmlMoveFrom",
        "customXmlMoveTo",
    )
    for end in ("Start", "End")
}
_FORMER = {
    f"w:{group}Change"
    for group in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
}
_KINDS = _INSERTIONS | _DELETIONS | _MARKERS | _FORMER | {"w:cellIns", "w:cellDel", "w:cellMerge"}
_WANTED = [f"{{*}}{kind[2:]}" for kind in sorted(_KINDS)]
# Ends of ranges inside deleted text are kept, as the other end may be outside.
_KEPT = {
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:permStart",
    "w:permEnd",
}
_BEFORE_FORMER = {"w:headerReference", "w:footerReference"}
_NOT_FORMER = {*_BEFORE_FORMER, "w:rPr", "w:sectPr", "w:ins", "w:del", "w:moveFrom", "w:moveTo"}
_RUN_TEXT = {"w:delText": "t", "w:delInstrText": "instrText"}


def tracked(root: Element) -> list[Element]:
    """The elements that track a change, in document order."""
    return [item for item in root.iter(*_WANTED) if name(item.tag) in _KINDS]


def resolve(root: Element, policy: Revisions) -> None:
    """Accept or reject all tracked changes under `root`. With `refuse`, nothing is done."""
    if policy == "refuse":
        return
    kept, gone = (_INSERTIONS, _DELETIONS) if policy == "accept" else (_DELETIONS, _INSERTIONS)
    for item in tracked(root):
        kind = name(item.tag)
        parent = item.getparent()
        if parent is None:
            continue
        group = name(parent.tag)
        if kind in _FORMER:
            _former(item, parent, accept=policy == "accept")
        elif kind in _MARKERS or kind == "w:cellMerge":
            remove(item)
        elif kind in {"w:cellIns", "w:cellDel"}:
            _cell(item, lost=(kind == "w:cellDel") == (policy == "accept"))
        elif group == "w:trPr":
            row = parent.getparent()
            if kind in gone and row is not None:
                _remove_row(row)
            else:
                remove(item)
        elif group == "w:rPr":
            paragraph = _marked_paragraph(parent)
            remove(item)
            if kind in gone and paragraph is not None:
                _join_next(paragraph)
        elif kind in gone:
            _drop(item, parent)
        elif kind in kept:
            _unwrap(item, parent)
    for item in list(root.iter("{*}delText", "{*}delInstrText")):
        local = _RUN_TEXT.get(name(item.tag))
        if local and policy == "reject":
            item.tag = f"{item.tag.rpartition('}')[0]}}}{local}"


def _former(item: Element, parent: Element, *, accept: bool) -> None:
    if not accept and len(item):
        # The former properties do not repeat these (CT_PPrBase, CT_SectPrBase).
        for other in list(parent):
            if other is not item and name(other.tag) not in _NOT_FORMER:
                parent.remove(other)
        place = sum(1 for other in parent if name(other.tag) in _BEFORE_FORMER)
        for old in reversed(list(item[0])):
            parent.insert(place, old)
    remove(item)


def _cell(item: Element, *, lost: bool) -> None:
    properties = item.getparent()
    cell = properties.getparent() if properties is not None else None
    row = cell.getparent() if cell is not None else None
    if lost and cell is not None and row is not None and len(children(row, "w:tc")) > 1:
        remove(cell)
    else:
        remove(item)


def _remove_row(row: Element) -> None:
    table = row.getparent()
    remove(row)
    if table is not None and name(table.tag) == "w:tbl" and next(table.iter("{*}tr"), None) is None:
        # A table has a row, and a cell ends with a paragraph (§17.4.37, §17.4.65).
        following = table.getnext()
        if following is None and (cell := table.getparent()) is not None:
            cell.append(table.makeelement(f"{{{namespace(table)}}}p"))
        remove(table)


def _marked_paragraph(run_properties: Element) -> Element | None:
    properties = run_properties.getparent()
    if properties is None or name(properties.tag) != "w:pPr":
        return None
    return properties.getparent()


def _join_next(paragraph: Element) -> None:
    """Join a paragraph whose mark is deleted with the next one, whose properties the result has."""
    following = paragraph.getnext()
    if following is None or name(following.tag) != "w:p":
        return
    own = child(paragraph, "w:pPr")
    theirs = child(following, "w:pPr")
    place = 1 if theirs is not None else 0
    for item in list(paragraph):
        if item is not own:
            following.insert(place, item)
            place += 1
    remove(paragraph)


def _drop(item: Element, parent: Element) -> None:
    place = parent.index(item)
    for inner in [other for other in item.iter() if name(other.tag) in _KEPT]:
        parent.insert(place, inner)
        place += 1
    remove(item)


def _unwrap(item: Element, parent: Element) -> None:
    place = parent.index(item)
    for inner in list(item):
        parent.insert(place, inner)
        place += 1
    remove(item)
