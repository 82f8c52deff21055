"""Which differences of format become tags, what the tags are called, and that every property survives."""

from pathlib import Path

import pytest
from lxml import etree

from tests.unit.docx import building as w

NOISE = '<w:lang w:val="fr-FR"/>', "<w:noProof/>", '<w:lang w:val="es-ES"/>', ""


@pytest.mark.parametrize(
    ("properties", "tag"),
    [
        (w.BOLD, "b"),
        ("<w:b/><w:bCs/>", "b"),
        (w.ITALIC, "i"),
        ("<w:i/><w:iCs/>", "i"),
        (w.LINE, "u"),
        ("<w:strike/>", "s"),
        ("<w:smallCaps/>", "sc"),
        ('<w:vertAlign w:val="superscript"/>', "sup"),
        ('<w:vertAlign w:val="subscript"/>', "sub"),
        ('<w:highlight w:val="yellow"/>', "g1"),
        ('<w:color w:val="FF0000"/><w:sz w:val="28"/>', "g1"),
        (w.BOLD + w.ITALIC, "bi"),
        (w.BOLD + w.ITALIC + w.LINE, "biu"),
        (w.BOLD + '<w:color w:val="FF0000"/>', "g1"),
        ('<w:rStyle w:val="Strong"/>', "b"),
        ('<w:rStyle w:val="Emphasis"/>', "i"),
        ('<w:rStyle w:val="Other"/>', "g1"),
        ("<w14:glow w14:rad='1'/>", "g1"),
    ],
)
def test_a_difference_has_a_short_tag(tmp_path: Path, properties: str, tag: str) -> None:
    styles = "".join(
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{style}"/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
        for style, look in (
            ("Strong", w.BOLD),
            ("Emphasis", w.ITALIC),
            ("Other", '<w:color w:val="0000FF"/>'),
        )
    )
    content = w.p("La ", w.r("mixité", properties), " avance")
    path = w.word_file(tmp_path, content, styles=styles)
    source = f"La <{tag}>mixité</{tag}> avance"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: f"<{tag}>Diversity</{tag}> advances"})
    assert w.body(output) == w.bare(w.p(w.r("Diversity", properties), " advances"))


def test_formats_that_differ_only_in_the_text_of_a_foreign_property_are_two(tmp_path: Path) -> None:
    one, two = (f'<q:x xmlns:q="urn:q">{value}</q:x>' for value in "AB")
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", one), " ", w.r("trois", two), " quatre"))
    source = "un <g1>deux</g1> <g2>trois</g2> quatre"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: source.upper().replace("G", "g")})
    assert w.body(output) == w.bare(w.p("UN ", w.r("DEUX", one), " ", w.r("TROIS", two), " QUATRE"))


def test_noise_is_no_difference(tmp_path: Path) -> None:
    runs = [w.r(f"{n} ", noise).replace("<w:r>", f'<w:r w:rsidR="00{n}">') for n, noise in enumerate(NOISE)]
    path = w.word_file(tmp_path, w.p("Bonjour ", '<w:proofErr w:type="spellStart"/>', *runs, "fin"))
    assert w.texts(path) == ["Bonjour 0 1 2 3 fin"]


def test_a_format_of_the_whole_unit_is_no_tag_and_stays(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("Bon", w.BOLD), w.r("jour", w.BOLD)))
    assert w.texts(path) == ["Bonjour"]
    assert w.body(w.translated(path, {"Bonjour": "Hello"})) == w.bare(w.p(w.r("Hello", w.BOLD)))


