"""Term candidates, acronyms, and what another edition of the glossary changes."""

import pytest

from booktranslate.glossary import Glossary, Term
from booktranslate.glossary.acronyms import acronyms
from booktranslate.glossary.changes import affected, changes
from booktranslate.glossary.mining import Passage, candidates

NONE = Glossary()


def passages(*texts: str) -> list[Passage]:
    return [Passage(text, f"a.docx:{number}") for number, text in enumerate(texts, 1)]


def terms(*texts: str, known: Glossary = NONE, fewest: int = 2) -> list[str]:
    return [candidate.term for candidate in candidates(passages(*texts), known, fewest)]


# Candidates


def test_a_phrase_is_one_candidate_in_all_its_forms() -> None:
    (found,) = candidates(
        passages("Un comité de filière se réunit.", "Les comités de filière votent.", "Ce comité de filière"),
        NONE,
    )
    assert (found.term, found.count) == ("comité de filière", 3)
    assert [context.where for context in found.contexts] == ["a.docx:1", "a.docx:2", "a.docx:3"]
    assert found.contexts[0].text == "Un comité de filière se réunit."


def test_what_a_longer_candidate_explains_is_none_of_its_own() -> None:
    texts = ["L’appel à projets européen.", "Cet appel à projets européen.", "Un appel à projets européen."]
    assert terms(*texts) == ["appel à projets européen"]
    assert "appel à projets" in terms(*texts, "Un appel à projets régional.", "Un appel à projets.")


@pytest.mark.parametrize(
    "text",
    ["C’est ce que j’ai dit.", "Il parle souvent.", "Depuis trois ans.", "Elle, oui ; lui, non.", "2 500 €"],
)
def test_talk_is_no_term(text: str) -> None:
    assert terms(text, text, text) == []


def test_punctuation_parts_phrases() -> None:
    assert terms("des usines, réseaux", "des usines, réseaux") == []


def test_what_the_glossary_has_is_not_suggested() -> None:
    known = Glossary((Term("feuille de route", "roadmap"),))
    assert terms("La feuille de route.", "Les feuilles de route.", known=known) == []
    assert terms("La feuille de route.", "Les feuilles de route.") == ["feuille de route"]


def test_names_come_last_and_keep_their_capitals() -> None:
    found = candidates(
        passages(*["Maylis Nguyen parle.", "Avec Maylis Nguyen.", "Un réseau régional."] * 3), NONE
    )
    assert [(one.term, one.is_name) for one in found] == [("réseau régional", False), ("Maylis Nguyen", True)]


def test_a_capital_of_a_sentence_is_none_of_the_term() -> None:
    assert terms("Réseau régional.", "Réseau régional.") == ["réseau régional"]


def test_addresses_are_no_terms() -> None:
    assert terms("Voir www.exemple.fr/page.", "Voir www.exemple.fr/page.") == []


def test_the_fewest() -> None:
    assert terms("Un réseau régional.", fewest=1) == ["réseau régional"]
    assert terms("Un réseau régional.", fewest=2) == []


# Acronyms


@pytest.mark.parametrize(
    ("text", "short", "expansion"),
    [
        ("Le réseau des femmes de la région (RFR) avance.", "RFR", "réseau des femmes de la région"),
        ("Le PIA (programme d’investissements d’avenir).", "PIA", "programme d’investissements d’avenir"),
        (
            "L’Agence de l’environnement et de la maîtrise de l’énergie (ADEME) aide.",
            "ADEME",
            "Agence de l’environnement et de la maîtrise de l’énergie",
        ),
        ("La recherche et développement (R&D).", "R&D", "recherche et développement"),
        ("Une usine (PME) ferme.", "PME", ""),
        ("Les PME ferment.", "PME", ""),
    ],
)  # fmt: skip
def test_acronyms_with_their_expansions(text: str, short: str, expansion: str) -> None:
    (found,) = acronyms(passages(text), NONE)
    assert (found.short, found.expansion, found.count, found.where) == (short, expansion, 1, "a.docx:1")


def test_acronyms_by_frequency_and_not_those_that_are_known() -> None:
    found = acronyms(passages("PME, PME et ETI. DRH", "ETI, ETI"), Glossary((Term("DRH", "HR director"),)))
    assert [(one.short, one.count) for one in found] == [("ETI", 3), ("PME", 2)]


def test_a_title_in_capitals_has_no_acronyms() -> None:
    assert acronyms(passages("LES FEMMES DIRIGENT", "Voir www.PME.fr, M. X, à 8 H"), NONE) == []


# Changes

OLD = Glossary((Term("mixité", "mix"), Term("filière", "sector"), Term("métier", "trade", note="old")))
NEW = Glossary(
    (
        Term("mixité", "balance"),
        Term("métier", "trade", note="new", forbidden=("craft",)),
        Term("filière bois", "timber"),
    )
)


def test_changes_are_what_changes_a_translation() -> None:
    assert [(change.source, change.kind) for change in changes(OLD, NEW)] == [
        ("mixité", "changed"),
        ("filière bois", "new"),
        ("filière", "removed"),
    ]
    assert changes(OLD, OLD) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("La mixité.", {"mixité"}),
        ("Le métier.", set()),
        ("La filière.", {"filière"}),
        ("La filière bois.", {"filière", "filière bois"}),
        ("Rien.", set()),
    ],
)
def test_affected_are_texts_about_which_the_glossary_says_something_else(
    text: str, sources: set[str]
) -> None:
    assert affected(OLD, NEW, text) == sources
