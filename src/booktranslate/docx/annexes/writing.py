"""Write annexes at the end of a book, with headings, paragraphs and tables like its own (`models`).

They belong to the last section (ECMA-376-1 §17.6.17: its properties are the last child of the body) or, if
that has several columns or landscape pages, to a section of their own.
"""

import copy
from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from booktranslate.docx.annexes.listing import Listed, list_them
from booktranslate.docx.annexes.models import Look, Models, TableLook, read_models, styles_of
from booktranslate.docx.annexes.values import Annex, Listing
from booktranslate.docx.edition import Edition
from booktranslate.docx.formatting.formats import schema_rank
from booktranslate.docx.opc.xml import (
    Element,
    attribute,
    child,
    legal,
    name,
    namespace,
    parse,
    remove,
    serialise,
    set_attribute,
)

_BOOKMARK = "_TocAnnex"
# Properties that are not copied from the model of a table: about its place, its width, its title.
_OF_ONE_TABLE = {"w:tblpPr", "w:tblOverlap", "w:bidiVisual", "w:tblW", "w:tblInd", "w:tblLayout", "w:tblLook"}
_OF_ONE_TABLE |= {"w:tblCaption", "w:tblDescription", "w:tblPrChange"}
_TABLE_ORDER = """
tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd
tblBorders shd tblLayout tblCellMar tblLook
"""
_PARAGRAPH_ORDER = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
textboxTightWrap outlineLvl
"""
_CELL_ORDER = "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
_TEXT_WIDTH = 9000  # twips, if the section does not say
_FIRST_ROW, _OTHERS = 0x0020, 0x01C0  # §17.4.55 tblLook: last row, first and last column


def with_annexes(edition: Edition, annexes: Sequence[Annex], language: str) -> Edition:
    """The edition with annexes in `language` at its end, each beginning on a new page, and with a line for
    each in the tables of contents that list headings like theirs. Raises InputError for a part that cannot be
    read.
    """
    with edition.package.opened():
        main = edition.package.main_part
        root = _root(edition, main)
        body = child(root, "w:body")
        if body is None or not annexes:
            return edition
        links = [item.target for item in edition.package.relationships(main) if item.kind == "styles"]
        part = next((target for target in links if target in edition.package), "")
        sheet = _root(edition, part) if part else None
        listed = _Writer(root, body, read_models(root, sheet), language).write(annexes)
        list_them(root, styles_of(sheet), listed)
        return replace(edition, changed={**edition.changed, main: serialise(root)})


def _root(edition: Edition, part: str) -> Element:
    data = edition.changed.get(part) or edition.package.read(part)
    return parse(data, f"{edition.package.path.name}: {part}")


class _Writer:
    def __init__(self, root: Element, body: Element, models: Models, language: str) -> None:
        self._body, self._models, self._language = body, models, language
        self._uri = namespace(root)
        marks = list(root.iter("{*}bookmarkStart"))
        numbers = [int(value) for item in marks if (value := attribute(item, "w:id") or "").isdigit()]
        self._next_id = max(numbers, default=0) + 1
        self._names = {(attribute(item, "w:name") or "").lower() for item in marks}

    def write(self, annexes: Sequence[Annex]) -> list[Listed]:
        """Write the annexes; returns their headings, to be listed in tables of contents."""
        starts_section = self._own_section()
        listed = []
        for number, annex in enumerate(annexes):
            heading, mark = self._heading(annex.title, breaks=bool(number) or not starts_section)
            listed.append(Listed(annex.title, mark, self._models.heading.style, self._models.level))
            self._put(heading)
            for block in annex.blocks:
                if isinstance(block, Listing):
                    self._put(self._table(block))
                else:
                    self._put(self._paragraph(self._models.text, block, self._language))
        if isinstance(annexes[-1].blocks[-1], Listing):  # Word needs a paragraph after the last table
            self._put(self._no_height())
        return listed

    def _put(self, block: Element) -> None:
        last = self._section()
        if last is None:
            self._body.append(block)
        else:
            last.addprevious(block)

    def _section(self) -> Element | None:
        end = self._body[-1] if len(self._body) else None
        return end if end is not None and name(end.tag) == "w:sectPr" else None

    def _own_section(self) -> bool:
        """If the last section has several columns or landscape pages, begin one that has not; returns whether
        it did."""
        last = self._section()
        if last is None or not (_columns(last) > 1 or _lies_across(last)):
            return False
        own = copy.deepcopy(last)
        for item in list(own):
            if name(item.tag) in {"w:type", "w:pgNumType", "w:titlePg", "w:cols", "w:sectPrChange"}:
                remove(item)
        if _lies_across(own):
            _stand_up(own)
        for paragraph in self._body.iter("{*}p"):
            properties = child(paragraph, "w:pPr")
            upright = child(properties, "w:sectPr") if properties is not None else None
            if upright is not None and not _lies_across(upright) and _lies_across(last):
                for key in ("w:pgSz", "w:pgMar"):
                    old, new = child(own, key), child(upright, key)
                    if old is not None and new is not None:
                        own.replace(old, copy.deepcopy(new))
        holder = self._no_height()
        last.addprevious(holder)
        holder[0].append(last)
        self._body.append(own)
        return True

    def _heading(self, title: str, *, breaks: bool) -> tuple[Element, str]:
        models = self._models
        made = self._paragraph(models.heading, title, self._language)
        properties = made[0]
        if breaks:
            self._make(properties, "pageBreakBefore")
        self._make(properties, "keepNext")
        if models.is_numbered:  # §17.9.18: 0 removes the number
            self._make(self._make(properties, "numPr"), "numId", val="0")
        if not models.heading.style:
            self._make(properties, "outlineLvl", val=str(models.level - 1))
            if not models.heading.letters:
                look = child(made[-1], "w:rPr")
                if look is not None:
                    look.insert(0, self._make(look, "b"))
        _sort(properties, _PARAGRAPH_ORDER)
        mark = next(
            label
            for number in range(1, len(self._names) + 2)
            if (label := f"{_BOOKMARK}{number}").lower() not in self._names
        )
        self._names.add(mark.lower())
        start, end = (etree.Element(f"{{{self._uri}}}bookmark{half}") for half in ("Start", "End"))
        for item in (start, end):
            item.set(f"{{{self._uri}}}id", str(self._next_id))
        start.set(f"{{{self._uri}}}name", mark)
        self._next_id += 1
        properties.addnext(start)
        made.append(end)
        return made, mark

    def _paragraph(self, look: Look, text: str, language: str, *, tight: bool = False) -> Element:
        paragraph = etree.Element(f"{{{self._uri}}}p", nsmap={"w": self._uri})
        properties = self._make(paragraph, "pPr")
        if look.style:
            self._make(properties, "pStyle", val=look.style)
        properties.extend(copy.deepcopy(item) for item in look.properties)
        if tight and child(properties, "w:spacing") is None:
            self._make(properties, "spacing", before="40", after="40")
        _sort(properties, _PARAGRAPH_ORDER)
        run = self._make(paragraph, "r")
        letters = self._make(run, "rPr")
        letters.extend(copy.deepcopy(item) for item in look.letters)
        self._make(letters, "lang", val=language)
        letters[:] = sorted(letters, key=lambda item: schema_rank(name(item.tag)))
        self._make(run, "t").text = legal(text)
        return paragraph

    def _no_height(self) -> Element:
        made = etree.Element(f"{{{self._uri}}}p", nsmap={"w": self._uri})
        properties = self._make(made, "pPr")
        self._make(properties, "spacing", before="0", after="0", line="20", lineRule="exact")
        return made

    def _table(self, listing: Listing) -> Element:
        model = self._models.table
        made = etree.Element(f"{{{self._uri}}}tbl", nsmap={"w": self._uri})
        made.append(self._table_properties(model))
        widths = [self._width() * share // 100 for share in listing.shares]
        grid = self._make(made, "tblGrid")
        for width in widths:
            self._make(grid, "gridCol", w=str(width))
        text = self._models.text
        if model is None:
            plain = Look("", (), text.letters)
            bold = etree.Element(f"{{{self._uri}}}b", nsmap={"w": self._uri})
            model = TableLook((), (), replace(plain, letters=(*plain.letters, bold)), (), plain)
        for number, row in enumerate((listing.head, *listing.rows)):
            line = self._make(made, "tr")
            kind = self._make(line, "trPr")
            self._make(kind, "cantSplit")
            if not number:
                self._make(kind, "tblHeader")
            languages = listing.languages if number else [self._language] * len(row)
            for words, width, language in zip(row, widths, languages, strict=True):
                cell = self._make(line, "tc")
                own = self._make(cell, "tcPr")
                self._make(own, "tcW", w=str(width), type="dxa")
                own.extend(copy.deepcopy(item) for item in (model.cell if number else model.head_cell))
                _sort(own, _CELL_ORDER)
                look = model.text if number else model.head
                cell.append(self._paragraph(look, words, language, tight=not look.style))
        return made

    def _table_properties(self, model: TableLook | None) -> Element:
        properties = etree.Element(f"{{{self._uri}}}tblPr", nsmap={"w": self._uri})
        for item in model.properties if model is not None else ():
            if name(item.tag) not in _OF_ONE_TABLE:
                properties.append(copy.deepcopy(item))
        self._make(properties, "tblW", w="5000", type="pct")
        self._make(properties, "tblLayout", type="fixed")
        if model is None:
            borders = self._make(properties, "tblBorders")
            for side in ("top", "bottom", "insideH"):
                self._make(borders, side, val="single", sz="4", space="0", color="auto")
        look = next(
            (each for each in (model.properties if model else ()) if name(each.tag) == "w:tblLook"), None
        )
        if look is not None:
            look = copy.deepcopy(look)
            value = attribute(look, "w:val") or ""
            try:
                flags = int(value, 16) & ~_OTHERS | _FIRST_ROW
            except ValueError:
                flags = _FIRST_ROW
            if value:
                set_attribute(look, "w:val", f"{flags:04X}")
            set_attribute(look, "w:firstRow", "1")
            for key in ("lastRow", "firstColumn", "lastColumn"):
                set_attribute(look, f"w:{key}", "0")
            properties.append(look)
        _sort(properties, _TABLE_ORDER)
        return properties

    def _width(self) -> int:
        """The width of the text area, in twips."""
        section = self._section()
        size = child(section, "w:pgSz") if section is not None else None
        margins = child(section, "w:pgMar") if section is not None else None
        if size is None or margins is None:
            return _TEXT_WIDTH
        sides = [attribute(margins, f"w:{side}") or "0" for side in ("left", "right", "gutter")]
        try:
            return max(1000, int(attribute(size, "w:w") or "") - sum(map(int, sides)))
        except ValueError:
            return _TEXT_WIDTH

    def _make(self, parent: Element, local: str, **attributes: str) -> Element:
        made = etree.SubElement(parent, f"{{{self._uri}}}{local}")
        for key, value in attributes.items():
            made.set(f"{{{self._uri}}}{key}", value)
        return made


def _sort(properties: Element, order: str) -> None:
    """Put children into the order of the schema."""
    ranks = {f"w:{local}": place for place, local in enumerate(order.split())}
    properties[:] = sorted(properties, key=lambda item: ranks.get(name(item.tag), len(ranks)))


def _columns(section: Element) -> int:
    columns = child(section, "w:cols")
    number = attribute(columns, "w:num") or "" if columns is not None else ""
    return int(number) if number.isdigit() else 1


def _lies_across(section: Element) -> bool:
    size = child(section, "w:pgSz")
    return size is not None and attribute(size, "w:orient") == "landscape"


def _stand_up(section: Element) -> None:
    size = child(section, "w:pgSz")
    if size is not None:
        width, height = (attribute(size, f"w:{side}") or "" for side in ("w", "h"))
        set_attribute(size, "w:w", height)
        set_attribute(size, "w:h", width)
        set_attribute(size, "w:orient", "portrait")
