import pytest

from booktranslate.glossary import Glossary, Term
from booktranslate.model import State
from tests.unit.checks.checking import findings

GLOSSARY = Glossary(
    (
        Term("adhérent", "member", "noun"),
        Term("Banque des Territoires", "Banque des Territoires", "name", keep=True),
    )
)


@pytest.mark.parametrize("source", ["Bonjour.", "<b>Titre</b>", "a", "12", "<fn1/> Note"])
def test_untranslated(source: str) -> None:
    assert [finding.name for finding in findings("untranslated", source, "")] == ["untranslated"]


@pytest.mark.parametrize(
    ("source", "target"), [("Bonjour.", "Hello."), ("a", "a"), ("12", "12"), ("", ""), ("Oui", "<b>")]
)
def test_not_untranslated(source: str, target: str) -> None:
    assert findings("untranslated", source, target) == []


@pytest.mark.parametrize(
    "text",
    [
        "Elle dirige un pôle.",
        "les adhérents",
        "Nous sommes au bout d’une voie ferrée.",
        "l’avenir de la mer",
        "On règle <i>le montage</i>.",
        "c’est dit",
        "Portrait de Vannina Pietrucci, personnage fictif",
    ],
)
def test_unchanged(text: str) -> None:
    assert [finding.name for finding in findings("unchanged", text, text, GLOSSARY)] == ["unchanged"]


@pytest.mark.parametrize(
    "text",
    [
        "Nolwenn Kerguidou",
        "Banque des Territoires",
        "2 500",
        "Total",
        "Horizon Europe",
        "Mention Introduction",
        "https://exemple.org/la/page",
        "Pays de la Loire",
        "1.",
    ],
)
def test_not_unchanged(text: str) -> None:
    assert findings("unchanged", text, text, GLOSSARY) == []


def test_a_changed_text_is_not_unchanged() -> None:
    assert findings("unchanged", "les adhérents", "the members", GLOSSARY) == []


@pytest.mark.parametrize("target", ["Hello.", "<b>Hello</b>", "x", "12", "Hello there."])
def test_drafts(target: str) -> None:
    assert [finding.name for finding in findings("fuzzy", "Bonjour.", target, state=State.DRAFT)] == ["fuzzy"]


@pytest.mark.parametrize("target", ["Hello.", "<b>Hello</b>", "x", "12", ""])
def test_no_drafts(target: str) -> None:
    assert findings("fuzzy", "Bonjour.", target) == []
