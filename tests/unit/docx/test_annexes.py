"""Pages at the end of a finished book: as the book looks, listed in its contents, valid."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from booktranslate.docx import Document
from booktranslate.docx.annexes import Annex, Listing, with_annexes
from booktranslate.docx.opc.package import Package
from booktranslate.docx.opc.xml import attribute, name
from booktranslate.docx.schema import faults
from booktranslate.docx.validity import problems
from tests.unit.docx import building as w

TERMS = Listing(("English", "French"), (("call for projects", "appel à projets"),), (50, 50), ("en-GB", "fr"))
ANNEXES = (Annex("Glossary of terms", ("All terms.", TERMS)), Annex("How & why", ("By <hand>.",)))
SIZE = '<w:pgSz w:w="9000" w:h="12000"/><w:pgMar w:top="900" w:right="1000" w:bottom="900" w:left="1000" '
SIZE += 'w:header="400" w:footer="400" w:gutter="0"/>'
TEXT = "A long sentence of the book, as there are many in it, each of more than forty letters."
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CT"><w:name w:val="Body Text"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="In cells"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM2"><w:name w:val="toc 2"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TN"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="Own"><w:name w:val="Of the book"/></w:style>'
)
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
)
LOOK = '<w:tblLook w:val="05E0" w:firstRow="1" w:lastRow="1" w:firstColumn="1" w:lastColumn="1"/>'
RED = "<w:color w:val='FF0000'/>"


def heading(text: str, style: str = "T1", mark: str = "", look: str = "") -> str:
    run = w.r(text, look)
    return w.p(w.bookmark(len(mark) + ord(text[0]), mark, text) if mark else run, properties=w.styled(style))


def own_table() -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    shaded = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:shd w:val="clear" w:fill="112233"/></w:tcPr>'
    inside = w.p(w.r("Port", f"<w:b/>{RED}"), properties=w.styled("Cell"))
    head = f"<w:tc>{shaded}{inside}</w:tc>" * 2
    rows = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>"
    rows += f"<w:tr>{w.cell(w.p('12', properties=w.styled('Cell'))) * 2}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="Own"/>{LOOK}</w:tblPr>{grid}{rows}</w:tbl>'


def contents_line(
    label: str, text: str, page: str, *, style: str = "TM1", first: str = "", end: str = ""
) -> str:
    link = w.r(text, "<w:i/>") + w.r("<w:tab/>") + w.complex_field(rf" PAGEREF {label} \h ", page)
    return w.p(
        first,
        f'<w:hyperlink w:anchor="{label}" w:history="1">{link}</w:hyperlink>',
        end,
        properties=w.styled(style),
    )


def book(*, end: str = f"<w:sectPr>{SIZE}</w:sectPr>", contents: str = "") -> str:
    body = heading("One", mark="_Toc1") + w.p(TEXT, properties=w.styled("CT")) * 3
    body += heading("Under it", "T2", mark="_Toc12") + own_table()
    return contents + body + heading("Two", mark="_Toc2") + w.p(TEXT * 3) + end


def with_them(path: Path, annexes: Sequence[Annex] = ANNEXES) -> Path:
    out = path.with_name("out.docx")
    same = Document(path).replace(lambda passage: None, "en-GB", "fr")
    with_annexes(same, annexes, "en-GB").save(out)
    assert list(faults(w.root(out))) == []
    assert problems(Package(out)) == problems(Package(path)) == ()
    errors = {error.description for error in OpenXmlValidator().validate(out).errors}
    errors -= {"Numbering definition '0' referenced but not found"}  # ECMA-376-1 §17.9.18: 0 is for none
    assert errors <= {error.description for error in OpenXmlValidator().validate(path).errors}
    return out


def paragraphs(path: Path) -> list[tuple[str, str]]:
    """The style and the words of each paragraph of the body."""
    found = []
    for item in w.root(path).iter("{*}p"):
        style = next((attribute(each, "w:val") or "" for each in item.iter("{*}pStyle")), "")
        found.append((style, "".join(each.text or "" for each in item.iter("{*}t"))))
    return found


def of_heading(path: Path, text: str) -> etree._Element:
    found = [item for item in w.root(path).iter("{*}p") if "".join(item.itertext()) == text]
    return found[-1]


def keys(element: etree._Element) -> list[str]:
    return [name(item.tag) for item in element]


def test_they_look_as_the_book_does(tmp_path: Path) -> None:
    out = with_them(w.word_file(tmp_path, book(), styles=STYLES, numbering=NUMBERS))
    assert paragraphs(out)[-8:] == [
        ("T1", "Glossary of terms"),
        ("CT", "All terms."),
        *(("Cell", words) for words in ("English", "French", "call for projects", "appel à projets")),
        ("T1", "How & why"),
        ("CT", "By <hand>."),
    ]
    properties = of_heading(out, "Glossary of terms")[0]
    assert keys(properties) == ["w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:numPr"]
    assert [attribute(item, "w:val") for item in properties.iter("{*}numId")] == [
        "0"
    ]  # no chapter of the book
    *_, table = w.root(out).iter("{*}tbl")
    look = next(table.iter("{*}tblLook"))
    assert {name(key): value for key, value in look.items()} == {
        "w:val": "0420",
        "w:firstRow": "1",
        **dict.fromkeys(("w:lastRow", "w:firstColumn", "w:lastColumn"), "0"),
    }
    assert [attribute(item, "w:val") for item in table.iter("{*}tblStyle")] == ["Own"]
    assert [attribute(item, "w:w") for item in table.iter("{*}gridCol")] == ["3500", "3500"]
    assert len(list(table.iter("{*}tblHeader"))) == 1
    head, row = table.iter("{*}tr")
    assert [attribute(item, "w:fill") for item in head.iter("{*}shd")] == ["112233"] * 2
    assert [attribute(item, "w:val") for item in head.iter("{*}color")] == ["FF0000"] * 2
    assert not list(row.iter("{*}shd", "{*}b"))
    assert [attribute(item, "w:val") for item in row.iter("{*}lang")] == ["en-GB", "fr"]
    assert w.root(out)[0][-1].tag.endswith("}sectPr")


def test_the_contents_list_them_with_links_and_pages(tmp_path: Path) -> None:
    first = w.begin(r' TOC \o "1-2" \h ')
    lines = contents_line("_Toc1", "One", "3", first=first)
    lines += contents_line("_Toc2", "Two", "5") + contents_line(
        "_Toc12", "Under it", "4", style="TM2", end=w.END
    )
    out = with_them(w.word_file(tmp_path, book(contents=lines), styles=STYLES, numbering=NUMBERS))
    assert paragraphs(out)[:5] == [
        ("TM1", "One3"),
        ("TM1", "Two5"),
        ("TM2", "Under it4"),
        ("TM1", "Glossary of terms5"),
        ("TM1", "How & why5"),
    ]
    line = list(w.root(out).iter("{*}p"))[4]
    assert [attribute(item, "w:anchor") for item in line.iter("{*}hyperlink")] == ["_TocAnnex2"]
    assert [item.text for item in line.iter("{*}instrText")] == [r" PAGEREF _TocAnnex2 \h "]
    assert len(list(line.iter("{*}i"))) == 1  # as the other lines have it
    assert [attribute(item, "w:fldCharType") for item in line.iter("{*}fldChar")][-1] == "end"
    assert len(list(line.iter("{*}fldChar"))) == 4  # its own three, and the end of the table
    assert "_TocAnnex2" in {
        attribute(item, "w:name") for item in of_heading(out, "How & why").iter("{*}bookmarkStart")
    }


def test_typed_contents_are_followed_too(tmp_path: Path) -> None:
    lines = w.p("One", w.r("<w:tab/>"), "3", properties=w.styled("TM1"))
    lines += w.p("Two", w.r("<w:tab/>"), "5", properties=w.styled("TM1"))
    out = with_them(w.word_file(tmp_path, book(contents=lines), styles=STYLES, numbering=NUMBERS))
    assert paragraphs(out)[2:4] == [("TM1", "Glossary of terms5"), ("TM1", "How & why5")]
    line = list(w.root(out).iter("{*}p"))[2]
    assert (len(list(line.iter("{*}tab"))), list(line.iter("{*}fldChar", "{*}hyperlink"))) == (1, [])


@pytest.mark.parametrize("code", [r' TOC \h \c "Figure" ', r' TOC \o "1-2" \b Part1 '])
def test_a_table_of_something_else_stays(tmp_path: Path, code: str) -> None:
    caption = w.p(
        w.bookmark(7, "_Toc9", "One fish"), w.complex_field(" SEQ Figure ", "1"), properties=w.styled("CT")
    )
    label, text = ("_Toc9", "One fish1") if "Figure" in code else ("_Toc1", "One")
    lines = contents_line(label, text, "3", first=w.begin(code), end=w.END)
    out = with_them(w.word_file(tmp_path, book(contents=lines + caption), styles=STYLES, numbering=NUMBERS))
    assert [words for _, words in paragraphs(out)].count("Glossary of terms") == 1
    assert all("Glossary of terms" not in words for style, words in paragraphs(out) if style == "TM1")


def test_a_title_alone_on_its_level_is_no_chapter(tmp_path: Path) -> None:
    body = heading("The book") + heading("One", "T2") + w.p(TEXT) + heading("Two", "T2") + w.p(TEXT)
    assert ("T2", "Glossary of terms") in paragraphs(
        with_them(w.word_file(tmp_path, body, styles=STYLES, numbering=NUMBERS))
    )


@pytest.mark.parametrize("strict", [False, True])
def test_a_book_without_styles_or_tables(tmp_path: Path, strict: bool) -> None:
    small = "<w:rFonts w:ascii='Caladea' w:hAnsi='Caladea'/><w:sz w:val='18'/>"
    justified = '<w:jc w:val="both"/>'
    path = w.word_file(tmp_path, w.p(w.r(TEXT, small), properties=justified), strict=strict)
    out = with_them(path, ANNEXES[:1])
    properties = of_heading(out, "Glossary of terms")[0]
    assert keys(properties) == ["w:keepNext", "w:pageBreakBefore", "w:outlineLvl"]
    assert list(of_heading(out, "Glossary of terms").iter("{*}b"))
    text = of_heading(out, "All terms.")
    assert [keys(item) for item in text.iter("{*}pPr", "{*}rPr")] == [
        ["w:jc"],
        ["w:rFonts", "w:sz", "w:lang"],
    ]
    (table,) = w.root(out).iter("{*}tbl")
    assert [keys(item) for item in table.iter("{*}tblBorders")] == [["w:top", "w:bottom", "w:insideH"]]
    assert w.root(out)[0][-1].tag.endswith("}p")  # Word wants one behind a table


def test_a_paragraph_that_is_set_apart_is_no_model_in_that(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(TEXT, properties='<w:spacing w:after="60"/><w:jc w:val="right"/>'))
    assert keys(of_heading(with_them(path), "All terms.")[0]) == ["w:spacing"]


@pytest.mark.parametrize(
    ("end", "size"),
    [
        (f'{SIZE}<w:cols w:num="2"/>', ["9000", "12000", None]),
        (
            SIZE.replace('w:w="9000" w:h="12000"', 'w:w="12000" w:h="9000" w:orient="landscape"'),
            ["9000", "12000", "portrait"],
        ),
    ],
)
def test_behind_an_index_in_columns_or_a_page_across_a_section_begins(
    tmp_path: Path, end: str, size: list[str | None]
) -> None:
    last = f"<w:sectPr>{end}</w:sectPr>"
    out = with_them(w.word_file(tmp_path, book(end=last), styles=STYLES, numbering=NUMBERS))
    root = w.root(out)
    before, own = root.iter("{*}sectPr")
    assert root[0][-1] is own
    assert [
        attribute(item, f"w:{key}") for item in own.iter("{*}pgSz") for key in ("w", "h", "orient")
    ] == size
    assert not list(own.iter("{*}cols"))
    assert name(before.getparent().tag) == "w:pPr"  # type: ignore[union-attr]
    assert "w:pageBreakBefore" not in keys(of_heading(out, "Glossary of terms")[0])
    assert "w:pageBreakBefore" in keys(of_heading(out, "How & why")[0])


def test_nothing_to_say_changes_nothing(tmp_path: Path) -> None:
    edition = w.edition(w.word_file(tmp_path, book(), styles=STYLES, numbering=NUMBERS), {})
    assert with_annexes(edition, (), "en-GB") is edition
