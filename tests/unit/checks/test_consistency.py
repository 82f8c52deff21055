import pytest

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse

LONG = "Une question qui est longue, vraiment"
OTHER = "Une autre question, tout aussi longue"

Texts = list[tuple[str, str]]


def found(
    name: str, texts: Texts, state: State = State.REVIEWED, contexts: tuple[str, ...] = ()
) -> list[int]:
    units = [
        (Unit(parse(source), contexts[index] if contexts else ""), Translation(parse(target), state))
        for index, (source, target) in enumerate(texts)
    ]
    off = frozenset(check.name for check in CHECKS if check.name != name)
    return [index for index, _ in run(units, Glossary(), CheckSettings(off=off))]


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        ([("Mot", "Word"), ("Mot", "Term")], [0, 1]),
        ([("Mot", "Word"), ("autre", "other"), ("MOT", "Term")], [0, 2]),
        ([("Un mot", "A word"), ("un  mot", "a term")], [0, 1]),
        ([("Un mot.", "A word."), ("Un mot", "One word")], [1]),  # a remark is a note
        ([("Un <b>mot</b>", "A <b>word</b>"), ("Un mot", "One word")], [0, 1]),
    ],
)
def test_inconsistent(texts: Texts, at: list[int]) -> None:
    assert found("inconsistent", texts) == at


@pytest.mark.parametrize(
    "texts",
    [
        [("Mot", "Word"), ("Mot", "word.")],
        [("Mot", "Word"), ("Mots", "Words")],
        [("Mot", "Word"), ("Mot", "")],
        [("Un mot", "A word"), ("un  mot", "A  word")],
        [("…", "a"), ("!", "b")],
    ],
)
def test_not_inconsistent(texts: Texts) -> None:
    assert found("inconsistent", texts) == []


def test_drafts_and_contexts_are_no_inconsistency() -> None:
    texts = [("Mot", "Word"), ("Mot", "Term")]
    assert found("inconsistent", texts, State.DRAFT) == []
    assert found("inconsistent", texts, contexts=("a", "b")) == []


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        ([(LONG, "A question"), (OTHER, "A question")], [0, 1]),
        ([(LONG, "A question"), (OTHER, "a question.")], [0, 1]),
        ([(LONG, "A question"), ("x", "y"), (OTHER, "A question")], [0, 2]),
        ([(LONG, "<b>A question</b>"), (OTHER, "A question")], [0, 1]),
        ([(LONG, "Q"), (OTHER, "Q"), (OTHER + " ?", "Q")], [0, 1, 2]),
    ],
)
def test_reused(texts: Texts, at: list[int]) -> None:
    assert found("reused", texts) == at


@pytest.mark.parametrize(
    "texts",
    [
        [("Si.", "Yes."), ("Oui.", "Yes.")],
        [(LONG, "A question"), (LONG.upper(), "A question")],
        [(LONG, "A question"), (LONG + " ?", "A question?")],
        [(LONG, "A question"), (OTHER, "Another question")],
        [("Directrice", "A question"), (OTHER, "A question")],
    ],
)
def test_not_reused(texts: Texts) -> None:
    assert found("reused", texts) == []
