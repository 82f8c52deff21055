"""Parts of a text that are the same in every language, and acronyms that are a text."""

import pytest

from booktranslate.glossary import Glossary, Term
from booktranslate.glossary.acronyms import acronyms_alone
from booktranslate.language.addresses import addresses_in
from booktranslate.language.invariant import is_initials


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir horizon-filieres.example.org/constats.", ["horizon-filieres.example.org/constats"]),
        ("(www.lieu.fr/a?b=c), lieu.coop; a.b@lieu.fr…", ["www.lieu.fr/a?b=c", "lieu.coop", "a.b@lieu.fr"]),
        ("https://lieu.de/a-(b)", ["https://lieu.de/a-(b"]),
        ("lieu.de/accueil et lieu.de", ["lieu.de/accueil"]),
        ("C’est la fin.Il part. Etc.et/ou 1.2/3", []),
        ("M. Roy, art. 3.fr-2", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in addresses_in(text)] == found


@pytest.mark.parametrize("text", ["A. P.", "M.-O. S. –", "G.\u00a0F.-T.", "É. B. :", "K."])
def test_initials(text: str) -> None:
    assert is_initials(text)


@pytest.mark.parametrize("text", ["M.", "à.", "A", "A. P. parle", "Mme R.", ""])
def test_no_initials(text: str) -> None:
    assert not is_initials(text)


def test_acronyms_that_are_a_text() -> None:
    texts = [
        "CCI",
        "EHPAD",
        "R&D",
        "CAP",
        "PME",
        "ONU",
        "MAI",
        "OUI",
        "Le CAP est un diplôme.",
        "TITRE EN MAI",
    ]
    glossary = Glossary((Term("PME", "SME"),))
    assert acronyms_alone(texts, glossary) == {"CCI", "EHPAD", "R&D", "CAP"}
    assert acronyms_alone([], glossary) == frozenset()
