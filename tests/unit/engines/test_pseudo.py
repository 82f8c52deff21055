"""The pseudo engine: nothing plain left, everything else in place, and it can be undone."""

import re
import sys
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booktranslate import engines
from booktranslate.engines import EngineSettings, create
from booktranslate.engines.pseudo import PseudoEngine, pseudo
from booktranslate.engines.testing import EngineContract
from booktranslate.errors import UsageError
from booktranslate.glossary import Glossary
from booktranslate.model import Close, Open, Placeholder, TaggedText, Text, parse, tagged
from tests.unpseudo import unpseudo

FRENCH = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
PIECES = st.one_of(
    st.text(FRENCH + "0123456789 \u00a0\u202f.,;:!?’«»<>&-\n·⟦⟧", min_size=1).map(Text),
    st.sampled_from([Open("b"), Close("b"), Placeholder("fn1"), Placeholder("br")]),
)


@pytest.fixture
def engine() -> PseudoEngine:
    return PseudoEngine(EngineSettings("fr", "en-GB", Glossary()))


class TestContract(EngineContract):
    pass


def test_it_is_found_by_name() -> None:
    assert create("pseudo", EngineSettings("fr", "en-GB", Glossary())).name == "pseudo"


def test_an_engine_says_whether_its_drafts_are_english(monkeypatch: pytest.MonkeyPatch) -> None:
    class Reversed(PseudoEngine):
        name = "reversed"

    here = {"reversed": EntryPoint("reversed", f"{__name__}:Reversed", engines.GROUP)}
    monkeypatch.setattr(sys.modules[__name__], "Reversed", Reversed, raising=False)
    assert not engines.makes_english("pseudo")
    assert all(map(engines.makes_english, ("apertium", "argos", "deepl", "not-installed", "")))
    monkeypatch.setattr(engines, "_found", lambda: here)
    assert not engines.makes_english("reversed")


def test_an_option_is_refused() -> None:
    with pytest.raises(UsageError, match=r"engine\.pseudo\.length"):
        PseudoEngine(EngineSettings("fr", "en-GB", Glossary(), options={"length": 2}))


def test_example() -> None:
    assert (
        str(pseudo(parse("La <b>mixité</b> 2025 : oui !<fn1/>")))
        == "⟦Łą <b>мįхįţē</b> 2025 : őųį !<fn1/>·······⟧"
    )


def test_addresses_are_changed_too() -> None:
    assert not re.search("[a-zA-Z]", pseudo(parse("contact@exemple.fr https://exemple.fr")).plain)


def test_the_table_is_one_for_one() -> None:
    changed = pseudo(parse(FRENCH)).plain[1 : len(FRENCH) + 1]
    assert len(set(changed)) == len(FRENCH)
    assert not set(changed) & set(FRENCH)


@given(st.lists(PIECES).map(tagged))
def test_no_source_letter_is_left_tags_stay_and_it_can_be_undone(text: TaggedText) -> None:
    changed = pseudo(text)
    assert not set(changed.plain) & set(FRENCH)
    assert changed.tags == text.tags
    assert unpseudo(changed) == text or text == changed


@given(st.text(FRENCH, min_size=10, max_size=200))
def test_it_is_about_thirty_per_cent_longer(words: str) -> None:
    longer = len(pseudo(TaggedText((Text(words),))).plain) / len(words)
    assert 1.25 <= longer <= 1.55


def test_figures_spaces_and_punctuation_stay() -> None:
    signs = "0123456789 \u00a0\u202f.,;:!?’'\"«»–—…()[]%€&<>"
    assert pseudo(TaggedText((Text(signs),))).plain.strip("⟦⟧·") == signs


@pytest.mark.parametrize("text", ["", "<fn1/>", " : ", "<b></b>"])
def test_texts_without_words_stay(text: str) -> None:
    assert pseudo(parse(text)) == parse(text)
