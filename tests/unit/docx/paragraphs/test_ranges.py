"""Ranges that cover the same words do not cross, and every end of a range keeps its place."""

from pathlib import Path

import pytest

from booktranslate.docx.opc.package import Package
from booktranslate.docx.validity import problems
from tests.unit.docx import building as w


def start(number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="m{number}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


REFERS = w.p(*(w.complex_field(f" REF m{number} ", "3") for number in (1, 2)))  # or they are no tags


def document(folder: Path, content: str, **parts: str) -> Path:
    return w.word_file(folder, content + REFERS, **parts)


def content(output: Path) -> str:
    return w.body(output).removesuffix(w.bare(REFERS))


NUMBER = w.complex_field(r" SEQ Figure \* ARABIC ", "3")
SOURCE, TARGET = "<m1>Figure <f1/></m1> – Membres des clusters", "<m1>Figure <f1/></m1> – Members of clusters"


def test_two_bookmarks_around_one_number_are_one_tag(tmp_path: Path) -> None:
    def caption(name_: str, title: str) -> str:
        return w.p(start(1), start(2), f"{name_} ", NUMBER, end(1), end(2), f" – {title}")

    path = document(tmp_path, caption("Figure", "Membres des clusters"))
    assert w.texts(path) == [SOURCE]
    output = w.translated(path, {SOURCE: TARGET})
    assert content(output) == w.bare(caption("Figure", "Members of clusters"))


def test_bookmarks_that_begin_together_stand_in_one_another(tmp_path: Path) -> None:
    path = document(tmp_path, w.p("Voir ", start(1), start(2), "un", end(1), " deux", end(2), " ici"))
    source = "Voir <m1><m2>un</m2> deux</m1> ici"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "See <m1><m2>one</m2> two</m1> here"})
    expected = w.p("See ", start(2), start(1), "one", end(1), " two", end(2), " here")
    assert content(output) == w.bare(expected)


def test_bookmarks_that_end_together_stand_in_one_another(tmp_path: Path) -> None:
    path = document(tmp_path, w.p("Voir ", start(1), "un ", start(2), "deux", end(1), end(2), " ici"))
    source = "Voir <m1>un <m2>deux</m2></m1> ici"
    assert w.texts(path) == [source]


def test_a_bookmark_from_another_paragraph_ends_behind_its_number(tmp_path: Path) -> None:
    path = document(tmp_path, start(1) + w.p("Figure ", NUMBER, end(1), " – Membres des clusters"))
    source = "Figure <f1/> – Membres des clusters"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "In figure <f1/>: the many members of our clusters"})
    expected = start(1) + w.p("In figure ", NUMBER, end(1), ": the many members of our clusters")
    assert content(output) == w.bare(expected)


