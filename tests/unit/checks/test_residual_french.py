"""French that is left: what must be found, and what must not."""

import pytest

from booktranslate.checks.pairs import Pair
from booktranslate.checks.residual_french import CHECKS
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import sentence

GLOSSARY = Glossary((Term("Pôle Véhicule du Futur", "Pôle Véhicule du Futur", keep=True),))


def found(target: str, source: str = "Le texte français.") -> list[str]:
    pair = Pair(Unit(parse(source)), Translation(parse(target), State.DRAFT), GLOSSARY)
    return [sentence(flaw) for _, flaw in CHECKS[0].function([pair])]


@pytest.mark.parametrize(
    "target",
    [
        "Nous avons réuni les entreprises de la région.",
        "The cluster was founded in 2009. Elle dirige une équipe de douze personnes.",
        "LES FEMMES DANS LES FILIÈRES INDUSTRIELLES",
        "Part des femmes",
        "The members meet every month pour parler de leurs difficultés and go home late.",
        "« Je n’ai pas demandé la permission. »",
        "Pour en savoir plus : contact@example.org",
        "effectif",
        "It was late.<br/>Personne ne parlait plus.",
        "The roadmap was written with <b>les adhérents du pôle et leurs salariés</b>.",
        "Qu’est-ce qui vous manque ?",
    ],
)
def test_french_is_found(target: str) -> None:
    messages = found(target)
    assert len(messages) == 1
    assert "still in French" in messages[0]


@pytest.mark.parametrize(
    "target",
    [
        "We brought the region’s companies together.",
        "The report, <i>Pour une industrie au féminin</i>, came out in 2024.",
        "They went to Pôle Véhicule du Futur with twelve firms.",
        "The Fédération des entreprises du bois et de la forêt met in Épinal.",
        "“Second capitaine”, in French.",
        "Not to wear any eau de toilette!",
        "Azalaïs Peyrecave",
        "France 2030",
        "Essences & Formules, competitiveness cluster (fictional organisation)",
        "See www.la-filiere-du-futur.example.org or write to les-femmes@example.org.",
        "Paris, Lyon, Saint-Étienne",
        "i18n string",
        "La guerre du vent n’aura pas lieu - Éditions du Port (in French only)",
        "Run mamba install -c conda-forge -c pytorch -c nvidia -y --file here.",
        "It is in the Code des relations entre le public et l'administration (CRPA) and nowhere else.",
        "There is an article by Fauré, Les archives et leurs données, enjeux, perspectives [in French].",
        "€62k, six months.",
        "<g1>D. N.-L.</g1> – Yes.",
        "Coumba Lecoutour in a container yard in Le Havre.",
        "The ministry’s term is “égalité réelle entre les femmes et les hommes”, and it is a good one.",
        "",
    ],
)
def test_english_is_left_alone(target: str) -> None:
    assert found(target) == []


def test_the_finding_shows_the_words() -> None:
    (message,) = found("The cluster grew. Puis la crise est arrivée sans prévenir.")
    assert "Puis la crise est arrivée sans prévenir" in message
