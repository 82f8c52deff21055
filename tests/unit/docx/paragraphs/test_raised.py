"""Raised letters are spelling: read as plain text, and as they were where nobody changes the text."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

SUP = '<w:vertAlign w:val="superscript"/>'
SC = "<w:smallCaps/>"


def sup(text: str) -> str:
    return w.r(text, SUP)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (w.p("Le 2", sup("e"), " étage"), "Le 2e étage"),
        (w.p("Au XX", sup("e"), " siècle"), "Au XXe siècle"),
        (w.p("Au ", w.r("xx", SC), sup("e"), " siècle"), "Au XXe siècle"),
        (
            w.p("Du ", w.r("xix", SC), sup("e"), " au ", w.r("xx", SC), sup("e"), " siècle"),
            "Du XIXe au XXe siècle",
        ),
        (w.p("M", sup("me"), " Durand"), "Mme Durand"),
        (w.p("M", sup("m"), sup("e "), "Durand"), "Mme Durand"),
        (
            w.p(w.r("M", w.BOLD), w.r("lle", w.BOLD + SUP), w.r(" Roux", w.BOLD), " parle"),
            "<b>Mlle Roux</b> parle",
        ),
        (w.p("n", sup("o"), " 12, N", sup("os"), " 3 et 4"), "no 12, Nos 3 et 4"),
        (w.p("Le XXᵉ siècle, la Mᵐᵉ Durand"), "Le XXe siècle, la Mme Durand"),
        (w.p("12 m", sup("2"), " de bureaux"), "12 m<sup>2</sup> de bureaux"),
        (w.p("x", sup("n"), " et mot", sup("a"), " et Louis ", w.r("xiv", SC), "."), None),
    ],
)
def test_raised_letters(tmp_path: Path, content: str, text: str | None) -> None:
    expected = text or "x<sup>n</sup> et mot<sup>a</sup> et Louis <sc>xiv</sc>."
    assert w.texts(w.word_file(tmp_path, content)) == [expected]


def test_a_style_may_raise_the_letters(tmp_path: Path) -> None:
    styles = f'<w:style w:type="character" w:styleId="Exposant"><w:rPr>{SUP}</w:rPr></w:style>'
    content = w.p("Le 2", w.r("e", '<w:rStyle w:val="Exposant"/>'), " étage")
    assert w.texts(w.word_file(tmp_path, content, styles=styles)) == ["Le 2e étage"]


def test_a_text_that_is_put_back_keeps_its_raise(tmp_path: Path) -> None:
    page = w.r('<w:br w:type="page"/>')
    content = w.p("un", page, "au ", w.r("xx", SC), sup("e"), " siècle")
    path = w.word_file(tmp_path, content)
    same = "au XXe siècle"
    output = w.translated(path, {"un": "one", same: same})
    assert w.body(output) == w.bare(content.replace("un", "one"))


def test_english_has_no_raise_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Le 2", sup("e"), " étage"))
    assert w.body(w.translated(path, {"Le 2e étage": "The 2nd floor"})) == w.bare(w.p("The 2nd floor"))
    output = w.translated(path, {"Le 2e étage": "The 2<sup>nd</sup> floor"})
    assert w.body(output) == w.bare(w.p("The 2", sup("nd"), " floor"))


def test_a_raise_that_is_asked_for_in_a_drawing(tmp_path: Path) -> None:
    inner = "<a:p><a:r><a:t>Le 2</a:t></a:r><a:r><a:rPr baseline='30000'/><a:t>e</a:t></a:r></a:p>"
    path = w.word_file(tmp_path, w.p(w.drawing(f"<wps:wsp>{inner}</wps:wsp>")))
    assert w.texts(path) == ["Le 2e"]
    output = w.translated(path, {"Le 2e": "The 2<sup>nd</sup>"})
    assert '<a:rPr lang="en-GB" baseline="30000"/><a:t>nd</a:t>' in w.body(output)


def test_accents_in_two_characters_and_ligatures_are_folded(tmp_path: Path) -> None:
    content = w.p("E\u0301lise a \ufb01ni l’e", w.r("\u0301te\u0301", '<w:szCs w:val="9"/>'))
    path = w.word_file(
        tmp_path, content + w.p("autre"), core_properties="<dc:title>Une e\u0301tude</dc:title>"
    )
    assert w.texts(path) == ["Élise a fini l’été", "autre", "Une étude"]
    output = w.translated(path, {"autre": "other", "Élise a fini l’été": "Élise a fini l’été"})
    assert w.body(output) == w.bare(content + w.p("other"))
