"""British and American spelling: what must be found, and what must not."""

from collections.abc import Sequence

import pytest

from booktranslate.checks.pairs import CheckSettings, Pair
from booktranslate.checks.variants import CHECKS
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import sentence

GLOSSARY = Glossary((Term("Innovation Center", "Innovation Center", keep=True),))


def found(
    targets: Sequence[str], language: str = "en-GB", source: str = "Le texte."
) -> list[tuple[int, str]]:
    settings = CheckSettings(target_lang=language)
    pairs = [
        Pair(Unit(parse(source)), Translation(parse(target), State.REVIEWED), GLOSSARY, settings)
        for target in targets
    ]
    return [(at, sentence(flaw)) for check in CHECKS for at, flaw in check.function(pairs)]


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The color of the walls.", "colour"),
        ("A research center in Lyon.", "centre"),
        ("Labor is scarce.", "Labour"),
        ("They canceled the meeting.", "cancelled"),
        ("Twelve kilometers away.", "kilometres"),
        ("A catalog of skills.", "catalogue"),
        ("To analyze the data.", "analyse"),
        ("The defense industry.", "defence"),
        ("A skillful chair.", "skilful"),
        ("Five hundred meters.", "metres"),
        ("The <b>behavior</b> of buyers.", "behaviour"),
        ("THE THEATER", "THEATRE"),
        ("All of it is under an open source license.", "licence"),
        ("He would like to practice his English.", "practise"),
    ],
)
def test_american_words_in_british_english(target: str, right: str) -> None:
    ((_, message),) = found([target], source="Une licence.")
    assert f"“{right}”" in message


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The colour of the walls.", "color"),
        ("The programme is full.", "program"),
        ("A grey area.", "gray"),
        ("We learnt a lot.", "learned"),
        ("A cheque from the Region.", "check"),
        ("She travelled far.", "traveled"),
        ("The labour market.", "labor"),
        ("We organise visits.", "a z"),
        ("The digitalisation of firms.", "a z"),
        ("They analysed it.", "analyzed"),
    ],
)
def test_british_words_in_american_english(target: str, right: str) -> None:
    ((_, message),) = found([target], "en-US")
    assert right in message


@pytest.mark.parametrize(
    "target",
    [
        "The colour of the programme, twelve metres long.",
        "It was organised by the members’ organisations.",
        "She read the draft story twice to check the practice.",
        "The World Trade Center in Grenoble.",
        "At the Innovation Center.",
        "A smart meter in every home.",
        "A computer program.",
        "See www.center.example.org and labor@example.org.",
        "The size of the prize was advertised; the enterprise was surprised.",
        "We were advised to exercise, otherwise to improvise.",
        "The judgment was right.",
        "They license the code to others.",
        "It puts theory into practice.",
        "This licence licenses the code.",
        "It is on references.center.example.",
    ],
)
def test_british_words_in_british_english(target: str) -> None:
    assert found([target], source="Le texte de la licence.") == []


@pytest.mark.parametrize(
    "target",
    [
        "The color of the program, twelve meters long.",
        "It was organized; we analyzed the theater’s labor.",
        "Expertise, franchise, merchandise and enterprise.",
        "The councilors exercised their rights and revised the premises.",
        "An advertised compromise.",
        "The capsized boat was seized.",
        "A supervised demise.",
        "We raise the noise; it is precise and wise.",
    ],
)
def test_american_words_in_american_english(target: str) -> None:
    assert found([target], "en-US") == []


def test_program_is_a_programme_where_the_french_says_programme() -> None:
    assert found(["A program of visits."], source="Un programme de visites.")
    assert not found(["A computer program."], source="Un programme d’ordinateur.")


def test_ise_and_ize_are_both_british_but_not_in_one_book() -> None:
    assert found(["We organize visits.", "They prioritize."]) == []
    ((index, message),) = found(["We organise.", "To realise.", "The organization of visits."])
    assert index == 2
    assert "1 to 2 times" in message


def test_the_rarer_ending_is_reported_when_it_is_ise() -> None:
    ((index, message),) = found(["We organize.", "To realise.", "The recognized cluster."])
    assert index == 1
    assert "“realise”" in message


def test_a_word_that_is_in_the_french_text_is_a_name() -> None:
    assert found(["The center project."], source="Le projet center.") == []
