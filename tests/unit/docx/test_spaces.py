"""White space keeps the format that it has in the source."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

HIGHLIGHT, STRIKE, SMALL = '<w:highlight w:val="yellow"/>', "<w:strike/>", '<w:sz w:val="8"/>'
TAB, BREAK = w.r("<w:tab/>"), w.r("<w:br/>")


def spaced(properties: str, first: str, between: str, last: str) -> str:
    return w.p(w.r(first, properties), between, w.r(last, properties))


@pytest.mark.parametrize("properties", [w.LINE, HIGHLIGHT, STRIKE])
@pytest.mark.parametrize("between", [TAB * 3, BREAK, w.r(" "), w.r("   ")])
def test_plain_white_space_between_marked_words_stays_plain(
    tmp_path: Path, properties: str, between: str
) -> None:
    path = w.word_file(tmp_path, spaced(properties, "Avril", between, "Mai") + w.p("Du texte"))
    source = w.texts(path)[0]
    output = w.translated(path, {source: source.replace("Avril", "April").replace("Mai", "May")})
    expected = spaced(properties, "April", between.replace("</w:r><w:r>", ""), "May")
    assert w.body(output).startswith(w.bare(expected))


def test_marked_white_space_between_plain_words_stays_marked(tmp_path: Path) -> None:
    blank = w.r("<w:tab/>", w.LINE)
    path = w.word_file(tmp_path, w.p("Nom :", blank, "Âge :", TAB, "an"))
    source = w.texts(path)[0]
    output = w.translated(path, {source: source.replace("Nom :", "Name:").replace("Âge :", "Age:")})
    assert w.body(output) == w.bare(w.p("Name:", blank, "<w:r><w:t>Age:</w:t><w:tab/><w:t>an</w:t></w:r>"))


def test_a_small_space_stays_small_where_the_words_are_others(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("Titre", w.BOLD), w.r(" ", SMALL), "et suite"))
    source = "<b>Titre</b> et suite"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "<b>A title</b> and what is to come"})
    expected = w.p(w.r("A title", w.BOLD), w.r(" ", SMALL), "and what is to come")
    assert w.body(output) == w.bare(expected)


def test_an_underlined_space_does_not_move_to_other_words(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Le ", w.r("mot clé", w.LINE), " est là"))
    source = "Le <u>mot clé</u> est là"
    output = w.translated(path, {source: "The <u>key</u> word is here"})
    assert w.body(output) == w.bare(w.p("The ", w.r("key", w.LINE), " word is here"))


def test_with_other_tabs_than_the_source_each_has_the_format_of_its_words(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, spaced(w.LINE, "Avril", TAB * 2, "Mai"))
    (source,) = w.texts(path)
    assert source == "Avril<tab/><tab/>Mai"
    output = w.translated(path, {source: "April<tab/>May"})
    assert w.body(output) == w.bare(
        f"<w:p><w:r><w:rPr>{w.LINE}</w:rPr><w:t>April</w:t><w:tab/><w:t>May</w:t></w:r></w:p>"
    )


def test_the_tab_of_a_line_of_contents_stays_hidden_in_the_web_view(tmp_path: Path) -> None:
    link = w.r("1") + w.r("<w:tab/>", SMALL) + w.r("Titre") + w.r("<w:tab/>", "<w:webHidden/>") + w.r("3")
    path = w.word_file(tmp_path, w.p(f'<w:hyperlink w:anchor="x">{link}</w:hyperlink>'))
    (source,) = w.texts(path)
    output = w.translated(path, {source: source.replace("Titre", "Title")})
    assert w.body(output) == w.bare(
        w.p(f'<w:hyperlink w:anchor="x">{link.replace("Titre", "Title")}</w:hyperlink>')
    )
