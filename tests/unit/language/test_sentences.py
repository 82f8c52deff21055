"""Where sentences end and begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate.language.sentences import abbreviated, beginnings, ended, spans, split, starts, stops_at

ONE = [
    "M. Durand et Mme Petit signent.",
    "M. J.-P. Martin préside.",
    "Voir art. 3, p. 12, fig. 4.",
    "Les pôles, les réseaux, etc. sont invités.",
    "« Quoi ? » demanda-t-il.",
    "Il hésita… puis il partit.",
    "Prof. Adams met Messrs. Lee and Cole.",
    "Rendez-vous à 8 p.m. sharp.",
    "Le tél. fixe sonne.",
]
TWO = [
    ("Elle partit. Il resta.", "Il resta."),
    ("Elle partit.\ufffc Il resta.", "Il resta."),
    ("« Oui. » Il resta.", "Il resta."),
    ("« Oui.\u00a0» Il resta.", "Il resta."),
    ("Elle partit (hier.) Il resta.", "Il resta."),
    ("La SNCF. Le train part.", "Le train part."),
    ("Vraiment ?! « Oui. »", "« Oui. »"),
    ("C’était en 2020. 12 villes suivirent.", "12 villes suivirent."),
    ("Les pôles, etc. Les autres suivent.", "Les autres suivent."),
    ("Elle partit.\U00100003 \U00100004 resta.", "\U00100004 resta."),
]


@pytest.mark.parametrize("text", ONE)
def test_what_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]
    assert beginnings(text) == []


@pytest.mark.parametrize(("text", "second"), TWO)
def test_what_ends_one(text: str, second: str) -> None:
    assert len(split(text)) == 2
    assert [text[start:] for start in beginnings(text)] == [second]


def test_an_abbreviation_at_the_end() -> None:
    for text in ("etc.", "Marlow & Co. ", "à 8 h p.m.", "avec Mme P.", "Hugo, M.", "the U.S."):
        assert abbreviated(text)
    for text in ("It is art.", "He said no.", "Elle partit.", "etc", ""):
        assert not abbreviated(text)


def test_a_line_ends_a_sentence() -> None:
    assert split("Un titre\nUne phrase.") == ["Un titre", "Une phrase."]


def test_a_text_that_ends_as_a_sentence_does() -> None:
    assert ended("Elle partit. ")
    assert ended("« Oui ! » ")
    assert ended("Il vit la SNCF.")
    assert not ended("Elle vit M. ")
    assert not ended("Elle vit J.-P. ")
    assert not ended("Un titre")
    assert not ended("")


def test_the_last_dot_of_an_acronym_is_its_own_within_a_sentence() -> None:
    for text, at_end in (
        ("La P.M.E. embauche.", False),
        ("Une P.M.E. Elle embauche.", True),
        ("Une P.M.E.", True),
    ):
        assert stops_at(text, text.index("E.") + 2) == at_end


def test_beginnings_are_starts() -> None:
    for text, _ in TWO:
        assert all(
            starts(text, at) for at in beginnings(text) if "\ufffc" not in text and "\U00100003" not in text
        )


@given(st.text(st.sampled_from("aB1.?!… »«\n(\ufffc\u00a0"), max_size=30))
def test_sentences_hold_all_but_the_spaces_between(text: str) -> None:
    found = list(spans(text))
    assert "".join("".join(text[start:end].split()) for start, end in found) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(found))
