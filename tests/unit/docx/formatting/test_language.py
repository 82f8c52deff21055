"""The language of the text is the target's, and what is in a third language stays so."""

from pathlib import Path

from tests.unit.docx import building as w


def test_styles_settings_and_properties(tmp_path: Path) -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='20'/>"
        '<w:lang w:val="fr-FR" w:eastAsia="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:lang w:val="fr-BE"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:lang w:val="es-ES"/></w:rPr></w:style>'
    )
    path = w.word_file(
        tmp_path,
        w.p("Bonjour"),
        styles=styles,
        settings='<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/>',
        core_properties="<dc:language>fr</dc:language>",
    )
    output = w.translated(path, {"Bonjour": "Hello"})
    expected = styles.replace("fr-FR", "en-GB").replace("fr-BE", "en-GB")
    assert w.body(output, "word/styles.xml") == w.bare(expected)
    assert '<w:themeFontLang w:val="en-GB"/>' in w.body(output, "word/settings.xml")
    assert w.body(output, "docProps/core.xml") == w.bare("<dc:language>en-GB</dc:language>")


def test_a_document_that_names_no_language_gets_one(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), styles='<w:style w:styleId="A"/>', core_properties="")
    output = w.translated(path, {"Bonjour": "Hello"})
    assert w.body(output, "word/styles.xml") == w.bare(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:styleId="A"/>'
    )
    assert w.body(output, "docProps/core.xml") == w.bare("<dc:language>en-GB</dc:language>")


def test_runs_and_paragraph_marks_of_what_is_translated(tmp_path: Path) -> None:
    french, spanish = '<w:lang w:val="fr-FR"/>', '<w:lang w:val="es-ES"/>'
    marked = w.p(w.r("Bonjour", w.BOLD + french), properties=f"<w:rPr>{french}</w:rPr>")
    left = w.p(w.r("Hola", spanish), properties=f"<w:rPr>{spanish}</w:rPr>")
    path = w.word_file(tmp_path, marked + left)
    output = w.translated(path, {"Bonjour": "Hello"})
    english = '<w:rPr><w:lang w:val="en-GB"/></w:rPr>'
    assert w.body(output) == w.bare(w.p(w.r("Hello", w.BOLD), properties=english) + left)


def test_nothing_is_marked_in_a_document_that_is_left_alone(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"), styles="", core_properties="")
    assert w.edition(path, {}).changed == {}


def test_the_default_run_properties_stay_in_the_order_of_the_schema(tmp_path: Path) -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:b/><w:specVanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    )
    path = w.word_file(tmp_path, w.p("Bonjour"), styles=styles)
    expected = styles.replace("<w:specVanish/>", '<w:lang w:val="en-GB"/><w:specVanish/>')
    assert w.body(w.translated(path, {"Bonjour": "Hello"}), "word/styles.xml") == w.bare(expected)
