"""What pages show of a document, and what they do not."""

from pathlib import Path

from booktranslate.docx.audit.shown import Pages, Shown, shown
from tests.unit.docx import building as w
from tests.unit.publishing.everything import STYLES, box, everything


def of(folder: Path, *content: str, **parts: str) -> Pages:
    return shown(w.word_file(folder, "".join(content), **parts))


def texts(found: Pages) -> list[str]:
    return [each.text for each in found.paragraphs]


def test_letters_that_no_page_shows(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        w.p("Seen", w.r(" hidden", "<w:vanish/>")),
        w.p("Kept", '<w:del w:id="1"><w:r><w:delText> gone</w:delText></w:r></w:del>'),
        w.p(w.complex_field(" HYPERLINK x ", "a link"), w.mark_field(' XE "index" ')),
        w.p("Noted", w.r('<w:commentReference w:id="0"/>')),
        comments='<w:comment w:id="0">' + w.p("A comment") + "</w:comment>",
    )
    assert texts(found) == ["Seen", "Kept", "a link", "Noted"]


def test_numbers_that_a_page_counts_itself_part_the_pieces(tmp_path: Path) -> None:
    page = w.complex_field(" PAGE ", "9")
    found = of(
        tmp_path,
        w.p("Page ", page, " of ", f'<w:fldSimple w:instr=" NUMPAGES ">{w.r("60")}</w:fldSimple>', " pages"),
        w.p("Law", w.footnote_mark(2), " and order"),
        footnotes=w.footnote(2, w.p("A note")) + w.footnote(3, w.p("Nobody refers to it")),
    )
    assert [each.pieces for each in found.paragraphs] == [
        ("Page ", " of ", " pages"),
        ("Law", " and order"),
        ("A note",),
    ]
    assert (found.paragraphs[2].kind, found.paragraphs[2].anchor) == ("footnote", 1)


def test_signs_are_no_letters(tmp_path: Path) -> None:
    sign = w.r("f", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>')
    assert of(tmp_path, w.p("Yes ", sign, " No")).paragraphs[0].pieces == ("Yes ", " No")


def test_a_box_stands_behind_its_anchor_once(tmp_path: Path) -> None:
    found = of(
        tmp_path, w.p("Anchor", box(w.p("Fixed"), grows=False)), w.p("Next", box(w.p("Grows"), grows=True))
    )
    assert [(each.text, each.kind, each.confined.what, each.anchor) for each in found.paragraphs] == [
        ("Anchor", "paragraph", "", -1),
        ("Fixed", "text box", "a text box of fixed size", 0),
        ("Next", "paragraph", "", -1),
        ("Grows", "text box", "", 2),
    ]


def test_old_boxes_say_in_their_style_that_they_grow(tmp_path: Path) -> None:
    grows = w.vml_box(w.p("Old")).replace("<v:textbox>", '<v:textbox style="mso-fit-shape-to-text: t">')
    found = of(tmp_path, w.p(w.r(grows)), w.p(w.r(w.vml_box(w.p("Older")))))
    assert [each.confined.what for each in found.paragraphs] == ["", "a text box of fixed size"]


def test_a_box_in_a_header_belongs_to_the_header(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    found = of(tmp_path, w.p("Words") + section, header1=w.p("Head", box(w.p("Boxed"), grows=True)))
    assert [(each.text, each.kind) for each in found.paragraphs] == [
        ("Words", "paragraph"),
        ("Head", "header"),
        ("Boxed", "header"),
    ]


def test_lines_that_list_pages(tmp_path: Path) -> None:
    line = w.p(w.begin(r' TOC \o "1-1" '), "One", w.r("<w:tab/>"), "3")
    found = of(tmp_path, line, w.p("Two", w.END), w.p("Not in it"))
    assert [each.kind for each in found.paragraphs] == ["contents", "contents", "paragraph"]
    behind = of(tmp_path, line, w.p(w.END, "Behind the field"))
    assert [each.kind for each in behind.paragraphs] == ["contents", "paragraph"]


def test_headings_headers_and_fonts(tmp_path: Path) -> None:
    found = shown(everything(tmp_path))
    by_text: dict[str, Shown] = {each.text: each for each in found.paragraphs}
    assert by_text["Of small things"].level == 2
    assert by_text["Behind the frame."].heading == "Of small things"
    assert by_text["The keepers: a running head"].kind == "header"
    assert by_text["Set in a type that is nowhere."].fonts == (("Nowhere Display", 30),)
    assert by_text["Between tables."].fonts == (("Carlito", 15),)
    assert by_text["Northquay"].table == (0, 1)
    assert found.margins == (1500 / 11000, 1500 / 11000)


def test_headers_that_no_section_uses(tmp_path: Path) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="even" r:id="header2"/><w:headerReference w:type="first" r:id="header3"/>'
        "{}</w:sectPr>"
    )
    parts = {"header1": w.p("Each"), "header2": w.p("Even"), "header3": w.p("First"), "styles": STYLES}
    assert texts(of(tmp_path, section.format(""), **parts)) == ["Each"]
    first = of(tmp_path, section.format("<w:titlePg/>"), **parts, settings="<w:evenAndOddHeaders/>")
    assert texts(first) == ["Each", "Even", "First"]


def test_what_is_drawn_is_counted(tmp_path: Path) -> None:
    math = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    found = of(tmp_path, w.p("Let ", math, " be"))
    assert found.drawn == {"equations": 1}
    assert found.paragraphs[0].pieces == ("Let ", " be")
