"""What headings and captions begin with is not Apertium's."""

import pytest

from booktranslate.engines.apertium.leading_labels import cut_off
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse

NO_TERMS = Glossary(())


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("Figure 2.1 Distribution de la couleur", "Figure 2.1 ", "Distribution de la couleur"),
        ("Tableau1.1 Les niveaux", "Table 1.1 ", "Les niveaux"),
        ("Figure 4 – Vue du port", "Figure 4 – ", "Vue du port"),
        ("Fig. 2 : le port", "Fig. 2: ", "le port"),
        ("<b>Figure <f1/> :</b> Le port", "<b>Figure <f1/>:</b> ", "Le port"),
        ("Graphique A.2 : les ventes", "Chart A.2: ", "les ventes"),
        ("Figure <f1/><tab/>a) Le port", "Figure <f1/><tab/>", "a) Le port"),
        ("Figure 3", "Figure 3", ""),
        ("Chapitre IV – Les écoles", "Chapter IV – ", "Les écoles"),
        ("a. Vérification", "a. ", "Vérification"),
        ("(a) Domaine", "(a) ", "Domaine"),
        ("3.4 Idée initiale", "3.4 ", "Idée initiale"),
        ("2.3Niveau technique", "2.3", "Niveau technique"),
        ("II- Cadre du stage", "II- ", "Cadre du stage"),
    ],
)
def test_what_is_cut_off(text: str, lead: str, rest: str) -> None:
    first, second = cut_off(parse(text), NO_TERMS)
    assert (str(first), str(second)) == (lead, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Figure emblématique du port",
        "Partie 2 heures avant, la barque revient.",
        "TABLEAU 3 : LES PRIX",
        "3 ports ont fermé.",
        "12 Marins",
        "<b>a. Vérification du port</b>",
        "Annexe",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    first, second = cut_off(parse(text), NO_TERMS)
    assert (str(first), str(second)) == ("", text)


def test_a_term_of_the_glossary_is_left_to_the_glossary() -> None:
    glossary = Glossary((Term("tableau", "schedule", "noun"),))
    assert str(cut_off(parse("Tableau 2 : Les prix"), glossary)[0]) == ""
