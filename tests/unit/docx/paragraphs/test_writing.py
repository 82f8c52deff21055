"""From tagged text back to XML: whatever a translator does with the tags, the paragraph stays valid."""

from pathlib import Path

import pytest

from booktranslate.docx import Document, Edition
from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from booktranslate.model import parse
from tests.unit.docx import building as w

CONTENT = w.p(
    "Un ",
    w.r("mot", w.BOLD),
    " en ",
    w.r("deux", w.ITALIC),
    w.footnote_mark(2),
    ", voir ",
    f'<w:hyperlink w:anchor="x">{w.r("ici", w.LINE)}</w:hyperlink>',
    " ou ",
    w.bookmark(9, "_Ref9", "là"),
    w.r("<w:tab/>"),
    w.control(w.r("Marie"), '<w:id w:val="77"/>'),
    " page ",
    w.complex_field(" PAGE ", "7"),
    " et ",
    w.complex_field(" REF y ", "un texte"),
    ".",
)
SOURCE = (
    "Un <b>mot</b> en <i>deux</i><fn1/>, voir <a1>ici</a1> ou <m1>là</m1><tab/><c1>Marie</c1> page <f1/> et "
    "<f2>un texte</f2>."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return w.word_file(tmp_path, CONTENT, footnotes=w.footnote(2, w.p("Une note")), header1=w.refer("_Ref9"))


def written(path: Path, target: str) -> Edition:
    """The edition with that target; saved beside the source, and valid."""
    made = w.edition(path, {SOURCE: target})
    output = path.with_name("book.docx")
    made.save(output)
    assert problems(Package(output)) == ()
    body = w.body(output)
    for kept in (
        'w:footnoteReference w:id="2"',
        'w:bookmarkStart w:id="9"',
        'w:bookmarkEnd w:id="9"',
        " PAGE ",
    ):
        assert body.count(kept) == 1, kept
    for finding in (each for each in made.findings if each.name != "grown-reference"):
        assert finding.where == "livre.docx: word/document.xml, text 1"
    return made


def found(made: Edition) -> list[str]:
    return [finding.name for finding in made.findings]


def text(path: Path) -> str:
    """The one text of the book, after writing."""
    return str(Document(path.with_name("book.docx")).passages[0].text)


def test_the_source_of_these_tests(path: Path) -> None:
    assert w.texts(path) == [SOURCE, "Une note"]


@pytest.mark.parametrize(
    "target",
    [
        SOURCE.upper().lower(),
        "<f2>a text</f2> and page <f1/>, <c1>Mary</c1><tab/><m1>there</m1> or <a1>here</a1>, <fn1/>"
        "<i>two</i> <b>word</b>.",
        "<b><i>A</i></b> <a1><b>here</b></a1> <fn1/><tab/><f1/><m1><i>x</i></m1><c1>y</c1><f2>z</f2>",
        "<a1><fn1/> a <m1>b</m1></a1> <b>w</b> <i>u</i> <tab/><c1>y</c1> <f1/> <f2>z</f2> .",
        "<i><b>x</b> <a1>h</a1></i> <c1><f2>z</f2> <f1/> <m1>t</m1></c1> <fn1/><tab/>.",
    ],
)
def test_tags_may_be_moved_and_nested_anew_without_a_finding(path: Path, target: str) -> None:
    made = written(path, target)
    assert made.findings == ()
    assert Document(path.with_name("book.docx")).passages[0].text.plain == parse(target).plain


def test_a_moved_format_goes_with_its_words(path: Path) -> None:
    target = SOURCE.replace("<b>mot</b> en <i>deux</i>", "<i>two in</i> one <b>word</b>")
    assert written(path, target).findings == ()
    assert text(path) == target


def test_a_dropped_format_is_said_or_harmless(path: Path) -> None:
    target = SOURCE.replace("<b>mot</b>", "word")
    made = written(path, target)
    assert text(path) == target
    assert found(made) == ["missing-tag"]
    assert "<b>" in made.findings[0].message


@pytest.mark.parametrize("tag", ["<fn1/>", "<f1/>"])
def test_a_lost_footnote_or_field_is_put_at_the_end(path: Path, tag: str) -> None:
    made = written(path, SOURCE.replace(tag, ""))
    assert found(made) == ["missing-tag"]
    assert made.findings[0].message == f"The translation has no {tag}; it was put at the end."
    assert text(path).endswith(".<fn1/>" if tag == "<fn1/>" else ".<f2/>")


@pytest.mark.parametrize(
    ("label", "gone"), [("a1", "w:hyperlink"), ("c1", "w:sdt "), ("f2", " REF y "), ("c1", "w:sdtContent")]
)
def test_a_lost_link_control_or_field_leaves_its_text(path: Path, label: str, gone: str) -> None:
    made = written(path, SOURCE.replace(f"<{label}>", "").replace(f"</{label}>", ""))
    assert found(made) == ["missing-tag"]
    assert gone not in w.body(path.with_name("book.docx"))


def test_a_lost_bookmark_stands_at_the_like_place(path: Path) -> None:
    made = written(path, SOURCE.replace("<m1>là</m1>", "there"))
    assert found(made) == ["missing-tag"]
    inside = w.body(path.with_name("book.docx")).split("<w:bookmark")[1]
    assert "<w:t>there</w:t>" in inside
    assert "mot" not in inside


@pytest.mark.parametrize("tag", ["<fn1/>", "<f1/>"])
def test_a_doubled_footnote_is_written_once(path: Path, tag: str) -> None:
    made = written(path, SOURCE.replace(tag, tag * 2))
    assert found(made) == ["doubled-tag"]
    assert text(path) == SOURCE


def test_a_doubled_format_is_two_stretches(path: Path) -> None:
    target = SOURCE.replace("Un <b>mot</b>", "<b>A</b> <b>word</b> <b>x</b> y")
    assert written(path, target).findings == ()
    assert text(path) == target.replace("<b>A</b> <b>word</b> <b>x</b>", "<b>A word x</b>")


@pytest.mark.parametrize("label", ["a1", "c1", "f2"])
def test_a_doubled_box_is_two_boxes_with_ids_of_their_own(path: Path, label: str) -> None:
    target = f"{SOURCE} <{label}>encore</{label}>"
    made = written(path, target)
    assert found(made) == ["doubled-tag"]
    assert w.texts(path.with_name("book.docx"))[0].startswith("Un <b>mot</b>")
    assert text(path).count(f"{label[0]}") >= 2
    assert w.body(path.with_name("book.docx")).count('<w:id w:val="77"/>') == 1


def test_a_doubled_bookmark_stays_one(path: Path) -> None:
    made = written(path, SOURCE + " <m1>encore</m1>")
    assert found(made) == ["doubled-tag"]
    assert text(path) == SOURCE + " encore"


@pytest.mark.parametrize("unknown", ["<b2>x</b2>", "<z1>x</z1>", "<g1>x</g1>"])
def test_an_unknown_tag_is_left_out_and_its_text_kept(path: Path, unknown: str) -> None:
    made = written(path, SOURCE + unknown)
    assert set(found(made)) == {"unknown-tag"}
    assert text(path) == SOURCE + "x"


def test_an_unknown_placeholder_is_left_out(path: Path) -> None:
    made = written(path, SOURCE + "<fn2/><x5/>")
    assert found(made) == ["unknown-tag", "unknown-tag"]
    assert text(path) == SOURCE


@pytest.mark.parametrize("label", ["b", "a1", "m1", "c1", "f2"])
def test_an_unclosed_tag_is_closed_at_the_end(path: Path, label: str) -> None:
    made = written(path, SOURCE.replace(f"</{label}>", ""))
    assert "unclosed-tag" in found(made)


@pytest.mark.parametrize("label", ["b", "a1", "m1", "c1", "f2"])
def test_a_close_without_an_open_is_left_out(path: Path, label: str) -> None:
    made = written(path, SOURCE.replace(f"<{label}>", ""))
    assert "unopened-tag" in found(made)


def test_tags_that_cross_are_nested(path: Path) -> None:
    made = written(path, SOURCE.replace("<b>mot</b> en <i>deux</i>", "<b>mot <i>en</b> deux</i>"))
    assert found(made) == ["nesting"]
    assert text(path) == SOURCE.replace("<b>mot</b> en <i>deux</i>", "<b>mot <i>en</i></b> <i>deux</i>")


def test_a_link_that_crosses_another_box_is_nested(path: Path) -> None:
    made = written(path, SOURCE.replace("<a1>ici</a1> ou <m1>là</m1>", "<a1>ici <m1>ou</a1> là</m1>"))
    assert set(found(made)) == {"nesting", "unopened-tag"}


def test_a_link_in_a_link_is_left_out(path: Path) -> None:
    made = written(path, SOURCE.replace("<a1>ici</a1>", "<a1>ici <a1>là</a1></a1>"))
    assert "nested-link" in found(made)
    assert w.body(path.with_name("book.docx")).count("<w:hyperlink") == 1


def nested_links(outer: str, inner: str) -> str:
    link = f'<w:hyperlink w:anchor="y">{w.r(inner)}</w:hyperlink>'
    return w.p(f'<w:hyperlink w:anchor="x">{w.r(f"{outer} ")}{link}</w:hyperlink>', " fin")


def test_links_that_are_nested_in_the_source_stay_so(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, nested_links("dehors", "dedans"))
    source = "<a1>dehors <a2>dedans</a2></a1> fin"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "<a1>outside <a2>inside</a2></a1> fin"})
    assert w.body(output) == w.bare(nested_links("outside", "inside"))
    made = w.edition(path, {source: "<a2>inside <a1>outside</a1></a2> fin"})
    assert [finding.name for finding in made.findings] == ["nested-link"]


