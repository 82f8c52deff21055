"""Only what a reader sees is a tag: formats are compared with styles, theme and defaults applied."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
)


def style(identity: str, look: str, kind: str = "paragraph", based_on: str = "", more: str = "") -> str:
    """A style that gives its runs a look."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"{more}><w:name w:val="{identity}"/>{base}'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def theme() -> w.Member:
    fonts = '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
    colours = '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1></a:clrScheme>'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/main"
    xml = f'<a:theme xmlns:a="{uri}"><a:themeElements>{colours}{fonts}</a:themeElements></a:theme>'
    return w.Member("word/theme/theme1.xml", xml.encode(), _THEME, "theme")


def text_of(folder: Path, look: str, styles: str = "", properties: str = "", word: str = "mixité") -> str:
    content = w.p("La ", w.r(word, look), " avance", properties=properties)
    (found,) = w.texts(w.word_file(folder, content, theme(), styles=_DEFAULTS + styles))
    return found


UNSEEN = [
    "<w:bCs/>",
    "<w:iCs/>",
    '<w:szCs w:val="40"/>',
    '<w:rFonts w:hint="eastAsia"/>',
    '<w:rFonts w:cs="Arial" w:eastAsia="SimSun"/>',
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>',
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>',
    '<w:rtl w:val="0"/>',
    '<w:b w:val="0"/>',
    '<w:i w:val="false"/>',
    '<w:caps w:val="off"/>',
    '<w:vanish w:val="0"/>',
    '<w:u w:val="none"/>',
    '<w:vertAlign w:val="baseline"/>',
    '<w:position w:val="0"/>',
    '<w:highlight w:val="none"/>',
    '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    '<w:bdr w:val="nil"/>',
    '<w:color w:val="auto"/>',
    '<w:color w:val="000000"/>',
    '<w:color w:val="000000" w:themeColor="text1"/>',
    '<w:kern w:val="2"/>',
    '<w:spacing w:val="-1"/>',
    '<w:spacing w:val="2"/>',
    '<w:w w:val="99"/>',
    '<w:sz w:val="22"/>',
    '<w:noProof/><w:lang w:val="en-US"/>',
    '<w:snapToGrid w:val="0"/>',
    '<w:rStyle w:val="Nothing"/>',
    '<w:rStyle w:val="Missing"/>',
]
SEEN = {
    w.BOLD: "b",
    '<w:sz w:val="24"/>': "g1",
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>': "g1",
    '<w:rFonts w:hAnsi="Arial"/>': "g1",
    '<w:color w:val="FF0000"/>': "g1",
    '<w:color w:val="000000" w:themeColor="accent1"/>': "g1",
    '<w:spacing w:val="20"/>': "g1",
    '<w:w w:val="80"/>': "g1",
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>': "g1",
    '<w:position w:val="6"/>': "g1",
    "<w:caps/>": "g1",
    "<w:dstrike/>": "g1",
    '<w:rStyle w:val="Red"/>': "g1",
    '<w:rStyle w:val="Bold"/>': "b",
}
CHARACTERS = (
    style("Nothing", "", "character")
    + style("Red", '<w:color w:val="FF0000"/>', "character")
    + style("Bold", w.BOLD, "character")
)


@pytest.mark.parametrize("look", UNSEEN)
def test_what_no_reader_sees_is_no_tag(tmp_path: Path, look: str) -> None:
    assert text_of(tmp_path, look, CHARACTERS) == "La mixité avance"


@pytest.mark.parametrize(("look", "tag"), SEEN.items())
def test_what_a_reader_sees_stays_a_tag(tmp_path: Path, look: str, tag: str) -> None:
    assert text_of(tmp_path, look, CHARACTERS) == f"La <{tag}>mixité</{tag}> avance"


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ('<w:b w:val="0"/>', "La <g1>mixité</g1> avance"),  # the style is bold
        (w.BOLD, "La mixité avance"),
        ('<w:rStyle w:val="Bold"/>', "La <g1>mixité</g1> avance"),  # §17.7.3: on twice is off
        ('<w:rStyle w:val="Bold"/>' + w.BOLD, "La mixité avance"),
        ('<w:sz w:val="32"/>', "La mixité avance"),
        ('<w:sz w:val="22"/>', "La <g1>mixité</g1> avance"),
    ],
)
def test_properties_are_compared_with_those_of_the_style(tmp_path: Path, look: str, expected: str) -> None:
    styles = CHARACTERS + style("Base", w.BOLD + '<w:sz w:val="32"/>') + style("Title", "", based_on="Base")
    assert text_of(tmp_path, look, styles, w.styled("Title")) == expected


