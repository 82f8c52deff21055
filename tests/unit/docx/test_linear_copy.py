"""The linear copy: boxes behind their anchors, no lists of pages, no drop caps, header rows."""

from pathlib import Path

import pytest

from booktranslate.docx.linear_copy import BEGIN, END, save_linear
from tests.unit.docx import building as w
from tests.unit.publishing.everything import STYLES, box, headed_table, heading


def texts(folder: Path, *content: str, **parts: str) -> list[str]:
    """The paragraphs of the copy, in the order of the file."""
    source = w.word_file(folder, "".join(content), **parts)
    save_linear(source, folder / "linear.docx")
    root = w.root(folder / "linear.docx")
    return ["".join(item.text or "" for item in paragraph.iter("{*}t")) for paragraph in root.iter("{*}p")]


def test_boxes_in_boxes_and_in_cells(tmp_path: Path) -> None:
    inner = box(w.p("Inner"), grows=False, identity=60)
    content = w.p("Anchor", box(w.p("Outer", inner), w.table(w.cell(w.p("Cell"))), grows=True))
    assert texts(tmp_path, content, w.p("After")) == [
        *("Anchor", BEGIN, "Outer", BEGIN, "Inner", END, "Cell", END),
        "After",
    ]
    cell = w.table(w.cell(w.p("In a cell", w.r(w.vml_box(w.p("Old"))))))
    assert texts(tmp_path, cell) == ["In a cell", BEGIN, "Old", END]


def test_lists_of_pages_go_and_sections_stay(tmp_path: Path) -> None:
    toc = w.p("Contents", properties=w.styled("TocHeading")) + w.p(
        w.begin(r' TOC \o "1-1" '), "One", w.r("<w:tab/>"), "3"
    )
    end = w.p("Two", w.END, properties='<w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>')
    index = w.p(w.begin(" INDEX "), "lamp, 7", w.END)
    style = '<w:style w:type="paragraph" w:styleId="TocHeading"><w:name w:val="TOC Heading"/></w:style>'
    assert texts(tmp_path, toc, end, heading("One"), index, styles=STYLES + style) == ["", "One"]
    assert "w:pgSz" in w.body(tmp_path / "linear.docx")


def test_a_drop_cap_joins_its_word(tmp_path: Path) -> None:
    cap = w.p("L", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
    assert texts(tmp_path, cap, w.p("ong ago", properties="<w:keepNext/>")) == ["Long ago"]


def test_titles_and_captions_tell_pandoc_nothing(tmp_path: Path) -> None:
    caption = '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>'
    texts(tmp_path, w.p("A title", properties=w.styled("Title")), styles=STYLES + caption)
    names = w.body(tmp_path / "linear.docx", "word/styles.xml")
    assert [name in names for name in ('"book Title"', '"book caption"', '"Title"/>')] == [True, True, False]


def test_fields_leave_what_they_show(tmp_path: Path) -> None:
    simple = f'<w:fldSimple w:instr=" SEQ Figure ">{w.r("7")}</w:fldSimple>'
    link = w.complex_field(' HYPERLINK "https://a.example" ', "a link")
    assert texts(
        tmp_path, w.p("Figure ", simple, " of ", w.complex_field(" NUMPAGES ", "9"), ": ", link)
    ) == ["Figure 7 of 9: a link"]
    body = w.body(tmp_path / "linear.docx")
    assert [code in body for code in ("HYPERLINK", "SEQ", "NUMPAGES", "fldSimple")] == [
        True,
        False,
        False,
        False,
    ]


def test_hidden_letters_go(tmp_path: Path) -> None:
    assert texts(tmp_path, w.p("Seen", w.r("not", "<w:vanish/>"), w.r("too", '<w:vanish w:val="0"/>'))) == [
        "Seentoo"
    ]


@pytest.mark.parametrize(("table", "first"), [(headed_table(), "1"), (w.table(w.cell(w.p("x"))), "0")])
def test_the_header_row_is_said_so_that_pandoc_reads_it(tmp_path: Path, table: str, first: str) -> None:
    texts(tmp_path, table)
    assert f'w:firstRow="{first}"' in w.body(tmp_path / "linear.docx")


def test_it_says_what_it_is_made_of(tmp_path: Path) -> None:
    source = w.word_file(
        tmp_path, w.p("A", box(w.p("B"), grows=True)), core_properties="<dc:title>T</dc:title>"
    )
    made = save_linear(source, tmp_path / "linear.docx")
    assert (made.boxes, made.pictures, made.properties.title) == (1, 0, "T")


def test_words_of_another_language_have_a_style_that_names_it(tmp_path: Path) -> None:
    def said(code: str, more: str = "") -> str:
        return w.r(f"in {code}", f'{more}<w:lang w:val="{code}"/>')

    runs = (
        said("fr-FR"),
        said("en-US"),
        said("zxx"),
        said("not a code"),
        said("de", '<w:rStyle w:val="Own"/>'),
    )
    path = w.word_file(
        tmp_path, w.p(*runs), styles='<w:style w:styleId="Own"><w:name w:val="Own"/></w:style>'
    )
    save_linear(path, tmp_path / "linear.docx", "en-GB")
    body, styles = w.body(tmp_path / "linear.docx"), w.body(tmp_path / "linear.docx", "word/styles.xml")
    assert body.count('<w:rStyle w:val="booktranslate-language-') == 1
    assert '<w:rStyle w:val="booktranslate-language-fr-FR"/>' in body
    assert '<w:name w:val="booktranslate-language-fr-FR"/>' in styles
    save_linear(path, tmp_path / "linear.docx")
    assert "booktranslate-language" not in w.body(tmp_path / "linear.docx")