@pytest.mark.parametrize("label", ["a1", "c1", "f2"])
def test_an_emptied_box_is_left_out(path: Path, label: str) -> None:
    before, _, rest = SOURCE.partition(f"<{label}>")
    after = rest.partition(f"</{label}>")[2]
    made = written(path, f"{before}<{label}></{label}>{after}")
    assert found(made) == ["empty-tag"]


@pytest.mark.parametrize(
    "target", ["", "x", "<tab/>", "<b></b>", "</b></a1>", "<fn1/>", "<b>" * 30, "<m1>" * 3]
)
def test_the_poorest_translation_is_valid_and_keeps_the_note(path: Path, target: str) -> None:
    made = written(path, target)
    assert made.findings != ()


def test_marks_stand_in_other_boxes(path: Path) -> None:
    made = written(path, SOURCE.replace("<a1>ici</a1>", "<a1><b>ici</b></a1>").replace("<b>mot</b>", "mot"))
    assert made.findings == ()
    link = w.bare(f'<w:hyperlink w:anchor="x">{w.r("ici", w.BOLD + w.LINE)}</w:hyperlink>')
    assert link in w.body(path.with_name("book.docx"))


def test_special_characters_of_a_translation(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("Bonjour"))
    output = w.translated(path, {"Bonjour": "non\u2011stop co\u00adop\ta\nb  c "})
    breaks = [
        *("<w:t>non</w:t>", "<w:noBreakHyphen/>", "<w:t>stop co</w:t>", "<w:softHyphen/>", "<w:t>op</w:t>"),
        *("<w:tab/>", "<w:t>a</w:t>", "<w:br/>", "<w:t>b  c </w:t>"),
    ]
    assert w.body(output) == w.bare(w.p(w.r("".join(breaks))))
    assert b'<w:t xml:space="preserve">b  c </w:t>' in w.read(output, "word/document.xml")


