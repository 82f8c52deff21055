"""A woman stays a woman and a man a man: what must be found, and what must not."""

from collections.abc import Sequence

import pytest

from booktranslate.checks.gender import CHECKS
from booktranslate.checks.pairs import CheckSettings, Pair, Pairs
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse


def pair(source: str, target: str, *notes: str) -> Pair:
    return Pair(Unit(parse(source), notes=notes), Translation(parse(target), State.DRAFT))


def found(pairs: Sequence[Pair]) -> list[tuple[int, str]]:
    return [flaw for check in CHECKS for flaw in check.function(Pairs(pairs))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Elle dirige le pôle depuis 2018.", "He has run the cluster since 2018."),
        ("Il a fondé le réseau. Il en est fier.", "She founded the network. She is proud of it."),
        ("Mme Delobel a pris la parole.", "Mr Delobel took the floor."),
        ("M. Durand et Mme Delobel.", "Mr Durand and Mr Delobel."),
        ("Monsieur Durand présidait.", "Ms Durand was in the chair."),
        ("« Madame la Présidente, bonjour. »", "“Good morning, Mr Chairman.”"),
        ("La présidente a signé.", "The chairman signed."),
        ("Le président a signé.", "The chairwoman signed."),
        ("C’est une femme d’affaires.", "She is a real businessman."),
        ("La directrice a dit non.", "The headmaster said no."),
        (
            "<i>(Elle réfléchit.)</i> Et le commandant était raide.",
            "<i>(He thinks.)</i> And the captain was stiff.",
        ),
        ("Le casque, dit-elle, est lourd.", "The helmet, he says, is heavy."),
        ("Cette ingénieure est arrivée en 2012.", "He came in 2012, this engineer."),
        ("Mon père est mort en 2001.", "My father? She died in 2001."),
        # Of two people: the pronouns are compared one by one.
        (
            "Quand il est venu à Brest, elle travaillait au port et il ne la connaissait pas.",
            "When he came to Brest, he worked in the port and he did not know her.",
        ),
        (
            "Elle a vu Karim en 2015, puis il a repris l’atelier de Lorient ; elle était soulagée.",
            "She saw Karim in 2015, then she took over the workshop in Lorient; she was relieved.",
        ),
    ],
)
def test_a_changed_gender_is_found(source: str, target: str) -> None:
    assert len(found([pair(source, target)])) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Elle dirige le pôle depuis 2018.", "She has run the cluster since 2018."),
        ("Mme Delobel a pris la parole.", "Ms Delobel took the floor."),
        ("M. Durand et Mme Delobel.", "Mr Durand and Ms Delobel."),
        ("La présidente a signé.", "The chair signed."),
        ("Elle a repris le bateau de son père.", "She took over his boat from her father."),
        ("L’entreprise ? Elle a été fondée par son père.", "The firm? It was founded by his father."),
        ("Le chimiste dit qu’elle est prête, la formule.", "The chemist says he has the formula."),
        ("Il lui a fallu dix ans.", "It took her ten years before she came back."),
        ("Il faut du temps.", "She needs time."),
        ("Selon Karim, elle était trop longue, cette réunion.", "The meeting was too long, he said."),
        ("Le président et la présidente ont signé.", "The chairman and the chairwoman signed."),
        ("Deux chercheuses et leurs équipes.", "Two researchers and their teams."),
        ("Sa mère était sage-femme, lui marin.", "His mother was a midwife; he was a sailor."),
        (
            "Un porteur de projet entend non, et il sait pourquoi.",
            "A project lead hears no, and he knows why.",
        ),
        # No subject, nobody, and pronouns that have no partner.
        (
            "Elle vint à Brest ; il s’était placé devant elle, et il était tard quand elle partit.",
            "She came to Brest; he stood in front of her, and she left late.",
        ),
        (
            "Il lui arrivait de douter, et la coopérative, elle, grandissait ; elle s’en réjouissait.",
            "At times she had doubts, and the cooperative grew, which pleased her: she was happy.",
        ),
        ("Elle", ""),
    ],
)
def test_what_may_be_right_is_left_alone(source: str, target: str) -> None:
    assert found([pair(source, target)]) == []


CHAPTER = "Chapter: Odile Kremer"
ANSWER = "Answer by Odile Kremer (style Réponse)"
BOOK = [pair("Directrice", "Director", CHAPTER), pair("– Oui.", "– Yes.", CHAPTER, ANSWER)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Odile Kremer dans son jardin.", "Odile Kremer in his garden."),
        ("Odile Kremer au travail, avec ses outils.", "Odile Kremer at work with his tools."),
        ("Portrait de son équipe.", "Portrait of his team."),
    ],
)
def test_the_gender_of_the_speaker_is_known(source: str, target: str) -> None:
    assert [index for index, _ in found([*BOOK, pair(source, target, CHAPTER)])] == [2]
    assert found([*BOOK, pair(source, target.replace(" his ", " her "), CHAPTER)]) == []


@pytest.mark.parametrize(
    ("source", "target", "notes"),
    [
        ("Son fils dans son jardin.", "Her son in his garden.", (CHAPTER,)),
        ("Odile Kremer et son père.", "Odile Kremer and his boat.", (CHAPTER,)),
        ("– Chacun garde ses clefs.", "– He keeps his keys.", (CHAPTER, ANSWER)),
        ("– Ses outils.", "– His tools.", (CHAPTER, ANSWER)),
        ("Et les outils ?", "What of his tools?", (CHAPTER, "Question (style Question)")),
        ("Et les outils ?", "What of his tools?", (CHAPTER, "Question")),
        ("<g1>K. M.</g1> – Un bateau.", "<g1>K. M.</g1> – She kept a boat.", (CHAPTER, ANSWER)),
        ("Son jardin.", "His garden.", ("Chapter: Préface",)),
        ("Il faut dire qu’à douze ans, déjà…", "At twelve, she was already…", (CHAPTER,)),
    ],
)
def test_the_speaker_is_not_whom_every_text_is_about(
    source: str, target: str, notes: tuple[str, ...]
) -> None:
    assert found([*BOOK, pair(source, target, *notes)]) == []


def test_the_chapter_may_have_another_title_than_a_name() -> None:
    chapter = "Chapter: Entretien avec Odile Kremer, directrice"
    book = [pair("Directrice", "Director", chapter), pair("– Oui.", "– Yes.", chapter, ANSWER)]
    wrong = pair("Portrait de son équipe.", "Portrait of his team.", chapter)
    assert [index for index, _ in found([*book, wrong])] == [2]


def test_of_two_who_answer_in_a_chapter_nobody_is_whom_it_is_about() -> None:
    book = [*BOOK, pair("– Non.", "– No.", CHAPTER, "Answer by Hugo Perrin")]
    assert found([*book, pair("Portrait de son équipe.", "Portrait of his team.", CHAPTER)]) == []


def test_the_configuration_tells_the_gender_of_a_speaker() -> None:
    """« Dominique » is a woman or a man, and « à l’antenne » says neither."""
    settings = CheckSettings(genders={"Dominique Roy": "f"})
    notes = ("Chapter: Dominique Roy",)
    unit = Unit(parse("Dominique Roy à l’antenne."), notes=notes)
    wrong = Translation(parse("Dominique Roy at his microphone."), State.DRAFT)
    right = Translation(parse("Dominique Roy at her microphone."), State.DRAFT)
    assert found([Pair(unit, wrong, Glossary())]) == []
    assert [index for index, _ in found([Pair(unit, wrong, Glossary(), settings)])] == [0]
    assert found([Pair(unit, right, Glossary(), settings)]) == []
