"""A term that is used twice is looked for twice."""

import pytest

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse

GLOSSARY = Glossary((Term("filière", "sector", "noun"), Term("pôle", "pôle", "name", keep=True)))
FRENCH = "La filière avance. Elle recrute. Chaque filière a besoin de temps."


def found(english: str, french: str = FRENCH) -> list[str]:
    units = [(Unit(parse(french)), Translation(parse(english), State.REVIEWED))]
    findings = run(units, GLOSSARY, CheckSettings())
    return [finding.message for _, finding in findings if finding.name == "terminology-again"]


def test_the_second_use_is_another_word() -> None:
    (message,) = found("The sector advances. It recruits. Every branch needs <b>time</b>.")
    assert message == "“filière” is “sector” in one sentence, but not in another: “Every branch needs time.”."
    assert len(found("The branch advances. It recruits. Every sector needs time.")) == 1


@pytest.mark.parametrize(
    "english",
    [
        "The sector advances. It recruits. Every sector needs time.",
        "The sectors advance. They recruit. They all need time.",  # a pronoun stands for it
        "The sector advances and recruits. Every branch needs time.",  # which sentence is which?
        "The branch advances. It recruits. Every branch needs time.",  # `terminology` says that
    ],
)
def test_no_alarm(english: str) -> None:
    assert found(english) == []


def test_names_that_stay_are_another_check() -> None:
    assert found("The pôle works. The cluster sings.", "Le pôle travaille. Le pôle chante.") == []
