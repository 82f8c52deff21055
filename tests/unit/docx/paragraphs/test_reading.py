"""From the XML of a paragraph to tagged text: each thing that a paragraph can hold."""

from pathlib import Path

import pytest

from booktranslate.docx import Reading
from tests.unit.docx import building as w

SUP = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (w.p("Bonjour"), "Bonjour"),
        (w.p("Bon", "jour ", "Marie"), "Bonjour Marie"),
        (w.p("un", w.r("<w:tab/>"), "deux", w.r("<w:br/>"), "trois", w.r("<w:cr/>"), "quatre"), None),
        (w.p("dix", w.r("<w:noBreakHyphen/>"), "huit"), "dix‑huit"),
        (w.p("extra", w.r("<w:softHyphen/>"), "ordinaire"), "extra\u00adordinaire"),
        (w.p("un ", w.r('<w:sym w:font="Wingdings" w:char="F04A"/>'), " deux"), "un <x1/> deux"),
        (w.p("a ", "<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>", " b"), "a <x1/> b"),
        (w.p("a ", w.r("<w:object><o:OLEObject/></w:object>"), " b"), "a <x1/> b"),
        (w.p("a", '<w:smartTag w:element="x">' + w.r("b") + "</w:smartTag>", "c"), "abc"),
        (w.p("a", '<w:bdo w:val="rtl">' + w.r("b") + "</w:bdo>", "c"), "a<x1>b</x1>c"),
        (w.p("a", '<w:dir w:val="rtl">' + w.r("b") + "</w:dir>", "c"), "a<x1>b</x1>c"),
        (w.p("a", '<w:customXml w:element="x">' + w.r("b") + "</w:customXml>", "c"), "abc"),
        (w.p("a", w.r("ب", "<w:rtl/>"), "c"), "a<g1>ب</g1>c"),
        (w.p("a", w.footnote_mark(2), "b"), "a<fn1/>b"),
        (w.p("a", w.r('<w:endnoteReference w:id="2"/>', SUP)), "a<en1/>"),
        (w.p("a ", w.drawing("<pic:pic/>"), " b"), "a <x1/> b"),
        (w.p(w.drawing("<pic:pic/>"), " légende"), "légende"),
        (w.p("a ", w.r('<w:br w:clear="all"/>'), "b"), "a <x1/>b"),
        (w.p("a", w.r("<w:lastRenderedPageBreak/>"), '<w:proofErr w:type="gramStart"/>', "b"), "ab"),
        (w.p("a ", w.r("<w:ptab/>"), " b"), "a <x1/> b"),
    ],
)
def test_a_paragraph(tmp_path: Path, content: str, text: str | None) -> None:
    path = w.word_file(tmp_path, content)
    expected = "un<tab/>deux<br/>trois<br/>quatre" if text is None else text
    assert w.texts(path) == [expected]
    output = w.translated(path, {expected: f"{expected} !"})
    assert w.texts(output) == [f"{expected} !"]


@pytest.mark.parametrize("content", ["", "   ", "12", "…", "* * *", "12 - 3", "\u00a0", "1.5"])
def test_what_has_nothing_to_translate_is_no_unit(tmp_path: Path, content: str) -> None:
    assert w.texts(w.word_file(tmp_path, w.p(content) if content else w.p())) == []


@pytest.mark.parametrize("content", ["2 500", "3,5", "12 %", "40 €", "a", "é", "№ 7b"])
def test_numbers_that_english_writes_otherwise_are_units(tmp_path: Path, content: str) -> None:
    assert w.texts(w.word_file(tmp_path, w.p(content))) == [content]


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_page_break_parts_a_paragraph_into_two_units(tmp_path: Path, kind: str) -> None:
    broken = w.r(f'<w:br w:type="{kind}"/>')
    path = w.word_file(tmp_path, w.p("un ", broken, " deux"))
    assert w.texts(path) == ["un", "deux"]
    output = w.translated(path, {"un": "one", "deux": "two"})
    assert w.body(output) == w.bare(w.p("one ", broken, " two"))


def test_a_page_break_in_a_container_parts_its_text(tmp_path: Path) -> None:
    broken = w.r('<w:br w:type="page"/>')
    inside = w.control(w.r("un") + broken + w.r("deux"))
    path = w.word_file(tmp_path, w.p(inside, " trois"))
    assert w.texts(path) == ["un", "deux", "trois"]
    output = w.translated(path, {"un": "one", "deux": "two", "trois": "three"})
    expected = w.control(w.r("one") + broken + w.r("two"))
    assert w.body(output) == w.bare(w.p(expected, " three"))


