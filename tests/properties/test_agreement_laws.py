"""No two parts disagree: what the rules of typography write, no check finds fault with."""

from hypothesis import given, settings
from hypothesis import strategies as st

from booktranslate.checks import CheckSettings, run
from booktranslate.glossary import Glossary
from booktranslate.language import quantities, sentences, titles
from booktranslate.language.calendar import FR_DAYS, MONTHS
from booktranslate.language.english_figures import english_form, with_english_figures
from booktranslate.language.roman_numerals import roman
from booktranslate.language.spaces import SPACE
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
SIGNS = st.sampled_from(
    ["%d", "%d", "%d,5", "%d %%", "%d,25 %%", "%d €", "%d M€", "%d Md$", "%dk€", "%d km", "%d h 30"]
)


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
@given(st.integers(1, 28), st.sampled_from(sorted(MONTHS)), st.integers(1000, 2040), LANGUAGES)
def test_dates_left_as_the_french_text_has_them(day: int, month: str, year: int, language: str) -> None:
    date = f"{day}{'er' if day == 1 else ''} {month} {year}"
    assert faults(f"le {date}", f"on {date}", language) == []


NAMES_OF_PEOPLE = st.sampled_from(["Kergall", "Le Goff", "d’Aubrac", "Vannina Pietrucci", "J.-P. Morvan"])


@settings(deadline=None)
@given(st.sampled_from(sorted(titles.ENGLISH)), NAMES_OF_PEOPLE, st.sampled_from(SPACE), LANGUAGES)
def test_titles_left_as_the_french_text_has_them(title: str, name: str, space: str, language: str) -> None:
    said = f"{title}{space}{name}"
    assert faults(f"selon {said}", f"according to {said}", language) == []


LABELS = st.sampled_from(["page", "tables", "chapter", "appendix", "box", "no.", "vol.", "fig.", "§"])


@settings(deadline=None)
@given(LABELS, st.integers(2, 99), st.sampled_from(SPACE), LANGUAGES)
def test_spaces_behind_labels(label: str, number: int, space: str, language: str) -> None:
    assert (
        faults(f"voir {label}{space}{number} de la loi", f"see {label}{space}{number} of it", language) == []
    )


@settings(deadline=None)
@given(st.integers(2, 39), st.sampled_from(["e", "ème"]), LANGUAGES)
def test_roman_ordinals_left_as_the_french_text_has_them(number: int, ending: str, language: str) -> None:
    century = f"{roman(number)}{ending}"
    assert faults(f"le {century} siècle", f"the {century} century", language) == []


@settings(deadline=None)
@given(st.sampled_from(FR_DAYS), st.integers(2, 28), st.sampled_from(sorted(MONTHS)), LANGUAGES)
def test_days_left_as_the_french_text_has_them(day: str, date: int, month: str, language: str) -> None:
    assert faults(f"le {day} {date} {month}", f"on {day} {date} {month}", language) == []


@settings(deadline=None)
@given(st.integers(2, 9_999_999), st.sampled_from(SPACE), st.booleans(), SIGNS, LANGUAGES)
def test_what_checks_expect_typography_leaves_as_it_is(
    number: int, space: str, grouped: bool, sign: str, language: str
) -> None:
    number = number % 24 if "h" in sign else number
    written = f"{number:,}".replace(",", space) if grouped else str(number)
    (figure,) = quantities.french(sign.replace("%d", written).replace("%%", "%"))
    expected = english_form(figure, language)
    (read,) = quantities.english(expected)
    assert not read.french
    assert set(figure.values) & set(read.values)
    for text in (f"It is at {expected}.", f"About {expected} of them", expected):
        assert str(polish(parse(text), language)) == text


@settings(deadline=None)
@given(st.integers(2, 9_999_999), st.booleans(), SIGNS, LANGUAGES)
def test_what_engines_are_given_typography_leaves_as_it_is(
    number: int, grouped: bool, sign: str, language: str
) -> None:
    number = number % 24 if "h" in sign else number
    written = f"{number:,}".replace(",", "\u202f") if grouped else str(number)
    given_to_engines = with_english_figures(
        f"environ {sign.replace('%d', written).replace('%%', '%')}.", language
    )
    if "M" not in sign and "km" not in sign:  # which stay in words of French
        assert str(polish(parse(given_to_engines), language)) == given_to_engines


@settings(deadline=None)
@given(st.lists(st.sampled_from(ALL), min_size=2, max_size=4, unique=True), LANGUAGES)
def test_typography_leaves_the_sentences_as_they_are(raw: list[tuple[str, str]], language: str) -> None:
    texts = [f"Here is {english}." for _, english in raw]
    polished = [polish(parse(text), language).plain for text in (*texts, " ".join(texts))]
    assert len(sentences.split(polished[-1])) == sum(len(sentences.split(text)) for text in polished[:-1])


@settings(deadline=None)
@given(
    st.integers(1, 120),
    st.sampled_from(["er", "re", "e", "ème", "ième", "eme", "nd", "nde", "d", "de"]),
    LANGUAGES,
)
def test_ordinals_left_as_the_french_text_has_them(number: int, ending: str, language: str) -> None:
    if (ending in ("er", "re") and number != 1) or (ending[0] in "nd" and number != 2):
        number = 1 if ending in ("er", "re") else 2
    ending = "er" if number == 1 else ending
    ordinal = f"{number}{ending}"
    assert quantities.french(f"le {ordinal} rang")[0].values == (number,)
    assert faults(f"le {ordinal} rang", f"the {ordinal} row", language) == []
