"""British made American by rule, and back."""

import pytest

from booktranslate.adaptation import adapted, renamed, spelt
from booktranslate.glossary import Glossary, Term
from booktranslate.model import Quotes, parse

SOURCE = "Le centre de gestion du pôle, ouvert le 03/04/2021."
KEPT = Glossary((Term("Harbour Centre", "Harbour Centre", keep=True),))


def american(text: str, source: str = SOURCE, quotes: Quotes = "double") -> str:
    return str(adapted(parse(text), "en-US", source, quotes=quotes, protected=KEPT))


def british(text: str, source: str = SOURCE, quotes: Quotes = "double") -> str:
    return str(adapted(parse(text), "en-GB", source, quotes=quotes, protected=KEPT))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Spelling
        ("The <b>colour</b> of a grey theatre.", "The <b>color</b> of a gray theater."),
        ("They organise, analysed and re-organised it.", "They organize, analyzed and re-organized it."),
        ("An anaesthetised patient.", "An anesthetized patient."),
        ("A colour-coded LABOUR market.", "A color-coded LABOR market."),
        ("Advise an enterprise otherwise.", "Advise an enterprise otherwise."),
        # Dates
        ("On Tuesday 12 March 2026, at 14:30.", "On Tuesday, March 12, 2026, at 14:30."),
        ("12–14 May and 3 June", "May 12–14 and June 3"),
        ("12 <i>March</i> 2026", "March <i>12,</i> 2026"),
        ("The 1st April 2020.", "The April 1, 2020."),
        ("By 12 March 30 people came.", "By 12 March 30 people came."),
        ("It opened on 03/04/2021.", "It opened on 04/03/2021."),
        # Titles, abbreviations
        ("Mr Roux and Dr Ali Roy: 5 per cent.", "Mr. Roux and Dr. Ali Roy: 5 percent."),
        ("€12m or €3bn, e.g. in May; 12 km", "€12 million or €3 billion, e.g., in May; 12 km"),
        # Quotation marks and stops
        ("It is “one word”, not “two”.", "It is “one word,” not “two.”"),
        ("He said “‘no’”.", "He said “‘no.’”"),
        ("She asked “Why?”.", "She asked “Why?”"),
        ("The “<b>word</b>”.", "The “<b>word</b>.”"),
        ("The dogs’.", "The dogs’."),
        # What stays
        ("The Centre for Defence and the Harbour Centre.", "The Centre for Defence and the Harbour Centre."),
        ("See www.colour.org and colour.txt.", "See www.colour.org and colour.txt."),
        ("The <i>centre de gestion</i> is a centre.", "The <i>centre de gestion</i> is a center."),
    ],
)
def test_american_of_british(text: str, expected: str) -> None:
    assert american(text) == expected
    assert american(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The color of a gray theater.", "The colour of a grey theatre."),
        ("They organize and analyze it.", "They organise and analyse it."),
        ("On Tuesday, March 12, 2026, at 14:30.", "On Tuesday 12 March 2026, at 14:30."),
        ("May 12–14 and June 3", "12–14 May and 3 June"),
        ("In March 12 members joined.", "In March 12 members joined."),
        ("March 2026, 12 people", "March 2026, 12 people"),
        ("Mr. Roux: 5 percent, e.g., here.", "Mr Roux: 5 per cent, e.g. here."),
        ("It is “one word,” not “two.”", "It is “one word”, not “two”."),
        ("“We left,” he said. “All of us.”", "“We left,” he said. “All of us.”"),
        ("A list (“nails, etc.”)", "A list (“nails, etc.”)"),
        ("It says “see vol.” there", "It says “see vol.” there"),
        ("“Why,” he said, “is it so? he did nothing.”", "“Why,” he said, “is it so? he did nothing.”"),
        ("A program of twelve meters: 12 meters.", "A programme of twelve metres: 12 metres."),
    ],
)
def test_british_of_american(text: str, expected: str) -> None:
    assert british(text, "Un programme") == expected
    assert british(expected, "Un programme") == expected


def test_a_computers_program_stays_one() -> None:
    assert (
        british("The software is a program.", "Le logiciel est un programme.") == "The software is a program."
    )


def test_each_edition_has_its_own_outer_marks() -> None:
    assert american("‘One “two”’, three.", quotes="double") == "“One ‘two,’” three."
    assert british("“One ‘two’” three.", quotes="single") == "‘One “two”’ three."


def test_a_date_that_the_french_does_not_have_stays() -> None:
    assert american("It opened on 05/06/2021.") == "It opened on 05/06/2021."
    both = "Du 03/04/2021 au 04/03/2021."  # which of the two has been turned cannot be known
    assert american("From 03/04/2021 to 04/03/2021.", both) == "From 03/04/2021 to 04/03/2021."


def test_terms_that_are_other_words_are_renamed() -> None:
    there = Glossary(
        (Term("lycée", "secondary school"), Term("maire", "mayor"), Term("louer", "to let", "verb"))
    )
    here = Glossary((Term("lycée", "high school"), Term("maire", "mayor"), Term("louer", "to rent", "verb")))
    source = "Le maire loue deux lycées."
    words = renamed(source, there, here)
    text = parse("Secondary <b>schools</b> are let by the mayor: one secondary school.")
    made = adapted(text, "en-US", source, words=words)
    assert str(made) == "High <b>schools</b> are let by the mayor: one high school."
    assert adapted(made, "en-US", source, words=words) == made


@pytest.mark.parametrize(
    ("there", "here", "text", "made"),
    [
        (
            "to label",
            "to tag",
            "We label, it labels, labelling, they labelled.",
            "We tag, it tags, tagging, they tagged.",
        ),
        (
            "to learn",
            "to study",
            "He learnt, has learned, is learning.",
            "He studied, has studied, is studying.",
        ),
        ("to study", "to learn", "He studied law.", "He learned law."),
        ("to assess", "to model", "They assessed it, assessing all.", "They modeled it, modeling all."),
        ("to get", "to take", "I get, she gets, they got.", "I take, she takes, they got."),  # took or taken
        (
            "to let",
            "to rent",
            "A flat to let; flats are let; letting flats.",
            "A flat to rent; flats are let; renting flats.",
        ),
        ("to set up a firm", "to found a firm", "She sets up a firm.", "She founds a firm."),
    ],
)
def test_a_verb_takes_the_same_form_of_the_other_verb(there: str, here: str, text: str, made: str) -> None:
    british, us = (Glossary((Term("louer", target, "verb"),)) for target in (there, here))
    words = renamed("On loue.", british, us)
    assert str(adapted(parse(text), "en-US", "On loue.", words=words)) == made


def test_a_term_in_the_spelling_of_a_target() -> None:
    assert spelt("competitiveness centre", "en-US") == "competitiveness center"
    assert spelt("Organisation", "en-US") == "Organization"
    assert spelt("labor", "en-GB") == "labour"
