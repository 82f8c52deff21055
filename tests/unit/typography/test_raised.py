"""Raised letters: none in English, unless the house style asks for them."""

from pathlib import Path

import pytest

from booktranslate.config import Project
from booktranslate.config_tables import Typography
from booktranslate.glossary import Glossary
from booktranslate.model import parse
from booktranslate.style import polished
from booktranslate.typography import lowered, polish, raised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 20<sup>th</sup> century", "the 20th century"),
        ("M<sup>me</sup> Durand", "Mme Durand"),
        ("12 m<sup>2</sup>, x<sup>n</sup>", "12 m<sup>2</sup>, x<sup>n</sup>"),
        ("a <b>20<sup>th</sup></b>", "a <b>20th</b>"),
        ("n<fn1/><sup>o</sup>", "n<fn1/><sup>o</sup>"),
        ("lost 20<sup>th", "lost 20<sup>th"),
    ],
)
def test_letters_that_are_spelling_are_lowered(text: str, expected: str) -> None:
    assert str(lowered(parse(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 20th and the <b>21st</b>", "the 20<sup>th</sup> and the <b>21<sup>st</sup></b>"),
        ("10 m<sup>2</sup> on the 2nd floor", "10 m<sup>2</sup> on the 2nd floor"),
        ("A4th, 3.2nd, 5things", "A4th, 3.2nd, 5things"),
    ],
)
def test_letters_of_ordinals_are_raised(text: str, expected: str) -> None:
    assert str(raised(parse(text))) == expected


def test_the_house_style_decides() -> None:
    text = parse("M<sup>me</sup> Durand, XX<sup>e</sup> century")
    plain = Project(Path())
    assert str(polished(plain, Glossary(), text)) == "Ms Durand, 20th century"
    asked = Project(Path(), typography=Typography(raised_ordinals=True))
    assert str(polished(asked, Glossary(), text)) == "Ms Durand, 20<sup>th</sup> century"


def test_accents_in_two_characters_are_not_damaged() -> None:
    assert str(polish(parse("E\u0301lise’s e\u0301tude, n\u0308's"), "en-GB")) == "Élise’s étude, n\u0308’s"
    untouched = parse("E\u0301lise is here.")
    assert polish(untouched, "en-GB") == untouched