def test_the_paragraph_keeps_its_properties_first_and_their_marks(tmp_path: Path) -> None:
    properties = w.styled("Titre") + "<w:keepNext/><w:rPr><w:b/></w:rPr>"
    path = w.word_file(tmp_path, w.p("Bonjour", properties=properties))
    assert w.body(w.translated(path, {"Bonjour": "Hello"})) == w.bare(w.p("Hello", properties=properties))


def test_a_paragraph_that_is_left_alone_keeps_its_every_byte(tmp_path: Path) -> None:
    noisy = '<w:p w:rsidR="00A1"><w:proofErr w:type="spellStart"/><w:r w:rsidR="1"><w:t>un</w:t></w:r></w:p>'
    path = w.word_file(tmp_path, noisy + w.p("deux"))
    assert w.body(w.translated(path, {"deux": "two"})) == w.bare(noisy + w.p("two"))


def test_what_nobody_sees_of_a_format_undoes_nothing_around_it(tmp_path: Path) -> None:
    """The yellow word that says it is not bold, and the yellow one among bold words, have one tag."""
    yellow = '<w:highlight w:val="yellow"/>'
    content = w.p(
        "un", w.r("deux", f'<w:b w:val="0"/>{yellow}'), w.r("trois", w.BOLD), w.r("quatre", w.BOLD + yellow)
    )
    path = w.word_file(tmp_path, content)
    (source,) = w.texts(path)
    assert source == "un<g1>deux</g1><b>trois<g1>quatre</g1></b>"
    output = w.translated(path, {source: "one<g1>two</g1><b>three<g1>four</g1></b>"})
    assert w.texts(output) == ["one<g1>two</g1><b>three<g1>four</g1></b>"]
