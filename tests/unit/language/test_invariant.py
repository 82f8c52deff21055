"""Texts that are the same in every language."""

import pytest

from booktranslate.language.invariant import is_sign, stays


@pytest.mark.parametrize(
    "text",
    [
        *[
            "a.",
            "(a)",
            "A)",
            "(B)",
            "1.",
            "2)",
            "iv.",
            "ii)",
            "II.",
            "1.2.b)",
            "(XIV)",
            "(12)",
            "2B)",
            "•",
            "–",
            "□",
        ],
        *["https://exemple.fr/a?b=c", "www.exemple.fr", "contact@exemple.fr", "exemple.coop/page"],
        "https://exemple.fr, https://exemple.org",
    ],
)
def test_signs(text: str) -> None:
    assert is_sign(text)
    assert stays(text)


@pytest.mark.parametrize(
    "text", ["x", "A", "B :", "A. P.", "J.-P. D.", "A. P. :", "N. K. –", "FR-2024-03", "A320", "RAL9010"]
)
def test_initials_codes_and_letters_stay(text: str) -> None:
    assert stays(text)
    assert not is_sign(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "à",
        "y",
        "M.",
        "civil.",
        "mil.",
        "OUI",
        "T1",
        "S2",
        "MAI 2021",
        "Le",
        "(oui)",
        "(non)",
        "(PME)",
        "Voir www.exemple.fr",
        "vin.",
    ],
)
def test_words_do_not(text: str) -> None:
    assert not stays(text)
