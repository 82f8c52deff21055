"""Reviewed translations that serve a text which is nearly the same, or made of the same sentences."""

import pytest

from booktranslate.drafting.recalled import Recalled
from booktranslate.model import Unit, parse

KNOWN = {
    ("", "C'est l’atelier <b>des femmes</b> : le 1er."): "It is the workshop <b>of the women</b>: the first.",
    ("", "La ville est grande. Elle a ses habitants."): "The city is large. It has its people.",
    ("", "Une gare <i>neuve</i>. Personne ne part !"): "A <i>new</i> station. Nobody leaves!",
    ("titre", "Voix"): "Voices",
    ("", "M. Roy parle. Il rit."): "Mr Roy speaks and laughs.",
}


def find(text: str, context: str = "") -> str | None:
    found = Recalled(KNOWN).find(Unit(parse(text), context))
    return None if found is None else str(found)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("La ville est grande. Elle a ses habitants.", "The city is large. It has its people."),
        (
            "C’est l'atelier\u00a0<b>des femmes</b>\u202f: le 1er.",
            "It is the workshop <b>of the women</b>: the first.",
        ),
        ("C’est l'atelier des  femmes : le 1er.", "It is the workshop of the women: the first."),
        (
            "C’est l'atelier <i1>des femmes</i1> : le 1er.",
            "It is the workshop <i1>of the women</i1>: the first.",
        ),
        ("<b>La ville est grande. Elle a ses habitants.</b>", "<b>The city is large. It has its people.</b>"),
        ("Personne ne part ! La ville est grande.", "Nobody leaves! The city is large."),
        ("Une gare <i2>neuve</i2>. La ville est grande.", "A <i2>new</i2> station. The city is large."),
    ],
)
def test_what_is_known(text: str, english: str) -> None:
    assert find(text) == english


@pytest.mark.parametrize(
    "text",
    [
        "La <b>ville</b> est grande. Elle a ses habitants.",  # where the tag goes, a person must say
        "La ville est grande. Elle a ses habitants. Et encore.",  # a sentence is not known
        "M. Roy parle. La ville est grande.",  # which words are which sentence was never certain
        "Voix",  # another context
        "La ville est grande.",  # one sentence alone may want other words than in its paragraph
    ],
)
def test_what_is_not(text: str) -> None:
    assert find(text) is None


def test_the_context_counts() -> None:
    assert find("Voix", "titre") == "Voices"