def test_white_space_counts_as_word_counts_it(tmp_path: Path) -> None:
    content = w.p(
        w.r("<w:t> un </w:t>"),
        w.r("<w:t>\n  deux\n  trois\n</w:t>"),
        w.r('<w:t xml:space="preserve"> quatre</w:t>'),
    )
    assert w.texts(w.word_file(tmp_path, content)) == ["undeux   trois quatre"]


def test_spaces_around_a_unit_stay_where_they_are(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(w.r("  Bonjour ", w.LINE), "\u00a0"))
    assert w.texts(path) == ["Bonjour"]
    output = w.translated(path, {"Bonjour": "Hello"})
    assert w.texts(output) == ["Hello"]
    assert "".join(item.text or "" for item in w.root(output).iter("{*}t")) == "  Hello \u00a0"


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:rStyle w:val="Hidden"/>'])
def test_hidden_text_is_left_out_unless_it_is_asked_for(tmp_path: Path, properties: str) -> None:
    styles = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = w.r("secret ", properties)
    path = w.word_file(tmp_path, w.p("un ", hidden, "deux"), styles=styles)
    assert w.texts(path) == ["un deux"]
    assert w.body(w.translated(path, {"un deux": "one two"})) == w.bare(w.p("one ", hidden, "two"))
    assert w.texts(path, Reading(hidden=True)) == ["un <g1>secret</g1> deux"]


def test_text_that_a_paragraph_style_hides(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    content = w.p("secret ", w.r("visible", '<w:vanish w:val="0"/>'), properties=w.styled("H"))
    path = w.word_file(tmp_path, content, styles=styles)
    assert w.texts(path) == ["visible"]
    assert w.texts(path, Reading(hidden=True)) == ["secret <g1>visible</g1>"]


@pytest.mark.parametrize("value", ["0", "1"])
def test_text_that_a_table_style_may_hide_is_not_left_out(tmp_path: Path, value: str) -> None:
    """Which cells the style says it of is not worked out: none of their text may be lost in silence."""
    styles = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>'
        f'<w:rPr><w:vanish w:val="{value}"/></w:rPr></w:style>'
    )
    content = w.table(w.cell(w.p("visible"))).replace("<w:tblW", '<w:tblStyle w:val="T"/><w:tblW')
    assert w.texts(w.word_file(tmp_path, content, styles=styles)) == ["visible"]


