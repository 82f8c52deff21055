"""Notes at the wrong sentence, emphasis on the wrong word, negations, and one way in one book."""

from collections.abc import Sequence

import pytest

from booktranslate.checks import CHECKS, CheckSettings, run
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Finding, State, Translation, Unit, parse
from tests.unit.checks.checking import Tables, findings, right, wrong
from tests.unit.checks.regular_book import REGULAR

GLOSSARY = Glossary((Term("adhérent", "member", "noun"),))
TABLES: Tables = {
    "note-place": (
        [
            ("Un mot.<fn1/> Un autre.", "A word. Another.<fn1/>"),
            ("Un mot<fn1/>. Un autre.", "A word. Another<fn1/>."),
            ("M. Kergall dort.<fn1/> Il rêve.", "Mr Kergall sleeps. He dreams.<en1/><fn1/>"),
        ],
        [
            ("Un mot<fn1/>. Un autre.", "A word.<fn1/> Another."),
            ("Un mot<fn1/> bref. Un autre.", "A short word.<fn1/> Another."),
            ("Un mot.<fn1/> Un autre.", "A word and another.<fn1/>"),  # sentences were joined
            ("Avec M.<fn1/> Kergall. Oui.", "With Mr<fn1/> Kergall. Yes."),
        ],
    ),
    "emphasis-place": (
        [
            ("Le <b>Tarn</b> coule ici.", "The Tarn flows <b>here</b>."),
            ("En <b>2019</b>, il part.", "In 2019, he <b>leaves</b>."),
            ("Les <b>adhérents</b> signent.", "The members <b>sign</b>."),
        ],
        [
            ("Le <b>Tarn</b> coule.", "The <b>River Tarn</b> flows."),
            ("Le <b>mot</b> juste.", "The right <b>word</b>."),
            ("Le <b>Tarn</b> et le Tarn.", "The Tarn and <b>that river</b>."),
            ("Le <a1>Tarn</a1> coule ici.", "The Tarn flows <a1>here</a1>."),  # a link is no emphasis
        ],
    ),
    "negation": (
        [
            ("Il ne vient pas demain.", "He comes tomorrow."),
            ("Elle n’a jamais dormi. Il part.", "She has slept. He goes."),
            # Each English negation is the partner of one French one only.
            (
                "Il ne vient pas au bureau de Nantes, et la réunion que nous avions prévue au mois de "
                "mars dans la salle du premier étage n’aura pas lieu.",
                "He does not come to the Nantes office, and the meeting that we had planned for March "
                "in the room on the first floor will take place.",
            ),
            ("Le critère est non applicable.", "The criterion is applicable."),
            ("On ne peut plus entrer.", "People can come in."),
            ("Il ne sait comment l’aider.", "He knows how to help her."),
            # "Before" might be what says no, but not where do is stressed for nothing.
            ("Elle n’insista pas, comme avant.", "She did insist, as before."),
        ],
        [
            ("Il ne vient pas demain.", "He isn’t coming tomorrow."),
            ("Il ne vient pas demain.", "He fails to come tomorrow."),
            ("N’hésitez pas à venir.", "Do come."),
            ("Il n’y a pas que lui.", "There is him as well."),
            ("Ne vient-il pas ?", "Is he coming?"),
            ("Il n’était plus question d’argent ni de retard.", "Money and delays were out of the question."),
            ("Elle n’y pense plus, ce qui l’étonne.", "She never thinks of it, and does so gladly."),
            ("N’importe qui peut venir.", "Anybody may come."),
            ("Ce n’est qu’un petit pas.", "It is a small step."),
            ("Il n’était plus qu’une ombre.", "He was a shadow."),
            ("C’est on ne peut plus clair.", "It is perfectly clear."),
            ("Il avance pas à pas, et pas à pas il apprend.", "He goes step by step, and so he learns."),
            ("Il vient.", "He comes."),
        ],
    ),
    "term-repeated": (
        [("Un adhérent aide un adhérent.", "A member helps a colleague.")],
        [
            ("Un adhérent aide un adhérent.", "A member helps a member."),
            ("Un adhérent aide un adhérent.", "Members help members."),
            ("Un adhérent.", "A member."),
        ],
    ),
}


@pytest.mark.parametrize(("name", "source", "target"), wrong(TABLES))
def test_finds(name: str, source: str, target: str) -> None:
    assert [finding.name for finding in findings(name, source, target, GLOSSARY)] == [name]


@pytest.mark.parametrize(("name", "source", "target"), right(TABLES))
def test_is_silent(name: str, source: str, target: str) -> None:
    assert findings(name, source, target, GLOSSARY) == []


def book(name: str, texts: Sequence[tuple[str, str]], notes: Sequence[str] = ()) -> list[tuple[int, Finding]]:
    units = [
        (Unit(parse(source), notes=tuple(notes)), Translation(parse(target), State.REVIEWED))
        for source, target in texts
    ]
    return run(units, Glossary(), CheckSettings(off=frozenset(check.name for check in CHECKS) - {name}))


def test_one_word_has_one_hyphen() -> None:
    texts = [("Elle coopère.", "Their cooperation."), ("Ils coopèrent.", "Our cooperation, by e-mail.")]
    ((index, finding),) = book("hyphenation", [*texts, ("On coopère.", "Some co-operation.")])
    assert (index, finding.suggestion) == (2, "cooperation")
    assert finding.span == (5, 17)


