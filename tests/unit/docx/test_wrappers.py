"""What a reader cannot see around words is no tag, and what stands in it is text of the sentence."""

from pathlib import Path

import pytest

from tests.unit.docx import building as w

_GOOGLE = '<w:tag w:val="goog_rdk_7"/>'


def smart(*content: str) -> str:
    inner = "".join(item if item.startswith("<") else w.r(item) for item in content)
    properties = '<w:smartTagPr><w:attr w:name="ProductID" w:val="la Région"/></w:smartTagPr>'
    return f'<w:smartTag w:uri="urn:x" w:element="PersonName">{properties}{inner}</w:smartTag>'


def link(anchor: str, *content: str) -> str:
    inner = "".join(item if item.startswith("<") else w.r(item) for item in content)
    return f'<w:hyperlink w:anchor="{anchor}">{inner}</w:hyperlink>'


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (w.p("Le directeur de ", smart("la Région"), " parle."), "Le directeur de la Région parle."),
        (w.p("Le taux est de 3", smart(","), "5 %."), "Le taux est de 3,5 %."),
        (w.p("L", w.control(w.r("’"), _GOOGLE), "appel"), "L’appel"),
        (w.p("Pourquoi", w.control(w.r(" ?"), _GOOGLE)), "Pourquoi ?"),
        (w.p("Pourquoi", w.control(w.r(" ?"))), "Pourquoi<c1> ?</c1>"),
        (w.p("Il y a 12", w.control(w.r(" "), _GOOGLE), "000 voix"), "Il y a 12 000 voix"),
        (w.p("la note ", link("z", "["), "4", link("z", "]"), "."), "la note <a1>[</a1>4<a2>]</a2>."),
        (w.p("un ", w.complex_field(' HYPERLINK "http://x" ', "%"), " de"), "un <a1>%</a1> de"),
        (w.p("a ", smart("b ", smart("c"), w.r(" d", w.BOLD)), " e"), "a b c <b>d</b> e"),
        (w.p("oui ", w.control(w.r("☐"))), "oui"),
    ],
)
def test_what_is_in_a_wrapper_is_text(tmp_path: Path, content: str, text: str) -> None:
    path = w.word_file(tmp_path, content)
    assert w.texts(path) == [text]
    output = w.translated(path, {text: f"{text} !"})
    assert w.texts(output) == [f"{text} !"]


def test_a_wrapper_around_a_whole_text_stays_and_its_properties_come_first(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p(smart("la Région")) + w.p(w.control(w.r("oui"), _GOOGLE)))
    assert w.texts(path) == ["la Région", "oui"]
    output = w.translated(path, {"la Région": "the Region", "oui": "yes"})
    expected = w.p(smart("the Region")) + w.p(w.control(w.r("yes"), _GOOGLE))
    assert w.body(output) == w.bare(expected)


def test_a_text_that_is_not_translated_keeps_its_wrappers(tmp_path: Path) -> None:
    page = w.r('<w:br w:type="page"/>')
    rest = smart("la"), " Région"
    path = w.word_file(tmp_path, w.p("un", page, *rest))
    output = w.translated(path, {"un": "one"})
    assert w.body(output) == w.bare(w.p("one", page, *rest))


def test_neighbouring_links_to_one_target_are_one(tmp_path: Path) -> None:
    content = w.p("Voir ", link("z", "la "), link("z", "suite"), " et ", link("z", "fin"), link("y", "là"))
    path = w.word_file(tmp_path, content)
    source = "Voir <a1>la suite</a1> et <a2>fin</a2><a3>là</a3>"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: source.replace("la suite", "the rest")})
    expected = w.p("Voir ", link("z", "the rest"), " et ", link("z", "fin"), link("y", "là"))
    assert w.body(output) == w.bare(expected)


def test_links_by_two_relationships_to_one_address_are_one(tmp_path: Path) -> None:
    halves = (f'<w:hyperlink r:id="{key}">{w.r(key)}</w:hyperlink>' for key in "xy")
    same = {"x": "http://exemple.fr/", "y": "http://exemple.fr/"}
    assert w.texts(w.word_file(tmp_path, w.p("un ", *halves), links=same)) == ["un <a1>xy</a1>"]


