"""Tagged text: reading and printing."""

import pytest

from booktranslate.errors import BooktranslateError, ExitCode, InputError, QuotaError
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, Unit, counted, cut, parse, tagged


def test_tags_are_pieces() -> None:
    assert parse("La <b>mixité</b> avance.<fn1/>").pieces == (
        Text("La "),
        Open("b"),
        Text("mixité"),
        Close("b"),
        Text(" avance."),
        Placeholder("fn1"),
    )


@pytest.mark.parametrize(
    "text", ["R&D", "< 50 salariés", "a < b > c", "AT&T & Cie", "x<y@example.org>", "5 <3", "<Nom>", "&c."]
)
def test_what_cannot_be_a_tag_stays_readable(text: str) -> None:
    assert parse(text).pieces == (Text(text),)
    assert str(parse(text)) == text


@pytest.mark.parametrize("text", ["<b>", "</i>", "<fn1/>", "&amp;", "&lt;b&gt;", "&#233;"])
def test_text_that_looks_like_a_tag_is_escaped(text: str) -> None:
    literal = TaggedText((Text(text),))
    assert str(literal) != text
    assert parse(str(literal)) == literal


def test_entities_are_read() -> None:
    assert parse("R&amp;D &lt;3 &#8217; &#x2019; &quot;").plain == 'R&D <3 ’ ’ "'


@pytest.mark.parametrize("entity", ["&#xFFFFFFFF;", "&#0;", "&#xD800;", "&#7;"])
def test_what_xml_cannot_hold_stays_as_written(entity: str) -> None:
    assert parse(entity).plain == entity


def test_xml_is_always_well_formed() -> None:
    assert parse("R&D < <b>x</b>").xml == "R&amp;D &lt; <b>x</b>"


def test_plain_words() -> None:
    assert parse("a<br/>b<tab/>c<fn1/>").plain == "a b c"


def test_neighbouring_texts_join() -> None:
    assert tagged([Text("a"), Text(""), Text("b")]).pieces == (Text("ab"),)
    assert not tagged([Text("")])


def test_a_unit_is_its_context_and_text() -> None:
    one, other = Unit(parse("Oui"), locations=("a:1",)), Unit(parse("Oui"), locations=("b:9",))
    assert one.key == other.key == ("", "Oui")


def test_errors_say_where_and_what_next() -> None:
    error = InputError("is cut off.", where="word/document.xml", hint="Get it again.").at("a.docx")
    assert str(error) == "a.docx: word/document.xml: is cut off. Get it again."
    assert (error.exit_code, QuotaError("x").exit_code) == (ExitCode.INPUT, ExitCode.ENGINE)
    assert issubclass(QuotaError, BooktranslateError)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 texts"), (1, "1 text"), (2, "2 texts"), (1200, "1,200 texts")]
)
def test_how_many_there_are(number: int, said: str) -> None:
    assert counted(number, "text") == said


def test_the_line_of_a_text_has_a_sign_for_each_placeholder() -> None:
    assert parse("Un<br/><b>mot</b><fn1/>.").line == "Un mot\ufffc."


@pytest.mark.parametrize(
    ("text", "places", "parts"),
    [
        ("Un. Deux.", [4], ["Un. ", "Deux."]),
        ("<b>Un.</b> Deux.", [4], ["<b>Un.</b> ", "Deux."]),
        ("Un. <b>Deux.</b>", [4], ["Un. ", "<b>Deux.</b>"]),
        ("<b>Un. </b>Deux.", [4], ["<b>Un. </b>", "Deux."]),
        ("<b>Un. </b><i>Deux.</i>", [4], ["<b>Un. </b>", "<i>Deux.</i>"]),
        ("<b>Un. Deux.</b> Trois.", [4, 10], ["<b>Un. Deux.</b> ", "Trois."]),
        ("Un.<fn1/> Deux. Trois.", [5, 11], ["Un.<fn1/> ", "Deux. ", "Trois."]),
        ("Un. <fn1/>Deux.", [4], ["Un. ", "<fn1/>Deux."]),
        ("Un.", [0], ["Un."]),
        ("", [], [""]),
    ],
)
def test_a_text_is_cut_outside_of_tags(text: str, places: list[int], parts: list[str]) -> None:
    assert [str(part) for part in cut(parse(text), places)] == parts


@pytest.mark.parametrize("written", ["", "Un port", "Un <b>port</b><fn1/>", "R&D <i>et</i> &lt;b&gt;"])
def test_a_parsed_text_is_the_same_value_as_one_of_its_pieces(written: str) -> None:
    made = TaggedText(tuple(parse(written)))
    assert (parse(written), hash(parse(written)), repr(parse(written))) == (made, hash(made), repr(made))
    assert bool(parse(written)) == bool(written)
    assert parse(written) != parse(written + "s")
    assert parse(written) != written
