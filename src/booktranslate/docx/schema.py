"""Check what is in paragraphs, and its order, against the schema (ECMA-376-1 §17.3, annex A.1).

This covers only what is moved when a translation is written: paragraphs, runs and the elements around runs.
Elements of other namespaces (extensions, AlternateContent, equations) are allowed everywhere.
"""

from collections.abc import Iterator

from booktranslate.docx.formatting.formats import schema_rank
from booktranslate.docx.opc.xml import Element, name


def _names(locals_: str) -> frozenset[str]:
    return frozenset(f"w:{local}" for local in locals_.split())


# EG_RunInnerContent
_RUN = _names(
    """
    br t contentPart delText instrText delInstrText noBreakHyphen softHyphen dayShort monthShort yearShort
    dayLong monthLong yearLong annotationRef footnoteRef endnoteRef separator continuationSeparator sym pgNum
    cr tab object pict fldChar ruby footnoteReference endnoteReference commentReference drawing ptab
    lastRenderedPageBreak
    """
)
# EG_PContent: runs, elements around runs, and EG_RunLevelElements
_CONTENT = _names(
    """
    r hyperlink fldSimple subDoc customXml smartTag sdt dir bdo ins del moveFrom moveTo
    proofErr permStart permEnd bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd
    customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd
    customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd
    """
)
# For each element: the children that come first, at most once and in this order; then the other allowed ones.
_SHAPES: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {
    "w:p": (("w:pPr",), _CONTENT),
    "w:r": (("w:rPr",), _RUN),
    "w:hyperlink": ((), _CONTENT),
    "w:fldSimple": (("w:fldData",), _CONTENT),
    "w:smartTag": (("w:smartTagPr",), _CONTENT),
    "w:customXml": (("w:customXmlPr",), _CONTENT),
    "w:dir": ((), _CONTENT),
    "w:bdo": ((), _CONTENT),
    "w:ins": ((), _CONTENT),
    "w:del": ((), _CONTENT),
    "w:sdt": (("w:sdtPr", "w:sdtEndPr", "w:sdtContent"), frozenset()),
    "w:sdtContent": ((), _CONTENT),
    "w:rt": ((), _CONTENT),
    "w:rubyBase": ((), _CONTENT),
    "w:fldChar": (("w:fldData", "w:ffData", "w:numberingChange"), frozenset()),
}


def faults(root: Element) -> Iterator[str]:
    """What the schema does not allow in the paragraphs of a part, each in a sentence."""
    for paragraph in root.iter("{*}p"):
        if name(paragraph.tag) == "w:p":
            yield from _inside(paragraph)


def _inside(element: Element) -> Iterator[str]:
    kind = name(element.tag)
    first, others = _SHAPES[kind]
    place = 0  # how many of `first` may no longer follow
    for item in element:
        inner = name(item.tag)
        if inner in first:
            if first.index(inner) < place:
                yield f"A {inner} stands where it may not in a {kind}."
            place = first.index(inner) + 1
        elif inner.startswith("w:"):
            if inner not in others:
                yield f"A {inner} may not stand in a {kind}."
            place = len(first)
        if inner in _SHAPES and inner != "w:p":
            yield from _inside(item)
        if inner == "w:rPr":
            yield from _properties(item)
        if inner == "w:ruby":
            for half in item:
                if name(half.tag) in _SHAPES:
                    yield from _inside(half)


def _properties(properties: Element) -> Iterator[str]:
    keys = [name(item.tag) for item in properties if isinstance(item.tag, str)]
    ranks = [schema_rank(key) for key in keys]
    if ranks != sorted(ranks):
        yield "The properties of a run are not in the order of the schema."
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"The properties of a run have more than one {key}."