def test_a_hyperlink_and_its_tooltip(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="x" w:tooltip="Aller au site">{w.r("notre site", w.LINE)}</w:hyperlink>'
    path = w.word_file(tmp_path, w.p("Voir ", link, "."), links={"x": "http://exemple.fr/"})
    source = "Voir <a1>notre site</a1>."
    assert w.texts(path) == [source, "Aller au site"]
    output = w.translated(path, {source: "See <a1>our site</a1>.", "Aller au site": "Go to the site"})
    expected = link.replace("notre site", "our site").replace("Aller au site", "Go to the site")
    assert w.body(output) == w.bare(w.p("See ", expected, "."))


def test_a_link_around_the_whole_unit_is_no_tag(tmp_path: Path) -> None:
    link = f'<w:hyperlink w:anchor="x">{w.r("notre site")}</w:hyperlink>'
    path = w.word_file(tmp_path, w.p(w.r("<w:tab/>"), link))
    assert w.texts(path) == ["notre site"]
    output = w.translated(path, {"notre site": "our site"})
    assert w.body(output) == w.bare(w.p(w.r("<w:tab/>"), link.replace("notre site", "our site")))


def test_a_link_has_a_base_format_of_its_own(tmp_path: Path) -> None:
    blue = '<w:rStyle w:val="Hyperlink"/>'
    link = f'<w:hyperlink w:anchor="x">{w.r("un ", blue)}{w.r("mot", blue + w.BOLD)}</w:hyperlink>'
    path = w.word_file(tmp_path, w.p("Voir ", link))
    assert w.texts(path) == ["Voir <a1>un <b>mot</b></a1>"]


def test_the_link_targets_on_request(tmp_path: Path) -> None:
    link = f'<w:hyperlink r:id="x">{w.r("notre site")}</w:hyperlink>'
    path = w.word_file(tmp_path, w.p(link), links={"x": "http://exemple.fr/"})
    assert w.texts(path) == ["notre site"]
    reading = Reading(link_targets=True)
    assert w.texts(path, reading) == ["notre site", "http://exemple.fr/"]
    output = w.translated(path, {"http://exemple.fr/": "http://example.com/?a=1&b=2"}, reading)
    assert b'Target="http://example.com/?a=1&amp;b=2"' in w.read(output, "word/_rels/document.xml.rels")


def test_bookmarks_that_something_refers_to_are_tags(tmp_path: Path) -> None:
    parts = [w.bookmark(1, "_Ref1", "b"), " c ", w.bookmark(2, "_Hlk99", "d"), w.bookmark(3, "_GoBack")]
    path = w.word_file(tmp_path, w.p("a ", *parts, " e"), header1=w.refer("_Ref1"))
    assert w.texts(path) == ["a <m1>b</m1> c d e"]


def test_of_ranges_that_cross_one_is_a_tag_and_the_other_keeps_its_place(tmp_path: Path) -> None:
    start = '<w:bookmarkStart w:id="{0}" w:name="m{0}"/>'
    end = '<w:bookmarkEnd w:id="{0}"/>'
    ends = start.format(1), start.format(2), end.format(1), end.format(2)

    def crossing(*words: str) -> str:
        return w.p(words[0], ends[0], words[1], ends[1], words[2], ends[2], words[3], ends[3], words[4])

    refers = w.p(*(w.complex_field(f" REF m{number} ", "3") for number in (1, 2)))
    path = w.word_file(tmp_path, crossing("un ", "deux ", "trois", " quatre", " cinq") + refers)
    source, target = "un <m1>deux trois</m1> quatre cinq", "one <m1>two three</m1> four five"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: target})
    assert w.body(output) == w.bare(crossing("one ", "two ", "three", " four", " five") + refers)


def test_a_comment_range_and_its_reference_stay_together(tmp_path: Path) -> None:
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    mark = w.r('<w:commentReference w:id="5"/>')
    path = w.word_file(tmp_path, w.p("un ", start, "deux", end, mark, " trois"))
    assert w.texts(path) == ["un <m1>deux</m1> trois"]
    output = w.translated(path, {"un <m1>deux</m1> trois": "<m1>Two</m1> one"})
    assert w.body(output) == w.bare(w.p(start, "Two", end, mark, " one"))


def test_a_range_over_paragraphs(tmp_path: Path) -> None:
    start, end = '<w:permStart w:id="5" w:edGrp="everyone"/>', '<w:permEnd w:id="5"/>'
    path = w.word_file(tmp_path, w.p("un ", start, "deux") + w.p("trois") + w.p("quatre", end, " cinq"))
    assert w.texts(path) == ["un deux", "trois", "quatre cinq"]
    output = w.translated(path, {"un deux": "one two", "quatre cinq": "four five"})
    assert w.body(output) == w.bare(w.p("one ", start, "two") + w.p("trois") + w.p("four", end, " five"))


def test_ruby_is_two_texts_inside_one_tag(tmp_path: Path) -> None:
    ruby = f"<w:ruby><w:rubyPr/><w:rt>{w.r('haut')}</w:rt><w:rubyBase>{w.r('bas')}</w:rubyBase></w:ruby>"
    path = w.word_file(tmp_path, w.p("a ", w.r(ruby), " b"))
    assert w.texts(path) == ["a <x1/> b", "haut", "bas"]
    output = w.translated(path, {"a <x1/> b": "A <x1/> B", "haut": "high", "bas": "low"})
    assert w.body(output) == w.bare(w.p("A ", w.r(ruby.replace("haut", "high").replace("bas", "low")), " B"))


def test_runs_in_alternate_content_are_one_unit_written_twice(tmp_path: Path) -> None:
    both = "<mc:Choice Requires='w14'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    content = f"<mc:AlternateContent>{both.format(w.r('deux'))}</mc:AlternateContent>"
    path = w.word_file(tmp_path, w.p("un ", content, " trois"))
    assert w.texts(path) == ["un <x1/> trois", "deux"]
    output = w.translated(path, {"deux": "two"})
    assert w.body(output) == w.bare(w.p("un ", content.replace("deux", "two"), " trois"))
