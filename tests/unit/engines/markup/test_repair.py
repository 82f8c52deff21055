import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.engines.markup import repair
from booktranslate.engines.markup.nesting import balanced
from booktranslate.model import Close, Open, Placeholder, Text, parse, tagged

NAMES = st.sampled_from(["b", "i", "a1", "fn1", "br"])
PIECES = st.lists(
    st.one_of(
        st.text("ab é.", min_size=1, max_size=5).map(Text),
        NAMES.map(Open),
        NAMES.map(Close),
        NAMES.map(Placeholder),
    ),
    max_size=9,
)


@pytest.mark.parametrize(
    ("source", "answer", "mended"),
    [
        ("La <b>mixité</b>", "The <b>mix</b>", "The <b>mix</b>"),
        ("La <b>mixité</b>", "The <b>mix", "The mix"),  # where it ended would be a guess
        ("La <b>mixité</b>", "The <b>mix</b></i>", "The <b>mix</b>"),
        ("La <b>mixité</b>", "<zz>The</zz> <b>mix</b><fn9/>", "The <b>mix</b>"),
        ("La <b>mixité</b>", "The <b>mix</b><b></b>", "The <b>mix</b>"),
        ("La <b>mixité</b>", "The <b></b><b>mix</b>", "The <b>mix</b>"),
        ("Le <b>grand pas</b>", "The <b>big</b> <b>step</b>", "The <b>big step</b>"),
        ("La <b>mixité</b>", "The <b></b>mix", "The <b></b>mix"),
        ("<b>x</b> de <i>y</i>", "<b>x</b> of <i>y</b></i>", "<b>x</b> of <i>y</i>"),
        ("<b>x <i>y</i></b>", "<b>x <i>y</b></i>", "<b>x <i>y</i></b>"),
        ("mot<fn1/>", "word", "word<fn1/>"),
        ("un mot<fn1/>.", "a word.", "a word<fn1/>."),
        ("<br/>mot", "word", "<br/>word"),
        ("<a1>Le lien</a1>", "The link", "<a1>The link</a1>"),
        ("mot<fn1/> suite", "word then", "word then"),
        ("mot<fn1/> suite", "word<fn1/><fn1/> then", "word<fn1/> then"),
        ("mot<fn1/> suite", "word<fn1></fn1> then", "word<fn1/> then"),
        ("un <b>mot</b> gras", "a<b>bold</b>word", "a <b>bold</b> word"),
        ("un <b><i>mot</i></b> gras", "a<b><i>bold</i></b>word", "a <b><i>bold</i></b> word"),
        ("mot<fn1/> suite", "word<fn1/>then", "word<fn1/> then"),
        ("mot <fn1/>suite", "word<fn1/>then", "word <fn1/>then"),
        ("un <b>mot</b> gras", "bold <b>word</b>s", "bold <b>word</b>s"),
        ("XX<sup>e</sup> siècle", "20<sup>th</sup> century", "20<sup>th</sup> century"),
        ("a<br/>b", "a<br/>b", "a<br/>b"),
        ("m<sup>2</sup> de terre", "m<sup>2 of</sup> land", "m<sup>2</sup> of land"),
        ("terre<sup>2</sup> de", "of <sup>land 2</sup>", "of land <sup>2</sup>"),
        (" mot ", "word", " word "),
    ],
)
def test_repair_mends_what_needs_no_guess(source: str, answer: str, mended: str) -> None:
    assert str(repair.repair(parse(source), parse(answer))) == mended


@pytest.mark.parametrize(
    ("source", "answer", "fault"),
    [
        ("a <b>c</b>", "a c", "<b> is missing"),
        ("a<fn1/> c", "a c", "<fn1/> is missing"),
        ("a <b>c</b>", "a <b>c</b> <b>d</b>", "<b> is too much"),
        ("a <b>c</b>", "a <b></b>c", "<b> is empty"),
        ("<b>a</b> <i>c</i>", "<b>a<i></b>c</i>", "tags cross each other"),
        ("a", "…", "the words are missing"),
    ],
)
def test_faults_are_named(source: str, answer: str, fault: str) -> None:
    assert fault in repair.faults(parse(source), parse(answer))


def test_reordered_and_differently_nested_tags_are_no_fault() -> None:
    source, answer = parse("<b>a <i>c</i></b> d<fn1/>"), parse("d<fn1/> <i>c <b>a</b></i>")
    assert repair.faults(source, answer) == ()
    assert repair.repair(source, answer) == answer


@given(PIECES)
def test_numbered_form_nests_and_comes_back(pieces: list) -> None:
    text = tagged(pieces)
    form = repair.numbered(text)
    assert balanced(form.text)
    assert len(set(form.text.tags)) == len(form.text.tags)
    assert form.restored(form.text) == text
    assert balanced(repair.as_is(text).text)


@given(PIECES, PIECES)
def test_repair_always_nests_and_invents_nothing(source: list, answer: list) -> None:
    source_text = repair.as_is(tagged(source)).text
    mended = repair.repair(source_text, tagged(answer))
    assert balanced(mended)
    assert set(mended.tags) <= set(source_text.tags)


@given(PIECES)
def test_repair_leaves_a_good_answer_alone(pieces: list) -> None:
    text = repair.as_is(tagged(pieces)).text
    if repair.has_words(text):
        assert repair.repair(text, text) == text
    assert repair.faults(text, text) == ()


def test_halves_cut_at_a_sentence_outside_tags() -> None:
    text = parse("Un. <b>Deux. Trois.</b> Quatre. Cinq.")
    halves = repair.halves(text)
    assert halves is not None
    assert tagged([*halves[0], *halves[1]]) == text
    assert all(balanced(half) for half in halves)
    assert repair.halves(parse("<b>Un. Deux.</b>")) is None
