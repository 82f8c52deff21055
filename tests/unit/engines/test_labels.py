"""What no engine translates comes through each of them: initials, bare addresses, acronyms."""

import shutil
from contextlib import closing

import pytest

from booktranslate.engines import Engine, EngineSettings, create
from booktranslate.engines.markup import plain_sentences
from booktranslate.glossary import Glossary
from booktranslate.model import TaggedText, parse

LABELS = [
    "<g1>A.\u00a0P.</g1>\u00a0– La ville est grande.",
    "<g1>M.-O.\u00a0S.</g1>\u00a0– Oui.",
    "O. K. – La maison est grande.",
    "La ville (K. M.) est grande.",
]
ADDRESSES = [
    "La maison est sur <a1>horizon-filieres.example.org/constats</a1>.",
    "La maison est sur horizon-filieres.example.org/constats.",
    "Voir lieu.fr",
]


@pytest.fixture
def apertium() -> Engine:
    if not shutil.which("apertium"):
        pytest.skip("Apertium is not installed")
    return create("apertium", EngineSettings("fr", "en-GB", Glossary()))


def labels_of(text: str) -> str:
    return text.partition("–")[0].strip()


def test_apertium(apertium: Engine) -> None:
    with closing(apertium):
        answers = [str(text) for text in apertium.translate([parse(text) for text in LABELS + ADDRESSES])]
        for source, answer in zip(LABELS[:3], answers, strict=False):
            assert labels_of(answer) == labels_of(source)
        assert "(K. M.)" in answers[3]
        assert "<a1>horizon-filieres.example.org/constats</a1>" in answers[4]
        assert "horizon-filieres.example.org/constats" in answers[5]
        assert "lieu.fr" in answers[6]
        certificate, alone = apertium.translate([parse("Un BTS, un CAP et un BUT."), parse("LES BUTS")])
        assert [word for word in ("BTS", "CAP", "BUT") if word in str(certificate)] == ["BTS", "CAP", "BUT"]
        assert "BUTS" not in str(alone)  # a title in capitals is no row of acronyms
        assert "UE" not in str(apertium.translate([parse("La France est dans l’UE.")])[0])


def test_neural_engines_are_not_sent_them() -> None:
    sent: list[str] = []

    def ask(texts: list[str]) -> list[str]:
        sent.extend(texts)
        return texts

    def translated(text: str) -> str:
        (answer,) = plain_sentences.translate([parse(text)], Glossary(), ask)
        assert isinstance(answer, TaggedText)
        return str(answer)

    assert [translated(text) for text in LABELS + ADDRESSES] == LABELS + ADDRESSES
    assert not any(bad in text for text in sent for bad in ("P.", "M.-O.", "K.", "example", "lieu"))
