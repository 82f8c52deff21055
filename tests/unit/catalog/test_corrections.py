"""A change of the source made in its translation too, and shown word by word."""

import pytest

from booktranslate.catalog.corrections import corrected, shown_changes
from booktranslate.glossary import Glossary, Term
from booktranslate.model import parse

GLOSSARY = Glossary((Term("feuille de route", "roadmap"), Term("charte", "charter")))


@pytest.mark.parametrize(
    ("old", "new", "target", "expected"),
    [
        ("Les 83 membres", "Les 87 membres", "The 83 members", "The 87 members"),
        (
            "En 2024, 2 500 entreprises",
            "En 2025, 2 500 entreprises",
            "In 2024, 2,500 firms",
            "In 2025, 2,500 firms",
        ),
        ("Soit 2 500 euros", "Soit 12 500 euros", "That is 2,500 euros", "That is 12,500 euros"),
        ("3,5 % de <b>plus</b>", "4,25 % de <b>plus</b>", "3.5% <b>more</b>", "4.25% <b>more</b>"),
        ("4.4 Discussion", "4.5 Discussion", "4.4 Discussion", "4.5 Discussion"),
        ("De 3 à 5", "De 4 à 6", "From 3 to 5", "From 4 to 6"),
        ("Une feuille de route", "Une charte", "A roadmap", "A charter"),
        # What is not certain stays: the number twice, another word, a number that is part of another.
        ("3 fois 3", "4 fois 3", "3 times 3", "3 times 3"),
        ("Les 83 membres", "Les 87 adhérents", "The 83 members", "The 83 members"),
        ("Les 5 villes", "Les 6 villes", "The 1.5 cities", "The 1.5 cities"),
        ("Les deux villes", "Les trois villes", "The two cities", "The two cities"),
    ],
)
def test_a_number_or_a_term_is_replaced_where_it_is_certain(
    old: str, new: str, target: str, expected: str
) -> None:
    found = corrected(parse(old).plain, parse(new).plain, parse(target), GLOSSARY)
    assert str(found) == expected


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Les 83 membres", "Les 87 membres", "“83” → “87”"),
        ("Il part demain.", "Il part très vite demain.", "added “très vite”"),
        ("Il part très vite.", "Il part.", "removed “très vite”"),
        ("Le pôle de Lyon", "Le site de Metz", "“pôle” → “site”; “Lyon” → “Metz”"),
        ("a b c d e f g h i j k l m n o p q r", "a 1 c 1 e 1 g 1 i 1 k 1 m 1 o 1 q 1", ""),
        ("même", "même", ""),
    ],
)
def test_what_changed_is_shown_word_by_word(old: str, new: str, words: str) -> None:
    assert shown_changes(old, new) == words