@pytest.mark.parametrize(
    "reference",
    [
        w.p(w.complex_field(r" REF marque \h ", "7")),
        w.p(w.complex_field(" PAGEREF MARQUE ", "7")),
        w.p(w.complex_field(r" TOC \b marque ", "7")),
        w.p(w.complex_field(" = marque * 2 ", "7")),
        w.p('<w:fldSimple w:instr=" NOTEREF marque ">' + w.r("7") + "</w:fldSimple>"),
        w.p('<w:hyperlink w:anchor="marque">' + w.r("7") + "</w:hyperlink>"),
        w.p(w.r('<w:pict><v:shape href="#marque"/></w:pict>')),
    ],
)
def test_a_bookmark_that_something_refers_to_is_a_tag(tmp_path: Path, reference: str) -> None:
    content = w.p("La ", w.bookmark(1, "Marque", "mixité"), " avance")
    assert w.texts(w.word_file(tmp_path, content))[:1] == ["La mixité avance"]
    assert w.texts(w.word_file(tmp_path, content + reference))[:1] == ["La <m1>mixité</m1> avance"]


@pytest.mark.parametrize(
    "member",
    [
        w.Member("docProps/custom.xml", b'<x linkTarget="Marque"/>'),
        w.Member("customXml/item1.xml", b"<x>Marque</x>"),
        w.Member("word/vbaProject.bin", b"macros"),
    ],
)
def test_a_program_may_refer_to_a_bookmark(tmp_path: Path, member: w.Member) -> None:
    content = w.p("La ", w.bookmark(1, "Marque", "mixité"), " avance")
    assert w.texts(w.word_file(tmp_path, content, member)) == ["La <m1>mixité</m1> avance"]


def test_a_bookmark_that_nobody_refers_to_stays_as_far_on(tmp_path: Path) -> None:
    content = w.p(w.bookmark(1, "_Toc12", "Les clusters"), " et la mixité au ", w.bookmark(2, "b", "pays"))
    path = w.word_file(tmp_path, content)
    source = "Les clusters et la mixité au pays"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "Clusters here and gender balance in the land"})
    expected = w.p(
        w.bookmark(1, "_Toc12", "Clusters here and"), " gender balance in the ", w.bookmark(2, "b", "land")
    )
    assert w.body(output) == w.bare(expected)


def test_the_ends_of_a_bookmark_never_change_places(tmp_path: Path) -> None:
    path = w.word_file(tmp_path, w.p("un deux ", w.bookmark(1, "b", "x"), " trois"))
    output = w.translated(path, {"un deux x trois": "Unbelievable"})
    body = w.body(output)
    assert body.index("bookmarkStart") < body.index("bookmarkEnd")


def test_a_bookmark_around_the_number_of_a_note_goes_with_it(tmp_path: Path) -> None:
    marked = w.bookmark(1, "_Ref1", w.footnote_mark(2))
    path = w.word_file(
        tmp_path, w.p("un", marked, " deux"), footnotes=w.footnote(2, w.p("note")), header1=w.refer("_Ref1")
    )
    assert w.texts(path)[0] == "un<fn1/> deux"
    output = w.translated(path, {"un<fn1/> deux": "two one<fn1/>"})
    assert w.body(output) == w.bare(w.p("two one", marked))


def test_an_empty_bookmark_behind_a_range_stays_whole(tmp_path: Path) -> None:
    start, end = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/>'
    mark = w.r('<w:commentReference w:id="5"/>')
    content = w.p("un ", start, "deux", end, mark, w.bookmark(1, "_GoBack"), " trois")
    path = w.word_file(tmp_path, content)
    output = w.translated(path, {"un <m1>deux</m1> trois": "one <m1>two</m1> three"})
    assert mark in w.body(output)
    assert w.bookmark(1, "_GoBack") in w.body(output)
    assert w.texts(output) == ["one <m1>two</m1> three"]
