"""Laws of the checks: they never fail, and say nothing where there is nothing to say."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, Translation, Unit, parse
from booktranslate.typography import polish

NAMES = {check.name for check in CHECKS}
GLOSSARY = Glossary(
    (
        Term("adhérent", "member", "noun", forbidden=("adherent",)),
        Term("PME", "SME", "acronym", case_sensitive=True),
        Term("Bpifrance", "Bpifrance", "name", keep=True),
    )
)
MARKS = """
    <b> </b> <i> </i> <fn1/> <fn2/> <br/> « » “ ” ( ) ' " … ... .. , ; : ? ! % € k€ M€ 2 12 500 3,5 3.5 8h30 h
    XXIe 1er 2/3 12/03/2024 mars March am pm PME SME adhérents members Bpifrance Dupont a@b.org https://a.org/x
    a.pdf & < > &amp; &lt; le the Le The
"""
PIECES = st.sampled_from([*MARKS.split(), " ", "\u00a0", "\u202f", "\n", "\u00ad", "\u200b"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
STATES = st.sampled_from([State.DRAFT, State.REVIEWED])

# Dictionaries are loaded at the first text: here, so that no example is late for Hypothesis.
for _language in ("en-GB", "en-US"):
    run(
        [(Unit(parse("Deux adhérents.")), Translation(parse("Two members."), State.REVIEWED))],
        GLOSSARY,
        CheckSettings(target_lang=_language),
    )


@settings(deadline=None)  # a check may load a dictionary at the first text that needs it
@given(st.lists(st.tuples(TEXTS, TEXTS, STATES), max_size=4), st.sampled_from(["en-GB", "en-US"]))
@example([("0.ORG/0", "0.ORG/0/0", State.DRAFT)], "en-GB")  # an address that goes on
def test_no_text_makes_a_check_fail(texts: list[tuple[str, str, State]], language: str) -> None:
    units = [(Unit(parse(source)), Translation(parse(target), state)) for source, target, state in texts]
    for index, finding in run(units, GLOSSARY, CheckSettings(target_lang=language)):
        assert 0 <= index < len(units)
        assert finding.name in NAMES
        assert finding.message.strip()


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9)
NAME = WORD.map(str.capitalize).filter(lambda name: name not in {"Ier", "Iers", "Ire"})  # 1st


@settings(deadline=None)
@given(st.lists(NAME, min_size=1, max_size=3, unique=True).map(" ".join))
def test_a_name_is_the_same_in_both_languages(name: str) -> None:
    unit = Unit(parse(name))
    assert run([(unit, Translation(parse(name), State.REVIEWED))], Glossary(), CheckSettings()) == []


@settings(deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_a_number_in_french_is_the_same_number_in_english(value: int, grouped: bool) -> None:
    french = f"{value:,}".replace(",", "\u202f") if grouped else str(value)
    english = f"{value:,}" if grouped else str(value)
    unit = Unit(parse(f"On compte {french} boîtes."))
    found = run(
        [(unit, Translation(parse(f"We count {english} boxes."), State.REVIEWED))],
        Glossary(),
        CheckSettings(),
    )
    assert found == []


@settings(deadline=None)
@given(st.integers(13, 10**6), st.integers(13, 10**6))
def test_another_number_is_found(value: int, other: int) -> None:
    unit = Unit(parse(f"On compte {value} boîtes."))
    found = run(
        [(unit, Translation(parse(f"We count {other} boxes."), State.REVIEWED))], Glossary(), CheckSettings()
    )
    assert bool(found) == (value != other)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_what_is_off_or_ignored_is_not_found(source: str, target: str) -> None:
    units = [(Unit(parse(source)), Translation(parse(target), State.REVIEWED))]
    for _, finding in run(units, GLOSSARY, CheckSettings()):
        off = CheckSettings(off=frozenset({finding.name}))
        assert finding.name not in {left.name for _, left in run(units, GLOSSARY, off)}
        ignored = [frozenset({finding.name})]
        assert finding.name not in {left.name for _, left in run(units, GLOSSARY, CheckSettings(), ignored)}


# French, and English as a hurried translator may leave it; each with one rule of typography or more to apply.
RAW = (
    ("« Oui », dit-elle", '"Yes", she said'),
    ("« Oui », dit-elle", "« Yes », she said"),
    ("« Oui », dit-elle", "« Yes » , she said"),
    ("à Villeneuve-d'Ascq", "in Villeneuve-d'Ascq"),
    ("près de L'Haÿ-les-Roses", "near L'Haÿ-les-Roses"),
    ("avec Mme d'Aubrac", "with Mme d'Aubrac"),
    ("avec M. de Kergall et Mme Kergall", "with M. de Kergall and Mme Kergall"),
    ("avec M. et Mme Kergall", "with M. and Mme Kergall"),
    ("2 500 boîtes", "2 500 boxes"),
    ("une hausse de 3,5 %", "a rise of 3,5 %"),
    ("une hausse de +12,5 %", "a rise of +12,5 %"),
    ("1 234,56 €", "1.234,56 €"),
    ("un budget de 3,4 M€", "a budget of 3,4 M€"),
    ("de 10 à 15 M€", "from 10 to 15 M€"),
    ("2 000-2 500 boîtes", "2 000-2 500 boxes"),
    ("en 2020-2024", "in 2020-2024"),
    ("le 12 mars 2024", "on 12 mars 2024"),
    ("à 8 h 30", "at 8 h 30"),
    ("au XXIe siècle", "in the XXIe century"),
    ("la 3e édition", "the 3e edition"),
    ("le n° 5", "the n° 5"),
    ("la section 3.2.1", "section 3.2.1"),
    ("la voiture — rouge — roule", "the car -- red -- rolls"),
    ("et puis… rien", "and then... nothing"),
    ("c'est l'heure : partons", "it's time : let's go"),
    ("un Boeing 737-800", "a Boeing 737-800"),
    ("un rapport de 10 : 1", "a ratio of 10 : 1"),
    ("une fois  deux", "once  two"),
    ("le rock 'n' roll", "rock 'n' roll"),
    ("les années 80", "the '80s"),
)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(RAW), min_size=1, max_size=4, unique=True), st.sampled_from(["en-GB", "en-US"])
)
def test_what_typography_writes_no_check_finds_fault_with(raw: list[tuple[str, str]], language: str) -> None:
    # As long as sentences are: a text of amounts alone is much longer in English, which is another check's.
    source = f"Voici ce que disent les chiffres de cette année : {', '.join(french for french, _ in raw)}."
    english = ", ".join(english for _, english in raw)
    target = polish(parse(f"Here is what the figures of this year say : {english}."), language)
    found = run(
        [(Unit(parse(source)), Translation(target, State.REVIEWED))],
        Glossary(),
        CheckSettings(target_lang=language),
    )
    assert [(finding.name, finding.message, str(target)) for _, finding in found] == []
