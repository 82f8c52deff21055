"""What is kept from Apertium, and the word that holds its place."""

import pytest

from booktranslate.engines.apertium.protected_words import flatten
from booktranslate.engines.markup.flat import Shield
from booktranslate.glossary import Glossary
from booktranslate.model import parse, tagged


def shielded(text: str, target: str = "en-GB") -> list[tuple[str, str]]:
    """What stands for each shielded stretch, with its carrier."""
    originals = flatten(parse(text), Glossary(), target).originals.values()
    return [(str(tagged(one.pieces)), one.carrier) for one in originals if isinstance(one, Shield)]


@pytest.mark.parametrize(
    ("ordinal", "english", "carrier"),
    [
        ("1er", "1st", "premier"),
        ("1re", "1st", "première"),
        ("1<sup>ère</sup>", "1<sup>st</sup>", "première"),
        ("2nde", "2nd", "deuxième"),
        ("3ème", "3rd", "deuxième"),
        ("11ièmes", "11th", "deuxième"),
        ("XXIe", "21st", "deuxième"),
        ("Ier", "1st", "premier"),
    ],
)
def test_an_ordinal_has_a_carrier(ordinal: str, english: str, carrier: str) -> None:
    assert shielded(f"le {ordinal} rang") == [(english, carrier)]


@pytest.mark.parametrize(
    ("amount", "british", "american"),
    [
        ("3,5 M€", "€3.5m", "€3.5 million"),
        ("1 500 Mds€", "€1,500bn", "€1,500 billion"),
        ("2 millions d’euros", "€2m", "€2 million"),
        ("4 millions de dollars", "$4m", "$4 million"),
    ],
)
def test_an_amount_of_money_is_written_as_checks_expect_it(amount: str, british: str, american: str) -> None:
    assert shielded(f"un prix de {amount} en tout") == [(british, "1000")]
    assert shielded(f"un prix de {amount} en tout", "en-US") == [(american, "1000")]


@pytest.mark.parametrize("text", ["un voyage en Inde", "un film en 3d", "une place IIIIe", "le 2er"])
def test_what_is_no_ordinal_has_none(text: str) -> None:
    assert shielded(text) == []
