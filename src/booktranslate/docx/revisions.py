"""Accept or reject the tracked changes of a part (ECMA-376-1 §17.13.5), so that it has only one text.

A part that is not changed keeps its tracked changes; in a part that is written they are accepted or rejected,
as the project's settings say.
"""

from collections.abc import Iterable
from itertools import takewhile

from booktranslate.docx.fields.nesting import follow
from booktranslate.docx.opc.xml import Element, attribute, child, children, name, namespace, remove
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
# Elements between paragraphs that are not blocks.
_BETWEEN = {*_KEPT, *_MARKERS, "w:proofErr"}
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
    broken = _orphans(root)
    last: list[Element] = []  # paragraphs whose mark is gone, and which no paragraph follows
    for item in tracked(root):
        kind = name(item.tag)
        parent = item.getparent()
        if parent is None:
            continue
        group = name(parent.tag)
        if kind in _FORMER:
            _former(item, parent, accept=policy == "accept")
        elif kind in _MARKERS or kind == "w:cellMerge":
            if kind in _OF_CONTROLS[policy == "accept"]:
                _unwrap_controls(item, root)
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
            if kind in gone and paragraph is not None and not _join_next(paragraph):
                last.append(paragraph)
        elif kind in gone:
            _drop(item, parent)
        elif kind in kept:
            _unwrap(item, parent)
    for item in list(root.iter("{*}delText", "{*}delInstrText")):
        local = _RUN_TEXT.get(name(item.tag))
        if local and policy == "reject":
            item.tag = f"{item.tag.rpartition('}')[0]}}}{local}"
    for paragraph in last:
        _remove_empty(paragraph)
    for mark in _orphans(root) - broken:  # Word does not track the insertion of the middle mark of a field
        remove(mark)


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
        _keep_ends(cell)
        remove(cell)
    else:
        remove(item)


def _remove_row(row: Element) -> None:
    table = row.getparent()
    _keep_ends(row)
    remove(row)
    if table is not None and name(table.tag) == "w:tbl" and next(table.iter("{*}tr"), None) is None:
        # A table has a row, and a cell ends with a paragraph (§17.4.37, §17.4.65).
        following = table.getnext()
        if following is None and (cell := table.getparent()) is not None:
            cell.append(table.makeelement(f"{{{namespace(table)}}}p"))
        _keep_ends(table)
        remove(table)


def _keep_ends(element: Element) -> None:
    """Put the ends of ranges in an element before it, if the other end is outside."""
    ends: dict[tuple[str, str | None], list[Element]] = {}
    for item in element.iter():
        if (kind := name(item.tag)) in _KEPT:
            key = kind.removesuffix("Start").removesuffix("End"), attribute(item, "w:id")
            ends.setdefault(key, []).append(item)
    for found in ends.values():
        if len(found) == 1:
            element.addprevious(found[0])


def _orphans(root: Element) -> set[Element]:
    """The separate and end marks of complex fields (§17.16.18) that belong to no field."""
    fields: list[bool] = []
    return {mark for mark in root.iter("{*}fldChar") if not follow(fields, attribute(mark, "w:fldCharType"))}


def _marked_paragraph(run_properties: Element) -> Element | None:
    properties = run_properties.getparent()
    if properties is None or name(properties.tag) != "w:pPr":
        return None
    return properties.getparent()


def _join_next(paragraph: Element) -> bool:
    """Join a paragraph whose mark is deleted with the next one, whose properties the result has.

    Returns whether there is a next one.
    """
    between = list(takewhile(lambda item: name(item.tag) in _BETWEEN, paragraph.itersiblings()))
    following = (between[-1] if between else paragraph).getnext()
    if following is None or name(following.tag) != "w:p":
        return False
    own = child(paragraph, "w:pPr")
    theirs = child(following, "w:pPr")
    place = 1 if theirs is not None else 0
    for item in [*(item for item in paragraph if item is not own), *between]:
        following.insert(place, item)
        place += 1
    remove(paragraph)
    return True


def _remove_empty(paragraph: Element) -> None:
    """Remove a paragraph whose mark is deleted, if nothing is left in it and nothing needs it.

    A section that ends with it needs it, so does a table before it, and a cell whose only paragraph it is.
    """
    properties = child(paragraph, "w:pPr")
    marks = [item for item in paragraph if item is not properties]
    if any(name(item.tag) not in _BETWEEN for item in marks):
        return
    if properties is not None and child(properties, "w:sectPr") is not None:
        return
    before = _block(paragraph.itersiblings(preceding=True))
    behind = _block(paragraph.itersiblings())
    if before == "w:tbl" or (behind in {"", "w:sectPr"} and before != "w:p"):
        return
    for item in marks:
        paragraph.addprevious(item)
    remove(paragraph)


def _block(items: Iterable[Element]) -> str:
    """The name of the first block; "" if there is none."""
    return next((kind for item in items if (kind := name(item.tag)) not in _BETWEEN), "")


# The markers (§17.13.5.4 to §17.13.5.11) of content controls and custom markup that go: first if changes are
# rejected, then if they are accepted.
_OF_CONTROLS = (
    {"w:customXmlInsRangeStart", "w:customXmlMoveToRangeStart"},
    {"w:customXmlDelRangeStart", "w:customXmlMoveFromRangeStart"},
)


def _unwrap_controls(start: Element, root: Element) -> None:
    """Replace the controls whose beginning is in a range by their content."""
    local, identity = name(start.tag)[2:].replace("Start", "End"), attribute(start, "w:id")
    end = next((item for item in root.iter(f"{{*}}{local}") if attribute(item, "w:id") == identity), None)
    around = set(start.iterancestors())
    for control in list(end.iterancestors("{*}sdt", "{*}customXml")) if end is not None else ():
        parent = control.getparent()
        if control in around or parent is None:
            break
        content = child(control, "w:sdtContent") if name(control.tag) == "w:sdt" else control
        for item in content if content is not None else ():
            if name(item.tag) != "w:customXmlPr":
                control.addprevious(item)
        remove(control)


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
