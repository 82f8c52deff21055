"""Which words the lexicons know."""

import pytest

from booktranslate.language.lexicons import is_english, is_french


@pytest.mark.parametrize(
    "word",
    [
        *("électeurs", "temps", "choix", "taux", "toujours", "déjà", "plusieurs"),
        *("vraiment", "malheureusement", "précisément", "récemment", "constamment", "absolument"),
    ],
)
def test_a_french_word(word: str) -> None:
    assert is_french(word)


@pytest.mark.parametrize("word", ["apartment", "basement", "treatment", "goutement", "zqxment", "temts", ""])
def test_no_french_word(word: str) -> None:
    assert not is_french(word)


def test_english_words() -> None:
    assert all(map(is_english, ("the", "basement", "treatments")))
    assert not is_english("treatmant")