def test_what_the_style_of_a_table_may_say_is_not_guessed(tmp_path: Path) -> None:
    first_row = f'<w:tblStylePr w:type="firstRow"><w:rPr>{w.BOLD}</w:rPr></w:tblStylePr></w:style>'
    styles = style("Grid", "", "table").replace("</w:style>", first_row)
    row = w.table(w.cell(w.p("La ", w.r("mixité", '<w:b w:val="0"/><w:i w:val="0"/>'), " avance")))
    inside = row.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Grid"/>')
    assert w.texts(w.word_file(tmp_path, inside, styles=styles)) == ["La <g1>mixité</g1> avance"]
    assert w.texts(w.word_file(tmp_path, row, styles=styles)) == ["La mixité avance"]


def test_black_is_seen_where_the_automatic_colour_may_be_white(tmp_path: Path) -> None:
    black = '<w:color w:val="000000"/>'
    dark = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>'
    assert text_of(tmp_path, black, properties=dark) == "La <g1>mixité</g1> avance"


def test_the_fonts_of_other_scripts_count_where_their_letters_stand(tmp_path: Path) -> None:
    look = '<w:rFonts w:cs="Arial"/>'
    assert text_of(tmp_path, look, word="שלום") == "La <g1>שלום</g1> avance"


def test_a_style_that_a_field_looks_for_is_seen(tmp_path: Path) -> None:
    path = w.word_file(
        tmp_path,
        w.p("La ", w.r("mixité", '<w:rStyle w:val="Nothing"/>'), " avance"),
        header1=w.p(w.complex_field(' STYLEREF "Nothing" ', "12")),
        styles=CHARACTERS,
    )
    assert w.texts(path) == ["La <g1>mixité</g1> avance"]


def test_an_apostrophe_in_the_direction_of_another_script_is_one_of_ours(tmp_path: Path) -> None:
    content = w.p(w.r("L", '<w:rtl w:val="0"/>'), w.r("’", "<w:rtl/><w:bCs/>"), "entreprise")
    assert w.texts(w.word_file(tmp_path, content)) == ["L’entreprise"]


def test_a_text_without_tags_is_written_without_what_is_not_seen(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", '<w:szCs w:val="40"/><w:b w:val="0"/>'), " trois"))
    assert w.body(w.translated(path, {"un deux trois": "one two three"})) == w.bare(w.p("one two three"))


def test_one_run_that_differs_in_two_ways_is_one_tag(tmp_path: Path) -> None:
    both = w.BOLD + '<w:color w:val="FF0000"/>'
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", both), " trois ", w.r("quatre", w.BOLD + w.ITALIC)))
    source = "un <g1>deux</g1> trois <bi>quatre</bi>"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: source.replace("deux", "two").replace("quatre", "four")})
    expected = w.p("un ", w.r("two", both), " trois ", w.r("four", w.BOLD + w.ITALIC))
    assert w.body(output) == w.bare(expected)


def test_letters_of_ours_in_the_direction_of_another_script(tmp_path: Path) -> None:
    """They look as `bCs` says, and are written so that any other letters look the same."""
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", "<w:i/><w:bCs/><w:rtl/>"), " trois"))
    assert w.texts(path) == ["un <b>deux</b> trois"]
    output = w.translated(path, {"un <b>deux</b> trois": "one <b>two</b> three"})
    assert w.body(output) == w.bare(w.p("one ", w.r("two", w.BOLD + "<w:bCs/>"), " three"))


def test_a_sign_that_says_it_is_not_set_from_right_to_left_keeps_its_font(tmp_path: Path) -> None:
    """Google Docs writes `rtl` 0 on every run."""
    off, font = '<w:rtl w:val="0"/>', '<w:rFonts w:ascii="Courier" w:hAnsi="Courier"/>'
    path = w.word_file(tmp_path, w.p(w.r("article ", off), w.r("§ ", font + off), w.r("12 du code", off)))
    assert w.texts(path) == ["article <g1>§</g1> 12 du code"]
