"""Find what a book's own headings, paragraphs and tables look like, as models for pages that are added.

A book may be formatted by styles, or by hand in each paragraph. So a model is taken from a paragraph of the
book: its style, and those of its own properties that only affect its looks.
"""

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from booktranslate.docx.formatting.style_sheet import read_sheet, read_theme
from booktranslate.docx.formatting.styles import Styles, read_styles
from booktranslate.docx.opc.xml import Element, attribute, child, children, is_on, name

# Properties of a paragraph that are not looks: about its place, its content, its changes.
_NO_LOOK = {
    *("w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:numPr", "w:rPr", "w:sectPr"),
    *("w:pPrChange", "w:suppressLineNumbers", "w:divId", "w:cnfStyle", "w:outlineLvl", "w:textDirection"),
}
_LETTERS = {"w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:color", "w:spacing"}
_LETTERS |= {"w:sz", "w:szCs"}
_PLAIN = {"w:rFonts", "w:sz", "w:szCs"}
_LEAST = 40  # characters of a paragraph of text
_BODY = "body text"  # the name of Word's style for text, the same in every language
_FEW = 3


@dataclass(frozen=True)
class Look:
    """What paragraphs of a kind look like: the id of their style ("" for the default one), the children of
    their `w:pPr`, and those of the `w:rPr` of their runs."""

    style: str = ""
    properties: tuple[Element, ...] = ()
    letters: tuple[Element, ...] = ()


@dataclass(frozen=True)
class TableLook:
    """What tables look like: the children of `w:tblPr`; for the head and for the rows below it, the children
    of `w:tcPr` and the look of the paragraphs."""

    properties: tuple[Element, ...]
    head_cell: tuple[Element, ...]
    head: Look
    cell: tuple[Element, ...]
    text: Look


@dataclass(frozen=True)
class Models:
    """The looks of a book. `level` is the outline level of its chapters' headings, and `is_numbered` says
    whether their style numbers them. A book without headings has a `heading` without properties, one without
    tables no `table`."""

    heading: Look
    level: int
    is_numbered: bool
    text: Look
    table: TableLook | None


def read_models(root: Element, sheet: Element | None) -> Models:
    """The looks of the book with that main part and that styles part (None: it has none)."""
    styles = styles_of(sheet)
    found = [item for item in root.iter("{*}p") if name(item.tag) == "w:p" and not _is_apart(item)]
    level, heading, style = _heading(found, styles)
    by_number = _numbered(sheet)
    paragraphs = [
        item for item in found if not styles.of(item).kind and not _is_listed(item, styles, by_number)
    ]
    text = _text(paragraphs, styles)
    return Models(
        look_of(heading, styles) if heading is not None else Look(style),
        level,
        (styles.of(heading).id if heading is not None else style) in by_number,
        look_of(text, styles, plain=True) if text is not None else Look(),
        _table(root, styles),
    )


def styles_of(sheet: Element | None) -> Styles:
    """The styles of a styles part, without the theme; none for None."""
    looks = read_sheet(sheet, read_theme(None), plain_black=True, named=frozenset())
    return read_styles(sheet, looks)


def words(paragraph: Element) -> str:
    """The text of a paragraph, without that of its text boxes."""
    own = (item for item in paragraph.iter("{*}t") if next(item.iterancestors("{*}p"), None) is paragraph)
    return "".join(item.text or "" for item in own).strip()


def look_of(paragraph: Element, styles: Styles, *, plain: bool = False) -> Look:
    """What a paragraph looks like, by its longest run; `plain`: only what suits a whole text (font, size)."""
    own = child(paragraph, "w:pPr")
    kept = [item for item in own if name(item.tag) not in _NO_LOOK] if own is not None else []
    runs = [run for run in paragraph.iter("{*}r") if next(run.iterancestors("{*}p"), None) is paragraph]
    longest = max(runs, key=_length, default=None)
    letters = child(longest, "w:rPr") if longest is not None else None
    wanted = _PLAIN if plain else _LETTERS
    return Look(
        styles.of(paragraph).id,
        tuple(
            copy.deepcopy(item)
            for item in kept
            if name(item.tag) != "w:pStyle" and not (plain and _is_set_apart(item))
        ),
        tuple(copy.deepcopy(item) for item in letters if name(item.tag) in wanted)
        if letters is not None
        else (),
    )


def _is_set_apart(item: Element) -> bool:
    """Whether a property centres or right-aligns a paragraph, such as a signature."""
    return name(item.tag) == "w:jc" and attribute(item, "w:val") not in {"both", "left", "start"}


def _length(run: Element) -> int:
    return sum(len(item.text or "") for item in run.iter("{*}t"))


def _is_apart(paragraph: Element) -> bool:
    around = {name(item.tag) for item in paragraph.iterancestors()}
    return not around.isdisjoint({"w:tbl", "w:txbxContent", "mc:Fallback"})