def test_spaces_move_out_of_tags(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un", w.r(" deux ", w.BOLD), "trois ", w.r("quatre", w.ITALIC)))
    assert w.texts(path) == ["un <b>deux</b> trois <i>quatre</i>"]


def test_a_space_of_other_format_between_two_bold_words_is_bold(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Ici ", w.r("un", w.BOLD), " ", w.r("deux", w.BOLD)))
    assert w.texts(path) == ["Ici <b>un deux</b>"]


def test_an_underlined_blank_is_seen(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Nom", w.r("     ", w.LINE), "né le", w.r(" x   ", w.LINE), "à"))
    assert w.texts(path) == ["Nom<u>     </u>né le<u> x   </u>à"]


def test_formats_nest_and_are_closed_as_late_as_they_can_be(tmp_path: Path) -> None:
    content = w.p("a ", w.r("b ", w.BOLD), w.r("c ", w.BOLD + w.ITALIC), w.r("d", w.BOLD), " e")
    assert w.texts(w.word_file(tmp_path, content)) == ["a <b>b <i>c</i> d</b> e"]


def test_overlapping_formats_are_well_formed(tmp_path: Path) -> None:
    content = w.p("x ", w.r("a ", w.BOLD), w.r("b ", w.BOLD + w.ITALIC), w.r("c", w.ITALIC), " d")
    (source,) = w.texts(w.word_file(tmp_path, content))
    assert source == "x <b>a <i>b</i></b> <i>c</i> d"
    etree.fromstring(f"<x>{source}</x>")


def test_two_values_of_one_property_are_two_tags(tmp_path: Path) -> None:
    red, blue = '<w:color w:val="FF0000"/>', '<w:color w:val="0000FF"/>'
    path = w.word_file(tmp_path, w.p("a ", w.r("b", red), " c ", w.r("d", blue), " e ", w.r("f", red)))
    source = "a <g1>b</g1> c <g2>d</g2> e <g1>f</g1>"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "<g2>D</g2> A <g1>B</g1> E <g1>F</g1>"})
    assert w.body(output) == w.bare(w.p(w.r("D", blue), " A ", w.r("B", red), " E ", w.r("F", red)))


def test_a_text_that_is_less_than_its_neighbours_is_a_tag_too(tmp_path: Path) -> None:
    """Word writes the absence of a property as nothing: a tag can take one away."""
    fonts = '<w:rFonts w:ascii="Arial"/>'
    content = w.p(w.r("un ", fonts), w.r("deux ", '<w:color w:val="FF0000"/>'), w.r("trois", fonts))
    path = w.word_file(tmp_path, content)
    source = "un <g1>deux</g1> trois"
    assert w.texts(path) == [source]
    expected = w.p(w.r("one ", fonts), w.r("two ", '<w:color w:val="FF0000"/>'), w.r("three", fonts))
    assert w.body(w.translated(path, {source: "one <g1>two</g1> three"})) == w.bare(expected)


EVERY_PROPERTY = (
    '<w:rStyle w:val="x"/><w:rFonts w:ascii="A" w:hint="eastAsia"/><w:b/><w:bCs/><w:i/><w:iCs/><w:caps/>'
    "<w:smallCaps/><w:strike/><w:dstrike/><w:outline/><w:shadow/><w:emboss/><w:imprint/>"
    '<w:snapToGrid/><w:color w:val="FF0000" w:themeColor="accent1"/><w:spacing w:val="20"/><w:w w:val="90"/>'
    '<w:kern w:val="20"/><w:position w:val="6"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
    '<w:highlight w:val="yellow"/><w:u w:val="wave" w:color="FF0000"/><w:effect w:val="shimmer"/>'
    '<w:bdr w:val="single"/><w:shd w:val="clear" w:fill="EEEEEE"/><w:fitText w:val="100"/>'
    '<w:vertAlign w:val="superscript"/><w:rtl/><w:cs/><w:em w:val="dot"/><w:eastAsianLayout w:id="1"/>'
    '<w:oMath/><w14:glow w14:rad="63500"/><w14:ligatures w14:val="standard"/>'
)


def test_every_property_survives_in_the_order_of_the_schema(tmp_path: Path) -> None:
    content = w.p("un ", w.r("deux", EVERY_PROPERTY))
    path = w.word_file(tmp_path, content)
    output = w.translated(path, {(source := w.texts(path)[0]): source.replace("deux", "two")})
    assert w.body(output) == w.bare(w.p("un ", w.r("two", EVERY_PROPERTY)))


def test_properties_that_come_from_two_tags_are_in_the_order_of_the_schema(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un ", w.r("deux", w.LINE), " ", w.r("trois", w.BOLD), " quatre"))
    source = "un <u>deux</u> <b>trois</b> quatre"
    output = w.translated(path, {source: "one <u>two <b>three</b></u> four"})
    expected = w.p("one ", w.r("two ", w.LINE), w.r("three", w.BOLD + w.LINE), " four")
    assert w.body(output) == w.bare(expected)


def test_properties_in_wrong_order_in_the_source_come_out_in_order(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("Bonjour", '<w:sz w:val="20"/><w:b/>')))
    assert w.body(w.translated(path, {"Bonjour": "Hello"})) == w.bare(
        w.p(w.r("Hello", '<w:b/><w:sz w:val="20"/>'))
    )


def test_a_text_of_a_chart_or_shape_has_the_same_tags(tmp_path: Path) -> None:
    inner = (
        '<a:p><a:r><a:rPr lang="fr-FR" sz="1200"/><a:t>La </a:t></a:r>'
        '<a:r><a:rPr lang="fr-FR" sz="1200" b="1" dirty="0"/><a:t>mixité</a:t></a:r>'
        '<a:r><a:rPr sz="1200" baseline="30000"/><a:t>e</a:t></a:r><a:br/>'
        '<a:r><a:rPr sz="1200" baseline="-25000"><a:latin typeface="A"/></a:rPr><a:t>x</a:t></a:r></a:p>'
    )
    path = w.word_file(tmp_path, w.p(w.drawing(f"<wps:wsp>{inner}</wps:wsp>")))
    source = "La <b>mixité</b><sup>e</sup><br/><g1>x</g1>"
    assert w.texts(path) == [source]
    made = w.edition(path, {source: "<b>Diversity</b> it<br/><sup>e</sup><g1>y</g1>"})
    made.save(path.with_name("book.docx"))
    assert made.findings == ()
    markup = w.body(path.with_name("book.docx"))
    assert '<a:r><a:rPr lang="en-GB" sz="1200" b="1"/><a:t>Diversity</a:t></a:r>' in markup
    assert '<a:r><a:rPr lang="en-GB" sz="1200"/><a:t> it</a:t></a:r>' in markup
    assert '<a:br><a:rPr lang="en-GB"/></a:br>' in markup
    assert 'baseline="-25000"><a:latin typeface="A"/></a:rPr><a:t>y</a:t>' in markup
