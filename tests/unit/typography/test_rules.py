"""The rules as a whole: names, settings, what is kept, the reviewed book, the time they take."""

import re
from pathlib import Path

import pytest

from booktranslate.catalog import read
from booktranslate.config_tables import Typography
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary, Term
from booktranslate.model import State, TaggedText, parse
from booktranslate.typography import NAMES, RULES, Change, changes, polish

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reference" / "typography.md").read_text("utf-8")
NO_BREAK = "\u00a0"


@pytest.fixture(scope="module")
def reviewed() -> list[TaggedText]:
    catalog = read(ROOT / "translations" / "en-GB" / "dirigeantes-de-clusters.po")
    return [entry.translation.target for entry in catalog.entries if entry.state is State.REVIEWED]


def test_the_reviewed_book_stays_as_it_is(reviewed: list[TaggedText]) -> None:
    assert len(reviewed) > 100
    assert [change for text in reviewed for change in changes(text, "en-GB")] == []


@pytest.mark.parametrize(
    "kept",
    [
        "https://exemple.fr/a?b=1,5;c='d'--e",
        "www.exemple.fr/2020-2024",
        "o'neill@exemple.fr",
        "cahier_2020-2024.docx",
        "exemple.fr/l'avenir",
        "`a ? b : 'c'`",
        "{0} {name}",
        '<div class="x">',
        "ISBN 978-2-01-23 456-7",
        "+33 (0)1 23 45 67 89",
    ],
)
def test_addresses_files_code_and_numbers_stay(kept: str) -> None:
    text = parse("« " + kept.replace("<", "&lt;") + " » ?")
    assert polish(text, "en-GB").plain == f"“{kept}”?"


def test_names_of_the_glossary_stay() -> None:
    glossary = Glossary((Term("L'Usine 2 000", "L'Usine 2 000", keep=True), Term("l'eau", "water")))
    text = parse("L'Usine 2 000 : l'eau, <b>L'Usine</b> 2 000, L'Usine 2 000's")
    after = "L'Usine 2 000: l’eau, <b>L'Usine</b> 2 000, L'Usine 2 000’s"
    assert str(polish(text, "en-GB", protected=glossary)) == after


@pytest.mark.parametrize("rule", NAMES)
def test_each_rule_changes_something_and_can_be_switched_off(rule: str) -> None:
    text = parse(
        "« a » it's ... 2 500, 1-2, a—b, 5 %, 5 €, 1 mars, at 8 h 30, 2e, M. Roux, "
        f"why ? a  b twelve{NO_BREAK}words"
    )
    assert rule in {change.rule for change in changes(text, "en-GB")}
    assert rule not in {change.rule for change in changes(text, "en-GB", off={rule})}
    assert {change.rule for change in changes(text, "en-GB", off=set(NAMES) - {rule})} == {rule}


def test_changes_show_the_words_around() -> None:
    told = changes(parse("It costs <b>2 500</b> € today, doesn't it ?"), "en-GB")
    assert told == [
        Change("apostrophes", "doesn't ", "doesn’t "),
        Change("numbers", "<b>2 500</b> ", "<b>2,500</b> "),
        Change("currency", "<b>2,500</b> € ", "<b>€2,500</b> "),
        Change("punctuation-spaces", "it ?", "it?"),
    ]


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UsageError, match=r"dash.*quotation-marks"):
        polish(parse("a"), "en-GB", off={"dash"})


def test_by_default_all_rules_are_on_and_quotes_double() -> None:
    assert Typography() == Typography(quotes="double", off=())


def test_each_rule_is_documented_with_examples_that_hold() -> None:
    table, sources = PAGE.split("## The rules")[1].split("## Where the rules come from")
    rows = re.findall(r"^\| (?:`([a-z-]+)` )?\| (.+?) \| (.+?) \|$", table, re.MULTILINE)
    shown, name = set(), ""
    for row_name, before, after in rows:
        name = row_name or name
        if name not in NAMES:
            continue
        shown.add(name)
        british, _, american = after.partition(" (en-GB); ")
        for language, expected in (
            ("en-GB", british),
            ("en-US", american.removesuffix(" (en-US)") or british),
        ):
            text = parse(before.replace("␣", NO_BREAK))
            assert str(polish(text, language)) == expected.replace("␣", NO_BREAK), name
    assert shown == set(NAMES)
    for rule in RULES:
        row = next(line for line in sources.splitlines() if f"`{rule.name}`" in line)
        assert [cell.strip() for cell in row.split("|")[2:4]] == rule.source.split("; "), rule.name
