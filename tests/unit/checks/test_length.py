import pytest

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.model import State, Translation, Unit, parse
from tests.unit.checks.checking import Tables, findings, right, wrong
from tests.unit.checks.regular_book import REGULAR

WORDS = "Voilà une phrase assez longue pour être mesurée"
FOUR = "Un est là. Deux est là. Trois est là. Quatre est là."
TABLES: Tables = {
    "short": (
        [
            (f"{WORDS}. {WORDS}.", "Here is a sentence."),
            (WORDS, "A sentence"),
            ("Il faut constituer des provisions pour dépréciation.", "Provide for losses."),
            (WORDS, "x"),
            (FOUR, "One is there."),
            (f"<b>{WORDS}</b>", "<b>Short</b>"),
        ],
        [
            (WORDS, "Here is a sentence, long enough to measure"),
            ("Oui, bien sûr.", "Yes."),
            ("Être ou ne pas être", "To be"),
            (WORDS, "A sentence of a sensible length"),
            ("Provisions pour dépréciation des immobilisations", "Impairment losses"),
            (f"{WORDS}. (https://exemple.org/{'page-' * 20})", "Here is a sentence, long enough to measure."),
            (FOUR, "One, two, three and four are there."),
        ],
    ),
    "long": (
        [
            (
                WORDS,
                "Here is a sentence that goes on and on and never seems to find its end, for it adds much",
            ),
            (WORDS, f"{WORDS} {WORDS}"),
            (FOUR, "word " * 30),
            (f"<b>{WORDS}</b>", "word " * 20),
            (
                WORDS + ".",
                "A long sentence. And another one that was pasted here by mistake, I fear, or is it?",
            ),
        ],
        [
            (WORDS, "Here is a sentence, long enough to be measured"),
            ("Oui.", "Yes, of course, why not?"),
            ("PME", "small and medium-sized enterprises"),
            (WORDS, "Here is a sentence that is somewhat longer than the French one"),
            ("", "Something"),
        ],
    ),
    "sentencecount": (
        [
            (FOUR, "One is there."),
            (FOUR, "One is there. Two is there, three is there, four is there."),
            ("Un, deux.", "One. Two. Three. Four."),
            (f"{FOUR} {FOUR}", FOUR),
            ("Qui ? Quoi ? Où ? Quand ?", "Who, what, where and when?"),
        ],
        [
            (FOUR, FOUR),
            (FOUR, "One is there. Two is there. Three and four are there."),
            ("Un. Deux.", "One and two."),
            ("M. Dupont est là. Oui.", "Mr Dupont is there. Yes."),
            ("À 8 h. À 9 h. À 10 h.", "At 8 a.m. and 9 a.m. and 10 a.m."),
            ("Qui ? Quoi ? Où ? Quand ?", "Who? What? Where? When?"),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target)][:1] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target) == []


def test_a_text_is_short_beside_those_of_its_book() -> None:
    french = f"{WORDS}, et une autre encore, qui la suit de près dans le texte, car il le faut bien, dit-on."
    whole = (
        "Here is a sentence, long enough to be measured, and another one that follows it closely in the "
        "text, as it must be, or so they say."
    )
    part = whole[: int(len(french) * 0.9)]
    off = frozenset(check.name for check in CHECKS if check.name != "short")

    def count(targets: list[str]) -> int:
        units = [(Unit(parse(french)), Translation(parse(each), State.REVIEWED)) for each in targets]
        return len(run(units, Glossary(), CheckSettings(off=off)))

    assert count([part]) == 0
    assert count([whole] * 40 + [part]) == 0
    assert count([whole] * 40 + [whole[: int(len(french) * 0.6)]]) == 1
    assert count([whole[: int(len(french) * 0.6)]]) == 0


BEFORE_FR = (
    "Le comité a visité la scierie de Lorient pendant tout le mois d’avril, et la directrice leur a montré "
    "les machines de 1954"
)
AFTER_FR = (
    "puis ils ont mangé ensemble au bord du fleuve, et la fanfare a joué jusqu’au soir devant les bureaux de "
    "la mairie."
)
BEFORE_EN = (
    "The committee visited the sawmill in Lorient all through the month of April, and the director showed "
    "them the machines of 1954"
)
AFTER_EN = (
    "then they ate together on the bank of the river, and the band played until evening in front of the "
    "offices of the mayor."
)


@pytest.mark.parametrize(
    ("source", "target", "shown"),
    [
        (
            f"{BEFORE_FR}, pendant que les enfants dormaient, {AFTER_FR}",
            f"{BEFORE_EN}, {AFTER_EN}",
            "« pendant que les enfants dormaient »",
        ),
        (f"{BEFORE_FR}, {AFTER_FR}", f"{BEFORE_EN}, {AFTER_EN}", ""),
        # What it says is there, if shorter.
        (
            f"{BEFORE_FR}, que Bertrand Kerjean admirait beaucoup, {AFTER_FR}",
            f"{BEFORE_EN} to Kerjean, {AFTER_EN}",
            "",
        ),
    ],
)
def test_a_clause_that_nothing_translates_is_named(source: str, target: str, shown: str) -> None:
    units = [
        (Unit(parse(french)), Translation(parse(english), State.REVIEWED))
        for french, english in [*REGULAR, (source, target)]
    ]
    off = frozenset(check.name for check in CHECKS if check.name != "perhaps-short")
    messages = [finding.message for _, finding in run(units, Glossary(), CheckSettings(off=off))]
    assert len(messages) == (1 if shown else 0)
    assert all(shown in message for message in messages)