def test_headings_have_capitals_in_one_way() -> None:
    usual = [("Un titre assez long", "A rather long title")] * 4
    (found,) = book(
        "heading-capitals", [*usual, ("Un autre titre", "Another Rather Long Title")], ["Heading"]
    )
    assert found[0] == 4
    assert book("heading-capitals", [*usual, ("Un autre titre", "Another Rather Long Title")]) == []


def test_lists_end_in_one_way() -> None:
    usual = [("a, b et c", "apples, pears and plums")] * 4
    ((index, _),) = book("serial-comma", [*usual, ("x, y et z", "red, green, and blue")])
    assert index == 4
    assert book("serial-comma", usual) == []


def test_an_organisation_has_one_name() -> None:
    french = "Le Conseil régional de Bretagne a signé."
    usual = [(french, f"The Brittany Regional Council signed {word}.") for word in ("it", "this", "that")]
    ((index, finding),) = book("organisations", [*usual, (french, "The Regional Board of Brittany signed.")])
    assert (index, finding.suggestion) == (3, "The Brittany Regional Council")


def test_texts_that_differ_in_figures_only_are_translated_alike() -> None:
    texts = [("Étape 1 : partir", "Step 1: leave"), ("Étape 2 : partir", "Stage 2: leave")]
    assert [index for index, _ in book("perhaps-inconsistent", texts)] == [0, 1]
    texts = [("Étape 1 : partir", "Step 1: leave"), ("Étape 2 : partir", "Step 2: leave")]
    assert book("perhaps-inconsistent", texts) == []
    assert [
        index for index, _ in book("perhaps-inconsistent", [("Très bien.", "Fine."), ("Très bien.", "Good.")])
    ]


def test_a_dropped_sentence_is_found_beside_a_regular_book() -> None:
    french = "Il est venu hier soir avec ses amis de Lyon. Ils ont parlé du projet jusqu’à minuit."
    english = "He came last night with his friends from Lyons. They talked about the project until midnight."
    assert book("short", [*REGULAR, (french, english)]) == []
    cut = english.partition(". ")[0] + "."
    assert [index for index, _ in book("short", [*REGULAR, (french, cut)])] == [len(REGULAR)]


def test_amounts_in_other_units_are_the_same() -> None:
    for source, target in (
        ("Une vague de 6 mètres.", "A wave of 20 feet."),
        ("Un porc de 250 kg.", "A 550-pound pig."),
        ("De 5 à 10 cm de pluie.", "From 2 to 4 inches of rain."),
        ("À 620 km, à 20 km/h.", "385 miles away, at 12 mph."),
        ("Il fait 26 degrés.", "It is 80 degrees."),
    ):
        assert findings("numbers", source, target) == [], target
    assert findings("numbers", "Une vague de 6 mètres.", "A wave of 60 feet.")
    assert findings("numbers", "Une vague de 6 mètres.", "A wave of 20 metres.")


def test_a_number_of_a_name_is_no_number() -> None:
    assert findings("numbers", "Le SHA du blob.", "The SHA-1 of the blob.") == []
    assert findings("number-format", "Le 0800 555 111.", "Call 0800 555 111.") == []
    assert findings("damaged-tag", "Le fichier.", "The file &lt;user>.") == []


def test_kinds_of_false_alarm_that_news_had() -> None:
    assert findings("names", "Il a vu Bachar Kergall.", "He saw Bashar Kergall.") == []
    assert (
        findings("number-words", "Jusqu’à 120 millions d’euros par an.", "Up to €120 million a year.") == []
    )
    assert findings("number-words", "Six autres millions de gens.", "Another six million people.") == []
    assert findings("numbers", "Le match nul 2:2.", "The 2-2 draw.") == []
    assert findings("number-format", "Appelez le 116\u00a0123.", "Call them on 116 123.") == []
    assert findings("article", "Un mbox.", "An mbox file.") == []
    assert findings("numbers", "Le match nul 2:2.", "The 3-2 draw.")


def test_amounts_in_words_and_their_units() -> None:
    (found,) = findings("units", "Il donne cinq mille euros.", "He gives five thousand dollars.")
    assert found.message == "The translation has “5000 dollar”, the French text 5000 euro."
    assert findings("units", "Un des cinq jours.", "One of the five weeks.")
    assert findings("units", "Un des cinq jours.", "One of the five days.") == []
    (found,) = findings("units", "Après 12 m ou 12 km.", "After 12 kg and 12 cm.")
    assert found.message == "The translation has “12 cm”, the French text 12 m."
    (found,) = findings("scale", "Des milliers, voire des millions.", "It has billions.")
    assert found.message == "The translation has “billion”, the French text thousand."
    assert found.source_span == (4, 12)
    assert findings("currency", "Un don de 1,2 million de dollars.", "A gift of €1.2 million.")
    assert findings("currency", "Un don de 1,2 million de dollars.", "A gift of $1.2 million.") == []
    assert findings("percent", "Cinquante-cinq pour cent des gens.", "Fifty-five people.")
    assert findings("percent", "Cinquante-cinq pour cent des gens.", "Fifty-five per cent of people.") == []
