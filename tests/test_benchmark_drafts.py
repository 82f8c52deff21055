"""The figures of benchmarks/drafts.py mean what they say."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from benchmarks.drafts import FORMS, drafted, reviewed, scores

from booktranslate.catalog import Entry
from booktranslate.engines import EngineSettings
from booktranslate.engines.pseudo import PseudoEngine
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, TaggedText, Translation, Unit, parse

GLOSSARY = Glossary((Term("filière bois", "timber industry", "noun"), Term("réseau", "network", "noun")))
PAIRS = {
    "La <b>filière bois</b> avance dans toute la région.": "The <b>timber industry</b> is moving ahead.",
    "Les réseaux vivent de leurs membres actifs.": "Networks live on their active members.",
    "FILIÈRE BOIS": "TIMBER INDUSTRY",
    "Nous avons longtemps attendu cette rencontre.": "We had waited a long time for this meeting.",
}


def entries(pairs: dict[str, str], state: State = State.REVIEWED) -> list[Entry]:
    return [
        Entry(Unit(parse(source)), translation=Translation(parse(target), state))
        for source, target in pairs.items()
    ]


DUE = reviewed(entries(PAIRS))
REFERENCES = {key: entry.translation.target for key, entry in DUE.items()}


def changed(place: int, text: str) -> dict[tuple[str, str], TaggedText]:
    key = list(DUE)[place]
    return REFERENCES | {key: parse(text)}


def test_the_reviewed_translation_itself_has_everything() -> None:
    found = scores(DUE, REFERENCES, GLOSSARY)
    assert found.bleu == pytest.approx(100)
    assert found.chrf == pytest.approx(100)
    assert found.terms == {"as listed": (1, 1), "plural": (1, 1), "capitals": (1, 1), "other form": (0, 0)}
    assert (found.tags, found.french, found.missing) == ((1, 1), 0, 0)


@pytest.mark.parametrize(
    ("place", "draft", "form"),
    [
        (0, "The <b>wood sector</b> advances.", "as listed"),
        (1, "Webs live.", "plural"),
        (2, "WOOD", "capitals"),
    ],
)
def test_a_term_that_is_not_used_counts_under_its_form(place: int, draft: str, form: str) -> None:
    terms = scores(DUE, changed(place, draft), GLOSSARY).terms
    assert {each for each in FORMS if terms[each][0] < terms[each][1]} == {form}


def test_lost_tags_missing_drafts_and_french_words_are_counted() -> None:
    assert scores(DUE, changed(0, "The timber industry is moving ahead."), GLOSSARY).tags == (0, 1)
    assert scores(DUE, changed(3, ""), GLOSSARY).missing == 1
    half = changed(3, "We had waited longtemps for these entreprises.")
    assert scores(DUE, half, GLOSSARY).french == pytest.approx(100 * 2 / 20, abs=1)
    assert scores(DUE, changed(3, "Nothing of it."), GLOSSARY).chrf < 90


def test_only_what_a_person_reviewed_and_an_engine_gets_is_measured() -> None:
    others: Sequence[Entry] = entries({"2 500": "2,500"})
    drafts = [replace(each, translation=Translation(parse("x"), State.DRAFT)) for each in entries(PAIRS)]
    assert reviewed([*others, *drafts]) == {}


def test_an_engine_is_asked_for_all_of_them() -> None:
    engine = PseudoEngine(EngineSettings("fr", "en-GB", Glossary()))
    assert drafted(engine, list(DUE.values()), DUE).keys() == DUE.keys()
