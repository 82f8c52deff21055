"""What is put right in the answers of all engines."""

import pytest

from booktranslate.engines.answer_fixes import finished
from booktranslate.language.lexicons import is_english
from booktranslate.model import parse


def mend(source: str, answer: str) -> str:
    return str(finished(parse(source), parse(answer), is_english))


@pytest.mark.parametrize(
    ("source", "answer", "right"),
    [
        ("Voir exemple.org/constats.", "See exemple.org/Conclusions.", "See exemple.org/constats."),
        (
            "Voir <a1>lieu.example/les-amis</a1> !",
            "See <a1>lieu.example/friends</a1>!",
            "See <a1>lieu.example/les-amis</a1>!",
        ),
        (
            "Écrire à amis@lieu.fr ou voir lieu.fr",
            "Write to friends@place.fr or see place.fr",
            "Write to amis@lieu.fr or see lieu.fr",
        ),
        ("Deux : a.fr et b.fr", "Two: b.fr and a.fr", "Two: b.fr and a.fr"),  # in another order, each its own
        ("Voir lieu.fr", "See the place", "See the place"),  # nothing can be said
    ],
)
def test_addresses_are_those_of_the_source(source: str, answer: str, right: str) -> None:
    assert mend(source, answer) == right


@pytest.mark.parametrize(
    ("source", "answer", "right"),
    [
        ("Les voix", "The VOICES", "The voices"),
        ("Concernant la forêt", "REGARDING the forest", "Regarding the forest"),
        ("Merci à <b>LÉA</b> !", "THANKS TO <b>LÉA</b>!", "Thanks to <b>LÉA</b>!"),
        ("Il dit : « Attention ! »", "He says: “WATCH OUT!”", "He says: “watch out!”"),
        ("Fin. Voyez la maison.", "End. PLEASE see the HOUSE.", "End. Please see the house."),
        ("Anne Martin", "ANNE MARTIN", "Anne Martin"),
        ("L’Unesco et l’Otan", "UNESCO and NATO", "UNESCO and NATO"),  # acronyms of English
        ("Aux États-Unis", "In the USA", "In the USA"),
        ("Le projet LUMIERE avance", "The project LIGHT advances", "The project light advances"),
        ("Le projet HOUSE avance", "The project HOUSE advances", "The project HOUSE advances"),
        ("LES VOIX DE LA FORÊT", "The voices of the forest", "THE VOICES OF THE FOREST"),
        ("LES <b>VOIX</b> : LIEU.FR", "The <b>voices</b>: lieu.fr", "THE <b>VOICES</b>: LIEU.FR"),
        ("M. DUPONT", "Mr Dupont", "Mr DUPONT"),
        ("PME", "Sme", "SME"),
        ("PME", "SMEs", "SMEs"),
        ("LES PME DU BOIS", "SMEs in wood", "SMEs IN WOOD"),
        ("VTT", "mountain bike", "mountain bike"),  # an acronym was spelt out
        ("2 500 €", "€2,500", "€2,500"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_capitals_are_those_of_the_source(source: str, answer: str, right: str) -> None:
    assert mend(source, answer) == right


def test_a_good_answer_stays() -> None:
    for text in ("<b>Le</b> mot<fn1/> juste, voir a.fr.", "Un SEUL mot", "TOUT"):
        assert mend(text, text) == text


@pytest.mark.parametrize(
    ("source", "answer", "right"),
    [
        ("Présidente exécutive", "executive chair", "Executive chair"),
        ("<b>Élue</b> à Tours", "<b>elected</b> in Tours", "<b>Elected</b> in Tours"),
        ("« Une idée »", "“an idea”", "“An idea”"),
        ("présidente", "chair", "chair"),
        ("Dix personnes", "10 people", "10 people"),
        ("Un lieu : iForêt", "iForêt: a place", "iForêt: a place"),  # a name of the source
        ("Voyez lieu.fr", "lieu.fr shows it", "lieu.fr shows it"),
    ],
)
def test_a_text_begins_as_the_source_does(source: str, answer: str, right: str) -> None:
    assert mend(source, answer) == right


@pytest.mark.parametrize(
    ("source", "answer", "right"),
    [
        (
            "<m1>Figure <f1/></m1> : la carte",
            "<m1>Figure</m1> <f1/>: the map",
            "<m1>Figure <f1/></m1>: the map",
        ),
        ("Voir <b><f1/> bis</b>.", "See <f1/> <b>bis</b>.", "See <b><f1/> bis</b>."),
        ("Le <i>mot<fn1/></i> juste", "The right <i>word</i><fn1/>", "The right <i>word<fn1/></i>"),
        ("Le <i>mot</i><fn1/> juste", "The right <i>word</i><fn1/>", "The right <i>word</i><fn1/>"),
        # Words between the two: where the pair ends is a guess.
        ("<m1>Figure <f1/></m1> bis", "<m1>Figure</m1> bis <f1/>", "<m1>Figure</m1> bis <f1/>"),
        ("<i>un<fn1/></i> et deux", "<i>one</i> and two", "<i>one</i> and two"),
    ],
)
def test_a_tag_at_the_edge_of_a_pair_stays_in_it(source: str, answer: str, right: str) -> None:
    assert mend(source, answer) == right