def _heading(found: Sequence[Element], styles: Styles) -> tuple[int, Element | None, str]:
    """The outline level of the book's chapters, one of their headings, and its style.

    A level with only one heading is that of the book, not of its chapters. Without headings: 1, None and the
    style named "heading 1", if there is one.
    """
    by_level: dict[int, list[Element]] = {}
    for item in found:
        own = styles.of(item)
        if own.level and words(item) and not own.name.lower().startswith(("toc", "title")):
            by_level.setdefault(own.level, []).append(item)
    if not by_level:
        named = (style for style, known in styles.names.items() if known.lower() == "heading 1")
        return 1, None, next(named, "")
    several = [level for level, items in by_level.items() if len(items) > 1]
    level = min(several or by_level)
    counts = Counter(styles.of(item).id for item in by_level[level])
    usual = max(counts, key=counts.__getitem__)
    return level, [item for item in by_level[level] if styles.of(item).id == usual][-1], usual


def _numbered(sheet: Element | None) -> frozenset[str]:
    """The styles that number their paragraphs or give them a bullet, themselves or by a style they are based
    on."""
    items = (
        {attribute(item, "w:styleId") or "": item for item in children(sheet, "w:style")}
        if sheet is not None
        else {}
    )
    found = set()
    for style in items:
        seen: set[str] = set()
        at = style
        while at in items and at not in seen:
            seen.add(at)
            own = child(items[at], "w:pPr")
            if own is not None and child(own, "w:numPr") is not None:
                found.add(style)
                break
            parent = child(items[at], "w:basedOn")
            at = (attribute(parent, "w:val") or "") if parent is not None else ""
    return frozenset(found)


def _is_listed(paragraph: Element, styles: Styles, numbered: frozenset[str]) -> bool:
    own = child(paragraph, "w:pPr")
    direct = own is not None and any(child(own, key) is not None for key in ("w:numPr", "w:framePr"))
    return direct or styles.of(paragraph).id in numbered


def _text(paragraphs: Sequence[Element], styles: Styles) -> Element | None:
    """A paragraph of the text: of Word's style for it, else of the style that most letters have."""
    letters: Counter[str] = Counter()
    by_style: dict[str, list[Element]] = {}
    for item in paragraphs:
        count = len(words(item))
        if count >= _LEAST:
            letters[styles.of(item).id] += count
            by_style.setdefault(styles.of(item).id, []).append(item)
    if not letters:
        return None
    usual = max(letters, key=letters.__getitem__)
    named = [style for style in by_style if styles.name(style).lower() == _BODY]
    if named and len(by_style[named[0]]) >= _FEW:
        usual = named[0]
    return max(by_style[usual], key=lambda item: len(words(item)))


def _table(root: Element, styles: Styles) -> TableLook | None:
    """The look of the most frequent kind of the tables that have a repeated head or a style of their own;
    None if there are none."""
    found: list[tuple[str, Element]] = []
    for table in root.iter("{*}tbl"):
        rows = children(table, "w:tr")
        if name(table.tag) != "w:tbl" or _is_apart(table) or len(rows) < 2:
            continue
        if min(len(children(row, "w:tc")) for row in rows[:2]) > 1 and (
            _repeats(rows[0]) or styles.of_table(table) != styles.default_table
        ):
            found.append((styles.of_table(table), table))
    if not found:
        return None
    counts = Counter(style for style, _ in found)
    usual = max(counts, key=counts.__getitem__)
    mine = [table for style, table in found if style == usual]
    table = next((each for each in mine if _repeats(children(each, "w:tr")[0])), mine[0])
    own = child(table, "w:tblPr")
    (head, head_text), (cell, text) = (_cell(row, styles) for row in children(table, "w:tr")[:2])
    plain = Look(
        text.style,
        tuple(each for each in text.properties if not _is_set_apart(each)),
        tuple(each for each in text.letters if name(each.tag) in {*_PLAIN, "w:color"}),
    )
    return TableLook(
        tuple(copy.deepcopy(each) for each in own) if own is not None else (), head, head_text, cell, plain
    )


def _repeats(row: Element) -> bool:
    own = child(row, "w:trPr")
    return own is not None and is_on(child(own, "w:tblHeader"))


def _cell(row: Element, styles: Styles) -> tuple[tuple[Element, ...], Look]:
    """The looks of the first cell of a row and of its words."""
    cell = children(row, "w:tc")[0]
    own = child(cell, "w:tcPr")
    kept = {"w:tcBorders", "w:shd", "w:tcMar", "w:vAlign"}
    looks = tuple(copy.deepcopy(each) for each in own if name(each.tag) in kept) if own is not None else ()
    return looks, next((look_of(each, styles) for each in _paragraphs(cell)), Look())


def _paragraphs(cell: Element) -> Iterator[Element]:
    yield from (each for each in children(cell, "w:p") if words(each))
    yield from children(cell, "w:p")
