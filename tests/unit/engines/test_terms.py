"""Terms hold with the offline engines, whatever stands in them: tags, notes, bookmarks, line breaks."""

import shutil
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.engines import EngineSettings, create
from booktranslate.engines.markup import plain_sentences
from booktranslate.engines.markup.nesting import balanced
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Close, Open, Placeholder, Text, parse, tagged

GLOSSARY = Glossary(
    (
        Term("appel à projets", "call for proposals", "noun"),
        Term("mixité", "gender mix", "noun"),
        Term("R&D", "research", "acronym", case_sensitive=True),
        Term("chef d’entreprise", "company head", "noun"),
    )
)
# French and what must stand in the English.
CASES = {
    "Un appel <b>à projets</b> est lancé.": "call <b>for proposals</b>",
    "Un <i>appel</i> à projets est lancé.": "<i>call</i> for proposals",
    "Un appel à<br/>projets est lancé.": "call for<br/>proposals",
    "Un appel<fn1/> à projets est lancé.": "call<fn1/> for proposals",
    "Un appel <m1>à</m1> projets est lancé.": "call <m1>for</m1> proposals",
    "<b>Un appel</b> à projets est lancé.": "</b> call for proposals",
    "Un appel <b>à projets est lancé</b>.": " <b>call for proposals ",
    "Un appel à <b>projets est lancé</b>.": " call for proposals <b>",
    "La <b>mi</b>xité avance.": "<b>gender mix</b>",
    "La mix<fn1/>ité avance.": "gender mix<fn1/>",
    "Un chef <b>d’</b>entreprise parle.": "company <b>head</b>",
    "Un chef d’<b>entreprise</b> parle.": "company <b>head</b>",
    "La R<b>&amp;</b>D avance.": "<b>research</b>",
    "<b>Un <i>appel à</i> projets</b> est lancé.": "<i>call for</i> proposals</b>",
    "Un appel<b> </b>à projets est lancé.": "call<b> </b>for proposals",
    "<b>Appel</b> <i>à projets</i>": "<b>Call</b> <i>for proposals</i>",
    "APPEL <b>À PROJETS</b>": "CALL <b>FOR PROPOSALS</b>",
}


@pytest.mark.parametrize(("french", "english"), CASES.items())
def test_neural_engines(french: str, english: str) -> None:
    (answer,) = plain_sentences.translate([parse(french)], GLOSSARY, lambda texts: texts)
    assert english in str(answer)
    assert sorted(map(str, answer.tags)) == sorted(map(str, parse(french).tags))


def test_apertium() -> None:
    if not shutil.which("apertium"):
        pytest.skip("Apertium is not installed")
    with closing(create("apertium", EngineSettings("fr", "en-GB", GLOSSARY))) as engine:
        answers = engine.translate([parse(french) for french in CASES])
    for (french, english), answer in zip(CASES.items(), answers, strict=True):
        assert english in str(answer), french
        assert sorted(map(str, answer.tags)) == sorted(map(str, parse(french).tags))


@given(st.lists(st.integers(0, 24), max_size=4, unique=True), st.booleans())
def test_tags_anywhere_leave_the_term_whole(places: list[int], paired: bool) -> None:
    """Whatever stands where: the term is enforced, no tag is lost, and pairs stay pairs."""
    french = "Un appel à projets passe."
    pieces = []
    cuts = sorted(places)
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(french)], strict=True)):
        pieces.append(Text(french[start:end]))
        if number < len(cuts):
            name = f"g{number // 2}"
            pieces.append((Close if number % 2 else Open)(name) if paired else Placeholder(f"fn{number}"))
    if paired and len(cuts) % 2:
        pieces.append(Close(f"g{len(cuts) // 2}"))
    source = tagged(pieces)
    (answer,) = plain_sentences.translate([source], GLOSSARY, lambda texts: texts)
    assert "call for proposals" in answer.plain.lower()
    assert sorted(map(str, answer.tags)) == sorted(map(str, source.tags))
    assert balanced(answer)