def test_the_bookmark_of_a_form_field_ends_with_the_field(tmp_path: Path) -> None:
    """Word begins it between the mark of the field and its instruction."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    field = w.complex_field(" FORMTEXT ", "un nom")
    inner = field.removeprefix(begin)
    path = document(tmp_path, w.p("Nom : ", begin, start(1), inner, end(1), " et la suite"))
    source = "Nom : <m1><f1>un nom</f1></m1> et la suite"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "Name: <m1><f1>a name</f1></m1> and the rest"})
    english = w.complex_field(" FORMTEXT ", "a name")
    assert content(output) == w.bare(w.p("Name: ", start(1), english, end(1), " and the rest"))


def test_a_range_that_ends_at_the_edge_of_a_link_is_a_tag(tmp_path: Path) -> None:
    link = f'<w:hyperlink w:anchor="x">{w.r("le site")}{end(1)}</w:hyperlink>'
    path = document(tmp_path, w.p("Voir ", start(1), "ici ", link, " et plus"))
    assert w.texts(path) == ["Voir <m1>ici <a1>le site</a1></m1> et plus"]


def test_an_end_within_a_link_stays_there(tmp_path: Path) -> None:
    def linked(*words: str) -> str:
        link = f'<w:hyperlink w:anchor="x">{w.r(words[1])}{end(1)}{w.r(words[2])}</w:hyperlink>'
        return start(1) + w.p(words[0], link, words[3])

    path = document(tmp_path, linked("Voir ", "le site", " du livre", " et plus"))
    source = "Voir <a1>le site du livre</a1> et plus"
    output = w.translated(path, {source: "See <a1>the site of the book</a1> and more"})
    assert content(output) == w.bare(linked("See ", "the site", " of the book", " and more"))


def test_a_comment_mark_goes_with_its_range_beside_a_bookmark(tmp_path: Path) -> None:
    def commented(one: str, two: str) -> str:
        opening = f'{start(1)}<w:commentRangeStart w:id="5"/>'
        closing = f'<w:commentRangeEnd w:id="5"/>{end(1)}' + w.r('<w:commentReference w:id="5"/>')
        return w.p(one, opening, two, closing, " trois")

    path = document(tmp_path, commented("un ", "deux"))
    source = "un <m1>deux</m1> trois"
    assert w.texts(path) == [source]
    output = w.translated(path, {source: "one <m1>two</m1> trois"})
    assert content(output) == w.bare(commented("one ", "two"))


def test_things_that_change_places_leave_no_range_turned_round(tmp_path: Path) -> None:
    """The ends of a range that crosses another go with the notes beside them."""
    marks = w.footnote_mark(2), w.footnote_mark(3)
    crossing = w.p(
        "un ", start(1), "deux", start(2), marks[0], " trois", end(1), " quatre", marks[1], end(2), " cinq"
    )
    path = document(tmp_path, crossing, footnotes=w.footnote(2, w.p()) + w.footnote(3, w.p()))
    (source,) = w.texts(path)
    output = w.translated(
        path,
        {source: source.replace("<fn1/>", "<fn/>").replace("<fn2/>", "<fn1/>").replace("<fn/>", "<fn2/>")},
    )
    assert problems(Package(output)) == ()


@pytest.mark.parametrize(
    ("source", "target", "place"),
    [
        ("Un. Deux trois. Quatre.", "One of them. Two three. Four.", "One of them. Two "),
        ("Un, deux. Trois quatre.", "One or two and a half. Three four.", "One or two and a half. Three "),
    ],
)
def test_hidden_text_keeps_its_sentence(tmp_path: Path, source: str, target: str, place: str) -> None:
    before = source[: source.rindex("trois.") if "Deux" in source else source.rindex("quatre")]
    hidden = w.r("caché", "<w:vanish/>")
    path = document(tmp_path, w.p(before, hidden, source.removeprefix(before)))
    output = w.translated(path, {source: target})
    assert content(output) == w.bare(w.p(place, hidden, target.removeprefix(place)))


HIDDEN = w.r("caché", "<w:vanish/>")


def comes_back(path: Path, source: str, target: str) -> None:
    """A text has the tags that it should have, and still has them in the translated file."""
    assert w.texts(path) == [source]
    assert w.texts(w.translated(path, {source: target})) == [target]


@pytest.mark.parametrize("between", [HIDDEN, "<w:r><w:t/></w:r>", ""])
def test_a_bookmark_around_a_number_alone_is_no_tag_of_its_own(tmp_path: Path, between: str) -> None:
    """Hidden text and empty runs beside the number do not make it one: English may have them elsewhere."""
    path = document(tmp_path, w.p("Figure ", HIDDEN, start(1), between, NUMBER, between, end(1)))
    comes_back(path, "Figure <f1/>", "Figure No. <f1/>")


def test_a_bookmark_around_a_smart_tag_with_a_bookmark_has_its_own_words(tmp_path: Path) -> None:
    """Ranges inside and outside of a wrapper begin at like places of it; they are not the same."""
    smart = f'<w:smartTag w:uri="x" w:element="y">{start(2)}{w.r("un")}{end(2)}{w.r(" deux")}</w:smartTag>'
    path = document(tmp_path, w.p(start(1), HIDDEN, smart, end(1), " ici"))
    comes_back(path, "<m1><m2>un</m2> deux</m1> ici", "<m1><m2>one</m2> two</m1> here")


def test_a_bookmark_around_a_smart_tag_and_one_in_it_around_the_same_words_are_one(tmp_path: Path) -> None:
    smart = f'<w:smartTag w:uri="x" w:element="y">{start(2)}{w.r("un")}{end(2)}</w:smartTag>'
    path = document(tmp_path, w.p("Voir ", start(1), smart, end(1), " ici"))
    comes_back(path, "Voir <m1>un</m1> ici", "See <m1>one</m1> here")


def test_bookmarks_in_the_instruction_of_a_button_keep_their_words(tmp_path: Path) -> None:
    """Word puts them there for the texts that a template asks for: MACROBUTTON NN [Nom – puis F11]."""

    def made(name_: str, then: str) -> str:
        begin, last = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        before, first, between, second, behind = (
            f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
            for piece in (" MACROBUTTON NN [", name_, " – ", then, "]")
        )
        return w.p(begin, before, start(1), first, end(1), between, start(2), second, end(2), behind, last)

    path = document(tmp_path, made("Votre nom", "puis F11"))
    source = "[Votre nom – puis F11]"
    assert w.texts(path) == [source]
    english = w.translated(path, {source: "[Your name – then F11]"})
    assert content(english) == w.bare(made("Your name", "then F11"))
