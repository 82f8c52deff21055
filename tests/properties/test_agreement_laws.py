"""No two parts disagree: what the rules of typography write, no check finds fault with."""

from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.language.calendar import FR_MONTHS
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.typography import NAMES, changes, polish
from tests.properties.test_checks_laws import RAW

LANGUAGES = st.sampled_from(["en-GB", "en-US"])
# What each rule is for, once more than RAW has it: of kinds of text that people translate.
KINDS = (
    ("la fin . Puis rien", "the end . Then nothing"),
    ("le Pr Kergall", "the Pr Kergall"),
    ("8 000 km de côtes", "8\u202f000\u00a0km\u00a0of\u00a0coast"),
    ("un prix de 40 €", "a price of 40 €"),
    ("« j’ai dit “non” »", "« I said “no” »"),
    ("au XIXe siècle et à 9 h 15", "in the XIXe century and at 9 h 15"),
    ("le lundi 3 mai 2021", "on lundi 3 mai 2021"),
    ("voir www.exemple.org/a.pdf", "see www.exemple.org/a.pdf"),
)
ALL = (*RAW, *KINDS)
SIGNS = st.sampled_from(["%d", "%d", "%d,5", "%d %%", "%d,25 %%", "%d €", "%d M€", "%d km", "%d h 30"])


def faults(french: str, english: str, language: str) -> list[tuple[str, str]]:
    source = f"Voici ce que disent les chiffres de cette année : {french}."
    target = polish(parse(f"Here is what the figures of this year say : {english}."), language)
    unit = (Unit(parse(source)), Translation(target, State.REVIEWED))
    return [
        (finding.name, finding.message)
        for _, finding in run([unit], Glossary(), CheckSettings("fr", language))
    ]


def test_every_rule_has_something_to_do_here() -> None:
    used = {
        change.rule
        for _, english in ALL
        for lang in ("en-GB", "en-US")
        for change in changes(parse(english), lang)
    }
    assert used == set(NAMES)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=1, max_size=4, unique=True), LANGUAGES)
def test_texts_of_all_kinds(raw: list[tuple[str, str]], language: str) -> None:
    assert faults(*(", ".join(texts) for texts in zip(*raw, strict=True)), language) == []


@settings(deadline=None)
@given(st.integers(13, 9_999_999), st.booleans(), SIGNS, LANGUAGES)
def test_figures_left_as_the_french_text_has_them(
    number: int, grouped: bool, sign: str, language: str
) -> None:
    hours = "h" in sign
    number = number % 24 if hours else number
    written = f"{number:,}".replace(",", "\u202f") if grouped else str(number)
    figure = sign.replace("%d", written).replace("%%", "%")
    french, english = (f"à {figure}", f"at {figure}") if hours else (f"près de {figure}", f"nearly {figure}")
    assert faults(french, english, language) == []


@settings(deadline=None)
@given(st.integers(1, 28), st.sampled_from(FR_MONTHS), st.integers(1900, 2040), LANGUAGES)
def test_dates_left_as_the_french_text_has_them(day: int, month: str, year: int, language: str) -> None:
    date = f"{day}{'er' if day == 1 else ''} {month} {year}"
    assert faults(f"le {date}", f"on {date}", language) == []
