"""Acronyms in English text, with what they stand for."""

import pytest

from booktranslate.glossary.english_acronyms import expansions, stands_for


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The small and medium-sized enterprises (SMEs) grow.",
            [("SME", "small and medium-sized enterprises")],
        ),
        ("the CSR (corporate social responsibility) of firms", [("CSR", "corporate social responsibility")]),
        (
            "at the Chamber of Commerce and Industry (CCI; Lille)",
            [("CCI", "Chamber of Commerce and Industry")],
        ),
        ("our research and development (R&D)", [("R&D", "research and development")]),
        ("They said so (OK) and left (EU).", []),
        ("seven wicks (UN)", []),
    ],
)
def test_an_acronym_and_its_words(text: str, found: list[tuple[str, str]]) -> None:
    assert list(expansions([text])) == found


def test_every_letter_begins_a_word_and_no_word_is_left_over() -> None:
    assert stands_for("QVCT", "quality of vine and culture terms")
    assert not stands_for("QVCT", "quality of vine and culture in good terms")
    assert not stands_for("A", "apple")
    assert not stands_for("AB", "")
